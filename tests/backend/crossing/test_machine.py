"""Changes, deliveries, holds, copies, losses and restarts in any order, against a small model."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import Connection, func, insert, select, update

from backend_stub.account import tables as account
from backend_stub.account.announce import announce
from backend_stub.app import build_services
from backend_stub.kernel.clock import Clock
from backend_stub.kernel.entropy import SeededEntropy
from backend_stub.kernel.keys import PURPOSES, AccountId, PersonKey
from backend_stub.kernel.pump import QUEUE
from backend_stub.kernel.store import Store
from backend_stub.parts import open_parts
from backend_stub.sharing import tables as sharing
from tests.backend.support import CONDITIONS, EVERYBODY, NOON, fill

PEOPLE = st.sampled_from([who.name for who in EVERYBODY])
KINDS = st.sampled_from(["settled", "pre_settled", "student", "graduate", "spouse"])
PURPOSE = st.sampled_from(PURPOSES)
LONG = timedelta(days=3)


class Crossing(RuleBasedStateMachine):
    """The model is two dictionaries: what was decided last, and whose account is open."""

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.clock = Clock(frozen_at=NOON)
        self.entropy = SeededEntropy("machine")
        self.open()
        fill(self.parts)
        self.decided = {who.name: who.kind for who in EVERYBODY}
        self.is_open = {who.name: True for who in EVERYBODY}
        # Nobody may be expected to know what has not been carried yet.
        self.settled = True

    def open(self) -> None:
        self.parts = open_parts(self.folder, self.clock, self.entropy)
        self.services = build_services(self.parts)

    def teardown(self) -> None:
        if hasattr(self, "parts"):
            self.parts.close()
            shutil.rmtree(self.folder)

    # What people and offices do ---------------------------------------------------------

    @rule(name=PEOPLE, kind=KINDS)
    def decide(self, name: str, kind: str) -> None:
        asyncio.run(
            self.services.records.decide(
                PersonKey(f"p-{name}"),
                kind=kind,
                valid_from=date(2026, 1, 1),
                valid_until=None,
                conditions=CONDITIONS,
            )
        )
        self.decided[name] = kind
        self.settled = False

    @rule(name=PEOPLE)
    def open_or_close(self, name: str) -> None:
        self.is_open[name] = not self.is_open[name]
        closed_at = None if self.is_open[name] else self.clock.now()

        def work(c: Connection) -> None:
            row = account.account.c.account_id == f"a-{name}"
            c.execute(update(account.account).where(row).values(closed_at=closed_at))
            announce(c, self.entropy, self.clock.now(), AccountId(f"a-{name}"))

        self.parts.account.call(work)
        self.settled = False

    # What happens to messages -----------------------------------------------------------

    @rule()
    def carry(self) -> None:
        asyncio.run(self.services.pump.deliver())

    @rule(data=st.data())
    def bring_one_before_the_others(self, data: st.DataObject) -> None:
        """Whatever is due, one message alone, and without a mark that it was delivered."""
        purpose = data.draw(PURPOSE)
        waiting = [row for row in self.queue(self.parts.pcdp) if row["delivered_at"] is None]
        mine = [row for row in waiting if row["address"] == f"sharing_{purpose}"]
        if mine:
            row = data.draw(st.sampled_from(mine))
            held = {r["message_id"]: self.clock.now() + LONG for r in mine if r is not row}
            self.mark(self.parts.pcdp, held)
            asyncio.run(self.services.pump.deliver())
            self.forget_delivery(row["message_id"])
            self.mark(self.parts.pcdp, dict.fromkeys(held))

    @rule(data=st.data())
    def deliver_again(self, data: st.DataObject) -> None:
        rows = self.queue(self.parts.pcdp)
        if rows:
            self.forget_delivery(data.draw(st.sampled_from(rows))["message_id"])

    @rule(data=st.data(), days=st.integers(0, 2))
    def hold(self, data: st.DataObject, days: int) -> None:
        rows = [row for row in self.queue(self.parts.pcdp) if row["delivered_at"] is None]
        if rows:
            until = self.clock.now() + timedelta(days=days)
            self.mark(self.parts.pcdp, {data.draw(st.sampled_from(rows))["message_id"]: until})

    @rule(data=st.data())
    def copy_a_row(self, data: st.DataObject) -> None:
        """The same message under another id: numbered alike, so that it says nothing new."""
        rows = self.queue(self.parts.pcdp)
        if rows:
            row = data.draw(st.sampled_from(rows))
            copy = {**row, "message_id": self.entropy.octets(16).hex(), "delivered_at": None}
            table = self.parts.pcdp.metadata.tables[QUEUE]
            self.parts.pcdp.call(lambda c: c.execute(insert(table).values(**copy)))

    @rule()
    def begin_again(self) -> None:
        self.parts.close()
        self.open()

    @rule()
    def let_everything_come(self) -> None:
        self.clock.advance(LONG)
        asyncio.run(self.services.pump.deliver())
        self.settled = True

    # What must hold ---------------------------------------------------------------------

    @invariant()
    def once_everything_has_come_every_service_says_what_was_decided_last(self) -> None:
        if not hasattr(self, "parts") or not self.settled:
            return
        for purpose in PURPOSES:
            assert self.shown(self.parts.sharing_store(purpose)) == {
                f"a-{name}": (f"p-{name}", self.decided[name])
                for name, is_open in self.is_open.items()
                if is_open
            }

    @invariant()
    def no_account_ever_leads_to_somebody_else(self) -> None:
        if hasattr(self, "parts"):
            for purpose in PURPOSES:
                for account_id, (person_key, _) in self.shown(
                    self.parts.sharing_store(purpose)
                ).items():
                    assert account_id[2:] == person_key[2:]

    @invariant()
    def each_message_is_applied_at_most_once(self) -> None:
        if hasattr(self, "parts"):
            inbox = sharing.change_inbox
            twice = (
                select(inbox.c.subject)
                .where(inbox.c.outcome == "applied")
                .group_by(inbox.c.kind, inbox.c.subject, inbox.c.number)
                .having(func.count() > 1)
            )
            assert self.parts.work.call(lambda c: c.execute(twice).all()) == []

    def shown(self, store: Store) -> dict[str, tuple[str, str]]:
        """Account -> whose copy it leads to, and of what kind."""
        wanted = select(
            sharing.crosswalk.c.account_id,
            sharing.projection.c.source_person_key,
            sharing.projection.c.kind,
        ).join(sharing.projection, sharing.projection.c.share_key == sharing.crosswalk.c.share_key)
        return {row[0]: (row[1], row[2]) for row in store.call(lambda c: c.execute(wanted).all())}

    def queue(self, store: Store) -> list[dict[str, Any]]:
        table = store.metadata.tables[QUEUE]
        ordered = select(table).order_by(table.c.made_at, table.c.number, table.c.message_id)
        return store.call(lambda c: [dict(row) for row in c.execute(ordered).mappings()])

    def mark(self, store: Store, holds: dict[str, Any]) -> None:
        table = store.metadata.tables[QUEUE]
        for message_id, until in holds.items():
            row = update(table).where(table.c.message_id == message_id)
            store.call(lambda c, r=row, u=until: c.execute(r.values(hold_until=u)))  # type: ignore[misc]

    def forget_delivery(self, message_id: str) -> None:
        table = self.parts.pcdp.metadata.tables[QUEUE]
        row = update(table).where(table.c.message_id == message_id)
        self.parts.pcdp.call(lambda c: c.execute(row.values(delivered_at=None)))


def test_whatever_happens_to_messages_the_end_is_the_same() -> None:
    run_state_machine_as_test(
        Crossing, settings=settings(max_examples=6, stateful_step_count=20, deadline=None)
    )


@pytest.mark.long
def test_whatever_happens_to_many_messages_the_end_is_the_same() -> None:
    run_state_machine_as_test(
        Crossing, settings=settings(max_examples=200, stateful_step_count=40, deadline=None)
    )
