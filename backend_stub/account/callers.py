"""Who asked a moment ago: not looked up again while the account's store is as it was.

A page asks for several things at once, each with the same token. Nothing is believed that the
store might say otherwise: whatever is written there (a session that ends, an account that is
closed) makes all of this forgotten.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from backend_stub.account.sessions import STILL_SEEN
from backend_stub.kernel.caller import Caller, Machine
from backend_stub.kernel.security import token_hash
from backend_stub.kernel.throttle import ZERO

MOST_KNOWN = 1000


@dataclass(frozen=True, slots=True)
class Seen:
    """A session as it was read. `at`: when its idle time began; `changes`: the store's, then."""

    caller: Caller
    at: datetime
    changes: int


class RecentCallers:
    """Sessions by their token, hashed, and the machine that sent it."""

    def __init__(self) -> None:
        self._seen: dict[tuple[str, Machine], Seen] = {}

    def find(self, token: str, machine: Machine, now: datetime, changes: int) -> Caller | None:
        """Who asks, where looking it up would find the same and write nothing."""
        seen = self._seen.get((token_hash(token), machine))
        if seen is None or seen.changes != changes or not ZERO <= now - seen.at < STILL_SEEN:
            return None
        return seen.caller if now < seen.caller.idle_until else None

    def keep(self, token: str, machine: Machine, seen: Seen) -> None:
        """What was read just now."""
        if len(self._seen) >= MOST_KNOWN:
            self._seen.clear()
        self._seen[token_hash(token), machine] = seen
