"""The pump, and a change on its whole way: account, record, sharing services."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, func, insert, select, update

from backend_stub import app as wiring
from backend_stub.account import tables as account
from backend_stub.account.announce import announce
from backend_stub.app import Services
from backend_stub.kernel.changes import enqueue
from backend_stub.kernel.keys import PURPOSES, AccountId, PersonKey
from backend_stub.kernel.pump import Pump
from backend_stub.pcdp import tables as pcdp
from backend_stub.sharing import tables as sharing
from tests.backend.support import CONDITIONS, INES, NOON, OTTO, Mock, opened

INES_KEY = PersonKey("p-Ines")


@pytest.fixture
async def mock(tmp_path: Path) -> AsyncIterator[Mock]:
    async with opened(tmp_path) as value:
        yield value


def services(mock: Mock) -> Services:
    found: Services = mock.app.state.services
    return found


async def decide(mock: Mock, kind: str = "graduate") -> None:
    """Ines gets another status."""
    await services(mock).records.decide(
        INES_KEY, kind=kind, valid_from=NOON.date(), valid_until=None, conditions=CONDITIONS
    )


async def queue(mock: Mock, **where: Any) -> list[Any]:
    table = pcdp.change_queue
    wanted = select(table).where(*(table.c[name] == value for name, value in where.items()))
    return await mock.parts.pcdp.run(lambda c: list(c.execute(wanted)))


async def kinds(mock: Mock, bearer: dict[str, str]) -> list[str]:
    """What the three previews say."""
    answers = [
        await mock.client.get(f"/v1/{name}/preview", headers=bearer)
        for name in ("right-to-work", "right-to-rent", "something-else")
    ]
    return [a.json().get("kind", a.json().get("type")) for a in answers]


async def test_a_decision_reaches_all_three_proofs_when_it_is_carried(mock: Mock) -> None:
    bearer = await mock.signed_in(INES)
    await decide(mock)
    assert (await mock.client.get("/v1/status", headers=bearer)).json()["kind"] == "graduate"
    assert await kinds(mock, bearer) == ["settled"] * 3
    assert await mock.deliver() == {"applied": 3}
    assert await kinds(mock, bearer) == ["graduate"] * 3
    assert await mock.deliver() == {}
    kept = await mock.parts.pcdp.run(lambda c: c.execute(select(pcdp.status_history)).all())
    assert [(row.version, row.kind) for row in kept] == [(1, "settled")]


async def test_nothing_is_carried_of_an_act_that_failed(mock: Mock) -> None:
    def work(c: Any) -> None:
        enqueue(
            c, pcdp.change_queue, mock.parts.entropy, NOON,
            address="sharing_work", kind="record-changed", subject=INES_KEY, body={"record": None},
        )  # fmt: skip
        raise LookupError

    with pytest.raises(LookupError):
        await mock.parts.pcdp.run(work)
    assert await mock.deliver() == {}


async def test_an_account_that_changes_is_followed_all_the_way(mock: Mock) -> None:
    bearer = await mock.signed_in(INES)
    ines = AccountId("a-Ines")

    def changed(c: Any) -> None:
        row = account.account.c.account_id == ines
        c.execute(update(account.account).where(row).values(closed_at=NOON))
        announce(c, mock.parts.entropy, NOON, ines)

    await mock.parts.account.run(changed)
    # One message to the record, and one from there to each sharing service.
    assert await mock.deliver() == {"applied": 4}
    held = await mock.parts.pcdp.run(
        lambda c: c.execute(select(pcdp.holder).where(pcdp.holder.c.person_key == INES_KEY)).one()
    )
    assert (held.account_id, held.documents) == (None, ["d-Ines"])
    assert held.contacts == [["email", INES.email], ["text", INES.phone]]
    assert await kinds(mock, bearer) == ["/problems/session-ended"] * 3

    def open_again(c: Any) -> None:
        c.execute(update(account.account).values(closed_at=None))

    await mock.parts.account.run(open_again)
    assert await kinds(mock, bearer) == ["/problems/proof-not-found"] * 3, "they were not told yet"

    def opened_again(c: Any) -> None:
        announce(c, mock.parts.entropy, NOON, ines)

    await mock.parts.account.run(opened_again)
    assert await mock.deliver() == {"applied": 4}
    assert await kinds(mock, bearer) == ["settled"] * 3


async def test_a_person_who_is_new_gets_a_key_of_each_service_own(mock: Mock) -> None:
    for purpose in PURPOSES:
        store = mock.parts.sharing_store(purpose)
        for table in (sharing.own_key, sharing.crosswalk, sharing.projection):
            await store.run(lambda c, t=table: c.execute(delete(t)))  # type: ignore[misc]
    bearer = await mock.signed_in(INES)
    assert await kinds(mock, bearer) == ["/problems/proof-not-found"] * 3
    await decide(mock)
    await mock.parts.account.run(
        lambda c: announce(c, mock.parts.entropy, NOON, AccountId("a-Ines"))
    )
    await mock.deliver()
    assert await kinds(mock, bearer) == ["graduate"] * 3
    keys = [
        await mock.parts.sharing_store(purpose).run(
            lambda c: c.execute(select(sharing.own_key.c.share_key)).scalar_one()
        )
        for purpose in PURPOSES
    ]
    assert len(set(keys)) == 3
    assert INES_KEY not in keys


async def test_a_message_waits_until_its_hold_is_over(mock: Mock) -> None:
    bearer = await mock.signed_in(INES)
    await decide(mock)
    held = NOON + timedelta(minutes=10)
    await mock.parts.pcdp.run(
        lambda c: c.execute(
            update(pcdp.change_queue)
            .where(pcdp.change_queue.c.address == "sharing_rent")
            .values(hold_until=held)
        )
    )
    await mock.deliver()
    assert await kinds(mock, bearer) == ["graduate", "settled", "graduate"]
    mock.parts.clock.advance(timedelta(minutes=9))
    assert await mock.deliver() == {}
    mock.parts.clock.advance(timedelta(minutes=1))
    assert await mock.deliver() == {"applied": 1}
    assert await kinds(mock, bearer) == ["graduate"] * 3


async def test_what_died_between_the_two_stores_comes_again_and_is_applied_once(
    mock: Mock, monkeypatch: pytest.MonkeyPatch
) -> None:
    class DiedError(Exception):
        pass

    await decide(mock)
    store = mock.parts.pcdp
    before = store.run
    runs = 0

    async def dies(work: Any) -> Any:
        # The first run reads what is due; the second would mark it as delivered.
        nonlocal runs
        runs += 1
        if runs == 2:
            raise DiedError
        return await before(work)

    with monkeypatch.context() as patch:
        patch.setattr(type(store), "run", lambda self, work: _of(self, store, dies, before, work))
        with pytest.raises(DiedError):
            await mock.deliver()
    waiting = await queue(mock, delivered_at=None)
    assert len(waiting) == 3
    done = await mock.deliver()
    assert done == {"repeated": 1, "applied": 2}


async def _of(self: Any, store: Any, dies: Any, before: Any, work: Any) -> Any:
    """Only one store's work dies."""
    if self is store:
        return await dies(work)
    return await before.__func__(self, work)


async def test_what_nobody_can_use_is_put_aside_with_the_reason(mock: Mock) -> None:
    rows = [
        {"message_id": "one", "address": "nowhere", "kind": "record-changed", "body": {}},
        {"message_id": "two", "address": "sharing_work", "kind": "gossip", "body": {}},
        {"message_id": "three", "address": "sharing_work", "kind": "record-changed", "body": {}},
    ]
    for row in rows:
        full = {"subject": INES_KEY, "number": 1, "made_at": NOON, **row}
        await mock.parts.pcdp.run(
            lambda c, values=full: c.execute(insert(pcdp.change_queue).values(**values))  # type: ignore[misc]
        )
    await decide(mock)
    assert await mock.deliver() == {"refused": 3, "applied": 3}
    assert await mock.deliver() == {}
    reasons = {row.message_id: row.refused for row in await queue(mock) if row.refused}
    assert reasons == {
        "one": "nobody answers to nowhere",
        "two": "sharing_work takes no gossip",
        "three": "sharing_work misses record in record-changed",
    }


async def test_two_pumps_at_once_apply_each_message_once(mock: Mock) -> None:
    await decide(mock)
    pump = services(mock).pump
    first, second = await asyncio.gather(pump.deliver(), pump.deliver())
    assert (first + second)["applied"] == 3
    came = await mock.parts.work.run(
        lambda c: c.execute(select(func.count()).select_from(sharing.change_inbox)).scalar()
    )
    assert came == 1


async def test_the_application_carries_messages_by_itself(
    mock: Mock, monkeypatch: pytest.MonkeyPatch
) -> None:
    carried = asyncio.Event()
    pump = services(mock).pump
    deliver = pump.deliver

    async def told(_: Pump) -> Any:
        done = await deliver()
        carried.set()
        return done

    bearer = await mock.signed_in(OTTO)
    await decide(mock)
    monkeypatch.setattr(Pump, "deliver", told)
    monkeypatch.setattr(wiring, "DELIVER_EVERY", 0.0)
    async with mock.app.router.lifespan_context(mock.app):
        await asyncio.wait_for(carried.wait(), timeout=20)
    assert await queue(mock, delivered_at=None) == []
    assert await kinds(mock, bearer) == ["skilled_worker"] * 3
