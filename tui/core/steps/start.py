"""Who is here, practice or the real website, and whether it is safe to sign in."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from tui.core.journey import PRACTISE, REAL, Journey, new_journey
from tui.core.steps import Answers, Move, choose, go

WHO: Final = ("together", "alone", "checker", "absent", "cannot_agree")
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
        case "cannot_agree":
            return journey.afresh("stop.consent"), None
        case chosen:
            return go(journey.answered(who=chosen), "start.mode")


def mode(journey: Journey, value: str | tuple[str, ...]) -> Move:
    """Whatever was answered or typed in the other mode is let go."""
    chosen = choose(journey, value, MODE)
    if chosen is None:
        return journey.wrong("choose"), None
    fresh = replace(
        new_journey(journey.generation, regulated=journey.regulated),
        step=journey.step,
        trail=journey.trail,
        answers=journey.answers,
        today=journey.today,
        mode=REAL if chosen == "real" else PRACTISE,
    )
    if chosen != "real":
        return go(fresh, "safe.sign-in")
    from tui.core.steps.walk import begin

    return begin(fresh)


def safe(journey: Journey, value: str | tuple[str, ...]) -> Move:
    match choose(journey, value, SAFE):
        case None:
            return journey.wrong("choose"), None
        case "no" if journey.mode == REAL:
            from tui.core.steps.walk import proceed

            return proceed(replace(journey, passed=journey.passed | {"safe"}))
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


ANSWERS: Final[Answers] = {
    "start.who": who,
    "start.mode": mode,
    "safe.sign-in": safe,
    "safe.contacts": contacts,
}
