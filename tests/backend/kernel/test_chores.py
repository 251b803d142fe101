"""A chore outlives a full disk."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path

import pytest
from sqlalchemy import Column, Connection, MetaData, String, Table, insert

from backend_stub.kernel.chores import for_ever
from backend_stub.kernel.store import Store

metadata = MetaData()
note = Table("note", metadata, Column("text", String))


async def test_what_fails_for_want_of_room_is_tried_again_and_told(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    store = await asyncio.to_thread(Store, "notes", tmp_path / "notes.db", metadata)
    done = asyncio.Event()

    def limit(pages: int) -> None:
        store.call(lambda c: c.exec_driver_sql(f"PRAGMA max_page_count={pages}").all())

    def write(c: Connection) -> None:
        c.execute(insert(note).values(text="x" * 100_000))

    async def chore() -> None:
        try:
            await store.run(write)
        except BaseException:
            await asyncio.to_thread(limit, 1000)
            raise
        done.set()

    await asyncio.to_thread(limit, 1)
    with caplog.at_level(logging.ERROR, "backend_stub"):
        doing = asyncio.create_task(for_ever(0, chore))
        await asyncio.wait_for(done.wait(), 10)
    doing.cancel()
    await asyncio.to_thread(store.close)
    assert [record.msg for record in caplog.records] == ["chore"]
    assert caplog.records[0].__dict__["fields"] == {"outcome": "failed"}
