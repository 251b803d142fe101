"""One loader: a second language, the fall back to English, and slots that must fit."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polib
import pytest

from tui.content import FOLDER, MissingWordsError, Words, languages
from tui.core.journey import new_journey
from tui.core.page import ChoiceAsk
from tui.core.pages import page_for


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of English, and a second language that says a little of it."""
    for path in (FOLDER / "en").glob("*.mo"):
        (tmp_path / "en").mkdir(exist_ok=True)
        (tmp_path / "en" / path.name).write_bytes(path.read_bytes())
    (tmp_path / "en" / "findings").symlink_to(FOLDER / "en" / "findings")
    other = tmp_path / "xx"
    (other / "findings").mkdir(parents=True)
    catalogue = polib.POFile()
    catalogue.metadata = {"Content-Type": "text/plain; charset=utf-8"}
    for context, key, text in (
        ("start.who", "heading", "Kto tu jest?"),
        ("start.who", "choice.alone", "Osoba sama — ășțł"),
        ("date", "day", "{day}. {month} {year}"),
        ("spell", "letter", "{letter} jak {word}"),
    ):
        catalogue.append(polib.POEntry(msgctxt=context, msgid=key, msgstr=text))
    (other / "strings.mo").write_bytes(catalogue.to_binary())
    (other / "findings" / "miss.md").write_text(
        "# Strona nie pokazuje statusu\n\n## Dzisiaj {#today}\n1. Zgłoś to.\n", "utf-8"
    )
    return tmp_path


def test_a_page_speaks_the_second_language_and_english_where_it_is_silent(folder: Path) -> None:
    page = page_for(new_journey(), Words("xx", folder))
    assert page.heading == "Kto tu jest?"
    assert isinstance(page.ask, ChoiceAsk)
    labels = {one.id: one.label for one in page.ask.options}
    assert labels["alone"] == "Osoba sama — ășțł"
    assert labels["absent"] == Words("en").text("start.who", "choice.absent")


def test_a_finding_speaks_the_second_language_and_english_where_it_is_silent(
    folder: Path,
) -> None:
    words = Words("xx", folder)
    assert words.finding("miss").heading == "Strona nie pokazuje statusu"
    assert words.finding("ok").heading == Words("en").finding("ok").heading


def test_a_date_is_written_as_the_language_writes_it(folder: Path) -> None:
    assert Words("en").day(date(2027, 2, 20)) == "20 February 2027"
    assert Words("xx", folder).day(date(2027, 2, 20)) == "20. February 2027"


def test_words_that_nobody_has_are_a_mistake_and_said_so() -> None:
    words = Words("en")
    assert not words.has("start.who", "no_such_key")
    with pytest.raises(MissingWordsError, match="no_such_key"):
        words.text("start.who", "no_such_key")
    with pytest.raises(MissingWordsError, match="no-such-finding"):
        words.finding("no-such-finding")


def test_a_slot_that_is_not_given_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        Words("en").text("spell", "letter", letter="A")


def test_an_unknown_language_names_those_that_there_are() -> None:
    assert "en" in languages()
    with pytest.raises(ValueError, match="en"):
        Words("zz")
