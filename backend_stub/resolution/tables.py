"""Tables of resolution.db."""

from __future__ import annotations

from sqlalchemy import JSON, Column, Date, ForeignKey, Index, Integer, MetaData, String, Table

from backend_stub.kernel.store import Instant
from backend_stub.kernel.tables import (
    audit_log_table,
    change_queue_table,
    idempotency_table,
    throttle_table,
)

metadata = MetaData()


def _of_report() -> Column[str]:
    return Column("reference", String, ForeignKey("report.reference"), nullable=False, index=True)


# `account_id`: whose the report is, where that is known. `details`: by tick; nothing for those that
# are let go. `reply`: {by, to}. `concerns`, `problems`, …: see form.py.
report = Table(
    "report",
    metadata,
    Column("reference", String, primary_key=True),
    Column("account_id", String, index=True),
    Column("received_at", Instant, nullable=False),
    Column("promised_on", Date, nullable=False),
    Column("nation", String, nullable=False),
    Column("can_open", Integer, nullable=False),
    Column("problems", JSON, nullable=False),
    Column("details", JSON, nullable=False),
    Column("share_codes", JSON, nullable=False),
    Column("description", String),
    Column("another_person_at", JSON, nullable=False),
    Column("step", String),
    Column("problem_type", String),
    Column("request_id", String),
    Column("concerns", JSON, nullable=False),
    Column("reference_type", String, nullable=False),
    Column("supporter", String),
    Column("reply", JSON, nullable=False),
    Column("verified_at", Instant),
)

# Every visit of a report to a stage, numbered from 1. What the other columns hold depends on the
# stage: the team that has it, the repair that was ordered, the answer that was told, and on coming
# back to "received" the reason why.
stage = Table(
    "stage",
    metadata,
    Column("reference", String, ForeignKey("report.reference"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("stage", String, nullable=False),
    Column("at", Instant, nullable=False),
    Column("by", String, nullable=False),
    Column("team", String),
    Column("repair", String),
    Column("answer", String),
    Column("reason", String),
)

# `by`: "person", or a member of staff.
note = Table(
    "note",
    metadata,
    Column("note_id", String, primary_key=True),
    _of_report(),
    Column("at", Instant, nullable=False),
    Column("by", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("text", String, nullable=False),
)

# The person lets the centre look at what they see, until then. One at a time.
permission = Table(
    "permission",
    metadata,
    Column("reference", String, ForeignKey("report.reference"), primary_key=True),
    Column("granted_at", Instant, nullable=False),
    Column("until", Instant, nullable=False),
)

# A look that a member of staff began, and each thing that was then looked at.
look = Table(
    "look",
    metadata,
    Column("token_hash", String, primary_key=True),
    _of_report(),
    Column("staff_id", String, nullable=False),
    Column("began_at", Instant, nullable=False),
)
looked = Table(
    "looked",
    metadata,
    Column("looked_id", Integer, primary_key=True),
    _of_report(),
    Column("staff_id", String, nullable=False),
    Column("view", String, nullable=False),
    Column("at", Instant, nullable=False),
)

staff = Table(
    "staff",
    metadata,
    Column("staff_id", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("team", String, nullable=False),
    Column("token_hash", String, unique=True),
    Column("token_until", Instant),
)

idempotency = idempotency_table(metadata)
audit_log = audit_log_table(metadata)
change_queue = change_queue_table(metadata)
throttle = throttle_table(metadata)
Index("report_by_day", report.c.received_at)
