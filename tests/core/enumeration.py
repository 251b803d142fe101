"""A second, plain reading of what a table means: every combination, one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations
from random import Random

from tui.core.proof import Flaw, FlawKind, Proof
from tui.core.table import (
    NOT_REACHED,
    NOT_SURE,
    Band,
    Contradiction,
    Cube,
    Observation,
    Row,
    Table,
)


@dataclass(frozen=True)
class Counts:
    """Everything that the proof counts, in a form that can be compared."""

    reachable: int
    definite: int
    contradictory: int
    undecided: int
    leads: dict[str, int]
    flaws: frozenset[tuple[FlawKind, tuple[str, ...], int]]


def of(proof: Proof) -> Counts:
    return Counts(
        proof.reachable,
        proof.definite,
        proof.contradictory,
        proof.undecided,
        dict(proof.leads),
        frozenset((flaw.kind, flaw.about, flaw.count) for flaw in proof.flaws),
    )


def _gate(gate: tuple[Cube, ...], seen: dict[str, str]) -> str:
    if not gate or any(all(seen[n] in values for n, values in one.items()) for one in gate):
        return "open"
    shut = all(
        any(seen[n] not in values and seen[n] != NOT_SURE for n, values in one.items())
        for one in gate
    )
    return "shut" if shut else "unknown"


def every(observations: tuple[Observation, ...]) -> Iterator[dict[str, str]]:
    """All reachable combinations."""
    if not observations:
        yield {}
        return
    *before, last = observations
    for seen in every(tuple(before)):
        state = _gate(last.gate, seen)
        if state == "open":
            can: tuple[str, ...] = (*last.values, NOT_SURE)
        else:
            can = (NOT_REACHED,) if state == "shut" else (NOT_SURE,)
        for value in can:
            yield {**seen, last.id: value}


def _inside(one: Cube, seen: dict[str, str]) -> bool:
    return all(seen[name] in values for name, values in one.items())


def _hits(row: Row, seen: dict[str, str]) -> bool:
    forbidden = any(seen[name] in values for name, values in row.unless.items())
    return _inside(row.needs, seen) and not forbidden


def _ruled_out(row: Row, seen: dict[str, str]) -> bool:
    missed = any(
        seen[name] != NOT_SURE and seen[name] not in values for name, values in row.needs.items()
    )
    return missed or any(seen[name] in values for name, values in row.unless.items())


def counted(table: Table) -> Counts:
    reachable = definite = contradictory = undecided = gaps = ruled_out = 0
    leads = Counter({row.id: 0 for row in table.rows})
    matters: Counter[str] = Counter()
    clashes: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    for seen in every(table.observations):
        reachable += 1
        sure = NOT_SURE not in seen.values()
        definite += sure
        clashing = [one.id for one in table.contradictions if _inside(one.when, seen)]
        clashes.update(clashing)
        if clashing:
            contradictory += 1
            continue
        hits = [row for row in table.rows if _hits(row, seen)]
        if hits:
            leads[hits[0].id] += 1
        else:
            undecided += 1
            gaps += sure
            ruled_out += all(_ruled_out(row, seen) for row in table.rows)
        replaced = {name for row in hits for name in row.over}
        matters.update(row.id for row in hits if row.id not in replaced)
        pairs.update(
            (a.id, b.id) for a, b in combinations(hits, 2) if (a.band, a.topic) == (b.band, b.topic)
        )
    flaws: set[tuple[FlawKind, tuple[str, ...], int]] = set()
    if gaps:
        flaws.add((FlawKind.GAP, (), gaps))
    if ruled_out:
        flaws.add((FlawKind.RULED_OUT, (), ruled_out))
    for a, b in combinations(table.rows, 2):
        said = b.id in a.over + a.beside or a.id in b.over + b.beside
        met = pairs[a.id, b.id]
        if met and not said:
            flaws.add((FlawKind.OVERLAP, (a.id, b.id), met))
        if said and not met:
            flaws.add((FlawKind.STALE, (a.id, b.id), 0))
    flaws.update((FlawKind.DEAD_ROW, (r.id,), 0) for r in table.rows if not matters[r.id])
    flaws.update(
        (FlawKind.DEAD_CONTRADICTION, (c.id,), 0) for c in table.contradictions if not clashes[c.id]
    )
    return Counts(reachable, definite, contradictory, undecided, dict(leads), frozenset(flaws))


def shows(table: Table, flaw: Flaw) -> bool:
    """Whether the witness of a flaw is reachable and shows that flaw."""
    seen = dict(flaw.witness or {})
    if seen not in list(every(table.observations)):
        return False
    if any(_inside(one.when, seen) for one in table.contradictions):
        return False
    hits = {row.id for row in table.rows if _hits(row, seen)}
    match flaw.kind:
        case FlawKind.GAP:
            return not hits and NOT_SURE not in seen.values()
        case FlawKind.RULED_OUT:
            return all(_ruled_out(row, seen) for row in table.rows)
        case _:
            return hits >= set(flaw.about)


def shrunk(table: Table, seed: int) -> Table:
    """A table over some neighbouring observations with a few of their values, rows projected."""
    chance = Random(seed)
    size = 6
    start = chance.randrange(len(table.observations) - size + 1)
    kept = {
        one.id: frozenset(chance.sample(one.values, min(2, len(one.values))))
        for one in table.observations[start : start + size]
    }

    def cut(one: Cube) -> Cube:
        return {n: values & kept[n] for n, values in one.items() if n in kept}

    observations = tuple(
        replace(
            one,
            values=tuple(value for value in one.values if value in kept[one.id]),
            gate=tuple(g for g in map(cut, one.gate) if all(g.values())),
        )
        for one in table.observations
        if one.id in kept
    )
    rows = tuple(row for row in table.rows if all(cut(row.needs).values()))
    names = {row.id for row in rows}
    return Table(
        observations,
        tuple(
            replace(
                row,
                needs=cut(row.needs),
                unless={n: values for n, values in cut(row.unless).items() if values},
                over=tuple(n for n in row.over if n in names),
                beside=tuple(n for n in row.beside if n in names),
            )
            for row in rows
        ),
        tuple(
            replace(one, when=cut(one.when))
            for one in table.contradictions
            if cut(one.when) and all(cut(one.when).values())
        ),
    )


def made_up(seed: int) -> Table:
    """A small table of any shape, gates of several cubes included."""
    chance = Random(seed)
    values = ("a", "b", "c")

    def some(names: list[str], most: int) -> Cube:
        return {
            name: frozenset(chance.sample(values, chance.randint(1, 2)))
            for name in chance.sample(names, min(len(names), chance.randint(1, most)))
        }

    observations: list[Observation] = []
    for at in range(5):
        earlier = [one.id for one in observations]
        gates = chance.choice((0, 1, 2)) if earlier else 0
        gate = tuple(some(earlier, 2) for _ in range(gates))
        observations.append(Observation(f"o{at}", values, gate))
    names = [one.id for one in observations]
    rows: list[Row] = []
    for at in range(chance.randint(3, 9)):
        needs = some(names, 2)
        rest = [name for name in names if name not in needs]
        unless = some(rest, 2) if chance.random() < 0.4 else {}
        rows.append(Row(f"r{at}", "X", Band(chance.randrange(2)), needs, unless))
    rows.sort(key=lambda row: row.band)
    for at, row in enumerate(rows):
        later = [other.id for other in rows[at + 1 :] if other.band is row.band]
        rows[at] = replace(
            row,
            over=tuple(name for name in later if chance.random() < 0.3),
            beside=tuple(name for name in later if chance.random() < 0.3),
        )
    contradictions = tuple(
        Contradiction(f"c{at}", some(names, 3), names[0]) for at in range(chance.randrange(3))
    )
    return Table(tuple(observations), tuple(rows), contradictions)
