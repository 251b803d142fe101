"""How often one client may check: enough for an honest office, far too little to guess."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import Connection, delete, insert, select

from backend_stub.checker import tables
from backend_stub.kernel.clock import Clock
from backend_stub.kernel.problem import Problem
from backend_stub.kernel.security import keyed_hash
from backend_stub.kernel.store import Store
from backend_stub.kernel.throttle import Limit, wait_for, whole_seconds

MINUTE = Limit(most=10, window=timedelta(minutes=1), apart=timedelta())
DAY = Limit(most=100, window=timedelta(days=1), apart=timedelta())
CHECK = "check"


class CheckLimits:
    """Counts every check alike, whatever it opens: a refusal must not cost another time."""

    def __init__(self, store: Store, clock: Clock, server_key: bytes) -> None:
        self._store = store
        self._clock = clock
        self._server_key = server_key

    async def count(self, client: str) -> None:
        """One more check by a client; Problem `wait`, which is not counted."""
        now = self._clock.now()
        subject = keyed_hash(self._server_key, "checking client", client)
        event = tables.throttle.c

        def work(c: Connection) -> None:
            c.execute(delete(tables.throttle).where(event.at <= now - DAY.window))
            past = list(c.execute(select(event.at).where(event.subject == subject)).scalars())
            wait = max(wait_for(limit, past, now) for limit in (MINUTE, DAY))
            if wait:
                raise Problem("wait", retry_after=whole_seconds(wait))
            c.execute(insert(tables.throttle).values(subject=subject, kind=CHECK, at=now))

        await self._store.run(work)
