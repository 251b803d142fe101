"""Plain text: a paragraph, the hint of an ask, a note for the helper."""

from __future__ import annotations

from textual.content import Content

from tui.fronts.drawn.widgets.lined import Lined, hanging, wrapped


class Paragraph(Lined):
    def __init__(self, text: str, *, classes: str = "block") -> None:
        super().__init__(classes=classes)
        self.text = text

    def lines(self, width: int) -> list[Content]:
        return wrapped(self.text, width)


class HelperNote(Lined):
    """Words for the helper, set apart from the words for the client by their label."""

    def __init__(self, label: str, text: str, *, classes: str) -> None:
        super().__init__(classes=f"helper {classes}")
        self.label = label
        self.text = text

    def lines(self, width: int) -> list[Content]:
        label = Content.styled(self.label, "bold")
        if width < 50:
            return [*wrapped(label, width), *wrapped(self.text, width)]
        return hanging(label, self.text, width, label.cell_length + 3)
