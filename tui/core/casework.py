"""What practice adds to a client's own pages, as values: a checker's look, a report, its staff.

Loaded with the areas, after the first page. Effects and outcomes here belong to the unions of
:mod:`tui.core.events`.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from tui.core.events import ProofTicks
from tui.core.records import Purpose, ShareCode
from tui.core.value import value

CHECK_REFS: Final = frozenset(
    f"check.{one}" for one in ("photo", "name", "birth", "kind", "end", "conditions")
)
"""What may stay beside the journey while a checker reads it."""


@value
class CheckSeen:
    """That a proof came. Its values are beside the journey, under CHECK_REFS.

    `at` is the service's time, UTC; `again` the day by which to look once more, or None.
    """

    reference: str
    at: datetime
    allowed: bool
    again: date | None


@value
class CheckDraft:
    """What a checker has given so far, as typed. What opened nothing is let go at once."""

    purpose: Purpose
    name: str = ""
    reason: str = ""
    code: str = ""
    birth: tuple[str, str, str] = ("", "", "")
    seen: CheckSeen | None = None


# A report ---------------------------------------------------------------------------------


@value
class ReportForm:
    """What the form of the Home Office asks, as ticks alone: nobody's name or number is in it.

    `broken_at` is the step at which it did not go on: sign_in, code, status, work, rent, other.
    `helper` is empty where nobody helps; `reply` is email or address.
    """

    nation: str
    can_open: bool
    problems: tuple[str, ...]
    share_codes: tuple[str, ...]
    another_person_at: tuple[str, ...]
    broken_at: str
    helper: str
    reply: str


@value
class Stay:
    """How long a report was in a stage; `detail` is what came with it (a repair, an answer)."""

    stage: str
    since: date
    days: int
    working_days: int
    detail: str = ""


@value
class NoteSeen:
    """Something added: chased or noted, by the person or the centre. Only words that are known
    here are named in `about`; any other text is read where the centre sends it."""

    on: date
    by: str
    kind: str
    about: str = ""


@value
class ReportSeen:
    """A report as its person may see it. Moments are the service's own, in UTC."""

    reference: str
    received: date
    promised: date
    overdue: bool
    stays: tuple[Stay, ...]
    days: int
    working_days: int
    reopened: int
    verified: bool
    problems: tuple[str, ...] = ()
    share_codes: tuple[str, ...] = ()
    another_person_at: tuple[str, ...] = ()
    allowed_until: datetime | None = None
    looked: tuple[str, ...] = ()
    notes: tuple[NoteSeen, ...] = ()

    @property
    def stage(self) -> str:
        return self.stays[-1].stage


# Staff ------------------------------------------------------------------------------------


@value
class SeenByStaff:
    """One view as a member of staff saw it in the person's place: `answer` is shown, missing or
    failing; `ticks` compare a proof with the status, None where either was not shown."""

    view: str
    answer: str
    ticks: ProofTicks | None = None


# Effects ----------------------------------------------------------------------------------


@value
class OpenAsChecker:
    """Open a code as whoever was given it does. `reason` is empty unless it is asked for."""

    purpose: Purpose
    name: str
    reason: str
    code: str
    birth_date: date


@value
class SeeAsChecker:
    """Open the client's own code once more; shown only if it opens what was previewed."""

    share_code: ShareCode
    name: str


@value
class ListReports:
    """Every report about this account."""


@value
class SendReport:
    """Hand it in; `birth_date` is what the client typed to sign in."""

    form: ReportForm
    birth_date: date


@value
class FollowReport:
    reference: str


@value
class ChaseReport:
    """Ask how it stands."""

    reference: str


@value
class ReopenReport:
    """`reason` is came_back or partly."""

    reference: str
    reason: str


@value
class ConfirmReport:
    """All is right again: `found` says of each view right, wrong or nothing. The service closes
    the report only for looks that were really taken since."""

    reference: str
    found: tuple[tuple[str, str], ...]


@value
class AllowLook:
    """Let the centre see what the person sees, for so many minutes; 0 ends it."""

    reference: str
    minutes: int


@value
class StaffOpens:
    """A member of staff opens a report."""

    reference: str


@value
class StaffAsks:
    """They ask the person to let them look."""

    reference: str


@value
class StaffLooks:
    """They look at all four views in the person's place."""

    reference: str


@value
class StaffMoves:
    """They take it on: `to` names a stage, with what belongs to it after a dot."""

    reference: str
    to: str


ReportEffect = (
    ListReports | SendReport | FollowReport | ChaseReport | ReopenReport | ConfirmReport | AllowLook
)
StaffEffect = StaffOpens | StaffAsks | StaffLooks | StaffMoves
CaseEffect = OpenAsChecker | SeeAsChecker | ReportEffect | StaffEffect


# Outcomes ---------------------------------------------------------------------------------


@value
class CheckOpened:
    seen: CheckSeen


@value
class CheckOpenedNothing:
    """The one answer for every kind of wrong."""


@value
class ReportsListed:
    """The newest first."""

    reports: tuple[ReportSeen, ...]


@value
class ReportShown:
    """How it stands now, whatever was done."""

    report: ReportSeen


@value
class ReportStays:
    """It was not done, and the report stays as it was. `why`: not_this_stage, not_all_right,
    look_not_taken, no_permission, account_not_known, gone."""

    why: str


@value
class StaffSaw:
    views: tuple[SeenByStaff, ...]


@value
class StaffNotHere:
    """This back end lets nobody be its staff."""


CaseOutcome = (
    CheckOpened
    | CheckOpenedNothing
    | ReportsListed
    | ReportShown
    | ReportStays
    | StaffSaw
    | StaffNotHere
)
