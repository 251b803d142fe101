"""Tables of pcdp.db."""

from __future__ import annotations

from sqlalchemy import JSON, Column, Date, Integer, MetaData, String, Table

from backend_stub.kernel.tables import audit_log_table

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

# The current record. `conditions` is a list of sentences.
status = Table(
    "status",
    metadata,
    Column("person_key", String, primary_key=True),
    Column("kind", String, nullable=False),
    Column("valid_from", Date, nullable=False),
    Column("valid_until", Date),
    Column("conditions", JSON, nullable=False),
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

# `portrait`: {width, height, palette, rows, alt}; digest is of its canonical JSON.
photo = Table(
    "photo",
    metadata,
    Column("digest", String, primary_key=True),
    Column("portrait", JSON, nullable=False),
)

audit_log = audit_log_table(metadata)
