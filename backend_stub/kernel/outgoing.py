"""Writing messages down, and giving them to those they are for: in order, at least once."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, Row, Table, delete, insert, select, update

from backend_stub.kernel.clock import Clock
from backend_stub.kernel.keys import AccountId, DocumentKey, PersonKey
from backend_stub.kernel.messages import DocumentChanged, Notice, NotNow, Outgoing
from backend_stub.kernel.store import Store

_NAMES: dict[type, str] = {DocumentChanged: "document-changed", Notice: "notice"}

Receive = Callable[[Any], Awaitable[None]]
Receivers = Mapping[type[DocumentChanged] | type[Notice], Sequence[Receive]]
"""Who takes which kind of message. A kind that nobody takes yet waits."""


def post(connection: Connection, table: Table, message: Outgoing) -> None:
    """Write a message down, in the transaction of what it tells."""
    body = asdict(message)
    row = {"message_id": body.pop("message_id"), "at": body.pop("at")}
    connection.execute(insert(table).values(kind=_NAMES[type(message)], body=body, **row))


class Delivery:
    """The delivery step of one store. Run as often as you like, also by several at once."""

    def __init__(self, store: Store, table: Table, clock: Clock, receivers: Receivers) -> None:
        self._store = store
        self._table = table
        self._clock = clock
        self._receivers = receivers

    async def run(self) -> int:
        """Deliver what is due; how many messages were taken by everybody they are for.

        A message whose receiver cannot take it now waits, and later ones of its kind behind it.
        """
        taken = 0
        waiting: set[type] = set()
        for message in await self._store.run(self._due):
            kind = type(message)
            receivers = self._receivers.get(kind, ())
            if kind in waiting or not receivers:
                continue
            try:
                for receive in receivers:
                    await receive(message)
            except NotNow:
                waiting.add(kind)
                continue
            await self._done(message)
            taken += 1
        return taken

    def _due(self, connection: Connection) -> list[Outgoing]:
        rows = connection.execute(
            select(self._table)
            .where(self._table.c.delivered_at.is_(None))
            .order_by(self._table.c.seq)
        )
        return [message_of(row) for row in rows]

    async def _done(self, message: Outgoing) -> None:
        now = self._clock.now()
        this = self._table.c.message_id == message.message_id
        # A notice holds an address: what has it now is the outbox, and it should not be here too.
        done = (
            delete(self._table).where(this)
            if isinstance(message, Notice)
            else update(self._table).where(this).values(delivered_at=now)
        )
        await self._store.run(lambda c: c.execute(done))


def message_of(row: Row[Any]) -> Outgoing:
    """A row of the table as the message that it is."""
    body = row.body
    if row.kind == "notice":
        return Notice(row.message_id, row.at, **body)
    return DocumentChanged(
        row.message_id,
        row.at,
        AccountId(body["account_id"]),
        PersonKey(body["person_key"]),
        tuple(DocumentKey(key) for key in body["old"]),
        DocumentKey(body["new"]),
    )
