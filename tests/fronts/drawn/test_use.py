"""Using a page: with the keyboard alone, with the mouse alone, and what each press sends."""

from __future__ import annotations

import pytest
from textual.widgets import Input

from tests.fronts.drawn import pages
from tests.fronts.drawn.desk import FakeDesk
from tests.fronts.drawn.fakes import FakeSitting
from tests.fronts.drawn.screens import click_text, page_of, running, settled, text
from tui.core.events import Answer, Back, Event, Press
from tui.core.page import Page


async def sent_by_keys(page: Page, *keys: str) -> list[Event]:
    sitting = FakeSitting(page)
    async with running(sitting) as (_app, pilot):
        await pilot.press(*keys)
        await settled(pilot)
    return sitting.sent


async def sent_by_click(page: Page, *labels: str) -> list[Event]:
    sitting = FakeSitting(page, practice=FakeDesk())
    async with running(sitting) as (app, pilot):
        for label in labels:
            await click_text(app, pilot, label)
    return sitting.sent


KEYS: list[tuple[Page, tuple[str, ...], Event]] = [
    (pages.WHO, ("enter",), Answer("start.who", "")),
    (pages.WHO, ("3",), Answer("start.who", "away")),
    (pages.WHO, ("down", "down", "enter"), Answer("start.who", "alone")),
    (pages.WHO, ("tab", "space"), Answer("start.who", "both")),
    (pages.WHO, ("up", "enter"), Answer("start.who", "both")),
    (pages.PHOTO, ("enter",), Answer("status.photo", "")),
    (pages.PHOTO, ("2",), Answer("status.photo", "no")),
    (pages.PHOTO, ("right", "right", "enter"), Answer("status.photo", "no")),
    (pages.NUMBER, ("enter",), Answer("signin.document", "53 3401 372")),
    (pages.NUMBER, ("9", "enter"), Answer("signin.document", "53 3401 3729")),
    (pages.NUMBER, ("tab", "enter"), Answer("signin.document", "53 3401 372")),
    (pages.NUMBER, ("tab", "tab", "enter"), Press("signin.document", "none")),
    (pages.NUMBER, ("down", "right", "enter"), Press("signin.document", "none")),
    (pages.NUMBER, ("escape",), Back("signin.document")),
    (pages.NUMBER, ("f10",), Press("signin.document", "finish")),
    (
        pages.BIRTH,
        ("7", "enter", "m", "a", "y", "enter", "1", "9", "9", "0", "enter"),
        Answer("signin.birth", ("7", "may", "1990")),
    ),
    (
        pages.BIRTH,
        ("7", "slash", "3", "full_stop", "1", "9", "9", "0", "enter"),
        Answer("signin.birth", ("7", "3", "1990")),
    ),
    (pages.BIRTH, ("enter",), Answer("signin.birth", ("", "", ""))),
    (
        pages.ABOUT,
        ("1", "2", "3", "tab", "tab", "tab", "enter"),
        Answer("start.about", ("job", "other")),
    ),
    (
        pages.ABOUT,
        ("space", "down", "space", "enter"),
        Answer("start.about", ("job",)),
    ),
    (pages.OUTCOME, ("enter",), Press("outcome.ent-proof", "papers")),
    (pages.OUTCOME, ("tab", "enter"), Press("outcome.ent-proof", "more")),
]


@pytest.mark.parametrize(("page", "keys", "event"), KEYS)
async def test_keyboard_alone(page: Page, keys: tuple[str, ...], event: Event) -> None:
    assert await sent_by_keys(page, *keys) == [event]


CLICKS: list[tuple[Page, tuple[str, ...], Event]] = [
    (pages.WHO, ("The person is not here",), Answer("start.who", "away")),
    (pages.WHO, ("and somebody who helps.",), Answer("start.who", "both")),
    (pages.PHOTO, ("Not sure",), Answer("status.photo", "unsure")),
    (pages.NUMBER, ("Continue",), Answer("signin.document", "53 3401 372")),
    (pages.NUMBER, ("I do not have it",), Press("signin.document", "none")),
    (pages.NUMBER, ("‹ Back",), Back("signin.document")),
    (pages.NUMBER, ("F10 Finish",), Press("signin.document", "finish")),
    (pages.ABOUT, ("A job", "A home", "Continue"), Answer("start.about", ("job",))),
    (pages.OUTCOME, ("Finish",), Press("outcome.ent-proof", "finish")),
]


@pytest.mark.parametrize(("page", "labels", "event"), CLICKS)
async def test_mouse_alone(page: Page, labels: tuple[str, ...], event: Event) -> None:
    assert await sent_by_click(page, *labels) == [event]


@pytest.mark.parametrize("page", [pages.CHECKING, pages.FINISH])
async def test_no_way_back_where_the_page_has_none(page: Page) -> None:
    assert await sent_by_keys(page, "escape") == []


async def test_a_waiting_page_takes_nothing() -> None:
    assert await sent_by_keys(pages.CHECKING, "enter", "tab", "space", "1") == []


@pytest.mark.parametrize("page", [pages.WHO, pages.WHO_AGAIN, pages.PHOTO, pages.NAME])
async def test_no_answer_is_preselected(page: Page) -> None:
    async with running(FakeSitting(page)) as (app, _pilot):
        assert app.screen.focused is None
        assert "›" not in text(app)


async def test_only_one_thing_is_marked_as_having_the_keyboard() -> None:
    async with running(FakeSitting(pages.OUTCOME)) as (app, pilot):
        for label in ("Get the papers", "More", "Finish", "Get the papers"):
            assert f"› {label} ‹" in text(app)
            assert text(app).count("›") == 1
            await pilot.press("tab")
            await settled(pilot)


async def test_a_refusal_stands_by_the_field_and_keeps_what_was_typed() -> None:
    sitting = FakeSitting(pages.NUMBER, after=lambda _event: (pages.NUMBER_WRONG, None))
    async with running(sitting) as (app, pilot):
        await pilot.press("enter")
        await settled(pilot)
        assert "▲ Check: This looks short." in text(app)
        field = app.screen.query_one(Input)
        assert field.value == "53"
        assert field.has_focus


async def test_digits_belong_to_the_field_that_is_typed_into() -> None:
    async with running(FakeSitting(pages.PHONE)) as (app, pilot):
        await pilot.press(*"482 913".replace(" ", ""))
        assert app.screen.query_one(Input).value == "482913"


async def test_the_mouse_alone_can_turn_pages() -> None:
    async with running(FakeSitting(pages.LONG), (60, 20)) as (app, pilot):
        body = page_of(app).view.body
        while body.more_below:
            before = body.scroll_y
            await click_text(app, pilot, "▼ more below")
            assert body.scroll_y > before
        await click_text(app, pilot, "▲ more above")
        assert body.more_below


async def test_arrows_move_through_a_text_without_answers() -> None:
    async with running(FakeSitting(pages.LONG), (60, 20)) as (app, pilot):
        await pilot.press("down", "down", "up")
        assert page_of(app).view.body.scroll_y == 1


async def test_a_resize_keeps_what_was_typed() -> None:
    async with running(FakeSitting(pages.BIRTH)) as (app, pilot):
        await pilot.press("7", "enter", "5")
        await pilot.resize_terminal(60, 16)
        await settled(pilot)
        assert [field.value for field in app.screen.query(Input)] == ["7", "5", ""]
