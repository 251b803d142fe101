"""Tables that several stores hold, each its own."""

from __future__ import annotations

from sqlalchemy import JSON, Column, Index, Integer, MetaData, String, Table

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
        Column("created_at", Instant, nullable=False, index=True),
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


def change_queue_table(metadata: MetaData) -> Table:
    """Messages to other stores, kept when they are delivered: they say what was told, and when.

    `number` counts up for each address, kind and subject. A message waits until `hold_until`.
    `refused`: why its address could not use it. Bodies hold personal values: never shown or logged.
    """
    return Table(
        "change_queue",
        metadata,
        Column("message_id", String, primary_key=True),
        Column("address", String, nullable=False),
        Column("kind", String, nullable=False),
        Column("subject", String, nullable=False),
        Column("number", Integer, nullable=False),
        Column("body", JSON, nullable=False),
        Column("made_at", Instant, nullable=False),
        Column("hold_until", Instant),
        Column("delivered_at", Instant),
        Column("refused", String),
    )


def change_inbox_table(metadata: MetaData) -> Table:
    """Which messages have come: each is applied once, and none after a newer one."""
    return Table(
        "change_inbox",
        metadata,
        Column("message_id", String, primary_key=True),
        Column("kind", String, nullable=False),
        Column("subject", String, nullable=False),
        Column("number", Integer, nullable=False),
        Column("received_at", Instant, nullable=False),
        Column("outcome", String, nullable=False),
    )


def throttle_table(metadata: MetaData) -> Table:
    """One row an event that a limit counts: subject is an opaque key, kind is the limit's name."""
    table = Table(
        "throttle",
        metadata,
        Column("throttle_id", Integer, primary_key=True),
        Column("subject", String, nullable=False),
        Column("kind", String, nullable=False),
        Column("at", Instant, nullable=False),
    )
    Index("throttle_by_subject", table.c.subject, table.c.kind, table.c.at)
    return table
