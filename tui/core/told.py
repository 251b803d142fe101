"""Level one of the walkthrough: what a person told, as observations.

The same classes come from here as from :mod:`tui.core.observe`; the diagnosis cannot tell which of
the two it reads. An answer of *not sure* gives nothing that is sure.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from tui.core.classes import view_class
from tui.core.events import Birth
from tui.core.observations import SURFACES
from tui.core.questions import Told
from tui.core.table import NOT_SURE
from tui.core.working_days import WorkingDays

Answers = Mapping[str, Told]
"""Question id -> what was answered."""

AS_THEY_ARE: Final = (
    *("brings", "nation", "purpose", "due", "there", "holds", "check", "says", "carrier"),
    *("code_age", "code_typed", "contacts", "signin", "passport", "document", "recent"),
    *("letter", "earlier", "accounts", "applied", "proofs_again", "reported", "reference"),
)
"""Questions whose answer is the observation."""

_LETTERS: Final = {"job": "w", "home": "r", "bank": "s", "study": "s", "public": "s"}
_LATER: Final = {
    "presettled": "later",
    **dict.fromkeys(("settled", "visa", "waiting", "british"), "differs"),
}
"""Only pre-settled status is made longer without a letter; elsewhere a later date is wrong."""

_WITHOUT_RENT_CHECKS: Final = ("wales", "scotland", "northern_ireland")
ANSWER_DAYS: Final = 10
"""Working days in which the Home Office says that it answers a report (domain.md 2.3, 2.4)."""


def observed(answers: Answers, calendar: WorkingDays, today: date) -> dict[str, str]:
    """Observation -> value, for all that the answers say something about."""
    seen: dict[str, str] = {}
    for name in AS_THEY_ARE:
        if isinstance(given := answers.get(name), str):
            seen[name] = given
    seen |= _code_kind(answers)
    seen |= _standing(answers)
    seen |= _view(answers)
    seen |= _proofs(answers)
    seen |= _report_age(answers, calendar, today)
    return seen


def _ticks(answers: Answers, name: str) -> frozenset[str] | None:
    """What is ticked; None when nothing was, or nobody was sure."""
    given = answers.get(name)
    if given is None or given == NOT_SURE or NOT_SURE in given:
        return None
    return frozenset(given)


def _code_kind(answers: Answers) -> dict[str, str]:
    letter, purpose = answers.get("code_letter"), answers.get("purpose", NOT_SURE)
    match letter:
        case None:
            return {}
        case "other":
            return {"code_kind": "no_such"}
        case "s" if purpose == "home":
            # Outside England a landlord is anybody else, and which nation it is may not be known.
            nation = answers.get("nation", NOT_SURE)
            elsewhere = "fits" if nation in _WITHOUT_RENT_CHECKS else "other_kind"
            return {"code_kind": NOT_SURE if nation == NOT_SURE else elsewhere}
        case str() if letter != NOT_SURE and isinstance(purpose, str) and purpose in _LETTERS:
            return {"code_kind": "fits" if letter == _LETTERS[purpose] else "other_kind"}
        case _:
            return {"code_kind": NOT_SURE}


def _standing(answers: Answers) -> dict[str, str]:
    """What came after the code, and what sort of thing the page shows."""
    seen: dict[str, str] = {}
    shows = ""
    for question in ("again", "status"):
        answer = answers.get(question)
        if isinstance(answer, str):
            seen[question] = answer if answer in _NOTHING_SHOWN else "shown"
            shows = answer if answer in _STANDINGS else shows
    if shows:
        seen["standing"] = _STANDINGS[shows]
    return seen


_NOTHING_SHOWN: Final = ("missing", "failing", "same", NOT_SURE)
_STANDINGS: Final = {
    "shown": "current",
    **{name: name for name in ("certificate", "refused", "ended")},
}


# The status page ----------------------------------------------------------------------------


def _view(answers: Answers) -> dict[str, str]:
    ticks = _ticks(answers, "view")
    if ticks is None:
        return {"view": NOT_SURE} if "view" in answers else {}
    own_but_wrong = _ticks(answers, "view_wrong") if "wrong" in ticks else frozenset[str]()
    # Where it is not known which detail is wrong, only what holds for each of them is said.
    which = (own_but_wrong,) if own_but_wrong is not None else _ANY_WRONG
    whose = {_whose(ticks, wrong) for wrong in which}
    seen = {"view": whose.pop() if len(whose) == 1 else NOT_SURE}
    seen |= _beside_the_letter(answers, ticks)
    if "wrong" not in ticks:
        return {**seen, "photo": "good", "details": "right"}
    if own_but_wrong is None:
        # Something is wrong with it, and which is not known.
        return {**seen, "photo": NOT_SURE, "details": NOT_SURE}
    return {
        **seen,
        "photo": "poor" if "photo" in own_but_wrong else "good",
        "details": "wrong" if "detail" in own_but_wrong else "right",
    }


_ANY_WRONG: Final = tuple(
    frozenset(one.split()) for one in ("photo", "name", "birth", "name birth", "detail")
)


def _whose(ticks: frozenset[str], wrong: frozenset[str]) -> str:
    untold = NOT_SURE if "cannot_tell" in ticks else "mine"
    photo = "not_mine" if "photo" in ticks else untold
    name = "not_mine" if "name" in ticks else "mine_but_wrong" if "name" in wrong else untold
    birth = Birth.DIFFERENT if "birth" in ticks or "birth" in wrong else Birth.SAME
    whose = view_class(photo, name, birth)
    if "detail" in ticks and whose not in ("other", NOT_SURE):
        return "mixture"
    # They looked and could not tell: that is an answer, and no code is made on it.
    return "unclear" if whose == NOT_SURE else whose


def _beside_the_letter(answers: Answers, ticks: frozenset[str]) -> dict[str, str]:
    unticked = NOT_SURE if ticks & {"no_letter", "cannot_tell"} else "as_letter"

    def follow(tick: str, question: str) -> str:
        if tick not in ticks:
            return unticked
        told = answers.get(question, NOT_SURE)
        if told == "later":
            return _LATER.get(str(answers.get("holds")), NOT_SURE)
        return told if isinstance(told, str) else NOT_SURE

    return {
        "kind": follow("status", "kind"),
        "end": follow("date", "end"),
        "conditions": "differs" if "may" in ticks else unticked,
    }


# The proofs ---------------------------------------------------------------------------------


_NOTHING: Final = frozenset(("nothing",))


def proof_told(ticks: frozenset[str]) -> str:
    """The class of one surface, from the person's own ticks. What they call not theirs is never
    called anything milder."""
    match ticks & {"photo", "name", "birth"}, ticks:
        case foreign, _ if foreign >= {"photo", "name"}:
            return "other"
        case foreign, _ if foreign:
            return "mixture"
        case _, all_ if "cannot_tell" in all_:
            return "unclear"
        case _, all_ if "nothing" in all_:
            return "missing"
        case _, all_ if "differs" in all_:
            return "stale"
        case _:
            return "own"


def _proofs(answers: Answers) -> dict[str, str]:
    seen: dict[str, str] = {}
    ticked = {name: _ticks(answers, name) for name in SURFACES if name in answers}
    nothing = _NOTHING in ticked.values()
    if answers.get("proofs_again") != "some_not":
        # What did not open once may open on another day, and then show anything.
        ticked = {name: None if one == _NOTHING else one for name, one in ticked.items()}
    for name, ticks in ticked.items():
        seen[name] = NOT_SURE if ticks is None else proof_told(ticks)
    looked = [ticks for ticks in ticked.values() if ticks is not None]
    if nothing or "proofs_again" in answers:
        seen["proofs"] = "some_not"
    elif len(looked) == len(SURFACES):
        seen["proofs"] = "all_shown"
    if any("left_out" in ticks for ticks in looked):
        seen["left_out"] = "end_date"
    elif len(looked) == len(SURFACES):
        seen["left_out"] = "nothing"
    if looked:
        # No code is made while the walkthrough asks.
        seen["code"] = "none"
    return seen


# Reports ------------------------------------------------------------------------------------


def _report_age(answers: Answers, calendar: WorkingDays, today: date) -> dict[str, str]:
    """Over when the promised day has passed, or after 10 working days, whatever was promised. In
    time only where both are known: the day of the report, and that no promise is broken."""
    since, until = (_day(answers, name) for name in ("reported_on", "promised_on"))
    if until is not None and until < today:
        return {"report_age": "over"}
    if since is not None and today > calendar.after(since, ANSWER_DAYS):
        return {"report_age": "over"}
    promise_known = until is not None or answers.get("promised_on") == "none"
    known = since is not None and promise_known
    return {"report_age": "in_time" if known else NOT_SURE} if "reported_on" in answers else {}


def _day(answers: Answers, name: str) -> date | None:
    given = answers.get(name)
    no_day = (None, NOT_SURE, "none")
    return date.fromisoformat(given) if isinstance(given, str) and given not in no_day else None


def days_told(answers: Answers) -> Iterator[date]:
    """Every day in the answers, for a calendar that has to reach as far."""
    for name in ("reported_on", "promised_on"):
        if (day := _day(answers, name)) is not None:
            yield day
