"""Every store as plain values, rows in the order of their keys: to compare before and after."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, MetaData

from backend_stub.kernel.rows import encoded, read_rows
from backend_stub.parts import Parts

LEFT_OUT: dict[str, str] = {
    "audit_log": "every request adds to it, and nothing may be taken away",
    "message": "what was sent cannot be unsent",
    "sign_in": "made by signing in",
    "code": "made by signing in",
    "session": "made by signing in",
    "step_up": "made by asking for a fresh code",
    "enrolment": "made by setting up an authenticator",
    "contact_update": "made by changing a contact",
    "document_update": "made by changing a document",
    "recovery": "made by recovering an account",
    "known_client": "made by signing in",
    "throttle": "counts what was tried",
    "failures": "counts what was tried",
    "idempotency": "answers kept for replay",
    "share_code": "made by a person, to be given away",
    "checked": "made by an employer, a landlord or somebody else",
    "report": "made by a person who reports a fault",
    "stage": "made by whoever works on a report",
    "note": "made by whoever has to do with a report",
    "permission": "made by a person who lets the centre look",
    "look": "made by whoever looks",
    "looked": "made by whoever looks",
}
"""Tables that a journey itself fills, and why they are not part of a dump."""

LEFT_OUT_COLUMNS: dict[tuple[str, str], str] = {
    ("authenticator", "last_step"): "moves on with each code that was used",
    ("staff", "token_hash"): "made by coming on duty",
    ("staff", "token_until"): "made by coming on duty",
}

Dump = dict[str, dict[str, list[dict[str, Any]]]]


def dump(parts: Parts) -> Dump:
    """Store -> table -> rows. Blocking: not for an event loop."""
    return {name: store.call(_Tables(store.metadata)) for name, store in parts.stores().items()}


class _Tables:
    def __init__(self, metadata: MetaData) -> None:
        self._metadata = metadata

    def __call__(self, connection: Connection) -> dict[str, list[dict[str, Any]]]:
        return {
            table.name: [
                {
                    column: value
                    for column, value in encoded(row).items()
                    if (table.name, column) not in LEFT_OUT_COLUMNS
                }
                for row in read_rows(connection, table)
            ]
            for table in sorted(self._metadata.tables.values(), key=lambda table: table.name)
            if table.name not in LEFT_OUT
        }
