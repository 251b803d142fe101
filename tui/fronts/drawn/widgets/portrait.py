"""A drawn portrait in half cells: 24×28 points in 24×14 cells, two points to a cell."""

from __future__ import annotations

from textual.content import Content
from textual.geometry import Size

from tui.core.page import Beside, Picture, Portrait
from tui.fronts.drawn.widgets.lined import Lined, wrapped

WIDTH = 24
HEIGHT = 14
SHADES = "█▓▒░ "


def _brightness(colour: str) -> float:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return (299 * red + 587 * green + 114 * blue) / 255_000


def in_colour(picture: Picture) -> list[Content]:
    """Upper point as the colour of the letter, lower point as the colour behind it."""
    lines = []
    for upper, lower in zip(picture.rows[0::2], picture.rows[1::2], strict=False):
        cells = [
            ("▀", f"{picture.palette[int(above, 36)]} on {picture.palette[int(below, 36)]}")
            for above, below in zip(upper, lower, strict=True)
        ]
        lines.append(Content.assemble(*cells))
    return lines


def in_shades(picture: Picture) -> list[Content]:
    """The same without any colour: five shades, darkest drawn fullest."""
    light = [_brightness(colour) for colour in picture.palette]
    lines = []
    for upper, lower in zip(picture.rows[0::2], picture.rows[1::2], strict=False):
        means = (
            (light[int(above, 36)] + light[int(below, 36)]) / 2
            for above, below in zip(upper, lower, strict=True)
        )
        lines.append(Content("".join(SHADES[round(mean * (len(SHADES) - 1))] for mean in means)))
    return lines


class PortraitBlock(Lined):
    """The picture kept beside the journey; its words when it has been dropped."""

    def __init__(self, portrait: Portrait, beside: Beside) -> None:
        super().__init__(classes="portrait")
        self.portrait = portrait
        self.beside = beside

    def get_content_width(self, container: Size, viewport: Size) -> int:
        return WIDTH

    def lines(self, width: int) -> list[Content]:
        picture = self.beside.picture(self.portrait.ref)
        if picture is None:
            return wrapped(self.portrait.alt, width)
        return in_shades(picture) if self.app.native_ansi_color else in_colour(picture)
