"""The two objects that own time and chance for the app; everything else is handed them."""

from __future__ import annotations

from datetime import UTC, datetime


class SystemClock:
    """The time of this machine."""

    def now(self) -> datetime:
        """Now, in UTC."""
        return datetime.now(UTC)


class SystemChance:
    """The operating system's source of unguessable numbers."""

    def token(self) -> str:
        """256 bits in letters, digits, ``-`` and ``_``."""
        # Not at the top: it loads the hashes of OpenSSL, which no first page needs.
        import secrets

        return secrets.token_urlsafe(32)
