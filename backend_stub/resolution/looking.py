"""Looking in a person's place: with their permission, for a time, and never unseen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from sqlalchemy import Connection, Row, delete, insert, select

from backend_stub.kernel.audit_log import Act, append
from backend_stub.kernel.caller import Caller, current_request_id
from backend_stub.kernel.clock import Clock
from backend_stub.kernel.entropy import Entropy
from backend_stub.kernel.keys import AccountId, PersonKey
from backend_stub.kernel.problem import Problem
from backend_stub.kernel.security import token_hash
from backend_stub.kernel.store import Store
from backend_stub.resolution import tables

PREFIX = "look-"
"""What the tokens of looks begin with: nothing else is asked whether it is one."""


class Owner(Protocol):
    """Which record an account asks for."""

    @property
    def person_key(self) -> PersonKey: ...

    @property
    def reference(self) -> str: ...


class Accounts(Protocol):
    """What is asked of the account part."""

    async def owner(self, account_id: AccountId) -> Owner | None:
        """The account as it stands; nothing when it is closed."""


@dataclass(frozen=True, slots=True)
class Begun:
    """A look that may go on until then."""

    token: str
    until: datetime


class LookService:
    """Permissions, and the looks that they allow. Everything that is looked at is written down."""

    def __init__(self, store: Store, clock: Clock, entropy: Entropy, accounts: Accounts) -> None:
        self._store = store
        self._clock = clock
        self._entropy = entropy
        self._accounts = accounts

    async def allow(self, reference: str, caller: Caller, minutes: int) -> datetime:
        """Let the centre look for so long from now; an earlier permission is replaced."""
        now = self._clock.now()
        until = now + timedelta(minutes=minutes)
        request_id = current_request_id()

        def work(c: Connection) -> None:
            _own(c, reference, caller)
            _withdraw(c, reference)
            row = {"reference": reference, "granted_at": now, "until": until}
            c.execute(insert(tables.permission).values(**row))
            act = Act(caller.account_id, reference, "permission", "granted", request_id)
            append(c, tables.audit_log, now, act)

        await self._store.run(work)
        return until

    async def withdraw(self, reference: str, caller: Caller) -> None:
        """End the permission now, and every look that it allowed. Again is as good as once."""
        now = self._clock.now()
        request_id = current_request_id()

        def work(c: Connection) -> None:
            _own(c, reference, caller)
            _withdraw(c, reference)
            act = Act(caller.account_id, reference, "permission", "withdrawn", request_id)
            append(c, tables.audit_log, now, act)

        await self._store.run(work)

    async def begin(self, reference: str, staff_id: str) -> Begun:
        """Begin to look; Problems `report-not-found`, `no-permission`."""
        now = self._clock.now()
        request_id = current_request_id()
        token = PREFIX + self._entropy.octets(32).hex()

        def work(c: Connection) -> datetime:
            found = c.execute(
                select(tables.report.c.reference).where(tables.report.c.reference == reference)
            ).one_or_none()
            if found is None:
                raise Problem("report-not-found")
            until: datetime | None = c.execute(
                select(tables.permission.c.until).where(
                    tables.permission.c.reference == reference, tables.permission.c.until > now
                )
            ).scalar_one_or_none()
            if until is None:
                raise Problem("no-permission")
            row = {"token_hash": token_hash(token), "reference": reference, "staff_id": staff_id}
            c.execute(insert(tables.look).values(**row, began_at=now))
            append(c, tables.audit_log, now, Act(staff_id, reference, "look", "begun", request_id))
            return until

        return Begun(token, await self._store.run(work))

    async def account_of(self, token: str) -> AccountId | None:
        """Whose pages a look may see now, without looking."""
        now = self._clock.now()
        row = await self._store.run(lambda c: _allowed(c, token, now))
        return None if row is None else AccountId(row.account_id)

    async def caller(self, token: str, view: str) -> Caller:
        """The person as the parts know them, for one look at one view; `session-ended`."""
        now = self._clock.now()
        request_id = current_request_id()

        def work(c: Connection) -> Row[Any]:
            row = _allowed(c, token, now)
            if row is None:
                raise Problem("session-ended")
            seen = {"reference": row.reference, "staff_id": row.staff_id, "view": view, "at": now}
            c.execute(insert(tables.looked).values(**seen))
            act = Act(row.staff_id, row.reference, "look", view, request_id)
            append(c, tables.audit_log, now, act)
            return row

        row = await self._store.run(work)
        owner = await self._accounts.owner(AccountId(row.account_id))
        if owner is None:
            raise Problem("session-ended")
        return Caller(
            AccountId(row.account_id),
            owner.person_key,
            owner.reference,
            token_hash(token),
            row.until,
            row.until,
            staff_id=row.staff_id,
        )


def _own(c: Connection, reference: str, caller: Caller) -> None:
    mine = select(tables.report.c.reference).where(
        tables.report.c.reference == reference,
        tables.report.c.account_id == caller.account_id,
    )
    if c.execute(mine).one_or_none() is None:
        raise Problem("report-not-found")


def _withdraw(c: Connection, reference: str) -> None:
    for table in (tables.permission, tables.look):
        c.execute(delete(table).where(table.c.reference == reference))


def _allowed(c: Connection, token: str, now: datetime) -> Row[Any] | None:
    """The look of this token, while its permission lasts."""
    return c.execute(
        select(tables.look, tables.permission.c.until, tables.report.c.account_id)
        .join(tables.permission, tables.permission.c.reference == tables.look.c.reference)
        .join(tables.report, tables.report.c.reference == tables.look.c.reference)
        .where(tables.look.c.token_hash == token_hash(token), tables.permission.c.until > now)
    ).one_or_none()
