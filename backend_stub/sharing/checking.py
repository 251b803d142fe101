"""The checkers' side of a sharing service: a code and a birthday open one proof.

Every kind of wrong (no such code, another purpose's, a wrong birthday, ended, cancelled, stopped)
runs the same statements and gives the same answer.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Connection,
    Row,
    case,
    exists,
    insert,
    literal,
    select,
    update,
)

from backend_stub.kernel.audit_log import Act, append
from backend_stub.kernel.caller import current_request_id
from backend_stub.kernel.changes import NOTICES
from backend_stub.kernel.clock import Clock
from backend_stub.kernel.entropy import Entropy, new_id
from backend_stub.kernel.keys import Purpose
from backend_stub.kernel.proof import Checker, Shown
from backend_stub.kernel.security import same_day
from backend_stub.kernel.store import Instant, Store
from backend_stub.sharing import tables
from backend_stub.sharing.model import ALPHABET, WRONG_BIRTHDAYS, state_of
from backend_stub.sharing.service import copy_of

NO_BIRTHDAY = date(1, 1, 1)
NO_CODE = "none"
STOPPED_SUBJECT = "A share code was stopped (practice)"
STOPPED_TEXT = (
    f"PRACTICE. Somebody typed a wrong date of birth {WRONG_BIRTHDAYS} times with one of your "
    "share codes, so we stopped that code. You can make another one."
)


class CheckingService:
    """Answers every kind of wrong in the same way: with nothing."""

    def __init__(self, purpose: Purpose, store: Store, clock: Clock, entropy: Entropy) -> None:
        self.purpose = purpose
        self._store = store
        self._clock = clock
        self._entropy = entropy

    async def check(self, code: str, birth_date: date, checker: Checker) -> Shown | None:
        """The proof behind a code in normal form, or None. Five wrong birthdays end the code."""
        now = self._clock.now()
        request_id = current_request_id()

        def work(c: Connection) -> Shown | None:
            row = _code_and_birthday(c, code)
            right_day = same_day(NO_BIRTHDAY if row is None else row.birth_date, birth_date)
            live = row is not None and state_of(row.expires_at, row.cancelled_at, now) == "live"
            if row is not None and live and right_day:
                return self._shown(c, row, checker, now, request_id)
            self._refuse(c, row if live else None, now, request_id)
            return None

        return await self._store.run(work)

    def _shown(
        self, c: Connection, row: Row[Any], checker: Checker, now: datetime, request_id: str
    ) -> Shown:
        reference = "C" + self._entropy.symbols(ALPHABET, 11)
        code = tables.share_code
        used = update(code).where(code.c.share_code_id == row.share_code_id)
        c.execute(used.values(used=code.c.used + 1))
        c.execute(
            insert(tables.check).values(
                reference=reference,
                share_code_id=row.share_code_id,
                checker_name=checker.name,
                reason=checker.reason,
                at=now,
            )
        )
        act = Act("checker", row.share_code_id, "check", "shown", request_id)
        append(c, tables.audit_log, now, act)
        copy = c.execute(
            select(tables.projection, tables.photo.c.portrait)
            .join(tables.photo, tables.photo.c.digest == tables.projection.c.photo_digest)
            .where(tables.projection.c.share_key == row.projection_key)
        ).one()
        proof = copy_of(copy).disclosed(self.purpose, now.date())
        return Shown(reference, now, proof, copy.portrait)

    def _refuse(self, c: Connection, row: Row[Any] | None, now: datetime, request_id: str) -> None:
        """Count a wrong birthday against a live code; against none, by the same statements."""
        code, message_id = tables.share_code.c, new_id(self._entropy)
        share_code_id = NO_CODE if row is None else row.share_code_id
        last = code.wrong_birthdays + 1 >= WRONG_BIRTHDAYS
        c.execute(
            update(tables.share_code)
            .where(code.share_code_id == share_code_id)
            .values(
                wrong_birthdays=code.wrong_birthdays + 1,
                cancelled_at=case((last, now), else_=code.cancelled_at),
            )
        )
        body = {
            "account_id": "" if row is None else row.account_id,
            "subject": STOPPED_SUBJECT,
            "text": STOPPED_TEXT,
        }
        notice = {
            "message_id": literal(message_id),
            "address": literal(NOTICES),
            "kind": literal("notice"),
            "subject": literal(share_code_id),
            "number": literal(1),
            "body": literal(body, JSON),
            "made_at": literal(now, Instant),
        }
        stopped = exists().where(
            code.share_code_id == share_code_id, code.wrong_birthdays == WRONG_BIRTHDAYS
        )
        # A stopped code is not live and counts no further: it is told of this once.
        queue = insert(tables.change_queue)
        c.execute(queue.from_select(list(notice), select(*notice.values()).where(stopped)))
        stops = row is not None and row.wrong_birthdays + 1 >= WRONG_BIRTHDAYS
        outcome = "stopped" if stops else "refused"
        act = Act("checker", share_code_id, "check", outcome, request_id)
        append(c, tables.audit_log, now, act)


def _code_and_birthday(c: Connection, code: str) -> Row[Any] | None:
    """A code, and the birthday in the copy that its key is published as.

    No more than that: reading a picture would take time that tells that there is one.
    """
    code_table, published, copy = tables.share_code, tables.publication, tables.projection
    return c.execute(
        select(code_table, published.c.projection_key, copy.c.birth_date)
        .join(published, published.c.share_key == code_table.c.share_key)
        .join(copy, copy.c.share_key == published.c.projection_key)
        .where(code_table.c.code == code)
    ).one_or_none()
