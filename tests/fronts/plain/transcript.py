"""Feeds the plain front lines and takes down what it says, with pages made by hand."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from tui.content import Words
from tui.core.events import Effect, Event, Press, Result, SignedOut
from tui.core.journey import PRACTISE
from tui.core.page import Choice, Message, Page, Para, Picture
from tui.fronts.plain.front import PlainFront

FINISH = Page("finish", "Before you go", actions=(Choice("again", "Ready"),), back=False)
HELP = Page("help", "Help", (Para("About this page."),), actions=(Choice("close", "Close"),))


@dataclass
class FakeBeside:
    texts: dict[str, str] = field(default_factory=dict)
    pictures: dict[str, Picture] = field(default_factory=dict)
    phone: tuple[Message, ...] = ()

    def text(self, ref: str) -> str | None:
        return self.texts.get(ref)

    def picture(self, ref: str) -> Picture | None:
        return self.pictures.get(ref)

    def messages(self) -> tuple[Message, ...]:
        return self.phone


@dataclass(frozen=True)
class Somebody:
    name: str = "Ana Maria Kowalska"
    story: str = "All is well."
    document_number: str = "PRACTICE 423"
    birth_date: date = date(1985, 3, 5)
    issuing_state: str = "POL"
    reached_at: tuple[str, ...] = ("+44 7700 900112",)


class FakeDesk:
    def __init__(self, trouble: str = "") -> None:
        self.trouble = trouble

    async def people(self) -> Sequence[Somebody]:
        if self.trouble:
            raise ValueError(self.trouble)
        return (Somebody(),)


class FakeSitting:
    """Shows `pages` one after another: each event but *finish* goes on to the next."""

    def __init__(self, *pages: Page, desk: FakeDesk | None = None) -> None:
        self.pages = list(pages)
        self.at = 0
        self.words = Words("en")
        self.beside = FakeBeside()
        self.practice = desk
        self.told: list[Event] = []
        self.effects: dict[int, Effect] = {}
        self.perform_with: Callable[[], object] | None = None
        self.closed = 0
        self.refreshed = 0

    @property
    def mode(self) -> str:
        return "" if self.practice is None else PRACTISE

    def page(self) -> Page:
        return self.pages[self.at]

    def help(self) -> Page:
        return HELP

    def send(self, event: Event) -> Effect | None:
        self.told.append(event)
        if isinstance(event, Press) and event.action == "finish":
            self.pages, self.at = [FINISH], 0
            return None
        self.at = min(self.at + 1, len(self.pages) - 1)
        return self.effects.pop(self.at, None)

    async def perform(self, effect: Effect) -> Result:
        if self.perform_with is not None:
            self.perform_with()
        return Result(0, SignedOut())

    async def refresh_phone(self) -> None:
        self.refreshed += 1

    async def close(self) -> None:
        self.closed += 1


class Lines:
    """Hands in lines; notes where each stands in the transcript."""

    def __init__(self, lines: Sequence[str], said: list[str]) -> None:
        self.lines = list(lines)
        self.said = said
        self.dropped = 0

    async def line(self) -> str | None:
        if not self.lines:
            return None
        line = self.lines.pop(0)
        self.said.append(f"< {line}")
        return line

    def drop(self) -> None:
        self.dropped += 1


class Paper:
    def __init__(self, *, clears: bool = False) -> None:
        self.said: list[str] = []
        self.clears = clears

    def line(self, text: str) -> None:
        self.said.append(text)

    def prompt(self, text: str) -> None:
        """Prompts are left out: they stand before every answer."""

    def clear(self) -> bool:
        if self.clears:
            self.said.append("(cleared)")
        return self.clears


def transcript(sitting: FakeSitting, *lines: str, clears: bool = False) -> list[str]:
    """What was said, with what was typed as ``< line``, without greeting and farewell."""
    paper = Paper(clears=clears)
    asyncio.run(PlainFront(sitting, Lines(lines, paper.said), paper).run())
    words = sitting.words
    greeting = [words.text("plain", "welcome"), words.text("plain", "keys")]
    assert paper.said[:2] == greeting
    assert paper.said[-1] == words.text("plain", "bye")
    assert sitting.closed == 1
    return paper.said[2:-1]
