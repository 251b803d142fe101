"""Tests of many things with many people: one person for each in the short run, all in the long."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest


def in_turn(things: Iterable[str], people: Iterable[str]) -> list[Any]:
    """Pairs as parameters, the person of the short run changing from thing to thing."""
    everybody = tuple(people)
    return [
        pytest.param(
            thing, person, marks=() if number % len(everybody) == at else (pytest.mark.long,)
        )
        for number, thing in enumerate(things)
        for at, person in enumerate(everybody)
    ]


def first_of(things: Iterable[str], *short: str) -> list[Any]:
    """Things as parameters, only those named in the short run."""
    return [
        pytest.param(thing, marks=() if thing in short else (pytest.mark.long,)) for thing in things
    ]
