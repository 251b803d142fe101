"""Every real page at every size: nothing cut sideways, all within reach, a way on in sight."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from tests.fronts.drawn.desk import FakeDesk
from tests.fronts.drawn.fakes import FakeSitting
from tests.fronts.drawn.real_pages import EVERY
from tests.fronts.drawn.screens import SIZES, page_of, running, settled, strips, text
from tui.core.page import ChoiceAsk, Facts, Notice, Page, Para, Points, Steps
from tui.fronts.drawn.app import DrawnApp
from tui.fronts.drawn.widgets.lined import Lined
from tui.fronts.drawn.widgets.press import Button

LARGEST, *_, SMALLEST = SIZES

Pages = tuple[tuple[str, Page], ...]


def said(page: Page) -> set[str]:
    """Every word that must be readable."""
    texts = [page.heading, page.helper]
    for block in page.blocks:
        match block:
            case Para(text) | Notice(text):
                texts.append(text)
            case Steps() | Points():
                texts += [block.title, *block.items]
            case Facts(rows):
                texts += [part for row in rows for part in row]
            case _:
                pass
    if isinstance(page.ask, ChoiceAsk):
        texts += [part for one in page.ask.options for part in (one.label, one.hint)]
    return {word for one in texts for word in one.split()}


async def check(app: DrawnApp, pilot: Pilot[int], page: Page, size: tuple[int, int]) -> None:
    screen = page_of(app)
    for widget in screen.query(Lined):
        if widget.display and widget.region:
            assert 0 <= widget.region.x <= widget.region.right <= size[0], widget
            for line in widget.lines(widget.content_size.width):
                assert line.cell_length <= widget.content_size.width, (widget, line)
    assert all(strip.cell_length == size[0] for strip in strips(app))
    for button in screen.query(Button):
        assert screen.region.contains_region(button.region), button.label
    body = screen.view.body
    seen = set(text(app).split())
    while body.more_below:
        before = body.scroll_y
        assert "▼" in text(app)
        await pilot.press("pagedown")
        await settled(pilot)
        assert body.scroll_y > before
        seen |= set(text(app).split())
    assert said(page) <= seen, said(page) - seen


def measure(one: tuple[str, Page]) -> int:
    """How much has to fit: what is long is what is cut."""
    page = one[1]
    return sum(map(len, said(page))) + 40 * len(page.actions)


def drawn_at(size: tuple[int, int]) -> tuple[tuple[str, Page], ...]:
    """All of them on the smallest screen; on larger ones without what is only more of the same."""
    left_out: tuple[str, ...] = ()
    if size != SMALLEST:
        left_out = ("help of ", "outcome.more ", "more ")
    if size == LARGEST:
        left_out += ("outcome ", "account.", "recover.")
    return tuple(one for one in EVERY if not one[0].startswith(left_out))


def some_of(pages: Pages, longest: int, one_in: int) -> Pages:
    """The longest pages, and of the others one in so many."""
    by_length = sorted(pages, key=measure, reverse=True)
    return (*by_length[:longest], *by_length[longest::one_in])


async def draw_all(pages: Pages, size: tuple[int, int]) -> None:
    sitting = FakeSitting(EVERY[0][1], practice=FakeDesk())
    async with running(sitting, size) as (app, pilot):
        for name, page in pages:
            sitting.shown = page
            await app.draw_page()
            await settled(pilot)
            try:
                await check(app, pilot, page, size)
            except AssertionError as fault:
                raise AssertionError(f"{name} at {size}: {fault}") from fault


@pytest.mark.parametrize("size", SIZES)
async def test_the_longest_real_pages_and_some_of_the_others(size: tuple[int, int]) -> None:
    longest = {SMALLEST: 10, LARGEST: 5}.get(size, 8)
    await draw_all(some_of(drawn_at(size), longest, one_in=60), size)


async def test_the_answers_stand_beside_the_picture_that_they_are_about() -> None:
    page = dict(EVERY)["status.photo"]
    async with running(FakeSitting(page, practice=FakeDesk()), (80, 24)) as (app, pilot):
        await settled(pilot)
        assert isinstance(page.ask, ChoiceAsk)
        assert all(one.label in text(app) for one in page.ask.options)
        assert page_of(app).view.body.more_below is False


@pytest.mark.long
@pytest.mark.parametrize("size", SIZES)
async def test_every_real_page(size: tuple[int, int]) -> None:
    await draw_all(drawn_at(size), size)
