"""Signing in, as transactions on account.db.

Whether a person exists must not show. An unknown document, a wrong birthday, a closed account or a
contact that is not there all make a decoy: the same statements are run and the same rows written,
with no account behind them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from backend_stub.account import tables
from backend_stub.account.model import (
    CODE_DIGITS,
    CODE_LIFE,
    FLOW_LIFE,
    Identity,
    Sending,
)
from backend_stub.kernel.audit_log import Act, append
from backend_stub.kernel.entropy import DIGITS, Entropy, new_id
from backend_stub.kernel.keys import Channel, SignInId
from backend_stub.kernel.problem import Problem
from backend_stub.kernel.security import keyed_hash, same_day
from backend_stub.kernel.throttle import SENDS, wait_for, whole_seconds

# Compared with when there is no document: a day nobody can type, for the same work.
_NOBODYS_BIRTHDAY = date(1, 1, 1)


@dataclass(frozen=True, slots=True)
class Setting:
    """What every transaction here needs besides the connection."""

    now: datetime
    entropy: Entropy
    server_key: bytes
    request_id: str

    def hashed(self, code: str) -> str:
        """What is stored of a security code."""
        return keyed_hash(self.server_key, "security-code", code)


def start(c: Connection, at: Setting, who: Identity, channel: Channel) -> Sending:
    """Begin a sign-in and make its first code."""
    account_id = _account_of(c, who)
    sign_in_id = SignInId(new_id(at.entropy))
    c.execute(
        insert(tables.sign_in).values(
            sign_in_id=sign_in_id,
            account_id=account_id,
            channel=channel,
            created_at=at.now,
            expires_at=at.now + FLOW_LIFE,
        )
    )
    return _send(c, at, sign_in_id, account_id, channel)


def send_again(c: Connection, at: Setting, sign_in_id: SignInId, channel: Channel) -> Sending:
    """Make another code for a sign-in; Problems `sign-in-not-found`, `wait`."""
    flow = sign_in_row(c, sign_in_id, at.now)
    wait = wait_for(SENDS, _sends(c, sign_in_id, "flow"), at.now)
    if wait:
        raise Problem("wait", retry_after=whole_seconds(wait))
    return _send(c, at, sign_in_id, flow.account_id, channel)


def sign_in_row(c: Connection, sign_in_id: SignInId, now: datetime) -> Row[Any]:
    """The sign-in, or Problem `sign-in-not-found`."""
    row = c.execute(
        select(tables.sign_in).where(tables.sign_in.c.sign_in_id == sign_in_id)
    ).one_or_none()
    if row is None or row.expires_at <= now:
        raise Problem("sign-in-not-found")
    return row


def _account_of(c: Connection, who: Identity) -> str | None:
    row = c.execute(
        select(tables.document.c.birth_date, tables.account.c.account_id)
        .join(tables.account, tables.account.c.account_id == tables.document.c.account_id)
        .where(
            tables.document.c.number_norm == who.number,
            tables.document.c.active == 1,
            tables.account.c.closed_at.is_(None),
        )
    ).one_or_none()
    birth_date = _NOBODYS_BIRTHDAY if row is None else row.birth_date
    matches = same_day(birth_date, who.birth_date)
    return row.account_id if row is not None and matches else None


def _send(
    c: Connection, at: Setting, sign_in_id: SignInId, account_id: str | None, channel: Channel
) -> Sending:
    """Make a code that belongs to this sign-in, and say where it goes.

    An account gets no second message within a minute, nor more than five an hour. That is not
    answered with an error here: the error would tell that the account exists. Instead the code that
    is already on its way moves over to this sign-in, so that the newest message always works.
    Sends count until a code was typed right: whoever does that holds the contact.
    """
    subject = account_id or sign_in_id
    address = _address(c, account_id, channel)
    held_back = wait_for(SENDS, _sends(c, subject, channel), at.now)
    outstanding = c.execute(
        select(tables.code)
        .join(tables.sign_in, tables.sign_in.c.sign_in_id == tables.code.c.sign_in_id)
        .where(
            tables.sign_in.c.account_id == (account_id or ""),
            tables.code.c.channel == channel,
            tables.code.c.state == "live",
            tables.code.c.expires_at > at.now,
        )
        .order_by(tables.code.c.created_at.desc())
        .limit(1)
    ).one_or_none()
    taken_over = outstanding if held_back else None
    replaced = [sign_in_id] + ([taken_over.sign_in_id] if taken_over is not None else [])
    c.execute(
        update(tables.code)
        .where(tables.code.c.sign_in_id.in_(replaced), tables.code.c.state == "live")
        .values(state="replaced")
    )
    clear = at.entropy.symbols(DIGITS, CODE_DIGITS)
    expires_at = at.now + CODE_LIFE
    c.execute(
        insert(tables.code).values(
            code_id=new_id(at.entropy),
            sign_in_id=sign_in_id,
            channel=channel,
            code_hash=at.hashed(clear) if taken_over is None else taken_over.code_hash,
            created_at=at.now,
            expires_at=expires_at if taken_over is None else taken_over.expires_at,
            tries=0 if taken_over is None else taken_over.tries,
            state="live",
        )
    )
    c.execute(delete(tables.throttle).where(tables.throttle.c.at <= at.now - SENDS.window))
    rows = [{"subject": sign_in_id, "kind": "flow", "at": at.now}]
    if not held_back:
        rows.append({"subject": subject, "kind": channel, "at": at.now})
    c.execute(insert(tables.throttle), rows)
    append(
        c, tables.audit_log, at.now, Act("sign-in", sign_in_id, "send", "accepted", at.request_id)
    )
    return Sending(sign_in_id, channel, expires_at, None if held_back else address, clear)


def _address(c: Connection, account_id: str | None, channel: Channel) -> str | None:
    return c.execute(
        select(tables.contact.c.address)
        .where(
            tables.contact.c.account_id == (account_id or ""),
            tables.contact.c.channel == channel,
            tables.contact.c.active == 1,
        )
        .order_by(tables.contact.c.contact_id)
        .limit(1)
    ).scalar_one_or_none()


def _sends(c: Connection, subject: str, kind: str) -> list[datetime]:
    return list(
        c.execute(
            select(tables.throttle.c.at).where(
                tables.throttle.c.subject == subject, tables.throttle.c.kind == kind
            )
        ).scalars()
    )
