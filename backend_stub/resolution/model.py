"""A report's life as values: its stages, how long each took, and what may follow what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any, Literal, get_args

from backend_stub.kernel.throttle import Limit
from backend_stub.resolution.days import working_days
from backend_stub.resolution.form import Concern, Nation, View

Stage = Literal["received", "triaged", "with_specialist", "repair_ordered", "repaired", "told"]
STAGES: tuple[Stage, ...] = get_args(Stage)
Answer = Literal["put_right", "partly", "nothing_wrong"]
Repair = Literal["resend", "by_hand"]
Reason = Literal["came_back", "partly"]

PROMISE = 10
"""Working days until an answer, as published."""
LOOK_MINUTES = (5, 60)
STAFF_HOURS = timedelta(hours=8)
REPORTS = (
    Limit(most=10, window=timedelta(hours=1), apart=timedelta()),
    Limit(most=50, window=timedelta(days=1), apart=timedelta()),
)
"""How often one client may report: a charity's whole day, and no flood."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One stay in one stage. `days` and `working_days` count up to now while it lasts."""

    stage: Stage
    entered_at: datetime
    left_at: datetime | None
    days: int
    working_days: int
    by: str
    team: str | None
    repair: Repair | None
    answer: Answer | None
    reason: Reason | None


@dataclass(frozen=True, slots=True)
class Note:
    """What somebody added. `by`: "person" or a member of staff."""

    id: str
    at: datetime
    by: str
    kind: Literal["chase", "note"]
    text: str


@dataclass(frozen=True, slots=True)
class Looked:
    """One thing that a member of staff looked at in the person's place."""

    at: datetime
    staff: str
    view: str


@dataclass(frozen=True, slots=True)
class Report:
    """A report as it stands at one moment."""

    reference: str
    account_id: str | None
    received_at: datetime
    promised_on: date
    overdue: bool
    nation: Nation
    concerns: list[Concern]
    another_person_at: list[View]
    visits: list[Visit]
    notes: list[Note]
    looked: list[Looked]
    allowed_until: datetime | None
    verified_at: datetime | None
    form: dict[str, Any]

    @property
    def stage(self) -> Stage:
        """Where it is now."""
        return self.visits[-1].stage

    @property
    def reopened(self) -> int:
        """How often it came back."""
        return sum(visit.stage == "received" for visit in self.visits) - 1

    @property
    def days(self) -> int:
        """Since it was first received: reopening never starts this anew."""
        return sum(visit.days for visit in self.visits)

    @property
    def working_days(self) -> int:
        """The same in working days."""
        return sum(visit.working_days for visit in self.visits)

    @property
    def since(self) -> datetime:
        """From when on a look shows what the newest repair has come to."""
        return self.visits[-1].entered_at


def may_follow(now: Stage, then: Stage, answer: Answer | None) -> bool:
    """Stages go forward, and may be left out; what was put right was repaired first."""
    if STAGES.index(then) <= STAGES.index(now):
        return False
    return answer in (None, "nothing_wrong") or now == "repaired"


def visits(rows: Sequence[Any], until: datetime, nation: Nation) -> list[Visit]:
    """Rows of `stage` in order, each left when the next is entered, the last one at `until`.

    Whole days between the dates, so that the stages' days add up to the report's.
    """
    found: list[Visit] = []
    for number, (row, left) in enumerate(pairwise([*rows, None]), start=1):
        last = number == len(rows)
        left_at = until if left is None else left.at
        entered, leaving = row.at.date(), max(row.at, left_at).date()
        found.append(
            Visit(
                stage=row.stage,
                entered_at=row.at,
                left_at=None if last else left_at,
                days=(leaving - entered).days,
                working_days=working_days(entered, leaving, nation),
                by=row.by,
                team=row.team,
                repair=row.repair,
                answer=row.answer,
                reason=row.reason,
            )
        )
    return found
