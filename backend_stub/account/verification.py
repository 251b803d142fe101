"""Typing the security code, and the session that follows, as transactions on account.db."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pyotp
from sqlalchemy import Connection, Row, delete, insert, select, update

from backend_stub.account import tables
from backend_stub.account.model import (
    SESSION_IDLE,
    SESSION_LIFE,
    TOTP_STEP_SECONDS,
    TOTP_WINDOW,
    Session,
)
from backend_stub.account.sign_in import Setting, sign_in_row
from backend_stub.kernel.audit_log import Act, append
from backend_stub.kernel.caller import Caller
from backend_stub.kernel.keys import AccountId, PersonKey, SignInId
from backend_stub.kernel.problem import Problem
from backend_stub.kernel.security import same_text, token_hash
from backend_stub.kernel.throttle import TRIES_PER_CODE


@dataclass(frozen=True, slots=True)
class Refused:
    """A wrong try, which is kept: `problem` is raised after the transaction has been committed."""

    problem: Problem


def verify(c: Connection, at: Setting, sign_in_id: SignInId, typed: str) -> Session | Refused:
    """Compare one code; Problems `sign-in-not-found`, `code-ended`, `code-not-right`."""
    flow = sign_in_row(c, sign_in_id, at.now)
    code = c.execute(
        select(tables.code)
        .where(tables.code.c.sign_in_id == sign_in_id, tables.code.c.state != "replaced")
        .order_by(tables.code.c.created_at.desc())
        .limit(1)
    ).one_or_none()
    if code is None or code.state != "live" or code.expires_at <= at.now:
        raise Problem("code-ended")
    step = _totp_step(c, flow.account_id, typed, at.now)
    if code.channel == "authenticator":
        right = step is not None
    else:
        right = same_text(code.code_hash, at.hashed(typed))
    tries = code.tries + 1
    accepted = right and flow.account_id is not None
    state = "used" if accepted else "dead" if tries >= TRIES_PER_CODE else "live"
    c.execute(
        update(tables.code)
        .where(tables.code.c.code_id == code.code_id)
        .values(tries=tries, state=state)
    )
    outcome = "accepted" if accepted else "refused"
    append(
        c, tables.audit_log, at.now, Act("sign-in", sign_in_id, "verify", outcome, at.request_id)
    )
    if not accepted:
        if state == "dead":
            return Refused(Problem("code-ended"))
        return Refused(Problem("code-not-right", tries_left=TRIES_PER_CODE - tries))
    if code.channel == "authenticator":
        c.execute(
            update(tables.authenticator)
            .where(tables.authenticator.c.account_id == flow.account_id)
            .values(last_step=step)
        )
    # Whoever types a code right holds the contact, and may ask for another at once.
    holders = (flow.account_id, sign_in_id)
    c.execute(delete(tables.throttle).where(tables.throttle.c.subject.in_(holders)))
    return _begin_session(c, at, AccountId(flow.account_id))


def _totp_step(c: Connection, account_id: str | None, typed: str, now: datetime) -> int | None:
    """The time step whose code was typed, when it is newer than the last one accepted."""
    row = c.execute(
        select(tables.authenticator.c.secret, tables.authenticator.c.last_step).where(
            tables.authenticator.c.account_id == (account_id or "")
        )
    ).one_or_none()
    if row is None:
        return None
    totp = pyotp.TOTP(row.secret, interval=TOTP_STEP_SECONDS)
    current = int(now.timestamp()) // TOTP_STEP_SECONDS
    steps = range(current - TOTP_WINDOW, current + TOTP_WINDOW + 1)
    found = [step for step in steps if same_text(totp.generate_otp(step), typed)]
    newer = [step for step in found if row.last_step is None or step > row.last_step]
    return newer[0] if newer else None


def _begin_session(c: Connection, at: Setting, account_id: AccountId) -> Session:
    token = at.entropy.octets(32).hex()
    c.execute(
        insert(tables.session).values(
            token_hash=token_hash(token),
            account_id=account_id,
            created_at=at.now,
            last_seen=at.now,
        )
    )
    reference = c.execute(
        select(tables.account.c.reference).where(tables.account.c.account_id == account_id)
    ).scalar_one()
    return Session(token, account_id, reference, at.now + SESSION_LIFE)


def caller_of(c: Connection, token: str, now: datetime, *, touch: bool) -> Caller | None:
    """Whose session this is, when it runs; `touch` starts its idle time anew."""
    row: Row[Any] | None = c.execute(
        select(tables.session, tables.account.c.person_key, tables.account.c.reference)
        .join(tables.account, tables.account.c.account_id == tables.session.c.account_id)
        .where(tables.session.c.token_hash == token_hash(token))
    ).one_or_none()
    if row is None or row.ended_at is not None:
        return None
    expires_at = row.created_at + SESSION_LIFE
    if now >= expires_at or now >= row.last_seen + SESSION_IDLE:
        return None
    seen = now if touch else row.last_seen
    if touch:
        c.execute(
            update(tables.session)
            .where(tables.session.c.token_hash == row.token_hash)
            .values(last_seen=now)
        )
    return Caller(
        AccountId(row.account_id),
        PersonKey(row.person_key),
        row.reference,
        row.token_hash,
        expires_at,
        min(expires_at, seen + SESSION_IDLE),
    )


def end_session(c: Connection, at: Setting, caller: Caller) -> None:
    """Sign out."""
    c.execute(
        update(tables.session)
        .where(tables.session.c.token_hash == caller.token_hash)
        .values(ended_at=at.now)
    )
    append(
        c,
        tables.audit_log,
        at.now,
        Act(caller.account_id, caller.account_id, "sign-out", "done", at.request_id),
    )
