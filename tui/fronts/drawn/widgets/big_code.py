"""A code to be read across a table: letters five rows high, and how to say them."""

from __future__ import annotations

from textual.content import Content

from tui.core.page import BigCode
from tui.fronts.drawn.say import Say
from tui.fronts.drawn.widgets.glyphs import large
from tui.fronts.drawn.widgets.lined import Lined, hanging, wrapped

GAPS = (6, 4, 3)


class BigCodeBlock(Lined):
    def __init__(self, code: BigCode, say: Say) -> None:
        super().__init__(classes="block")
        self.code = code
        self.label = say("say_it")

    def lines(self, width: int) -> list[Content]:
        note = wrapped(Content.styled(self.code.note, "bold"), width) if self.code.note else []
        lines = [*note, *(Content.styled(row, "bold") for row in self._letters(width))]
        if self.code.spoken:
            label = Content.styled(self.label, "bold")
            lines.append(Content(""))
            lines += hanging(label, "  ".join(self.code.spoken), width, label.cell_length + 2)
        return lines

    def _letters(self, width: int) -> list[str]:
        for gap in GAPS:
            rows = large(self.code.groups, gap)
            if rows and len(rows[0]) <= width:
                return rows
        spaced = "   ".join(" ".join(group) for group in self.code.groups)
        return [line.plain for line in wrapped(spaced, width)]
