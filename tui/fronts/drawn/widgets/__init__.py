"""One widget a file; each draws one kind of block, ask or bar, and knows nothing of a journey."""

from __future__ import annotations
