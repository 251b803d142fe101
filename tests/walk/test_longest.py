"""Nobody is asked more than can be asked of anybody."""

from __future__ import annotations

import random
from typing import Final

import pytest

from tests.walk.chance import answer
from tests.walk.longest import Longest, counted, really
from tui.core.questions import QUESTIONS, Told

MOST: Final = 25
CLIMBS: Final = 4000

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
    "again": "shown",
    "view": ("wrong", "date"),
    "view_wrong": ("photo",),
    "shows": "certificate",
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


@pytest.fixture(scope="module")
def longest() -> Longest:
    return Longest()


def test_the_longest_walk_that_we_know_is_not_too_long() -> None:
    found = really(LONG)
    print(f"{counted(found)}:", *(f"{name}={one}" for name, one in found))
    assert counted(found) <= MOST


@pytest.mark.long
def test_no_walk_is_longer_whatever_is_answered(longest: Longest) -> None:
    bound = longest.from_here({})
    print(f"at most {bound}:", *(f"{name}={one}" for name, one in longest.path()))
    assert counted(really(LONG)) <= bound <= MOST


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
def test_the_bound_is_one(longest: Longest) -> None:
    """From anywhere on a real walk, what is still asked is never more than was found possible."""
    chance = random.Random(9)
    for _ in range(300):
        told: dict[str, Told] = {one.id: answer(chance, one) for one in QUESTIONS}
        path = really(told)
        for at in range(len(path) + 1):
            assert counted(path[at:]) <= longest.from_here(dict(path[:at]))
