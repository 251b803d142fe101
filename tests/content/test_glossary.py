"""The words that are explained: each stands in some text, and is explained in one plain line."""

from __future__ import annotations

import re
from functools import cache

import polib
import pytest

from tools.content_lint import BANNED, CONTENT, HELPERS_ONLY, REAL_NAMES, pieces
from tools.reading import sentences, words
from tui.core.glossary import TERMS, terms_in

LINE_WORDS = 20
GLOSSARY = CONTENT / "glossary.po"


def entries() -> dict[str, str]:
    return {entry.msgid: entry.msgstr for entry in polib.pofile(str(GLOSSARY))}


@cache
def said_elsewhere() -> str:
    return "\n".join(one.text for one in pieces() if one.pool != GLOSSARY.stem)


def said(term: str, text: str) -> bool:
    """Whether the term stands in the text as it is written, alone or as one of several."""
    return re.search(rf"\b{re.escape(term)}s?\b", text) is not None


def test_all_terms_stand_in_one_context() -> None:
    assert {entry.msgctxt for entry in polib.pofile(str(GLOSSARY))} == {"glossary"}
    assert len(entries()) >= 25
    assert tuple(entries()) == TERMS


@pytest.mark.parametrize("term", entries())
def test_every_term_is_said_somewhere(term: str) -> None:
    assert said(term, said_elsewhere())


@pytest.mark.parametrize(("term", "line"), entries().items())
def test_every_line_is_short_and_plain(term: str, line: str) -> None:
    assert len(words(line)) <= LINE_WORDS
    assert len(sentences(line)) <= 2
    assert line.endswith(".")
    assert not BANNED.search(REAL_NAMES.sub("", line))
    assert not HELPERS_ONLY.search(line)
    assert not said(term, line), "explained by itself"


def test_a_term_is_found_as_a_whole_word_only() -> None:
    assert said("working day", "After 10 working days.")
    assert said("MP", "Your MP's office.")
    assert not said("MP", "An example.")
    assert not said("appeal", "It was appealing.")
    assert terms_in("An example of an appealing page.") == ()
    assert terms_in("Your MP's office asks for proofs.") == ("MP", "proof")
