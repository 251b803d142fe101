"""The shell: effects in the background, help, hide, finish, and the ways out."""

from __future__ import annotations

import asyncio

import pytest
from textual.worker import WorkerFailed

from tests.fronts.drawn import pages
from tests.fronts.drawn.desk import FakeDesk
from tests.fronts.drawn.fakes import FakeSitting, app_of
from tests.fronts.drawn.screens import click_text, running, settled, text
from tui.core.events import Answer, Effect, Event, Press, Result, SignedOut, SignOut
from tui.core.page import Page


class SlowSitting(FakeSitting):
    """Performs when it is told to go on."""

    def __init__(self, page: Page = pages.NUMBER) -> None:
        super().__init__(page)
        self.go_on = asyncio.Event()

    def send(self, event: Event) -> Effect | None:
        self.sent.append(event)
        if isinstance(event, Result):
            self.shown = pages.NAME
            return None
        self.shown = pages.CHECKING
        return SignOut()

    async def perform(self, effect: Effect) -> Result:
        self.performed.append(effect)
        await self.go_on.wait()
        return Result(7, SignedOut())


async def test_an_effect_is_performed_while_the_page_says_so() -> None:
    sitting = SlowSitting()
    async with running(sitting) as (app, pilot):
        await pilot.press("enter")
        await settled(pilot)
        assert "Looking at the proofs" in text(app)
        assert sitting.performed == [SignOut()]
        sitting.go_on.set()
        await app.workers.wait_for_complete()
        await settled(pilot)
        assert sitting.sent[-1] == Result(7, SignedOut())
        assert "Is that your name?" in text(app)


async def test_nothing_is_started_before_the_first_page_is_there() -> None:
    sitting = FakeSitting()
    app = app_of(sitting)
    assert sitting.warmed == 0
    async with app.run_test() as pilot:
        await settled(pilot)
        assert sitting.warmed == 1
    assert sitting.closed


async def test_help_comes_and_goes() -> None:
    sitting = FakeSitting(pages.NUMBER)
    async with running(sitting) as (app, pilot):
        for leave in ("f1", "escape", "enter"):
            await pilot.press("f1")
            await settled(pilot)
            assert "It is not your status." in text(app)
            await pilot.press(leave)
            await settled(pilot)
            assert "What is the number" in text(app)
        await click_text(app, pilot, "F1 Help")
        assert "About codes" in text(app)
    assert sitting.sent == []


async def test_hide_draws_nothing_of_the_page() -> None:
    sitting = SlowSitting(pages.NAME)
    async with running(sitting) as (app, pilot):
        assert "Kowalska" in text(app)
        await pilot.press("1", "f9")
        sitting.go_on.set()
        await app.workers.wait_for_complete()
        await settled(pilot)
        await pilot.press("f1", "f10", "escape", "enter", "1")
        await settled(pilot)
        assert text(app).split() == [
            "Hidden.",
            "Press",
            "F9",
            "to",
            "go",
            "on.",
            "┃",
            "F9",
            "Go",
            "on",
            "┃",
        ]
        await pilot.press("f9")
        await settled(pilot)
        assert "Kowalska" in text(app)
    assert sitting.sent == [Answer("status.name", "yes"), Result(7, SignedOut())]


async def test_hide_and_show_by_mouse() -> None:
    async with running(FakeSitting(pages.NAME)) as (app, pilot):
        await click_text(app, pilot, "F9 Hide")
        assert "Kowalska" not in text(app)
        await click_text(app, pilot, "Go on")
        assert "Kowalska" in text(app)


async def test_hide_works_over_help() -> None:
    async with running(FakeSitting(pages.NAME)) as (app, pilot):
        await pilot.press("f1", "f9")
        await settled(pilot)
        assert "About codes" not in text(app)
        assert "Hidden." in text(app)


async def test_finish_leaves_help_first() -> None:
    sitting = FakeSitting(pages.NAME)
    async with running(sitting) as (app, pilot):
        await pilot.press("f1", "f10")
        await settled(pilot)
        assert "Is that your name?" in text(app)
    assert sitting.sent == [Press("status.name", "finish")]


async def test_after_the_last_page_the_same_key_closes_the_program() -> None:
    sitting = FakeSitting(pages.FINISH)
    async with running(sitting) as (app, pilot):
        assert "F10 Close the program" in text(app)
        await pilot.press("f10")
    assert app.return_value == 0
    assert sitting.sent == []


async def test_a_kiosk_has_no_way_out() -> None:
    sitting = FakeSitting(pages.FINISH)
    app = app_of(sitting, kiosk=True)
    async with app.run_test() as pilot:
        await settled(pilot)
        assert "F10 Finish" in text(app)
        await pilot.press("ctrl+q", "f10", "ctrl+c", "ctrl+p", "ctrl+backslash")
        await settled(pilot)
        assert app.is_running
        assert sitting.sent == [Press("finish", "finish")] * 2


async def test_practice_is_said_on_every_page_and_only_there() -> None:
    line = "PRACTICE. Invented people. This is not the Home Office. Do not type your own"
    async with running(FakeSitting(pages.NAME, practice=FakeDesk())) as (app, pilot):
        assert line in text(app)
        await pilot.press("f1")
        await settled(pilot)
        assert line in text(app)
    async with running(FakeSitting(pages.NAME)) as (app, _pilot):
        assert "PRACTICE" not in text(app)
        assert "F6" not in text(app)


class Broken(FakeSitting):
    async def perform(self, effect: Effect) -> Result:
        raise KeyError("Kowalska")


async def test_a_mistake_of_the_program_leaves_no_values_behind() -> None:
    sitting = Broken(pages.NAME, after=lambda _: (pages.CHECKING, SignOut()))
    app = app_of(sitting)

    async def use() -> None:
        async with app.run_test() as pilot:
            await pilot.press("1")
            await settled(pilot)

    with pytest.raises(WorkerFailed):
        await use()
    assert isinstance(app.mistake, KeyError)
    assert app._exit_renderables == []
    assert sitting.closed
