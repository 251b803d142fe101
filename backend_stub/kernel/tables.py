"""Tables that several stores hold, each its own."""

from __future__ import annotations

from sqlalchemy import JSON, Column, Integer, MetaData, String, Table

from backend_stub.kernel.store import Instant


def idempotency_table(metadata: MetaData) -> Table:
    """Answers kept for replay. `scope` is who and which route; `key` is the caller's."""
    return Table(
        "idempotency",
        metadata,
        Column("scope", String, primary_key=True),
        Column("key", String, primary_key=True),
        Column("fingerprint", String, nullable=False),
        Column("status", Integer, nullable=False),
        Column("body", JSON, nullable=False),
        Column("created_at", Instant, nullable=False),
    )


def audit_log_table(metadata: MetaData) -> Table:
    """Append-only rows, each with the hash of the one before. Keys only: no name, number, code."""
    return Table(
        "audit_log",
        metadata,
        Column("seq", Integer, primary_key=True, autoincrement=False),
        Column("at", Instant, nullable=False),
        Column("actor", String, nullable=False),
        Column("subject", String, nullable=False),
        Column("act", String, nullable=False),
        Column("outcome", String, nullable=False),
        Column("request_id", String, nullable=False),
        Column("previous", String, nullable=False),
        Column("hash", String, nullable=False),
    )


def outgoing_table(metadata: MetaData) -> Table:
    """Messages on their way to other stores, written in the transaction of what they tell.

    `seq` is their order. A message that was taken by everybody it is for has a `delivered_at`.
    """
    return Table(
        "outgoing",
        metadata,
        Column("seq", Integer, primary_key=True),
        Column("message_id", String, nullable=False, unique=True),
        Column("kind", String, nullable=False),
        Column("at", Instant, nullable=False),
        Column("body", JSON, nullable=False),
        Column("delivered_at", Instant),
    )
