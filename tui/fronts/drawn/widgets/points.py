"""An unnumbered list, with its title."""

from __future__ import annotations

from textual.content import Content

from tui.core.page import Points
from tui.fronts.drawn.widgets.lined import Lined, hanging, wrapped


class PointsBlock(Lined):
    def __init__(self, points: Points) -> None:
        super().__init__(classes="block")
        self.title_text = points.title
        self.items = points.items

    def lines(self, width: int) -> list[Content]:
        lines = wrapped(Content.styled(self.title_text, "bold"), width) if self.title_text else []
        for item in self.items:
            lines += hanging("•", item, width, 3)
        return lines
