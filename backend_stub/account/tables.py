"""Tables of account.db."""

from __future__ import annotations

from sqlalchemy import JSON, Column, Date, Index, Integer, MetaData, String, Table

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
# `awaiting_use`: linked, and not signed in with yet; until it is, the older one signs in as well.
# No foreign key on account_id: a document that points at the wrong account is a fault to be shown.
document = Table(
    "document",
    metadata,
    Column("document_key", String, primary_key=True),
    Column("account_id", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("issuing_state", String, nullable=False, default="UTO"),
    Column("number_norm", String, nullable=False),
    Column("birth_date", Date, nullable=False),
    Column("active", Integer, nullable=False, default=1),
    Column("awaiting_use", Integer, nullable=False, default=0),
)
Index(
    "document_has_one_owner",
    document.c.issuing_state,
    document.c.kind,
    document.c.number_norm,
    unique=True,
    sqlite_where=document.c.active == 1,
)
Index("document_by_number", document.c.number_norm)

# `changed_at`: when a change of contact put it there; empty for one that was there from the start.
contact = Table(
    "contact",
    metadata,
    Column("contact_id", String, primary_key=True),
    Column("account_id", String, nullable=False, index=True),
    Column("channel", String, nullable=False),
    Column("address", String, nullable=False),
    Column("active", Integer, nullable=False, default=1),
    Column("changed_at", Instant),
)

# `last_step`: the newest time step whose code was accepted. No code at or before it works again.
authenticator = Table(
    "authenticator",
    metadata,
    Column("account_id", String, primary_key=True),
    Column("secret", String, nullable=False),
    Column("last_step", Integer),
)

# An authenticator that was handed out and has not proved itself by a code.
enrolment = Table(
    "enrolment",
    metadata,
    Column("enrolment_id", String, primary_key=True),
    Column("account_id", String, nullable=False),
    Column("secret", String, nullable=False),
    Column("expires_at", Instant, nullable=False),
)

# A decoy (unknown document, wrong birthday) is a row whose account_id is empty. `subject` is what
# wrong codes are counted against: it comes from what was typed, not from what was found. `client`:
# the machine that began it.
sign_in = Table(
    "sign_in",
    metadata,
    Column("sign_in_id", String, primary_key=True),
    Column("account_id", String),
    Column("document_key", String),
    Column("subject", String, nullable=False),
    Column("client", String, nullable=False),
    Column("channel", String, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
)

# A fresh code asked for by somebody signed in. `bound_to` is the hash of the one thing it is for.
step_up = Table(
    "step_up",
    metadata,
    Column("step_up_id", String, primary_key=True),
    Column("account_id", String, nullable=False),
    Column("purpose", String, nullable=False),
    Column("bound_to", String, nullable=False),
    Column("channel", String, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("valid_until", Instant),
    Column("used_at", Instant),
)

# state: "code-sent" or "done". `address` is the new contact, proved by a code sent to it.
contact_update = Table(
    "contact_update",
    metadata,
    Column("contact_update_id", String, primary_key=True),
    Column("account_id", String, nullable=False),
    Column("channel", String, nullable=False),
    Column("address", String, nullable=False),
    Column("tag", String, nullable=False),
    Column("state", String, nullable=False),
    Column("expires_at", Instant, nullable=False),
)

# state: "started", "done" or "held-for-review". `tag`: the account as it was when this was decided.
# `details`: what the new document says of its holder; gone once the update is done.
# `differs`: names of details that are not those of the record.
document_update = Table(
    "document_update",
    metadata,
    Column("document_update_id", String, primary_key=True),
    Column("account_id", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("issuing_state", String, nullable=False),
    Column("number_norm", String, nullable=False),
    Column("details", JSON, nullable=False),
    Column("differs", JSON, nullable=False),
    Column("tag", String, nullable=False),
    Column("state", String, nullable=False),
    Column("expires_at", Instant, nullable=False),
)

# A decoy, as in `sign_in`, also when the face was not the record's. step: "face", "contacts",
# "codes" or "over".
recovery = Table(
    "recovery",
    metadata,
    Column("recovery_id", String, primary_key=True),
    Column("account_id", String),
    Column("client", String, nullable=False),
    Column("step", String, nullable=False),
    Column("phone", String),
    Column("email", String),
    Column("expires_at", Instant, nullable=False),
)

# `flow_id`: the sign-in, step-up, contact update or recovery that the code belongs to.
# state: "live", "used", "dead" (five wrong tries) or "replaced" (a newer one was sent).
code = Table(
    "code",
    metadata,
    Column("code_id", String, primary_key=True),
    Column("flow_id", String, nullable=False, index=True),
    Column("channel", String, nullable=False),
    Column("code_hash", String, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("tries", Integer, nullable=False, default=0),
    Column("state", String, nullable=False),
)

# `client`: the machine it was begun on; when that sent a client token, it has to send it each time.
session = Table(
    "session",
    metadata,
    Column("token_hash", String, primary_key=True),
    Column("account_id", String, nullable=False),
    Column("client", String, nullable=False, default=""),
    Column("created_at", Instant, nullable=False),
    Column("last_seen", Instant, nullable=False),
    Column("ended_at", Instant),
)

# Clients that have signed in to an account; `client` is the hash of the token they were given.
known_client = Table(
    "known_client",
    metadata,
    Column("client", String, primary_key=True),
    Column("account_id", String, primary_key=True),
    Column("since", Instant, nullable=False),
)

# One row an event that a limit counts. kind: "sent", "asked", "wrong" or "recovery"; subject: an
# opaque key; known: whether the client was one that the account knows.
throttle = Table(
    "throttle",
    metadata,
    Column("throttle_id", Integer, primary_key=True),
    Column("kind", String, nullable=False),
    Column("subject", String, nullable=False),
    Column("client", String, nullable=False),
    Column("channel", String, nullable=False),
    Column("known", Integer, nullable=False),
    Column("at", Instant, nullable=False),
)
Index("throttle_by_subject", throttle.c.subject, throttle.c.kind)
Index("throttle_by_client", throttle.c.client, throttle.c.kind)

# Wrong codes in a row for an account: by all clients that it does not know together (`client` is
# empty), and by each that it knows. No account_id: the decoys' row, which means nothing.
failures = Table(
    "failures",
    metadata,
    Column("account_id", String, primary_key=True),
    Column("client", String, primary_key=True),
    Column("in_a_row", Integer, nullable=False),
)

# How this store's service decides where there is more than one way. A name that is not here stands
# for the careful way.
policy = Table(
    "policy",
    metadata,
    Column("name", String, primary_key=True),
    Column("value", String, nullable=False),
)

idempotency = idempotency_table(metadata)
audit_log = audit_log_table(metadata)
change_queue = change_queue_table(metadata)
