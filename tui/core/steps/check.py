"""A checker's own sitting, in practice only, and the client's look through a checker's eyes."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from tui.core.casework import (
    CHECK_REFS,
    CheckDraft,
    CheckOpened,
    CheckOpenedNothing,
    CheckSeen,
    OpenAsChecker,
)
from tui.core.events import CodeDiffers, CodeNotOpened, Outcome
from tui.core.journey import PRACTISE, Journey
from tui.core.records import Purpose
from tui.core.steps import Answers, Move, Outcomes, Presses, ask, choose, go, stay
from tui.core.steps.code import making
from tui.core.steps.outcome import ended
from tui.core.tidy import birth_date, compact, kept

PURPOSES: Final = tuple(one.value for one in Purpose)
PLACES: Final = ("england", "wales", "scotland", "northern_ireland")
REASONS: Final = ("bank", "study", "benefit", "something")
CODE_LENGTH: Final = 9


def stopped(journey: Journey, action: str) -> Move:
    """A checker may not open a client's pages; a check in practice has pages of its own."""
    match action:
        case "end":
            return ended(journey)
        case "check":
            return replace(journey, mode=PRACTISE).to("check.purpose"), None
        case _:
            return stay(journey)


def purpose(journey: Journey, value: str | tuple[str, ...]) -> Move:
    chosen = choose(journey, value, PURPOSES)
    if chosen is None:
        return journey.wrong("choose"), None
    journey = replace(journey, check=CheckDraft(Purpose(chosen)))
    return go(journey, "check.where" if chosen == "rent" else "check.who")


def where(journey: Journey, value: str | tuple[str, ...]) -> Move:
    match choose(journey, value, PLACES):
        case None:
            return journey.wrong("choose"), None
        case "england":
            return go(journey, "check.who")
        case _:
            return go(journey, "check.elsewhere")


def who(journey: Journey, value: str | tuple[str, ...]) -> Move:
    draft = journey.check
    name = kept(value).strip() if isinstance(value, str) else ""
    if draft is None or not name:
        return journey.wrong("empty"), None
    journey = replace(journey, check=replace(draft, name=name))
    return go(journey, "check.reason" if draft.purpose is Purpose.OTHER else "check.code")


def reason(journey: Journey, value: str | tuple[str, ...]) -> Move:
    chosen = choose(journey, value, REASONS)
    if journey.check is None or chosen is None:
        return journey.wrong("choose"), None
    return go(replace(journey, check=replace(journey.check, reason=chosen)), "check.code")


def code(journey: Journey, value: str | tuple[str, ...]) -> Move:
    draft = journey.check
    typed = kept(value) if isinstance(value, str) else ""
    if draft is None:
        return stay(journey)
    journey = replace(journey, check=replace(draft, code=typed))
    read = compact(typed)
    if len(read) != CODE_LENGTH or not (read.isascii() and read.isalnum()):
        return journey.wrong("shape" if read else "empty"), None
    return go(journey, "check.birth")


def birth(journey: Journey, value: str | tuple[str, ...]) -> Move:
    draft = journey.check
    if draft is None or not isinstance(value, tuple) or len(value) != 3:
        return stay(journey)
    day, month, year = (kept(one) for one in value)
    draft = replace(draft, birth=(day, month, year))
    journey = replace(journey, check=draft)
    born = birth_date(value, journey.today)
    if isinstance(born, str):
        return journey.wrong(born), None
    return ask(
        journey,
        OpenAsChecker(draft.purpose, draft.name, draft.reason, compact(draft.code), born),
        "check.looking",
    )


def looking(journey: Journey, outcome: Outcome) -> Move:
    match outcome:
        case CheckOpened(seen=seen):
            return _shown(_emptied(journey), seen).afresh("check.shown"), None
        case CheckOpenedNothing():
            return _emptied(journey).afresh("check.nothing"), None
        case _:
            return stay(journey)


def _emptied(journey: Journey) -> Journey:
    """The code and the birthday are not needed any more, whoever's they were."""
    assert journey.check is not None
    draft = replace(journey.check, code="", birth=("", "", ""), seen=None)
    return replace(journey, check=draft)


def _shown(journey: Journey, seen: CheckSeen) -> Journey:
    assert journey.check is not None
    draft = replace(journey.check, seen=seen)
    return replace(journey, check=draft, kept=journey.kept | CHECK_REFS)


def after(journey: Journey, action: str) -> Move:
    """From what was shown, or was not."""
    closed = replace(journey, kept=journey.kept - CHECK_REFS)
    match action:
        case "another":
            return replace(closed, check=None).afresh("check.purpose"), None
        case "again" if journey.check is not None:
            return closed.afresh("check.code"), None
        case "end":
            return ended(journey)
        case _:
            return stay(journey)


# Through a checker's eyes -----------------------------------------------------------------


def opening(journey: Journey, outcome: Outcome) -> Move:
    match outcome:
        case CheckOpened(seen=seen):
            return _shown(journey, seen).afresh("check.seen"), None
        case CodeDiffers() | CodeNotOpened():
            return making(replace(journey, check=None), outcome)
        case _:
            return stay(journey)


def seen_by_client(journey: Journey, action: str) -> Move:
    if action != "letters":
        return stay(journey)
    closed = replace(journey, kept=journey.kept - CHECK_REFS, check=None)
    return closed.afresh("code.shown"), None


ANSWERS: Final[Answers] = {
    "check.purpose": purpose,
    "check.where": where,
    "check.who": who,
    "check.reason": reason,
    "check.code": code,
    "check.birth": birth,
}
PRESSES: Final[Presses] = {
    "stop.checker": stopped,
    "check.elsewhere": after,
    "check.nothing": after,
    "check.shown": after,
    "check.seen": seen_by_client,
}
OUTCOMES: Final[Outcomes] = {"check.looking": looking, "check.opening": opening}
