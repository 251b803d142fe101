"""Signing in, as transactions on account.db.

Whether a person exists must not show. An unknown document, a wrong birthday, a closed account, a
stopped one or a contact that is not there all make a decoy: the same statements are run and the
same rows written, with no account behind them or no code that works.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, true

from backend_stub.account import attempts, codes, contacts, tables, words
from backend_stub.account.model import FLOW_LIFE, DocumentId, Identity, Opened, Sending
from backend_stub.account.setting import Setting
from backend_stub.kernel.caller import Machine
from backend_stub.kernel.entropy import new_id
from backend_stub.kernel.keys import AccountId, Channel, DocumentKey, SignInId
from backend_stub.kernel.problem import Problem
from backend_stub.kernel.security import same_day
from backend_stub.kernel.throttle import (
    SENDS,
    SENDS_TO_STRANGERS,
    Guesser,
    wait_for,
    wait_to_send,
    whole_seconds,
)

# Compared with when there is no document: a day nobody can type, for the same work.
_NOBODYS_BIRTHDAY = date(1, 1, 1)


def start(c: Connection, at: Setting, who: Identity, channel: Channel, machine: Machine) -> Sending:
    """Begin a sign-in and make its first code; Problem `wait`.

    Whoever may not type a code yet is not sent one either: it would go stale meanwhile.
    """
    opened = opened_by(c, who)
    account_id = None if opened is None else opened.account_id
    guesser = attempts.guesser(c, at, machine, account_id, at.subject(who.number))
    attempts.require_turn(c, at, guesser)
    _forget_old(c, at.now)
    sign_in_id = SignInId(new_id(at.entropy))
    c.execute(
        insert(tables.sign_in).values(
            sign_in_id=sign_in_id,
            account_id=account_id,
            document_key=None if opened is None else opened.document_key,
            subject=guesser.subject,
            client=guesser.client,
            channel=channel,
            created_at=at.now,
            expires_at=at.now + FLOW_LIFE,
        )
    )
    return _send(c, at, sign_in_id, account_id, channel, guesser)


def send_again(
    c: Connection, at: Setting, sign_in_id: SignInId, channel: Channel, machine: Machine
) -> Sending:
    """Make another code for a sign-in; Problems `sign-in-not-found`, `wait`."""
    flow = sign_in_row(c, sign_in_id, at.now)
    guesser = attempts.guesser(c, at, machine, flow.account_id, flow.subject)
    attempts.require_turn(c, at, guesser)
    log = tables.throttle.c
    asked = select(log.at).where(log.kind == "asked", log.subject == sign_in_id)
    limit = SENDS if guesser.known else SENDS_TO_STRANGERS
    wait = wait_for(limit, list(c.execute(asked).scalars()), at.now)
    if wait:
        raise Problem("wait", retry_after=whole_seconds(wait))
    return _send(c, at, sign_in_id, flow.account_id, channel, guesser)


def sign_in_row(c: Connection, sign_in_id: SignInId, now: datetime) -> Row[Any]:
    """The sign-in, or Problem `sign-in-not-found`."""
    row = c.execute(
        select(tables.sign_in).where(tables.sign_in.c.sign_in_id == sign_in_id)
    ).one_or_none()
    if row is None or row.expires_at <= now:
        raise Problem("sign-in-not-found")
    return row


def opened_by(c: Connection, who: Identity, document: DocumentId | None = None) -> Opened | None:
    """What number and birthday open: one account, or nothing at all.

    With `document`, its kind and the state that gave it out have to be right as well.
    """
    whole = (
        []
        if document is None
        else [
            tables.document.c.kind == document.kind,
            tables.document.c.issuing_state == document.issuing_state,
        ]
    )
    rows = c.execute(
        select(
            tables.document.c.birth_date,
            tables.document.c.document_key,
            tables.account.c.account_id,
        )
        .join(tables.account, tables.account.c.account_id == tables.document.c.account_id)
        .where(
            tables.document.c.number_norm == who.number,
            tables.document.c.active == 1,
            tables.account.c.closed_at.is_(None),
            *whole,
        )
    ).all()
    # Two states may give out one number: the birthday then tells the holders apart.
    days = [row.birth_date for row in rows] or [_NOBODYS_BIRTHDAY]
    right = [same_day(day, who.birth_date) for day in days]
    if right.count(True) != 1 or not rows:
        return None
    row = rows[right.index(True)]
    return Opened(AccountId(row.account_id), DocumentKey(row.document_key))


def _send(
    c: Connection,
    at: Setting,
    sign_in_id: SignInId,
    account_id: str | None,
    channel: Channel,
    guesser: Guesser,
) -> Sending:
    """Make a code that belongs to this sign-in, and say where it goes.

    An account gets no second message to one contact within a minute, nor more than five an hour.
    That is not answered with an error here: the error would tell that the account exists. Instead
    the code that is already on its way moves over to this sign-in, so that the newest message
    always works; but a machine that the account does not know takes no other machine's code away.
    Sends count until a code was typed right: whoever does that holds the contact.
    """
    locked = attempts.stopped(c, account_id, guesser)
    # Nothing is sent to an authenticator; that the account is stopped is told to a contact.
    by: tuple[Channel, ...] = (
        ("text", "email") if locked and channel == "authenticator" else (channel,)
    )
    contact = contacts.first(c, account_id, by)
    subject = account_id or sign_in_id
    held_back = wait_to_send(contacts.sent(c, subject), channel, at.now, known=guesser.known)
    within_reach = true() if guesser.known else tables.sign_in.c.client == guesser.client
    outstanding = c.execute(
        select(tables.code)
        .join(tables.sign_in, tables.sign_in.c.sign_in_id == tables.code.c.flow_id)
        .where(
            tables.sign_in.c.account_id == (account_id or ""),
            tables.code.c.channel == channel,
            tables.code.c.state == "live",
            tables.code.c.expires_at > at.now,
            within_reach,
        )
        .order_by(codes.NEWEST)
        .limit(1)
    ).one_or_none()
    taken_over = outstanding if held_back else None
    clear, expires_at = codes.make(c, at, sign_in_id, channel, "sign-in", taken_over)
    events = [attempts.event(at, "asked", replace(guesser, subject=sign_in_id), channel)]
    if not held_back:
        events.append(attempts.event(at, "sent", replace(guesser, subject=subject), channel))
    c.execute(insert(tables.throttle), events)
    at.audit(c, "sign-in", sign_in_id, "send", "accepted")
    # What goes nowhere is handed over all the same, for the same work; it holds no code.
    address = None if contact is None or held_back else contact.address
    shown = "" if address is None else clear
    return Sending(
        flow_id=sign_in_id,
        channel=channel,
        expires_at=expires_at,
        by=channel if contact is None else contact.channel,
        address=address,
        words=words.LOCKED if locked else words.code_message("sign-in", shown, at.rules.code_life),
    )


def _forget_old(c: Connection, now: datetime) -> None:
    """Drop sign-ins that are over, and what is counted no more."""
    c.execute(delete(tables.sign_in).where(tables.sign_in.c.expires_at <= now))
    codes.forget_old(c, now)
    attempts.forget_old(c, now)
