"""Who did what to which key: append-only, each row bound to the one before by its hash."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, Table, insert, select

from backend_stub.kernel.clock import rfc3339
from backend_stub.kernel.prepared import Prepared

START = "0" * 64


@dataclass(frozen=True, slots=True)
class Act:
    """One row's content. Every text is a key or a word from the code, never a person's value."""

    actor: str
    subject: str
    act: str
    outcome: str
    request_id: str


def append(connection: Connection, table: Table, at: datetime, act: Act) -> None:
    """Write one row, in the transaction of the act itself."""
    last = _newest(table).one(connection)
    row: dict[str, Any] = {
        "seq": 1 if last is None else last.seq + 1,
        "at": at,
        "actor": act.actor,
        "subject": act.subject,
        "act": act.act,
        "outcome": act.outcome,
        "request_id": act.request_id,
        "previous": START if last is None else last.hash,
    }
    _insert(table).run(connection, **row, hash=_row_hash(row))


@cache
def _newest(table: Table) -> Prepared:
    return Prepared(select(table.c.seq, table.c.hash).order_by(table.c.seq.desc()).limit(1))


@cache
def _insert(table: Table) -> Prepared:
    return Prepared(insert(table), table.c.keys())


def first_broken(connection: Connection, table: Table) -> int | None:
    """The number of the first row that does not fit its place in the chain; None when all do."""
    previous = START
    for place, row in enumerate(connection.execute(select(table).order_by(table.c.seq)), start=1):
        values = dict(row._mapping)
        kept = values.pop("hash")
        if values["seq"] != place or values["previous"] != previous or kept != _row_hash(values):
            return place
        previous = kept
    return None


def _row_hash(row: dict[str, Any]) -> str:
    plain = {**row, "at": rfc3339(row["at"])}
    return hashlib.sha256(json.dumps(plain, sort_keys=True).encode()).hexdigest()
