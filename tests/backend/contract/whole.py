"""Everything that is in any store, the tables included that a dump leaves out."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, MetaData

from backend_stub.kernel.rows import encoded, read_rows
from backend_stub.parts import Parts

Whole = dict[tuple[str, str], list[dict[str, Any]]]

WRITTEN_ANYWAY = {"audit_log": "a refusal may be put down", "throttle": "what is tried is counted"}
"""Tables that a refused request may add to. Nothing may change or leave."""


async def whole(parts: Parts) -> Whole:
    """(store, table) -> rows in the order of their keys."""
    found: Whole = {}
    for name, store in parts.stores().items():
        found |= await store.run(lambda c, n=name, m=store.metadata: _tables(c, n, m))  # type: ignore[misc]
    return found


def _tables(c: Connection, name: str, metadata: MetaData) -> Whole:
    return {
        (name, table.name): [encoded(row) for row in read_rows(c, table)]
        for table in metadata.tables.values()
    }


def changed(before: Whole, after: Whole) -> list[tuple[str, str]]:
    """What a refused request has changed and should not have."""
    return [
        where
        for where, rows in before.items()
        if (after[where][: len(rows)] if where[1] in WRITTEN_ANYWAY else after[where]) != rows
    ]
