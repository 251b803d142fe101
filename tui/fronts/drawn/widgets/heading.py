"""The heading: the question itself, always in sight."""

from __future__ import annotations

from textual.content import Content

from tui.fronts.drawn.widgets.lined import Lined, wrapped


class Heading(Lined):
    def __init__(self, text: str) -> None:
        super().__init__(classes="heading")
        self.text = text

    def lines(self, width: int) -> list[Content]:
        return wrapped(Content.styled(self.text, "bold"), width)
