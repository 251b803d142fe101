"""The checkers' side of a sharing service: a code and a birthday open one proof."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from backend_stub.kernel.audit_log import Act, append
from backend_stub.kernel.caller import current_request_id
from backend_stub.kernel.clock import Clock
from backend_stub.kernel.entropy import Entropy
from backend_stub.kernel.keys import AccountId, Purpose
from backend_stub.kernel.proof import Shown
from backend_stub.kernel.security import same_day
from backend_stub.kernel.store import Store
from backend_stub.sharing import tables
from backend_stub.sharing.model import (
    ALPHABET,
    WRONG_BIRTHDAYS,
    Tell,
    state_of,
)
from backend_stub.sharing.service import copy_of

NO_BIRTHDAY = date(1, 1, 1)


@dataclass(frozen=True, slots=True)
class Try:
    """What one check did: showed something, or nothing, or nothing and ended the code."""

    shown: Shown | None
    killed_for: AccountId | None


class CheckingService:
    """Answers every kind of wrong in the same way: with nothing."""

    def __init__(
        self, purpose: Purpose, store: Store, clock: Clock, entropy: Entropy, tell: Tell
    ) -> None:
        self.purpose = purpose
        self._store = store
        self._clock = clock
        self._entropy = entropy
        self._tell = tell

    async def check(self, code: str, birth_date: date, checker: str) -> Shown | None:
        """The proof behind a code in normal form, or None. Five wrong birthdays end the code."""
        now = self._clock.now()
        request_id = current_request_id()
        tried = await self._store.run(
            lambda c: self._try(c, code, birth_date, checker, now, request_id)
        )
        if tried.killed_for is not None:
            await self._tell(
                tried.killed_for,
                "A share code was stopped (practice)",
                f"PRACTICE. Somebody typed a wrong date of birth {WRONG_BIRTHDAYS} times with one "
                "of your share codes, so we stopped that code. You can make another one.",
            )
        return tried.shown

    def _try(
        self,
        c: Connection,
        code: str,
        birth_date: date,
        checker: str,
        now: datetime,
        request_id: str,
    ) -> Try:
        row = _published(c, code)
        known = NO_BIRTHDAY if row is None else row.birth_date
        right_day = same_day(known, birth_date)
        if row is None or state_of(row.expires_at, row.cancelled_at, now) != "live":
            return Try(None, None)
        if not right_day:
            return self._wrong_birthday(c, row, now, request_id)
        reference = "C" + self._entropy.symbols(ALPHABET, 11)
        c.execute(
            update(tables.share_code)
            .where(tables.share_code.c.share_code_id == row.share_code_id)
            .values(used=row.used + 1)
        )
        c.execute(
            insert(tables.check).values(
                reference=reference,
                share_code_id=row.share_code_id,
                checker_name=checker,
                at=now,
            )
        )
        append(
            c,
            tables.audit_log,
            now,
            Act("checker", row.share_code_id, "check", "shown", request_id),
        )
        proof = copy_of(row).disclosed(self.purpose)
        return Try(Shown(reference, now, proof, row.portrait), None)

    def _wrong_birthday(self, c: Connection, row: Row[Any], now: datetime, request_id: str) -> Try:
        wrong = row.wrong_birthdays + 1
        killed = wrong >= WRONG_BIRTHDAYS
        c.execute(
            update(tables.share_code)
            .where(tables.share_code.c.share_code_id == row.share_code_id)
            .values(wrong_birthdays=wrong, cancelled_at=now if killed else None)
        )
        outcome = "stopped" if killed else "refused"
        append(
            c,
            tables.audit_log,
            now,
            Act("checker", row.share_code_id, "check", outcome, request_id),
        )
        return Try(None, AccountId(row.account_id) if killed else None)


def _published(c: Connection, code: str) -> Row[Any] | None:
    """The code together with the copy that its key is published as, and that copy's picture."""
    return c.execute(
        select(tables.share_code, tables.projection, tables.photo.c.portrait)
        .join(tables.publication, tables.publication.c.share_key == tables.share_code.c.share_key)
        .join(
            tables.projection, tables.projection.c.share_key == tables.publication.c.projection_key
        )
        .join(tables.photo, tables.photo.c.digest == tables.projection.c.photo_digest)
        .where(tables.share_code.c.code == code)
    ).one_or_none()
