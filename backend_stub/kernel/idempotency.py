"""Answers kept for 24 hours, so that a request sent twice is done once.

The row is written in the transaction of the act. One thread runs all transactions of a store, so a
second copy of a request waits for the first and finds its row: no state "still running" is needed.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Connection, Table, bindparam, delete, func, insert, select

from backend_stub.kernel.prepared import Prepared
from backend_stub.kernel.problem import Problem
from backend_stub.kernel.security import keyed_hash

KEPT = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Once:
    """One request that must be done at most once. `scope`: who and what; `key`: the caller's."""

    scope: str
    key: str
    fingerprint: str


def once(server_key: bytes, scope: str, key: str | None, body: dict[str, Any]) -> Once:
    """Describe a request; Problem `idempotency-key-missing` without a key.

    The fingerprint is 16 bits on purpose: enough to see that a key was used for something else,
    too little to find out what was typed.
    """
    if not key:
        raise Problem("idempotency-key-missing")
    text = json.dumps([key, body], sort_keys=True, default=str)
    return Once(scope, key, keyed_hash(server_key, "fingerprint", text)[:4])


def replay(
    connection: Connection, table: Table, request: Once, now: datetime
) -> dict[str, Any] | None:
    """The answer already given, or None; Problem `idempotency-key-reused` for another body."""
    row = _kept(table).one(connection, whose=request.scope, which=request.key)
    if row.oldest is not None and row.oldest <= now - KEPT:
        _over(table).run(connection, until=now - KEPT)
        row = _kept(table).one(connection, whose=request.scope, which=request.key)
    if row.fingerprint is None:
        return None
    if row.fingerprint != request.fingerprint:
        raise Problem("idempotency-key-reused")
    body: dict[str, Any] = row.body
    return body


def keep(
    connection: Connection,
    table: Table,
    request: Once,
    now: datetime,
    status: int,
    body: dict[str, Any],
) -> None:
    """Remember the answer, in the transaction that earned it."""
    _insert(table).run(
        connection,
        scope=request.scope,
        key=request.key,
        fingerprint=request.fingerprint,
        status=status,
        body=body,
        created_at=now,
    )


@cache
def _over(table: Table) -> Prepared:
    return Prepared(delete(table).where(table.c.created_at <= bindparam("until")))


@cache
def _kept(table: Table) -> Prepared:
    """One row, whether the answer is there or not: what is kept longest is told with it."""
    asked = select(bindparam("whose").label("scope"), bindparam("which").label("key")).subquery()
    same = (table.c.scope == asked.c.scope) & (table.c.key == asked.c.key)
    oldest = select(func.min(table.c.created_at)).scalar_subquery().label("oldest")
    return Prepared(
        select(oldest, table.c.fingerprint, table.c.body).select_from(asked.outerjoin(table, same))
    )


@cache
def _insert(table: Table) -> Prepared:
    return Prepared(insert(table), table.c.keys())
