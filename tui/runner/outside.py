"""The two objects that own time and chance for the app; everything else is handed them."""

from __future__ import annotations

from datetime import UTC, datetime
from importlib import import_module
from threading import Thread


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


def load_areas() -> None:
    """Load what the first answer needs, while the first page is being read."""
    Thread(target=import_module, args=("tui.core.areas",), daemon=True).start()
