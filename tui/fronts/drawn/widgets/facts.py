"""Rows of label and value, side by side; the value hangs under itself, never under the label."""

from __future__ import annotations

from textual.content import Content

from tui.core.page import Facts
from tui.fronts.drawn.widgets.lined import Lined, hanging, wrapped

WIDEST_LABEL = 24
NARROW = 40


class FactsBlock(Lined):
    def __init__(self, facts: Facts) -> None:
        super().__init__(classes="block")
        self.rows = [(Content.styled(label, "bold"), value) for label, value in facts.rows]

    def lines(self, width: int) -> list[Content]:
        longest = max((label.cell_length for label, _ in self.rows), default=0)
        lines: list[Content] = []
        if width < NARROW:
            for label, value in self.rows:
                lines += [*wrapped(label, width), *hanging("", value, width, 2)]
            return lines
        indent = min(longest, WIDEST_LABEL) + 3
        for label, value in self.rows:
            labels = wrapped(label, indent - 3)
            texts = wrapped(value, width - indent)
            for row in range(max(len(labels), len(texts))):
                left = labels[row] if row < len(labels) else Content("")
                right = texts[row] if row < len(texts) else Content("")
                lines.append(left.extend_right(indent - left.cell_length) + right)
        return lines
