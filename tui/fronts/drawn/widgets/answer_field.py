"""One line of text. Enter in it is the main action."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.events import Key, Paste
from textual.geometry import Size
from textual.reactive import Reactive
from textual.widget import Widget
from textual.widgets import Input

from tui.core.page import TextAsk
from tui.fronts.drawn.messages import Send
from tui.fronts.drawn.say import Say
from tui.fronts.drawn.widgets.ask_box import AskBox


class Field(Input):
    """An Input that does not blink, suggests nothing and hands nothing to a clipboard."""

    # Its size does not follow what is typed: a letter lays nothing out again.
    virtual_size = Reactive(Size(0, 0))

    def __init__(self, value: str, *, cells: int, limit: int) -> None:
        super().__init__(value, max_length=limit, select_on_focus=False, classes="field")
        self.cursor_blink = False
        self.closed = False
        self.styles.width = cells + 5
        self.styles.max_width = "100%"

    @property
    def sends(self) -> bool:
        """Whether Enter here answers the page."""
        return True

    def on_key(self, event: Key) -> None:
        """What is typed after Enter is meant for a page that is not there yet: it is dropped."""
        if self.closed:
            event.stop()
            event.prevent_default()
        elif event.key == "enter":
            self.closed = self.sends

    def on_paste(self, event: Paste) -> None:
        """All that is pasted, as one line: what is looked for may stand on any of its lines."""
        event.stop()
        event.prevent_default()
        if not self.closed:
            room = (self.max_length or 0) - len(self.value) + len(self.selected_text)
            self.replace(" ".join(event.text.split("\n"))[: max(0, room)], *self.selection)

    def action_copy(self) -> None:
        """Nothing typed here goes to a clipboard: it outlives the sitting."""

    def action_cut(self) -> None:
        """As for copying."""


class AnswerField(AskBox):
    def __init__(self, ask: TextAsk, say: Say, *, heading: str) -> None:
        super().__init__(ask, say, heading=heading)
        self.field = Field(ask.value, cells=ask.width, limit=ask.limit)
        self.field.set_class(bool(ask.error), "-wrong")

    @property
    def pinned(self) -> bool:
        return True

    def compose(self) -> ComposeResult:
        yield from self.words()
        yield self.field

    def answer(self) -> str:
        return self.field.value

    def first(self) -> Widget:
        return self.field

    def fill(self, text: str) -> bool:
        self.field.value = text
        return True

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(Send())
