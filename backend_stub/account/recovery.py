"""Recovering an account by somebody who has lost its contacts, as transactions on account.db.

Document and birthday, a face, a new phone and a new e-mail address that are both proved by a code:
then both contacts are set, the account is open again and everybody is signed out of it. Up to the
last answer nothing tells whether there is such an account: what does not match goes on as a decoy.

The face step is a stand-in, and says so: instead of a camera there is the drawn picture of the
invented person who sits there, named by its digest, and it is the record's picture or it is not.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Connection, Row, delete, insert, select, update

from backend_stub.account import attempts, codes, contacts, sessions, tables, words
from backend_stub.account.announce import announce
from backend_stub.account.codes import Refused
from backend_stub.account.contact_updates import Contact
from backend_stub.account.model import FLOW_LIFE, DocumentId, Identity, Record, Sending
from backend_stub.account.setting import Setting
from backend_stub.account.sign_in import opened_by
from backend_stub.kernel.caller import Machine
from backend_stub.kernel.entropy import new_id
from backend_stub.kernel.keys import AccountId, PersonKey
from backend_stub.kernel.problem import Problem
from backend_stub.kernel.security import same_text
from backend_stub.kernel.throttle import (
    RECOVERIES,
    SENDS_TO_STRANGERS,
    Guesser,
    wait_for,
    whole_seconds,
)

NO_FACE = "0" * 64
"""Compared with when there is no record: the digest of no picture, for the same work."""


@dataclass(frozen=True, slots=True)
class Recovery:
    """A recovery under way; `step` is what comes next."""

    id: str
    step: Literal["face", "contacts", "codes", "over"]
    expires_at: datetime


def start(
    c: Connection, at: Setting, document: DocumentId, who: Identity, machine: Machine
) -> Recovery:
    """Begin a recovery; Problem `wait` when this client has begun many and ended none."""
    opened = opened_by(c, who, document)
    account_id = None if opened is None else opened.account_id
    guesser = attempts.guesser(c, at, machine, account_id, "recovery")
    log = tables.throttle.c
    begun = select(log.at).where(log.kind == "recovery", log.client == guesser.client)
    wait = wait_for(RECOVERIES, list(c.execute(begun).scalars()), at.now)
    if wait:
        raise Problem("wait", retry_after=whole_seconds(wait))
    c.execute(delete(tables.recovery).where(tables.recovery.c.expires_at <= at.now))
    recovery_id = new_id(at.entropy)
    c.execute(
        insert(tables.recovery).values(
            recovery_id=recovery_id,
            account_id=account_id,
            client=guesser.client,
            step="face",
            expires_at=at.now + FLOW_LIFE,
        )
    )
    c.execute(insert(tables.throttle), [attempts.event(at, "recovery", guesser)])
    at.audit(c, "recovery", recovery_id, "recovery", "started")
    return Recovery(recovery_id, "face", at.now + FLOW_LIFE)


def person_key_of(c: Connection, at: Setting, recovery_id: str) -> PersonKey:
    """Whose record the face is to be compared with; an empty key for a decoy.

    Problems `recovery-not-found`, `out-of-order`.
    """
    row = _row(c, at, recovery_id, "face")
    key = c.execute(
        select(tables.account.c.person_key).where(
            tables.account.c.account_id == (row.account_id or "")
        )
    ).scalar_one_or_none()
    return PersonKey(key or "")


def show_face(
    c: Connection, at: Setting, recovery_id: str, face: str, record: Record | None
) -> Recovery:
    """Compare a face, once; Problems `recovery-not-found`, `out-of-order`.

    A face that is not the record's is not told: the recovery goes on with no account behind it.
    """
    row = _row(c, at, recovery_id, "face")
    matches = same_text(NO_FACE if record is None else record.photo_digest, face)
    account_id = row.account_id if matches and record is not None else None
    _move(c, recovery_id, step="contacts", account_id=account_id)
    at.audit(c, "recovery", recovery_id, "face", "shown")
    return Recovery(recovery_id, "contacts", row.expires_at)


def set_contacts(
    c: Connection, at: Setting, recovery_id: str, phone: Contact, email: Contact
) -> tuple[Recovery, list[Sending]]:
    """Send a code to each new contact; also again, or to others.

    Problems `recovery-not-found`, `out-of-order`, `wait`.
    """
    row = _row(c, at, recovery_id, "contacts", "codes")
    log = tables.throttle.c
    asked = select(log.at).where(log.kind == "asked", log.subject == recovery_id)
    wait = wait_for(SENDS_TO_STRANGERS, list(c.execute(asked).scalars()), at.now)
    if wait:
        raise Problem("wait", retry_after=whole_seconds(wait))
    _move(c, recovery_id, step="codes", phone=phone.address, email=email.address)
    by = Guesser(row.client, recovery_id, known=False)
    c.execute(insert(tables.throttle), [attempts.event(at, "asked", by)])
    sendings = [_send(c, at, recovery_id, contact) for contact in (phone, email)]
    at.audit(c, "recovery", recovery_id, "contacts", "codes-sent")
    return Recovery(recovery_id, "codes", row.expires_at), sendings


def finish(
    c: Connection, at: Setting, recovery_id: str, phone_code: str, email_code: str
) -> Recovery | Refused:
    """With both codes right, recover the account.

    Problems `recovery-not-found`, `out-of-order`, `code-ended`, `code-not-right`, and
    `not-recovered` when something before did not match.
    """
    row = _row(c, at, recovery_id, "codes")
    pairs = [("text", row.phone, phone_code), ("email", row.email, email_code)]
    refused: Refused | None = None
    for channel, address, typed in pairs:
        code = codes.live(c, at, f"{recovery_id} {channel}")
        right = codes.matches(at, code, f"recovery {address}", typed)
        # Neither code is used up while the other is wrong, so that it need not be sent again.
        if not right:
            refused = refused or codes.tried(c, code, accepted=False)
    if refused is not None:
        at.audit(c, "recovery", recovery_id, "verify", "refused")
        return refused
    _move(c, recovery_id, step="over", phone=None, email=None)
    if row.account_id is None:
        at.audit(c, "recovery", recovery_id, "recovery", "refused")
        return Refused(Problem("not-recovered"))
    _recover(c, at, row)
    return Recovery(recovery_id, "over", row.expires_at)


def _recover(c: Connection, at: Setting, row: Row[Any]) -> None:
    old = contacts.active(c, row.account_id)
    sessions.end_all(c, at, row.account_id)
    authenticator = tables.authenticator.c.account_id == row.account_id
    c.execute(delete(tables.authenticator).where(authenticator))
    contacts.put(c, at, row.account_id, "text", row.phone)
    contacts.put(c, at, row.account_id, "email", row.email)
    announce(c, at.entropy, at.now, AccountId(row.account_id))
    attempts.lift(c, row.account_id)
    log = tables.throttle.c
    begun = (log.kind == "recovery") & (log.client == row.client)
    c.execute(delete(tables.throttle).where(begun))
    contacts.tell(c, at, [*old, *contacts.active(c, row.account_id)], words.RECOVERED)
    at.audit(c, "recovery", row.account_id, "recovery", "done")


def _send(c: Connection, at: Setting, recovery_id: str, contact: Contact) -> Sending:
    flow_id = f"{recovery_id} {contact.channel}"
    what_for = f"recovery {contact.address}"
    clear, expires_at = codes.make(c, at, flow_id, contact.channel, what_for)
    return Sending(
        flow_id=flow_id,
        channel=contact.channel,
        expires_at=expires_at,
        by=contact.channel,
        address=contact.address,
        words=words.code_message("recovery", clear, at.rules.code_life),
    )


def _row(c: Connection, at: Setting, recovery_id: str, *steps: str) -> Row[Any]:
    row = c.execute(
        select(tables.recovery).where(tables.recovery.c.recovery_id == recovery_id)
    ).one_or_none()
    if row is None or row.expires_at <= at.now or row.step == "over":
        raise Problem("recovery-not-found")
    if row.step not in steps:
        raise Problem("out-of-order", step=row.step)
    return row


def _move(c: Connection, recovery_id: str, **values: Any) -> None:
    c.execute(
        update(tables.recovery).where(tables.recovery.c.recovery_id == recovery_id).values(**values)
    )
