"""A store as it was, to go back to."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from sqlalchemy import Connection

from backend_stub.kernel.store import Store


@dataclass
class Saved:
    """What a store held at one moment. `store` may be another that was opened on the same file."""

    store: Store
    kept: sqlite3.Connection

    @staticmethod
    async def of(store: Store) -> Saved:
        kept = sqlite3.connect(":memory:", check_same_thread=False)
        await store.run(lambda c: driver(c).backup(kept))
        return Saved(store, kept)

    async def restore(self) -> None:
        def work(c: Connection) -> None:
            # The unit of work began a transaction, and a store cannot be replaced within one.
            driver(c).rollback()
            self.kept.backup(driver(c))
            driver(c).execute("BEGIN")
            # What a backup changes is not counted, and what was known by the count is to go.
            driver(c).execute("CREATE TEMP TABLE IF NOT EXISTS restored (times)")
            driver(c).execute("INSERT INTO restored VALUES (1)")

        await self.store.run(work)


def driver(c: Connection) -> sqlite3.Connection:
    found = c.connection.driver_connection
    assert isinstance(found, sqlite3.Connection)
    return found
