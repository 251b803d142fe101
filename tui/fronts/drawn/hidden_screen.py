"""Everything blank, at once: nothing of the journey is on the screen, whatever comes in."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Center
from textual.content import Content
from textual.screen import Screen

from tui.fronts.drawn.say import Say
from tui.fronts.drawn.widgets.lined import Lined
from tui.fronts.drawn.widgets.press import Button


class HiddenWords(Lined):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def lines(self, width: int) -> list[Content]:
        return Content(self.text).wrap(max(2, width))


class ShowButton(Button):
    def press(self) -> None:
        self.app.pop_screen()


class HiddenScreen(Screen[None]):
    AUTO_FOCUS = ""
    ALLOW_SELECT = False
    BINDINGS = [Binding("f9", "show", show=False)]

    def __init__(self, say: Say) -> None:
        super().__init__()
        self.say = say

    def compose(self) -> ComposeResult:
        yield HiddenWords(self.say("hidden"))
        button = ShowButton(self.say("show_again"))
        button.can_focus = False
        with Center():
            yield button

    def action_show(self) -> None:
        self.dismiss()
