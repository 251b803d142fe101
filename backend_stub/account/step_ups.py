"""A fresh code for one purpose and one thing, asked for by somebody who is signed in.

It is sent to a contact that the account has already, and what it allows is done once, soon, and
to nothing but what it was asked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from backend_stub.account import attempts, codes, contacts, sessions, tables, words
from backend_stub.account.codes import Refused
from backend_stub.account.comparing import compare
from backend_stub.account.model import Sending, Session, StepUpPurpose
from backend_stub.account.setting import Setting
from backend_stub.kernel.caller import Caller
from backend_stub.kernel.entropy import new_id
from backend_stub.kernel.keys import Channel
from backend_stub.kernel.problem import Problem
from backend_stub.kernel.security import same_text
from backend_stub.kernel.throttle import wait_to_send, whole_seconds


@dataclass(frozen=True, slots=True)
class StepUp:
    """A request for a fresh code; the code ends at `expires_at`."""

    id: str
    purpose: StepUpPurpose
    channel: Channel
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Granted:
    """A step-up whose code was typed right: until when it may be used, and the session's token."""

    id: str
    purpose: StepUpPurpose
    valid_until: datetime
    session: Session


def start(
    c: Connection,
    at: Setting,
    caller: Caller,
    purpose: StepUpPurpose,
    about: str,
    channel: Channel,
) -> tuple[StepUp, Sending]:
    """Send a code for one purpose, about one thing; Problems `contact-missing`, `wait`.

    The person is signed in, so what stands in the way is said openly; but a stopped account sends
    no code.
    """
    who = attempts.signed_in_guesser(c, caller)
    attempts.require_turn(c, at, who)
    contact = contacts.first(c, caller.account_id, (channel,))
    has_app = channel == "authenticator" and _has_authenticator(c, caller)
    if contact is None and not has_app:
        raise Problem("contact-missing")
    wait = wait_to_send(contacts.sent(c, caller.account_id), channel, at.now, known=who.known)
    if wait:
        raise Problem("wait", retry_after=whole_seconds(wait))
    locked = attempts.stopped(c, caller.account_id, who)
    _forget_old(c, at.now)
    step_up_id = new_id(at.entropy)
    bound_to = _bound(at, purpose, about)
    clear, expires_at = codes.make(c, at, step_up_id, channel, f"{purpose} {bound_to}")
    c.execute(
        insert(tables.step_up).values(
            step_up_id=step_up_id,
            account_id=caller.account_id,
            purpose=purpose,
            bound_to=bound_to,
            channel=channel,
            expires_at=expires_at,
        )
    )
    c.execute(insert(tables.throttle), [attempts.event(at, "sent", who, channel)])
    at.audit(c, caller.account_id, step_up_id, purpose, "code-sent")
    return StepUp(step_up_id, purpose, channel, expires_at), Sending(
        flow_id=step_up_id,
        channel=channel,
        expires_at=expires_at,
        by=channel,
        address=None if contact is None else contact.address,
        words=words.LOCKED if locked else words.code_message(purpose, clear, at.rules.code_life),
    )


def found(c: Connection, caller: Caller, step_up_id: str) -> StepUp:
    """The request as it was accepted; Problem `step-up-not-found`."""
    row = _row(c, caller, step_up_id)
    if row is None:
        raise Problem("step-up-not-found")
    return StepUp(row.step_up_id, row.purpose, row.channel, row.expires_at)


def verify(
    c: Connection, at: Setting, caller: Caller, step_up_id: str, typed: str
) -> Granted | Refused:
    """Compare the code; Problems `step-up-not-found`, `code-ended`, `wait`, `code-not-right`."""
    row = _row(c, caller, step_up_id)
    if row is None or row.expires_at <= at.now:
        raise Problem("step-up-not-found")
    code = codes.live(c, at, step_up_id)
    who = attempts.signed_in_guesser(c, caller)
    attempts.require_turn(c, at, who)
    what_for = f"{row.purpose} {row.bound_to}"
    refused = compare(c, at, code, what_for, typed, caller.account_id, who)
    outcome = "accepted" if refused is None else "refused"
    at.audit(c, caller.account_id, step_up_id, row.purpose, outcome)
    if refused is not None:
        return refused
    attempts.forget_sends(c, [caller.account_id])
    valid_until = at.now + at.rules.code_life
    c.execute(
        update(tables.step_up)
        .where(tables.step_up.c.step_up_id == step_up_id)
        .values(valid_until=valid_until)
    )
    return Granted(step_up_id, row.purpose, valid_until, sessions.renew(c, at, caller))


def spend(
    c: Connection, at: Setting, caller: Caller, step_up_id: str, purpose: StepUpPurpose, about: str
) -> None:
    """Use a step-up, once, for what it was asked for; Problem `step-up-needed`."""
    row = _row(c, caller, step_up_id)
    if row is None or row.valid_until is None or row.valid_until <= at.now:
        raise Problem("step-up-needed")
    if row.used_at is not None or not same_text(row.bound_to, _bound(at, purpose, about)):
        raise Problem("step-up-needed")
    c.execute(
        update(tables.step_up)
        .where(tables.step_up.c.step_up_id == step_up_id)
        .values(used_at=at.now)
    )


def _bound(at: Setting, purpose: StepUpPurpose, about: str) -> str:
    return at.bound(f"{purpose}: {about}")


def _row(c: Connection, caller: Caller, step_up_id: str) -> Row[Any] | None:
    return c.execute(
        select(tables.step_up).where(
            tables.step_up.c.step_up_id == step_up_id,
            tables.step_up.c.account_id == caller.account_id,
        )
    ).one_or_none()


def _forget_old(c: Connection, now: datetime) -> None:
    """Drop those that cannot be used any more, and with them the hash of what they were for."""
    over = func.coalesce(tables.step_up.c.valid_until, tables.step_up.c.expires_at) <= now
    c.execute(delete(tables.step_up).where(over))


def _has_authenticator(c: Connection, caller: Caller) -> bool:
    held = select(tables.authenticator.c.account_id).where(
        tables.authenticator.c.account_id == caller.account_id
    )
    return c.execute(held).one_or_none() is not None
