"""What the widgets tell the page, and the page tells the app."""

from __future__ import annotations

from textual.message import Message
from textual.widget import Widget

from tui.core.events import Answer, Back, Press


class Pressed(Message):
    """An action was pressed."""

    def __init__(self, action: str) -> None:
        super().__init__()
        self.action = action


class Picked(Message):
    """An option of a choice was picked; it answers at once."""

    def __init__(self, option: str) -> None:
        super().__init__()
        self.option = option


class Send(Message):
    """The ask is to be answered with what stands in it."""


class Told(Message):
    """The page drawn by `view` has something for the journey."""

    def __init__(self, event: Answer | Press | Back, view: Widget) -> None:
        super().__init__()
        self.event = event
        self.view = view


class Scrolled(Message):
    """What is in sight of the body has changed."""
