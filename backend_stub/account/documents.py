"""Changing the document one signs in with, as transactions on account.db.

Started, then confirmed. What it is decided on is read and changed in one transaction, which no
other can come into, so every guard looks at the state that it lets change.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any, Literal

from sqlalchemy import Connection, Row, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from backend_stub.account import contacts, sessions, step_ups, tables, words
from backend_stub.account.announce import announce
from backend_stub.account.guards import Guards, guards_of
from backend_stub.account.model import FLOW_LIFE, DocumentId, Holder, Record
from backend_stub.account.setting import Setting
from backend_stub.account.state import State, state_of
from backend_stub.kernel.caller import Caller
from backend_stub.kernel.entropy import new_id
from backend_stub.kernel.etag import require_match
from backend_stub.kernel.keys import AccountId
from backend_stub.kernel.normal import normal_name
from backend_stub.kernel.problem import Problem
from backend_stub.kernel.security import same_day, same_text

DocumentState = Literal["started", "done", "held-for-review"]

LONGEST_REAL_NUMBER = 9


@dataclass(frozen=True, slots=True)
class Asked:
    """What the person says: who they are, and what the new document is and says.

    `reference` and `birth_date` restate whose account is meant.
    """

    reference: str
    birth_date: date
    step_up_id: str
    document: DocumentId
    holder: Holder


@dataclass(frozen=True, slots=True)
class DocumentUpdate:
    """A change of document, and how far it is."""

    id: str
    document: DocumentId
    state: DocumentState
    differs: list[str]
    expires_at: datetime


def invented_document(kind: str, issuing_state: str, number: str) -> DocumentId:
    """The document with its number in normal form; Problem `not-invented` for a possible one."""
    if len(number) <= LONGEST_REAL_NUMBER:
        raise Problem("not-invented", fields=["number"])
    return DocumentId(kind, issuing_state, number)


def start(
    c: Connection, at: Setting, caller: Caller, asked: Asked, if_match: str | None
) -> DocumentUpdate:
    """Write the change down; nothing about the account is different yet.

    Problems `if-match-missing`, `changed-meanwhile`, `subject-mismatch`, `step-up-needed`,
    `document-in-use`.
    """
    guards = guards_of(c)
    state = state_of(c, at, caller.account_id)
    require_match(if_match, state.tag)
    if guards.session_decides and not _means(state, asked):
        raise Problem("subject-mismatch")
    if guards.fresh_code:
        about = asked.document.text
        step_ups.spend(c, at, caller, asked.step_up_id, "change-document", about)
    if _has_owner(c, asked.document):
        raise Problem("document-in-use")
    _forget_old(c, at.now)
    document_update_id = new_id(at.entropy)
    expires_at = at.now + FLOW_LIFE
    c.execute(
        insert(tables.document_update).values(
            document_update_id=document_update_id,
            account_id=caller.account_id,
            kind=asked.document.kind,
            issuing_state=asked.document.issuing_state,
            number_norm=asked.document.number,
            details={**asdict(asked.holder), "birth_date": asked.holder.birth_date.isoformat()},
            differs=[],
            tag=state.tag,
            state="started",
            expires_at=expires_at,
        )
    )
    at.audit(c, caller.account_id, document_update_id, "change-document", "started")
    return DocumentUpdate(document_update_id, asked.document, "started", [], expires_at)


def found(c: Connection, at: Setting, caller: Caller, document_update_id: str) -> DocumentUpdate:
    """The change as it stands; Problem `update-not-found`."""
    return _update(_row(c, at, caller, document_update_id))


def confirm(
    c: Connection, at: Setting, caller: Caller, document_update_id: str, record: Record | None
) -> DocumentUpdate:
    """Link the new document, or hold the change for review. Asked again, it says what it did.

    `record` is what the person key of the session named a moment ago. Problems `update-not-found`,
    `changed-meanwhile`, `document-in-use`.
    """
    row = _row(c, at, caller, document_update_id)
    if row.state != "started":
        return _update(row)
    guards = guards_of(c)
    account_id = caller.account_id
    if not guards.session_decides:
        account_id = sessions.newest_on_machine(c, caller)
    before = state_of(c, at, account_id)
    if guards.session_decides:
        require_match(row.tag, before.tag)
    differs = _differs(row, record)
    if guards.record_compared and differs:
        return _hold(c, at, caller, row, before, differs)
    _link(c, at, caller, account_id, row, guards)
    announce(c, at.entropy, at.now, account_id)
    if guards.others_signed_out:
        sessions.end_others_of_machine(c, at, caller)
    contacts.tell(c, at, before.contacts, words.CHANGED_DOCUMENT)
    _conclude(c, document_update_id, "done", details={})
    at.audit(c, caller.account_id, document_update_id, "change-document", "done")
    return _update(_row(c, at, caller, document_update_id))


def used(c: Connection, at: Setting, document_key: str | None) -> None:
    """The document has been signed in with: if it is a new one, the old ones end here."""
    row = c.execute(
        select(tables.document).where(
            tables.document.c.document_key == document_key,
            tables.document.c.active == 1,
            tables.document.c.awaiting_use == 1,
        )
    ).one_or_none()
    if row is None:
        return
    of_account = tables.document.c.account_id == row.account_id
    others = of_account & (tables.document.c.document_key != document_key)
    c.execute(update(tables.document).where(others).values(active=0))
    this = tables.document.c.document_key == document_key
    c.execute(update(tables.document).where(this).values(awaiting_use=0))
    announce(c, at.entropy, at.now, AccountId(row.account_id))
    at.audit(c, row.account_id, row.document_key, "document", "used-first")


def _link(
    c: Connection,
    at: Setting,
    caller: Caller,
    account_id: AccountId,
    row: Row[Any],
    guards: Guards,
) -> None:
    """Add the document; what it replaces ends now, or when it has been used."""
    replaced = tables.document.c.account_id == caller.account_id
    if guards.two_phases:
        # One that was linked before and never used is what this one corrects.
        replaced &= tables.document.c.awaiting_use == 1
    c.execute(update(tables.document).where(replaced).values(active=0, awaiting_use=0))
    try:
        c.execute(
            insert(tables.document).values(
                document_key=new_id(at.entropy),
                account_id=account_id,
                kind=row.kind,
                issuing_state=row.issuing_state,
                number_norm=row.number_norm,
                birth_date=date.fromisoformat(row.details["birth_date"]),
                active=1,
                awaiting_use=int(guards.two_phases),
            )
        )
    except IntegrityError as error:
        raise Problem("document-in-use") from error


def _hold(
    c: Connection,
    at: Setting,
    caller: Caller,
    row: Row[Any],
    before: State,
    differs: Sequence[str],
) -> DocumentUpdate:
    contacts.tell(c, at, before.contacts, words.HELD_DOCUMENT)
    _conclude(c, row.document_update_id, "held-for-review", differs=list(differs))
    at.audit(c, caller.account_id, row.document_update_id, "change-document", "held")
    return _update(_row(c, at, caller, row.document_update_id))


def _conclude(c: Connection, document_update_id: str, state: str, **values: Any) -> None:
    c.execute(
        update(tables.document_update)
        .where(tables.document_update.c.document_update_id == document_update_id)
        .values(state=state, **values)
    )


def _means(state: State, asked: Asked) -> bool:
    """Whether the reference and the birthday are those of this account."""
    days = {document.birth_date for document in state.documents}
    right_day = any(same_day(day, asked.birth_date) for day in days)
    return same_text(state.account.reference, asked.reference) and right_day


def _differs(row: Row[Any], record: Record | None) -> list[str]:
    """The names of the details that the document does not share with the record."""
    if record is None:
        return ["record"]
    says, holder = row.details, record.holder
    pairs = {
        "given_names": (normal_name(says["given_names"]), normal_name(holder.given_names)),
        "family_name": (normal_name(says["family_name"]), normal_name(holder.family_name)),
        "birth_date": (says["birth_date"], holder.birth_date.isoformat()),
        "nationality": (says["nationality"], holder.nationality),
    }
    return [name for name, (one, other) in pairs.items() if one != other]


def _has_owner(c: Connection, document: DocumentId) -> bool:
    owned = select(tables.document.c.document_key).where(
        tables.document.c.issuing_state == document.issuing_state,
        tables.document.c.kind == document.kind,
        tables.document.c.number_norm == document.number,
        tables.document.c.active == 1,
    )
    return c.execute(owned).first() is not None


def _row(c: Connection, at: Setting, caller: Caller, document_update_id: str) -> Row[Any]:
    row = c.execute(
        select(tables.document_update).where(
            tables.document_update.c.document_update_id == document_update_id,
            tables.document_update.c.account_id == caller.account_id,
        )
    ).one_or_none()
    if row is None or (row.state == "started" and row.expires_at <= at.now):
        raise Problem("update-not-found")
    return row


def _update(row: Row[Any]) -> DocumentUpdate:
    document = DocumentId(row.kind, row.issuing_state, row.number_norm)
    return DocumentUpdate(row.document_update_id, document, row.state, row.differs, row.expires_at)


def _forget_old(c: Connection, now: datetime) -> None:
    """Drop changes that were never confirmed, with all that was typed for them."""
    over = (tables.document_update.c.state == "started") & (
        tables.document_update.c.expires_at <= now
    )
    c.execute(delete(tables.document_update).where(over))
