"""How a sharing service comes by its own keys and copies: it is told, and told again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, delete, insert, or_, select

from backend_stub.kernel.changes import Change, Outcome, accept, check_kind
from backend_stub.kernel.clock import Clock
from backend_stub.kernel.entropy import Entropy, new_id
from backend_stub.kernel.rows import decoded, put_row
from backend_stub.kernel.store import Store
from backend_stub.sharing import tables

KINDS = {"record-changed": ("record",), "holder-changed": ("account_id",)}


class CopyService:
    """Applies what is told of a person, under this service's own key for that person.

    `record-changed`: {record: the copied columns, or nothing}; `holder-changed`: {account_id: whose
    account leads to the copy, or nothing}. Both replace what was there, and they touch different
    rows, so that each person's newest message of a kind decides alone.
    """

    def __init__(self, store: Store, clock: Clock, entropy: Entropy) -> None:
        self._store = store
        self._clock = clock
        self._entropy = entropy

    async def receive(self, change: Change) -> Outcome:
        """Apply one message, once; NotForUs for one that cannot be used."""
        check_kind(change, KINDS, self._store.name)
        apply = _replace_copy if change.kind == "record-changed" else _move_account
        now = self._clock.now()

        def work(c: Connection) -> Outcome:
            outcome = accept(c, tables.change_inbox, change, now)
            if outcome == "applied":
                apply(c, _own_key(c, self._entropy, change.subject), change.body)
            return outcome

        return await self._store.run(work)


def _own_key(c: Connection, entropy: Entropy, person_key: str) -> str:
    known: str | None = c.execute(
        select(tables.own_key.c.share_key).where(tables.own_key.c.person_key == person_key)
    ).scalar_one_or_none()
    if known is not None:
        return known
    share_key = new_id(entropy)
    c.execute(insert(tables.own_key).values(person_key=person_key, share_key=share_key))
    return share_key


def _replace_copy(c: Connection, share_key: str, body: Mapping[str, Any]) -> None:
    key, record = {"share_key": share_key}, body["record"]
    copy = published = None
    if record is not None:
        copy = {**key, **decoded(tables.projection, record)}
        published = {**key, "projection_key": share_key}
    put_row(c, tables.projection, key, copy)
    put_row(c, tables.publication, key, published)


def _move_account(c: Connection, share_key: str, body: Mapping[str, Any]) -> None:
    crosswalk, account_id = tables.crosswalk, body["account_id"]
    c.execute(
        delete(crosswalk).where(
            or_(crosswalk.c.share_key == share_key, crosswalk.c.account_id == account_id)
        )
    )
    if account_id is not None:
        c.execute(insert(crosswalk).values(account_id=account_id, share_key=share_key))
