"""An answers document: reading it, checking it, describing it, and what it means.

The document and the result are described in docs/answers.md.
"""

from __future__ import annotations
