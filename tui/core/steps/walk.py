"""The walkthrough beside the real website: one question after another, and where it has to stop.

Everything is asked of the people who sit there; nothing is sent anywhere. The answers stand in
`journey.told`; what they mean as observations is worked out anew after each of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from types import MappingProxyType
from typing import Final

from tui.core.asking import Asked, Known, Stage, is_enough, next_question
from tui.core.diagnose import Diagnosis
from tui.core.journey import Journey
from tui.core.questions import BY_ID, QUESTIONS, Kind, Question, Told, misfit
from tui.core.routes import adviser_comes_first
from tui.core.steps import Answers, Move, Presses, choose, go, stay
from tui.core.table import NOT_SURE, Band
from tui.core.tidy import calendar_day, kept

PREFIX: Final = "walk."
SOON: Final = ("today", "two_days")
NEVER: Final = date(1, 1, 1)
WITH_WORDS: Final = ("signin", "status")
"""Questions for which the website's own words may be pasted."""

_VIEW_FIELDS: Final = {
    "photo": ("mine", "poor", "not_mine", NOT_SURE),
    "name": ("mine", "wrong", "not_mine", NOT_SURE),
    "birth": ("mine", "wrong", "not_mine", NOT_SURE),
    "status": ("as_letter", "upgraded", "differs", NOT_SURE),
    "date": ("as_letter", "later", "differs", "date_on_settled", NOT_SURE),
    "may": ("as_letter", "differs", NOT_SURE),
}
_PROOF_FIELDS: Final = {
    "photo": ("mine", "not_mine", NOT_SURE),
    "name": ("mine", "not_mine", NOT_SURE),
    "birth": ("mine", "not_shown", "not_mine", NOT_SURE),
    "rest": ("same", "left_out", "differs", NOT_SURE),
}
ONE_AT_A_TIME: Final = {
    "view": _VIEW_FIELDS,
    **dict.fromkeys(("work", "rent", "other"), _PROOF_FIELDS),
}
"""Surface -> its details, each with the answers that it takes."""


def field_step(surface: str, number: int) -> str:
    """The step that asks for one detail of a surface."""
    return f"{PREFIX}{surface}.{tuple(ONE_AT_A_TIME[surface])[number]}"


def known(journey: Journey) -> Known:
    return Known(
        journey.told, journey.today or NEVER, journey.calendar, look_anyway=journey.look_anyway
    )


# Before the first question ------------------------------------------------------------------


def begin(journey: Journey) -> Move:
    """Who helps, what their organisation may do, and whether the person is free to decide."""
    if journey.answers.get("who") == "together":
        return go(journey, "walk.company")
    return go(journey, "walk.controlled")


def company(journey: Journey, value: str | tuple[str, ...]) -> Move:
    match choose(journey, value, (*BY_ID["company"].answers, NOT_SURE)):
        case None:
            return journey.wrong("choose"), None
        case "employer_or_landlord":
            return journey.afresh("stop.checker"), None
        case "adviser" if journey.regulated is None:
            return go(journey, "walk.regulated")
        case _:
            return go(journey, "walk.controlled")


def regulated(journey: Journey, value: str | tuple[str, ...]) -> Move:
    chosen = choose(journey, value, ("yes", "no", NOT_SURE))
    if chosen is None:
        return journey.wrong("choose"), None
    return go(replace(journey, regulated=chosen == "yes"), "walk.controlled")


def controlled(journey: Journey, value: str | tuple[str, ...]) -> Move:
    match choose(journey, value, (*BY_ID["controlled"].answers, NOT_SURE)):
        case None:
            return journey.wrong("choose"), None
        case "no":
            return proceed(journey)
        case _:
            return journey.afresh("stop.control"), None


# From one question to the next --------------------------------------------------------------


def tell(journey: Journey, question: str, answer: Told) -> Move:
    """Keep the answer and go on. What did not open and opens now is looked at anew."""
    told = {**journey.told, question: answer}
    if question == "proofs_again" and answer == "all_shown":
        told = {name: one for name, one in told.items() if one != ("nothing",)}
    if answer == ("nothing",) and told.get("proofs_again") == "all_shown":
        # It was said to open now, and does not.
        told["proofs_again"] = "some_not"
    return proceed(replace(journey, told=MappingProxyType(told)))


def proceed(journey: Journey) -> Move:
    """On to whatever comes next: a page that has to be seen first, a question, or the outcome."""
    state = known(journey)
    diagnosis = state.diagnosis()
    seen = {name: one for name, one in diagnosis.values.items() if one != "not_reached"}
    journey = replace(journey, seen=MappingProxyType(seen))
    step = _first(journey, diagnosis, next_question(state))
    return go(journey, step)


def _first(journey: Journey, diagnosis: Diagnosis, asked: Asked | None) -> str:
    passed = journey.passed
    if (stop := _stranger(diagnosis)) is not None and stop not in passed:
        return "walk.stranger"
    if journey.told.get("contacts") == "someone_elses" and "others-phone" not in passed:
        return "walk.others-phone"
    opening = asked is not None and asked.stage is Stage.OPENING
    if not opening and journey.told.get("due") in SOON and "note" not in passed:
        return "walk.note"
    if asked is None:
        first = adviser_comes_first(diagnosis) and "adviser" not in passed
        return "walk.adviser" if first else "outcome"
    if asked.stage is Stage.WEBSITE and "safe" not in passed:
        return "safe.sign-in"
    return PREFIX + asked.question


ON_SCREEN: Final = "stranger-on-screen"
ELSEWHERE: Final = "stranger-elsewhere"
_FOREIGN: Final = ("other", "mixture", "unclear")


def is_on_screen(values: Mapping[str, str]) -> bool:
    """Whether what the website shows now may be another person's. Read from what was seen and not
    from the findings: answers that contradict one another have none."""
    return any(values.get(surface) in _FOREIGN for surface in ONE_AT_A_TIME)


def _stranger(diagnosis: Diagnosis) -> str | None:
    """Why to stop for another person's details, if at all."""
    if is_on_screen(diagnosis.values):
        return ON_SCREEN
    heard = any(one.row.band is Band.OTHER_PERSONS_DATA for one in diagnosis.findings)
    return ELSEWHERE if heard else None


def passing(page: str, journey: Journey, action: str) -> Move:
    """A page that stands once on the way; there is one way on from it."""
    if action != "continue":
        return stay(journey)
    return proceed(replace(journey, passed=journey.passed | {page}))


def stranger(journey: Journey, value: str | tuple[str, ...]) -> Move:
    chosen = choose(journey, value, (*BY_ID["danger"].answers, NOT_SURE))
    if chosen is None:
        return journey.wrong("choose"), None
    journey = journey.answered(danger=chosen)
    stops = {ELSEWHERE, *((ON_SCREEN,) if is_on_screen(journey.seen) else ())}
    return proceed(replace(journey, passed=journey.passed | stops))


# Answers ------------------------------------------------------------------------------------


def _answer(question: Question, journey: Journey, value: str | tuple[str, ...]) -> Move:
    match question.kind:
        case Kind.CHOICE:
            chosen = choose(journey, value, (*question.answers, NOT_SURE))
            if chosen is None:
                return journey.wrong("choose"), None
            return tell(journey, question.id, chosen)
        case Kind.TICKS:
            ticks = value if isinstance(value, tuple) else ()
            wrong = misfit(question, ticks)
            if wrong is not None:
                journey = journey.answered(**{f"{question.id}.ticked": " ".join(ticks)})
                return journey.wrong("ticks_alone" if wrong == "alone" else "ticks_empty"), None
            return tell(journey, question.id, ticks)
        case Kind.DAY:
            return _day(question, journey, value)


def _day(question: Question, journey: Journey, value: str | tuple[str, ...]) -> Move:
    """A day as three fields. A report is never of tomorrow; a promise may be."""
    given = value if isinstance(value, tuple) and len(value) == 3 else ("", "", "")
    typed = tuple(kept(one) for one in given)
    latest = journey.today if question.id == "reported_on" else None
    read = calendar_day(typed, latest)
    if isinstance(read, str):
        parts = {f"{question.id}.{number}": one for number, one in enumerate(typed)}
        return journey.answered(**parts).wrong(read), None
    return tell(journey, question.id, read.isoformat())


def press(question: Question, journey: Journey, action: str) -> Move:
    match action:
        case "none" if "none" in question.answers:
            return tell(journey, question.id, "none")
        case "not_sure":
            answer = (NOT_SURE,) if question.kind is Kind.TICKS else NOT_SURE
            return tell(journey, question.id, answer)
        case "one" if question.id in ONE_AT_A_TIME:
            return go(journey, field_step(question.id, 0))
        case "words" if question.id in WITH_WORDS:
            return go(journey.answered(words_for=question.id), "walk.words")
        case _:
            return stay(journey)


# From the outcome ---------------------------------------------------------------------------


def may_look(journey: Journey) -> bool:
    """Whether something was clear before the website was looked at."""
    state = known(journey)
    return is_enough(state, state.diagnosis())


def look_anyway(journey: Journey) -> Move:
    return proceed(replace(journey, look_anyway=True))


ANSWERS: Final[Answers] = {
    **{PREFIX + one.id: partial(_answer, one) for one in QUESTIONS},
    "walk.company": company,
    "walk.regulated": regulated,
    "walk.controlled": controlled,
    "walk.stranger": stranger,
}
PRESSES: Final[Presses] = {
    **{PREFIX + one.id: partial(press, one) for one in QUESTIONS},
    **{PREFIX + name: partial(passing, name) for name in ("note", "others-phone", "adviser")},
}
