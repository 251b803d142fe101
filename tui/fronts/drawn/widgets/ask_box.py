"""What all asks share: label, hint, the message that stands beside the field, and an answer."""

from __future__ import annotations

from collections.abc import Iterator

from textual.content import Content
from textual.widget import Widget

from tui.core.page import Ask
from tui.fronts.drawn.say import Say
from tui.fronts.drawn.widgets.lined import Lined, hanging, wrapped


class LabelLine(Lined):
    """Label and hint, on one line where they fit."""

    def __init__(self, label: str, hint: str) -> None:
        super().__init__(classes="label")
        self.parts = [
            Content.styled(text, style)
            for text, style in ((label, "bold"), (hint, "$quiet"))
            if text
        ]

    def lines(self, width: int) -> list[Content]:
        together = Content("   ").join(self.parts)
        if together.cell_length <= width:
            return wrapped(together, width)
        return [line for part in self.parts for line in wrapped(part, width)]


class ErrorLine(Lined):
    """What is to be put right: a shape and a word, then what to do."""

    def __init__(self, text: str, say: Say) -> None:
        super().__init__(classes="error")
        self.shape = Content.styled("▲", "bold $care")
        self.text = Content.assemble((say("check"), "bold $care"), " ", (text, "bold"))

    def lines(self, width: int) -> list[Content]:
        return hanging(self.shape, self.text, width, 2)


class AskBox(Widget):
    """Base of the asks."""

    def __init__(self, ask: Ask, say: Say, *, heading: str) -> None:
        super().__init__(classes="ask")
        self.ask = ask
        self.say = say
        self.page_heading = heading

    @property
    def pinned(self) -> bool:
        """Whether it stays in sight with the actions, instead of scrolling with the text."""
        return False

    def words(self, hint: str = "") -> Iterator[Widget]:
        """Label (unless the heading already asks it), hint, and what is to be put right."""
        asked = self.ask.label.strip() == self.page_heading.strip()
        label, hint = "" if asked else self.ask.label, hint or self.ask.hint
        if label or hint:
            yield LabelLine(label, hint)
        if self.ask.error:
            yield ErrorLine(self.ask.error, self.say)

    def answer(self) -> str | tuple[str, ...]:
        """What stands in the ask now; empty when nothing does."""
        return ""

    def first(self) -> Widget | None:
        """What has the keyboard when the page opens; None where Enter alone must choose nothing."""
        return None

    def entrance(self) -> Widget | None:
        """What an arrow key goes to while nothing has the keyboard."""
        return self.first()

    def settle(self, room: int) -> None:
        """Spread out where there are `room` lines for the answers."""

    def digit(self, number: int) -> bool:
        """Pick by number, 1 for the first. False when there is no such number."""
        return False

    def fill(self, text: str) -> bool:
        """Type `text` for a demonstration. False where this ask has no field for it."""
        return False
