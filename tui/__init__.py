"""The terminal front: one core, several faces, and the words they speak."""

from __future__ import annotations

__version__ = "0.1.0"
