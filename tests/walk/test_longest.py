"""Nobody is asked more than can be asked of anybody."""

from __future__ import annotations

import random
from typing import Final

import pytest

from tests.stories.telling import CALENDAR, TODAY
from tests.walk.affairs import EVERY, Affairs
from tests.walk.chance import answer
from tests.walk.longest import Longest, counted, really
from tests.walk.places import SETTLES, alike, told_apart
from tests.walk.relaxed import Relaxed
from tui.core.questions import QUESTIONS, Told
from tui.core.table import NOT_SURE
from tui.core.told import observed

MOST: Final = 25
CLIMBS: Final = 4000
WALKS: Final = 500

LONG: Final[dict[str, Told]] = {
    "brings": "said",
    "nation": "england",
    "purpose": "job",
    "due": "today",
    "there": "yes",
    "holds": "presettled",
    "check": "not_tried",
    "says": "wants_code",
    "code_letter": "w",
    "code_age": "live",
    "contacts": "mine",
    "signin": "in",
    "status": "missing",
    "again": "certificate",
    "view": ("wrong", "date"),
    "view_wrong": ("photo",),
    "end": "later",
    "earlier": "no",
    "work": ("same",),
    "reported": "partly",
    "rent": ("same",),
    "other": ("nothing",),
    "proofs_again": "all_shown",
    "reported_on": "2026-11-25",
    "promised_on": "2026-11-25",
    "reference": "yes",
}
"""The longest real walk that we know. Whatever is not told here is not sure."""


def test_the_longest_walk_that_we_know_is_not_too_long() -> None:
    found = really(LONG)
    print(f"{counted(found)}:", *(f"{name}={one}" for name, one in found))
    assert counted(found) <= MOST


@pytest.mark.long
def test_no_walk_is_longer_whatever_is_answered() -> None:
    longest = Longest()
    found = longest.at_least(MOST + 1)
    print(f"{len(longest.tried)} states of affairs")
    assert found is None, found


@pytest.mark.long
def test_no_walk_near_the_longest_ones_is_longer() -> None:
    """Answers changed at random, from the longest walks found so far, again and again."""
    chance = random.Random(11)
    best = [(counted(really(LONG)), LONG)]
    for _ in range(CLIMBS):
        told = dict(chance.choice(best)[1])
        for one in chance.sample(QUESTIONS, chance.randint(1, 4)):
            told[one.id] = answer(chance, one)
        length = counted(really(told))
        assert length <= MOST, told
        if length >= best[-1][0]:
            best = sorted([*best, (length, told)], key=lambda one: -one[0])[:60]


@pytest.mark.long
def test_what_may_come_is_all_that_comes() -> None:
    """From anywhere on a real walk, nothing is asked that was taken to be out for good."""
    chance = random.Random(9)
    for _ in range(WALKS):
        told: dict[str, Told] = {one.id: answer(chance, one) for one in QUESTIONS}
        path, may = really(told), EVERY
        for at in range(len(path) + 1):
            may = Affairs(dict(path[:at]), may).may
            assert may >= {name for name, _ in path[at:]}, (path[:at], path[at:])


@pytest.mark.long
def test_the_relaxed_bound_is_one() -> None:
    """From anywhere on a real walk, what is still asked is never more than was found possible."""
    chance, relaxed, stands = random.Random(9), Relaxed(), alike()
    for _ in range(WALKS):
        told = {name: chance.choice(list(some)) for name, some in stands.items()}
        told |= {name: one for name, one in LONG.items() if chance.random() < 0.7}
        for some in (told, {one.id: answer(chance, one) for one in QUESTIONS}):
            path = really(some)
            for at in range(len(path) + 1):
                assert counted(path[at:]) <= relaxed.from_here(dict(path[:at]))


@pytest.mark.long
def test_answers_that_are_alike_lead_on_in_the_same_way() -> None:
    chance, stands = random.Random(13), alike()
    for _ in range(WALKS):
        told = {name: chance.choice(list(some)) for name, some in stands.items()}
        told |= {name: one for name, one in LONG.items() if chance.random() < 0.5}
        instead = {name: stands[name][one] for name, one in told.items()}
        asked = [name for name, _ in really(told)]
        assert [name for name, _ in really(instead)] == asked, told


@pytest.mark.long
def test_the_same_state_of_affairs_leads_on_in_the_same_way() -> None:
    """Walks that came to one state by different answers, answered alike from there."""
    chance, sorts = random.Random(10), told_apart()
    first: dict[object, dict[str, Told]] = {}
    compared = 0
    for _ in range(WALKS):
        # Few people, so that many states are met again, and answers of every sort.
        told = {name: chance.choice(some[: chance.choice((2, 99))]) for name, some in sorts.items()}
        path, may = really(told), EVERY
        for at in range(len(path) + 1):
            here = Affairs(dict(path[:at]), may)
            may = here.may
            other = first.setdefault(here.key(), dict(path[:at]))
            if other != dict(path[:at]):
                compared += 1
                for rest in (told, {name: chance.choice(some) for name, some in sorts.items()}):
                    goes = really({**rest, **dict(path[:at])})[at:]
                    assert really({**rest, **other})[len(other) :] == goes, (other, path[:at])
    print(f"{compared} pairs")
    assert compared > WALKS


@pytest.mark.long
def test_an_answer_settles_only_what_it_is_taken_to_settle() -> None:
    chance = random.Random(12)
    for _ in range(WALKS):
        told: dict[str, Told] = {one.id: answer(chance, one) for one in QUESTIONS}
        told = {name: one for name, one in told.items() if chance.random() < 0.8}
        for question in QUESTIONS:
            asked = {**told, question.id: answer(chance, question)}
            unasked = {name: one for name, one in told.items() if name != question.id}
            after, before = (observed(one, CALENDAR, TODAY) for one in (asked, unasked))
            for name in {*after, *before} - SETTLES[question.id]:
                assert after.get(name, NOT_SURE) == before.get(name, NOT_SURE), asked
