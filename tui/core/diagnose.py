"""Observations to findings: three-valued, and never surer than what was seen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from tui.core.table import NOT_REACHED, NOT_SURE, Contradiction, Cube, Observation, Row, Table


class Gate(Enum):
    OPEN = "open"
    SHUT = "shut"
    UNKNOWN = "unknown"


class Certainty(Enum):
    """`CLEAR`: everything that the row reads is known. `LIKELY`: something that could rule the
    finding out is not sure."""

    CLEAR = "clear"
    LIKELY = "likely"


@dataclass(frozen=True, slots=True)
class Finding:
    """One true row. `because` are the observations, with their values, that made it so."""

    row: Row
    certainty: Certainty
    because: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What a sitting means so far.

    `findings` are the leading one first. `open` names, for rows that could still be true, the
    next observation to settle, in question order and without repeats. With a contradiction there
    are no findings: the answers have to be looked at again first.
    """

    values: Mapping[str, str]
    findings: tuple[Finding, ...]
    open: tuple[str, ...]
    contradictions: tuple[Contradiction, ...]

    @property
    def leading(self) -> Finding | None:
        return self.findings[0] if self.findings else None

    def has(self, row_id: str) -> bool:
        return any(one.row.id == row_id for one in self.findings)


def gate(observation: Observation, values: Mapping[str, str]) -> Gate:
    """Whether the observation makes sense, given the values of those before it."""
    if not observation.gate:
        return Gate.OPEN
    cubes = [holds(one, values) for one in observation.gate]
    if any(one is True for one in cubes):
        return Gate.OPEN
    if all(one is False for one in cubes):
        return Gate.SHUT
    return Gate.UNKNOWN


def settle(table: Table, seen: Mapping[str, str]) -> dict[str, str]:
    """Every observation with a value: what was seen, *not sure*, or *not reached*."""
    values: dict[str, str] = {}
    for one in table.observations:
        match gate(one, values):
            case Gate.OPEN:
                value = seen.get(one.id, NOT_SURE)
                if value not in one.values and value != NOT_SURE:
                    raise ValueError(f"{one.id} cannot be {value!r}")
                values[one.id] = value
            case Gate.SHUT:
                values[one.id] = NOT_REACHED
            case Gate.UNKNOWN:
                values[one.id] = NOT_SURE
    return values


def diagnose(table: Table, seen: Mapping[str, str]) -> Diagnosis:
    """All findings that hold, worst first; ties are kept in the order of the table."""
    values = settle(table, seen)
    contradictions = tuple(one for one in table.contradictions if holds(one.when, values) is True)
    if contradictions:
        return Diagnosis(values, (), (), contradictions)
    hits: list[Finding] = []
    waiting: set[str] = set()
    for row in table.rows:
        verdict = _verdict(row, values)
        if isinstance(verdict, Certainty):
            because = tuple((name, values[name]) for name in row.needs)
            hits.append(Finding(row, verdict, because))
        elif verdict is not None:
            waiting.add(verdict)
    replaced = {name for one in hits for name in one.row.over}
    standing = [one for one in hits if one.row.id not in replaced]
    standing.sort(key=lambda one: one.row.band)
    order = tuple(one.id for one in table.observations if one.id in waiting)
    return Diagnosis(values, tuple(standing), order, ())


def ruled_out(row: Row, values: Mapping[str, str]) -> bool:
    """Whether the row can no longer be true, whatever else is answered."""
    return _verdict(row, values) is None


def _verdict(row: Row, values: Mapping[str, str]) -> Certainty | str | None:
    """Clear or likely; the name of the first need that is not sure; or None: ruled out."""
    needs = holds(row.needs, values)
    if needs is False:
        return None
    if any(values[name] in allowed for name, allowed in row.unless.items()):
        return None
    if needs is None:
        return next(name for name in values if name in row.needs and values[name] == NOT_SURE)
    unsure = any(values[name] == NOT_SURE for name in row.unless)
    return Certainty.LIKELY if unsure else Certainty.CLEAR


def holds(condition: Cube, values: Mapping[str, str]) -> bool | None:
    """True, False, or None when something in it is not sure and nothing denies it (Kleene)."""
    unsure = False
    for name, allowed in condition.items():
        value = values[name]
        if value == NOT_SURE:
            unsure = True
        elif value not in allowed:
            return False
    return None if unsure else True
