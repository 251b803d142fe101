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

from sqlalchemy import Connection, Delete, Select, Table, bindparam, delete, insert, select

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
    connection.execute(_over(table), {"until": now - KEPT})
    wanted = {"whose": request.scope, "which": request.key}
    row = connection.execute(_kept(table), wanted).one_or_none()
    if row is None:
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
    row = {
        "scope": request.scope,
        "key": request.key,
        "fingerprint": request.fingerprint,
        "status": status,
        "body": body,
        "created_at": now,
    }
    connection.execute(insert(table), row)


# Made once for each table: every request with a key asks for them.
@cache
def _over(table: Table) -> Delete:
    return delete(table).where(table.c.created_at <= bindparam("until"))


@cache
def _kept(table: Table) -> Select[Any]:
    return select(table.c.fingerprint, table.c.body).where(
        table.c.scope == bindparam("whose"), table.c.key == bindparam("which")
    )
