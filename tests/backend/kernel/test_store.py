"""One file, one connection, one thread; durable, and never on the event loop."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import Column, Connection, Integer, MetaData, String, Table, insert, select
from sqlalchemy.exc import ProgrammingError

from backend_stub.kernel.clock import Clock
from backend_stub.kernel.entropy import SeededEntropy
from backend_stub.kernel.store import Instant, Store, StoreClosedError, StoreThreadError
from backend_stub.parts import Parts, open_parts
from tests.backend.support import NOON

metadata = MetaData()
thing = Table("thing", metadata, Column("id", Integer, primary_key=True), Column("at", Instant))
note = Table("note", metadata, Column("text", String, primary_key=True))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store of two tables."""
    opened = Store("things", tmp_path / "things.db", metadata)
    yield opened
    opened.close()


def count(c: Connection) -> int:
    """Work that counts rows."""
    return len(c.execute(select(thing)).all())


@pytest.fixture
def parts(tmp_path: Path) -> Iterator[Parts]:
    """Every store of the mock."""
    opened = open_parts(tmp_path, Clock(), SeededEntropy("x"))
    yield opened
    opened.close()


def test_every_store_is_durable_and_has_one_connection(parts: Parts) -> None:
    for name, store in parts.stores().items():
        pragmas = store.call(
            lambda c: [
                c.exec_driver_sql(f"PRAGMA {pragma}").scalar()
                for pragma in ("journal_mode", "synchronous", "foreign_keys")
            ]
        )
        assert pragmas == ["wal", 2, 1], name
        threads = {store.call(lambda c: threading.get_ident()) for _ in range(3)}
        connections = {store.call(lambda c: id(c.connection.driver_connection)) for _ in range(3)}
        assert (len(threads), len(connections)) == (1, 1), name
        assert threading.get_ident() not in threads
        assert store.path.parent == parts.folder


def test_the_key_of_keyed_hashes_is_beside_the_stores_for_its_owner_only(parts: Parts) -> None:
    path = parts.folder / "server.key"
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.read_bytes() == parts.server_key
    assert len(parts.server_key) == 32
    assert parts.server_key.hex() not in repr(parts)


def test_work_that_raises_is_undone_as_a_whole(store: Store) -> None:
    def work(c: Connection) -> None:
        c.execute(insert(thing).values(id=1))
        raise LookupError

    with pytest.raises(LookupError):
        store.call(work)
    assert store.call(count) == 0


def test_what_was_written_is_there_again(store: Store, tmp_path: Path) -> None:
    store.call(lambda c: c.execute(insert(thing).values(id=1, at=NOON)))
    store.close()
    store.close()
    again = Store("things", tmp_path / "things.db", metadata)
    assert again.call(lambda c: c.execute(select(thing.c.at)).scalar_one()) == NOON
    again.close()
    with pytest.raises(StoreClosedError):
        again.call(count)


async def test_coroutines_wait_without_the_statement_running_on_the_loop(store: Store) -> None:
    assert await store.run(count) == 0
    on = await store.run(lambda c: threading.current_thread().name)
    assert on.startswith("store-things")


async def test_a_blocking_call_on_an_event_loop_is_an_error(store: Store) -> None:
    with pytest.raises(StoreThreadError, match="on an event loop"):
        store.call(count)


async def test_a_connection_that_escapes_cannot_be_used_elsewhere(store: Store) -> None:
    escaped = await store.run(lambda c: c)
    with pytest.raises(ProgrammingError, match="same thread"):
        escaped.execute(select(thing))


def test_a_loop_on_the_stores_own_thread_is_no_way_round(store: Store) -> None:
    async def sly(c: Connection) -> int:
        return count(c)

    with pytest.raises(StoreThreadError, match="statement on an event loop"):
        store.call(lambda c: asyncio.run(sly(c)))


def test_statements_are_counted(store: Store) -> None:
    before = store.statements
    store.call(count)
    assert store.statements == before + 1


def test_nothing_comes_between_what_a_unit_reads_and_what_it_commits(store: Store) -> None:
    reading, may_go_on, began = threading.Event(), threading.Event(), threading.Event()

    def slow(c: Connection) -> None:
        seen = count(c)
        reading.set()
        assert may_go_on.wait(10)
        c.execute(insert(thing).values(id=seen + 1))

    def quick(c: Connection) -> int:
        began.set()
        return count(c)

    with ThreadPoolExecutor(max_workers=2) as pool:
        first = pool.submit(store.call, slow)
        assert reading.wait(10)
        second = pool.submit(store.call, quick)
        assert not began.wait(0.05), "the second unit began while the first was open"
        may_go_on.set()
        first.result()
        assert second.result() == 1
