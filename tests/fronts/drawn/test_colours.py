"""Contrast, and no colour at all where none is wanted; computed, not looked at."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from pathlib import Path

import pytest
from rich.style import Style
from textual.color import Color

from tests.fronts.drawn import pages
from tests.fronts.drawn.desk import FakeDesk
from tests.fronts.drawn.fakes import FakeSitting
from tests.fronts.drawn.screens import running, settled, strips
from tui.core.page import Page
from tui.fronts.drawn.themes import COLOURS, NAMES, NO_COLOUR

WORDS = 7.0
MARKS = 4.5
DRAWN = set("─│┃┏┓┗┛━┌┐└┘╭╮╰╯▌▐▎▊▁▂▃▄▅▆▇█")
SOME = (pages.NUMBER_WRONG, pages.WHO_AGAIN, pages.ABOUT, pages.PROOFS, pages.CODE, pages.NOTICES)
GROUNDS = ("page", "panel", "field", "practice")
ON = {"on-accent": "accent", "on-practice": "practice"}
"""Words that stand on a ground of their own; all others stand on page, panel and field."""


def luminance(colour: Color) -> float:
    def linear(value: int) -> float:
        share = value / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue = map(linear, colour.rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Color, other: Color) -> float:
    """As WCAG 2.2 computes it: 1 to 21."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_computed_rightly() -> None:
    assert contrast(Color(0, 0, 0), Color(255, 255, 255)) == pytest.approx(21)
    assert contrast(Color(118, 118, 118), Color(255, 255, 255)) == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("theme", COLOURS)
@pytest.mark.parametrize("name", [name for name in NAMES if name not in GROUNDS])
def test_every_colour_of_a_theme(theme: str, name: str) -> None:
    colours = {key: Color.parse(value) for key, value in COLOURS[theme].items()}
    grounds = [ON[name]] if name in ON else ["page", "panel", "field"]
    least = MARKS if name == "line" else WORDS
    for ground in grounds:
        assert contrast(colours[name], colours[ground]) >= least, (theme, name, ground)


def colours_of(style: Style) -> tuple[Color, Color]:
    assert style.color is not None
    assert style.bgcolor is not None
    fore, back = (Color.from_rich_color(style.color), Color.from_rich_color(style.bgcolor))
    return (back, fore) if style.reverse else (fore, back)


@pytest.mark.parametrize("theme", COLOURS)
@pytest.mark.parametrize("page", SOME, ids=lambda page: page.id)
async def test_everything_drawn_has_contrast(theme: str, page: Page) -> None:
    sitting = FakeSitting(page, practice=FakeDesk())
    async with running(sitting, theme=theme) as (app, pilot):
        for _ in range(3):
            for strip in strips(app):
                for segment in strip:
                    letters = set(segment.text) - {" "}
                    if letters:
                        assert segment.style is not None
                        least = MARKS if letters <= DRAWN else WORDS
                        assert contrast(*colours_of(segment.style)) >= least, segment
            await pilot.press("tab")
            await settled(pilot)


@pytest.mark.parametrize("page", pages.ALL, ids=lambda page: page.id)
async def test_no_colour_theme_asks_for_no_colour(page: Page) -> None:
    sitting = FakeSitting(page, practice=FakeDesk())
    async with running(sitting, theme=NO_COLOUR) as (app, _pilot):
        for strip in strips(app):
            shown = strip
            for line_filter in app._filters:
                shown = shown.apply_filter(line_filter, Color(0, 0, 0))
            for segment in shown:
                style = segment.style
                assert style is None or style.color is None or style.color.is_default
                assert style is None or style.bgcolor is None or style.bgcolor.is_default


PROGRAM = """
import sys
from tests.fronts.drawn import pages
from tests.fronts.drawn.fakes import FakeSitting
from tui.content import Words
from tui.fronts.drawn.app import main
from tui.fronts.drawn.options import Options
sys.exit(main(lambda: FakeSitting(getattr(pages, sys.argv[1])), Options(Words("en"))))
"""
COLOUR = re.compile(rb"\x1b\[[0-9;]*?(?<![0-9])(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])(?:;[0-9;]*)?m")


def in_terminal(page: str, marker: bytes, environment: dict[str, str]) -> tuple[bytes, int]:
    """All that the front writes to a terminal until `marker` was drawn and it was told to leave."""
    parent, child = pty.openpty()
    fcntl.ioctl(child, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    env = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", **environment}
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, page],
        stdin=child,
        stdout=child,
        stderr=child,
        env=env,
        cwd=Path(__file__).parents[3],
    )
    os.close(child)
    written, left = b"", False
    while True:
        try:
            data = os.read(parent, 1 << 16)
        except OSError:
            break
        if not data:
            break
        written += data
        if marker in written and not left:
            os.write(parent, b"\x11")
            left = True
    os.close(parent)
    return written, process.wait(30)


@pytest.mark.parametrize(("environment", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False)])
def test_no_color_in_a_terminal(environment: dict[str, str], coloured: bool) -> None:
    written, status = in_terminal("PROOFS", b"Finish", environment)
    assert status == 0
    assert bool(COLOUR.search(written)) is coloured
    assert b"\x1b[7m" in written or b";7m" in written or b"[1;7" in written or coloured
