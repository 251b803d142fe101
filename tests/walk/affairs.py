"""A state of affairs: all that the rest of a walk hangs on, and nothing else.

Where two walks have the same `key`, the planner does the same after both, whatever is answered.
The reason, part by part: with the same questions left the same values may change (:mod:`still`),
and everything that the planner reads is a cube, or the value of an observation.

* A place: whether it is out for good, which cubes of it may still fit, and whether one fits for
  good already. What FOLLOWS says of its question now; what it says later is up to later answers.
* A finding that may still be ruled out counts only by what of it may change, and by what it keeps
  in question beyond what is kept in question for good. Findings alike in that count once.
* The finding that leads counts only by whether a complaint may be made (`Lead`).
* An observation that may change and that any of these read: what was seen of it so far, up to its
  sort, and how far each cube of its gate holds.
* Where answers are read together and one of them is still to come, the others as they were told.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final, NamedTuple

from tests.stories.telling import CALENDAR, TODAY
from tests.walk.chance import follows
from tests.walk.places import GATED_BY, SORT
from tests.walk.still import Holds, Place, Still, Values, still
from tui.core.asking import FOLLOWS, Stage
from tui.core.diagnose import settle
from tui.core.findings import TABLE
from tui.core.observations import SURFACES
from tui.core.questions import QUESTIONS, Told
from tui.core.table import Cube
from tui.core.told import observed

EVERY: Final = frozenset(one.id for one in QUESTIONS)

_BY_RANK: Final = sorted(range(len(TABLE.rows)), key=lambda one: TABLE.rows[one].band)
_REPLACED_BY: Final = tuple(
    tuple(at for at, other in enumerate(TABLE.rows) if row.id in other.over) for row in TABLE.rows
)
_COMPLAINT: Final = tuple("complaint" in row.routes for row in TABLE.rows)

_TOGETHER: Final[tuple[tuple[frozenset[str], tuple[str, ...]], ...]] = tuple(
    (frozenset(coming.split()), tuple(read.split()))
    for coming, read in (
        ("code_letter nation purpose", "code_letter nation purpose"),
        ("status again", "status again"),
        ("view", "view_wrong kind end holds"),
        ("view_wrong", "view"),
        ("end", "holds"),
        ("holds", "end view"),
        ("reported_on promised_on", "reported_on promised_on"),
        (" ".join((*SURFACES, "proofs_again")), " ".join((*SURFACES, "proofs_again"))),
    )
)
"""While any of the first may come, the second are read as they were told. A kind that is told
counts as it is, whatever else was ticked: it is asked only where its tick was set."""


class Lead(NamedTuple):
    """The findings that may lead, in rank, each with those that may replace it; and whether the
    one that leads if none of them does makes a complaint right. Contradictions lead to nothing."""

    contradictions: tuple[int, ...]
    rows: tuple[tuple[int, tuple[int, ...]], ...]
    otherwise: bool


def _lead(now: Still, values: Values, states: tuple[Holds, ...]) -> Lead | None:
    """None: no complaint any more, whatever comes."""
    conflicts = [
        at for at, part in enumerate(now.contradictions) if part.holds(values) is Holds.YES
    ]
    if any(not now.contradictions[at].changing for at in conflicts):
        return None
    rows: list[tuple[int, tuple[int, ...]]] = []
    otherwise = False
    for at in _BY_RANK:
        replacing = tuple(one for one in _REPLACED_BY[at] if states[one] is Holds.YES)
        if states[at] is not Holds.YES or any(not now.rows[one].changing for one in replacing):
            continue
        if not now.rows[at].changing and not replacing:
            otherwise = _COMPLAINT[at]
            break
        rows.append((at, replacing))
    # Whether the last ones are true makes no difference if what follows says the same.
    while rows and _COMPLAINT[rows[-1][0]] is otherwise:
        rows.pop()
    return Lead(tuple(conflicts), tuple(rows), otherwise) if rows or otherwise else None


@cache
def _residue(at: int, changes: frozenset[str], names: frozenset[str]) -> object:
    row = TABLE.rows[at]

    def cut(cube: Cube) -> frozenset[tuple[str, frozenset[str]]]:
        return frozenset((name, one) for name, one in cube.items() if name in changes)

    return cut(row.needs), cut(row.unless), names


class Affairs:
    """What stands after these answers. `before` are the questions that could come one answer ago:
    what could not come then cannot come now."""

    def __init__(self, told: Mapping[str, Told], before: frozenset[str] = EVERY) -> None:
        self.told = told
        self.seen = observed(told, CALENDAR, TODAY)
        self.values = settle(TABLE, self.seen)
        may = before.difference(told)
        while True:
            self.now = still(may)
            self.states = self.now.states(self.values)
            self.lead = _lead(self.now, self.values, self.states) if self.now.history else None
            read = self.now.read(self.values, self.states)
            left = self.now.left(told, self.values, read, reported=self.lead is not None)
            if left == may:
                break
            may = left
        self.may = may

    def key(self) -> object:
        reads = set(self.now.useful & self.now.changes)
        places = [self._place(one, reads) for places in self.now.places.values() for one in places]
        after = [follows(one, self.told) for one in FOLLOWS if one in self.may]
        findings = self._findings(reads)
        if self.lead is not None:
            for at, replacing in self.lead.rows:
                reads.update(*(self.now.rows[one].changing for one in (at, *replacing)))
            for at in self.lead.contradictions:
                reads |= self.now.contradictions[at].changing
        together = [
            tuple(self.told.get(one) for one in read)
            for coming, read in _TOGETHER
            if not self.may.isdisjoint(coming)
        ]
        seen = self._seen(reads)
        return self.may, tuple(places), tuple(after), findings, self.lead, seen, tuple(together)

    def _place(self, place: Place, reads: set[str]) -> object:
        if place.asked.stage is Stage.HISTORY and self.lead is None:
            return None
        if place.is_barred(self.told, self.values):
            return None
        when = [at for at, part in enumerate(place.when) if part.fits(self.values)]
        if place.when and not when:
            return None
        unless = [at for at, part in enumerate(place.unless) if part.fits(self.values)]
        if not all(place.when[at].changing for at in when):
            when = []
        reads.update(*(place.when[at].changing for at in when))
        reads.update(*(place.unless[at].changing for at in unless))
        return tuple(when), tuple(unless)

    def _findings(self, reads: set[str]) -> object:
        alive = [at for at, state in enumerate(self.states) if state is not Holds.NO]
        rows = self.now.rows
        for_good = frozenset[str]().union(
            *(rows[at].names for at in alive if not rows[at].changing)
        )
        open_ = set()
        for at in alive:
            names = rows[at].names - for_good
            if names and rows[at].changing:
                open_.add(_residue(at, self.now.changes, names))
                reads |= rows[at].changing
        return for_good, frozenset(open_)

    def _seen(self, reads: set[str]) -> object:
        """What is read of all that may change, with the gates that it stands behind."""
        found: dict[str, object] = {}
        waiting = sorted(reads)
        while waiting:
            name = waiting.pop()
            if name not in found:
                gate = tuple(part.holds(self.values) for part in self.now.gates[name])
                found[name] = SORT[name][self.seen.get(name)], gate
                waiting += GATED_BY[name] & self.now.changes
        return frozenset(found.items())
