"""The places at which a question may be asked, what an answer settles, and which answers are alike.

Two answers are alike where nothing that the planner ever reads tells them apart: no gate, no place
in the order, no finding, no contradiction, whatever else is answered. One of them stands for all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Final

from tests.stories.telling import CALENDAR, TODAY
from tests.walk.chance import CHOICES, follows, tick_sets, unsure
from tui.core.asking import FOLLOWS, GIVES, ORDER, Stage
from tui.core.findings import TABLE
from tui.core.observations import SURFACES
from tui.core.questions import BY_ID, QUESTIONS, Kind, Told
from tui.core.table import NOT_SURE, Cube
from tui.core.told import observed

OBSERVATIONS: Final = {one.id: one for one in TABLE.observations}
GATED_BY: Final = {
    one.id: frozenset(name for cube in one.gate for name in cube) for one in TABLE.observations
}
PLACES_OF: Final = {
    one.id: tuple(place for place in ORDER if place.question == one.id) for one in QUESTIONS
}
HISTORY: Final = frozenset(one.question for one in ORDER if one.stage is Stage.HISTORY)

_TOLD_TOGETHER: Final[Mapping[str, tuple[str, ...]]] = {
    **dict.fromkeys(SURFACES, ("code",)),
    "proofs_again": (*SURFACES, "proofs", "left_out", "code"),
    "holds": ("end",),
    "purpose": ("code_kind",),
    "nation": ("code_kind",),
}
SETTLES: Final = {
    one.id: frozenset((*GIVES[one.id], *_TOLD_TOGETHER.get(one.id, ()))) for one in QUESTIONS
}
"""Question -> all that its answer can make another value of."""


def _closed() -> dict[str, frozenset[str]]:
    """Each observation with all that it hangs on, near and far."""
    found: dict[str, frozenset[str]] = {}
    for name, near in GATED_BY.items():
        found[name] = frozenset({name}).union(*(found[one] for one in near))
    return found


HANGS_ON: Final = _closed()

_GATES_AND_PLACES: Final[tuple[Cube, ...]] = (
    *(cube for one in TABLE.observations for cube in one.gate),
    *(cube for one in ORDER for cube in (*one.when, *one.unless)),
)
_ALL: Final[tuple[Cube, ...]] = (
    *_GATES_AND_PLACES,
    *(cube for row in TABLE.rows for cube in (row.needs, row.unless)),
    *(one.when for one in TABLE.contradictions),
)


def _sorts(name: str, by: tuple[Cube, ...]) -> dict[str | None, int]:
    """Each value of an observation with its sort; what was not seen is not sure."""
    cubes = [cube[name] for cube in by if name in cube]
    numbers: dict[tuple[bool, ...], int] = {}
    sorts: dict[str | None, int] = {}
    for value in OBSERVATIONS[name].domain:
        marks = (value == NOT_SURE, *(value in allowed for allowed in cubes))
        sorts[value] = numbers.setdefault(marks, len(numbers))
    return {**sorts, None: sorts[NOT_SURE]}


Sorts = Mapping[str, Mapping[str | None, int]]
SORT: Final[Sorts] = {name: _sorts(name, _ALL) for name in OBSERVATIONS}
GATES_AND_PLACES: Final[Sorts] = {name: _sorts(name, _GATES_AND_PLACES) for name in OBSERVATIONS}
"""The sorts that are left where nobody asks what the findings make of a value."""


def _beside(**others: tuple[Told, ...]) -> Iterator[dict[str, Told]]:
    """Every choice of answers to these, each of them also not sure, or not given."""
    many = [(None, unsure(BY_ID[name]), *given) for name, given in others.items()]
    for chosen in product(*many):
        yield {name: one for name, one in zip(others, chosen, strict=True) if one is not None}


def _around(question: str, answer: Told) -> Iterator[dict[str, Told]]:
    """Other answers beside which the meaning of an answer shows: those that are read with it."""
    match question:
        case "view":
            wrongs = tick_sets(BY_ID["view_wrong"]) if "wrong" in answer else ()
            kinds = CHOICES["kind"] if "status" in answer else CHOICES["kind"][:1]
            ends = CHOICES["end"] if "date" in answer else CHOICES["end"][:1]
            yield from _beside(view_wrong=wrongs, kind=kinds, end=ends)
        case "view_wrong":
            for one in tick_sets(BY_ID["view"]):
                if "wrong" in one:
                    yield {"view": one}
        case "end":
            yield from ({"view": ("date",), **one} for one in _beside(holds=CHOICES["holds"]))
        case "kind":
            yield {"view": ("status",)}
        case "holds":
            yield from ({"view": ("date",), **one} for one in _beside(end=CHOICES["end"]))
        case "status" | "again":
            other = "again" if question == "status" else "status"
            yield from _beside(**{other: CHOICES[other]})
        case "code_letter" | "nation" | "purpose":
            others = [one for one in ("code_letter", "nation", "purpose") if one != question]
            yield from _beside(**{one: CHOICES[one] for one in others})
        case "reported_on" | "promised_on":
            other = "promised_on" if question == "reported_on" else "reported_on"
            yield from _beside(**{other: CHOICES[other]})
        case "work" | "rent" | "other" | "proofs_again":
            some: tuple[Told, ...] = (("same",), ("left_out",), ("nothing",))
            beside = dict.fromkeys((one for one in SURFACES if one != question), some)
            again = {} if question == "proofs_again" else {"proofs_again": CHOICES["proofs_again"]}
            yield from _beside(**beside, **again)
        case _:
            yield {}


def _meant(told: Mapping[str, Told], sorts: Sorts) -> tuple[tuple[str, int], ...]:
    seen = observed(told, CALENDAR, TODAY)
    surely = {name: sorts[name][one] for name, one in seen.items()}
    return tuple(sorted(one for one in surely.items() if one[1] != sorts[one[0]][None]))


def alike(sorts: Sorts = SORT) -> dict[str, dict[Told, Told]]:
    """For each question, each answer with the one that stands for all that are like it."""
    stands: dict[str, dict[Told, Told]] = {}
    for question in QUESTIONS:
        found: dict[object, Told] = {}
        stands[question.id] = {}
        every = tick_sets(question) if question.kind is Kind.TICKS else CHOICES[question.id]
        for one in (*every, unsure(question)):
            leads_to = tuple(follows(later, {question.id: one}) for later in FOLLOWS)
            bars = one == NOT_SURE and any(question.id in place.unsure for place in ORDER)
            meaning = tuple(
                _meant({**told, question.id: one}, sorts) for told in _around(question.id, one)
            )
            stands[question.id][one] = found.setdefault((leads_to, bars, meaning), one)
    return stands


def told_apart(sorts: Sorts = SORT) -> dict[str, tuple[Told, ...]]:
    """For each question, one answer of each sort that the planner may tell from the others."""
    return {name: tuple(dict.fromkeys(one.values())) for name, one in alike(sorts).items()}
