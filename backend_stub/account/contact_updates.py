"""Changing one contact, as transactions on account.db.

One at a time: a person who has just changed the phone cannot change the e-mail the same day, so
whoever got hold of one contact cannot take over the other. Only a recovery sets both.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Connection, Row, delete, insert, select, update

from backend_stub.account import attempts, codes, contacts, step_ups, tables, words
from backend_stub.account.announce import announce
from backend_stub.account.codes import Refused
from backend_stub.account.model import CONTACT_REST, FLOW_LIFE, ContactChannel, Sending
from backend_stub.account.setting import Setting
from backend_stub.account.state import State, state_of
from backend_stub.kernel.caller import Caller
from backend_stub.kernel.entropy import new_id
from backend_stub.kernel.etag import require_match
from backend_stub.kernel.normal import normal_email, normal_phone
from backend_stub.kernel.problem import Problem
from backend_stub.kernel.throttle import SENDS, Guesser, wait_for, whole_seconds

# Nobody real can be reached at these: the numbers are kept for drama, the domains for examples.
_INVENTED = {
    "text": re.compile(r"\+44 7700 900[0-9]{3}|\+44 2079 460[0-9]{3}"),
    "email": re.compile(r"[^@\s]{1,64}@example\.(org|com|net)"),
}


@dataclass(frozen=True, slots=True)
class Contact:
    """A phone number or an e-mail address, as it is kept."""

    channel: ContactChannel
    address: str

    @property
    def text(self) -> str:
        """The same for the same contact, in one line."""
        return f"{self.channel} {self.address}"


@dataclass(frozen=True, slots=True)
class ContactUpdate:
    """A change of contact, and how far it is."""

    id: str
    contact: Contact
    state: Literal["code-sent", "done"]
    expires_at: datetime


def invented_contact(channel: ContactChannel, typed: str) -> Contact:
    """The contact as it is kept; Problem `not-invented` when it could be somebody's."""
    address = normal_phone(typed) if channel == "text" else normal_email(typed)
    if not _INVENTED[channel].fullmatch(address):
        raise Problem("not-invented", fields=["phone" if channel == "text" else "email"])
    return Contact(channel, address)


def start(
    c: Connection,
    at: Setting,
    caller: Caller,
    contact: Contact,
    step_up_id: str,
    if_match: str | None,
) -> tuple[ContactUpdate, Sending]:
    """Send a code to the new contact. The old one stays until that has been typed.

    Problems `if-match-missing`, `changed-meanwhile`, `contact-changed-lately`, `step-up-needed`.
    """
    state = state_of(c, at, caller.account_id)
    require_match(if_match, state.tag)
    _require_rest(state, contact.channel, at.now)
    step_ups.spend(c, at, caller, step_up_id, "change-contact", contact.text)
    c.execute(delete(tables.contact_update).where(tables.contact_update.c.expires_at <= at.now))
    contact_update_id = new_id(at.entropy)
    expires_at = at.now + FLOW_LIFE
    c.execute(
        insert(tables.contact_update).values(
            contact_update_id=contact_update_id,
            account_id=caller.account_id,
            channel=contact.channel,
            address=contact.address,
            tag=state.tag,
            state="code-sent",
            expires_at=expires_at,
        )
    )
    sending = _send(c, at, caller, contact_update_id, contact)
    return ContactUpdate(contact_update_id, contact, "code-sent", expires_at), sending


def send_again(c: Connection, at: Setting, caller: Caller, contact_update_id: str) -> Sending:
    """Another code to the new contact; Problems `update-not-found`, `wait`."""
    row = _row(c, at, caller, contact_update_id)
    log = tables.throttle.c
    sent = select(log.at).where(log.kind == "asked", log.subject == contact_update_id)
    wait = wait_for(SENDS, list(c.execute(sent).scalars()), at.now)
    if wait:
        raise Problem("wait", retry_after=whole_seconds(wait))
    return _send(c, at, caller, contact_update_id, Contact(row.channel, row.address))


def found(c: Connection, at: Setting, caller: Caller, contact_update_id: str) -> ContactUpdate:
    """The change as it stands; Problem `update-not-found`."""
    return _update(_row(c, at, caller, contact_update_id))


def verify(
    c: Connection, at: Setting, caller: Caller, contact_update_id: str, typed: str
) -> ContactUpdate | Refused:
    """The new contact takes the old one's place, and the old ones are told.

    Problems `update-not-found`, `code-ended`, `code-not-right`, `wait`, `changed-meanwhile`,
    `contact-changed-lately`. A change that is done is done.
    """
    row = _row(c, at, caller, contact_update_id)
    if row.state == "done":
        return _update(row)
    code = codes.live(c, at, contact_update_id)
    who = attempts.signed_in_guesser(c, caller)
    attempts.require_turn(c, at, who)
    state = state_of(c, at, caller.account_id)
    require_match(row.tag, state.tag)
    _require_rest(state, row.channel, at.now)
    right = codes.matches(at, code, f"new-contact {row.address}", typed)
    refused = codes.tried(c, code, accepted=right)
    if refused is not None:
        attempts.went_wrong(c, at, caller.account_id, who)
        return refused
    attempts.went_right(c, caller.account_id, who)
    contacts.tell(c, at, state.contacts, words.changed_contact(row.channel))
    contacts.put(c, at, caller.account_id, row.channel, row.address)
    announce(c, at.entropy, at.now, caller.account_id)
    c.execute(
        update(tables.contact_update)
        .where(tables.contact_update.c.contact_update_id == contact_update_id)
        .values(state="done")
    )
    at.audit(c, caller.account_id, contact_update_id, "change-contact", "done")
    return ContactUpdate(
        contact_update_id, Contact(row.channel, row.address), "done", row.expires_at
    )


def _require_rest(state: State, channel: str, now: datetime) -> None:
    """Problem `contact-changed-lately` while another contact has not rested for a day."""
    for contact in state.contacts:
        changed = contact.changed_at
        if contact.channel != channel and changed is not None and changed + CONTACT_REST > now:
            raise Problem("contact-changed-lately")


def _send(c: Connection, at: Setting, caller: Caller, flow_id: str, contact: Contact) -> Sending:
    what_for = f"new-contact {contact.address}"
    clear, expires_at = codes.make(c, at, flow_id, contact.channel, what_for)
    who = Guesser(caller.client, flow_id, known=True)
    c.execute(insert(tables.throttle), [attempts.event(at, "asked", who, contact.channel)])
    at.audit(c, caller.account_id, flow_id, "change-contact", "code-sent")
    return Sending(
        flow_id=flow_id,
        channel=contact.channel,
        expires_at=expires_at,
        by=contact.channel,
        address=contact.address,
        words=words.code_message("new-contact", clear, at.rules.code_life),
    )


def _row(c: Connection, at: Setting, caller: Caller, contact_update_id: str) -> Row[Any]:
    row = c.execute(
        select(tables.contact_update).where(
            tables.contact_update.c.contact_update_id == contact_update_id,
            tables.contact_update.c.account_id == caller.account_id,
        )
    ).one_or_none()
    if row is None or row.expires_at <= at.now:
        raise Problem("update-not-found")
    return row


def _update(row: Row[Any]) -> ContactUpdate:
    contact = Contact(row.channel, row.address)
    return ContactUpdate(row.contact_update_id, contact, row.state, row.expires_at)
