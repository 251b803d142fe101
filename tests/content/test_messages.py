"""The website's own words: recognised through typing and pasting, told from all else, not kept."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random

import polib
import pytest
from hypothesis import example, given, settings, target
from hypothesis import strategies as st

from tests.hygiene.sources import loaded_by
from tui.content import FOLDER
from tui.content.messages import LIMIT, Message, fit, known, recognise
from tui.core.questions import BY_ID, misfit

MESSAGES = {message.id: message for message in known()}
CANNOT_FIND = MESSAGES["cannot-find"]

# Points of 100 beside what it takes: the letter's message however pasted, texts that share nothing
# but the language, and texts made to be taken for a known message.
ABOVE, BELOW, BELOW_HARD = 5.0, -20.0, -1.5

# Sentences as the website, a letter or a helper may have them. They share the words of the known
# messages, some of them whole sentences, and none of them says the same.
HARD = (Path(__file__).parent / "unlike_messages.txt").read_text("utf-8").splitlines()

OTHER_SCRIPTS = (
    "Мы не можем найти ваш текущий статус в этой службе. Попробуйте ещё раз позже.",
    "لا يمكننا العثور على حالتك الحالية في هذه الخدمة. حاول مرة أخرى لاحقا.",
    "我们无法在此服务中找到您的当前身份。请稍后再试。",
    "हम इस सेवा में आपकी वर्तमान स्थिति नहीं ढूंढ पा रहे हैं।",
    "Nie możemy znaleźć Twojego obecnego statusu w tej usłudze. Spróbuj ponownie później.",
)


def our_words() -> Iterator[str]:
    """All findings, whole and line by line, and every short string."""
    for path in sorted(FOLDER.glob("*/findings/*.md")):
        text = path.read_text("utf-8")
        yield text
        yield from text.splitlines()
    for path in sorted(FOLDER.glob("*/*.po")):
        yield from (entry.msgstr for entry in polib.pofile(str(path)))


# As it may be pasted ------------------------------------------------------------------------

GAPS = (
    " ",
    "  ",
    "\n",
    "\r\n",
    "\t",
    "\N{NO-BREAK SPACE}",
    "\N{THIN SPACE}",
    " \N{ZERO WIDTH SPACE}",
)
BREAKS = ("-\n", "\N{HYPHEN}\n", "\n", "\N{SOFT HYPHEN}", "\N{ZERO WIDTH SPACE}", "\N{WORD JOINER}")
CASES = (str, str.upper, str.lower, str.title, str.swapcase)
BEFORE = (
    "GOV.UK View and prove your immigration status BETA ",
    "I see this: “",
    "Ana Maria Quillon\n",
)
AFTER = ("” What is it?", " 0300 000 0000 Monday to Friday", "\nCookies Privacy © Crown copyright")


def slips(text: str, chance: Random) -> str:
    """At most one slip in any ten characters: dropped, doubled, swapped, or another letter."""

    def slipped(block: str) -> str:
        at = chance.randrange(len(block))
        kind = chance.choice(("none", "drop", "double", "swap", "other"))
        middle = {
            "none": block[at],
            "drop": "",
            "double": block[at] * 2,
            "swap": block[at : at + 2][::-1],
            "other": chance.choice("aeinrst"),
        }[kind]
        return block[:at] + middle + block[at + (2 if kind == "swap" else 1) :]

    return "".join(slipped(text[at : at + 10]) for at in range(0, len(text), 10))


def dressed(text: str, chance: Random) -> str:
    """The same letters in other clothes."""
    words = []
    for word in text.split(" "):
        at = chance.randrange(len(word) + 1)
        broken = chance.random() < 0.2
        words.append(word[:at] + chance.choice(BREAKS) + word[at:] if broken else word)
        words.append(chance.choice(GAPS))
    text = chance.choice(CASES)("".join(words)).replace("...", chance.choice(("...", "…", "")))
    return text.replace("fi", chance.choice(("fi", "\N{LATIN SMALL LIGATURE FI}")))


def pasted(message: Message, chance: Random, third: float = 1 / 3) -> str:
    """The message with slips, cut at either end by up to a third and at both by up to two fifths,
    among other words where it is not cut."""
    text = slips(message.text, chance)
    front = round(len(text) * chance.choice((0, chance.uniform(0, third))))
    back = round(len(text) * chance.choice((0, chance.uniform(0, third))))
    back = min(back, round(len(text) * third * 1.2) - front) if back else 0
    text = dressed(text[front : len(text) - back], chance)
    before = "" if front else chance.choice(("", *BEFORE))
    after = "" if back else chance.choice(("", *AFTER))
    return before + text + after


@settings(max_examples=120)
@given(st.randoms(use_true_random=False))
def test_the_letters_message_is_recognised_however_it_was_pasted(chance: Random) -> None:
    text = pasted(CANNOT_FIND, chance)
    points = fit(CANNOT_FIND, text)
    target(-points)
    assert points >= ABOVE, f"{points:+.1f} points: {text!r}"
    assert recognise(text, "status") is CANNOT_FIND
    assert recognise(text, "signin") is CANNOT_FIND


@pytest.mark.parametrize("message", known(), ids=lambda message: message.id)
@given(chance=st.randoms(use_true_random=False))
def test_each_message_is_recognised_as_published_in_any_clothes(
    message: Message, chance: Random
) -> None:
    text = dressed(message.text, chance)
    for question, _ in message.suggests:
        assert recognise(text, question) is message, f"{fit(message, text):+.1f} points: {text!r}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("cannot find your current status", "cannot-find"),
        ("We can’t find your current status!", "cannot-find"),
        (
            "View and prove\nWe cannot find your current status in this service.\nHelp",
            "cannot-find",
        ),
        ("GOV.UK\nSorry, there’s a problem with the service\nTry again later.", "problem"),
        ("It said “sorry there is a problem with this service”.", "problem"),
        ("there is a problem with the service", "problem"),
        ("ACCESS DENIED", "access-denied"),
        ("acess denied", "access-denied"),
        ("404: Immigration status not found", "not-found"),
    ],
)
def test_what_a_person_types_of_it_is_recognised(text: str, expected: str) -> None:
    assert recognise(text, "status") is MESSAGES[expected]


# What it is not -----------------------------------------------------------------------------


def nearest(text: str) -> float:
    return max(fit(message, text) for message in known())


def test_the_two_sides_are_far_apart() -> None:
    chance = Random(7)
    lowest = min(fit(CANNOT_FIND, pasted(CANNOT_FIND, chance)) for _ in range(300))
    hard = max((nearest(text), text) for text in HARD)
    others = max((nearest(text), text) for text in (*our_words(), *OTHER_SCRIPTS))
    said = f"recognised from {lowest:+.1f}; hard ones up to {hard}; unrelated up to {others}"
    assert lowest >= ABOVE, said
    assert hard[0] <= BELOW_HARD, said
    assert others[0] <= BELOW, said


@given(st.text(max_size=300) | st.text("acdeiknostu ", max_size=300))
@example("")
@example(" \n\t")
@example("\ud800")
@example("e")
@example("\ufdfa" * LIMIT)
def test_no_other_text_is_recognised(text: str) -> None:
    assert nearest(text) <= BELOW
    assert recognise(text, "status") is None


def test_only_so_much_is_read() -> None:
    filler = "Lorem ipsum dolor sit amet. " * LIMIT
    fits = filler[: LIMIT - len(CANNOT_FIND.text)]
    assert recognise(fits + CANNOT_FIND.text + filler, "status") is CANNOT_FIND
    assert recognise(filler[:LIMIT] + CANNOT_FIND.text, "status") is None
    assert recognise("a\n" * 1_000_000, "status") is None


def test_two_messages_are_told_apart_and_both_at_once_suggest_nothing() -> None:
    found, problem = CANNOT_FIND.text, MESSAGES["problem"].text
    for message in known():
        assert [one.id for one in known() if fit(one, message.text) >= 0] == [message.id]
    assert recognise(f"{found}\n{problem}", "status") is None
    assert recognise(problem, "signin") is MESSAGES["problem"]


def test_nothing_is_suggested_for_other_questions() -> None:
    assert recognise(CANNOT_FIND.text, "letter") is None
    assert recognise(MESSAGES["access-denied"].text, "signin") is None


# What is kept -------------------------------------------------------------------------------


def held(name: str) -> list[str]:
    """Every string in the program, other than this one, that has the name in it."""
    gc.collect()
    return [
        part
        for one in gc.get_objects()
        for near in gc.get_referents(one)
        for part in (near if isinstance(near, tuple) else (near,))
        if isinstance(part, str) and part is not name and name in part.casefold()
    ]


def test_nothing_of_the_paste_is_kept() -> None:
    name = "".join(["zebe", "dia", "quil", "lon"])
    found = recognise(f"{name.title()}\n{CANNOT_FIND.text}\n{name}, settled", "status")
    assert found is CANNOT_FIND
    assert held(name) == []
    holder = [f"a list that keeps {name}"]
    assert held(name) == holder


def test_nothing_is_loaded_before_somebody_pastes() -> None:
    assert loaded_by("tui.content.messages").isdisjoint({"rapidfuzz", "tomllib"})


# The file -----------------------------------------------------------------------------------


@pytest.mark.parametrize("message", known(), ids=lambda message: message.id)
def test_each_message_suggests_what_can_be_answered_and_says_where_it_is_from(
    message: Message,
) -> None:
    assert message.suggests
    for question, answer in message.suggests:
        assert misfit(BY_ID[question], answer) is None
    for part in (*message.enough, *message.needs):
        assert part.rstrip(".").casefold() in message.text.casefold()
    assert re.fullmatch("[A-Z0-9]+", message.source)
    assert isinstance(message.seen, date) or re.fullmatch(r"20\d\d(-\d\d)?", message.seen)


def test_ids_are_not_given_twice() -> None:
    assert len(MESSAGES) == len(known())
