"""One value that came back, on a line of its own, with the label that introduces it."""

from __future__ import annotations

from textual.content import Content

from tui.core.page import Beside, Seen
from tui.fronts.drawn.say import Say
from tui.fronts.drawn.widgets.lined import Lined, hanging, wrapped


class SeenValue(Lined):
    """Reads the value when it is drawn: once dropped, nothing of it is left in the widget."""

    def __init__(self, seen: Seen, beside: Beside, say: Say) -> None:
        super().__init__(classes="block")
        self.seen = seen
        self.beside = beside
        self.gone = say("value_gone")

    def lines(self, width: int) -> list[Content]:
        value = self.beside.text(self.seen.ref)
        shown = self.gone if value is None else Content.styled(value, "bold")
        lines = wrapped(Content.styled(self.seen.label, "$quiet"), width)
        bar = Content.styled("┃", "$accent")
        for line in wrapped(shown, width - 3):
            lines += hanging(bar, line, width, 3)
        return lines
