"""The part of a page that scrolls, and the line that says when something is below."""

from __future__ import annotations

from textual.containers import VerticalScroll
from textual.content import Content
from textual.events import Click, Resize
from textual.geometry import Size

from tui.fronts.drawn.layouts import GIVES
from tui.fronts.drawn.messages import Scrolled
from tui.fronts.drawn.say import Say
from tui.fronts.drawn.widgets.lined import Lined


class Body(VerticalScroll, can_focus=False):
    """Scrolls at once, by whole pages less one line so that the eye keeps its place."""

    def __init__(self) -> None:
        super().__init__(classes=f"body {GIVES}")

    @property
    def more_above(self) -> bool:
        return self.scroll_y > 0

    @property
    def more_below(self) -> bool:
        return self.scroll_y < self.max_scroll_y

    def page(self, direction: int) -> None:
        """Move by a page, down for 1 and up for -1."""
        step = max(1, self.size.height - 1)
        self.scroll_to(y=self.scroll_y + direction * step, animate=False)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        self.post_message(Scrolled())

    def watch_virtual_size(self, _size: Size) -> None:
        self.post_message(Scrolled())

    def on_resize(self, _event: Resize) -> None:
        self.post_message(Scrolled())


class MoreLine(Lined):
    """Shown exactly when something is out of sight, else blank. A click turns the page."""

    def __init__(self, body: Body, say: Say) -> None:
        super().__init__(classes="more")
        self.body = body
        self.say = say

    def lines(self, width: int) -> list[Content]:
        words = []
        if self.body.more_below:
            words.append("▼ " + self.say("more_below"))
        if self.body.more_above:
            words.append("▲ " + self.say("more_above"))
        text = "   ".join(words)
        if Content(text).cell_length > width:
            text = words[0]
        return [Content(text)]

    def on_click(self, _event: Click) -> None:
        self.body.page(1 if self.body.more_below else -1)
