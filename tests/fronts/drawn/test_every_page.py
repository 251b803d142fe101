"""Laws that hold for every page at every size: nothing cut, nothing out of reach."""

from __future__ import annotations

import pytest

from tests.fronts.drawn import pages
from tests.fronts.drawn.desk import FakeDesk
from tests.fronts.drawn.fakes import FakeSitting
from tests.fronts.drawn.screens import SIZES, page_of, running, settled, strips, text, text_of
from tui.core.page import ChoiceAsk, Facts, Page, Para, Points, Steps
from tui.fronts.drawn.widgets.heading import Heading
from tui.fronts.drawn.widgets.lined import Lined
from tui.fronts.drawn.widgets.press import Button

EVERY = [
    pytest.param(page, size, id=f"{number}-{page.id}-{size[0]}x{size[1]}")
    for number, page in enumerate(pages.ALL)
    for size in (*SIZES, (40, 15))
    if size[1] > 15 or page is not pages.LONG
]


def said(page: Page) -> list[str]:
    """Sentences of the page that must be readable, whatever the size."""
    texts = [page.heading]
    for block in page.blocks:
        match block:
            case Para():
                texts.append(block.text)
            case Steps() | Points():
                texts += [block.title, *block.items]
            case Facts():
                texts += [part for row in block.rows for part in row]
            case _:
                pass
    if isinstance(page.ask, ChoiceAsk):
        texts += [option.label for option in page.ask.options]
    return texts


@pytest.mark.parametrize(("page", "size"), EVERY)
async def test_fits_and_can_all_be_reached(page: Page, size: tuple[int, int]) -> None:
    async with running(FakeSitting(page, practice=FakeDesk()), size) as (app, pilot):
        screen = page_of(app)
        for widget in screen.query(Lined):
            if widget.display and widget.region:
                assert widget.region.right <= size[0], widget
                assert widget.region.x >= 0, widget
                for line in widget.lines(widget.content_size.width):
                    assert line.cell_length <= widget.content_size.width, (widget, line)
        assert all(strip.cell_length == size[0] for strip in strips(app))

        heading = screen.query_one(Heading)
        assert text_of(app, heading).split() == page.heading.split()
        for button in screen.query(Button):
            assert screen.region.contains_region(button.region), button.label
            assert set(button.label.split()) <= set(text_of(app, button).split())

        body = screen.view.body
        while body.more_above:
            await pilot.press("pageup")
            await settled(pilot)
        seen = text(app).split()
        for _ in range(200):
            assert ("▼" in text(app)) == body.more_below
            if size[0] >= 60:
                assert ("▲ more" in text(app)) == body.more_above
            if not body.more_below:
                break
            before = body.scroll_y
            await pilot.press("pagedown")
            await settled(pilot)
            assert body.scroll_y > before
            seen += text(app).split()
        assert not body.more_below
        for sentence in said(page):
            assert set(sentence.split()) <= set(seen), sentence
        for button in screen.query(Button):
            assert screen.region.contains_region(button.region), button.label


@pytest.mark.parametrize("size", [(39, 24), (80, 14), (20, 5)])
async def test_a_tiny_window_asks_to_be_made_bigger(size: tuple[int, int]) -> None:
    async with running(FakeSitting(pages.NAME), size) as (app, _pilot):
        assert " ".join(text(app).split()) == "Make the window bigger."


async def test_growing_again_brings_the_page_back() -> None:
    async with running(FakeSitting(pages.WHO), (30, 10)) as (app, pilot):
        await pilot.resize_terminal(80, 24)
        await settled(pilot)
        assert "Who is here today?" in text(app)
        assert "bigger" not in text(app)


async def test_a_symbol_is_whole_or_in_words() -> None:
    async with running(FakeSitting(pages.QR), (80, 24)) as (app, pilot):
        assert "▄" in text(app)
        assert not page_of(app).view.body.more_below
        await pilot.resize_terminal(60, 18)
        await settled(pilot)
        assert "▄" not in text(app)
        assert "R 4 K 7 T P 2 M X" in text(app)


async def test_words_from_data_are_never_markup() -> None:
    page = Page("x", "[bold]heading[/]", (Para("[@click=app.leave]press[/] \x1b[31m [red"),))
    async with running(FakeSitting(page)) as (app, _pilot):
        assert "[bold]heading[/]" in text(app)
        assert "[@click=app.leave]press[/]" in text(app)
        assert "\x1b" not in text(app)
