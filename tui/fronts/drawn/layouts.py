"""Two layouts that Textual does not have: one that keeps the actions in sight, one that wraps."""

from __future__ import annotations

from fractions import Fraction

from textual._resolve import resolve_box_models
from textual.geometry import NULL_OFFSET, Region, Size
from textual.layout import ArrangeResult, Layout, WidgetPlacement
from textual.widget import Widget

GIVES = "gives"
SPARE = "spare"
BREATH = "breath"
YIELDS = "yields"
LEAST_BODY = 3


class KeepInSight(Layout):
    """Top to bottom. When it is too much, blank lines (`spare`) go first, last one first; then what
    `yields` goes, for it has another place; then the child that `gives` shrinks and scrolls. All
    others keep their height, so they stay in sight.
    The `breath` after the heading goes only where that saves the scrolling, or as the last resort.
    """

    name = "keep-in-sight"

    def arrange(
        self, parent: Widget, children: list[Widget], size: Size, greedy: bool = True
    ) -> ArrangeResult:
        parent.pre_layout(self)
        models = resolve_box_models(
            [child.styles.height for child in children],
            children,
            size,
            parent.app.size,
            Size(0, 0),
            resolve_dimension="height",
            greedy=greedy,
        )
        heights = self._fitted(children, [int(model.height) for model in models], size.height)
        placements, y = [], 0
        for child, model, height in zip(children, models, heights, strict=True):
            region = Region(0, y, int(model.width), height)
            placements.append(WidgetPlacement(region, NULL_OFFSET, model.margin, child))
            y += height
        return placements

    @staticmethod
    def _fitted(children: list[Widget], heights: list[int], room: int) -> list[int]:
        """`heights` brought down to `room` in the order that the class describes."""

        def take(index: int, least: int) -> None:
            too_much = sum(heights) - room
            heights[index] = min(heights[index], max(least, heights[index] - too_much))

        def those(name: str) -> list[int]:
            return [at for at, child in enumerate(children) if child.has_class(name)]

        breath, gives = those(BREATH), those(GIVES)
        for index in reversed(those(SPARE)):
            if index not in breath:
                take(index, 0)
        for index in breath:
            if sum(heights) - room <= heights[index]:
                take(index, 0)
        for index in those(YIELDS):
            if sum(heights) > room:
                heights[index] = 0
        for index in gives:
            take(index, LEAST_BODY)
        for index in breath:
            take(index, 0)
        for index in gives:
            take(index, 1)
        return heights


class Wrapping(Layout):
    """Left to right with two cells between; what does not fit goes on the next row."""

    name = "wrapping"
    GAP = 2

    def arrange(
        self, parent: Widget, children: list[Widget], size: Size, greedy: bool = True
    ) -> ArrangeResult:
        parent.pre_layout(self)
        width = max(1, size.width)
        placements, x, y, row = [], 0, 0, 0
        for child in children:
            model = child._get_box_model(
                Size(width, size.height), parent.app.size, Fraction(width), Fraction(size.height)
            )
            wide, high = min(width, int(model.width)), int(model.height)
            if x and x + wide > width:
                x, y, row = 0, y + row, 0
            placements.append(
                WidgetPlacement(Region(x, y, wide, high), NULL_OFFSET, model.margin, child)
            )
            x, row = x + wide + self.GAP, max(row, high)
        return placements
