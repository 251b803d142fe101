"""Whatever is typed or pasted: a message beside the field or a step on, never a mistake of ours;
nothing that was typed before is lost, and what is sent stays within what the service takes."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.content import Words
from tui.core.advance import advance
from tui.core.events import Answer, Channel, CodeSent, Effect, Press, Result, SendCode, VerifyCode
from tui.core.journey import Journey, new_journey
from tui.core.page import ChoiceAsk, DateAsk, Page, TextAsk
from tui.core.pages import page_for
from tui.core.tidy import DOCUMENT_LIMIT

WORDS = Words("en")
DOCUMENT, BIRTH, CODE = "53 3401 372", ("14", "3", "1981"), "123 456"

CLUTTER = {
    "nothing": "",
    "spaces": " \t\u00a0\u3000 ",
    "invisible": "\u200b\u200d\ufeff\u2060",
    "ten thousand letters": "A1" * 5000,
    "ten thousand digits": "9" * 10_000,
    "ten thousand spaces": " " * 10_000,
    "emoji": "🎉👩🏽‍🦰🇬🇧" * 3,
    "only punctuation": "-- // .. __",
    "control": "\x00\x01\x07\x1b[31mred\x1b]0;title\x07\x7f",
    "escape": "\x1b",
    "nul": "\x00",
    "line ends": "12\r\n34\n56\u2028\u2029",
    "full width": "１２３４５６",
    "full-width letters": "ＡＢ１２３４５６",
    "arabic digits": "١٢٣٤٥٦",
    "superscripts": "¹²³⁴⁵⁶",
    "right to left": "\u202e654321\u202c \u2066x\u2069 \u200f",
    "lone surrogate": "12\ud80034",
    "combining": "1\u0301\u0301\u0301" * 20,
    "grows when tidied": "\ufdfa" * 40,
    "grows in capitals": "ß" * 39,
    "a pasted message": "Your Home Office code is 123 456. Do not share it. Ref 987654321",
    "two codes": "123456 or 654321",
    "markup": "[b]x[/b] <script>alert(1)</script> %s {0} {document}",
    "a formula": "=HYPERLINK('http://example.org')",
    "minus": "-1",
    "large number": "1" + "0" * 5000,
    "power": "1e9",
    "underscore": "1_9",
}


def lead(journey: Journey, *events: Answer | Press | Result) -> Journey:
    for event in events:
        journey, _ = advance(journey, event)
    return journey


def at_the_document() -> Journey:
    return lead(
        new_journey(),
        Answer("start.who", "together"),
        Answer("start.mode", "practise"),
        Answer("safe.sign-in", "no"),
        Answer("safe.contacts", "mine"),
    )


def at_the_birth() -> Journey:
    return lead(at_the_document(), Answer("signin.document", DOCUMENT))


def at_the_code() -> Journey:
    journey = lead(at_the_birth(), Answer("signin.birth", BIRTH), Answer("signin.channel", "text"))
    return lead(journey, Result(journey.generation, CodeSent(Channel.TEXT)))


def shown(journey: Journey, old: str) -> Page:
    """The page, which can be drawn: a step on, or the same with a message beside the field."""
    page = page_for(journey, WORDS)
    if page.id == old:
        assert page.ask is not None
        assert page.ask.error, "neither accepted nor a word about it"
    for text in _values(page):
        assert len(text) <= 200
        assert not [one for one in text if unicodedata.category(one) in ("Cc", "Cs", "Cf")], text
    return page


def _values(page: Page) -> list[str]:
    """What the page shows again of what was typed."""
    values = [text for block in page.blocks for row in getattr(block, "rows", ()) for text in row]
    match page.ask:
        case TextAsk(value=value):
            return [*map(str, values), value]
        case DateAsk(value=value):
            return [*map(str, values), *value]
        case _:
            return list(map(str, values))


def within_limits(effect: Effect | None) -> None:
    match effect:
        case SendCode(document_number=number, birth_date=born, channel=channel):
            assert 1 <= len(number) <= DOCUMENT_LIMIT
            number.encode()
            assert number.isprintable()
            assert any(one.isalnum() for one in number)
            assert born.year >= 1900
            assert isinstance(channel, Channel)
        case VerifyCode(code=code):
            assert re.fullmatch("[0-9]{6}", code)
        case _:
            assert effect is None


def try_document(text: str) -> None:
    journey, effect = advance(at_the_document(), Answer("signin.document", text))
    assert effect is None
    page = shown(journey, "signin.document")
    if page.id == "signin.document-shape":
        assert isinstance(page.ask, ChoiceAsk)
        journey = lead(journey, Answer("signin.document-shape", "yes"))
    if journey.step == "signin.birth":
        journey, effect = advance(lead(journey, Answer("signin.birth", BIRTH)), _channel())
        assert isinstance(effect, SendCode)
        within_limits(effect)


def _channel() -> Answer:
    return Answer("signin.channel", "text")


def try_birth(parts: tuple[str, ...]) -> None:
    journey, effect = advance(at_the_birth(), Answer("signin.birth", parts))
    assert effect is None
    assert journey.typed.document == DOCUMENT
    shown(journey, "signin.birth")
    if journey.step == "signin.channel":
        journey, effect = advance(journey, _channel())
        within_limits(effect)


def try_code(text: str) -> None:
    journey, effect = advance(at_the_code(), Answer("signin.code", text))
    within_limits(effect)
    assert journey.typed.document == DOCUMENT
    assert journey.typed.birth == BIRTH
    assert journey.typed.channel is Channel.TEXT
    shown(journey, "signin.code")


@pytest.mark.parametrize("text", CLUTTER.values(), ids=CLUTTER)
def test_clutter(text: str) -> None:
    try_document(text)
    try_code(text)
    for place in range(3):
        try_birth((*BIRTH[:place], text, *BIRTH[place + 1 :]))


@settings(max_examples=60)
@given(st.text(st.characters(), max_size=300))
def test_any_text(text: str) -> None:
    try_document(text)
    try_code(text)
    try_birth((text, *BIRTH[1:]))


@pytest.mark.parametrize("shape", [(), ("1",), ("1", "2"), ("1", "2", "1981", "4"), "14 3 1981"])
def test_a_date_in_another_shape_is_asked_again(shape: str | tuple[str, ...]) -> None:
    journey, effect = advance(at_the_birth(), Answer("signin.birth", shape))
    assert effect is None
    assert journey.typed.document == DOCUMENT
    shown(journey, "signin.birth")


@pytest.mark.parametrize("step", ["signin.document", "signin.code"])
def test_text_in_another_shape_is_asked_again(step: str) -> None:
    journey = at_the_code() if step == "signin.code" else at_the_document()
    after, effect = advance(journey, Answer(step, ("1", "2")))
    assert effect is None
    shown(after, step)


@pytest.mark.parametrize(
    ("text", "sent"),
    [
        ("５３ ３４０１ ３７２", "533401372"),
        ("53\u20133401\u2013372\r\n", "533401372"),
        ("\u202a533401372\u202c", "533401372"),
        ("ab 12.34-56", "AB123456"),
    ],
)
def test_what_was_meant_is_what_is_sent(text: str, sent: str) -> None:
    journey = lead(
        at_the_document(), Answer("signin.document", text), Answer("signin.birth", BIRTH)
    )
    _, effect = advance(journey, _channel())
    assert isinstance(effect, SendCode)
    assert effect.document_number == sent
