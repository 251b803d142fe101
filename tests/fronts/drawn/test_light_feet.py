"""What the front may not load, and how little a Tab may repaint."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest
from textual.screen import Screen

from tests.fronts.drawn import pages
from tests.fronts.drawn.desk import FakeDesk
from tests.fronts.drawn.fakes import FakeSitting
from tests.fronts.drawn.screens import running, settled, text
from tui.content import Words
from tui.core.page import Page
from tui.fronts.drawn.app import DrawnApp
from tui.fronts.drawn.options import Options
from tui.fronts.drawn.page_screen import PageScreen

HEAVY = ("httpx", "qrcode", "backend_stub", "click", "sqlalchemy", "fastapi", "PIL", "tui.service")
MOST_BYTES = 1500


def test_the_shell_loads_nothing_that_the_first_page_does_not_need() -> None:
    code = f"import sys, tui.fronts.drawn.app; print([m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


class Weighed(DrawnApp):
    """Counts what would be written to the terminal."""

    written = 0

    def _display(self, screen: Screen[Any], renderable: Any) -> None:
        render = getattr(renderable, "render_segments", None)
        if render is not None:
            self.written += len(render(self.console).encode())
        super()._display(screen, renderable)


@pytest.fixture
def _colours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)


@pytest.mark.usefixtures("_colours")
@pytest.mark.parametrize("page", [pages.NUMBER, pages.ABOUT, pages.WHO, pages.OUTCOME, pages.BIRTH])
async def test_a_tab_repaints_only_what_it_touches(page: Page) -> None:
    sitting = FakeSitting(page, practice=FakeDesk())
    app = Weighed(lambda: sitting, Options(Words("en")))
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        for _ in range(5):
            app.written = 0
            await pilot.press("tab")
            await settled(pilot)
            assert 0 < app.written <= MOST_BYTES


async def test_nothing_moves_by_itself() -> None:
    sitting = FakeSitting(pages.NUMBER, practice=FakeDesk())
    app = Weighed(lambda: sitting, Options(Words("en")))
    async with app.run_test() as pilot:
        await settled(pilot)
        assert app.animation_level == "none"
        timers = [timer for node in app.screen.walk_children() for timer in node._timers]
        assert not [timer for timer in timers if timer._active.is_set()]


async def test_a_letter_lays_nothing_out_again(monkeypatch: pytest.MonkeyPatch) -> None:
    async with running(FakeSitting(pages.NUMBER)) as (app, pilot):
        laid_out: list[object] = []
        really = PageScreen._refresh_layout

        def counted(screen: PageScreen, *more: Any, **named: Any) -> None:
            laid_out.append(screen)
            really(screen, *more, **named)

        monkeypatch.setattr(PageScreen, "_refresh_layout", counted)
        await pilot.press("7", "x")
        await settled(pilot)
        assert "7x" in text(app)
        assert laid_out == []
        app.screen.refresh(layout=True)
        await settled(pilot)
        assert laid_out, "the counting itself must work"
