"""What is typed after Enter is meant for a page that nobody has seen yet: it answers nothing."""

from __future__ import annotations

from textual.events import Key

from tests.fronts.drawn.fakes import FakeSitting
from tests.fronts.drawn.real_pages import MIDWAY, WORDS
from tests.fronts.drawn.screens import page_of, running, settled
from tui.core.events import Answer, Effect, Event, Press
from tui.core.journey import Journey
from tui.core.page import Page
from tui.core.pages import page_for
from tui.fronts.drawn.app import DrawnApp

KEYS = {" ": "space", "\r": "enter", "\t": "tab"}


NUMBER = page_for(Journey(step="signin.document", trail=("start.who",)), WORDS)


def type_at_once(app: DrawnApp, typed: str) -> None:
    """Every key is in the queue before the first of them is looked at."""
    for character in typed:
        name = KEYS.get(character, character)
        printable = None if character in "\r\t" else character
        app.post_message(Key(name, printable))


def going_to(page: Page) -> FakeSitting:
    def after(_event: Event) -> tuple[Page, Effect | None]:
        return page, None

    return FakeSitting(NUMBER, after=after)


async def test_a_field_sends_what_stood_in_it_at_enter() -> None:
    birth = page_for(Journey(step="signin.birth", trail=("start.who",)), WORDS)
    sitting = going_to(birth)
    async with running(sitting) as (app, pilot):
        type_at_once(app, "533401372\r14\t3\t1981\r")
        await settled(pilot)
        assert sitting.sent[0] == Answer(NUMBER.id, "533401372")
        assert not any(isinstance(one, Answer) and "1981" in one.value for one in sitting.sent)


async def test_a_date_sends_what_stood_in_it_at_enter() -> None:
    channel = page_for(Journey(step="signin.channel", trail=("start.who",)), WORDS)
    sitting = going_to(channel)
    sitting.shown = page_for(Journey(step="signin.birth", trail=("start.who",)), WORDS)
    async with running(sitting) as (app, pilot):
        await pilot.press("1", "4", "tab", "3", "enter")
        await settled(pilot)
        type_at_once(app, "1981\r12")
        await settled(pilot)
        assert sitting.sent == [Answer("signin.birth", ("14", "3", "1981"))]


async def test_a_button_pressed_twice_at_once_is_pressed_once() -> None:
    table = page_for(Journey(step="proofs.table", seen=MIDWAY.seen, proofs=MIDWAY.proofs), WORDS)
    outcome = page_for(Journey(step="outcome", seen=MIDWAY.seen), WORDS)
    sitting = going_to(outcome)
    sitting.shown = table
    async with running(sitting) as (app, pilot):
        type_at_once(app, "\r\r")
        await settled(pilot)
        assert sitting.sent == [Press("proofs.table", table.actions[0].id)]


async def test_repeat_shows_the_page_from_its_top() -> None:
    more = page_for(Journey(step="outcome.more", seen=MIDWAY.seen), WORDS)
    async with running(FakeSitting(more), (60, 20)) as (app, pilot):
        body = page_of(app).view.body
        await pilot.press("pagedown")
        await settled(pilot)
        assert body.scroll_y > 0
        await pilot.press("f2")
        await settled(pilot)
        assert body.scroll_y == 0
