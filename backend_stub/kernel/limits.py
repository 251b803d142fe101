"""How often one client may do something that nobody has to sign in for."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, Table, delete, insert, select

from backend_stub.kernel.clock import Clock
from backend_stub.kernel.problem import Problem
from backend_stub.kernel.security import keyed_hash
from backend_stub.kernel.store import Store
from backend_stub.kernel.throttle import Limit, wait_for, whole_seconds


class ClientLimits:
    """Counts every event of a kind alike, whatever comes of it; of the client, a hash alone."""

    def __init__(
        self,
        store: Store,
        table: Table,
        clock: Clock,
        server_key: bytes,
        kind: str,
        limits: Sequence[Limit],
    ) -> None:
        self._store = store
        self._table = table
        self._clock = clock
        self._server_key = server_key
        self._kind = kind
        self._limits = limits

    async def count(self, client: str) -> None:
        """One more by a client; Problem `wait`, and then it is not counted."""
        now = self._clock.now()
        subject = keyed_hash(self._server_key, f"client of {self._kind}", client)
        event = self._table.c
        kept = max(limit.window for limit in self._limits)

        def work(c: Connection) -> None:
            c.execute(delete(self._table).where(event.at <= now - kept))
            mine = select(event.at).where(event.subject == subject, event.kind == self._kind)
            past = list(c.execute(mine).scalars())
            wait = max(wait_for(limit, past, now) for limit in self._limits)
            if wait:
                raise Problem("wait", retry_after=whole_seconds(wait))
            c.execute(insert(self._table).values(subject=subject, kind=self._kind, at=now))

        await self._store.run(work)
