"""A sitting in which each page is answered as the test says, headless or through either front."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from tests.journeys.led import WORDS
from tests.journeys.test_parity import Hands, Seen, Typist, do
from tui.core.events import Answer, Event, Press
from tui.core.page import Beside, ChecksAsk, ChoiceAsk, Page, TextAsk
from tui.fronts.drawn.app import DrawnApp
from tui.fronts.drawn.options import Options
from tui.fronts.plain.front import PlainFront
from tui.practice.client import Client
from tui.runner.sitting import Sitting

Said = str | tuple[str, ...]
MOST_TURNS = 120


@dataclass
class Actor:
    """`lines` are what is done on a page, one after another; the client does all else.

    A line is the id of an answer or of an action, typed text, or the parts of a date. The last
    line of a page holds for every later time. ``None`` as a line ends the sitting.
    """

    client: Client | None
    lines: Mapping[str, list[Said | None]]
    pages: list[str] = field(default_factory=list)
    seen: list[Page] = field(default_factory=list)

    def answer(self, page: Page, beside: Beside) -> Event | None:
        """As :meth:`tui.practice.client.Client.answer`."""
        if not page.waiting:
            self.pages.append(page.id)
            self.seen.append(page)
        if page.id in self.lines:
            left = self.lines[page.id]
            line = left.pop(0) if len(left) > 1 else left[0]
            return None if line is None else event_of(page, line)
        return None if self.client is None else self.client.answer(page, beside)

    def last(self, page_id: str) -> Page:
        """The page as it was drawn the last time."""
        return next(one for one in reversed(self.seen) if one.id == page_id)


def event_of(page: Page, line: Said) -> Event:
    """A press where an action is named, an answer otherwise."""
    options = page.ask.options if isinstance(page.ask, ChoiceAsk | ChecksAsk) else ()
    if line in {one.id for one in page.actions} - {one.id for one in options}:
        assert isinstance(line, str)
        return Press(page.id, line)
    if isinstance(page.ask, TextAsk) and not line:
        line = page.ask.value
    return Answer(page.id, line)


async def headless(sitting: Sitting, actor: Actor) -> None:
    """Until the actor has nothing more to say."""
    for _ in range(MOST_TURNS):
        event = actor.answer(sitting.page(), sitting.beside)
        if event is None:
            return
        effect = sitting.send(event)
        while effect is not None:
            effect = sitting.send(await sitting.perform(effect))
    raise AssertionError(f"no end: {actor.pages[-10:]}")


async def plain(sitting: Sitting, actor: Actor) -> list[str]:
    """Through the front of lines; what it printed."""
    typist = Typist(sitting, actor, Seen())
    await PlainFront(sitting, Hands(typist), typist).run()
    return typist.said


async def drawn(
    sitting: Sitting, actor: Actor, look: Callable[[DrawnApp], None] = lambda app: None
) -> None:
    """Through the drawn front, by keys and clicks; `look` is called on every page."""
    app = DrawnApp(lambda: sitting, Options(WORDS, "English", "light"))
    async with app.run_test(size=(80, 24)) as pilot:
        for _ in range(MOST_TURNS):
            await app.workers.wait_for_complete()
            await pilot.pause()
            look(app)
            event = actor.answer(sitting.page(), sitting.beside)
            if event is None:
                return
            await do(app, pilot, sitting.page(), event)
    raise AssertionError(f"no end: {actor.pages[-10:]}")
