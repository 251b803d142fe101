"""Security codes: making one, and comparing what was typed with it.

A code belongs to one flow (a sign-in, a step-up, a change of contact, a recovery), to one purpose
and one channel. Its hash takes in the purpose and what it is bound to.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Connection,
    Row,
    UnaryExpression,
    delete,
    insert,
    literal_column,
    select,
    update,
)

from backend_stub.account import tables
from backend_stub.account.model import CODE_DIGITS, FLOW_LIFE
from backend_stub.account.setting import Setting
from backend_stub.kernel.entropy import DIGITS, new_id
from backend_stub.kernel.keys import Channel
from backend_stub.kernel.problem import Problem
from backend_stub.kernel.security import same_text
from backend_stub.kernel.throttle import TRIES_PER_CODE

# In one instant of a frozen clock, and when one was set back, what was written last is the newest.
NEWEST: UnaryExpression[Any] = literal_column("code.rowid").desc()


@dataclass(frozen=True, slots=True)
class Refused:
    """A wrong try, which is kept: `problem` is raised after the transaction has been committed."""

    problem: Problem


def make(
    c: Connection,
    at: Setting,
    flow_id: str,
    channel: Channel,
    what_for: str,
    taken_over: Row[Any] | None = None,
) -> tuple[str, datetime]:
    """The flow's new live code, in place of any other: in clear, and when it ends.

    With `taken_over`, another flow's code goes on as this flow's, tries and all; what is returned
    is then worth nothing, since that code is on its way already.
    """
    flows = [flow_id] + ([taken_over.flow_id] if taken_over is not None else [])
    c.execute(
        update(tables.code)
        .where(tables.code.c.flow_id.in_(flows), tables.code.c.state == "live")
        .values(state="replaced")
    )
    clear = at.entropy.symbols(DIGITS, CODE_DIGITS)
    expires_at = at.now + at.rules.code_life
    c.execute(
        insert(tables.code).values(
            code_id=new_id(at.entropy),
            flow_id=flow_id,
            channel=channel,
            code_hash=at.hashed(what_for, clear) if taken_over is None else taken_over.code_hash,
            created_at=at.now,
            expires_at=expires_at if taken_over is None else taken_over.expires_at,
            tries=0 if taken_over is None else taken_over.tries,
            state="live",
        )
    )
    return clear, expires_at


def live(c: Connection, at: Setting, flow_id: str) -> Row[Any]:
    """The flow's newest code; Problem `code-ended` when it is used, dead or too old."""
    row = c.execute(
        select(tables.code)
        .where(tables.code.c.flow_id == flow_id, tables.code.c.state != "replaced")
        .order_by(NEWEST)
        .limit(1)
    ).one_or_none()
    if row is None or row.state != "live" or row.expires_at <= at.now:
        raise Problem("code-ended")
    return row


def matches(at: Setting, code: Row[Any], what_for: str, typed: str) -> bool:
    """Whether these digits are that code."""
    return same_text(code.code_hash, at.hashed(what_for, typed))


def tried(c: Connection, code: Row[Any], *, accepted: bool) -> Refused | None:
    """Count one try; what to answer when it was not accepted."""
    tries = code.tries + 1
    state = "used" if accepted else "dead" if tries >= TRIES_PER_CODE else "live"
    c.execute(
        update(tables.code)
        .where(tables.code.c.code_id == code.code_id)
        .values(tries=tries, state=state)
    )
    if accepted:
        return None
    if state == "dead":
        return Refused(Problem("code-ended"))
    return Refused(Problem("code-not-right", tries_left=TRIES_PER_CODE - tries))


def forget_old(c: Connection, now: datetime) -> None:
    """Drop codes whose flow is over."""
    c.execute(delete(tables.code).where(tables.code.c.created_at <= now - FLOW_LIFE))
