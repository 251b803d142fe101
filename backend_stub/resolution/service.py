"""The person's side of the centre: report, follow, chase, open again, confirm."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, TypeVar

from sqlalchemy import Connection, Row, insert, select, update

from backend_stub.kernel.audit_log import Act, append
from backend_stub.kernel.caller import Caller, current_request_id
from backend_stub.kernel.clock import Clock
from backend_stub.kernel.entropy import Entropy
from backend_stub.kernel.idempotency import Once, keep, replay
from backend_stub.kernel.looks import Look, Looks
from backend_stub.kernel.problem import Problem
from backend_stub.kernel.security import keyed_hash, same_text
from backend_stub.kernel.store import Store
from backend_stub.resolution import tables
from backend_stub.resolution.days import after_working_days
from backend_stub.resolution.form import VIEWS, View
from backend_stub.resolution.model import PROMISE, Note, Reason, Report
from backend_stub.resolution.reading import read_report
from backend_stub.resolution.writing import PERSON, acknowledge, add_note, enter

T = TypeVar("T")

# Without 0, O, 1 and I, which are mistaken for each other when read out.
SYMBOLS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
ANSWERED = ("repaired", "told")


@dataclass(frozen=True, slots=True)
class Reporter:
    """Who asks about a report: whoever is signed in to its account, or has its key."""

    account_id: str | None
    key: str | None


@dataclass(frozen=True, slots=True)
class Received:
    """A report that was taken in. Its key opens it without signing in."""

    report: Report
    key: str


@dataclass(frozen=True, slots=True)
class Seen:
    """What a person says of one look: the request that it was, and how it looked."""

    request_id: str
    found: Literal["right", "wrong", "nothing"]


class ReportService:
    """Whose account a report is about is known from a sign-in or a document; else from nobody."""

    def __init__(
        self, store: Store, clock: Clock, entropy: Entropy, server_key: bytes, looks: Looks
    ) -> None:
        self._store = store
        self._clock = clock
        self._entropy = entropy
        self._server_key = server_key
        self._looks = looks

    async def report(self, form: Mapping[str, Any], account_id: str | None, once: Once) -> Received:
        """Take a report in, once for each key. `form`: columns of the table, checked."""
        now = self._clock.now()
        request_id = current_request_id()

        def work(c: Connection) -> Report:
            before = replay(c, tables.idempotency, once, now)
            if before is not None:
                return read_report(c, _row(c, before["reference"]), now)
            reference = "PRACTICE-R" + self._entropy.symbols(SYMBOLS, 8)
            promised = after_working_days(now.date(), PROMISE, form["nation"])
            values = {"reference": reference, "account_id": account_id, "received_at": now, **form}
            c.execute(insert(tables.report).values(**values, promised_on=promised))
            enter(c, reference, "received", PERSON, now)
            _log(c, now, account_id or PERSON, reference, "received", request_id)
            row = _row(c, reference)
            acknowledge(c, self._entropy, row, now)
            keep(c, tables.idempotency, once, now, 201, {"reference": reference})
            return read_report(c, row, now)

        report = await self._store.run(work)
        return Received(report, self._key(report.reference))

    async def listed(self, caller: Caller) -> list[Report]:
        """The reports about the caller's account, the newest first."""
        now = self._clock.now()

        def work(c: Connection) -> list[Report]:
            rows = c.execute(
                select(tables.report)
                .where(tables.report.c.account_id == caller.account_id)
                .order_by(tables.report.c.received_at.desc(), tables.report.c.reference)
            ).all()
            return [read_report(c, row, now) for row in rows]

        return await self._store.run(work)

    async def one(self, reference: str, who: Reporter) -> Report:
        """A report; Problem `report-not-found`."""
        return await self._act(reference, who, lambda c, report: report)

    async def add_note(
        self,
        reference: str,
        who: Reporter,
        kind: Literal["chase", "note"],
        text: str,
        once: Once,
    ) -> Note:
        """Say something more, or ask how it stands; once for each key."""
        now = self._clock.now()

        def work(c: Connection, report: Report) -> Note:
            before = replay(c, tables.idempotency, once, now)
            if before is not None:
                return next(note for note in report.notes if note.id == before["id"])
            note = add_note(c, self._entropy, reference, PERSON, kind, text, now)
            keep(c, tables.idempotency, once, now, 201, {"id": note.id})
            return note

        return await self._act(reference, who, work, "note")

    async def reopen(self, reference: str, who: Reporter, reason: Reason, text: str) -> Report:
        """Open the same report again; Problem `not-this-stage` while it is being worked on.

        The day on which it was received and the day that was promised stay what they were.
        """
        now = self._clock.now()

        def work(c: Connection, report: Report) -> Report:
            if report.verified_at is None and report.stage not in ANSWERED:
                raise Problem("not-this-stage")
            mine = tables.report.c.reference == reference
            c.execute(update(tables.report).where(mine).values(verified_at=None))
            enter(c, reference, "received", PERSON, now, reason=reason)
            add_note(c, self._entropy, reference, PERSON, "note", text, now)
            return read_report(c, _row(c, reference), now)

        return await self._act(reference, who, work, "reopened")

    async def verify(self, reference: str, caller: Caller, seen: Mapping[View, Seen]) -> Report:
        """Close a report because its person has looked at everything again, and all was right.

        Problems `not-this-stage` before anything was repaired or told, `not-all-right`,
        `look-not-taken` for a look that this account did not take since then.
        """
        now = self._clock.now()

        def work(c: Connection, report: Report) -> Report:
            if report.verified_at is not None:
                return report
            if report.stage not in ANSWERED:
                raise Problem("not-this-stage")
            wrong = [view for view in VIEWS if seen[view].found != "right"]
            if wrong:
                raise Problem("not-all-right", views=wrong)
            missing = [view for view in VIEWS if not self._took(caller, view, seen[view], report)]
            if missing:
                raise Problem("look-not-taken", views=missing)
            mine = tables.report.c.reference == reference
            c.execute(update(tables.report).where(mine).values(verified_at=now))
            return read_report(c, _row(c, reference), now)

        return await self._act(reference, Reporter(caller.account_id, None), work, "verified")

    def _took(self, caller: Caller, view: View, seen: Seen, report: Report) -> bool:
        at = self._looks.when(Look(caller.account_id, view, seen.request_id))
        return at is not None and at >= report.since

    async def _act(
        self,
        reference: str,
        who: Reporter,
        work: Callable[[Connection, Report], T],
        act: str = "",
    ) -> T:
        """Do something with a report that `who` may see, and write down that it was done."""
        now = self._clock.now()
        request_id = current_request_id()
        key = self._key(reference)

        def checked(c: Connection) -> T:
            row = _row_or_none(c, reference)
            holds_key = who.key is not None and same_text(who.key, key)
            owns = (
                row is not None
                and who.account_id is not None
                and (row.account_id == who.account_id)
            )
            if row is None or not (holds_key or owns):
                raise Problem("report-not-found")
            done = work(c, read_report(c, row, now))
            if act:
                _log(c, now, who.account_id or PERSON, reference, act, request_id)
            return done

        return await self._store.run(checked)

    def _key(self, reference: str) -> str:
        return keyed_hash(self._server_key, "fault report", reference)


def _row_or_none(c: Connection, reference: str) -> Row[Any] | None:
    return c.execute(
        select(tables.report).where(tables.report.c.reference == reference)
    ).one_or_none()


def _row(c: Connection, reference: str) -> Row[Any]:
    return c.execute(select(tables.report).where(tables.report.c.reference == reference)).one()


def _log(
    c: Connection, now: datetime, actor: str, reference: str, act: str, request_id: str
) -> None:
    append(c, tables.audit_log, now, Act(actor, reference, "fault-report", act, request_id))
