"""The places at which a question may be asked, and which answers lead to different ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from typing import Final

from tests.stories.telling import CALENDAR, TODAY
from tests.walk.chance import CHOICES, follows, tick_sets, unsure
from tui.core.asking import FOLLOWS, GIVES, ORDER
from tui.core.findings import TABLE
from tui.core.questions import BY_ID, QUESTIONS, Kind, Told
from tui.core.routes import ROUTES
from tui.core.table import NOT_SURE, Cube
from tui.core.told import observed

OBSERVATIONS: Final = {one.id: one for one in TABLE.observations}


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

_CUBES: Final[tuple[Cube, ...]] = (
    *(cube for one in TABLE.observations for cube in one.gate),
    *(cube for one in PLACES for cube in (*one.when, *one.unless)),
)
_TOLD_TOGETHER: Final[Mapping[str, tuple[str, ...]]] = {
    "proofs_again": ("work", "rent", "other", "proofs", "left_out"),
    "holds": ("end",),
    "purpose": ("code_kind",),
    "nation": ("code_kind",),
}


def _closed() -> dict[str, frozenset[str]]:
    """Each observation with all that it hangs on, near and far."""
    found: dict[str, frozenset[str]] = {}
    for one in TABLE.observations:
        near = {name for cube in one.gate for name in cube}
        found[one.id] = frozenset({one.id}).union(*(found[name] for name in near))
    return found


HANGS_ON: Final = _closed()
SETTLES: Final = {
    one.id: frozenset((*GIVES[one.id], *_TOLD_TOGETHER.get(one.id, ()))) for one in QUESTIONS
}
PLACES_OF: Final = {
    one.id: tuple(place for place in PLACES if place.question == one.id) for one in QUESTIONS
}
ASKABLE: Final = frozenset(name for name, places in PLACES_OF.items() if places)


def marks(name: str, value: str, cubes: Iterable[Cube]) -> tuple[bool, ...]:
    return tuple(value in cube[name] for cube in cubes if name in cube)


def _meant(told: Mapping[str, Told]) -> tuple[object, ...]:
    seen = observed(told, CALENDAR, TODAY)
    return tuple(sorted((name, marks(name, one, _CUBES)) for name, one in seen.items()))


def _around(question: str, answer: Told) -> Iterator[dict[str, Told]]:
    """Other answers beside which the meaning of an answer shows."""
    match question:
        case "view":
            kinds = CHOICES["kind"] if "status" in answer else ("differs",)
            ends = CHOICES["end"] if "date" in answer else ("differs",)
            wrongs = (None, *tick_sets(BY_ID["view_wrong"])) if "wrong" in answer else (None,)
            for kind, end, wrong in product(kinds, ends, wrongs):
                told: dict[str, Told] = {"holds": "presettled", "kind": kind, "end": end}
                yield told if wrong is None else {**told, "view_wrong": wrong}
        case "view_wrong":
            for view in tick_sets(BY_ID["view"]):
                if "wrong" in view:
                    yield {"view": view}
        case "end":
            for holds in CHOICES["holds"]:
                yield {"view": ("date",), "holds": holds}
        case "kind":
            yield {"view": ("status",)}
        case "shows":
            yield {"status": "missing"}
        case "holds":
            yield {"view": ("date",), "end": "later"}
        case "code_letter":
            for purpose, nation in product(CHOICES["purpose"], CHOICES["nation"]):
                yield {"purpose": purpose, "nation": nation}
        case "nation" | "purpose":
            other = "purpose" if question == "nation" else "nation"
            for letter, one in product(CHOICES["code_letter"], CHOICES[other]):
                yield {"code_letter": letter, other: one}
        case "reported_on" | "promised_on":
            yield {"reported": "waiting", "reported_on": "2026-11-25"}
        case "proofs_again":
            yield {"work": ("nothing",)}
        case _:
            yield {}


def told_apart() -> dict[str, tuple[Told, ...]]:
    """For each question, one answer of each sort that some gate or place tells from the others."""
    sorts: dict[str, tuple[Told, ...]] = {}
    for question in QUESTIONS:
        found: dict[object, Told] = {}
        every = tick_sets(question) if question.kind is Kind.TICKS else CHOICES[question.id]
        for one in (*every, unsure(question)):
            leads_to = tuple(follows(later, {question.id: one}) for later in FOLLOWS)
            meaning = tuple(
                _meant({**told, question.id: one}) for told in _around(question.id, one)
            )
            bars = one == NOT_SURE and any(question.id in place.unsure for place in PLACES)
            found.setdefault((leads_to, bars, meaning), one)
        sorts[question.id] = tuple(found.values())
    return sorts
