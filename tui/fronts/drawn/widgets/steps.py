"""A numbered list in reading order, with its title."""

from __future__ import annotations

from textual.content import Content

from tui.core.page import Steps
from tui.fronts.drawn.widgets.lined import Lined, hanging, wrapped


class StepsBlock(Lined):
    def __init__(self, steps: Steps) -> None:
        super().__init__(classes="block")
        self.title_text = steps.title
        self.items = steps.items

    def lines(self, width: int) -> list[Content]:
        lines = wrapped(Content.styled(self.title_text, "bold"), width) if self.title_text else []
        indent = len(str(len(self.items))) + 2
        for number, item in enumerate(self.items, 1):
            lines += hanging(Content.styled(str(number), "bold"), item, width, indent)
        return lines
