"""Tables of account.db."""

from __future__ import annotations

from sqlalchemy import Column, Date, ForeignKey, Index, Integer, MetaData, String, Table

from backend_stub.kernel.store import Instant
from backend_stub.kernel.tables import audit_log_table, change_queue_table, idempotency_table

metadata = MetaData()

# `person_key` is the key this service uses to ask for a status: nothing in this store can check it.
account = Table(
    "account",
    metadata,
    Column("account_id", String, primary_key=True),
    Column("reference", String, nullable=False, unique=True),
    Column("person_key", String, nullable=False),
    Column("opened_at", Instant, nullable=False),
    Column("closed_at", Instant),
)

# `number_norm`: capital letters and digits only. `birth_date` is what sign-in compares.
# No foreign key on account_id: a document that points at the wrong account is a fault to be shown.
document = Table(
    "document",
    metadata,
    Column("document_key", String, primary_key=True),
    Column("account_id", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("number_norm", String, nullable=False, unique=True),
    Column("birth_date", Date, nullable=False),
    Column("active", Integer, nullable=False, default=1),
)

contact = Table(
    "contact",
    metadata,
    Column("contact_id", String, primary_key=True),
    Column("account_id", String, nullable=False, index=True),
    Column("channel", String, nullable=False),
    Column("address", String, nullable=False),
    Column("active", Integer, nullable=False, default=1),
)

authenticator = Table(
    "authenticator",
    metadata,
    Column("account_id", String, primary_key=True),
    Column("secret", String, nullable=False),
    Column("last_step", Integer),
)

# A decoy (unknown document, wrong birthday) is a row whose account_id is empty.
sign_in = Table(
    "sign_in",
    metadata,
    Column("sign_in_id", String, primary_key=True),
    Column("account_id", String),
    Column("channel", String, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
)

# state: "live", "used", "dead" (five wrong tries) or "replaced" (a newer one was sent).
code = Table(
    "code",
    metadata,
    Column("code_id", String, primary_key=True),
    Column("sign_in_id", String, ForeignKey("sign_in.sign_in_id"), nullable=False, index=True),
    Column("channel", String, nullable=False),
    Column("code_hash", String, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("tries", Integer, nullable=False, default=0),
    Column("state", String, nullable=False),
)

session = Table(
    "session",
    metadata,
    Column("token_hash", String, primary_key=True),
    Column("account_id", String, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("last_seen", Instant, nullable=False),
    Column("ended_at", Instant),
)

# One row an event that a limit counts: subject is an opaque key, kind is the limit's name.
throttle = Table(
    "throttle",
    metadata,
    Column("throttle_id", Integer, primary_key=True),
    Column("subject", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("at", Instant, nullable=False),
)
Index("throttle_by_subject", throttle.c.subject, throttle.c.kind, throttle.c.at)

idempotency = idempotency_table(metadata)
audit_log = audit_log_table(metadata)
change_queue = change_queue_table(metadata)
