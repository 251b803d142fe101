"""Notices to the holder of an account, each sent once however often its message comes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from sqlalchemy import Connection

from backend_stub.kernel.changes import Change, NotForUs, Outcome, accept
from backend_stub.kernel.clock import Clock
from backend_stub.kernel.entropy import Entropy
from backend_stub.kernel.keys import AccountId, Channel
from backend_stub.kernel.store import Store
from backend_stub.outbox import tables
from backend_stub.outbox.service import put_down

ContactsOf = Callable[[AccountId], Awaitable[list[tuple[Channel, str]]]]


class NoticeService:
    """`notice`: {account_id, subject, text}, sent to every contact that the account has now."""

    def __init__(
        self, store: Store, clock: Clock, entropy: Entropy, contacts_of: ContactsOf
    ) -> None:
        self._store = store
        self._clock = clock
        self._entropy = entropy
        self._contacts_of = contacts_of

    async def receive(self, change: Change) -> Outcome:
        """Send one notice, once; NotForUs for another kind."""
        if change.kind != "notice":
            raise NotForUs(f"{self._store.name} takes no {change.kind}")
        body, now = change.body, self._clock.now()
        contacts = await self._contacts_of(AccountId(body["account_id"]))

        def work(c: Connection) -> Outcome:
            outcome = accept(c, tables.change_inbox, change, now)
            if outcome == "applied":
                for channel, address in contacts:
                    put_down(
                        c, self._entropy, now, channel, address, body["subject"], body["text"], None
                    )
            return outcome

        return await self._store.run(work)
