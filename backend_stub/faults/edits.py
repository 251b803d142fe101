"""Row edits and their inverses: the whole of what a data fault is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table

from backend_stub.kernel.rows import Row, decoded, encoded, key_of, put_row, read_row
from backend_stub.kernel.store import Store

Place = tuple[str, str, str]


class DoesNotApply(ValueError):
    """The fault does not fit this person, or not now; the message says why."""


@dataclass(frozen=True)
class Edit:
    """One row of one table becomes another, appears (no `before`) or goes (no `after`)."""

    store: str
    table: str
    key: Row
    before: Row | None
    after: Row | None

    @property
    def place(self) -> Place:
        """Store, table and key: two edits of one place cannot be taken back in any order."""
        return self.store, self.table, repr(sorted(encoded(self.key).items()))

    def as_json(self) -> dict[str, Any]:
        """What is kept so that the edit can be undone, by this process or a later one."""
        return {
            "store": self.store,
            "table": self.table,
            "key": encoded(self.key),
            "before": None if self.before is None else encoded(self.before),
            "after": None if self.after is None else encoded(self.after),
        }


def from_json(stores: Mapping[str, Store], kept: Mapping[str, Any]) -> Edit:
    """The inverse of `Edit.as_json`."""
    table = _table(stores, kept["store"], kept["table"])
    rows = {
        name: None if kept[name] is None else decoded(table, kept[name])
        for name in ("before", "after")
    }
    return Edit(kept["store"], kept["table"], decoded(table, kept["key"]), **rows)


def do(stores: Mapping[str, Store], edits: Iterable[Edit]) -> None:
    """Write what each edit leads to. Doing it twice is doing it once."""
    for edit in edits:
        _put(stores, edit, edit.after)


def undo(stores: Mapping[str, Store], edits: Iterable[Edit]) -> None:
    """Write what was there before. Undoing twice, or half of a `do`, is safe."""
    for edit in edits:
        _put(stores, edit, edit.before)


def _put(stores: Mapping[str, Store], edit: Edit, row: Row | None) -> None:
    table = _table(stores, edit.store, edit.table)

    def write(connection: Connection) -> None:
        put_row(connection, table, edit.key, row)

    stores[edit.store].call(write)


def _table(stores: Mapping[str, Store], store: str, table: str) -> Table:
    return stores[store].metadata.tables[table]


@dataclass(frozen=True)
class Rows:
    """Reads rows and turns wishes into edits; it changes nothing.

    `taken`: place -> the active fault that edited it. What one fault has edited, no other may plan
    to edit: only so can each be repaired in any order.
    """

    stores: Mapping[str, Store]
    taken: Mapping[Place, str]

    def row(self, store: str, table: str, **key: Any) -> Row | None:
        """The row as it stands, or nothing."""
        found = _table(self.stores, store, table)
        return self.stores[store].call(lambda connection: read_row(connection, found, key))

    def seeded(self, store: str, table: str, **key: Any) -> Row:
        """A row that is there from the start and that no fault edits. KeyError when it is not."""
        row = self.row(store, table, **key)
        if row is None:
            raise KeyError(f"{store}.{table}")
        return row

    def change(self, store: str, table: str, key: Row, **values: Any) -> Edit:
        """Some columns of a row. DoesNotApply when the row is gone, taken or already so."""
        before = self._free(store, table, key)
        if before is None:
            raise DoesNotApply(f"The {table} row that it would change is not there.")
        after = {**before, **values}
        if after == before:
            raise DoesNotApply(f"The {table} row already says what the fault would make it say.")
        return Edit(store, table, key, before, after)

    def remove(self, store: str, table: str, key: Row) -> Edit:
        """A row goes."""
        before = self._free(store, table, key)
        if before is None:
            raise DoesNotApply(f"The {table} row that it would remove is not there.")
        return Edit(store, table, key, before, None)

    def add(self, store: str, table: str, row: Row) -> Edit:
        """A row comes."""
        key = key_of(_table(self.stores, store, table), row)
        if self._free(store, table, key) is not None:
            raise DoesNotApply(f"There is already a {table} row where it would add one.")
        return Edit(store, table, key, None, row)

    def _free(self, store: str, table: str, key: Row) -> Row | None:
        owner = self.taken.get(Edit(store, table, key, None, None).place)
        if owner is not None:
            raise DoesNotApply(f"{owner} has changed the same {table} row: repair that first.")
        return self.row(store, table, **key)
