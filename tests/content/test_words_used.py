"""No words are left over: each is asked for by a page, or by a name that stands in the code."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import polib
import pytest

from tests.fronts.drawn.real_pages import findings, steps
from tests.hygiene.sources import python_files, tree
from tools.compile_words import sources
from tui.content import Words
from tui.core.glossary import TERMS

PIECES = re.compile(r"[.=]")
COUNTED = re.compile(r"[A-Za-z]?\d*")
"""Lines that are counted (`p1`, `p2` …), letters that are spelled, months."""


class Listening(Words):
    """Remembers what it was asked for."""

    def __init__(self) -> None:
        super().__init__("en")
        self.asked: set[tuple[str, str]] = set()

    def text(self, context: str, key: str, /, **slots: str) -> str:
        self.asked.add((context, key))
        return super().text(context, key, **slots)


@cache
def asked_by_pages() -> frozenset[tuple[str, str]]:
    words = Listening()
    for _ in (*steps(words), *findings(words)):
        pass
    return frozenset(words.asked)


@cache
def said_in_code() -> frozenset[str]:
    """Every piece of every name in quotes: keys are put together from these, sentences are not."""
    return frozenset(
        piece
        for path in python_files("tui")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if not re.search(r"\s", node.value)
        for piece in PIECES.split(node.value)
    )


def known(piece: str) -> bool:
    """Whether the code says it, in one piece or joined at a hyphen or underscore."""
    said = said_in_code()
    return (
        piece in said
        or COUNTED.fullmatch(piece) is not None
        or any(
            {piece[: at + here], piece[at + here :]} <= said
            for at, sign in enumerate(piece)
            if sign in "-_"
            for here in (0, 1)
        )
    )


def used(context: str, key: str) -> bool:
    if (context, key) in asked_by_pages():
        return True
    if context == "glossary":
        # Which of them a help page explains depends on the page behind it.
        return key in TERMS
    # What all pages share falls back from their own words: only a page that asks can tell.
    return context != "common" and all(known(piece) for piece in PIECES.split(f"{context}.{key}"))


@pytest.mark.parametrize(
    "source", [one for one in sources() if one.parent.name == "en"], ids=lambda one: one.name
)
def test_every_word_is_used(source: Path) -> None:
    entries = polib.pofile(str(source), encoding="utf-8")
    left = [(e.msgctxt, e.msgid) for e in entries if not used(e.msgctxt or "", e.msgid)]
    assert left == []


def test_what_nobody_asks_for_is_seen() -> None:
    assert used("start.who", "heading")
    assert not used("start.who", "choice.nobody-asks-for-this")
    assert not used("common", "choice.alone")
