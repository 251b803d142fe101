"""The outbox: what was "sent". Nothing leaves the machine."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, delete, insert
from sqlalchemy.dialects.sqlite import insert as insert_or

from backend_stub.kernel.clock import Clock
from backend_stub.kernel.entropy import Entropy, new_id
from backend_stub.kernel.keys import Channel
from backend_stub.kernel.messages import Notice
from backend_stub.kernel.store import Store
from backend_stub.outbox import tables


class OutboxService:
    """Keeps messages until they expire; a message that expires is deleted, text and all."""

    def __init__(self, store: Store, clock: Clock, entropy: Entropy) -> None:
        self._store = store
        self._clock = clock
        self._entropy = entropy

    async def deliver(
        self,
        channel: Channel,
        address: str | None,
        subject: str,
        body: str,
        expires_at: datetime | None,
    ) -> None:
        """Put one message down. Without an address the row says it was not delivered."""
        now = self._clock.now()

        def work(c: Connection) -> None:
            _purge(c, now)
            c.execute(
                insert(tables.message).values(
                    message_id=new_id(self._entropy),
                    at=now,
                    channel=channel,
                    address=address or "",
                    subject=subject,
                    body=body,
                    expires_at=expires_at,
                    delivered=0 if address is None else 1,
                )
            )

        await self._store.run(work)

    async def take(self, notice: Notice) -> None:
        """Put a notice down, once, however often it is offered."""

        def work(c: Connection) -> None:
            c.execute(
                insert_or(tables.message)
                .values(
                    message_id=notice.message_id,
                    at=notice.at,
                    channel=notice.channel,
                    address=notice.address,
                    subject=notice.subject,
                    body=notice.body,
                    expires_at=None,
                    delivered=1,
                )
                .on_conflict_do_nothing()
            )

        await self._store.run(work)

    async def purge(self) -> int:
        """Delete what has expired; how many messages that were."""
        now = self._clock.now()
        return await self._store.run(lambda c: _purge(c, now))


def _purge(c: Connection, now: datetime) -> int:
    return c.execute(delete(tables.message).where(tables.message.c.expires_at <= now)).rowcount
