"""Drawn portraits: what one is, and the digest that names it."""

from __future__ import annotations

import hashlib
import json
from typing import TypedDict


class Portrait(TypedDict):
    """24 x 28 cells; each row is text, each character an index in base 36 into the palette."""

    width: int
    height: int
    palette: list[str]
    rows: list[str]
    alt: str


def portrait_digest(portrait: Portrait) -> str:
    """SHA-256 of the canonical JSON, 64 hexadecimal digits."""
    canonical = json.dumps(portrait, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(canonical.encode()).hexdigest()
