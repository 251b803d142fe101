"""A third reading of a table, by a solver: every law as clauses."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from pysat.solvers import Cadical153

from tui.core.table import NOT_REACHED, NOT_SURE, Cube, Observation, Row, Table


class Opinion:
    """One variable for each observation's value; auxiliary ones for gates and rows."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._solver = Cadical153()
        self._last = 0
        self._is = {
            (one.id, value): self._new() for one in table.observations for value in one.domain
        }
        for one in table.observations:
            values = [self._is[one.id, value] for value in one.domain]
            self._solver.add_clause(values)
            for a, b in combinations(values, 2):
                self._solver.add_clause([-a, -b])
            self._gate(one)
        self._sound = self._all([-self._cube(one.when) for one in table.contradictions])
        self._hit = {row.id: self._row(row, row.needs) for row in table.rows}
        self._alive = {
            row.id: self._row(row, {n: v | {NOT_SURE} for n, v in row.needs.items()})
            for row in table.rows
        }

    def _new(self) -> int:
        self._last += 1
        return self._last

    def _all(self, literals: list[int]) -> int:
        """A variable that is true exactly when every literal is."""
        whole = self._new()
        for literal in literals:
            self._solver.add_clause([-whole, literal])
        self._solver.add_clause([whole, *(-literal for literal in literals)])
        return whole

    def _any(self, literals: list[int]) -> int:
        return -self._all([-literal for literal in literals])

    def _cube(self, one: Cube) -> int:
        return self._all(
            [self._any([self._is[name, value] for value in values]) for name, values in one.items()]
        )

    def _row(self, row: Row, needs: Cube) -> int:
        forbidden = [self._is[n, value] for n, values in row.unless.items() for value in values]
        return self._all([self._cube(needs), *(-literal for literal in forbidden)])

    def _gate(self, one: Observation) -> None:
        sure, reached = -self._is[one.id, NOT_SURE], -self._is[one.id, NOT_REACHED]
        if not one.gate:
            self._solver.add_clause([reached])
            return
        opened = self._any([self._cube(gate) for gate in one.gate])
        possible = self._any(
            [self._cube({n: v | {NOT_SURE} for n, v in gate.items()}) for gate in one.gate]
        )
        self._solver.add_clause([-opened, reached])
        self._solver.add_clause([possible, -reached])
        self._solver.add_clause([opened, -possible, -sure])

    def _can(self, *literals: int) -> bool:
        return bool(self._solver.solve(assumptions=list(literals)))

    def has_definite_gap(self) -> bool:
        sure = [-self._is[one.id, NOT_SURE] for one in self._table.observations]
        return self._can(self._sound, *sure, *(-hit for hit in self._hit.values()))

    def has_gap(self) -> bool:
        return self._can(self._sound, *(-alive for alive in self._alive.values()))

    def can_be(self, one: Cube) -> bool:
        return self._can(self._cube(one))

    def can_hit(self, name: str) -> bool:
        return self._can(self._sound, self._hit[name])

    def pairs(self) -> Iterator[frozenset[str]]:
        """Every two rows that can both hit outside contradictions."""
        for a, b in combinations(self._hit, 2):
            if self._can(self._sound, self._hit[a], self._hit[b]):
                yield frozenset((a, b))
