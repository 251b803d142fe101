"""Letter Q9: a couple renew their passports in one sitting, and both open one account.

Two people at one machine; each types their security code, begins a change of document and confirms
it. All orders of these units of work are run. Without the guards some of them end as the letter
tells; with them none does.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Connection

from backend_stub.account import documents
from backend_stub.account.model import DocumentId, Holder, Identity
from backend_stub.account.sign_in import opened_by
from backend_stub.app import Services
from backend_stub.kernel.caller import Machine as AtMachine
from backend_stub.kernel.idempotency import once
from backend_stub.kernel.keys import SignInId
from backend_stub.kernel.problem import Problem
from backend_stub.kernel.security import token_hash
from backend_stub.reconcile.bonds import broken_bonds
from tests.backend.account.interleaved import every_order, one_order
from tests.backend.account.saved import Saved
from tests.backend.account.visitor import Machine, Visitor, set_policy
from tests.backend.support import INES, OTTO, Mock, Somebody

NUMBERS = {"Ines": "PRACTICE901", "Otto": "PRACTICE902"}


@dataclass
class Prepared:
    """Somebody about to type their code: everything that they will send, ready."""

    who: Somebody
    services: Services
    server_key: bytes
    machine: AtMachine
    sign_in_id: str
    code: str
    step_up_id: str
    tag: str

    async def changes(self) -> str:
        """Type the code, begin, confirm, each request as the routes make it; how it ended."""
        account, changes = self.services.account, self.services.changes
        try:
            session = await account.verify(SignInId(self.sign_in_id), self.code, self.machine)
            caller = await account.caller(session.token, self.machine)
            holder = Holder(self.who.name, "Sample", self.who.birth_date, "UTO")
            asked = documents.Asked(
                f"REF-{self.who.name}",
                self.who.birth_date,
                self.step_up_id,
                DocumentId("passport", "UTO", NUMBERS[self.who.name]),
                holder,
            )
            key = once(self.server_key, f"document-updates {caller.account_id}", "k", {})
            begun = await changes.start_document(caller, asked, self.tag, key)
            caller = await account.caller(session.token, self.machine)
            done = await changes.confirm_document(caller, begun.id)
        except Problem as problem:
            return problem.slug
        return done.state


async def couple(mock: Mock) -> list[Prepared]:
    """Both at one machine that they have used before, each with a fresh code already typed."""
    kiosk, found = Machine(), []
    for who in (INES, OTTO):
        visitor = await Visitor(mock, who, kiosk).signed_in()
        step_up_id = await visitor.document_step_up(NUMBERS[who.name])
        tag = (await visitor.tag())["If-Match"]
        await visitor.ask("DELETE", "/v1/session")
        begun = (await mock.begin(who, "text", kiosk.headers)).json()
        code = await mock.newest_code(who.phone)
        found.append((who, begun["id"], code, step_up_id, tag))
    services, key = mock.app.state.services, mock.parts.server_key
    at = AtMachine(token_hash(kiosk.token), "127.0.0.1")
    return [Prepared(who, services, key, at, *rest) for who, *rest in found]


async def opened_accounts(mock: Mock) -> dict[str, str | None]:
    """What each document opens, with its holder's own birthday: number to account."""
    asked = [(who, n) for who in (INES, OTTO) for n in (who.number, NUMBERS[who.name])]

    def work(c: Connection) -> dict[str, str | None]:
        found = {n: opened_by(c, Identity(n, who.birth_date)) for who, n in asked}
        return {n: None if o is None else str(o.account_id) for n, o in found.items()}

    return await mock.parts.account.run(work)


Look = Callable[[list[object], list[int]], Awaitable[None]]


async def all_orders(mock: Mock, stores: Sequence[str], look: Look) -> int:
    """Every order of the two changes' units in these stores, from one state."""
    people = await couple(mock)
    saved = await Saved.of(mock.parts.account)
    tasks = [person.changes for person in people]
    held = [store for name, store in mock.parts.stores().items() if name in stores]
    return await every_order(held, saved.restore, tasks, look)


# Each types the code (1 unit), begins (2) and confirms (2, and reads the record from another store
# in between). Nothing here writes to that store, so when it is read makes no difference: that this
# is so is left to the long run.
STORES = [
    pytest.param(["account"], 252, id="account"),
    pytest.param(["account", "pcdp"], 924, id="all", marks=pytest.mark.long),
]


@pytest.mark.parametrize(("stores", "orders"), STORES)
async def test_with_the_guards_no_order_crosses(mock: Mock, stores: list[str], orders: int) -> None:
    ends: Counter[tuple[Any, ...]] = Counter()

    async def look(results: list[object], order: list[int]) -> None:
        opens = await opened_accounts(mock)
        for who, result in zip((INES, OTTO), results, strict=True):
            linked = f"a-{who.name}" if result == "done" else None
            assert opens[NUMBERS[who.name]] == linked, order
            assert opens[who.number] == f"a-{who.name}", order
        assert await asyncio.to_thread(broken_bonds, mock.parts) == [], order
        ends[tuple(results)] += 1

    assert await all_orders(mock, stores, look) == ends.total() == orders
    # Who finishes first is done; the other is done too, or was signed out and has to begin anew.
    assert set(ends) == {
        ("done", "done"),
        ("done", "session-ended"),
        ("session-ended", "done"),
    }


@pytest.mark.parametrize(
    ("order", "opens"),
    [
        ([1, 0, 1, 1, 0, 0, 0, 0, 1, 1], ["a-Ines", "a-Ines"]),
        ([0, 1, 0, 0, 1, 1, 1, 1, 0, 0], ["a-Otto", "a-Otto"]),
        ([0, 1, 0, 0, 1, 1, 0, 0, 1, 1], [None, "a-Otto"]),
        ([0, 0, 0, 0, 0, 1, 1, 1, 1, 1], ["a-Ines", "a-Otto"]),
    ],
    ids=["hers", "his", "his, and hers is lost", "one after the other"],
)
async def test_without_them_it_is_who_signed_in_last_on_the_machine(
    mock: Mock, order: list[int], opens: list[str | None]
) -> None:
    await set_policy(mock, "legacy")
    people = await couple(mock)
    tasks = [person.changes for person in people]
    turns, results = await one_order([mock.parts.account], tasks, order)
    assert (turns.taken, results) == (order, ["done", "done"])
    opened_by_number = await opened_accounts(mock)
    assert [opened_by_number[NUMBERS[who.name]] for who in (INES, OTTO)] == opens
    # One's own old passport opens nothing any more: there is no way back to one's own record.
    assert opened_by_number[INES.number] is opened_by_number[OTTO.number] is None


@pytest.mark.long
@pytest.mark.parametrize(("stores", "orders"), STORES)
async def test_without_them_some_orders_end_as_the_letter_tells(
    mock: Mock, stores: list[str], orders: int
) -> None:
    ends: Counter[tuple[object, ...]] = Counter()

    async def look(results: list[object], order: list[int]) -> None:
        opens = await opened_accounts(mock)
        ends[*results, opens[NUMBERS["Ines"]], opens[NUMBERS["Otto"]]] += 1

    await set_policy(mock, "legacy")
    assert orders // 2 < await all_orders(mock, stores, look) == ends.total() <= orders
    # Either new passport opens the partner's account; whose it is depends on who signed in last.
    assert ends["done", "done", "a-Otto", "a-Otto"] > 0
    assert ends["done", "done", "a-Ines", "a-Ines"] > 0
    # It takes two at once: one after the other, nothing crosses.
    assert ends["done", "done", "a-Ines", "a-Otto"] > 0
    # Naming the account's state (If-Match) stops some who begin too late, and none of the others.
    assert {end[:2] for end in ends} == {
        ("done", "done"),
        ("done", "changed-meanwhile"),
        ("changed-meanwhile", "done"),
    }


async def test_the_crossing_is_what_the_check_across_the_stores_finds(mock: Mock) -> None:
    await set_policy(mock, "legacy")
    kiosk = Machine()
    otto = await Visitor(mock, OTTO, kiosk).signed_in()
    begun = await otto.ask(
        "POST",
        "document-updates",
        otto.update_body("", otto.new_document()),
        **await otto.tag(),
    )
    # Otto's window is closed; Ines signs in where he was, and then his window comes back.
    await Visitor(mock, INES, kiosk).signed_in()
    assert (await otto.confirm(begun.json()["id"])).status_code == 200
    found = await asyncio.to_thread(broken_bonds, mock.parts)
    assert any("somebody born on another day" in line for line in found)
    assert "account a-Otto: no document opens it" in found
    mock.parts.clock.advance(timedelta(hours=1))
    sign_in = await mock.begin(OTTO, document_number="PRACTICE 900")
    code = await mock.newest_code(INES.phone)
    token = (await mock.verify(sign_in.json()["id"], code)).json()["token"]
    shown = await mock.client.get("/v1/status", headers={"Authorization": f"Bearer {token}"})
    assert shown.json()["given_names"] == "Ines"
