"""Answers by chance: what somebody could tell, sensible or not, and one of them made *not sure*."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Final

from tests.stories.telling import TODAY
from tui.core.asking import FOLLOWS, GIVES
from tui.core.findings import TABLE
from tui.core.questions import QUESTIONS, Kind, Question, Told
from tui.core.table import NOT_SURE

DAYS: Final = {
    "reported_on": ("2026-11-25", "2026-11-12", "2026-11-11", "2026-05-01"),
    "promised_on": ("2026-11-25", "2026-11-26", "2026-12-20"),
}
assert TODAY.isoformat() == "2026-11-26"

_GATED_BY: Final = {
    one.id: frozenset(name for cube in one.gate for name in cube) for one in TABLE.observations
}


_PLACE: Final = {one.id: place for place, one in enumerate(QUESTIONS)}


def tick_sets(question: Question) -> tuple[tuple[str, ...], ...]:
    """Every page of ticks that the question takes, *not sure* aside."""
    others = [one for one in question.answers if one not in question.alone]
    several = (ticks for size in range(1, len(others) + 1) for ticks in combinations(others, size))
    return (*((one,) for one in question.alone), *several)


def _few(question: Question) -> tuple[Told, ...]:
    """Pages of up to three ticks, for chance to draw from: more are hardly ever ticked."""
    return tuple(one for one in tick_sets(question) if len(one) <= 3)


def unsure(question: Question) -> Told:
    return (NOT_SURE,) if question.kind is Kind.TICKS else NOT_SURE


CHOICES: Final[Mapping[str, tuple[Told, ...]]] = {
    one.id: {
        Kind.CHOICE: one.answers,
        Kind.TICKS: _few(one) if one.kind is Kind.TICKS else (),
        Kind.DAY: (*DAYS.get(one.id, ()), *one.answers),
    }[one.kind]
    for one in QUESTIONS
}
"""What each question may be answered with, but for *not sure*."""

USUALLY: Final[Mapping[str, tuple[Told, ...]]] = {
    "brings": ("look", "status", "proof", "reported"),
    "holds": ("settled", "presettled", "visa"),
    "contacts": ("mine",),
    "signin": ("in",),
    "status": ("shown", "certificate", "ended", "refused", "missing"),
    "view": (("right",), ("status",), ("date",), ("wrong",), ("photo",), ("status", "date")),
    **dict.fromkeys(("work", "rent", "other"), (("same",), ("left_out",), ("nothing",))),
}
"""What is drawn more often, so that most answers lead somewhere."""


def answer(chance: random.Random, question: Question, *, sure: bool = False) -> Told:
    if not sure and chance.random() < 0.1:
        return unsure(question)
    usual = USUALLY.get(question.id)
    if usual is not None and chance.random() < 0.7:
        return chance.choice(usual)
    return chance.choice(CHOICES[question.id])


def follows(question: str, answers: Mapping[str, Told]) -> bool:
    """Whether the question makes sense after those answers."""
    if question not in FOLLOWS:
        return True
    before, named = FOLLOWS[question]
    for one in before.split():
        given = answers.get(one, NOT_SURE)
        if given in (NOT_SURE, (NOT_SURE,)):
            continue
        if not named or set(named) & ({given} if isinstance(given, str) else {*given}):
            return True
    return False


def answers(chance: random.Random) -> dict[str, Told]:
    """Answers to nearly all questions; what follows from another only where that was said."""
    told: dict[str, Told] = {}
    for one in QUESTIONS:
        if follows(one.id, told) and chance.random() < 0.93:
            told[one.id] = answer(chance, one)
    return told


def kept_by_the_journey(told: Mapping[str, Told]) -> dict[str, Told]:
    """What stands in the journey: what opened on another day is no longer what did not open."""
    back = told.get("proofs_again") == "all_shown"
    return {name: one for name, one in told.items() if not (back and one == ("nothing",))}


def dependents(question: str) -> frozenset[str]:
    """What is asked only because of the answer to `question`, near and far."""
    found: set[str] = set()
    waiting = [question]
    while waiting:
        for one in _next(waiting.pop()):
            if one not in found | {question}:
                found.add(one)
                waiting.append(one)
    return frozenset(found)


def _next(question: str) -> Iterator[str]:
    for later, (before, _) in FOLLOWS.items():
        if question in before.split():
            yield later
    for later, names in GIVES.items():
        gates = frozenset().union(*(_GATED_BY[name] for name in names))
        if _PLACE[later] > _PLACE[question] and not gates.isdisjoint(GIVES[question]):
            yield later


DEPENDENTS: Final = {one.id: dependents(one.id) for one in QUESTIONS}
