"""The findings table leaves nothing out and says how its findings stand together."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import pytest

from tests.core import enumeration, satisfiability
from tui.core.findings import TABLE
from tui.core.proof import Flaw, FlawKind, Space, hit_cube, prove, summary, told
from tui.core.table import (
    NOT_REACHED,
    Band,
    Contradiction,
    Cube,
    Observation,
    Row,
    Table,
    cube,
)

PROOF = prove(TABLE)


def _changed(name: str, **changes: Any) -> Table:
    rows = tuple(replace(row, **changes) if row.id == name else row for row in TABLE.rows)
    return replace(TABLE, rows=rows)


def _without(*names: str) -> Table:
    """The table without some rows, and without what others say of them."""
    return replace(
        TABLE,
        rows=tuple(
            replace(
                row,
                over=tuple(one for one in row.over if one not in names),
                beside=tuple(one for one in row.beside if one not in names),
            )
            for row in TABLE.rows
            if row.id not in names
        ),
    )


def _with(*rows: Row) -> Table:
    return replace(TABLE, rows=tuple(sorted((*TABLE.rows, *rows), key=lambda row: row.band)))


def _only(table: Table, kind: FlawKind) -> Flaw:
    flaws = prove(table).flaws
    assert [flaw.kind for flaw in flaws] == [kind], flaws
    return flaws[0]


@pytest.mark.parametrize("kind", FlawKind, ids=lambda kind: kind.name)
def test_the_table_obeys(kind: FlawKind) -> None:
    assert not PROOF.of(kind), "\n".join(summary(PROOF))


def test_every_reachable_combination_is_counted_once() -> None:
    print("\n" + "\n".join(summary(PROOF)))
    counted = PROOF.contradictory + sum(PROOF.leads.values()) + PROOF.undecided
    assert counted == PROOF.reachable
    everything = math.prod(len(one.domain) for one in TABLE.observations)
    assert 0 < PROOF.definite < PROOF.reachable < everything


def test_a_solver_agrees_about_the_whole_table() -> None:
    opinion = satisfiability.Opinion(TABLE)
    assert not opinion.has_definite_gap()
    assert not opinion.has_gap()
    for one in TABLE.contradictions:
        assert opinion.can_be(one.when), one.id
    for row in TABLE.rows:
        assert opinion.can_hit(row.id), row.id
    declared = {frozenset((row.id, other)) for row in TABLE.rows for other in row.over + row.beside}
    about = {row.id: (row.band, row.topic) for row in TABLE.rows}
    together = {pair for pair in opinion.pairs() if len({about[name] for name in pair}) == 1}
    assert together == declared


def test_a_solver_sees_a_gap_where_there_is_one() -> None:
    opinion = satisfiability.Opinion(_without("ent-mix"))
    assert opinion.has_definite_gap()
    assert opinion.has_gap()


def test_a_row_taken_away_leaves_a_gap() -> None:
    proof = prove(_without("ent-mix"))
    (gap,) = proof.of(FlawKind.GAP)
    assert gap.witness is not None
    assert gap.witness["view"] == "mixture"
    assert proof.of(FlawKind.RULED_OUT)
    assert any("view=mixture" in line for line in summary(proof))


@pytest.mark.long
def test_an_exception_too_many_leaves_a_gap() -> None:
    proof = prove(_changed("out", unless=cube(contacts="mine")))
    assert {flaw.kind for flaw in proof.flaws} == {FlawKind.GAP, FlawKind.RULED_OUT}


def test_two_rows_that_do_not_know_of_each_other_are_found() -> None:
    extra = Row(
        "again-lost", "X", Band.ACCESS, cube(contacts="both_lost one_lost"), topic="contacts"
    )
    flaws = [flaw for flaw in prove(_with(extra)).flaws if flaw.kind is FlawKind.OVERLAP]
    assert {frozenset(flaw.about) for flaw in flaws} >= {
        frozenset(("contacts-both-lost", "again-lost")),
        frozenset(("contact-one-lost", "again-lost")),
    }
    assert all(flaw.witness and flaw.count for flaw in flaws)


@pytest.mark.long
def test_a_declaration_for_rows_that_never_meet_is_found() -> None:
    flaw = _only(_changed("contacts-both-lost", beside=("contact-one-lost",)), FlawKind.STALE)
    assert set(flaw.about) == {"contacts-both-lost", "contact-one-lost"}


def test_a_row_behind_a_shut_gate_is_dead() -> None:
    extra = Row("never", "X", Band.SERVICE, cube(signin="down", status="missing"))
    assert _only(_with(extra), FlawKind.DEAD_ROW).about == ("never",)


def test_a_row_that_another_always_replaces_is_dead() -> None:
    milder = Row(
        "lost-and-no-code",
        "X",
        Band.ACCESS,
        cube(contacts="both_lost", signin="no_code"),
        topic="contacts",
    )
    assert _only(
        replace(
            _with(milder),
            rows=tuple(
                replace(row, over=(*row.over, milder.id)) if row.id == "contacts-both-lost" else row
                for row in _with(milder).rows
            ),
        ),
        FlawKind.DEAD_ROW,
    ).about == (milder.id,)


def test_a_contradiction_that_cannot_be_is_found() -> None:
    impossible = Contradiction("never", cube(signin="down", status="shown"), "status")
    table = replace(TABLE, contradictions=(*TABLE.contradictions, impossible))
    assert _only(table, FlawKind.DEAD_CONTRADICTION).about == ("never",)


@pytest.mark.long
def test_a_contradiction_can_make_a_row_dead() -> None:
    everywhere = Contradiction("never-down", cube(signin="down"), "signin")
    table = replace(TABLE, contradictions=(*TABLE.contradictions, everywhere))
    assert ("out",) in [flaw.about for flaw in prove(table).of(FlawKind.DEAD_ROW)]


LATER = Observation("extra", ("a", "b"), (cube(later="a"),))


@pytest.mark.parametrize(
    ("table", "about"),
    [
        (_changed("out", needs=cube(signin="dwon")), ("out", "reads what is not in", "signin")),
        (_changed("out", needs=cube(sing="in")), ("out", "reads what is not in", "sing")),
        (_changed("out", needs=cube(signin="")), ("out", "reads what is not in", "signin")),
        (
            _changed("out", unless=cube(signin="in")),
            ("out", "needs and forbids the same observation"),
        ),
        (
            _changed("out", beside=("ok",)),
            ("out", "stands over or beside what is not of its band and topic:", "ok"),
        ),
        (
            _changed("contact-one-lost", over=("contacts-both-lost",)),
            ("contact-one-lost", "stands over an earlier row:", "contacts-both-lost"),
        ),
        (_changed("contact-one-lost", id="no-code"), ("no-code", "stands twice")),
        (
            replace(TABLE, observations=(LATER, *TABLE.observations)),
            ("extra", "is gated by a later", "later"),
        ),
        (
            replace(TABLE, rows=(TABLE.rows[-1], *TABLE.rows[:-1])),
            (TABLE.rows[0].id, "stands after a row of a milder band:", TABLE.rows[-1].id),
        ),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_a_badly_shaped_table_is_refused(table: Table, about: tuple[str, ...]) -> None:
    proof = prove(table)
    assert about in [flaw.about for flaw in proof.of(FlawKind.SHAPE)]
    assert len(proof.of(FlawKind.SHAPE)) == len(proof.flaws)


@pytest.mark.parametrize("seed", range(24))
def test_going_through_every_combination_one_by_one_agrees(seed: int) -> None:
    table = enumeration.shrunk(TABLE, seed)
    proof = prove(table)
    assert not proof.of(FlawKind.SHAPE), proof.flaws
    assert enumeration.counted(table) == enumeration.of(proof)


@pytest.mark.parametrize("seed", range(60))
def test_made_up_tables_agree_as_well(seed: int) -> None:
    table = enumeration.made_up(seed)
    proof = prove(table)
    assert not proof.of(FlawKind.SHAPE), proof.flaws
    assert enumeration.counted(table) == enumeration.of(proof)


def test_every_witness_shows_what_it_is_a_witness_of() -> None:
    seen = 0
    for seed in range(60):
        table = enumeration.made_up(seed)
        for flaw in prove(table).flaws:
            if flaw.witness is not None:
                seen += 1
                assert enumeration.shows(table, flaw), (seed, flaw)
    assert seen > 60


def test_a_witness_is_told_without_what_is_not_reached() -> None:
    assert told({"signin": "down", "status": NOT_REACHED}) == "signin=down"


SPACE = Space(TABLE.observations)
CLASHES = [one.when for one in TABLE.contradictions]


@pytest.mark.parametrize(
    "seen",
    [
        cube(view="other"),
        cube(view="mixture"),
        cube(view="unclear"),
        cube(work="other mixture unclear"),
        cube(rent="other mixture unclear"),
        cube(other="other mixture unclear"),
        cube(code="other_record"),
    ],
    ids=lambda seen: " ".join(f"{n}={'|'.join(sorted(v))}" for n, v in seen.items()),
)
def test_another_persons_data_is_never_met_with_silence(seen: Cube) -> None:
    """Whatever else is known or not sure, a row of the first two bands hits."""
    gravest = [hit_cube(TABLE, row) for row in TABLE.rows if row.band <= Band.WRONG_WAY_IN]
    count, witness = SPACE.count(inside=(seen,), outside=(*CLASHES, *gravest))
    assert not count, told(witness or {})


RECORD = {one.id for one in TABLE.observations if one.gate} - {
    *("due", "there", "check", "says", "carrier", "code_kind", "code_age", "code_typed"),
    *("passport", "report_age", "reference"),
}
"""What is seen of the record itself, and not heard from somebody else."""


@pytest.mark.parametrize(
    "row",
    [
        row
        for row in TABLE.rows
        if row.band < Band.ACCESS and RECORD & {*row.needs} and "check" not in row.needs
    ],
    ids=lambda row: row.id,
)
def test_all_is_well_is_never_said_beside_anything_wrong_with_the_record(row: Row) -> None:
    well = hit_cube(TABLE, next(one for one in TABLE.rows if one.id == "ok"))
    count, witness = SPACE.count(inside=(well, hit_cube(TABLE, row)), outside=CLASHES)
    assert not count, told(witness or {})


def test_a_status_that_came_is_never_called_missing() -> None:
    shown = cube(again="shown")
    for row in TABLE.rows:
        if "missing" in row.needs.get("status", ()):
            assert not SPACE.count(inside=(shown, hit_cube(TABLE, row)))[0], row.id
