"""Transcripts: what is typed, what is said, and what the sitting is told."""

from __future__ import annotations

import asyncio

import pytest

from tests.fronts.plain.transcript import FINISH, FakeDesk, FakeSitting, Lines, Paper, transcript
from tui.core.events import Answer, Back, Effect, ListCodes, Press, Result, SignedOut
from tui.core.page import (
    Ask,
    BigCode,
    ChecksAsk,
    Choice,
    ChoiceAsk,
    DateAsk,
    Message,
    Page,
    Para,
    Phone,
    TextAsk,
)
from tui.fronts.plain.front import PlainFront

YES_NO = ChoiceAsk("c", "Is that right?", (Choice("yes", "Yes"), Choice("no", "No", "Or not.")))
CHOICE = Page("c", "Is that right?", ask=YES_NO, actions=(Choice("codes", "Codes given"),))
TEXT = Page(
    "t",
    "What is the number?",
    ask=TextAsk("t", "Number", hint="On the card", limit=8),
    actions=(Choice("continue", "Continue"), Choice("away", "It is not here")),
)
DATE = Page(
    "d",
    "When were you born?",
    ask=DateAsk("d", "Date of birth", ("Day", "Month", "Year")),
    actions=(Choice("continue", "Continue"), Choice("unsure", "Not sure")),
)
CHECKS = Page(
    "k",
    "What do you see?",
    ask=ChecksAsk("k", "Tick", (Choice("a", "A"), Choice("b", "B"), Choice("c", "C")), "", ("b",)),
)
MESSAGE = Page("m", "Done", (Para("All is well."),), actions=(Choice("next", "Next"),))
NEXT = Page("n", "The next page", actions=(Choice("next", "Next"), Choice("more", "More")))


def told(page: Page, *lines: str) -> list[object]:
    sitting = FakeSitting(page, NEXT)
    transcript(sitting, *lines)
    return list(sitting.told)


def test_a_question_is_read_in_order() -> None:
    page = Page(
        "c", "Is that right?", (Para("Look."),), YES_NO, helper="Wait for them.", step=(2, 7)
    )
    assert transcript(FakeSitting(page)) == [
        "",
        "Step 2 of 7.",
        "Is that right?",
        "Look.",
        "For the helper: Wait for them.",
        "1. Yes.",
        "2. No. Or not.",
        "Type a number.",
    ]


def test_every_practice_page_says_so_at_its_top() -> None:
    said = transcript(FakeSitting(MESSAGE, NEXT, desk=FakeDesk()), "")
    line = "PRACTICE. Invented people. This is not the Home Office."
    starts = [n for n, one in enumerate(said) if one == ""]
    assert len(starts) == 2
    assert all(said[n + 1].startswith(line) for n in starts)


@pytest.mark.parametrize(
    ("page", "lines", "event"),
    [
        (CHOICE, ["2"], Answer("c", "no")),
        (CHOICE, ["3"], Press("c", "codes")),
        (CHOICE, ["4", "0", "two", "", "1"], Answer("c", "yes")),
        (TEXT, [" 12 34 "], Answer("t", " 12 34 ")),
        (TEXT, ["123456789"], Answer("t", "12345678")),
        (TEXT, [""], Answer("t", "")),
        (TEXT, ["a"], Press("t", "away")),
        (TEXT, ["A"], Press("t", "away")),
        (DATE, ["5", "3", "1985"], Answer("d", ("5", "3", "1985"))),
        (DATE, ["5 3 1985"], Answer("d", ("5", "3", "1985"))),
        (DATE, ["05/03/1985"], Answer("d", ("05", "03", "1985"))),
        (DATE, ["", "", ""], Answer("d", ("", "", ""))),
        (DATE, ["a"], Press("d", "unsure")),
        (CHECKS, ["1, 3"], Answer("k", ("a", "c"))),
        (CHECKS, [""], Answer("k", ())),
        (CHECKS, ["4", "2"], Answer("k", ("b",))),
        (MESSAGE, [""], Press("m", "next")),
        (MESSAGE, ["1"], Press("m", "next")),
        (MESSAGE, ["b"], Back("m")),
        (CHOICE, ["B"], Back("c")),
        (TEXT, ["q"], Press("t", "finish")),
        (DATE, ["5", "b"], Back("d")),
    ],
    ids=str,
)
def test_what_a_line_means(page: Page, lines: list[str], event: object) -> None:
    assert told(page, *lines) == [event]


def with_value(page: Page, ask: Ask) -> Page:
    return Page(page.id, page.heading, page.blocks, ask, page.actions)


def test_enter_keeps_what_was_typed_before() -> None:
    text = with_value(TEXT, TextAsk("t", "Number", value="1234"))
    assert told(text, "") == [Answer("t", "1234")]
    dated = with_value(DATE, DateAsk("d", "Born", ("D", "M", "Y"), value=("5", "3", "1985")))
    assert told(dated, "") == [Answer("d", ("5", "3", "1985"))]


def test_defaults_and_former_answers_are_said_in_words() -> None:
    said = transcript(FakeSitting(with_value(TEXT, TextAsk("t", "Number", value="1234"))))
    assert "You typed: 1234. Press Enter to keep it, or type it again." in said
    said = transcript(FakeSitting(MESSAGE))
    assert "Press Enter for: Next." in said
    chosen = ChoiceAsk("c", "Is that right?", YES_NO.options, chosen="no")
    said = transcript(FakeSitting(with_value(CHOICE, chosen)))
    assert "2. No. Or not. This was your answer before." in said
    assert "2. B. Ticked." in transcript(FakeSitting(CHECKS))


def test_an_error_comes_before_the_question_and_the_page_is_not_read_again() -> None:
    again = with_value(TEXT, TextAsk("t", "Number", error="Type the number."))
    said = transcript(FakeSitting(TEXT, again), "")
    after = said[said.index("< ") + 1 :]
    assert after[:3] == ["", "Error: Type the number.", "Number."]
    assert "What is the number?" not in after


def test_r_reads_the_whole_page_again() -> None:
    said = transcript(FakeSitting(MESSAGE), "r")
    assert said.count("All is well.") == 2


def test_help_is_about_the_page_and_then_the_keys() -> None:
    said = transcript(FakeSitting(MESSAGE), "?")
    at = said.index("< ?")
    assert said[at + 1 : at + 4] == ["", "Help", "About this page."]
    assert said[at + 4].startswith("You can always type: ? for help.")


def test_where_there_is_no_way_back_it_says_so() -> None:
    sitting = FakeSitting(FINISH)
    assert "There is no way back from here." in transcript(sitting, "b")
    assert sitting.told == []


def test_q_finishes_and_then_ends() -> None:
    sitting = FakeSitting(MESSAGE)
    said = transcript(sitting, "q", "q", "never read")
    assert "Before you go" in said
    assert "< never read" not in said


@pytest.mark.parametrize("page", [CHOICE, TEXT, DATE, CHECKS, MESSAGE], ids=lambda p: p.id)
def test_the_end_of_the_input_ends_the_sitting(page: Page) -> None:
    sitting = FakeSitting(page)
    transcript(sitting)
    assert sitting.told == []


@pytest.mark.parametrize("clears", [True, False])
def test_hiding_is_honest_about_what_it_can_do(*, clears: bool) -> None:
    sitting = FakeSitting(MESSAGE)
    said = transcript(sitting, "h", "1", "", "h", clears=clears)
    at = said.index("< h")
    hidden = said[at:]
    assert ("(cleared)" in hidden) is clears
    assert ("is still there" in " ".join(hidden)) is not clears
    assert hidden.count("Still hidden. Type h to go on, or q to finish.") == 2
    assert sitting.told == []
    assert said.count("All is well.") == 2


def test_finishing_from_hidden() -> None:
    sitting = FakeSitting(MESSAGE)
    transcript(sitting, "h", "q")
    assert sitting.told == [Press("m", "finish")]


def test_private_pages_are_read_only_when_asked_and_once_in_a_row() -> None:
    one = Page("s1", "Your photo", (Para("Secret one."),), YES_NO, sensitive=True)
    two = Page("s2", "Your name", (Para("Secret two."),), YES_NO, sensitive=True)
    said = transcript(FakeSitting(one, two, MESSAGE, two), "x", "", "1", "1", "", "")
    first = said.index("Secret one.")
    assert said[first - 1] == "< "
    assert said.count("< x") == 1
    assert said.index("Secret two.") > first
    gates = [line for line in said if line.startswith("What follows is private.")]
    assert len(gates) == 3
    assert said.count("Secret two.") == 2


def test_turning_away_from_a_private_page_reads_nothing() -> None:
    page = Page("s", "Your photo", (Para("Secret."),), YES_NO, sensitive=True)
    sitting = FakeSitting(page, MESSAGE)
    assert "Secret." not in transcript(sitting, "b")
    assert sitting.told == [Back("s")]


def test_a_code_is_spelled_on_request() -> None:
    page = Page("b", "Your code", (BigCode(("R4K",), ("R for Romeo, 4, K for Kilo",)),))
    assert "Part 1: R for Romeo, 4, K for Kilo." in transcript(FakeSitting(page), "s")
    assert "There is no code on this page." in transcript(FakeSitting(MESSAGE), "s")


def test_the_phone_is_looked_at_again_on_request() -> None:
    sitting = FakeSitting(Page("p", "The code", (Phone("Phone", "Nothing has come."),)))
    sitting.beside.phone = (Message("2026-11-02T14:05:00Z", "x", "text", "123 456"),)
    said = transcript(sitting, "p")
    assert sitting.refreshed == 1
    assert said.count("Text message to x: 123 456") == 2
    assert "There is no practice phone on this page." in transcript(FakeSitting(MESSAGE), "p")


def test_the_invented_people_are_listed_on_request() -> None:
    said = transcript(FakeSitting(MESSAGE, desk=FakeDesk()), "i")
    assert "Ana Maria Kowalska. All is well. Number: PRACTICE 423. Born: 5 3 1985." in said
    assert "It is closed." in transcript(FakeSitting(MESSAGE, desk=FakeDesk("It is closed.")), "i")
    assert "There are no invented people here." in transcript(FakeSitting(MESSAGE), "i")


def test_waiting_is_said_once_and_what_was_typed_meanwhile_is_forgotten() -> None:
    waiting = Page("w", "Looking", waiting=True)
    sitting = FakeSitting(MESSAGE, waiting, NEXT)
    sitting.effects[1] = ListCodes()
    paper = Paper()
    reader = Lines([""], paper.said)
    asyncio.run(PlainFront(sitting, reader, paper).run())
    assert paper.said.count("Working…") == 1
    assert paper.said.count("Looking") == 1
    assert reader.dropped == 1
    assert "The next page" in paper.said


async def test_after_a_long_while_it_says_that_it_still_works() -> None:
    waiting = Page("w", "Looking", waiting=True)
    sitting = FakeSitting(MESSAGE, waiting, NEXT)
    sitting.effects[1] = ListCodes()
    said = asyncio.Event()

    class Listening(Paper):
        def line(self, text: str) -> None:
            super().line(text)
            if text == "Still working…":
                said.set()

    async def only_then(effect: Effect) -> Result:
        await said.wait()
        return Result(0, SignedOut())

    sitting.perform = only_then  # type: ignore[method-assign]
    paper = Listening()
    front = PlainFront(sitting, Lines([""], paper.said), paper, still_working=0.001)
    async with asyncio.timeout(20):
        await front.run()
    assert "The next page" in paper.said
