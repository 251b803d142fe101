"""Rows of any table as plain values: for dumps, and for edits that are kept to be undone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Date, Table, and_, select

from backend_stub.kernel.store import Instant

Row = dict[str, Any]


def key_of(table: Table, row: Mapping[str, Any]) -> Row:
    """The primary key part of a row."""
    return {column.name: row[column.name] for column in table.primary_key}


def read_row(connection: Connection, table: Table, key: Mapping[str, Any]) -> Row | None:
    """The row with this primary key, or nothing."""
    found = connection.execute(select(table).where(_matches(table, key))).mappings().first()
    return None if found is None else dict(found)


def put_row(
    connection: Connection, table: Table, key: Mapping[str, Any], row: Mapping[str, Any] | None
) -> None:
    """Make `row` the only one with this primary key; nothing for `row` leaves none."""
    connection.execute(table.delete().where(_matches(table, key)))
    if row is not None:
        connection.execute(table.insert().values(**row))


def read_rows(connection: Connection, table: Table) -> list[Row]:
    """All rows in the order of their primary keys."""
    rows = connection.execute(select(table).order_by(*table.primary_key)).mappings()
    return [dict(row) for row in rows]


def encoded(row: Mapping[str, Any]) -> Row:
    """A row that JSON can hold: dates and instants become text."""
    return {
        name: value.isoformat() if isinstance(value, date) else value for name, value in row.items()
    }


def decoded(table: Table, row: Mapping[str, Any]) -> Row:
    """The inverse of `encoded`, by the types of the table's columns."""
    return {name: _decode(table, name, value) for name, value in row.items()}


def _decode(table: Table, name: str, value: Any) -> Any:
    kind = table.c[name].type
    if value is None or not isinstance(kind, Date | Instant):
        return value
    return date.fromisoformat(value) if isinstance(kind, Date) else datetime.fromisoformat(value)


def _matches(table: Table, key: Mapping[str, Any]) -> Any:
    return and_(*(table.c[name] == value for name, value in key.items()))
