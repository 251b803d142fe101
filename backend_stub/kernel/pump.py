"""The pump: carries messages from the queues of their senders to the stores they are addressed to.

At least once, never a promise of exactly once: between the receiver's commit and the mark in the
queue a process may die, and the message comes again. It is the receivers that make once of it.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, or_, select, update

from backend_stub.kernel.changes import Change, NotForUs, Outcome
from backend_stub.kernel.clock import Clock
from backend_stub.kernel.store import Store, Work

QUEUE = "change_queue"

Receive = Callable[[Change], Awaitable[Outcome]]


class Pump:
    """`senders`: the stores that have queues; `receivers`: who answers to which address."""

    def __init__(
        self, clock: Clock, senders: Sequence[Store], receivers: Mapping[str, Receive]
    ) -> None:
        self._clock = clock
        self._senders = senders
        self._receivers = receivers
        self.still = asyncio.Lock()
        """Held while messages are carried; whoever holds it knows that none is on its way."""

    async def deliver(self) -> Counter[str]:
        """Carry all that is due, and what those messages cause in turn; how many by outcome."""
        done: Counter[str] = Counter()
        async with self.still:
            while True:
                carried = 0
                for store in self._senders:
                    for change in await store.run(_due(store, self._clock.now())):
                        done[await self._carry(store, change)] += 1
                        carried += 1
                if not carried:
                    return done

    async def _carry(self, store: Store, change: Change) -> str:
        receive = self._receivers.get(change.address)
        outcome, refused = "refused", f"nobody answers to {change.address}"
        if receive is not None:
            try:
                outcome, refused = await receive(change), ""
            except NotForUs as error:
                refused = str(error)
        marks = {"delivered_at": self._clock.now()} if not refused else {"refused": refused}
        queue = store.metadata.tables[QUEUE]
        mark = update(queue).where(queue.c.message_id == change.message_id).values(**marks)
        await store.run(lambda c: c.execute(mark))
        return outcome


def _due(store: Store, now: datetime) -> Work[list[Change]]:
    queue = store.metadata.tables[QUEUE]
    wanted = (
        select(*(queue.c[name] for name in Change.__slots__))
        .where(
            queue.c.delivered_at.is_(None),
            queue.c.refused.is_(None),
            or_(queue.c.hold_until.is_(None), queue.c.hold_until <= now),
        )
        .order_by(queue.c.made_at, queue.c.number, queue.c.message_id)
    )

    def work(c: Connection) -> list[Change]:
        return [Change(**row._mapping) for row in c.execute(wanted)]

    return work
