"""Which looks were really taken, by whom and when: kept in memory, and only the newest.

Somebody may say that all is right again; that they looked is not taken on trust.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from datetime import datetime

from backend_stub.kernel.caller import Caller, current_request_id
from backend_stub.kernel.clock import Clock

KEPT = 1000


@dataclass(frozen=True, slots=True)
class Look:
    """One look at one's own status or proof, named by the id of its request."""

    account_id: str
    view: str
    request_id: str


class Looks:
    """Notes each look that showed something. A look in somebody's place is not theirs."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._taken: deque[tuple[Look, datetime]] = deque(maxlen=KEPT)

    def taken(self, caller: Caller, view: str) -> None:
        """The caller was shown this view, in the request that is being answered."""
        if not caller.staff_id:
            look = Look(caller.account_id, view, current_request_id())
            self._taken.append((look, self._clock.now()))

    def when(self, look: Look) -> datetime | None:
        """When this look was taken last; nothing if it was not, or too many came after it."""
        return next((at for other, at in reversed(self._taken) if other == look), None)
