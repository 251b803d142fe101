"""They say no: what the employer, landlord or other said, what to answer, where to get help."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import Final

from tui.core.journey import REAL, Journey
from tui.core.observations import CHECKED_PURPOSES
from tui.core.steps import Answers, Move, Presses, choose, go, stay
from tui.core.steps.walk import proceed
from tui.core.table import NOT_SURE

SAID: Final = (
    "wants_document",
    "code_fails",
    "wants_code",
    "wants_signin",
    "used_my_page",
    "will_not_wait",
    "no_codes",
    "again",
    "service_no",
)
"""What can be said against somebody, in the order in which it is offered."""

_CHECKS: Final = {"code_fails": "fails", "service_no": "service_no"}
"""What is said about a check that was made; all else is what they say without one."""


def may_be_refused(journey: Journey) -> bool:
    """Whether somebody asked for proof who can say no to it."""
    purpose = journey.told.get("purpose")
    return journey.mode == REAL and purpose in (*CHECKED_PURPOSES.split(), NOT_SURE)


def said_by(journey: Journey) -> tuple[str, ...]:
    """Nobody is checked *again* who does not work or live there; and only for a job or a home is
    there a checking service that can say no."""
    barred = set()
    if journey.told.get("there") == "no":
        barred.add("again")
    if journey.told.get("purpose") in ("bank", "study", "public"):
        barred |= {"again", "service_no"}
    return tuple(one for one in SAID if one not in barred)


def said(journey: Journey, value: str | tuple[str, ...]) -> Move:
    chosen = choose(journey, value, (*said_by(journey), NOT_SURE))
    if chosen is None:
        return journey.wrong("choose"), None
    if chosen == NOT_SURE:
        return proceed(journey)
    check = _CHECKS.get(chosen)
    told = {**journey.told, **({"check": check} if check else {"says": chosen})}
    journey = replace(journey.answered(said=chosen), told=MappingProxyType(told))
    # What was said counts for what is found; the note about it comes first.
    found, _ = proceed(journey)
    return go(replace(journey, seen=found.seen), "no.note")


def note(journey: Journey, action: str) -> Move:
    match action:
        case "loss":
            return go(journey, "no.loss")
        case "help":
            return go(journey, "no.help")
        case "found":
            return proceed(journey)
        case _:
            return stay(journey)


ANSWERS: Final[Answers] = {"no.said": said}
PRESSES: Final[Presses] = dict.fromkeys(("no.note", "no.loss", "no.help"), note)
