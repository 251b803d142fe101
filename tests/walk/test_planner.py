"""What is asked: only what still matters, each once, to an end; and every finding can lead."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import Final

import pytest

from tests.stories.telling import CALENDAR, TODAY, answers_of, day_of
from tests.stories.test_told import EVERY
from tests.walk.chance import CHOICES, answer, unsure
from tui.core.asking import GIVES, ORDER, Known, next_question
from tui.core.diagnose import Diagnosis, ruled_out
from tui.core.findings import TABLE
from tui.core.questions import BY_ID, QUESTIONS, Told
from tui.core.routes import BY_ID as ROUTES
from tui.core.table import NOT_SURE, Row

WALKS: Final = 160
MANY_WALKS: Final = 5_000
NOBODY: Final = Known({}, TODAY, CALENDAR)
ENOUGH: Final = 90
"""Attempts at a finding, from each of the things that bring somebody here."""

CANNOT_LEAD: Final = {
    "code-other": "no code is made beside the real website",
    "code-dead": "no code is made beside the real website",
    "prove-now.work": "people say that it did not open, never that it cannot be shown just now",
    "prove-now.rent": "people say that it did not open, never that it cannot be shown just now",
    "prove-now.other": "people say that it did not open, never that it cannot be shown just now",
}

PLAINLY: Final[Mapping[str, Told]] = {
    "nation": "england",
    "purpose": "job",
    "due": "later",
    "there": "no",
    "holds": "settled",
    "check": "works",
    "says": "nothing",
    "signin": "in",
    "status": "shown",
    "again": "same",
    "view": ("right",),
    "letter": "granted",
    "earlier": "no",
    "reported": "no",
    "reported_on": "2026-11-25",
    **dict.fromkeys(("work", "rent", "other"), ("same",)),
}
"""What is tried first. Nothing depends on which it is, but how soon a way is found."""

_GATES: Final = {
    one.id: frozenset(name for cube in one.gate for name in cube) for one in TABLE.observations
}


def read_by_somebody(diagnosis: Diagnosis) -> frozenset[str]:
    """What the rows that could still be true read, and the ways that they offer; and the gates of
    those of it that are not known."""
    values = diagnosis.values
    alive = [row for row in TABLE.rows if not ruled_out(row, values)]
    read = {name for row in alive for name in row.reads}
    read |= {name for row in alive for way in row.routes for name in ROUTES[way].reads}
    waiting = [name for name in read if values[name] == NOT_SURE]
    while waiting:
        for name in _GATES[waiting.pop()] - read:
            read.add(name)
            if values[name] == NOT_SURE:
                waiting.append(name)
    return frozenset(read)


def led_by_chance(chance: random.Random) -> Iterator[tuple[Known, str]]:
    """What was known at each question of a walk with answers by chance, and the question."""
    known = replace(NOBODY, look_anyway=chance.random() < 0.5)
    while (asked := next_question(known)) is not None:
        yield known, asked.question
        known = known.told(asked.question, answer(chance, BY_ID[asked.question]))


@pytest.mark.parametrize("walks", [WALKS, pytest.param(MANY_WALKS, marks=pytest.mark.long)])
def test_only_what_somebody_reads_is_asked_and_once_and_there_is_an_end(walks: int) -> None:
    chance = random.Random(walks)
    for _ in range(walks):
        asked: list[str] = []
        for known, question in led_by_chance(chance):
            read = read_by_somebody(known.diagnosis())
            assert not read.isdisjoint(GIVES[question]), (question, known.answers)
            assert question not in asked
            asked.append(question)
            assert len(asked) <= len(QUESTIONS)


@cache
def told_by_the_stories() -> tuple[frozenset[str], frozenset[str]]:
    """The questions that the stories are asked, and the rows that lead at their ends."""
    asked: set[str] = set()
    leading: set[str] = set()
    for story in EVERY:
        given = answers_of(story)
        known = replace(NOBODY, today=day_of(story))
        for look_anyway in (False, True):
            known = replace(known, look_anyway=look_anyway)
            while (one := next_question(known)) is not None:
                asked.add(one.question)
                known = known.told(
                    one.question, given.get(one.question, unsure(BY_ID[one.question]))
                )
            first = known.diagnosis().leading
            leading |= {first.row.id} if first is not None else set()
    return frozenset(asked), frozenset(leading)


def test_every_question_is_asked_by_some_walk() -> None:
    asked, _ = told_by_the_stories()
    assert {one.question for one in ORDER} == {one.id for one in QUESTIONS}
    chance = random.Random(5)
    missing = {one.id for one in QUESTIONS} - asked
    for _ in range(WALKS if missing else 0):
        missing -= {question for _, question in led_by_chance(chance)}
    assert not missing


# Every finding leads somewhere --------------------------------------------------------------


class Search:
    """Looks for a walk at whose end `row` leads, answering nothing but what is asked."""

    def __init__(self, row: Row, brings: str) -> None:
        self.row = row
        self.first: Mapping[str, Told] = {**PLAINLY, "brings": brings}
        self.left = ENOUGH

    def _likely(self, known: Known) -> tuple[int, int] | None:
        """How many findings are in the way, and how many needs are open; None: out of reach."""
        diagnosis = known.diagnosis()
        if ruled_out(self.row, diagnosis.values):
            return None
        worse = [one for one in diagnosis.findings if one.row.band <= self.row.band]
        in_the_way = [one for one in worse if one.row.id != self.row.id]
        needed = [name for name in self.row.needs if diagnosis.values[name] == NOT_SURE]
        return len(in_the_way), len(needed)

    def _answers(self, question: str) -> list[Told]:
        first = self.first.get(question)
        some = [one for one in CHOICES[question] if isinstance(one, str) or len(one) <= 2]
        ordered = [first, *(one for one in some if one != first)] if first is not None else some
        return ordered[:1] if question == "brings" else [*ordered, unsure(BY_ID[question])]

    def walk(self, known: Known = NOBODY) -> Known | None:
        self.left -= 1
        if self.left < 0:
            return None
        asked = next_question(known)
        if asked is None:
            leading = known.diagnosis().leading
            return known if leading is not None and leading.row.id == self.row.id else None
        tried = []
        for place, given in enumerate(self._answers(asked.question)):
            after = known.told(asked.question, given)
            likely = self._likely(after)
            if likely is not None:
                tried.append((likely, place, after))
        for _, _, after in sorted(tried, key=lambda one: one[:2]):
            found = self.walk(after)
            if found is not None:
                return found
        return None


def leads(row: Row) -> bool:
    brought = ("said", "reported", "look", "document", "stranger")
    return any(Search(row, brings).walk() is not None for brings in brought)


def test_every_finding_leads_at_the_end_of_some_walk_but_for_those_named_here() -> None:
    _, led = told_by_the_stories()
    assert led.isdisjoint(CANNOT_LEAD)
    never = {row.id for row in TABLE.rows if row.id not in led and not leads(row)}
    assert never == set(CANNOT_LEAD)
