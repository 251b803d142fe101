"""Tables of pcdp.db."""

from __future__ import annotations

from sqlalchemy import JSON, Column, Date, Integer, MetaData, String, Table

from backend_stub.kernel.tables import (
    audit_log_table,
    change_inbox_table,
    change_queue_table,
)

metadata = MetaData()

# `nationality`: three letters, as in passports; a record may lack it.
person = Table(
    "person",
    metadata,
    Column("person_key", String, primary_key=True),
    Column("given_names", String, nullable=False),
    Column("family_name", String, nullable=False),
    Column("birth_date", Date, nullable=False),
    Column("nationality", String),
    Column("photo_digest", String, nullable=False),
)

# The current record. `conditions`: see kernel/kinds.py.
status = Table(
    "status",
    metadata,
    Column("person_key", String, primary_key=True),
    Column("kind", String, nullable=False),
    Column("valid_from", Date, nullable=False),
    Column("valid_until", Date),
    Column("conditions", JSON, nullable=False),
)

# What a person has applied for, without a status so far: that there is none is right.
application = Table(
    "application",
    metadata,
    Column("person_key", String, primary_key=True),
    Column("made_on", Date, nullable=False),
)

# Older versions, 1 is the oldest.
status_history = Table(
    "status_history",
    metadata,
    Column("person_key", String, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("kind", String, nullable=False),
    Column("valid_from", Date, nullable=False),
    Column("valid_until", Date),
    Column("conditions", JSON, nullable=False),
)

# What was last told of this person's account: its key (nothing once it is closed), its contacts as
# [[channel, address], …], and the keys of the documents that open it.
holder = Table(
    "holder",
    metadata,
    Column("person_key", String, primary_key=True),
    Column("account_id", String),
    Column("contacts", JSON, nullable=False),
    Column("documents", JSON, nullable=False),
)

# `portrait`: {width, height, palette, rows, alt}; digest is of its canonical JSON.
photo = Table(
    "photo",
    metadata,
    Column("digest", String, primary_key=True),
    Column("portrait", JSON, nullable=False),
)

audit_log = audit_log_table(metadata)
change_queue = change_queue_table(metadata)
change_inbox = change_inbox_table(metadata)
