"""Sessions, as transactions on account.db: begun, gone on with, ended."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, literal_column, select, update
from sqlalchemy.dialects.sqlite import insert as insert_or

from backend_stub.account import tables
from backend_stub.account.model import Rules, Session
from backend_stub.account.setting import Setting
from backend_stub.kernel.caller import Caller, Machine
from backend_stub.kernel.keys import AccountId, PersonKey
from backend_stub.kernel.prepared import Prepared
from backend_stub.kernel.security import same_text, token_hash
from backend_stub.kernel.throttle import ZERO, Guesser

STILL_SEEN = timedelta(seconds=1)
"""Asking again so soon does not start the idle time anew: each start is a write to the disk."""

ADDRESS = "address "
"""How the key of a machine begins that had no token when it signed in."""

_SESSION = Prepared(
    select(tables.session, tables.account.c.person_key, tables.account.c.reference)
    .join(tables.account, tables.account.c.account_id == tables.session.c.account_id)
    .where(
        tables.session.c.token_hash == bindparam("wanted"),
        tables.session.c.ended_at.is_(None),
        tables.account.c.closed_at.is_(None),
    )
)
_SEEN = Prepared(
    update(tables.session)
    .where(tables.session.c.token_hash == bindparam("whose"))
    .values(last_seen=bindparam("seen"))
)


def begin(c: Connection, at: Setting, account_id: AccountId, who: Guesser) -> Session:
    """A session on this machine, which the account knows from now on.

    A machine that had no token is given one, to be known by the next time; its present session
    does without.
    """
    token = at.entropy.octets(32).hex()
    client, client_token = who.client, None
    if client.startswith(ADDRESS):
        client_token = at.entropy.octets(32).hex()
    known = token_hash(client_token) if client_token is not None else client
    c.execute(
        insert_or(tables.known_client)
        .values(client=known, account_id=account_id, since=at.now)
        .on_conflict_do_nothing()
    )
    c.execute(
        tables.session.insert().values(
            token_hash=token_hash(token),
            account_id=account_id,
            client=client,
            created_at=at.now,
            last_seen=at.now,
        )
    )
    reference = c.execute(
        select(tables.account.c.reference).where(tables.account.c.account_id == account_id)
    ).scalar_one()
    return Session(token, account_id, reference, at.now + at.rules.session_life, client_token)


def renew(c: Connection, at: Setting, caller: Caller) -> Session:
    """The same session under another token: its hour goes on, and the old token ends."""
    token = at.entropy.octets(32).hex()
    c.execute(
        update(tables.session)
        .where(tables.session.c.token_hash == caller.token_hash)
        .values(token_hash=token_hash(token))
    )
    return Session(token, caller.account_id, caller.reference, caller.expires_at, None)


def caller_of(
    c: Connection, token: str, machine: Machine, now: datetime, rules: Rules, *, touch: bool
) -> tuple[Caller, datetime] | None:
    """Whose session this is, when it runs and this is its machine; and when its idle time began.

    `touch` starts its idle time anew.
    """
    row = _running(c, token, now, rules)
    if row is None or not _its_machine(row.client, machine):
        return None
    expires_at = row.created_at + rules.session_life
    seen = row.last_seen
    if touch and not ZERO <= now - seen < STILL_SEEN:
        seen = now
        _SEEN.run(c, whose=row.token_hash, seen=now)
    caller = Caller(
        AccountId(row.account_id),
        PersonKey(row.person_key),
        row.reference,
        row.token_hash,
        expires_at,
        min(expires_at, seen + rules.session_idle),
        row.client,
    )
    return caller, seen


def account_of(c: Connection, token: str, now: datetime, rules: Rules) -> AccountId | None:
    """Whose running session this is, on whatever machine; its idle time goes on."""
    row = _running(c, token, now, rules)
    return None if row is None else AccountId(row.account_id)


def _running(c: Connection, token: str, now: datetime, rules: Rules) -> Any | None:
    row = _SESSION.one(c, wanted=token_hash(token))
    if row is None or now >= row.created_at + rules.session_life:
        return None
    return row if now < row.last_seen + rules.session_idle else None


def end(c: Connection, at: Setting, caller: Caller) -> None:
    """Sign out."""
    _end(c, at, tables.session.c.token_hash == caller.token_hash)
    at.audit(c, caller.account_id, caller.account_id, "sign-out", "done")


def end_others_of_machine(c: Connection, at: Setting, caller: Caller) -> int:
    """Sign out whoever else is signed in on this machine; how many sessions that were."""
    others = tables.session.c.token_hash != caller.token_hash
    return _end(c, at, (tables.session.c.client == caller.client) & others)


def end_all(c: Connection, at: Setting, account_id: str) -> None:
    """Sign an account out everywhere, and know none of its machines any more."""
    _end(c, at, tables.session.c.account_id == account_id)
    known = tables.known_client
    c.execute(known.delete().where(known.c.account_id == account_id))


def newest_on_machine(c: Connection, caller: Caller) -> AccountId:
    """Whose session was begun last on this machine."""
    found = c.execute(
        select(tables.session.c.account_id)
        .where(tables.session.c.client == caller.client, tables.session.c.ended_at.is_(None))
        # In one instant of a frozen clock, what was written last is the newest.
        .order_by(literal_column("session.rowid").desc())
        .limit(1)
    )
    return AccountId(found.scalar_one())


def _its_machine(client: str, machine: Machine) -> bool:
    return client.startswith(ADDRESS) or same_text(client, machine.token_hash)


def _end(c: Connection, at: Setting, which: Any) -> int:
    running = tables.session.c.ended_at.is_(None) & which
    return c.execute(update(tables.session).where(running).values(ended_at=at.now)).rowcount
