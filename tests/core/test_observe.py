"""Level one: every tick, every class, every answer; nothing is left out."""

from __future__ import annotations

from dataclasses import fields
from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest

from tests.core.people import BORN, UNTIL, photo, proof, view
from tui.core.classes import proof_class, view_class, wants_picture_asked
from tui.core.events import Birth, EndDate, ProofTicks, Standing, Tick
from tui.core.observations import OBSERVATIONS
from tui.core.observe import proof_ticks, proofs_agree, same_person_shown, status_shown
from tui.core.records import ProofRecord, Purpose, TimeLimit
from tui.core.table import NOT_SURE

TODAY = date(2026, 5, 4)
VALUES = {one.id: set(one.values) for one in OBSERVATIONS}
DAY = timedelta(days=1)


# The view ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "until", "standing", "family", "end"),
    [
        ("settled", None, Standing.CURRENT, "settled", EndDate.NONE),
        ("settled", UNTIL, Standing.CURRENT, "settled", EndDate.DATE_ON_SETTLED),
        ("settled", TODAY - DAY, Standing.ENDED, "settled", EndDate.DATE_ON_SETTLED),
        ("pre_settled", UNTIL, Standing.CURRENT, "pre_settled", EndDate.DATE),
        ("pre_settled", TODAY, Standing.CURRENT, "pre_settled", EndDate.DATE),
        ("pre_settled", TODAY - DAY, Standing.ENDED, "pre_settled", EndDate.DATE),
        ("pre_settled", None, Standing.CURRENT, "pre_settled", EndDate.NONE),
        ("certificate_of_application", None, Standing.CERTIFICATE, "certificate", EndDate.NONE),
        ("certificate_of_application", UNTIL, Standing.CERTIFICATE, "certificate", EndDate.DATE),
        (
            "certificate_of_application",
            TODAY - DAY,
            Standing.CERTIFICATE,
            "certificate",
            EndDate.DATE,
        ),
        ("student", UNTIL, Standing.CURRENT, "other", EndDate.DATE),
        ("student", TODAY - DAY, Standing.ENDED, "other", EndDate.DATE),
        ("spouse", None, Standing.CURRENT, "other", EndDate.NONE),
    ],
)
def test_what_is_kept_of_the_view(
    kind: str, until: date | None, standing: Standing, family: str, end: EndDate
) -> None:
    shown = status_shown(view(kind=kind, valid_until=until), BORN, TODAY)
    assert (shown.birth, shown.standing, shown.kind_family, shown.end) == (
        Birth.SAME,
        standing,
        family,
        end,
    )


@pytest.mark.parametrize("typed", [date(1987, 3, 15), date(1978, 3, 14), date(1988, 3, 14)])
def test_the_birth_date_typed_has_to_be_the_records_to_the_day(typed: date) -> None:
    assert status_shown(view(), typed, TODAY).birth is Birth.DIFFERENT


def test_nothing_of_the_views_own_values_is_kept() -> None:
    told = str(status_shown(view(), BORN, TODAY))
    for secret in ("Ilse", "Vantongeren", "1987", "2029", "digest-her"):
        assert secret not in told


PHOTO_ANSWERS = ("mine", "not_mine", NOT_SURE)
NAME_ANSWERS = ("mine", "mine_but_wrong", "not_mine", NOT_SURE)

# photo, name: with the birth date that was typed, with another one.
VIEW_TABLE = {
    ("mine", "mine"): ("own", "birth_wrong"),
    ("mine", "mine_but_wrong"): ("name_wrong", "birth_wrong"),
    ("mine", "not_mine"): ("mixture", "mixture"),
    ("mine", NOT_SURE): (NOT_SURE, NOT_SURE),
    ("not_mine", "mine"): ("mixture", "mixture"),
    ("not_mine", "mine_but_wrong"): ("mixture", "mixture"),
    ("not_mine", "not_mine"): ("other", "other"),
    # Whole or half another person's cannot be told; a second difference tells it.
    ("not_mine", NOT_SURE): (NOT_SURE, "other"),
    (NOT_SURE, "not_mine"): (NOT_SURE, "other"),
    # Theirs, or a mixture: a birth date that differs could be a plain error, so it tells nothing.
    (NOT_SURE, "mine"): (NOT_SURE, NOT_SURE),
    (NOT_SURE, "mine_but_wrong"): (NOT_SURE, NOT_SURE),
    (NOT_SURE, NOT_SURE): (NOT_SURE, NOT_SURE),
}


def test_the_view_table_is_the_whole_of_it() -> None:
    assert set(VIEW_TABLE) == set(product(PHOTO_ANSWERS, NAME_ANSWERS))
    for (seen, name), (same, differs) in VIEW_TABLE.items():
        assert view_class(seen, name, Birth.SAME) == same, (seen, name)
        assert view_class(seen, name, Birth.DIFFERENT) == differs, (seen, name)


def test_every_class_of_the_view_is_an_observation_and_is_met() -> None:
    met = {value for pair in VIEW_TABLE.values() for value in pair}
    assert met - {NOT_SURE} == VALUES["view"] - {"unclear"}


# How bad a class is: an answer that says less good may never make it better.
VIEW_HARM = {
    "own": 0,
    "name_wrong": 1,
    "birth_wrong": 1,
    NOT_SURE: 2,
    "mixture": 3,
    "other": 4,
}


@pytest.mark.parametrize("birth", Birth)
def test_only_two_answers_of_mine_let_anybody_go_on(birth: Birth) -> None:
    for seen, name in VIEW_TABLE:
        goes_on = VIEW_HARM[view_class(seen, name, birth)] < VIEW_HARM[NOT_SURE]
        assert goes_on == (seen == "mine" and name in ("mine", "mine_but_wrong"))


def test_another_birth_date_never_makes_a_view_better() -> None:
    for seen, name in VIEW_TABLE:
        with_same = VIEW_HARM[view_class(seen, name, Birth.SAME)]
        assert VIEW_HARM[view_class(seen, name, Birth.DIFFERENT)] >= with_same


# The ticks --------------------------------------------------------------------------------

ALL_SAME = ProofTicks(Tick.SAME, Tick.SAME, Tick.SAME, Tick.SAME, Tick.SAME)


def _changed(ticks: ProofTicks) -> dict[str, Tick]:
    return {
        one.name: getattr(ticks, one.name)
        for one in fields(ProofTicks)
        if getattr(ticks, one.name) is not Tick.SAME
    }


def test_a_proof_like_its_view_is_the_same_in_every_field() -> None:
    assert proof_ticks(view(), proof()) == ALL_SAME


@pytest.mark.parametrize(
    ("changes", "ticks"),
    [
        ({"photo": photo("another")}, {"photo": Tick.DIFFERENT}),
        ({"given_names": "ILSE MARIE"}, {"name": Tick.VARIANT}),
        ({"given_names": "Ilse"}, {"name": Tick.VARIANT}),
        (
            {"given_names": "Vantongeren", "family_name": "Ilse Marie"},
            {"name": Tick.VARIANT},
        ),
        ({"family_name": "Vantongerne"}, {"name": Tick.UNCLEAR}),
        ({"family_name": "Okonkwo"}, {"name": Tick.UNCLEAR}),
        ({"given_names": "Femke"}, {"name": Tick.DIFFERENT}),
        ({"given_names": "Femke", "family_name": "Okonkwo"}, {"name": Tick.DIFFERENT}),
        ({"birth_date": None}, {"birth": Tick.HIDDEN}),
        ({"birth_date": date(1987, 3, 24)}, {"birth": Tick.UNCLEAR}),
        ({"birth_date": date(1990, 11, 2)}, {"birth": Tick.DIFFERENT}),
        ({"kind": "student"}, {"kind": Tick.DIFFERENT}),
        ({"kind_label": "Skilled worker visa"}, {}),
        ({"valid_until": UNTIL + DAY}, {"end": Tick.DIFFERENT}),
        ({"time_limit": TimeLimit.NONE, "valid_until": None}, {"end": Tick.DIFFERENT}),
        ({"time_limit": TimeLimit.NOT_SHOWN, "valid_until": None}, {"end": Tick.HIDDEN}),
    ],
)
def test_one_field_that_differs(changes: dict[str, Any], ticks: dict[str, Tick]) -> None:
    assert _changed(proof_ticks(view(), proof(**changes))) == ticks


def test_a_birth_date_with_day_and_month_exchanged_is_unclear() -> None:
    ticks = proof_ticks(view(birth_date=date(1987, 3, 4)), proof(birth_date=date(1987, 4, 3)))
    assert _changed(ticks) == {"birth": Tick.UNCLEAR}


KINDS = ("settled", "pre_settled", "certificate_of_application", "student")
LIMITS = (
    (TimeLimit.NONE, None),
    (TimeLimit.NOT_SHOWN, None),
    (TimeLimit.UNTIL, UNTIL),
    (TimeLimit.UNTIL, UNTIL + DAY),
)


def test_absent_is_never_different_and_a_date_on_settled_always_is() -> None:
    for kind, until, proof_kind, (limit, date_shown) in product(
        KINDS, (None, UNTIL), KINDS, LIMITS
    ):
        shown = proof(kind=proof_kind, time_limit=limit, valid_until=date_shown)
        end = proof_ticks(view(kind=kind, valid_until=until), shown).end
        if limit is TimeLimit.NOT_SHOWN:
            expected = Tick.HIDDEN
        elif limit is TimeLimit.UNTIL and "settled" in (kind, proof_kind):
            expected = Tick.DIFFERENT
        else:
            expected = Tick.SAME if until == date_shown else Tick.DIFFERENT
        assert end is expected, (kind, until, proof_kind, limit, date_shown)


# The classes ------------------------------------------------------------------------------

EVERY = tuple(ProofTicks(*ticks) for ticks in product(Tick, repeat=5))
ANSWERS = (None, "mine", "not_mine", "not_sure")
AGREES = (Tick.SAME, Tick.VARIANT, Tick.HIDDEN)
CLASSES = VALUES["work"] - {"missing", "failing"}


def _agree(*ticks: Tick) -> bool:
    return all(tick in AGREES for tick in ticks)


def test_every_combination_of_ticks_has_a_class() -> None:
    assert len(EVERY) == 5**5
    met = {proof_class(ticks, answer) for ticks in EVERY for answer in ANSWERS}
    assert met == CLASSES


def _expected(ticks: ProofTicks, answer: str | None) -> str | None:
    """The rules as they are told, each by itself; None where none of them speaks."""
    person, content = _agree(ticks.name, ticks.birth), _agree(ticks.kind, ticks.end)
    differs = Tick.DIFFERENT in (ticks.name, ticks.birth)
    told: set[str] = set()
    if ticks.photo in (Tick.SAME, Tick.VARIANT):
        if person and content:
            told.add("own")
        if person and Tick.DIFFERENT in (ticks.kind, ticks.end):
            told.add("stale")
        if differs:
            told.add("mixture")
        if not differs and Tick.UNCLEAR in (ticks.name, ticks.birth):
            told.add("unclear")
    if ticks.photo is Tick.DIFFERENT:
        if person and content:
            told.add({"mine": "own", "not_mine": "mixture"}.get(answer or "", "unclear"))
        if ticks.name is Tick.DIFFERENT:
            told.add("other")
        if person and not content:
            told.add("unclear")
    assert len(told) < 2, (ticks, told)
    return next(iter(told), None)


def test_the_rules_are_kept_and_the_rest_is_never_milder_than_unclear() -> None:
    left: dict[str, int] = {}
    for ticks, answer in product(EVERY, ANSWERS):
        found, expected = proof_class(ticks, answer), _expected(ticks, answer)
        if expected is None:
            assert found in ("unclear", "mixture", "other"), ticks
            left[found] = left.get(found, 0) + 1
        else:
            assert found == expected, (ticks, answer)
    assert set(left) == {"unclear", "mixture", "other"}


def test_what_surely_belongs_to_somebody_else_is_always_said() -> None:
    for ticks, answer in product(EVERY, ANSWERS):
        if Tick.DIFFERENT in (ticks.name, ticks.birth):
            assert proof_class(ticks, answer) in ("other", "mixture"), ticks


def test_what_is_unclear_in_a_person_never_clears() -> None:
    for ticks, answer in product(EVERY, ANSWERS):
        if Tick.UNCLEAR in (ticks.photo, ticks.name, ticks.birth):
            assert proof_class(ticks, answer) not in ("own", "stale"), ticks


def test_the_picture_is_asked_only_when_nothing_else_differs_and_counts_only_then() -> None:
    asked = 0
    for ticks in EVERY:
        classes = {proof_class(ticks, answer) for answer in ANSWERS}
        if wants_picture_asked(ticks):
            asked += 1
            assert ticks.photo is Tick.DIFFERENT
            assert _agree(ticks.name, ticks.birth, ticks.kind, ticks.end)
            assert classes == {"own", "mixture", "unclear"}
        else:
            assert len(classes) == 1
    assert asked == len(AGREES) ** 4


HARM = {"own": 0, "stale": 1, "unclear": 2, "mixture": 3, "other": 3}
WORSE = {
    Tick.SAME: (Tick.UNCLEAR, Tick.DIFFERENT),
    Tick.VARIANT: (Tick.UNCLEAR, Tick.DIFFERENT),
    Tick.HIDDEN: (Tick.UNCLEAR, Tick.DIFFERENT),
    Tick.UNCLEAR: (Tick.DIFFERENT,),
    Tick.DIFFERENT: (),
}


@pytest.mark.parametrize("field", ["name", "birth"])
def test_a_person_less_alike_never_makes_a_class_milder(field: str) -> None:
    for ticks in EVERY:
        values = {one.name: getattr(ticks, one.name) for one in fields(ProofTicks)}
        for worse in WORSE[values[field]]:
            after = ProofTicks(**{**values, field: worse})
            assert HARM[proof_class(after, None)] >= HARM[proof_class(ticks, None)]


# Proofs among themselves ------------------------------------------------------------------


OTHERWISE: tuple[dict[str, Any], ...] = (
    {"purpose": Purpose.WORK},
    {"given_names": "Ilse"},
    {"given_names": "ilse marie"},
    {"family_name": "Okonkwo"},
    {"birth_date": None},
    {"photo": photo("another")},
    {"kind": "student"},
    {"kind_label": "Skilled worker"},
    {"time_limit": TimeLimit.NOT_SHOWN, "valid_until": None},
    {"valid_until": UNTIL + DAY},
    {"conditions": ()},
)


@pytest.mark.parametrize("changes", OTHERWISE, ids=" ".join)
def test_a_code_has_to_open_its_preview_to_the_letter(changes: dict[str, Any]) -> None:
    assert proofs_agree(proof(), proof())
    assert not proofs_agree(proof(), proof(**changes))


def test_no_field_of_a_proof_is_forgotten_in_that_comparison() -> None:
    changed = {name for changes in OTHERWISE for name in changes}
    assert changed == {one.name for one in fields(ProofRecord)}


@pytest.mark.parametrize(
    ("changes", "same"),
    [
        ({}, True),
        ({"purpose": Purpose.WORK, "birth_date": None}, True),
        ({"given_names": "ILSE"}, True),
        ({"photo": photo("another")}, True),
        ({"photo": photo("another"), "birth_date": None}, False),
        ({"family_name": "Okonkwo"}, False),
        ({"given_names": "Femke"}, False),
        ({"given_names": "Femke", "photo": photo("another")}, False),
        ({"birth_date": date(1987, 3, 15)}, False),
        ({"kind": "student", "valid_until": None}, True),
    ],
)
def test_the_same_other_person_on_two_surfaces(changes: dict[str, Any], same: bool) -> None:
    assert same_person_shown(proof(), proof(**changes)) is same
    assert same_person_shown(proof(**changes), proof()) is same


def test_an_exchanged_birth_date_is_not_surely_the_same_person() -> None:
    one, two = proof(birth_date=date(1987, 3, 4)), proof(birth_date=date(1987, 4, 3))
    assert not same_person_shown(one, two)
