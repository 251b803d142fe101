"""A date in three fields, in the order day, month, year."""

from __future__ import annotations

from itertools import pairwise

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.events import Key
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input

from tui.core.page import DateAsk
from tui.fronts.drawn.messages import Send
from tui.fronts.drawn.say import Say
from tui.fronts.drawn.widgets.answer_field import Field
from tui.fronts.drawn.widgets.ask_box import AskBox
from tui.fronts.drawn.widgets.paragraph import Paragraph

CELLS = (4, 9, 6)
"""A month may be typed as a word."""
BETWEEN = frozenset({"slash", "full_stop", "minus", "comma"})
"""People type a date as 7/3/1990: what stands between the parts goes to the next field."""


class DatePart(Field):
    """One part; a separator in it means that this part is complete."""

    class Full(Message):
        def __init__(self, part: DatePart) -> None:
            super().__init__()
            self.part = part

    following: DatePart | None = None

    @property
    def sends(self) -> bool:
        """Enter goes on while the next part is empty; from then on it is the main action."""
        return not (self.value and self.following is not None and not self.following.value)

    def on_key(self, event: Key) -> None:
        if event.key in BETWEEN and not self.closed:
            event.stop()
            event.prevent_default()
            if self.value:
                self.post_message(self.Full(self))


class DateFields(AskBox):
    def __init__(self, ask: DateAsk, say: Say, *, heading: str) -> None:
        super().__init__(ask, say, heading=heading)
        self.parts = ask.parts
        self.fields = [
            DatePart(value, cells=cells, limit=12)
            for value, cells in zip(ask.value, CELLS, strict=True)
        ]
        for field, following in pairwise(self.fields):
            field.following = following
        for field in self.fields:
            field.set_class(bool(ask.error), "-wrong")

    @property
    def pinned(self) -> bool:
        return True

    def compose(self) -> ComposeResult:
        yield from self.words()
        with Horizontal(classes="date"):
            for part, field in zip(self.parts, self.fields, strict=True):
                with Vertical(classes="date-part"):
                    yield Paragraph(part, classes="part")
                    yield field

    def answer(self) -> tuple[str, ...]:
        return tuple(field.value for field in self.fields)

    def first(self) -> Widget:
        return self.fields[0]

    def fill(self, text: str) -> bool:
        parts = text.split()
        if len(parts) != len(self.fields):
            return False
        for field, part in zip(self.fields, parts, strict=True):
            field.value = part
        return True

    def on_date_part_full(self, event: DatePart.Full) -> None:
        event.stop()
        here = self.fields.index(event.part)
        if here + 1 < len(self.fields):
            self.fields[here + 1].focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        part = event.input
        if isinstance(part, DatePart) and not part.closed and part.following is not None:
            part.following.focus()
        else:
            self.post_message(Send())
