"""Who is here, practice or the real website, and whether it is safe to sign in."""

from __future__ import annotations

from typing import Final

from tui.core.journey import Journey
from tui.core.steps import Answers, Move, Presses, choose, go

WHO: Final = ("together", "alone", "checker", "absent")
MODE: Final = ("practise", "real")
SAFE: Final = ("no", "yes", "not_sure")
CONTACTS: Final = ("mine", "one_lost", "both_lost", "someone_elses", "not_sure")


def who(journey: Journey, value: str | tuple[str, ...]) -> Move:
    match choose(journey, value, WHO):
        case None:
            return journey.wrong("choose"), None
        case "checker":
            return journey.afresh("stop.checker"), None
        case "absent":
            return journey.afresh("stop.absent"), None
        case _:
            return go(journey, "start.mode")


def mode(journey: Journey, value: str | tuple[str, ...]) -> Move:
    match choose(journey, value, MODE):
        case None:
            return journey.wrong("choose"), None
        case "real":
            return go(journey, "stop.real")
        case _:
            return go(journey, "safe.sign-in")


def safe(journey: Journey, value: str | tuple[str, ...]) -> Move:
    match choose(journey, value, SAFE):
        case None:
            return journey.wrong("choose"), None
        case "no":
            return go(journey, "safe.contacts")
        case _:
            return journey.afresh("stop.unsafe"), None


def contacts(journey: Journey, value: str | tuple[str, ...]) -> Move:
    chosen = choose(journey, value, CONTACTS)
    if chosen is None:
        return journey.wrong("choose"), None
    journey = journey.note(contacts=chosen)
    if chosen in ("both_lost", "someone_elses"):
        return go(journey, "outcome")
    return go(journey, "signin.document")


def back_to_mode(journey: Journey, action: str) -> Move:
    return (journey.afresh("start.mode"), None) if action == "return" else (journey, None)


ANSWERS: Final[Answers] = {
    "start.who": who,
    "start.mode": mode,
    "safe.sign-in": safe,
    "safe.contacts": contacts,
}
PRESSES: Final[Presses] = {"stop.real": back_to_mode}
