"""The actions of a page, always in sight below the text."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult

from tui.core.page import Choice
from tui.fronts.drawn.messages import Pressed
from tui.fronts.drawn.widgets.press import Button
from tui.fronts.drawn.widgets.wrap_row import WrapRow


class ActionButton(Button):
    def __init__(self, action: Choice, *, main: bool) -> None:
        super().__init__(action.label, main=main)
        self.action = action

    def press(self) -> None:
        self.post_message(Pressed(self.action.id))


class ActionBar(WrapRow):
    """`strong`: the first action is the thing to do next and is drawn so."""

    def __init__(self, actions: Sequence[Choice], *, strong: bool) -> None:
        super().__init__(classes="actions")
        self.actions = tuple(actions)
        self.strong = strong

    def compose(self) -> ComposeResult:
        for at, action in enumerate(self.actions):
            yield ActionButton(action, main=self.strong and at == 0)
