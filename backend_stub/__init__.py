"""A bundled mock of the digital status service, for practice and demonstration only."""

from __future__ import annotations

__version__ = "0.1.0"
