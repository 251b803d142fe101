"""The other side of the counter, in practice only: a member of the centre's staff has a report.

They see what the report says and, with permission, how the person's four views compare. No value
of any record comes with it, so nobody's details are shown to whoever sits here.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from tui.core.casework import (
    FollowReport,
    ReportSeen,
    ReportShown,
    ReportStays,
    StaffAsks,
    StaffLooks,
    StaffMoves,
    StaffNotHere,
    StaffOpens,
    StaffSaw,
)
from tui.core.events import Outcome
from tui.core.journey import REAL, Journey
from tui.core.steps import Answers, Move, Outcomes, Presses, ask, choose, go, stay
from tui.core.steps.report import follow

MOVES: Final = (
    ("triaged", ("received",)),
    ("with_specialist", ("received", "triaged")),
    ("repair_ordered.resend", ("received", "triaged", "with_specialist")),
    ("repair_ordered.by_hand", ("received", "triaged", "with_specialist")),
    ("repaired", ("received", "triaged", "with_specialist", "repair_ordered")),
    ("told.put_right", ("repaired",)),
    ("told.partly", ("repaired",)),
    (
        "told.nothing_wrong",
        ("received", "triaged", "with_specialist", "repair_ordered", "repaired"),
    ),
)
"""Where a report may go next, and from which stages."""


def moves(report: ReportSeen) -> tuple[str, ...]:
    """What may be done with it next; nothing once its person has closed it."""
    if report.verified:
        return ()
    return tuple(move for move, stages in MOVES if report.stage in stages)


def enter(journey: Journey, action: str) -> Move:
    """From the person's side to the other; all else is done there."""
    if action != "staff":
        return follow(journey, action)
    if journey.report is None or journey.mode == REAL:
        return stay(journey)
    return ask(journey, StaffOpens(journey.report.reference), "staff.opening")


def working(journey: Journey, outcome: Outcome) -> Move:
    match outcome:
        case ReportShown(report=report):
            return replace(journey, report=report).afresh("staff.report"), None
        case StaffSaw(views=views):
            return replace(journey, staff_saw=views).afresh("staff.looked"), None
        case ReportStays(why=why):
            return replace(journey.afresh("staff.report"), notice=why), None
        case StaffNotHere():
            return journey.afresh("staff.closed"), None
        case _:
            return stay(journey)


def report(journey: Journey, action: str) -> Move:
    at = journey.report
    if at is None:
        return leave(journey, "leave")
    match action:
        case "look" if not at.verified:
            return ask(journey, StaffLooks(at.reference), "staff.working")
        case "ask" if not at.verified:
            return ask(journey, StaffAsks(at.reference), "staff.working")
        case "move" if moves(at):
            return go(journey, "staff.move")
        case "back_to":
            return journey.afresh("staff.report"), None
        case _:
            return leave(journey, action)


def leave(journey: Journey, action: str) -> Move:
    """Back to the person's side, which shows how the report stands now."""
    if action != "leave":
        return stay(journey)
    left = replace(journey.answered(report_said=""), staff_saw=())
    if left.report is None:
        return left.afresh("outcome"), None
    return ask(left, FollowReport(left.report.reference), "report.asking")


def move(journey: Journey, value: str | tuple[str, ...]) -> Move:
    at = journey.report
    chosen = choose(journey, value, moves(at) if at is not None else ())
    if chosen is None or at is None:
        return journey.wrong("choose"), None
    return ask(journey, StaffMoves(at.reference, chosen), "staff.working")


ANSWERS: Final[Answers] = {"staff.move": move}
PRESSES: Final[Presses] = {
    "report.follow": enter,
    "report.sent": enter,
    "staff.report": report,
    "staff.looked": report,
    "staff.move": report,
    "staff.closed": leave,
}
OUTCOMES: Final[Outcomes] = {"staff.opening": working, "staff.working": working}
