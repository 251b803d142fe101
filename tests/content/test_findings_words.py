"""What the findings' words promise to say, and never to say: the rules of the house on them."""

from __future__ import annotations

import pytest

from tools.content_lint import CONTENT
from tools.findings_table import TARGET, document, shown
from tui.core.findings import TABLE
from tui.core.table import Band, Row
from tui.core.words import FindingText

FORM = "report an error with your eVisa"
NO_FAULT = [
    row
    for row in TABLE.rows
    if (row.band is Band.NO_FAULT and row.id != "ok") or row.code in ("WRONG-DOC", "3C")
]
STRANGER = [row for row in TABLE.rows if row.band is Band.OTHER_PERSONS_DATA]
DOUBT = [row for row in TABLE.rows if row.code in ("EXPIRED", "3C")]


def items(text: FindingText, *names: str) -> tuple[str, ...]:
    """The items of the named sections, or of all that the client reads."""
    wanted = names or tuple(one.id for one in text.sections if one.id != "helper")
    return tuple(item for one in text.sections if one.id in wanted for item in one.items)


def named(row: Row) -> str:
    return row.id


def test_every_finding_has_words_and_no_words_are_left_over() -> None:
    files = {path.stem for path in (CONTENT / "findings").iterdir()}
    assert files == {row.page for row in TABLE.rows}


def test_the_table_in_the_docs_is_fresh() -> None:
    assert TARGET.read_text("utf-8") == document(), "run python -m tools.findings_table"


@pytest.mark.parametrize("row", NO_FAULT, ids=named)
def test_where_nothing_is_broken_nothing_is_reported_and_no_account_is_made(row: Row) -> None:
    text = shown(row)
    assert not any(FORM in item for item in items(text, "today"))
    dont = " ".join(items(text, "dont"))
    assert "Do not report this" in dont
    assert "second account" in dont or "another account" in dont
    assert "apply again" in dont


@pytest.mark.parametrize("row", STRANGER, ids=named)
def test_another_persons_details_are_left_alone_and_told(row: Row) -> None:
    text = shown(row)
    today, dont = " ".join(items(text, "today")), " ".join(items(text, "dont"))
    assert "Would it be dangerous if" in today
    assert FORM in today
    assert "print" in dont
    assert "read out" in dont
    assert "photograph" in dont
    said = " ".join((*items(text), *items(text, "helper")))
    assert "sign out" in said.lower()
    helper = " ".join(items(text, "helper"))
    assert "data protection lead" in helper or "another person's record" in helper


@pytest.mark.parametrize("row", DOUBT, ids=named)
def test_where_the_status_is_in_doubt_the_adviser_is_the_first_step(row: Row) -> None:
    text = shown(row)
    assert "regulated immigration adviser" in items(text, "today")[0]
    assert not any(FORM in item for item in items(text))


@pytest.mark.parametrize("row", TABLE.rows, ids=named)
def test_a_checking_service_is_never_named_without_what_it_can_cost(row: Row) -> None:
    text = shown(row)
    today = [item for item in items(text, "today") if "Checking Service" in item]
    for item in today:
        assert "Home Office records" in item
        assert "“no”" in item or '"no"' in item
    if today:
        assert any("adviser the same day" in item for item in items(text, "no"))


@pytest.mark.parametrize("row", TABLE.rows, ids=named)
def test_nothing_is_promised(row: Row) -> None:
    said = " ".join(items(shown(row))).lower()
    for promise in ("will be fixed", "will work", "guarantee", "do not worry", "will say yes"):
        assert promise not in said
