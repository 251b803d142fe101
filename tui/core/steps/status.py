"""What comes after the code: the view, one detail at a time, or nothing at all."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from tui.core.classes import view_class
from tui.core.events import (
    Birth,
    EndDate,
    Outcome,
    Standing,
    StatusFailing,
    StatusMissing,
    StatusShown,
)
from tui.core.journey import VIEW_REFS, Journey
from tui.core.steps import Answers, Move, Outcomes, Presses, choose, go, stay
from tui.core.steps.proofs import LOOKS_TO_BE_SURE, start_checking
from tui.core.steps.signin import look
from tui.core.table import NOT_SURE

LETTERS: Final = (
    "granted",
    "allowed",
    "certificate",
    "applied",
    "account_only",
    "ended",
    "none",
    NOT_SURE,
)
PHOTOS: Final = ("mine", "poor", "not_mine", NOT_SURE)


def looking(journey: Journey, outcome: Outcome) -> Move:
    tried_before = "status" in journey.seen
    if isinstance(outcome, StatusMissing | StatusFailing):
        journey = replace(journey, looks=journey.looks + 1)
    sure = journey.looks >= LOOKS_TO_BE_SURE
    match outcome:
        case StatusShown() as shown:
            journey = journey.note(again="shown") if tried_before else journey.note(status="shown")
            journey = replace(journey, status=shown, kept=VIEW_REFS).note(
                standing=shown.standing.value
            )
            step = "status.photo" if shown.birth is Birth.SAME else "status.birth"
            return journey.afresh(step), None
        case StatusMissing():
            # One "cannot find" among failures counts: a record may be missing as well.
            journey = journey.note(status="missing")
            if sure:
                return journey.note(again="same").afresh("status.letter"), None
            return journey.afresh("status.missing"), None
        case StatusFailing():
            if not tried_before:
                journey = journey.note(status="failing")
            if not sure:
                return journey.afresh("status.failing"), None
            missing = journey.seen["status"] == "missing"
            return journey.note(again="same").afresh(
                "status.letter" if missing else "outcome"
            ), None
        case _:
            return stay(journey)


def again(journey: Journey, action: str) -> Move:
    match action:
        case "again":
            return look(journey)
        case "cannot_wait":
            # Not a finding: the outcome says what is still open, and what to do meanwhile.
            return go(journey, "outcome")
        case _:
            return stay(journey)


def birth(journey: Journey, value: str | tuple[str, ...]) -> Move:
    match choose(journey, value, ("stop", "look")):
        case None:
            return journey.wrong("choose"), None
        case "stop":
            return _not_mine(journey)
        case _:
            return journey.afresh("status.photo"), None


def photo(journey: Journey, value: str | tuple[str, ...]) -> Move:
    """A poor photo of the client is still the client's."""
    chosen = choose(journey, value, PHOTOS)
    if chosen is None:
        return journey.wrong("choose"), None
    mine = chosen in ("mine", "poor")
    kept = journey.kept | {"view.photo"} if mine else journey.kept - {"view.photo"}
    journey = journey.answered(photo="mine" if mine else chosen)
    if mine:
        journey = journey.note(photo="poor" if chosen == "poor" else "good")
    return replace(journey, kept=kept).afresh("status.name"), None


def name(journey: Journey, value: str | tuple[str, ...]) -> Move:
    chosen = choose(journey, value, ("mine", "mine_but_wrong", "not_mine", NOT_SURE))
    if chosen is None:
        return journey.wrong("choose"), None
    journey = journey.answered(name=chosen)
    assert journey.status is not None
    view = view_class(journey.answers["photo"], chosen, journey.status.birth)
    if view == "other":
        return _not_mine(journey)
    # They looked and could not tell: that is an answer, and no code is made on it.
    journey = journey.note(view="unclear" if view == NOT_SURE else view, details="not_shown")
    if view in ("mixture", NOT_SURE):
        return _dropped(journey).afresh("outcome"), None
    return journey.afresh("status.kind"), None


def _not_mine(journey: Journey) -> Move:
    return _dropped(journey.note(view="other")).afresh("status.document"), None


def _dropped(journey: Journey) -> Journey:
    return replace(journey, kept=frozenset(), status=None).forget("standing", "photo", "details")


def document(journey: Journey, value: str | tuple[str, ...]) -> Move:
    chosen = choose(journey, value, ("own", "childs", "someone_elses", NOT_SURE))
    if chosen is None:
        return journey.wrong("choose"), None
    journey = journey.note(document=chosen)
    return journey.afresh("status.recent" if chosen == "own" else "outcome"), None


def recent(journey: Journey, value: str | tuple[str, ...]) -> Move:
    chosen = choose(journey, value, ("nothing", "own_document", "family_together", NOT_SURE))
    if chosen is None:
        return journey.wrong("choose"), None
    return journey.note(recent=chosen).afresh("outcome"), None


def kind(journey: Journey, value: str | tuple[str, ...]) -> Move:
    """The page shows what the person may do beside the status: both are asked about at once."""
    chosen = choose(journey, value, ("as_letter", "upgraded", "conditions", "differs", NOT_SURE))
    if chosen is None:
        return journey.wrong("choose"), None
    may = {"conditions": "differs", NOT_SURE: NOT_SURE}.get(chosen, "as_letter")
    named = "as_letter" if chosen == "conditions" else chosen
    journey = journey.note(kind=named, conditions=may).forget("end", "letter", "applied", "earlier")
    if chosen == "differs":
        return go(journey, "status.letter")
    return _after_kind(journey)


def _after_kind(journey: Journey) -> Move:
    assert journey.status is not None
    if journey.status.standing is Standing.CERTIFICATE and "earlier" not in journey.seen:
        return go(journey, "status.earlier")
    if journey.status.standing is Standing.REFUSED and "letter" not in journey.seen:
        return go(journey, "status.letter")
    match journey.status.end:
        case EndDate.DATE_ON_SETTLED:
            return start_or_stop(journey.note(end="date_on_settled"))
        case EndDate.NONE:
            return start_or_stop(journey.note(end="as_letter"))
        case EndDate.DATE:
            return go(journey, "status.end")


def end_answers(journey: Journey) -> tuple[str, ...]:
    """Only pre-settled status is made longer without a letter; elsewhere a later date is another
    date."""
    longer = journey.status is not None and journey.status.kind_family == "pre_settled"
    return ("as_letter", "later", "differs") if longer else ("as_letter", "differs")


def end(journey: Journey, value: str | tuple[str, ...]) -> Move:
    chosen = choose(journey, value, (*end_answers(journey), NOT_SURE))
    if chosen is None:
        return journey.wrong("choose"), None
    journey = journey.note(end=chosen)
    return start_or_stop(journey)


def applied(journey: Journey, value: str | tuple[str, ...]) -> Move:
    chosen = choose(journey, value, ("in_time", "not_in_time", NOT_SURE))
    if chosen is None:
        return journey.wrong("choose"), None
    return go(journey.note(applied=chosen), "outcome")


def letter(journey: Journey, value: str | tuple[str, ...]) -> Move:
    chosen = choose(journey, value, LETTERS)
    if chosen is None:
        return journey.wrong("choose"), None
    journey = journey.note(letter=chosen)
    if journey.status is None:
        before = chosen in ("certificate", "applied", "ended")
        asked = "status.waiting" if chosen == "none" else "outcome"
        return go(journey, "status.earlier" if before else asked)
    if journey.status.standing in (Standing.CERTIFICATE, Standing.REFUSED):
        return go(journey, "status.earlier")
    return start_or_stop(journey)


def waiting(journey: Journey, value: str | tuple[str, ...]) -> Move:
    """No letter at all: whoever has applied lately is rightly not found yet."""
    chosen = choose(journey, value, ("yes", "no", NOT_SURE))
    if chosen is None:
        return journey.wrong("choose"), None
    return go(journey.note(holds="waiting") if chosen == "yes" else journey, "outcome")


def earlier(journey: Journey, value: str | tuple[str, ...]) -> Move:
    chosen = choose(journey, value, ("no", "granted", NOT_SURE))
    if chosen is None:
        return journey.wrong("choose"), None
    journey = journey.note(earlier=chosen)
    if journey.status is None:
        return go(journey, "outcome")
    return start_or_stop(journey) if journey.seen["kind"] == "differs" else _after_kind(journey)


def start_or_stop(journey: Journey) -> Move:
    """On to the proofs, unless the status is in doubt: then the adviser comes first."""
    if journey.status is not None and journey.status.standing is Standing.REFUSED:
        return go(journey, "outcome")
    if journey.status is not None and journey.status.standing is Standing.ENDED:
        return go(journey, "status.applied")
    return start_checking(journey)


ANSWERS: Final[Answers] = {
    "status.birth": birth,
    "status.photo": photo,
    "status.name": name,
    "status.document": document,
    "status.recent": recent,
    "status.kind": kind,
    "status.end": end,
    "status.applied": applied,
    "status.letter": letter,
    "status.earlier": earlier,
    "status.waiting": waiting,
}
PRESSES: Final[Presses] = {"status.missing": again, "status.failing": again}
OUTCOMES: Final[Outcomes] = {"status.looking": looking}
