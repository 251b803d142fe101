"""Typed and pasted clutter: kindly read, or a key that says what to do."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.core.tidy import birth_date, compact, known_document_shape, plain, security_code

CLUTTER = [" ", "-", "\u00a0", "\u200b", "\u2011", "\u202a", "\ufeff", "\t", "\u00ad", "."]


@given(st.text(alphabet="ABCXYZ0123456789", min_size=1, max_size=12), st.data())
def test_clutter_between_the_characters_does_not_matter(number: str, data: st.DataObject) -> None:
    clutter = st.sampled_from(CLUTTER)
    typed = "".join(one + data.draw(clutter) for one in number)
    assert compact(typed) == number
    assert compact(typed.lower()) == number


@given(st.text(max_size=200))
def test_tidying_is_done_once_and_for_all(text: str) -> None:
    assert plain(plain(text)) == plain(text)
    assert compact(compact(text)) == compact(text)


def test_full_width_digits_are_digits() -> None:
    assert compact("５３３４０１３７２") == "533401372"
    assert security_code("１２３ ４５６") == "123456"
    assert birth_date(("２７", "３", "１９８４")) == date(1984, 3, 27)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("123456", "123456"),
        ("012 345", "012345"),
        ("12-34-56", "123456"),
        ("Your security code is 004211. It works for 10 minutes.", "004211"),
        ("Codes 111111 and 222222", None),
        ("12345", None),
        ("1234567", None),
        ("", None),
        ("😀", None),
        ("abcdef", None),
    ],
)
def test_a_security_code_is_found_or_not_guessed(text: str, code: str | None) -> None:
    assert security_code(text) == code


@pytest.mark.parametrize(
    ("parts", "read"),
    [
        (("27", "3", "1984"), date(1984, 3, 27)),
        ((" 27 ", "03", "1984"), date(1984, 3, 27)),
        (("", "3", "1984"), "empty"),
        (("x", "3", "1984"), "digits"),
        (("27", "March", "1984"), "digits"),
        (("27", "3", "84"), "year"),
        (("31", "2", "1984"), "no_such"),
        (("0", "0", "1984"), "no_such"),
        (("1", "1", "2030"), "future"),
    ],
)
def test_a_date_is_read_or_the_answer_says_what_to_do(
    parts: tuple[str, str, str], read: date | str
) -> None:
    assert birth_date(parts, date(2026, 3, 2)) == read


@given(st.tuples(st.text(max_size=6), st.text(max_size=6), st.text(max_size=6)))
def test_no_typed_date_is_ever_too_much(parts: tuple[str, str, str]) -> None:
    assert isinstance(birth_date(parts), date | str)


@pytest.mark.parametrize("number", ["533401372", "RX1234567", "AB123456", "PRACTICE423"])
def test_known_shapes(number: str) -> None:
    assert known_document_shape(number)


@pytest.mark.parametrize("number", ["12345", "KOWALSKA", "1234567890123", "ÅÄÖ123"])
def test_unknown_shapes_are_asked_about(number: str) -> None:
    assert not known_document_shape(number)
