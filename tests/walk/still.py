"""What is settled for good, given the questions that may still come, and what can still come.

A value is settled when no question that may still be asked gives it, nor anything that it hangs
on. Of a cube, then, only two things count for the rest of the walk: whether its settled part holds,
and the names in it that may still change, which are the same wherever the same questions are left.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum
from functools import cache
from typing import Final, NamedTuple

from tests.walk.chance import follows
from tests.walk.places import GATED_BY, HANGS_ON, HISTORY, OBSERVATIONS, PLACES_OF, SETTLES
from tui.core.asking import FOLLOWS, GIVES, Asked, Stage
from tui.core.findings import TABLE
from tui.core.questions import Told
from tui.core.routes import BY_ID as ROUTES
from tui.core.table import NOT_SURE, Cube, Row

Values = Mapping[str, str]


class Holds(IntEnum):
    """How far a settled part goes: it fails, it holds, or something in it stays not sure."""

    NO = 0
    YES = 1
    UNSURE = 2


class Part(NamedTuple):
    """A cube, parted into what is settled and the names of what may change."""

    settled: tuple[tuple[str, frozenset[str]], ...]
    changing: frozenset[str]

    def fits(self, values: Values) -> bool:
        """*Not sure* is a value too."""
        return all(values[name] in allowed for name, allowed in self.settled)

    def holds(self, values: Values) -> Holds:
        unsure = False
        for name, allowed in self.settled:
            value = values[name]
            if value not in allowed:
                if value != NOT_SURE:
                    return Holds.NO
                unsure = True
        return Holds.UNSURE if unsure else Holds.YES


class Place(NamedTuple):
    asked: Asked
    when: tuple[Part, ...]
    unless: tuple[Part, ...]

    def is_barred(self, told: Mapping[str, Told], values: Values) -> bool:
        """Whether it is out for good, whatever comes."""
        return any(told.get(one) == NOT_SURE for one in self.asked.unsure) or any(
            not part.changing and part.fits(values) for part in self.unless
        )


class Finding(NamedTuple):
    """A row. `names` are what it keeps in question, of what is still of use."""

    needs: Part
    unless: Part
    changing: frozenset[str]
    names: frozenset[str]

    def state(self, values: Values) -> Holds:
        """Ruled out for good; open, or true where nothing in it may change; or never true, and
        not ruled out by what is settled either."""
        if any(values[name] in allowed for name, allowed in self.unless.settled):
            return Holds.NO
        return self.needs.holds(values)


def _row_names(row: Row) -> frozenset[str]:
    return frozenset(row.reads).union(*(ROUTES[name].reads for name in row.routes))


_NAMES: Final = tuple(_row_names(row) for row in TABLE.rows)


class Still:
    """All that hangs on nothing but which questions may still come."""

    def __init__(self, may: frozenset[str]) -> None:
        self.may = may
        given = frozenset(name for question in may for name in SETTLES[question])
        self.changes = frozenset(name for name, on in HANGS_ON.items() if not on.isdisjoint(given))
        self.useful = self._useful()
        self.gates = {
            name: tuple(self._part(cube) for cube in OBSERVATIONS[name].gate)
            for name in self.changes
        }
        self.places = {
            question: tuple(
                Place(
                    one,
                    tuple(self._part(cube) for cube in one.when),
                    tuple(self._part(cube) for cube in one.unless),
                )
                for one in PLACES_OF[question]
            )
            for question in sorted(may)
        }
        self.rows = tuple(
            Finding(
                self._part(row.needs),
                self._part(row.unless),
                frozenset(row.reads) & self.changes,
                names & self.useful,
            )
            for row, names in zip(TABLE.rows, _NAMES, strict=True)
        )
        self.contradictions = tuple(self._part(one.when) for one in TABLE.contradictions)
        self.history = not HISTORY.isdisjoint(may)

    def _part(self, cube: Cube) -> Part:
        settled = tuple((name, one) for name, one in cube.items() if name not in self.changes)
        return Part(settled, frozenset(cube) & self.changes)

    def _useful(self) -> frozenset[str]:
        """What a question may be asked for: what it gives, and what that is a gate of."""
        useful = {name for question in self.may for name in GIVES[question]}
        for name, gates in GATED_BY.items():
            if not useful.isdisjoint(gates):
                useful.add(name)
        return frozenset(useful)

    def states(self, values: Values) -> tuple[Holds, ...]:
        return tuple(row.state(values) for row in self.rows)

    def read(self, values: Values, states: tuple[Holds, ...]) -> frozenset[str]:
        """All that may be read, now or later: nothing that is ruled out comes back."""
        alive = (row.names for row, state in zip(self.rows, states, strict=True) if state)
        read = set[str]().union(*alive)
        for later in reversed(TABLE.observations):
            name = later.id
            if name in read and (name in self.changes or values[name] == NOT_SURE):
                read |= GATED_BY[name]
        return frozenset(read)

    def left(
        self,
        told: Mapping[str, Told],
        values: Values,
        read: frozenset[str],
        *,
        reported: bool,
    ) -> frozenset[str]:
        """The questions that may truly come; `reported`: whether those about a report may."""
        return frozenset(
            question
            for question, places in self.places.items()
            if self._follows(question, told)
            and not read.isdisjoint(GIVES[question])
            and any(self._may_open(name, values) for name in GIVES[question])
            and any(
                (reported or one.asked.stage is not Stage.HISTORY)
                and (not one.when or any(part.fits(values) for part in one.when))
                and not one.is_barred(told, values)
                for one in places
            )
        )

    def _follows(self, question: str, told: Mapping[str, Told]) -> bool:
        if follows(question, told):
            return True
        before, _ = FOLLOWS[question]
        return not self.may.isdisjoint(before.split())

    def _may_open(self, name: str, values: Values) -> bool:
        return not self.gates[name] or any(part.fits(values) for part in self.gates[name])


@cache
def still(may: frozenset[str]) -> Still:
    return Still(may)
