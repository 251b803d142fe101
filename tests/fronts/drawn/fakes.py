"""A sitting made of pages, the words as they are written, and a portrait that nobody has."""

from __future__ import annotations

from collections.abc import Callable

from tests.fronts.drawn import pages
from tui.content import Words
from tui.core.events import Effect, Event, Result
from tui.core.journey import PRACTISE, REAL
from tui.core.page import Choice, Message, Page, Para, Picture
from tui.fronts.drawn.app import DrawnApp
from tui.fronts.drawn.options import Options
from tui.fronts.drawn.sitting import PracticeDesk
from tui.fronts.drawn.themes import LIGHT


def portrait() -> Picture:
    """A face of sorts: hair, skin, jacket, before a plain wall."""
    rows = []
    for y in range(28):
        row = ""
        for x in range(24):
            across = ((x - 11.5) / 6.5) ** 2 + ((y - 12) / 8) ** 2
            hair = ((x - 11.5) / 8) ** 2 + ((y - 10) / 9) ** 2
            if across < 1 and y > 7:
                row += "3" if (y == 11 and x in (8, 9, 14, 15)) or (y == 16 and 9 < x < 14) else "1"
            elif hair < 1:
                row += "2"
            else:
                row += "4" if y > 21 and abs(x - 11.5) < 4 + (y - 20) else "0"
        rows.append(row)
    palette = ("#cdd8de", "#d9a67c", "#3b2a22", "#7a3f36", "#4b5f8a")
    return Picture(24, 28, palette, tuple(rows), "Drawing of a woman with short dark hair")


class FakeBeside:
    def __init__(self) -> None:
        self.texts = {"view.name": "Ana Maria Kowalska"}
        self.pictures = {"view.photo": portrait()}
        self.sent: tuple[Message, ...] = (
            Message(
                "2026-11-22T14:05:00+00:00",
                "+44 7700 900123",
                "text",
                "Your security code is 482 913. Do not give it to anyone.",
            ),
        )

    def text(self, ref: str) -> str | None:
        return self.texts.get(ref)

    def picture(self, ref: str) -> Picture | None:
        return self.pictures.get(ref)

    def messages(self) -> tuple[Message, ...]:
        return self.sent


class FakeSitting:
    """Shows `page`; `after` says which page follows an event, and whether there is an effect."""

    def __init__(
        self,
        page: Page = pages.NUMBER,
        *,
        practice: PracticeDesk | None = None,
        after: Callable[[Event], tuple[Page, Effect | None]] | None = None,
    ) -> None:
        self.shown = page
        self.beside = FakeBeside()
        self.practice = practice
        self.after = after
        self.sent: list[Event] = []
        self.performed: list[Effect] = []
        self.results: list[Result] = []
        self.closed = False
        self.warmed = 0

    @property
    def mode(self) -> str:
        return REAL if self.practice is None else PRACTISE

    def warm(self) -> None:
        self.warmed += 1

    def page(self) -> Page:
        return self.shown

    def help(self) -> Page:
        text = Para("A code lets somebody see your status. It is not your status.")
        return Page("help", "About codes", (text,), actions=(Choice("close", "Close help"),))

    def send(self, event: Event) -> Effect | None:
        self.sent.append(event)
        if self.after is None:
            return None
        self.shown, effect = self.after(event)
        return effect

    async def perform(self, effect: Effect) -> Result:
        self.performed.append(effect)
        return self.results.pop(0)

    def finish(self) -> None:
        pass

    async def close(self) -> None:
        self.closed = True


def app_of(sitting: FakeSitting, *, theme: str = LIGHT, kiosk: bool = False) -> DrawnApp:
    return DrawnApp(lambda: sitting, Options(Words("en"), theme=theme, kiosk=kiosk))
