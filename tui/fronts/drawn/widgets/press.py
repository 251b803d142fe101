"""A thing to press. The main one is drawn strongest; the one in focus is marked by shape."""

from __future__ import annotations

from textual.binding import Binding
from textual.content import Content
from textual.events import Click
from textual.geometry import Size

from tui.fronts.drawn.widgets.lined import Lined, wrapped


class Pressable(Lined, can_focus=True):
    """Enter, Space or a click presses it."""

    BINDINGS = [Binding("enter,space", "press", show=False)]

    def press(self) -> None:
        """Told when it is pressed."""

    def action_press(self) -> None:
        self.press()

    def watch_has_focus(self, _has_focus: bool) -> None:
        super().watch_has_focus(_has_focus)
        self.refresh()

    def on_click(self, event: Click) -> None:
        event.stop()
        self.press()


class Button(Pressable):
    """A short label between bars: ``┃  Continue  ┃``, in focus ``┃› Continue ‹┃``."""

    def __init__(self, label: str, *, main: bool = False, classes: str = "") -> None:
        super().__init__(classes=f"button {'main' if main else 'other'} {classes}".strip())
        self.label = label

    def get_content_width(self, container: Size, viewport: Size) -> int:
        return max(8, Content(self.label).cell_length + 4)

    def lines(self, width: int) -> list[Content]:
        left, right = ("› ", " ‹") if self.has_focus else ("  ", "  ")
        first, *rest = (_centred(line, width - 4) for line in wrapped(self.label, width - 4))
        return [Content(left) + first + Content(right), *(line.pad(2, 2) for line in rest)]


def _centred(line: Content, width: int) -> Content:
    spare = max(0, width - line.cell_length)
    return line.pad(spare // 2, spare - spare // 2)
