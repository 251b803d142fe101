"""An exact proof of a findings table: nothing is left out, no overlap is unsaid, nothing is dead.

Every question about the table is put as plain cubes over the observations' whole domains, and the
reachable combinations inside some cubes and outside others are counted exactly, by a memoised
walk through the observations in question order: the state at a level is which cubes are still
alive. ``python -m tui.core.proof`` prints the result for the real table.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache
from itertools import combinations

from tui.core.findings import TABLE
from tui.core.table import NOT_REACHED, NOT_SURE, Contradiction, Cube, Observation, Row, Table

Witness = Mapping[str, str]
"""One combination: observation id -> value, in question order."""


class FlawKind(Enum):
    """What can be wrong with a table. The values head the lines of the summary."""

    SHAPE = "badly shaped"
    GAP = "gap: everything is known and no row hits"
    RULED_OUT = "gap: every row is ruled out"
    OVERLAP = "two rows of one topic can both hit, and it is not declared how they stand"
    STALE = "declared to stand together, yet they can never both hit"
    DEAD_ROW = "the row never matters"
    DEAD_CONTRADICTION = "the contradiction can never be seen"


@dataclass(frozen=True, slots=True)
class Flaw:
    """One thing wrong: what it concerns, how many combinations show it, and one of them."""

    kind: FlawKind
    about: tuple[str, ...]
    count: int = 0
    witness: Witness | None = None


@dataclass(frozen=True, slots=True)
class Proof:
    """The flaws, and exact counts of combinations.

    `reachable` = `contradictory` + the sum of `leads` + `undecided`. `leads` says for each row
    how often it is the first that hits; `undecided` are those in which no row hits and none
    contradicts (with at least one row still open, when the proof holds).
    """

    reachable: int
    definite: int
    contradictory: int
    undecided: int
    leads: Mapping[str, int]
    flaws: tuple[Flaw, ...]

    @property
    def holds(self) -> bool:
        return not self.flaws

    def of(self, kind: FlawKind) -> tuple[Flaw, ...]:
        return tuple(flaw for flaw in self.flaws if flaw.kind is kind)


def _without(table: Table, unless: Cube) -> dict[str, frozenset[str]]:
    return {
        name: frozenset(table.observation(name).domain) - values for name, values in unless.items()
    }


def _both(*cubes: Cube) -> dict[str, frozenset[str]]:
    met: dict[str, frozenset[str]] = {}
    for one in cubes:
        for name, values in one.items():
            met[name] = met[name] & values if name in met else values
    return met


def hit_cube(table: Table, row: Row) -> Cube:
    """Where all needs of `row` hold and nothing in its unless does (it may be not sure)."""
    return _both(row.needs, _without(table, row.unless))


def alive_cube(table: Table, row: Row) -> Cube:
    """Where `row` is not ruled out: it hits, or a need of it is not sure."""
    needs = {name: values | {NOT_SURE} for name, values in row.needs.items()}
    return _both(needs, _without(table, row.unless))


class Space:
    """The reachable combinations of a table's observations."""

    def __init__(self, observations: Sequence[Observation]) -> None:
        self._observations = tuple(observations)
        self._level = {one.id: level for level, one in enumerate(self._observations)}

    def count(
        self,
        *,
        inside: Iterable[Cube] = (),
        outside: Iterable[Cube] = (),
        definite: bool = False,
    ) -> tuple[int, Witness | None]:
        """How many combinations are in every cube of `inside` and in none of `outside`, and one.

        `definite` leaves out every combination with a *not sure*. The witness prefers values in
        the order of their observation, so that it reads as plainly as it can.
        """
        return _Walk(self._observations, self._level, _both(*inside), outside, definite).result()


class _Walk:
    """One count. Bits stand for cubes alive: two for each gate cube (surely, possibly), one for
    each cube that is to be avoided."""

    def __init__(
        self,
        observations: tuple[Observation, ...],
        level: Mapping[str, int],
        within: Cube,
        outside: Iterable[Cube],
        definite: bool,
    ) -> None:
        size = len(observations)
        self._names = tuple(one.id for one in observations)
        self._surely = [0] * size
        self._possibly = [0] * size
        self._gated = [bool(one.gate) for one in observations]
        self._ends = [0] * size
        cubes: list[Cube] = []
        for at, one in enumerate(observations):
            for gate in one.gate:
                self._surely[at] |= 1 << len(cubes)
                cubes.append(gate)
                self._possibly[at] |= 1 << len(cubes)
                cubes.append({name: values | {NOT_SURE} for name, values in gate.items()})
        for avoided in outside:
            last = max((level[name] for name in avoided), default=0)
            self._ends[last] |= 1 << len(cubes)
            cubes.append(avoided)
        self._all = (1 << len(cubes)) - 1
        self._keeps = [
            [
                (
                    value,
                    sum(1 << i for i, c in enumerate(cubes) if value in c.get(one.id, (value,))),
                )
                for value in one.domain
                if value in within.get(one.id, (value,)) and not (definite and value == NOT_SURE)
            ]
            for one in observations
        ]
        self._go = cache(self._count_from)

    def _steps(self, at: int, alive: int) -> Iterator[tuple[str, int]]:
        """The values that can stand at a level, each with the cubes that stay alive."""
        gates = self._surely[at] | self._possibly[at]
        if not self._gated[at] or alive & self._surely[at]:
            barred = {NOT_REACHED}
        elif alive & self._possibly[at]:
            barred = {value for value, _ in self._keeps[at]} - {NOT_SURE}
        else:
            barred = {value for value, _ in self._keeps[at]} - {NOT_REACHED}
        for value, keep in self._keeps[at]:
            left = alive & keep & ~gates
            if value not in barred and not left & self._ends[at]:
                yield value, left

    def _count_from(self, at: int, alive: int) -> int:
        if at == len(self._names):
            return 1
        return sum(self._go(at + 1, left) for _, left in self._steps(at, alive))

    def result(self) -> tuple[int, Witness | None]:
        total = self._go(0, self._all)
        if not total:
            return 0, None
        found: dict[str, str] = {}
        alive = self._all
        for at, name in enumerate(self._names):
            found[name], alive = next(
                (value, left) for value, left in self._steps(at, alive) if self._go(at + 1, left)
            )
        return total, found


def prove(table: Table) -> Proof:
    """Every law of a table, with exact counts. A badly shaped table is not looked at further."""
    shape = tuple(Flaw(FlawKind.SHAPE, about) for about in _misshapen(table))
    if shape:
        return Proof(0, 0, 0, 0, {}, shape)
    space = Space(table.observations)
    clashes = [one.when for one in table.contradictions]
    hits = {row.id: hit_cube(table, row) for row in table.rows}
    reachable, _ = space.count()
    sound, _ = space.count(outside=clashes)
    leads: dict[str, int] = {}
    before = list(clashes)
    for row in table.rows:
        leads[row.id], _ = space.count(inside=(hits[row.id],), outside=before)
        before.append(hits[row.id])
    return Proof(
        reachable=reachable,
        definite=space.count(definite=True)[0],
        contradictory=reachable - sound,
        undecided=sound - sum(leads.values()),
        leads=leads,
        flaws=(
            *_gaps(table, space, clashes, hits),
            *_pairs(table, space, clashes, hits),
            *_dead(table, space, clashes, hits),
        ),
    )


def _gaps(
    table: Table, space: Space, clashes: Sequence[Cube], hits: Mapping[str, Cube]
) -> Iterator[Flaw]:
    count, witness = space.count(outside=(*clashes, *hits.values()), definite=True)
    if count:
        yield Flaw(FlawKind.GAP, (), count, witness)
    alive = (alive_cube(table, row) for row in table.rows)
    count, witness = space.count(outside=(*clashes, *alive))
    if count:
        yield Flaw(FlawKind.RULED_OUT, (), count, witness)


def _pairs(
    table: Table, space: Space, clashes: Sequence[Cube], hits: Mapping[str, Cube]
) -> Iterator[Flaw]:
    for one, two in combinations(table.rows, 2):
        if (one.band, one.topic) != (two.band, two.topic):
            continue
        declared = two.id in (*one.over, *one.beside) or one.id in (*two.over, *two.beside)
        count, witness = space.count(inside=(hits[one.id], hits[two.id]), outside=clashes)
        if count and not declared:
            yield Flaw(FlawKind.OVERLAP, (one.id, two.id), count, witness)
        if declared and not count:
            yield Flaw(FlawKind.STALE, (one.id, two.id))


def _dead(
    table: Table, space: Space, clashes: Sequence[Cube], hits: Mapping[str, Cube]
) -> Iterator[Flaw]:
    for row in table.rows:
        over = [hits[other.id] for other in table.rows if row.id in other.over]
        if not space.count(inside=(hits[row.id],), outside=(*clashes, *over))[0]:
            yield Flaw(FlawKind.DEAD_ROW, (row.id,))
    for one in table.contradictions:
        if not space.count(inside=(one.when,))[0]:
            yield Flaw(FlawKind.DEAD_CONTRADICTION, (one.id,))


def _misshapen(table: Table) -> Iterator[tuple[str, ...]]:
    """What makes a table mean nothing: each as the words of one complaint."""
    domains = {one.id: one.values for one in table.observations}
    rows = {row.id: row for row in table.rows}
    place = {row.id: at for at, row in enumerate(table.rows)}
    things: tuple[Sequence[Observation | Row | Contradiction], ...] = (
        table.observations,
        table.rows,
        table.contradictions,
    )
    for listed in things:
        names = [one.id for one in listed]
        yield from ((name, "stands twice") for name in sorted(set(names)) if names.count(name) > 1)
    named = [
        *((row.id, part) for row in table.rows for part in (row.needs, row.unless)),
        *((one.id, one.when) for one in table.contradictions),
        *((one.id, gate) for one in table.observations for gate in one.gate),
    ]
    for name, read in named:
        for seen, values in read.items():
            if not values or values - {*domains.get(seen, ()), NOT_REACHED}:
                yield name, "reads what is not in", seen
    earlier: set[str] = set()
    for one in table.observations:
        for gate in one.gate:
            yield from ((one.id, "is gated by a later", name) for name in sorted({*gate} - earlier))
        earlier.add(one.id)
    for row in table.rows:
        if row.needs.keys() & row.unless.keys():
            yield row.id, "needs and forbids the same observation"
        for other in (*row.over, *row.beside):
            near = rows.get(other)
            if near is None or near is row or (near.band, near.topic) != (row.band, row.topic):
                yield row.id, "stands over or beside what is not of its band and topic:", other
        for other in row.over:
            if place.get(other, len(place)) < place[row.id]:
                yield row.id, "stands over an earlier row:", other
    for one_row, next_row in zip(table.rows, table.rows[1:], strict=False):
        if next_row.band < one_row.band:
            yield next_row.id, "stands after a row of a milder band:", one_row.id


def told(witness: Witness) -> str:
    """A witness in one line, without what is not reached."""
    seen = (f"{name}={value}" for name, value in witness.items() if value != NOT_REACHED)
    return " ".join(seen)


def summary(proof: Proof) -> Iterator[str]:
    """The proof line by line, for a terminal."""
    yield f"reachable      {proof.reachable:>22,}"
    yield f"without unsure {proof.definite:>22,}"
    yield f"contradictory  {proof.contradictory:>22,}"
    yield f"undecided      {proof.undecided:>22,}"
    for name, count in proof.leads.items():
        yield f"  led by {name:<24} {count:>20,}"
    for flaw in proof.flaws:
        yield f"FLAW {flaw.kind.value}: {' '.join(flaw.about)} ({flaw.count:,})"
        if flaw.witness is not None:
            yield f"     for example {told(flaw.witness)}"
    yield "the proof holds" if proof.holds else f"{len(proof.flaws)} flaws"


def main() -> int:
    proof = prove(TABLE)
    for line in summary(proof):
        print(line)
    return 0 if proof.holds else 1


if __name__ == "__main__":
    sys.exit(main())
