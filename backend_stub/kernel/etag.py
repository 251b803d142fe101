"""Strong entity tags."""

from __future__ import annotations

import hashlib


def etag(body: bytes) -> str:
    """The tag of exactly these bytes, quoted as the header wants it."""
    return f'"{hashlib.sha256(body).hexdigest()[:32]}"'
