"""The staff's side of the centre: who is on duty, what lies where, and what is done next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import Connection, Row, select, update

from backend_stub.kernel.audit_log import Act, append
from backend_stub.kernel.caller import current_request_id
from backend_stub.kernel.changes import enqueue
from backend_stub.kernel.clock import Clock
from backend_stub.kernel.entropy import Entropy
from backend_stub.kernel.idempotency import Once, keep, replay
from backend_stub.kernel.keys import AccountId
from backend_stub.kernel.problem import Problem
from backend_stub.kernel.security import token_hash
from backend_stub.kernel.store import Store
from backend_stub.resolution import tables
from backend_stub.resolution.looking import Accounts
from backend_stub.resolution.model import (
    STAFF_HOURS,
    Answer,
    Note,
    Repair,
    Report,
    Stage,
    may_follow,
)
from backend_stub.resolution.reading import read_report
from backend_stub.resolution.writing import add_note, answer, enter

RECORD = "pcdp"
"""Where a repair is ordered that sends a record to the sharing services again."""


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody on duty."""

    id: str
    name: str
    team: str


@dataclass(frozen=True, slots=True)
class Move:
    """Where a report goes next, and what goes with it: which of the three depends on the stage."""

    stage: Stage
    team: str | None = None
    repair: Repair | None = None
    answer: Answer | None = None


class StaffService:
    """Staff see reports, and of the person what the report says: never a record."""

    def __init__(self, store: Store, clock: Clock, entropy: Entropy, accounts: Accounts) -> None:
        self._store = store
        self._clock = clock
        self._entropy = entropy
        self._accounts = accounts

    async def sign_in(self, staff_id: str) -> str | None:
        """A new token for a member of staff, good for one shift; nothing if there is no such one.

        Only the practice controls ask for it: how real staff sign in is not ours to show.
        """
        token = self._entropy.octets(32).hex()
        marks = {"token_hash": token_hash(token), "token_until": self._clock.now() + STAFF_HOURS}
        mine = update(tables.staff).where(tables.staff.c.staff_id == staff_id).values(**marks)
        done = await self._store.run(lambda c: c.execute(mine).rowcount)
        return token if done else None

    async def member(self, token: str) -> Member:
        """Who is on duty with this token; Problem `staff-only`."""
        now = self._clock.now()

        def work(c: Connection) -> Row[Any] | None:
            return c.execute(
                select(tables.staff).where(
                    tables.staff.c.token_hash == token_hash(token), tables.staff.c.token_until > now
                )
            ).one_or_none()

        row = await self._store.run(work)
        if row is None:
            raise Problem("staff-only")
        return Member(row.staff_id, row.name, row.team)

    async def listed(self, stage: Stage | None, *, overdue: bool) -> list[Report]:
        """Reports that nobody has confirmed yet, the oldest first."""
        now = self._clock.now()

        def work(c: Connection) -> list[Report]:
            rows = c.execute(
                select(tables.report)
                .where(tables.report.c.verified_at.is_(None))
                .order_by(tables.report.c.received_at, tables.report.c.reference)
            ).all()
            return [read_report(c, row, now) for row in rows]

        found = await self._store.run(work)
        return [
            report
            for report in found
            if stage in (None, report.stage) and (report.overdue or not overdue)
        ]

    async def one(self, reference: str) -> Report:
        """A report; Problem `report-not-found`."""
        now = self._clock.now()
        return await self._store.run(lambda c: read_report(c, _row(c, reference), now))

    async def move(self, reference: str, member: Member, move: Move, once: Once) -> Report:
        """Take a report to its next stage, once for each key.

        Problems `not-this-stage`, `report-not-found`, `account-not-known` for a repair that needs
        to know whose record it is.
        """
        now = self._clock.now()
        request_id = current_request_id()
        person_key = await self._person_key(reference) if move.repair == "resend" else None

        def work(c: Connection) -> Report:
            row = _row(c, reference)
            if replay(c, tables.idempotency, once, now) is not None:
                return read_report(c, row, now)
            report = read_report(c, row, now)
            closed = report.verified_at is not None
            if closed or not may_follow(report.stage, move.stage, move.answer):
                raise Problem("not-this-stage")
            enter(
                c, reference, move.stage, member.id, now,
                team=move.team, repair=move.repair, answer=move.answer,
            )  # fmt: skip
            if person_key is not None:
                enqueue(
                    c, tables.change_queue, self._entropy, now,
                    address=RECORD, kind="resend-record", subject=person_key, body={},
                )  # fmt: skip
            if move.answer is not None:
                answer(c, self._entropy, row, move.answer, now)
            act = Act(member.id, reference, "fault-report", move.stage, request_id)
            append(c, tables.audit_log, now, act)
            keep(c, tables.idempotency, once, now, 201, {})
            return read_report(c, row, now)

        return await self._store.run(work)

    async def add_note(self, reference: str, member: Member, text: str, once: Once) -> Note:
        """Write something down that the person will read; once for each key."""
        now = self._clock.now()
        request_id = current_request_id()

        def work(c: Connection) -> Note:
            report = read_report(c, _row(c, reference), now)
            before = replay(c, tables.idempotency, once, now)
            if before is not None:
                return next(note for note in report.notes if note.id == before["id"])
            note = add_note(c, self._entropy, reference, member.id, "note", text, now)
            act = Act(member.id, reference, "fault-report", "note", request_id)
            append(c, tables.audit_log, now, act)
            keep(c, tables.idempotency, once, now, 201, {"id": note.id})
            return note

        return await self._store.run(work)

    async def since(self, day: date) -> list[Report]:
        """Every report that was received on that day or later, closed ones too."""
        now = self._clock.now()
        start = datetime.combine(day, time(0), UTC)

        def work(c: Connection) -> list[Report]:
            wanted = select(tables.report).where(tables.report.c.received_at >= start)
            return [read_report(c, row, now) for row in c.execute(wanted).all()]

        return await self._store.run(work)

    async def _person_key(self, reference: str) -> str:
        row = await self._store.run(lambda c: _row(c, reference))
        account_id = row.account_id
        owner = None if account_id is None else await self._accounts.owner(AccountId(account_id))
        if owner is None:
            raise Problem("account-not-known")
        return owner.person_key


def _row(c: Connection, reference: str) -> Row[Any]:
    row = c.execute(
        select(tables.report).where(tables.report.c.reference == reference)
    ).one_or_none()
    if row is None:
        raise Problem("report-not-found")
    return row
