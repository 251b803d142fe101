"""Any number of answers, each a box that is visibly ticked or not, sent together."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Container
from textual.content import Content
from textual.widget import Widget

from tui.core.page import ChecksAsk, Choice
from tui.fronts.drawn.messages import Send
from tui.fronts.drawn.say import Say
from tui.fronts.drawn.widgets.ask_box import AskBox
from tui.fronts.drawn.widgets.lined import hanging
from tui.fronts.drawn.widgets.press import Pressable

INDENT = 9


class Check(Pressable):
    """Space or its number ticks it; Enter sends all that is ticked."""

    BINDINGS = [
        Binding("enter", "send", show=False),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]

    def __init__(self, option: Choice, number: int, *, ticked: bool) -> None:
        super().__init__(classes="option")
        self.option = option
        self.number = number
        self.ticked = ticked

    def lines(self, width: int) -> list[Content]:
        arrow = "›" if self.has_focus else " "
        number = str(self.number) if self.number <= 9 else " "
        box = "[x]" if self.ticked else "[ ]"
        mark = Content.assemble(f" {arrow} ", (number, "bold"), f" {box}")
        lines = hanging(mark, self.option.label, width, INDENT)
        if self.option.hint:
            hint = Content.styled(self.option.hint, "" if self.has_focus else "$quiet")
            lines += hanging("", hint, width, INDENT)
        return lines

    def press(self) -> None:
        self.ticked = not self.ticked
        self.refresh()

    def action_send(self) -> None:
        self.post_message(Send())


class ChecksList(AskBox):
    def __init__(self, ask: ChecksAsk, say: Say, *, heading: str) -> None:
        super().__init__(ask, say, heading=heading)
        self.checks = [
            Check(option, number, ticked=option.id in ask.chosen)
            for number, option in enumerate(ask.options, 1)
        ]

    def compose(self) -> ComposeResult:
        hint = f"{self.ask.hint}. " if self.ask.hint else ""
        yield from self.words(hint + self.say("ticks_by_key"))
        with Container(classes="options"):
            yield from self.checks

    def settle(self, room: int) -> None:
        hints = sum(bool(check.option.hint) for check in self.checks)
        self.set_class(2 * len(self.checks) + hints - 1 <= room, "-airy")

    def answer(self) -> tuple[str, ...]:
        return tuple(check.option.id for check in self.checks if check.ticked)

    def first(self) -> Widget | None:
        return self.checks[0] if self.checks else None

    def digit(self, number: int) -> bool:
        if not 1 <= number <= min(9, len(self.checks)):
            return False
        self.checks[number - 1].press()
        return True
