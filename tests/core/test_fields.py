"""Fields whose answers stay beside the journey: what fits, and that nothing real is kept."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.ways import at_the_table, lead
from tui.content import Words
from tui.core.advance import advance
from tui.core.areas import ANSWERS, PAGES
from tui.core.changes import AccountShown
from tui.core.events import Answer, Channel, Press, Result
from tui.core.fields import FIELDS, FITS, VERDICTS, read, verdict_on
from tui.core.journey import Journey

TODAY = date(2026, 3, 2)
WORDS = Words("en")


@pytest.mark.parametrize(
    ("page", "typed", "verdict", "kept"),
    [
        ("account.number", " practice-888 ", FITS, "PRACTICE888"),
        ("account.number", "53 3401 372", "not_invented", ""),
        ("account.number", "--", "empty", ""),
        ("account.number", "P" * 41, "long", ""),
        ("account.issued", "pol", FITS, "POL"),
        ("account.issued", "Poland", "shape", "POLAND"),
        ("account.nation", "", "empty", ""),
        ("account.given", "  Ana   Maria ", FITS, "Ana Maria"),
        ("account.given", "42", "empty", ""),
        ("account.family", "x" * 101, "long", "x" * 100),
        ("account.phone", "07700 900 555", FITS, "+44 7700 900555"),
        ("account.phone", "+44 (7700) 900-555", FITS, "+44 7700 900555"),
        ("account.phone", "020 7946 0123", FITS, "+44 2079 460123"),
        ("account.phone", "07911 123456", "not_invented", ""),
        ("account.phone", " ", "empty", ""),
        ("account.email", " Ana@Example.org ", FITS, "ana@example.org"),
        ("account.email", "ana@somewhere.test", "not_invented", ""),
        ("account.code", "Your code is 123 456.", "shape", "Your code is 123 456"),
        ("account.code", "123 456", FITS, "123456"),
        ("recover.email-code", "", "empty", ""),
    ],
)
def test_what_fits_and_what_is_kept(page: str, typed: str, verdict: str, kept: str) -> None:
    assert read(page, typed, TODAY)[0] == verdict
    if verdict == FITS or verdict == "not_invented":
        assert read(page, typed, TODAY)[1] == kept


@given(st.sampled_from(sorted(FIELDS)), st.text(max_size=300))
def test_any_text_has_a_verdict_that_the_page_has_words_for(page: str, typed: str) -> None:
    verdict, kept = read(page, typed, TODAY)
    assert verdict == FITS or verdict in VERDICTS[FIELDS[page]]
    assert read(page, kept, TODAY)[0] == verdict or not kept or verdict != FITS
    if verdict == "not_invented":
        assert not kept


@given(st.text(alphabet="0123456789 -", max_size=14))
def test_no_number_that_could_be_real_is_kept(typed: str) -> None:
    for page in ("account.number", "account.phone"):
        verdict, kept = read(page, typed, TODAY)
        real = len("".join(one for one in typed if one.isdigit())) <= 9
        assert not (real and kept), (verdict, kept)


@pytest.mark.parametrize("page", sorted(FIELDS))
def test_every_field_has_a_page_an_answer_and_words_for_what_is_wrong(page: str) -> None:
    assert page in ANSWERS
    for verdict in VERDICTS[FIELDS[page]]:
        drawn = PAGES[page](Journey(step=page, error=verdict), WORDS)
        assert getattr(drawn.ask, "error", "")
    assert verdict_on(page, "my own number") == "empty"


@given(st.sampled_from(sorted(FIELDS)), st.text(min_size=4, max_size=40))
def test_what_is_typed_is_not_kept_even_when_nobody_held_it_back(page: str, typed: str) -> None:
    journey = lead(at_the_table(), Press("proofs.table", "next"), Press("outcome", "account"))
    shown = AccountShown(tuple(Channel))
    before = lead(journey, Result(journey.generation, shown)).afresh(page)
    after, effect = advance(before, Answer(page, typed))
    if typed != FITS and typed not in VERDICTS[FIELDS[page]]:
        assert effect is None
        assert after == before.wrong("empty")
