"""A story told to either front, with the keyboard, the mouse or in lines."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Final

from textual.pilot import Pilot
from textual.widget import Widget

from tests.stories.telling import WORDS, Teller
from tests.stories.test_told import Story
from tests.walk.pressing import beside_the_website
from tui.core.diagnose import diagnose
from tui.core.events import Answer, Event, Press
from tui.core.findings import TABLE
from tui.core.page import ChecksAsk, ChoiceAsk, DateAsk, Page, TextAsk
from tui.fronts.drawn.app import DrawnApp
from tui.fronts.drawn.options import Options
from tui.fronts.drawn.widgets.action_bar import ActionButton
from tui.fronts.drawn.widgets.checks_list import Check
from tui.fronts.drawn.widgets.choice_list import Option
from tui.fronts.plain.front import PlainFront
from tui.fronts.plain.questions import lettered, listed
from tui.runner.sitting import Sitting

MOST_TURNS: Final = 80

Step = Callable[[DrawnApp, Pilot[int], Page, Event], Awaitable[list[str]]]


@dataclass
class Came:
    """The pages that a front came by, the findings at the end, and what was pressed for it."""

    pages: list[str] = field(default_factory=list)
    findings: list[str] = field(default_factory=list)
    pressed: list[str] = field(default_factory=list, compare=False)

    def end(self, sitting: Sitting) -> None:
        found = diagnose(TABLE, sitting.journey.seen).findings
        self.findings = [one.row.id for one in found]


def teller_of(story: Story) -> Teller:
    """To the finding, and no further: what comes after it is pressed in another test."""
    return Teller(story, look=False, refuse=False)


# Without a front ----------------------------------------------------------------------------


def headless(story: Story) -> Came:
    came, sitting, teller = Came(), beside_the_website(), teller_of(story)
    for _ in range(MOST_TURNS):
        page = sitting.page()
        came.pages.append(page.id)
        event = teller.event(page)
        if event is None:
            break
        assert sitting.send(event) is None
    came.end(sitting)
    return came


# In lines -----------------------------------------------------------------------------------


@dataclass
class Out:
    """What the plain front prints."""

    printed: list[str] = field(default_factory=list)

    def line(self, text: str) -> None:
        self.printed.append(text)

    def prompt(self, text: str) -> None:
        self.printed.append(text)

    def clear(self) -> bool:
        return False


@dataclass
class In:
    """What is typed into it: `types` makes the next line of each page. After what was pasted comes
    an empty line."""

    sitting: Sitting
    types: Callable[[Page], str | None]
    pasted: bool = False

    async def line(self) -> str | None:
        if self.pasted:
            self.pasted = False
            return ""
        page = self.sitting.page()
        line = self.types(page)
        self.pasted = isinstance(page.ask, TextAsk) and page.ask.lines and line is not None
        return line

    def drop(self) -> None:
        pass


def as_line(page: Page, event: Event) -> str:
    match event, page.ask:
        case Answer(value=str(value)), ChoiceAsk():
            return str([one.id for one in listed(page)].index(value) + 1)
        case Answer(value=str(value)), TextAsk():
            return value
        case Answer(value=tuple(ticks)), ChecksAsk(options=options):
            numbers = [number for number, one in enumerate(options, 1) if one.id in ticks]
            return " ".join(map(str, numbers))
        case Answer(value=tuple(parts)), DateAsk():
            return " ".join(parts)
        case Press(action=action), None | ChoiceAsk():
            return str([one.id for one in listed(page)].index(action) + 1)
        case Press(action=action), _:
            return next(letter for letter, one in lettered(page).items() if one.id == action)
        case _:
            raise AssertionError(f"no line says {event} on {page.id}")


async def through_plain(story: Story) -> Came:
    came, sitting, teller = Came(), beside_the_website(), teller_of(story)

    def types(page: Page) -> str | None:
        came.pages.append(page.id)
        event = teller.event(page)
        if event is None:
            came.end(sitting)
            return None
        came.pressed.append(as_line(page, event))
        return came.pressed[-1]

    await PlainFront(sitting, In(sitting, types), Out()).run()
    return came


# Drawn --------------------------------------------------------------------------------------


async def through_drawn(story: Story, step: Step) -> Came:
    came, sitting, teller = Came(), beside_the_website(), teller_of(story)
    app = DrawnApp(lambda: sitting, Options(WORDS))
    async with app.run_test(size=(80, 36)) as pilot:
        for _ in range(MOST_TURNS):
            await pilot.pause()
            page = sitting.page()
            came.pages.append(page.id)
            event = teller.event(page)
            if event is None:
                break
            came.pressed += await step(app, pilot, page, event)
        came.end(sitting)
    return came


async def by_keys(app: DrawnApp, pilot: Pilot[int], page: Page, event: Event) -> list[str]:
    """Numbers for answers, Enter to send; Tab from one action to the next."""
    keys: list[str]
    match event, page.ask:
        case Answer(value=str(value)), ChoiceAsk(options=options):
            keys = [str([one.id for one in options].index(value) + 1)]
        case Answer(value=tuple(ticks)), ChecksAsk(options=options):
            numbers = [number for number, one in enumerate(options, 1) if one.id in ticks]
            assert max(numbers) <= 9, "there are no digits for so many"
            keys = [*map(str, numbers), "enter"]
        case Press(action=action), None:
            keys = ["tab"] * [one.id for one in page.actions].index(action) + ["enter"]
        case _:
            raise AssertionError(f"no key says {event} on {page.id}")
    await pilot.press(*keys)
    return keys


async def by_mouse(app: DrawnApp, pilot: Pilot[int], page: Page, event: Event) -> list[str]:
    for widget in _targets(app, page, event):
        widget.scroll_visible(animate=False)
        await pilot.pause()
        assert await pilot.click(widget), f"{event} on {page.id} cannot be clicked"
    return []


def _targets(app: DrawnApp, page: Page, event: Event) -> list[Widget]:
    screen = app.screen
    match event:
        case Answer(value=str(value)):
            return [one for one in screen.query(Option) if one.option.id == value]
        case Answer(value=tuple(ticks)):
            boxes: list[Widget] = [one for one in screen.query(Check) if one.option.id in ticks]
            return [*boxes, screen.query(ActionButton).first()]
        case Press(action=action):
            return [one for one in screen.query(ActionButton) if one.action.id == action]
        case _:
            return []
