"""One file, one engine, one connection, one worker thread.

Several SQLite connections to one file cost hundreds of milliseconds of busy waiting at the tail,
and two writers can meet a corruption bug of older SQLite versions; one connection has neither.
Commits reach the disk (`synchronous=FULL`), so an answer that was given survives the death of the
process. No statement ever runs on an event loop: a hook before each one sees to that.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, MetaData, String, create_engine, event
from sqlalchemy.engine import Dialect
from sqlalchemy.pool import StaticPool
from sqlalchemy.types import TypeDecorator

T = TypeVar("T")
Work = Callable[[Connection], T]


class StoreThreadError(RuntimeError):
    """A store was used on an event loop."""


class Instant(TypeDecorator[datetime]):
    """An aware UTC datetime, kept as fixed-width text, so that text order is time order."""

    impl = String(27)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        if value is None:
            return None
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        return None if value is None else datetime.fromisoformat(value)


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
        self._connection: Connection | None = None
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix=f"store-{name}")
        self._pool.submit(self._open).result()

    async def run(self, work: Work[T]) -> T:
        """Run `work(connection)` as one transaction, from a coroutine."""
        self._still_open()
        return await asyncio.get_running_loop().run_in_executor(self._pool, self._unit, work)

    def call(self, work: Work[T]) -> T:
        """Run `work(connection)` as one transaction, from a thread without an event loop."""
        if asyncio._get_running_loop() is not None:
            raise StoreThreadError(f"store {self.name}: blocking call on an event loop")
        self._still_open()
        return self._pool.submit(self._unit, work).result()

    def close(self) -> None:
        """End the connection and the thread. A second call does nothing."""
        if self._connection is not None:
            self._pool.submit(self._shut).result()
            self._pool.shutdown()

    def _still_open(self) -> Connection:
        if self._connection is None:
            raise StoreClosedError(self.name)
        return self._connection

    def _unit(self, work: Work[T]) -> T:
        connection = self._still_open()
        with connection.begin():
            return work(connection)

    def _open(self) -> None:
        fresh = not self.path.exists()
        engine = create_engine(
            f"sqlite:///{self.path}",
            poolclass=StaticPool,
            # The driver must not open transactions by itself: it would leave reads outside of them.
            connect_args={"isolation_level": None, "check_same_thread": True},
        )
        event.listen(engine, "connect", _pragmas)
        event.listen(engine, "begin", _begin)
        event.listen(engine, "before_cursor_execute", self._guard)
        self._connection = engine.connect()
        with self._connection.begin():
            self.metadata.create_all(self._connection, checkfirst=not fresh)

    def _shut(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()
            connection.engine.dispose()

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


def _begin(connection: Connection) -> None:
    connection.connection.cursor().execute("BEGIN")
