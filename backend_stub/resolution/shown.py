"""Answers of the centre: a report as its person sees it, as staff see it, and the counts."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import BaseModel

from backend_stub.kernel.fields import Moment
from backend_stub.resolution.counting import Counts
from backend_stub.resolution.form import Concern, Nation, Tick, View
from backend_stub.resolution.model import Answer, Note, Reason, Repair, Report, Stage
from backend_stub.resolution.writing import PERSON


class VisitOut(BaseModel):
    """A stay in a stage; `left_at` is empty where the report is now. Days go from date to date."""

    stage: Stage
    entered_at: Moment
    left_at: Moment | None
    days: int
    working_days: int
    team: str | None
    repair: Repair | None
    answer: Answer | None
    reason: Reason | None


class NoteOut(BaseModel):
    """Something that was added."""

    id: str
    at: Moment
    by: Literal["person", "centre"]
    kind: Literal["chase", "note"]
    text: str


class LookedOut(BaseModel):
    """What somebody at the centre looked at in the person's place."""

    at: Moment
    staff: str
    view: str


class ReportOut(BaseModel):
    """A report and how long it has taken. Opening it again never starts its time anew."""

    reference: str
    received_at: Moment
    promised_on: date
    overdue: bool
    nation: Nation
    concerns: list[Concern]
    problems: list[Tick]
    share_codes: list[Literal["work", "rent", "other"]]
    another_person_at: list[View]
    stage: Stage
    stages: list[VisitOut]
    days: int
    working_days: int
    reopened: int
    verified_at: Moment | None
    notes: list[NoteOut]
    allowed_until: Moment | None
    looked: list[LookedOut]


class ReportsOut(BaseModel):
    """Reports about one account, the newest first."""

    items: list[ReportOut]


class ReceivedOut(BaseModel):
    """A report that was taken in. The key opens it without signing in; it is shown this once."""

    reference: str
    key: str
    received_at: Moment
    promised_on: date


class AllowedOut(BaseModel):
    """Until when the centre may look."""

    until: Moment


class StaffReportOut(ReportOut):
    """What staff see besides. A detail that was let go is there without its text."""

    can_open: bool
    details: dict[Tick, str | None]
    description: str | None
    step: str | None
    problem_type: str | None
    request_id: str | None
    reference_type: str
    supporter: str | None
    reply_by: Literal["email", "address"]
    account_known: bool


class StaffReportsOut(BaseModel):
    """Reports that nobody has confirmed yet, the oldest first."""

    items: list[StaffReportOut]


class LookOut(BaseModel):
    """A token for the status, the previews and their pictures of one person, until then."""

    token: str
    until: Moment


class StageTimeOut(BaseModel):
    """Days in one stage: of all reports together, and of the one that was there longest."""

    stage: Stage
    reports: int
    days: int
    longest: int


class CountsOut(BaseModel):
    """Reports since a day. One about both a status and a proof counts under each."""

    since: date
    reports: int
    status_faults: int
    proof_faults: int
    account_faults: int
    other: int
    entangled_status: int
    entangled_proof: int
    reopened: int
    verified: int
    overdue: int
    stages: list[StageTimeOut]


def note_out(note: Note) -> NoteOut:
    """A note; of staff it says no more than that it was the centre."""
    by: Literal["person", "centre"] = "person" if note.by == PERSON else "centre"
    return NoteOut(id=note.id, at=note.at, by=by, kind=note.kind, text=note.text)


def report_out(report: Report) -> ReportOut:
    """As the person sees it."""
    return ReportOut(
        reference=report.reference,
        received_at=report.received_at,
        promised_on=report.promised_on,
        overdue=report.overdue,
        nation=report.nation,
        concerns=report.concerns,
        problems=report.form["problems"],
        share_codes=report.form["share_codes"],
        another_person_at=report.another_person_at,
        stage=report.stage,
        stages=[
            VisitOut(
                stage=visit.stage,
                entered_at=visit.entered_at,
                left_at=visit.left_at,
                days=visit.days,
                working_days=visit.working_days,
                team=visit.team,
                repair=visit.repair,
                answer=visit.answer,
                reason=visit.reason,
            )
            for visit in report.visits
        ],
        days=report.days,
        working_days=report.working_days,
        reopened=report.reopened,
        verified_at=report.verified_at,
        notes=[note_out(note) for note in report.notes],
        allowed_until=report.allowed_until,
        looked=[LookedOut(at=each.at, staff=each.staff, view=each.view) for each in report.looked],
    )


def staff_report_out(report: Report) -> StaffReportOut:
    """As staff see it."""
    besides = {
        name: value
        for name, value in report.form.items()
        if name not in ("problems", "share_codes")
    }
    shared = dict(report_out(report))
    return StaffReportOut(**shared, **besides, account_known=report.account_id is not None)


def counts_out(since: date, found: Counts) -> CountsOut:
    """As it goes over the wire."""
    return CountsOut(
        since=since,
        reports=found.reports,
        status_faults=found.status_faults,
        proof_faults=found.proof_faults,
        account_faults=found.account_faults,
        other=found.other,
        entangled_status=found.entangled_status,
        entangled_proof=found.entangled_proof,
        reopened=found.reopened,
        verified=found.verified,
        overdue=found.overdue,
        stages=[
            StageTimeOut(
                stage=time.stage, reports=time.reports, days=time.days, longest=time.longest
            )
            for time in found.stages
        ],
    )
