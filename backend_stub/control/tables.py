"""Tables of practice.db: what the practice controls have done. No service reads them."""

from __future__ import annotations

from sqlalchemy import JSON, Column, Float, Integer, MetaData, String, Table

from backend_stub.kernel.store import Instant

metadata = MetaData()

# `undo`: the inverse row edits.
fault_active = Table(
    "fault_active",
    metadata,
    Column("fault", String, primary_key=True),
    Column("person", String, primary_key=True),
    Column("applied_at", Instant, nullable=False),
    Column("undo", JSON, nullable=False),
)

# Answers given in place of a service, `remaining` times, after as many calls as are `let_through`.
answer_rule = Table(
    "answer_rule",
    metadata,
    Column("rule_id", String, primary_key=True),
    Column("fault", String, nullable=False),
    Column("person", String, nullable=False),
    Column("account_id", String, nullable=False),
    Column("route", String, nullable=False),
    Column("let_through", Integer, nullable=False),
    Column("remaining", Integer, nullable=False),
    Column("status", Integer, nullable=False),
    Column("slug", String, nullable=False),
)

# Trouble on the way to a part of the service. `calls`: how many, nothing for all; `begins`: from
# which on, 1 is the next; `seen`: how many the part has had since. What a kind has no use for is
# nothing.
transport_rule = Table(
    "transport_rule",
    metadata,
    Column("fault", String, primary_key=True),
    Column("part", String, primary_key=True),
    Column("applied_at", Instant, nullable=False),
    Column("begins", Integer, nullable=False),
    Column("calls", Integer),
    Column("seen", Integer, nullable=False),
    Column("milliseconds", Integer),
    Column("retry_after", Integer),
)

# One row, name "clock", once the clock has been moved.
clock = Table(
    "clock",
    metadata,
    Column("name", String, primary_key=True),
    Column("shift_seconds", Float, nullable=False),
    Column("frozen_at", Instant),
)

# One row, name "seed": when the stores were filled. The people's own papers are dated from then.
seeded = Table(
    "seeded",
    metadata,
    Column("name", String, primary_key=True),
    Column("at", Instant, nullable=False),
)
