"""A share code's QR symbol, read back from the very cells on the screen, as a phone would."""

from __future__ import annotations

import asyncio
import subprocess
from pathlib import Path

import pytest
from rich.color import Color

from tests.fronts.drawn.fakes import FakeSitting
from tests.fronts.drawn.real_pages import MIDWAY, WORDS, code
from tests.fronts.drawn.screens import SIZES, page_of, running, settled, strips
from tui.core.journey import Journey
from tui.core.pages import page_for
from tui.core.records import Purpose
from tui.fronts.drawn.themes import DARK, HIGH_CONTRAST, LIGHT
from tui.fronts.drawn.widgets.symbol import SymbolBlock

HALVES = {"█": (True, True), "▀": (True, False), "▄": (False, True), " ": (False, False)}
SCALE = 8
"""Pixels a module: a phone held near. The smallest screen has no room and spells the code."""


def brightness(colour: Color | None) -> int:
    assert colour is not None, "a symbol that leaves its colours to the terminal may be inverted"
    red, green, blue = colour.get_truecolor()
    return (red + green + blue) // 3


def picture(rows: list[list[tuple[str, int, int]]]) -> bytes:
    """The cells as a grey picture (PGM): each cell is one module wide and two high."""
    lines: list[bytes] = []
    for row in rows:
        for half in (0, 1):
            line = b"".join(
                bytes([dark if HALVES[sign][half] else light]) * SCALE for sign, dark, light in row
            )
            lines += [line] * SCALE
    return b"P5 %d %d 255\n" % (len(lines[0]), len(lines)) + b"".join(lines)


def read_back(target: Path) -> str:
    command = ["zbarimg", "--quiet", "--raw", str(target)]
    return subprocess.run(command, capture_output=True, text=True, timeout=30).stdout.strip()


@pytest.mark.needs("zbarimg")
@pytest.mark.parametrize("theme", [LIGHT, DARK, HIGH_CONTRAST])
@pytest.mark.parametrize("size", SIZES[:2])
async def test_the_symbol_holds_the_nine_characters(
    size: tuple[int, int], theme: str, tmp_path: Path
) -> None:
    journey = Journey(step="code.qr", code=code(Purpose.WORK), seen=MIDWAY.seen)
    async with running(FakeSitting(page_for(journey, WORDS)), size, theme) as (app, _):
        region = page_of(app).query_one(SymbolBlock).region
        rows = []
        for strip in strips(app)[region.y : region.bottom]:
            row = []
            for segment in strip.crop(region.x, region.right):
                style = segment.style
                assert style is not None
                ink = brightness(style.color), brightness(style.bgcolor)
                row += [(sign, *ink) for sign in segment.text if sign in HALVES]
            rows.append(row)
    width = max(len(row) for row in rows)
    target = tmp_path / "symbol.pgm"
    target.write_bytes(picture([row for row in rows if len(row) == width]))
    assert await asyncio.to_thread(read_back, target) == "WMW4MWQ8M"


async def test_a_symbol_that_had_no_room_is_drawn_once_the_window_is_larger() -> None:
    journey = Journey(step="code.qr", code=code(Purpose.WORK), seen=MIDWAY.seen)
    async with running(FakeSitting(page_for(journey, WORDS)), SIZES[-1]) as (app, pilot):
        assert page_of(app).query_one(SymbolBlock).has_class("-no-room")
        await pilot.resize_terminal(*SIZES[0])
        await settled(pilot)
        block = page_of(app).query_one(SymbolBlock)
        assert block.size == block.cells
        await pilot.resize_terminal(*SIZES[-1])
        await settled(pilot)
        assert page_of(app).query_one(SymbolBlock).has_class("-no-room")
