"""Tables of sharing_work.db, sharing_rent.db and sharing_other.db: the same in each."""

from __future__ import annotations

from sqlalchemy import JSON, Column, Date, Index, Integer, MetaData, String, Table

from backend_stub.kernel.store import Instant
from backend_stub.kernel.tables import (
    audit_log_table,
    change_inbox_table,
    change_queue_table,
    idempotency_table,
)

metadata = MetaData()

# From the account to this service's own key. No foreign key: a key that points nowhere is a fault.
crosswalk = Table(
    "crosswalk",
    metadata,
    Column("account_id", String, primary_key=True),
    Column("share_key", String, nullable=False),
)

# From the person to this service's own key, given when the person is first told of and never again.
own_key = Table(
    "own_key",
    metadata,
    Column("person_key", String, primary_key=True),
    Column("share_key", String, nullable=False, unique=True),
)

# This service's own copy of a record.
projection = Table(
    "projection",
    metadata,
    Column("share_key", String, primary_key=True),
    Column("source_person_key", String, nullable=False),
    Column("given_names", String, nullable=False),
    Column("family_name", String, nullable=False),
    Column("birth_date", Date, nullable=False),
    Column("photo_digest", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("valid_until", Date),
    Column("conditions", JSON, nullable=False),
)

photo = Table(
    "photo",
    metadata,
    Column("digest", String, primary_key=True),
    Column("portrait", JSON, nullable=False),
)

# Which copy the checkers' side reads for a code's key.
publication = Table(
    "publication",
    metadata,
    Column("share_key", String, primary_key=True),
    Column("projection_key", String, nullable=False),
)

# The code is kept readable: its holder may list it again. `account_id` made it and is told of it.
share_code = Table(
    "share_code",
    metadata,
    Column("share_code_id", String, primary_key=True),
    Column("code", String, nullable=False, unique=True),
    Column("account_id", String, nullable=False),
    Column("share_key", String, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("cancelled_at", Instant),
    Column("wrong_birthdays", Integer, nullable=False, default=0),
    Column("used", Integer, nullable=False, default=0),
)
Index("share_code_by_account", share_code.c.account_id, share_code.c.created_at)
# Counted before each new code.
Index(
    "share_code_not_cancelled",
    share_code.c.account_id,
    share_code.c.expires_at,
    sqlite_where=share_code.c.cancelled_at.is_(None),
)

# Every check that was answered: by whom as typed, why if said, and when; never what was shown.
check = Table(
    "checked",
    metadata,
    Column("reference", String, primary_key=True),
    Column("share_code_id", String, nullable=False, index=True),
    Column("checker_name", String, nullable=False),
    Column("reason", String),
    Column("at", Instant, nullable=False),
)

idempotency = idempotency_table(metadata)
audit_log = audit_log_table(metadata)
change_queue = change_queue_table(metadata)
change_inbox = change_inbox_table(metadata)
