"""Who types codes, how often they were wrong, and when that is enough.

What can be seen from outside, the wait, comes from what was typed and by whom, never from whether
there is such an account. The stop after many wrong codes in a row is the account's own and cannot
be seen: it looks like any other wrong code, and is told to the account's contact alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, or_, select
from sqlalchemy.dialects.sqlite import insert as insert_or

from backend_stub.account import tables
from backend_stub.account.setting import Setting
from backend_stub.kernel.caller import Caller, Machine
from backend_stub.kernel.problem import Problem
from backend_stub.kernel.throttle import (
    MOST_FAILURES,
    REMEMBERED,
    Guesser,
    Wrong,
    wait_to_guess,
    whole_seconds,
)

STRANGERS = ""
"""Stands for all clients together that an account does not know."""


def guesser(
    c: Connection, at: Setting, machine: Machine, account_id: str | None, subject: str
) -> Guesser:
    """Who this is. A token that we did not give out counts for nothing: it is free to make up."""
    found = _accounts_that_know(c, machine.token_hash)
    client = machine.token_hash if found else at.address(machine)
    return Guesser(client, subject, known=account_id in found)


def signed_in_guesser(c: Connection, caller: Caller) -> Guesser:
    """Who this is, when it is somebody signed in: what they type is for their own account."""
    found = _accounts_that_know(c, caller.client)
    return Guesser(caller.client, caller.account_id, known=caller.account_id in found)


def _accounts_that_know(c: Connection, client: str) -> set[str]:
    known = tables.known_client.c
    return set(c.execute(select(known.account_id).where(known.client == client)).scalars())


def require_turn(c: Connection, at: Setting, who: Guesser) -> None:
    """Problem `wait` when this client may not type a code for this subject yet."""
    wrong = tables.throttle.c
    rows = c.execute(
        select(wrong.at, wrong.client, wrong.subject, wrong.known).where(
            wrong.kind == "wrong",
            or_(wrong.client == who.client, wrong.subject == who.subject),
        )
    )
    past = [Wrong(row.at, Guesser(row.client, row.subject, known=bool(row.known))) for row in rows]
    wait = wait_to_guess(past, who, at.now)
    if wait:
        raise Problem("wait", retry_after=whole_seconds(wait))


def stopped(c: Connection, account_id: str | None, who: Guesser) -> bool:
    """Whether the account takes no code from this client, right or wrong.

    A client that the account knows is stopped by its own failures alone.
    """
    in_a_row = c.execute(
        select(tables.failures.c.in_a_row).where(
            tables.failures.c.account_id == (account_id or ""),
            tables.failures.c.client == _counted_with(who),
        )
    ).scalar_one_or_none()
    return account_id is not None and (in_a_row or 0) >= MOST_FAILURES


def went_wrong(c: Connection, at: Setting, account_id: str | None, who: Guesser) -> None:
    """Count one wrong code."""
    forget_old(c, at.now)
    c.execute(insert(tables.throttle), [event(at, "wrong", who)])
    count = insert_or(tables.failures).values(
        account_id=account_id or "", client=_counted_with(who), in_a_row=1
    )
    c.execute(
        count.on_conflict_do_update(
            index_elements=["account_id", "client"],
            set_={"in_a_row": tables.failures.c.in_a_row + 1},
        )
    )


def went_right(c: Connection, account_id: str, who: Guesser) -> None:
    """Forget this client's wrong codes, and no other's."""
    wrong = tables.throttle.c
    c.execute(
        delete(tables.throttle).where(
            wrong.kind == "wrong", wrong.client == who.client, wrong.subject == who.subject
        )
    )
    c.execute(
        delete(tables.failures).where(
            tables.failures.c.account_id == account_id,
            tables.failures.c.client == _counted_with(who),
        )
    )


def forget_sends(c: Connection, subjects: Sequence[str]) -> None:
    """Whoever types a code right holds the contact, and may ask for another at once."""
    log = tables.throttle.c
    c.execute(
        delete(tables.throttle).where(log.kind.in_(("sent", "asked")), log.subject.in_(subjects))
    )


def lift(c: Connection, account_id: str) -> None:
    """Open a stopped account again, for everybody."""
    c.execute(delete(tables.failures).where(tables.failures.c.account_id == account_id))


def event(at: Setting, kind: str, who: Guesser, channel: str = "") -> dict[str, Any]:
    """The row of one event that a limit counts."""
    return {
        "kind": kind,
        "subject": who.subject,
        "client": who.client,
        "channel": channel,
        "known": int(who.known),
        "at": at.now,
    }


def forget_old(c: Connection, now: datetime) -> None:
    """Drop what no limit counts any more."""
    c.execute(delete(tables.throttle).where(tables.throttle.c.at <= now - REMEMBERED))


def _counted_with(who: Guesser) -> str:
    return who.client if who.known else STRANGERS
