"""The shapes of the diagnosis: observations, rows and contradictions, as plain data.

An observation's value is one of its listed values, or :data:`NOT_SURE` (asked and not sure, or
not knowable because something before it is not sure), or :data:`NOT_REACHED` (its gate is shut).
The logic is three-valued throughout (Kleene): *not sure* never makes anything surer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Final

from tui.core.value import value

NOT_SURE: Final = "not_sure"
NOT_REACHED: Final = "not_reached"

Cube = Mapping[str, frozenset[str]]
"""Observation id -> allowed values. All of them must hold."""


def cube(**values: str) -> Cube:
    """A cube written shortly: ``cube(view="own mixture")`` allows two values of one observation."""
    return {name: frozenset(text.split()) for name, text in values.items()}


@value
class Observation:
    """One thing that can be seen. It is reached when any cube of `gate` holds; no gate = always."""

    id: str
    values: tuple[str, ...]
    gate: tuple[Cube, ...] = ()

    @property
    def domain(self) -> tuple[str, ...]:
        return (*self.values, NOT_SURE, NOT_REACHED)


class Band(IntEnum):
    """By the harm that is done when it is overlooked, worst first."""

    OTHER_PERSONS_DATA = 0
    WRONG_WAY_IN = 1
    SERVICE = 2
    STATUS_IN_DOUBT = 3
    DETAIL_WRONG = 4
    CANNOT_PROVE = 5
    OUT_OF_DATE = 6
    ACCESS = 7
    CHECKER = 8
    HISTORY = 9
    NO_FAULT = 10


@dataclass(frozen=True, slots=True)
class Row:
    """One finding: `needs` must hold, nothing in `unless` may hold.

    `code` is the taxonomy code. Rows of one band about different `topic`s have nothing to do with
    one another and may stand together. Within a topic, `over` names rows that this one replaces
    when both hold, and `beside` those that may truly stand together with it. `text` is the content
    file (rows that differ only in purpose share one), `slots` its fixed slots. `routes` are the
    ways to help that the finding makes right, in order; `adviser_first` puts a regulated adviser
    before all of them.
    """

    id: str
    code: str
    band: Band
    needs: Cube
    unless: Cube = field(default_factory=dict)
    over: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    topic: str = ""
    text: str = ""
    slots: Mapping[str, str] = field(default_factory=dict)
    routes: tuple[str, ...] = ()
    adviser_first: bool = False

    @property
    def page(self) -> str:
        return self.text or self.id

    @property
    def reads(self) -> tuple[str, ...]:
        """Every observation that the row reads; only these may appear in its *because*."""
        return (*self.needs, *self.unless)


@value
class Contradiction:
    """Answers that cannot all be true. `ask` is the observation to look at once more."""

    id: str
    when: Cube
    ask: str


@value
class Table:
    """Observations in question order, rows in order of rank, contradictions."""

    observations: tuple[Observation, ...]
    rows: tuple[Row, ...]
    contradictions: tuple[Contradiction, ...]

    def observation(self, name: str) -> Observation:
        for one in self.observations:
            if one.id == name:
                return one
        raise KeyError(name)
