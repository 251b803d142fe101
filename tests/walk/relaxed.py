"""A planner that asks a little more than the real one, for a bound that is found fast.

It asks wherever a question is wanted, though no finding may need it any more. Nothing longer is
possible, then, and answers that no gate and no place in the order tells apart are tried only once.
What it finds from anywhere is a bound on what the real planner asks from there, and not a length.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

from tests.stories.telling import CALENDAR, NOT_COUNTED, TODAY
from tests.walk.chance import follows
from tests.walk.places import GATES_AND_PLACES, HANGS_ON, OBSERVATIONS, SETTLES, told_apart
from tui.core.asking import FOLLOWS, GIVES, ORDER, Asked
from tui.core.diagnose import settle
from tui.core.findings import TABLE
from tui.core.questions import QUESTIONS, Told
from tui.core.routes import ROUTES
from tui.core.table import NOT_SURE, Cube
from tui.core.told import observed


def _ever_read() -> frozenset[str]:
    """What any row or way reads, and what gates it."""
    read = {name for row in TABLE.rows for name in row.reads}
    read |= {name for way in ROUTES for name in way.reads}
    for one in reversed(TABLE.observations):
        if one.id in read:
            read |= {name for cube in one.gate for name in cube}
    return frozenset(read)


_READ: Final = _ever_read()
PLACES: Final = tuple(one for one in ORDER if not _READ.isdisjoint(GIVES[one.question]))
"""Without what nobody ever reads."""

PLACES_OF: Final = {
    one.id: tuple(place for place in PLACES if place.question == one.id) for one in QUESTIONS
}
ASKABLE: Final = frozenset(name for name, places in PLACES_OF.items() if places)


class Relaxed:
    """Every way, each state once. `known`: how many more can be asked at each."""

    def __init__(self) -> None:
        self.sorts = told_apart(GATES_AND_PLACES)
        self.known: dict[object, int] = {}

    def from_here(self, told: Mapping[str, Told], may: frozenset[str] | None = None) -> int:
        values = settle(TABLE, observed(told, CALENDAR, TODAY))
        may = _may_be_asked(told, values, may)
        key = _state(told, values, may)
        if key not in self.known:
            question = _next(told, values, may)
            best = 0
            if question is not None:
                counts = question not in NOT_COUNTED
                best = counts + max(
                    self.from_here({**told, question: one}, may) for one in self.sorts[question]
                )
            self.known[key] = best
        return self.known[key]


def _next(told: Mapping[str, Told], values: Mapping[str, str], may: frozenset[str]) -> str | None:
    for place in PLACES:
        if place.question in may and _wanted(place, told, values):
            return place.question
    return None


def _barred(place: Asked, told: Mapping[str, Told]) -> bool:
    """Whether an answer was *not sure* that must not be for this question to be asked here."""
    return any(told.get(one) == NOT_SURE for one in place.unsure)


def _holds(cube: Cube, values: Mapping[str, str]) -> bool:
    return all(values[name] in allowed for name, allowed in cube.items())


def _wanted(place: Asked, told: Mapping[str, Told], values: Mapping[str, str]) -> bool:
    if not follows(place.question, told) or any(_holds(one, values) for one in place.unless):
        return False
    if place.when and not any(_holds(one, values) for one in place.when):
        return False
    if _barred(place, told):
        return False
    gates = [OBSERVATIONS[name].gate for name in GIVES[place.question]]
    return any(not gate or any(_holds(one, values) for one in gate) for gate in gates)


@cache
def _changes(may: frozenset[str]) -> frozenset[str]:
    """What the answers to these questions may still change."""
    settled = frozenset(name for question in may for name in SETTLES[question])
    return frozenset(name for name, on in HANGS_ON.items() if not on.isdisjoint(settled))


def _may_be_asked(
    told: Mapping[str, Told], values: Mapping[str, str], before: frozenset[str] | None
) -> frozenset[str]:
    """What can still come, with all that is settled for good."""
    may = (ASKABLE if before is None else before).difference(told)
    while True:
        changes = _changes(may)
        left = frozenset(one for one in may if _comes(one, told, values, may, changes))
        if left == may:
            return may
        may = left


def _comes(
    question: str,
    told: Mapping[str, Told],
    values: Mapping[str, str],
    may: frozenset[str],
    changes: frozenset[str],
) -> bool:
    def may_hold(cube: Cube) -> bool:
        return all(name in changes or values[name] in allowed for name, allowed in cube.items())

    def stays(cube: Cube) -> bool:
        return all(name not in changes and values[name] in cube[name] for name in cube)

    if question in FOLLOWS and not follows(question, told):
        before, _ = FOLLOWS[question]
        if may.isdisjoint(before.split()):
            return False
    if not any(
        (not place.when or any(map(may_hold, place.when)))
        and not any(map(stays, place.unless))
        and not _barred(place, told)
        for place in PLACES_OF[question]
    ):
        return False
    gates = [OBSERVATIONS[name].gate for name in GIVES[question]]
    return any(not gate or any(map(may_hold, gate)) for gate in gates)


@cache
def _hangs_on(may: frozenset[str]) -> tuple[tuple[str, tuple[Cube, ...]], ...]:
    """What these questions hang on: each observation with the cubes that read it."""
    cubes = [cube for one in may for at in PLACES_OF[one] for cube in (*at.when, *at.unless)]
    wanted = {name for question in may for name in GIVES[question]}
    for one in reversed(TABLE.observations):
        if one.id in wanted or any(one.id in cube for cube in cubes):
            cubes += one.gate
            wanted |= {name for cube in one.gate for name in cube}
    names = sorted({name for cube in cubes for name in cube})
    return tuple((name, tuple(cube for cube in cubes if name in cube)) for name in names)


def _state(told: Mapping[str, Told], values: Mapping[str, str], may: frozenset[str]) -> object:
    """All that what comes still hangs on."""
    found = tuple(
        tuple(values[name] in cube[name] for cube in cubes) for name, cubes in _hangs_on(may)
    )
    together: list[object] = [one for one in FOLLOWS if one in may and follows(one, told)]
    if "code_letter" in may:
        together += [told.get("purpose"), told.get("nation")]
    if "end" in may:
        together.append(told.get("holds"))
    if "view_wrong" in may:
        together.append(told.get("view"))
    if may & {"view", "view_wrong"}:
        # What sort of thing the page shows counts once it is known whose page it is.
        together += [told.get("status"), told.get("again")]
    if "promised_on" in may:
        together.append(told.get("reported_on"))
    if may & {"work", "rent", "other", "proofs_again"}:
        together += [told.get(one) == ("nothing",) for one in ("work", "rent", "other")]
        together += [told.get(one) == NOT_SURE for one in ("kind", "end")]
    return may, found, tuple(together)
