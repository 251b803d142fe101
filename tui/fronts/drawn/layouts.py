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
LEAST_BODY = 3


class KeepInSight(Layout):
    """Top to bottom. When it is too much, blank lines (`spare`) go first, last one first; then
    the child that `gives` shrinks and scrolls. All others keep their height, so they stay in sight.
    The `breath` after the heading goes only where that saves the scrolling.
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
        heights = [int(model.height) for model in models]
        too_much = sum(heights) - size.height if size.height else 0
        for index in reversed(range(len(children))):
            child = children[index]
            if too_much > 0 and child.has_class(SPARE) and not child.has_class(BREATH):
                too_much -= heights[index]
                heights[index] = 0
        for index, child in enumerate(children):
            if child.has_class(BREATH) and 0 < too_much <= heights[index]:
                too_much -= heights[index]
                heights[index] = 0
        for index, child in enumerate(children):
            if too_much > 0 and child.has_class(GIVES):
                kept = max(min(LEAST_BODY, heights[index]), heights[index] - too_much)
                too_much -= heights[index] - kept
                heights[index] = kept
        placements, y = [], 0
        for child, model, height in zip(children, models, heights, strict=True):
            region = Region(0, y, int(model.width), height)
            placements.append(WidgetPlacement(region, NULL_OFFSET, model.margin, child))
            y += height
        return placements


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
