"""One file, one engine, one connection, one worker thread.

Several SQLite connections to one file cost hundreds of milliseconds of busy waiting at the tail,
and two writers can meet a corruption bug of older SQLite versions; one connection has neither.
Commits reach the disk (`synchronous=FULL`), so an answer that was given survives the death of the
process. Units that wait at one time share a commit, and fail each for itself. No statement ever
runs on an event loop: a hook before each one sees to that.
"""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from collections.abc import Callable
from contextlib import ExitStack, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, MetaData, String, create_engine, event
from sqlalchemy.engine import Dialect
from sqlalchemy.pool import StaticPool
from sqlalchemy.types import TypeDecorator

from backend_stub.kernel.prepared import GUARD
from backend_stub.kernel.units import Unit, UnitThread

T = TypeVar("T")
Work = Callable[[Connection], T]

EARLIER = "earlier"
"""Under this name a connection's `info` has the changes of the connections before it."""


class StoreThreadError(RuntimeError):
    """A store was used on an event loop."""


class Instant(TypeDecorator[datetime]):
    """An aware UTC datetime, kept as fixed-width text, so that text order is time order."""

    impl = String(27)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        if value is None:
            return None
        utc = value if value.tzinfo is UTC else value.astimezone(UTC)
        return utc.isoformat(timespec="microseconds").replace("+00:00", "Z")

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        return None if value is None else datetime.fromisoformat(value)


class UndoneError(RuntimeError):
    """A transaction was undone by the database, and with it all that was done in it."""


class StoreClosedError(RuntimeError):
    """A store was used after it had been closed."""


class Store:
    """The only way to one part's tables.

    `run` is for coroutines, `call` for plain threads (seeding, commands). Both hand a unit of work
    to the store's own thread as one transaction: committed when it returns, undone when it raises.
    """

    def __init__(self, name: str, path: Path, metadata: MetaData) -> None:
        self.name = name
        self.path = path
        self.metadata = metadata
        self.statements = 0
        self.changes = 0
        """Grows with every row that is written: what was read stands while this stands."""
        self._earlier = 0
        self._closed = False
        self._closing = threading.Lock()
        self._connection: Connection | None = None
        self._thread = UnitThread(f"store-{name}", self._together)
        fresh = not path.exists()
        with ExitStack() as otherwise:
            otherwise.callback(self.close)
            self.call(lambda c: metadata.create_all(c, checkfirst=not fresh))
            otherwise.pop_all()

    async def run(self, work: Work[T]) -> T:
        """Run `work(connection)` as one transaction, from a coroutine."""
        found: T = await self._put(Unit(work, asyncio.get_running_loop()))
        return found

    def call(self, work: Work[T]) -> T:
        """Run `work(connection)` as one transaction, from a thread without an event loop."""
        if asyncio._get_running_loop() is not None:
            raise StoreThreadError(f"store {self.name}: blocking call on an event loop")
        found: T = self._put(Unit(work)).result()
        return found

    def close(self) -> None:
        """Do what still waits, end the connection and the thread. Again is as good as once."""
        with self._closing:
            again, self._closed = self._closed, True
        if not again:
            self._thread.end(self._shut)

    def _put(self, unit: Unit) -> Any:
        # What came after the thread's last unit would be waited for in vain.
        with self._closing:
            if self._closed:
                raise StoreClosedError(self.name)
            self._thread.put(unit)
        return unit.waiting

    def _together(self, units: list[Unit]) -> None:
        """One transaction, in which each unit can be undone for itself.

        Where all of it was undone (the disk is full, say), nobody has been told anything yet: each
        is done anew and alone, and fails only if it is the one that cannot be done.
        """
        if len(units) > 1:
            with suppress(UndoneError, sqlite3.Error):
                self._transaction(units)
                return
        for unit in units:
            try:
                self._transaction([unit])
            except (UndoneError, sqlite3.Error) as error:
                unit.fail(error)

    def _transaction(self, units: list[Unit]) -> None:
        """UndoneError, or sqlite3's own, when nothing of it stands."""
        connection = self._ready()
        driver = _driver(connection)
        driver.execute("BEGIN")
        try:
            for unit in units:
                _do(unit, connection, driver, alone=len(units) == 1)
            if driver.in_transaction:
                driver.execute("COMMIT")
        finally:
            if driver.in_transaction:
                driver.execute("ROLLBACK")
            self.changes = changes_of(connection)

    def _ready(self) -> Connection:
        if self._connection is not None and self._connection.invalidated:
            self._shut()
            self._connection = None
            # The next connection counts from nothing.
            self._earlier = self.changes + 1
        return self._connection or self._open()

    def _open(self) -> Connection:
        engine = create_engine(
            f"sqlite:///{self.path}",
            poolclass=StaticPool,
            # Transactions are ours alone: the driver would leave reads outside of them, and each
            # of the engine's would be a commit of its own.
            connect_args={"isolation_level": None, "check_same_thread": True},
            hide_parameters=True,
        )
        event.listen(engine, "connect", _pragmas)
        event.listen(engine, "before_cursor_execute", self._guard)
        self._connection = engine.connect()
        self._connection.info[GUARD] = self._guard
        self._connection.info[EARLIER] = self._earlier
        return self._connection

    def _shut(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection.engine.dispose()

    def _guard(self, *_: object) -> None:
        # Another thread is refused by the driver itself (`check_same_thread`).
        self.statements += 1
        if asyncio._get_running_loop() is not None:
            raise StoreThreadError(f"store {self.name}: statement on an event loop")


def _pragmas(connection: Any, _record: object) -> None:
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def changes_of(connection: Connection) -> int:
    """`Store.changes` as it will be when this unit is committed and none after it writes."""
    earlier: int = connection.info[EARLIER]
    return earlier + _driver(connection).total_changes


def _driver(connection: Connection) -> sqlite3.Connection:
    found = connection.connection.driver_connection
    assert isinstance(found, sqlite3.Connection)
    return found


def _do(unit: Unit, connection: Connection, driver: sqlite3.Connection, *, alone: bool) -> None:
    if not alone:
        driver.execute("SAVEPOINT unit")
    unit.do(connection)
    if not driver.in_transaction:
        # SQLite itself has undone everything, whether the unit made much of it or not.
        raise UndoneError from unit.error
    if unit.error is not None:
        driver.execute("ROLLBACK" if alone else "ROLLBACK TO unit")
    if not alone:
        driver.execute("RELEASE unit")
