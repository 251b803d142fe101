"""What both sides write: the next stage, a note, a reply; each in the transaction of its act."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Connection, Row, insert, select

from backend_stub.kernel.changes import NOTICES, enqueue
from backend_stub.kernel.entropy import Entropy, new_id
from backend_stub.resolution import tables
from backend_stub.resolution.model import Answer, Note, Stage

PERSON = "person"

_SAID: dict[Answer, str] = {
    "put_right": "We have put right what you reported. Look for yourself at your status and at all "
    "three proofs. The report closes only when you have looked.",
    "partly": "We have put right a part of what you reported.",
    "nothing_wrong": "We have looked and found nothing wrong.",
}
_OPEN_AGAIN = "If it is not right, tell us: we open this report again, and its time goes on."


def enter(
    c: Connection, reference: str, stage: Stage, by: str, now: datetime, **more: str | None
) -> None:
    """One more visit to a stage."""
    so_far = select(tables.stage.c.number).where(tables.stage.c.reference == reference)
    number = len(c.execute(so_far).all()) + 1
    row = {"reference": reference, "number": number, "stage": stage, "at": now, "by": by, **more}
    c.execute(insert(tables.stage).values(**row))


def add_note(
    c: Connection,
    entropy: Entropy,
    reference: str,
    by: str,
    kind: Literal["chase", "note"],
    text: str,
    now: datetime,
) -> Note:
    """One more note."""
    note = Note(new_id(entropy), now, by, kind, text)
    values = {"note_id": note.id, "at": now, "by": by, "kind": kind, "text": text}
    c.execute(insert(tables.note).values(reference=reference, **values))
    return note


def acknowledge(c: Connection, entropy: Entropy, row: Row[Any], now: datetime) -> None:
    """Whoever gave an e-mail address is told that the report has come."""
    if row.reply["by"] == "email":
        day = f"{row.promised_on.day} {row.promised_on:%B %Y}"
        text = f"We have received your report {row.reference}. We answer by {day}."
        _reply(c, entropy, row, "We have your report (practice)", text, now)


def answer(c: Connection, entropy: Entropy, row: Row[Any], said: Answer, now: datetime) -> None:
    """Tell the person what came of it, the way that they chose."""
    text = f"Your report {row.reference}. {_SAID[said]} {_OPEN_AGAIN}"
    _reply(c, entropy, row, "An answer to your report (practice)", text, now)


def _reply(
    c: Connection, entropy: Entropy, row: Row[Any], subject: str, text: str, now: datetime
) -> None:
    channel = "email" if row.reply["by"] == "email" else "post"
    enqueue(
        c, tables.change_queue, entropy, now,
        address=NOTICES,
        kind="reply",
        # Each has a subject of its own: none overtakes another.
        subject=new_id(entropy),
        body={
            "channel": channel,
            "to": row.reply["to"],
            "subject": subject,
            "text": f"PRACTICE. {text}",
        },
    )  # fmt: skip
