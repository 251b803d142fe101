"""Values that came back, names above all: however long, they wrap, and nothing of them is cut."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fronts.drawn.fakes import FakeBeside, FakeSitting
from tests.fronts.drawn.screens import SIZES, page_of, running, settled, text
from tui.core.page import Page, Seen
from tui.fronts.drawn.widgets.seen_value import SeenValue

LONG = (
    "Wolfeschlegelsteinhausenbergerdorffwelchevoralternwarengewissenhaftschaferswarengeschopf "
    "Nǁng-Ƞʼanyakachihunguleni Ramasubramaniyachandrashekharan-Phitsanulokwattana 阮氏明開阮氏明開"
)


def letters(lines: list[str]) -> str:
    """What is left of the lines without blanks and the bar beside them."""
    return "".join("".join(line.replace("┃", "").split()) for line in lines)


@given(
    name=st.text(st.characters(categories=("L", "Nd", "Pd", "Zs")), min_size=1, max_size=200),
    width=st.integers(20, 120),
)
def test_every_letter_of_a_value_is_in_a_line_that_fits(name: str, width: int) -> None:
    beside = FakeBeside()
    beside.texts["view.name"] = name
    widget = SeenValue(Seen("Shown", "view.name"), beside, lambda key, **_slots: key)
    lines = widget.lines(width)
    assert max(line.cell_length for line in lines) <= width
    assert letters([line.plain for line in lines]) == letters(["Shown", name])


@pytest.mark.parametrize("size", SIZES)
async def test_a_very_long_name_is_drawn_whole(size: tuple[int, int]) -> None:
    sitting = FakeSitting(Page("x", "Is this your name?", (Seen("The page says", "view.name"),)))
    sitting.beside.texts["view.name"] = LONG
    async with running(sitting, size) as (app, pilot):
        seen = text(app)
        body = page_of(app).view.body
        while body.more_below:
            await pilot.press("pagedown")
            await settled(pilot)
            seen += text(app)
        assert letters([LONG]) in letters(seen.splitlines())
