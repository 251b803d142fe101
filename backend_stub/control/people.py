"""What the practice desk tells of an invented person, and what is on that person's phone."""

from __future__ import annotations

from datetime import date
from typing import Any

import pyotp
from sqlalchemy import Connection, literal_column, select

from backend_stub.account.model import TOTP_STEP_SECONDS, TOTP_WINDOW
from backend_stub.account.tables import authenticator
from backend_stub.kernel.clock import rfc3339
from backend_stub.kernel.kinds import KIND_LABELS
from backend_stub.outbox.tables import message
from backend_stub.parts import Parts
from backend_stub.personas.keys import Keys
from backend_stub.personas.people import Catalogue, Persona
from backend_stub.personas.portraits import digest_of


def described(catalogue: Catalogue, persona: Persona, day: date) -> dict[str, Any]:
    """A person as the control interface shows one; `day` is that on which dates were counted."""
    signing = catalogue.signing_in(persona)
    until = persona.letter_status.until
    return {
        "id": persona.id,
        "name": persona.name,
        "story": persona.story,
        "expected": persona.expected,
        "document_number": signing.document,
        "older_document_number": signing.old_document,
        "document_kind": "passport",
        "issuing_state": signing.nationality,
        "birth_date": signing.birth_date.isoformat(),
        "channel": persona.channel,
        "reached_at": list(persona.holds),
        "starting_faults": list(persona.starting_faults),
        "knows": {
            "given_names": persona.given_names,
            "family_name": persona.family_name,
            "nationality": persona.nationality,
            "face": digest_of(persona.face),
            "other_faces": [digest_of(face) for face in persona.older_faces],
            "letter_kind": KIND_LABELS.get(persona.letter_status.kind),
            "letter_until": None if until is None else until.on(day).isoformat(),
            **persona.knows,
        },
    }


def on_the_phone(parts: Parts, keys: Keys, persona: Persona) -> list[dict[str, str]]:
    """Messages to the contacts that this person really holds, newest first. Blocking."""
    shown = [
        {"at": row["at"], "to": row["to"], "kind": row["kind"], "body": row["body"]}
        for row in messages(parts)
        if row["to"] in persona.holds
    ]
    code = _authenticator_code(parts, keys, persona)
    if code is not None:
        now = rfc3339(parts.clock.now())
        entry = {"at": now, "to": "authenticator app", "kind": "authenticator", "body": code}
        shown.insert(0, entry)
    return shown


def messages(parts: Parts) -> list[dict[str, str]]:
    """Everything in the outbox that was delivered, newest first. Blocking."""

    def read(connection: Connection) -> list[dict[str, str]]:
        rows = connection.execute(
            select(message)
            .where(message.c.delivered == 1)
            # In a frozen clock's one instant, what was written last is the newest.
            .order_by(message.c.at.desc(), literal_column("rowid").desc())
        )
        return [
            {
                "at": rfc3339(row.at),
                "to": row.address,
                "kind": row.channel,
                "subject": row.subject,
                "body": row.body,
            }
            for row in rows
        ]

    return parts.outbox.call(read)


def _authenticator_code(parts: Parts, keys: Keys, persona: Persona) -> str | None:
    """The app's code. One that was used is not shown again while the next is already accepted."""
    account_id = keys.account(persona.id)
    row = parts.account.call(
        lambda connection: connection.execute(
            select(authenticator).where(authenticator.c.account_id == account_id)
        ).first()
    )
    if row is None:
        return None
    current = int(parts.clock.now().timestamp()) // TOTP_STEP_SECONDS
    step = current if row.last_step is None else max(current, row.last_step + 1)
    step = min(step, current + TOTP_WINDOW)
    return pyotp.TOTP(row.secret, interval=TOTP_STEP_SECONDS).generate_otp(step)
