"""The holder's side of a sharing service: preview, make, list, cancel."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, select, update
from sqlalchemy.dialects.sqlite import insert

from backend_stub.kernel.audit_log import Act, append
from backend_stub.kernel.caller import Caller, current_request_id
from backend_stub.kernel.clock import Clock
from backend_stub.kernel.entropy import Entropy, new_id
from backend_stub.kernel.idempotency import Once, keep, replay
from backend_stub.kernel.keys import Purpose
from backend_stub.kernel.kinds import gives_permission
from backend_stub.kernel.portrait import Portrait
from backend_stub.kernel.prepared import Prepared
from backend_stub.kernel.problem import Problem
from backend_stub.kernel.proof import Proof
from backend_stub.kernel.store import Store
from backend_stub.sharing import tables
from backend_stub.sharing.model import (
    CODE_LIFE,
    LIVE_CODES,
    WRONG_BIRTHDAYS,
    Copy,
    ShareCode,
    Use,
    new_code,
    state_of,
)

_OWN = (
    select(tables.projection)
    .join(tables.crosswalk, tables.crosswalk.c.share_key == tables.projection.c.share_key)
    .where(tables.crosswalk.c.account_id == bindparam("whose"))
)
_PROJECTION = Prepared(_OWN)
_WITH_LIVE_CODES = Prepared(
    _OWN.add_columns(
        select(func.count())
        .where(
            tables.share_code.c.account_id == bindparam("whose"),
            tables.share_code.c.cancelled_at.is_(None),
            tables.share_code.c.expires_at > bindparam("now"),
        )
        .scalar_subquery()
        .label("live_codes")
    )
)
# Nothing is written where there is such a code already.
_NEW_CODE = Prepared(
    insert(tables.share_code).on_conflict_do_nothing(index_elements=[tables.share_code.c.code]),
    tables.share_code.c.keys(),
)


class SharingService:
    """One purpose's service, with its own store and its own keys."""

    def __init__(self, purpose: Purpose, store: Store, clock: Clock, entropy: Entropy) -> None:
        self.purpose = purpose
        self._store = store
        self._clock = clock
        self._entropy = entropy

    async def preview(self, caller: Caller) -> Proof:
        """What a checker would see; Problem `proof-not-found`."""
        row = await self._store.run(lambda c: _own_projection(c, caller))
        return copy_of(row).disclosed(self.purpose, self._clock.today())

    async def create(self, caller: Caller, once: Once) -> ShareCode:
        """Make a code, once for each key; Problems `proof-not-found`, `too-many-codes`."""
        now = self._clock.now()
        request_id = current_request_id()

        def work(c: Connection) -> ShareCode:
            before = replay(c, tables.idempotency, once, now)
            if before is not None:
                return self._one(c, caller, before["id"])
            own = _permitted(_WITH_LIVE_CODES.one(c, whose=caller.account_id, now=now))
            if own.live_codes >= LIVE_CODES:
                raise Problem("too-many-codes")
            share_code_id, code = new_id(self._entropy), new_code(self._entropy, self.purpose)
            row = {
                "share_code_id": share_code_id,
                "account_id": caller.account_id,
                "share_key": own.share_key,
                "created_at": now,
                "expires_at": now + CODE_LIFE,
                "cancelled_at": None,
                "wrong_birthdays": 0,
                "used": 0,
            }
            while not _NEW_CODE.run(c, code=code, **row):
                code = new_code(self._entropy, self.purpose)
            act = Act(caller.account_id, share_code_id, "share-code", "created", request_id)
            append(c, tables.audit_log, now, act)
            keep(c, tables.idempotency, once, now, 201, {"id": share_code_id})
            return ShareCode(
                id=share_code_id,
                code=code,
                purpose=self.purpose,
                created_at=now,
                expires_at=now + CODE_LIFE,
                state="live",
                used=0,
                stopped=False,
            )

        return await self._store.run(work)

    async def codes(self, caller: Caller) -> list[ShareCode]:
        """Every code this account has made, the newest first."""

        def work(c: Connection) -> list[ShareCode]:
            rows = c.execute(
                select(tables.share_code)
                .where(tables.share_code.c.account_id == caller.account_id)
                .order_by(tables.share_code.c.created_at.desc(), tables.share_code.c.share_code_id)
            )
            return [self._share_code(row) for row in rows]

        return await self._store.run(work)

    async def uses(self, caller: Caller, share_code_id: str) -> list[Use]:
        """Who opened one of this account's codes, the newest first; `share-code-not-found`."""

        def work(c: Connection) -> list[Use]:
            self._one(c, caller, share_code_id)
            rows = c.execute(
                select(tables.check)
                .where(tables.check.c.share_code_id == share_code_id)
                .order_by(tables.check.c.at.desc(), tables.check.c.reference)
            )
            return [Use(row.reference, row.at, row.checker_name, row.reason) for row in rows]

        return await self._store.run(work)

    async def cancel(self, caller: Caller, share_code_id: str) -> None:
        """End a code now; Problem `share-code-not-found`. Again is as good as once."""
        now = self._clock.now()
        request_id = current_request_id()

        def work(c: Connection) -> None:
            if self._one(c, caller, share_code_id).state == "cancelled":
                return
            c.execute(
                update(tables.share_code)
                .where(tables.share_code.c.share_code_id == share_code_id)
                .values(cancelled_at=now)
            )
            act = Act(caller.account_id, share_code_id, "share-code", "cancelled", request_id)
            append(c, tables.audit_log, now, act)

        await self._store.run(work)

    async def photo(self, caller: Caller, digest: str) -> Portrait | None:
        """The picture, when it is that of this caller's own proof."""

        def work(c: Connection) -> Portrait | None:
            portrait: Portrait | None = c.execute(
                select(tables.photo.c.portrait)
                .join(tables.projection, tables.projection.c.photo_digest == tables.photo.c.digest)
                .join(
                    tables.crosswalk, tables.crosswalk.c.share_key == tables.projection.c.share_key
                )
                .where(
                    tables.crosswalk.c.account_id == caller.account_id,
                    tables.photo.c.digest == digest,
                )
            ).scalar_one_or_none()
            return portrait

        return await self._store.run(work)

    def _one(self, c: Connection, caller: Caller, share_code_id: str) -> ShareCode:
        row = c.execute(
            select(tables.share_code).where(
                tables.share_code.c.share_code_id == share_code_id,
                tables.share_code.c.account_id == caller.account_id,
            )
        ).one_or_none()
        if row is None:
            raise Problem("share-code-not-found")
        return self._share_code(row)

    def _share_code(self, row: Row[Any]) -> ShareCode:
        return ShareCode(
            id=row.share_code_id,
            code=row.code,
            purpose=self.purpose,
            created_at=row.created_at,
            expires_at=row.expires_at,
            state=state_of(row.expires_at, row.cancelled_at, self._clock.now()),
            used=row.used,
            stopped=row.wrong_birthdays >= WRONG_BIRTHDAYS,
        )


def copy_of(row: Any) -> Copy:
    """A row of `projection` as a value."""
    return Copy(
        row.given_names,
        row.family_name,
        row.birth_date,
        row.photo_digest,
        row.kind,
        row.valid_until,
        row.conditions,
    )


def _own_projection(c: Connection, caller: Caller) -> Any:
    return _permitted(_PROJECTION.one(c, whose=caller.account_id))


def _permitted(row: Any) -> Any:
    """A row of `projection` that proves something."""
    if row is None or not gives_permission(row.kind):
        raise Problem("proof-not-found")
    return row
