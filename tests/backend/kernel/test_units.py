"""Units that waited at one time: one commit, each undone for itself, nobody told too early."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Column, Connection, Integer, MetaData, Table, func, insert, select
from sqlalchemy.exc import IntegrityError

from backend_stub.kernel.prepared import Prepared
from backend_stub.kernel.store import Store, StoreClosedError, UndoneError
from backend_stub.kernel.units import AT_MOST
from tests.backend.held import held

metadata = MetaData()
thing = Table("thing", metadata, Column("id", Integer, primary_key=True))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store of one table."""
    opened = Store("things", tmp_path / "things.db", metadata)
    yield opened
    opened.close()


def put(number: int) -> Callable[[Connection], int]:
    """Work that writes a row."""

    def work(c: Connection) -> int:
        c.execute(insert(thing).values(id=number))
        return number

    return work


def committed_rows(c: Connection) -> list[int]:
    """Work that reads, and does nothing to deserve a failure."""
    return list(c.execute(select(thing.c.id).order_by(thing.c.id)).scalars())


def breaks(c: Connection) -> None:
    """Work that writes a row, then raises."""
    put(99)(c)
    raise LookupError("no")


async def together(store: Store, *works: Callable[[Connection], Any]) -> list[Any]:
    """Ask for all of them while the thread is busy; results, or what was raised."""
    with held(store):
        asked = [asyncio.create_task(store.run(work)) for work in works]
        await asyncio.sleep(0)
    return await asyncio.gather(*asked, return_exceptions=True)


def committed(store: Store) -> list[int]:
    """What another connection sees: only what was committed."""
    other = sqlite3.connect(store.path)
    try:
        return [number for (number,) in other.execute("SELECT id FROM thing ORDER BY id")]
    finally:
        other.close()


async def test_they_share_one_commit_and_see_each_other_in_turn(store: Store) -> None:
    seen: list[list[int]] = []

    def looks(c: Connection) -> int:
        seen.append(committed(store))
        return c.execute(select(func.count()).select_from(thing)).scalar_one()

    assert await together(store, put(1), looks, put(2), looks) == [1, 1, 2, 2]
    assert seen == [[], []], "committed before all were done"
    assert committed(store) == [1, 2]


async def test_one_that_fails_is_undone_and_the_others_stand(store: Store) -> None:
    first, broken, last = await together(store, put(1), breaks, put(2))
    assert (first, last) == (1, 2)
    assert isinstance(broken, LookupError)
    assert committed(store) == [1, 2]


def undone(c: Connection) -> None:
    """Work for which the database undoes the whole transaction, as it may on a full disk."""
    c.exec_driver_sql("INSERT OR ROLLBACK INTO thing VALUES (1)")


def undone_and_silent(c: Connection) -> None:
    """The same, and nobody notices."""
    with suppress(IntegrityError):
        undone(c)


@pytest.mark.parametrize(
    ("work", "said"), [(undone, IntegrityError), (undone_and_silent, UndoneError)]
)
async def test_where_the_database_undoes_everything_only_one_has_failed(
    store: Store, work: Callable[[Connection], None], said: type[Exception]
) -> None:
    first, broken, looked, last = await together(store, put(1), work, committed_rows, put(2))
    assert (first, looked, last) == (1, [1], 2)
    assert isinstance(broken, said)
    assert committed(store) == [1, 2]


async def test_alone_too_nobody_is_told_of_what_was_undone(store: Store) -> None:
    await store.run(put(1))
    with pytest.raises(UndoneError):
        await store.run(undone_and_silent)
    assert await store.run(put(3)) == 3


async def test_where_the_commit_fails_only_who_broke_it_has_failed(store: Store) -> None:
    def owes(c: Connection) -> None:
        c.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        c.exec_driver_sql("INSERT INTO part VALUES (7)")

    def table(c: Connection) -> None:
        c.exec_driver_sql("CREATE TABLE part (of_thing REFERENCES thing (id))")

    await store.run(table)
    first, broken, last = await together(store, put(1), owes, put(2))
    assert (first, last) == (1, 2)
    assert isinstance(broken, sqlite3.IntegrityError)
    assert committed(store) == [1, 2]


async def test_a_connection_that_was_given_up_is_opened_anew(store: Store) -> None:
    def breaks_off(c: Connection) -> None:
        c.invalidate()
        raise LookupError

    for number in (11, 12, 13):
        await store.run(put(number))
    before = store.changes
    with pytest.raises(LookupError):
        await store.run(breaks_off)
    assert await store.run(put(1)) == 1
    assert store.changes > before, "a count that begins anew would vouch for what was read before"
    assert await store.run(lambda c: Prepared(select(thing)).one(c).id) == 1


async def test_who_gave_up_before_it_began_is_spared_it(store: Store) -> None:
    with held(store):
        stays, leaves = (asyncio.create_task(store.run(put(number))) for number in (1, 2))
        await asyncio.sleep(0)
        leaves.cancel()
        await asyncio.sleep(0)
    assert await stays == 1
    assert committed(store) == [1]


async def test_a_result_that_is_an_end_of_iteration_stops_nobody(store: Store) -> None:
    odd, well = await together(store, lambda _c: next(iter(())), put(1))
    assert isinstance(odd, RuntimeError)
    assert well == 1


def test_a_loop_that_is_gone_keeps_nobody_else_waiting(store: Store) -> None:
    gone = asyncio.new_event_loop()
    with held(store):
        waiting = gone.create_task(store.run(put(1)))
        gone.run_until_complete(asyncio.sleep(0))
        waiting.cancel()
        gone.run_until_complete(asyncio.gather(waiting, return_exceptions=True))
        gone.close()
    assert store.call(put(2)) == 2


async def test_more_than_may_share_a_commit_are_all_done(store: Store) -> None:
    numbers = list(range(AT_MOST * 2 + 3))
    assert await together(store, *map(put, numbers)) == numbers
    assert committed(store) == numbers


async def test_what_waits_when_the_store_is_closed_is_done_first(store: Store) -> None:
    with held(store):
        asked = asyncio.create_task(store.run(put(1)))
        await asyncio.sleep(0)
        closing = asyncio.create_task(asyncio.to_thread(store.close))
        await asyncio.sleep(0)
    assert await asked == 1
    await closing
    assert committed(store) == [1]
    with pytest.raises(StoreClosedError):
        await store.run(put(2))


def test_changes_grow_with_rows_that_are_written_and_with_nothing_else(store: Store) -> None:
    before = store.changes
    store.call(lambda c: c.execute(select(thing)).all())
    assert store.changes == before
    store.call(put(1))
    assert store.changes == before + 1


def test_a_store_that_cannot_be_opened_says_so_and_leaves_no_thread(tmp_path: Path) -> None:
    before = set(threading.enumerate())
    (tmp_path / "things.db").mkdir()
    with pytest.raises(Exception, match="unable to open"):
        Store("things", tmp_path / "things.db", metadata)
    assert set(threading.enumerate()) == before
