"""Authenticator apps: time-based codes (RFC 6238), each of which works once; and setting one up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import pyotp
from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.dialects.sqlite import insert as insert_or

from backend_stub.account import tables
from backend_stub.account.model import TOTP_STEP_SECONDS, TOTP_WINDOW
from backend_stub.account.setting import Setting
from backend_stub.kernel.caller import Caller
from backend_stub.kernel.entropy import new_id
from backend_stub.kernel.security import same_text

SECRET_SYMBOLS = 32
"""Of base 32: 160 bits."""
BASE_32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
ISSUER = "Alongside practice"


@dataclass(frozen=True, slots=True)
class Enrolment:
    """An authenticator to be put into an app; it counts once a code of it has been typed."""

    id: str
    secret: str
    uri: str
    expires_at: datetime


def step_of(secret: str, last_step: int | None, typed: str, now: datetime) -> int | None:
    """The time step whose code was typed: at most one away, and newer than the last accepted."""
    totp = pyotp.TOTP(secret, interval=TOTP_STEP_SECONDS)
    current = int(now.timestamp()) // TOTP_STEP_SECONDS
    steps = range(current - TOTP_WINDOW, current + TOTP_WINDOW + 1)
    found = [step for step in steps if same_text(totp.generate_otp(step), typed)]
    newer = [step for step in found if last_step is None or step > last_step]
    return newer[0] if newer else None


def accepted_step(c: Connection, account_id: str | None, typed: str, now: datetime) -> int | None:
    """The step of the account's authenticator that this code is of, if it may be used."""
    row = c.execute(
        select(tables.authenticator).where(tables.authenticator.c.account_id == (account_id or ""))
    ).one_or_none()
    return None if row is None else step_of(row.secret, row.last_step, typed, now)


def spend(c: Connection, account_id: str, step: int) -> None:
    """No code at or before this step works again."""
    c.execute(
        update(tables.authenticator)
        .where(tables.authenticator.c.account_id == account_id)
        .values(last_step=step)
    )


def enrol(c: Connection, at: Setting, caller: Caller) -> Enrolment:
    """Make an authenticator for this account, in place of one that was never proved."""
    c.execute(delete(tables.enrolment).where(tables.enrolment.c.account_id == caller.account_id))
    enrolment_id = new_id(at.entropy)
    secret = at.entropy.symbols(BASE_32, SECRET_SYMBOLS)
    expires_at = at.now + at.rules.code_life
    c.execute(
        insert(tables.enrolment).values(
            enrolment_id=enrolment_id,
            account_id=caller.account_id,
            secret=secret,
            expires_at=expires_at,
        )
    )
    at.audit(c, caller.account_id, caller.account_id, "authenticator", "handed-out")
    return _enrolment(enrolment_id, secret, caller, expires_at)


def enrolment_of(c: Connection, caller: Caller, now: datetime) -> Enrolment | None:
    """The account's authenticator that waits for its first code."""
    row = c.execute(
        select(tables.enrolment).where(
            tables.enrolment.c.account_id == caller.account_id,
            tables.enrolment.c.expires_at > now,
        )
    ).one_or_none()
    return None if row is None else _enrolment(row.enrolment_id, row.secret, caller, row.expires_at)


def put_to_use(c: Connection, caller: Caller, enrolment: Enrolment, step: int) -> None:
    """From now on this is the account's authenticator; the code that proved it is spent."""
    c.execute(delete(tables.enrolment).where(tables.enrolment.c.enrolment_id == enrolment.id))
    values = {"secret": enrolment.secret, "last_step": step}
    c.execute(
        insert_or(tables.authenticator)
        .values(account_id=caller.account_id, **values)
        .on_conflict_do_update(index_elements=["account_id"], set_=values)
    )


def _enrolment(enrolment_id: str, secret: str, caller: Caller, expires_at: datetime) -> Enrolment:
    totp = pyotp.TOTP(secret, interval=TOTP_STEP_SECONDS)
    uri = totp.provisioning_uri(name=caller.reference, issuer_name=ISSUER)
    return Enrolment(enrolment_id, secret, uri, expires_at)
