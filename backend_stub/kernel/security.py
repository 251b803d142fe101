"""Headers of every answer, keyed and plain hashes, comparison in constant time."""

from __future__ import annotations

import hashlib
import hmac
from datetime import date

SECURITY_HEADERS = {
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    "cross-origin-resource-policy": "same-origin",
}


def token_hash(token: str) -> str:
    """What is stored of a session token. 256 bits of chance need no key."""
    return hashlib.sha256(token.encode()).hexdigest()


def keyed_hash(key: bytes, purpose: str, text: str) -> str:
    """HMAC-SHA-256 for texts short enough to be guessed; `purpose` keeps uses apart."""
    return hmac.digest(key, f"{purpose}\x00{text}".encode(), "sha256").hex()


def same_text(left: str, right: str) -> bool:
    """Equality in a time that does not tell where two texts differ."""
    return hmac.compare_digest(left.encode(), right.encode())


def same_day(left: date, right: date) -> bool:
    """Equality of two dates, as `same_text`."""
    return same_text(left.isoformat(), right.isoformat())
