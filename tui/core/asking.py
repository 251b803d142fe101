"""What the walkthrough asks next: in what order, when it is wanted, and only what still matters.

A question is asked only if its gate is open, if it is wanted where the conversation is, and if a
row that is not ruled out (or a way to help that such a row offers, or a question that it gates)
reads what it gives. Order: domain.md 2.5, with what brings the person here first.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import Final

from tui.core.diagnose import Certainty, Diagnosis, Gate, diagnose, gate, ruled_out
from tui.core.findings import TABLE
from tui.core.questions import Told
from tui.core.routes import BY_ID as ROUTES
from tui.core.table import NOT_SURE, Band, Cube, cube
from tui.core.told import AS_THEY_ARE, Answers, observed
from tui.core.value import value
from tui.core.working_days import WorkingDays


class Stage(Enum):
    """Where the conversation is. A finding that is clear before the website is looked at ends the
    questions; whoever wants to can look all the same."""

    OPENING = "opening"
    SAID = "said"
    WEBSITE = "website"
    HISTORY = "history"


@value
class Asked:
    """One question at its place: wanted when any cube of `when` fits (none: always), and none of
    `unless`. The cubes are over observations; here *not sure* and *not reached* are values too.
    Nor is it wanted where a question of `unsure` was answered so."""

    question: str
    stage: Stage
    when: tuple[Cube, ...] = ()
    unless: tuple[Cube, ...] = ()
    unsure: tuple[str, ...] = ()


GIVES: Final[Mapping[str, tuple[str, ...]]] = {
    **{name: (name,) for name in AS_THEY_ARE},
    "code_letter": ("code_kind",),
    "status": ("status", "standing"),
    "again": ("again", "standing"),
    "view": ("view", "photo", "details", "kind", "conditions", "end"),
    "view_wrong": ("view", "photo", "details"),
    "kind": ("kind",),
    "end": ("end",),
    "work": ("work", "proofs", "left_out"),
    "rent": ("rent", "proofs", "left_out"),
    "other": ("other", "proofs", "left_out"),
    "reported_on": ("report_age",),
    "promised_on": ("report_age",),
}
"""Question -> the observations that it settles."""

_SOMEONE_ELSE: Final = "other mixture unclear"
_VIEW_IS_WRONG: Final = (
    cube(view="name_wrong birth_wrong"),
    cube(kind="differs"),
    cube(end="differs date_on_settled"),
    *(cube(**{surface: _SOMEONE_ELSE}) for surface in ("work", "rent", "other")),
)
"""No code is made on such a view, so its previews are left alone, as they are where it differs from
the letter and nobody is sure how; and after one that shows another person nobody looks further."""

_ALL_PROOFS: Final = (
    cube(purpose=f"nobody {NOT_SURE}"),
    cube(reported="said_fixed partly came_back"),
    cube(proofs="some_not"),
)


def _website(question: str, *when: Cube, unless: tuple[Cube, ...] = ()) -> Asked:
    return Asked(question, Stage.WEBSITE, when, unless)


def _reports(stage: Stage, *when: Cube) -> tuple[Asked, ...]:
    """A promise counts until 10 working days are over; a reference, once a complaint is due."""
    late = (cube(report_age="over"), cube(reported="came_back said_nothing_wrong"))
    return (
        Asked("reported", stage, when),
        Asked("reported_on", stage, when),
        Asked("promised_on", stage, when, (cube(report_age="over"),)),
        *(
            Asked("reference", stage, ({**now, **one},))
            for now in when or (cube(),)
            for one in late
        ),
    )


def _proof(question: str, *when: Cube) -> Asked:
    return Asked(question, Stage.WEBSITE, when, _VIEW_IS_WRONG, ("kind", "end"))


ORDER: Final = (
    *(Asked(name, Stage.OPENING) for name in ("brings", "nation", "purpose", "due", "there")),
    Asked("holds", Stage.OPENING),
    *_reports(Stage.SAID, cube(brings="reported")),
    Asked("check", Stage.SAID, (cube(brings="said"),)),
    Asked("code_letter", Stage.SAID, (cube(check="fails"),)),
    Asked("code_age", Stage.SAID),
    Asked("code_typed", Stage.SAID),
    Asked(
        "says",
        Stage.SAID,
        (cube(brings="said"),),
        (cube(check="fails other_person wrong photo_doubt service_no"),),
    ),
    Asked("code_letter", Stage.SAID, (cube(says="wants_code"),)),
    Asked("carrier", Stage.SAID),
    Asked("passport", Stage.SAID, (cube(brings="document"), cube(purpose="travel"))),
    _website("contacts"),
    _website("signin"),
    _website("passport", cube(signin="refused")),
    _website("status"),
    _website("again", cube(status="missing failing")),
    _website("view"),
    _website("view_wrong"),
    _website("document"),
    _website("recent"),
    _website("kind"),
    _website("end"),
    _website("letter"),
    _website("earlier"),
    _website("accounts"),
    _website("applied"),
    _proof("work", cube(purpose="job")),
    _proof("rent", cube(purpose="home", nation=f"england abroad {NOT_SURE}")),
    _proof(
        "other",
        cube(purpose="bank study public travel"),
        cube(purpose="home", nation="wales scotland northern_ireland"),
    ),
    *(_proof(surface, *_ALL_PROOFS) for surface in ("work", "rent", "other")),
    _website("proofs_again"),
    *_reports(Stage.HISTORY),
)
"""A question may stand at two places; it is asked at the first that wants it."""

FOLLOWS: Final[Mapping[str, tuple[str, tuple[str, ...]]]] = {
    "view_wrong": ("view", ("wrong",)),
    "kind": ("view", ("status",)),
    "end": ("view", ("date",)),
    "code_letter": ("check says", ()),
    "reported_on": ("reported", ("waiting", "partly", "came_back", "said_nothing_wrong")),
    "promised_on": ("reported_on", ()),
}
"""Questions that make sense only after another was answered in some way (none named: in any way
but *not sure*)."""

USUAL: Final[Mapping[str, Told]] = {
    "brings": "look",
    "purpose": "job",
    "there": "no",
    "check": "works",
    "says": "nothing",
    "code_letter": "other",
    "carrier": "fine",
    "contacts": "mine",
    "signin": "in",
    "passport": "linked",
    "status": "shown",
    "again": "same",
    "view": ("right",),
    "document": "own",
    "recent": "nothing",
    "letter": "granted",
    "work": ("same",),
    "rent": ("same",),
    "other": ("same",),
    "proofs_again": "some_not",
    "reported": "no",
}
"""The answer to each question that leads on by the plainest way; others are taken as not sure."""


@value
class Known:
    """What is known so far: the answers, the day, and whether to look at the website although
    something is clear already."""

    answers: Answers
    today: date
    calendar: WorkingDays = WorkingDays()
    look_anyway: bool = False

    def diagnosis(self) -> Diagnosis:
        return diagnose(TABLE, observed(self.answers, self.calendar, self.today))

    def told(self, question: str, answer: Told) -> Known:
        return Known(
            {**self.answers, question: answer}, self.today, self.calendar, self.look_anyway
        )


def next_question(known: Known) -> Asked | None:
    """The next question, or None when there is nothing more to ask."""
    diagnosis = known.diagnosis()
    read = still_read(diagnosis)
    for asked in ORDER:
        if asked.stage is Stage.WEBSITE and is_enough(known, diagnosis):
            return None
        if asked.stage is Stage.HISTORY and not _can_be_reported(diagnosis):
            return None
        if (
            asked.question not in known.answers
            and not read.isdisjoint(GIVES[asked.question])
            and _wanted(asked, known.answers, diagnosis)
        ):
            return asked
    return None


_GOES_ON: Final = (
    *("repair-unverified", "contact-one-lost", "code-given-other", "seen-by-other"),
    "photo-doubted",
)
"""Clear, and yet what comes next is to look."""


def is_enough(known: Known, diagnosis: Diagnosis) -> bool:
    """Whether something is clear before the website was looked at. What was reported once is looked
    at again in any case."""
    leading = diagnosis.leading
    return (
        not known.look_anyway
        and "signin" not in known.answers
        and leading is not None
        and leading.certainty is Certainty.CLEAR
        and leading.row.band is not Band.HISTORY
        and leading.row.id not in _GOES_ON
    )


def _can_be_reported(diagnosis: Diagnosis) -> bool:
    leading = diagnosis.leading
    return leading is not None and "complaint" in leading.row.routes


def _wanted(asked: Asked, answers: Answers, diagnosis: Diagnosis) -> bool:
    values = diagnosis.values
    if not _follows(asked.question, answers):
        return False
    if asked.when and not any(_fits(one, values) for one in asked.when):
        return False
    if any(_fits(one, values) for one in asked.unless):
        return False
    if any(answers.get(one) == NOT_SURE for one in asked.unsure):
        return False
    return any(gate(_OBSERVATIONS[name], values) is Gate.OPEN for name in GIVES[asked.question])


def _follows(question: str, answers: Answers) -> bool:
    if question not in FOLLOWS:
        return True
    before, named = FOLLOWS[question]
    given = [answers[name] for name in before.split() if name in answers]
    if not named:
        return any(one != NOT_SURE for one in given)
    return any(one in named if isinstance(one, str) else set(one) & set(named) for one in given)


def _fits(one: Cube, values: Mapping[str, str]) -> bool:
    return all(values[name] in allowed for name, allowed in one.items())


_OBSERVATIONS: Final = {one.id: one for one in TABLE.observations}


_GATES: Final = tuple(
    (one.id, frozenset(name for gate_cube in one.gate for name in gate_cube))
    for one in reversed(TABLE.observations)
)
_READ_BY: Final = tuple(
    (row, frozenset(row.reads).union(*(ROUTES[name].reads for name in row.routes)))
    for row in TABLE.rows
)


def still_read(diagnosis: Diagnosis) -> frozenset[str]:
    """The observations that a row still alive reads, or a way that it offers, or the gate of
    another observation that is read and not known."""
    values = diagnosis.values
    read: set[str] = set()
    for row, names in _READ_BY:
        if not names <= read and not ruled_out(row, values):
            read |= names
    for later, gates in _GATES:
        if later in read and values[later] == NOT_SURE:
            read |= gates
    return frozenset(read)


NOT_COUNTED: Final = ("contacts",)
"""Safety questions: they are asked on the way and are none of the questions about the record."""


def about_more(known: Known) -> int:
    """About how many questions are still to come, if all goes the plainest way."""
    count = 0
    while (asked := next_question(known)) is not None and count < len(ORDER):
        known = known.told(asked.question, USUAL.get(asked.question, NOT_SURE))
        count += asked.question not in NOT_COUNTED
    return count
