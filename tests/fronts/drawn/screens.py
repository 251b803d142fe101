"""What is on the screen of an app under test, read as a person would."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from textual.pilot import Pilot
from textual.strip import Strip
from textual.widget import Widget

from tests.fronts.drawn.fakes import FakeSitting, app_of
from tui.fronts.drawn.app import DrawnApp
from tui.fronts.drawn.page_screen import PageScreen
from tui.fronts.drawn.themes import LIGHT

SIZES = ((120, 40), (80, 24), (60, 20))


async def settled(pilot: Pilot[int]) -> None:
    """Until the screen has come to rest: layout, then what follows from it."""
    for _ in range(4):
        await pilot.pause()


@asynccontextmanager
async def running(
    sitting: FakeSitting, size: tuple[int, int] = (80, 24), theme: str = LIGHT
) -> AsyncGenerator[tuple[DrawnApp, Pilot[int]]]:
    app = app_of(sitting, theme=theme)
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        yield app, pilot


def strips(app: DrawnApp) -> list[Strip]:
    return app.screen._compositor.render_strips()


def lines(app: DrawnApp) -> list[str]:
    return [strip.text.rstrip() for strip in strips(app)]


def text(app: DrawnApp) -> str:
    return "\n".join(lines(app))


def words(shown: str) -> list[str]:
    """The words in reading order, without the shapes around them."""
    return shown.replace("│", " ").replace("┃", " ").split()


def text_of(app: DrawnApp, widget: Widget) -> str:
    """What is to be seen of one widget."""
    region = widget.region.intersection(app.screen.region)
    rows = strips(app)[region.y : region.bottom]
    return "\n".join(row.crop(region.x, region.right).text.rstrip() for row in rows)


def page_of(app: DrawnApp) -> PageScreen:
    assert isinstance(app.screen, PageScreen)
    return app.screen


async def click_text(app: DrawnApp, pilot: Pilot[int], wanted: str) -> None:
    """Click in the middle of the first place where `wanted` stands."""
    for y, line in enumerate(lines(app)):
        if (x := line.find(wanted)) >= 0:
            await pilot.click(offset=(x + len(wanted) // 2, y))
            await settled(pilot)
            return
    raise AssertionError(f"{wanted!r} is not on the screen")
