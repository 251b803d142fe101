"""Observations to findings: the three-valued law, and the words that every finding needs."""

from __future__ import annotations

import random

import pytest

from tui.content import Words
from tui.core.diagnose import Certainty, Diagnosis, Gate, diagnose, gate, settle
from tui.core.findings import CONTRADICTIONS, ROWS, TABLE
from tui.core.observations import OBSERVATIONS
from tui.core.table import NOT_REACHED, NOT_SURE

WORDS = Words("en")
FLIPS = 4000
MANY_FLIPS = 150_000
MISSING = {"signin": "in", "status": "missing", "again": "same"}
OTHER = {"signin": "in", "status": "shown", "view": "other"}


def random_values(chance: random.Random) -> dict[str, str]:
    """A reachable combination, drawn in question order."""
    values: dict[str, str] = {}
    for one in OBSERVATIONS:
        match gate(one, values):
            case Gate.OPEN:
                values[one.id] = chance.choice((*one.values, *one.values, NOT_SURE))
            case Gate.SHUT:
                values[one.id] = NOT_REACHED
            case Gate.UNKNOWN:
                values[one.id] = NOT_SURE
    return values


def seen_of(values: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in values.items() if value != NOT_REACHED}


def clear(diagnosis: Diagnosis) -> set[str]:
    return {one.row.id for one in diagnosis.findings if one.certainty is Certainty.CLEAR}


@pytest.mark.parametrize("flips", [FLIPS, pytest.param(MANY_FLIPS, marks=pytest.mark.long)])
def test_an_answer_made_not_sure_never_makes_a_finding_clear(flips: int) -> None:
    chance = random.Random(flips)
    compared = 0
    for _ in range(flips):
        values = random_values(chance)
        before = diagnose(TABLE, seen_of(values))
        sure = [name for name, value in values.items() if value not in (NOT_SURE, NOT_REACHED)]
        flipped = {**seen_of(values), chance.choice(sure): NOT_SURE} if sure else {}
        after = diagnose(TABLE, seen_of(settle(TABLE, flipped)))
        if before.contradictions:
            continue
        compared += 1
        replaced = {name for one in before.findings for name in one.row.over}
        assert clear(after) <= clear(before) | replaced
    assert compared > flips / 4


def test_a_combination_without_not_sure_always_has_a_clear_finding_or_a_contradiction() -> None:
    chance = random.Random(11)
    for _ in range(FLIPS):
        values: dict[str, str] = {}
        for one in OBSERVATIONS:
            shut = gate(one, values) is Gate.SHUT
            values[one.id] = NOT_REACHED if shut else chance.choice(one.values)
        diagnosis = diagnose(TABLE, seen_of(values))
        assert diagnosis.contradictions or clear(diagnosis)


@pytest.mark.parametrize(
    ("seen", "row", "certainty"),
    [
        ({**MISSING, "letter": "granted"}, "miss", "clear"),
        ({**MISSING, "letter": "applied"}, "pending-not-shown", "likely"),
        ({**MISSING, "letter": "applied", "earlier": "no"}, "pending-not-shown", "clear"),
        ({**MISSING, "letter": "applied", "earlier": "granted"}, "second-waiting", "clear"),
        (MISSING, "no-letter", "likely"),
        (OTHER, "ent-view", "likely"),
        ({**OTHER, "document": "childs"}, "wrong-document", "clear"),
        ({"signin": "no_code", "contacts": "someone_elses"}, "contact-third-party", "clear"),
        ({"signin": "no_code"}, "no-code", "likely"),
        ({"signin": "down"}, "out", "clear"),
    ],
)
def test_what_is_easily_confused(seen: dict[str, str], row: str, certainty: str) -> None:
    leading = diagnose(TABLE, seen).leading
    assert leading is not None
    assert (leading.row.id, leading.certainty.value) == (row, certainty)


def test_a_missing_status_that_was_not_tried_again_is_never_a_finding() -> None:
    diagnosis = diagnose(TABLE, {"signin": "in", "status": "missing", "letter": "granted"})
    assert not diagnosis.has("miss")
    assert "again" in diagnosis.open


def test_three_missing_proofs_are_one_finding_and_not_four() -> None:
    seen = {
        "signin": "in",
        "status": "shown",
        "view": "own",
        "standing": "current",
        "kind": "as_letter",
        "end": "as_letter",
        "proofs": "some_not",
        "proofs_again": "some_not",
        "work": "missing",
        "rent": "missing",
        "other": "missing",
        "code": "none",
    }
    assert [one.row.id for one in diagnose(TABLE, seen).findings] == ["prove-all"]


def test_an_unknown_value_is_refused() -> None:
    with pytest.raises(ValueError, match="signin"):
        diagnose(TABLE, {"signin": "perhaps"})


def test_every_value_that_a_row_reads_has_its_sentence() -> None:
    for row in ROWS:
        for name, values in row.needs.items():
            for value in values:
                assert WORDS.text("because", f"{name}={value}")


def test_every_observation_has_its_question_and_every_contradiction_its_words() -> None:
    for one in OBSERVATIONS:
        assert WORDS.text("question", one.id).endswith("?")
    for two in CONTRADICTIONS:
        assert " and " in WORDS.text("contradiction", two.id)
