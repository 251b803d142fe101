"""What the practice desk tells of an invented person, and what is on that person's phone."""

from __future__ import annotations

from datetime import date
from typing import Any

import pyotp
from sqlalchemy import Connection, literal_column, select

from backend_stub.account.model import TOTP_STEP_SECONDS, TOTP_WINDOW
from backend_stub.account.tables import (
    authenticator,
    contact,
    contact_update,
    document,
    enrolment,
    recovery,
)
from backend_stub.kernel.clock import rfc3339
from backend_stub.kernel.kinds import KIND_LABELS
from backend_stub.kernel.normal import normal_number
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


def new_documents(
    parts: Parts, keys: Keys, catalogue: Catalogue, persona: Persona
) -> list[dict[str, str]]:
    """Documents that this person has linked since the beginning, and signs in with. Blocking."""
    seeded = {
        normal_number(number)
        for one in catalogue.people.values()
        for number in (one.document, one.old_document)
        if number is not None
    }

    def read(connection: Connection) -> list[dict[str, str]]:
        rows = connection.execute(
            select(document.c.number_norm, document.c.birth_date)
            .where(document.c.account_id == keys.account(persona.id), document.c.active == 1)
            .order_by(document.c.number_norm)
        )
        return [
            {"document_number": row.number_norm, "birth_date": row.birth_date.isoformat()}
            for row in rows
            if row.number_norm not in seeded
        ]

    return parts.account.call(read)


def on_the_phone(
    parts: Parts, keys: Keys, catalogue: Catalogue, persona: Persona
) -> list[dict[str, str]]:
    """Messages to the contacts that this person really holds, newest first. Blocking."""
    others = {held for one in catalogue.people.values() for held in one.holds}
    holds = {*persona.holds, *(_named(parts, keys, persona) - others)}
    shown = [
        {"at": row["at"], "to": row["to"], "kind": row["kind"], "body": row["body"]}
        for row in messages(parts)
        if row["to"] in holds
    ]
    now = rfc3339(parts.clock.now())
    for code in (_authenticator_code(parts, keys, persona), _first_code(parts, keys, persona)):
        if code is not None:
            entry = {"at": now, "to": "authenticator app", "kind": "authenticator", "body": code}
            shown.insert(0, entry)
    return shown


def _named(parts: Parts, keys: Keys, persona: Persona) -> set[str]:
    """Contacts that were named as this person's in a change or a recovery: somebody practises
    there, and reads what comes to them."""
    account_id = keys.account(persona.id)

    def read(connection: Connection) -> set[str]:
        found = select(contact.c.address).where(
            contact.c.account_id == account_id, contact.c.changed_at.is_not(None)
        )
        named = select(contact_update.c.address).where(contact_update.c.account_id == account_id)
        mine = recovery.c.account_id == account_id
        anew = [select(column).where(mine) for column in (recovery.c.phone, recovery.c.email)]
        asked = (found, named, *anew)
        return {one for query in asked for one in connection.execute(query).scalars() if one}

    return parts.account.call(read)


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


def _first_code(parts: Parts, keys: Keys, persona: Persona) -> str | None:
    """The code of an app that was handed out and waits to be proved."""
    now = parts.clock.now()
    secret = parts.account.call(
        lambda connection: connection.execute(
            select(enrolment.c.secret).where(
                enrolment.c.account_id == keys.account(persona.id), enrolment.c.expires_at > now
            )
        ).scalar_one_or_none()
    )
    if secret is None:
        return None
    return pyotp.TOTP(secret, interval=TOTP_STEP_SECONDS).at(now)
