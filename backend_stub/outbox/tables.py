"""Tables of outbox.db."""

from __future__ import annotations

from sqlalchemy import Column, Integer, MetaData, String, Table

from backend_stub.kernel.store import Instant
from backend_stub.kernel.tables import change_inbox_table

metadata = MetaData()

# The only place where a security code exists in clear; the row goes when `expires_at` has passed.
message = Table(
    "message",
    metadata,
    Column("message_id", String, primary_key=True),
    Column("at", Instant, nullable=False),
    Column("channel", String, nullable=False),
    Column("address", String, nullable=False, index=True),
    Column("subject", String, nullable=False),
    Column("body", String, nullable=False),
    Column("expires_at", Instant),
    Column("delivered", Integer, nullable=False, default=1),
)

change_inbox = change_inbox_table(metadata)
