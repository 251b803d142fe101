"""Notices and replies, each sent once however often its message comes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from sqlalchemy import Connection

from backend_stub.kernel.changes import Change, Outcome, accept, check_kind
from backend_stub.kernel.clock import Clock
from backend_stub.kernel.entropy import Entropy
from backend_stub.kernel.keys import AccountId, Channel
from backend_stub.kernel.store import Store
from backend_stub.outbox import tables
from backend_stub.outbox.service import Way, put_down

ContactsOf = Callable[[AccountId], Awaitable[list[tuple[Channel, str]]]]

KINDS = {
    "notice": ("account_id", "subject", "text"),
    "reply": ("channel", "to", "subject", "text"),
}


class NoticeService:
    """Two kinds of message.

    `notice`: {account_id, subject, text}, to every contact that the account has now.
    `reply`: {channel, to, subject, text}, to the one address that somebody gave.
    """

    def __init__(
        self, store: Store, clock: Clock, entropy: Entropy, contacts_of: ContactsOf
    ) -> None:
        self._store = store
        self._clock = clock
        self._entropy = entropy
        self._contacts_of = contacts_of

    async def receive(self, change: Change) -> Outcome:
        """Send one of them, once; NotForUs for one that cannot be used."""
        check_kind(change, KINDS, self._store.name)
        body, now = change.body, self._clock.now()
        addresses: list[tuple[Way, str]]
        if change.kind == "notice":
            addresses = [*await self._contacts_of(AccountId(body["account_id"]))]
        else:
            addresses = [(body["channel"], body["to"])]

        def work(c: Connection) -> Outcome:
            outcome = accept(c, tables.change_inbox, change, now)
            if outcome == "applied":
                for way, address in addresses:
                    put_down(
                        c, self._entropy, now, way, address, body["subject"], body["text"], None
                    )
            return outcome

        return await self._store.run(work)
