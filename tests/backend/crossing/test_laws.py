"""However often and in whatever order messages come, what they say last is what holds."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

from backend_stub.kernel.changes import Change, NotForUs
from backend_stub.kernel.clock import Clock
from backend_stub.kernel.entropy import SeededEntropy
from backend_stub.kernel.rows import encoded, read_rows
from backend_stub.kernel.store import Store
from backend_stub.outbox import tables as outbox
from backend_stub.outbox.notices import NoticeService
from backend_stub.pcdp import tables as pcdp
from backend_stub.pcdp.records import RecordService
from backend_stub.sharing import tables as sharing
from backend_stub.sharing.copies import CopyService
from tests.backend.support import CONDITIONS, NOON

PEOPLE = ("ines", "otto", "pia")
ENTROPY = SeededEntropy("laws")
SETTINGS = settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])


def clear(store: Store) -> None:
    """No rows anywhere."""

    def work(c: Connection) -> None:
        for table in reversed(store.metadata.sorted_tables):
            c.execute(table.delete())

    store.call(work)


def rows(store: Store, table: str) -> list[dict[str, Any]]:
    return store.call(lambda c: read_rows(c, store.metadata.tables[table]))


def opened(folder: Path, name: str, metadata: Any) -> Iterator[Store]:
    store = Store(name, folder / f"{name}.db", metadata)
    yield store
    store.close()


@pytest.fixture(scope="module")
def work_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    yield from opened(tmp_path_factory.mktemp("w"), "sharing_work", sharing.metadata)


@pytest.fixture(scope="module")
def record_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    yield from opened(tmp_path_factory.mktemp("p"), "pcdp", pcdp.metadata)


@pytest.fixture(scope="module")
def outbox_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    yield from opened(tmp_path_factory.mktemp("o"), "outbox", outbox.metadata)


def record(person: str, number: int) -> dict[str, Any]:
    """What the copy of a person is to say after message `number`; every third says nothing."""
    if number % 3 == 0:
        return {"record": None}
    copied = {
        "source_person_key": person,
        "given_names": f"{person} {number}",
        "family_name": "Sample",
        "birth_date": date(1990, 1, number),
        "photo_digest": "x",
        "kind": "settled",
        "valid_until": None,
        "conditions": CONDITIONS,
    }
    return {"record": encoded(copied)}


def holder(person: str, number: int) -> dict[str, Any]:
    """Every fourth time the account is closed."""
    return {"account_id": None if number % 4 == 0 else f"a-{person}-{number}"}


MAKERS = {"record-changed": record, "holder-changed": holder}


@st.composite
def deliveries(draw: st.DrawFn, kinds: tuple[str, ...]) -> list[tuple[str, str, int]]:
    """Messages by kind, subject and number: each at least once, many more often, in any order."""
    sent = [
        (kind, person, number)
        for kind in kinds
        for person in PEOPLE[: draw(st.integers(1, len(PEOPLE)))]
        for number in range(1, draw(st.integers(1, 5)) + 1)
    ]
    again = draw(st.lists(st.sampled_from(sent), max_size=8))
    return draw(st.permutations(sent + again))


def change(kind: str, person: str, number: int, body: Mapping[str, Any]) -> Change:
    return Change(f"{kind}-{person}-{number}", "here", kind, person, number, body)


@SETTINGS
@given(order=deliveries(("record-changed", "holder-changed")))
def test_a_sharing_service_holds_what_was_said_last(
    work_store: Store, order: list[tuple[str, str, int]]
) -> None:
    clear(work_store)
    service = CopyService(work_store, Clock(frozen_at=NOON), ENTROPY)
    newest: dict[tuple[str, str], int] = {}

    async def all_of_them() -> None:
        came: set[tuple[str, str, int]] = set()
        for kind, person, number in order:
            got = await service.receive(change(kind, person, number, MAKERS[kind](person, number)))
            before = newest.get((kind, person), 0)
            expected = "applied" if number > before else "overtaken"
            assert got == ("repeated" if (kind, person, number) in came else expected)
            came.add((kind, person, number))
            newest[kind, person] = max(before, number)

    asyncio.run(all_of_them())
    own = {row["share_key"]: row["person_key"] for row in rows(work_store, "own_key")}
    assert sorted(own.values()) == sorted({person for _, person in newest})
    copies = {own[row["share_key"]]: row["given_names"] for row in rows(work_store, "projection")}
    accounts = {row["account_id"]: own[row["share_key"]] for row in rows(work_store, "crosswalk")}
    said = {p: record(p, n)["record"] for (k, p), n in newest.items() if k == "record-changed"}
    assert copies == {p: kept["given_names"] for p, kept in said.items() if kept}
    told = {p: holder(p, n)["account_id"] for (k, p), n in newest.items() if k == "holder-changed"}
    assert accounts == {account: p for p, account in told.items() if account}
    assert {row["share_key"] for row in rows(work_store, "publication")} == {
        row["share_key"] for row in rows(work_store, "projection")
    }
    # The inbox holds each message once, however often it came.
    assert len(rows(work_store, "change_inbox")) == len(set(order))


@SETTINGS
@given(order=deliveries(("account-changed",)))
def test_the_record_holds_the_account_that_was_told_of_last(
    record_store: Store, order: list[tuple[str, str, int]]
) -> None:
    clear(record_store)
    service = RecordService(record_store, Clock(frozen_at=NOON), ENTROPY, ["one", "two"])

    async def all_of_them() -> None:
        for kind, person, number in order:
            body = {**holder(person, number), "contacts": [["text", str(number)]], "documents": []}
            await service.receive(change(kind, person, number, body))

    asyncio.run(all_of_them())
    last = {person: max(n for _, p, n in order if p == person) for _, person, _ in order}
    held = {row["person_key"]: row["account_id"] for row in rows(record_store, "holder")}
    assert held == {p: holder(p, n)["account_id"] for p, n in last.items()}
    # What it tells in turn counts up without a gap, the same to everybody, and ends with the same.
    sent = rows(record_store, "change_queue")
    for address in ("one", "two"):
        for person, number in last.items():
            numbers = {
                row["number"]: row["body"]["account_id"]
                for row in sent
                if (row["address"], row["subject"]) == (address, person)
            }
            assert sorted(numbers) == list(range(1, len(numbers) + 1))
            assert numbers[len(numbers)] == holder(person, number)["account_id"]


@SETTINGS
@given(order=deliveries(("notice",)))
def test_a_notice_is_sent_once_to_each_contact(
    outbox_store: Store, order: list[tuple[str, str, int]]
) -> None:
    clear(outbox_store)

    async def contacts(account_id: str) -> list[tuple[Any, str]]:
        return [("text", f"{account_id} phone"), ("email", f"{account_id} mail")]

    service = NoticeService(outbox_store, Clock(frozen_at=NOON), ENTROPY, contacts)

    async def all_of_them() -> None:
        for kind, person, number in order:
            # Each notice has a subject of its own: none overtakes another.
            body = {"account_id": person, "subject": "s", "text": f"{person} {number}"}
            message = change(kind, f"{person} {number}", 1, body)
            await service.receive(message)

    asyncio.run(all_of_them())
    sent = sorted((row["address"], row["body"]) for row in rows(outbox_store, "message"))
    assert sent == sorted(
        (f"{person} {way}", f"{person} {number}")
        for _, person, number in set(order)
        for way in ("phone", "mail")
    )


def test_a_kind_that_is_not_known_is_refused_with_its_name(
    work_store: Store, record_store: Store, outbox_store: Store
) -> None:
    clock = Clock(frozen_at=NOON)

    async def nobody(_: str) -> list[tuple[Any, str]]:
        return []

    for service in (
        CopyService(work_store, clock, ENTROPY),
        RecordService(record_store, clock, ENTROPY, []),
        NoticeService(outbox_store, clock, ENTROPY, nobody),
    ):
        with pytest.raises(NotForUs, match="takes no gossip"):
            asyncio.run(service.receive(change("gossip", "ines", 1, {})))
