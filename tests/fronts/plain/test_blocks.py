"""Every kind of block in words: no boxes, no pictures made of letters, no value that is gone."""

from __future__ import annotations

import unicodedata
from typing import get_args

import pytest

from tests.fronts.plain.transcript import FakeBeside
from tui.content import Words
from tui.core.page import (
    BigCode,
    Block,
    Cell,
    Comparison,
    Facts,
    Mark,
    Message,
    Notice,
    Para,
    Phone,
    Picture,
    Points,
    Portrait,
    Progress,
    Seen,
    Steps,
    Symbol,
    Tone,
)
from tui.fronts.plain.lines import block_lines
from tui.fronts.plain.say import Say, harmless

SAY = Say(Words("en"))
BESIDE = FakeBeside(
    texts={"view.name": "Ana Maria Kowalska"},
    pictures={"view.photo": Picture(1, 1, ("#000000",), ("0",), "drawing of a woman")},
    phone=(
        Message("2026-11-02T14:05:00Z", "+44 7700 900001", "text", "Your code is 123 456."),
        Message("2026-11-02T14:04:00Z", "ana@example.org", "email", "Your code is 654 321."),
        Message("2026-11-02T14:03:00Z", "authenticator app", "authenticator", "111 222"),
    ),
)
CASES: list[tuple[Block, list[str]]] = [
    (Para("One sentence."), ["One sentence."]),
    (Notice("Look out.", Tone.CARE), ["Take care: Look out."]),
    (Notice("Do not go on.", Tone.STOP), ["Stop: Do not go on."]),
    (Notice("Good.", Tone.DONE), ["Done: Good."]),
    (Notice("By the way.", Tone.INFO), ["Note: By the way."]),
    (Steps(("Call.", "Write."), "Do today"), ["Do today.", "1. Call.", "2. Write."]),
    (Steps(("Call.",)), ["1. Call."]),
    (Points(("No second account.",), "Do not"), ["Do not.", "- No second account."]),
    (
        Facts((("Is it my fault?", "Nothing points to it."), ("Until", "20 February 2027"))),
        ["Is it my fault? Nothing points to it.", "Until: 20 February 2027"],
    ),
    (
        Portrait("view.photo", "The photo on the page"),
        ["Picture: The photo on the page. It is a drawing of a woman."],
    ),
    (Portrait("gone", "The photo on the page"), ["The photo on the page: not shown any more."]),
    (Seen("The page says", "view.name"), ["The page says: Ana Maria Kowalska"]),
    (Seen("The page says", "gone"), ["The page says: not shown any more."]),
    (
        Phone("Ana's phone", "Nothing has come."),
        [
            "Ana's phone.",
            "Text message to +44 7700 900001: Your code is 123 456.",
            "Email to ana@example.org: Your code is 654 321.",
            "Authenticator app: 111 222",
        ],
    ),
    (
        Comparison(
            ("Your status", "Work"),
            (
                ("Photo", (Cell(Mark.SHOWN, "shown"), Cell(Mark.SAME, "same"))),
                ("Name", (Cell(Mark.SHOWN, "shown"), Cell(Mark.DIFFERENT, "another name"))),
                ("End date", (Cell(Mark.SHOWN, "none"), Cell(Mark.HIDDEN, ""))),
            ),
        ),
        [
            "Your status.",
            "  Photo: shown.",
            "  Name: shown.",
            "  End date: shown. none.",
            "Work.",
            "  Photo: same.",
            "  Name: different. another name.",
            "  End date: left out on purpose.",
        ],
    ),
    (
        Progress((("Work", "done"), ("Rent", "now"), ("Other", "waiting"), ("Last", "trouble"))),
        ["Work: done.", "Rent: now.", "Other: waiting.", "Last: did not work."],
    ),
    (
        BigCode(("R4K", "7TP", "2MX"), ("R for Romeo, 4, K for Kilo", "b", "c"), "Practice only."),
        ["The code is: R4K  7TP  2MX", "Type s to have it spelled.", "Practice only."],
    ),
    (
        Symbol("R4K7TP2MX", "It holds your code.", "Practice only."),
        [
            "A square code for a camera stands here in the drawn version. It holds your code.",
            "Practice only.",
        ],
    ),
]


@pytest.mark.parametrize(("block", "lines"), CASES, ids=lambda case: type(case).__name__)
def test_a_block_in_words(block: Block, lines: list[str]) -> None:
    assert list(block_lines(block, BESIDE, SAY)) == lines


def test_every_kind_of_block_is_in_the_list() -> None:
    assert {type(block) for block, _ in CASES} == set(get_args(Block))


def test_an_empty_phone_says_so() -> None:
    assert list(block_lines(Phone("Phone", "Nothing."), FakeBeside(), SAY)) == [
        "Phone.",
        "Nothing.",
    ]


def test_nothing_is_drawn_with_characters() -> None:
    said = [line for block, _ in CASES for line in block_lines(block, BESIDE, SAY)]
    drawn = [one for one in "".join(said) if unicodedata.category(one) in ("So", "Cc")]
    assert drawn == []


@pytest.mark.parametrize("mark", list(Mark), ids=str)
def test_every_mark_has_a_word(mark: Mark) -> None:
    assert SAY(f"mark-{mark.value}")


def test_what_a_terminal_would_obey_is_not_written() -> None:
    assert harmless("a\x1b[2Jb\x07c\u009bd\ne") == "a[2Jbcd\ne"
