"""The question of a page as lines, and what a typed line means on it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import assert_never

from tui.core.events import Answer, Back, Press
from tui.core.page import ChecksAsk, Choice, ChoiceAsk, DateAsk, Page, TextAsk
from tui.fronts.plain.say import Say, sentence

LETTERS = "acdefgjklmn"
"""For the other actions beside a field that is typed into; the letters of the keys are left out."""


@dataclass(frozen=True, slots=True)
class Unclear:
    """The line means nothing here; `message` says what can be typed."""

    message: str


def listed(page: Page) -> tuple[Choice, ...]:
    """What is chosen by number, in order: the options of a choice, then the actions."""
    if isinstance(page.ask, ChoiceAsk):
        return (*page.ask.options, *page.actions)
    return page.actions if page.ask is None else ()


def lettered(page: Page) -> dict[str, Choice]:
    """The actions beside a field, by letter; the main one is Enter itself."""
    if page.ask is None or isinstance(page.ask, ChoiceAsk):
        return {}
    return dict(zip(LETTERS, page.actions[1:], strict=False))


def ask_lines(page: Page, say: Say) -> Iterator[str]:
    """The question: its error first, then what is asked, then what can be typed."""
    ask = page.ask
    if ask is not None and ask.error:
        yield say("error", text=ask.error)
    if ask is not None and ask.label and ask.label != page.heading:
        yield sentence(ask.label)
    if ask is not None and ask.hint:
        yield sentence(ask.hint)
    match ask:
        case None:
            if page.actions:
                yield say("what-next")
                yield from _numbers(page, say)
                yield say("enter-is", label=page.actions[0].label)
        case ChoiceAsk():
            yield from _numbers(page, say)
            yield say("choose")
        case TextAsk(lines=True):
            yield say("text-lines")
        case TextAsk(value=value):
            yield say("text-keep", value=value) if value else say("text")
        case DateAsk(value=value):
            if any(value):
                yield say("date-keep", value=" ".join(part or say("blank") for part in value))
            yield say("date")
        case ChecksAsk(options=options, chosen=chosen):
            for number, option in enumerate(options, 1):
                ticked = say("ticked") if option.id in chosen else ""
                yield _option(number, option, ticked, say)
            yield say("checks")
        case _:
            assert_never(ask)
    for letter, action in lettered(page).items():
        yield say("or-letter", letter=letter, label=_hinted(action))


def _numbers(page: Page, say: Say) -> Iterator[str]:
    chosen = page.ask.chosen if isinstance(page.ask, ChoiceAsk) else ""
    for number, choice in enumerate(listed(page), 1):
        before = say("chosen-before") if chosen and choice.id == chosen else ""
        yield _option(number, choice, before, say)


def _option(number: int, choice: Choice, after: str, say: Say) -> str:
    line = say("nth", number=str(number), text=_hinted(choice))
    return f"{line} {after}".rstrip()


def _hinted(choice: Choice) -> str:
    return f"{sentence(choice.label)} {choice.hint}" if choice.hint else sentence(choice.label)


def prompts(page: Page) -> tuple[str, ...]:
    """What is asked for one after the other: the parts of a date, else one line."""
    return page.ask.parts if isinstance(page.ask, DateAsk) else ("",)


def whole_date(line: str) -> tuple[str, str, str] | None:
    """A whole date typed into its first part: three numbers with something between."""
    parts = re.split(r"[\s./\-]+", line.strip())
    return (parts[0], parts[1], parts[2]) if len(parts) == 3 and all(parts) else None


def meaning(page: Page, typed: tuple[str, ...], say: Say) -> Answer | Press | Back | Unclear:
    """What the typed line (or, for a date, the three lines) means on `page`."""
    line = typed[0].strip()
    letter = lettered(page).get(line.casefold())
    if letter is not None:
        return Press(page.id, letter.id)
    ask = page.ask
    match ask:
        case None | ChoiceAsk():
            return _picked(page, line, say)
        case TextAsk(value=value, limit=limit):
            return Answer(page.id, (typed[0] if line else value)[:limit])
        case DateAsk(value=value):
            return Answer(page.id, tuple(typed) if any(typed) else value)
        case ChecksAsk(options=options):
            numbers = re.split(r"[\s,]+", line) if line else []
            if not all(_within(one, len(options)) for one in numbers):
                return Unclear(say("not-there", count=str(len(options))))
            wanted = {int(one) for one in numbers}
            return Answer(page.id, tuple(o.id for n, o in enumerate(options, 1) if n in wanted))
        case _:
            assert_never(ask)


def _picked(page: Page, line: str, say: Say) -> Answer | Press | Unclear:
    choices = listed(page)
    if not line and page.ask is None and choices:
        return Press(page.id, choices[0].id)
    if not _within(line, len(choices)):
        return Unclear(say("not-there", count=str(len(choices))) if choices else say("nothing"))
    picked = choices[int(line) - 1]
    if isinstance(page.ask, ChoiceAsk) and int(line) <= len(page.ask.options):
        return Answer(page.id, picked.id)
    return Press(page.id, picked.id)


def _within(number: str, count: int) -> bool:
    return re.fullmatch(r"[0-9]{1,3}", number) is not None and 1 <= int(number) <= count
