"""Rows of resolution.db as the values of `model`."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select

from backend_stub.resolution import tables
from backend_stub.resolution.model import Looked, Note, Report, visits


def read_report(c: Connection, row: Row[Any], now: datetime) -> Report:
    """A report with all that hangs on it, as at `now`; its time stands still once verified."""
    stages = c.execute(
        select(tables.stage)
        .where(tables.stage.c.reference == row.reference)
        .order_by(tables.stage.c.number)
    ).all()
    notes = c.execute(
        select(tables.note)
        .where(tables.note.c.reference == row.reference)
        .order_by(tables.note.c.at, tables.note.c.note_id)
    )
    looked = c.execute(
        select(tables.looked, tables.staff.c.name)
        .join(tables.staff, tables.staff.c.staff_id == tables.looked.c.staff_id)
        .where(tables.looked.c.reference == row.reference)
        .order_by(tables.looked.c.looked_id)
    )
    allowed = c.execute(
        select(tables.permission.c.until).where(
            tables.permission.c.reference == row.reference, tables.permission.c.until > now
        )
    ).scalar_one_or_none()
    answered = row.verified_at is not None or stages[-1].stage == "told"
    return Report(
        reference=row.reference,
        account_id=row.account_id,
        received_at=row.received_at,
        promised_on=row.promised_on,
        overdue=not answered and now.date() > row.promised_on,
        nation=row.nation,
        concerns=row.concerns,
        another_person_at=row.another_person_at,
        visits=visits(stages, row.verified_at or now, row.nation),
        notes=[Note(note.note_id, note.at, note.by, note.kind, note.text) for note in notes],
        looked=[Looked(each.at, each.name, each.view) for each in looked],
        allowed_until=allowed,
        verified_at=row.verified_at,
        form={
            "can_open": bool(row.can_open),
            "problems": row.problems,
            "details": row.details,
            "share_codes": row.share_codes,
            "description": row.description,
            "step": row.step,
            "problem_type": row.problem_type,
            "request_id": row.request_id,
            "reference_type": row.reference_type,
            "supporter": row.supporter,
            "reply_by": row.reply["by"],
        },
    )
