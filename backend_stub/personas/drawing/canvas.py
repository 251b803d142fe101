"""A small grid of colours that layers are painted on, mirrored about the middle of the face."""

from __future__ import annotations

from collections.abc import Iterable

WIDTH = 24
HEIGHT = 28
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"

Span = tuple[int, int, int]
"""(y, first x, last x), both ends painted."""


class Canvas:
    """A grid of `#rrggbb` colours; whatever falls outside is left out, so shapes may be bold."""

    def __init__(self, backdrop: str) -> None:
        self._cells = [[backdrop] * WIDTH for _ in range(HEIGHT)]

    def dot(self, x: int, y: int, colour: str) -> None:
        if 0 <= x < WIDTH and 0 <= y < HEIGHT:
            self._cells[y][x] = colour

    def both(self, x: int, y: int, colour: str) -> None:
        """The cell and its mirror image: faces are drawn once for both sides."""
        self.dot(x, y, colour)
        self.dot(WIDTH - 1 - x, y, colour)

    def row(self, y: int, first: int, last: int, colour: str) -> None:
        for x in range(first, last + 1):
            self.dot(x, y, colour)

    def wide(self, y: int, half: int, colour: str) -> None:
        """A row of `2 * half` cells about the middle."""
        self.row(y, 12 - half, 11 + half, colour)

    def both_rows(self, y: int, first: int, last: int, colour: str) -> None:
        self.row(y, first, last, colour)
        self.row(y, WIDTH - 1 - last, WIDTH - 1 - first, colour)

    def spans(self, spans: Iterable[Span], colour: str) -> None:
        for y, first, last in spans:
            self.row(y, first, last, colour)

    def at(self, x: int, y: int) -> str:
        return self._cells[y][x]

    def indexed(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """(palette in order of first use, rows of base-36 indexes): the same for the same cells."""
        palette: dict[str, int] = {}
        rows = [
            "".join(DIGITS[palette.setdefault(colour, len(palette))] for colour in line)
            for line in self._cells
        ]
        return tuple(palette), tuple(rows)
