"""The same people through both fronts, by keys, clicks and lines: the same pages and findings."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

import pytest
from textual.pilot import Pilot

from tests.journeys.led import WORDS, Leader, Mock, client_of
from tests.turns import first_of
from tui.core.diagnose import diagnose
from tui.core.events import Answer, Event, Press
from tui.core.findings import TABLE
from tui.core.page import Beside, ChecksAsk, ChoiceAsk, DateAsk, Page, TextAsk
from tui.fronts.drawn.app import DrawnApp
from tui.fronts.drawn.options import Options
from tui.fronts.drawn.widgets.action_bar import ActionButton
from tui.fronts.plain.front import PlainFront
from tui.fronts.plain.questions import lettered, listed
from tui.runner.sitting import Sitting
from tui.service.people import Person

PEOPLE = ("ana-settled", "kwame-jobseeker", "tomas-missing", "marek-view", "gheorghe-charity")
MOST_TURNS = 80


class Answers(Protocol):
    """Whoever answers the pages."""

    def answer(self, page: Page, beside: Beside) -> Event | None: ...


ClientFor = Callable[[Person], Answers]


@dataclass
class Seen:
    """The pages that a front came by, and the findings at the end."""

    pages: list[str] = field(default_factory=list)
    findings: list[str] = field(default_factory=list)

    def page(self, page: Page) -> None:
        if not page.waiting and (not self.pages or self.pages[-1] != page.id):
            self.pages.append(page.id)

    def end(self, sitting: Sitting) -> None:
        diagnosis = diagnose(TABLE, sitting.journey.seen)
        self.findings = [one.row.id for one in diagnosis.findings]


async def person_of(sitting: Sitting, person_id: str) -> Person:
    assert sitting.practice is not None
    return next(one for one in await sitting.practice.people() if one.id == person_id)


# Plain ------------------------------------------------------------------------------------


@dataclass
class Typist:
    """Types what the client would, as lines; says *yes, show it* where details are private."""

    sitting: Sitting
    client: Answers
    seen: Seen
    said: list[str] = field(default_factory=list)

    def line(self, text: str) -> None:
        self.said.append(text)

    def prompt(self, text: str) -> None:
        pass

    def clear(self) -> bool:
        return False

    def drop(self) -> None:
        pass


@dataclass
class Hands:
    typist: Typist

    async def line(self) -> str | None:
        typist = self.typist
        if typist.said[-1] == WORDS.text("plain", "private"):
            return ""
        page = typist.sitting.page()
        typist.seen.page(page)
        event = typist.client.answer(page, typist.sitting.beside)
        if event is None:
            typist.seen.end(typist.sitting)
            return None
        return as_line(page, event)

    def drop(self) -> None:
        pass


def as_line(page: Page, event: Event) -> str:
    match event, page.ask:
        case Answer(value=str(value)), ChoiceAsk():
            return str([one.id for one in listed(page)].index(value) + 1)
        case Answer(value=str(value)), TextAsk():
            return value
        case Answer(value=tuple(value)), DateAsk():
            return " ".join(value)
        case Answer(value=tuple(value)), ChecksAsk(options=options):
            return " ".join(str(n) for n, one in enumerate(options, 1) if one.id in value)
        case Press(action=action), None | ChoiceAsk():
            return str([one.id for one in listed(page)].index(action) + 1)
        case Press(action=action), _ if action == page.actions[0].id:
            return ""
        case Press(action=action), _:
            return next(letter for letter, one in lettered(page).items() if one.id == action)
        case _:
            raise AssertionError(f"no line says {event} on {page.id}")


async def through_plain(mock: Mock, person_id: str, client_for: ClientFor = client_of) -> Seen:
    seen, sitting = Seen(), mock.sitting()
    client = client_for(await person_of(sitting, person_id))
    typist = Typist(sitting, client, seen)
    await PlainFront(sitting, Hands(typist), typist).run()
    return seen


# Drawn ------------------------------------------------------------------------------------


async def through_drawn(mock: Mock, person_id: str, client_for: ClientFor = client_of) -> Seen:
    seen, sitting = Seen(), mock.sitting()
    client = client_for(await person_of(sitting, person_id))
    app = DrawnApp(lambda: sitting, Options(WORDS, "English", "light"))
    async with app.run_test(size=(80, 24)) as pilot:
        for _ in range(MOST_TURNS):
            await app.workers.wait_for_complete()
            await pilot.pause()
            page = sitting.page()
            seen.page(page)
            event = client.answer(page, sitting.beside)
            if event is None:
                break
            await do(app, pilot, page, event)
        seen.end(sitting)
    return seen


async def do(app: DrawnApp, pilot: Pilot[int], page: Page, event: Event) -> None:
    """With the keyboard where something is answered, with the mouse where something is pressed."""
    match event, page.ask:
        case Answer(value=str(value)), ChoiceAsk(options=options):
            await pilot.press(str([one.id for one in options].index(value) + 1))
        case Answer(value=str(value)), TextAsk(value=before):
            typed = "" if value == before else value
            await pilot.press(*("space" if one == " " else one for one in typed), "enter")
        case Answer(value=tuple(value)), ChecksAsk(options=options):
            changed = {*value} ^ {*page.ask.chosen}
            await pilot.press(*(str(n) for n, o in enumerate(options, 1) if o.id in changed))
            await pilot.press("enter")
        case Answer(value=tuple(value)), DateAsk():
            day, month, year = value
            await pilot.press(*day, "tab", *month, "tab", *year, "enter")
        case Press(action=action), _:
            buttons = [one for one in app.screen.query(ActionButton) if one.action.id == action]
            assert await pilot.click(buttons[0]), f"{action} on {page.id} cannot be clicked"
        case _:
            raise AssertionError(f"no key says {event} on {page.id}")


@pytest.mark.parametrize("person", first_of(PEOPLE, "ana-settled", "kwame-jobseeker"))
def test_both_fronts_come_by_the_same_pages(leader: Leader, person: str) -> None:
    # A minute for each: a client may check ten codes a minute.
    headless = Seen()
    leader.next_sitting()
    told = leader.lead(person)
    for page in told.pages:
        headless.page(page)
    headless.findings = [one.row.id for one in told.diagnosis.findings]
    leader.next_sitting()
    assert asyncio.run(through_plain(leader.mock, person)) == headless
    leader.next_sitting()
    assert asyncio.run(through_drawn(leader.mock, person)) == headless
