"""One of several answers: numbered rows, or three short ones side by side. None is preselected."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Container
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from tui.core.page import Choice, ChoiceAsk
from tui.fronts.drawn.messages import Picked
from tui.fronts.drawn.say import Say
from tui.fronts.drawn.widgets.ask_box import AskBox
from tui.fronts.drawn.widgets.lined import hanging
from tui.fronts.drawn.widgets.press import Pressable
from tui.fronts.drawn.widgets.wrap_row import WrapRow

MOST_IN_ROW = 3
LONGEST_IN_ROW = 12
INDENT = 6


def fits_in_row(ask: ChoiceAsk) -> bool:
    """Up to three short answers without hints stand side by side at every width we draw."""
    return len(ask.options) <= MOST_IN_ROW and all(
        not option.hint and Content(option.label).cell_length <= LONGEST_IN_ROW
        for option in ask.options
    )


class Option(Pressable):
    """`` ›1  label`` with its hint below; the arrow stands only where the keyboard is."""

    BINDINGS = [
        Binding("down,right", "app.focus_next", show=False),
        Binding("up,left", "app.focus_previous", show=False),
    ]

    def __init__(self, option: Choice, number: int, *, equal: int, before: str) -> None:
        super().__init__(classes="option -in-row" if equal else "option")
        self.option = option
        self.number = number
        self.equal = equal
        self.before = before

    def get_content_width(self, container: Size, viewport: Size) -> int:
        return min(container.width, self.equal or container.width)

    def lines(self, width: int) -> list[Content]:
        arrow = "›" if self.has_focus else " "
        number = str(self.number) if self.number <= 9 else " "
        mark = Content.assemble(f" {arrow} ", (number, "bold"))
        label: Content = Content(self.option.label)
        if self.before:
            label = label + Content(f"  ({self.before})")
        lines = hanging(mark, label, width, INDENT)
        if self.option.hint:
            hint = Content.styled(self.option.hint, "" if self.has_focus else "$quiet")
            lines += hanging("", hint, width, INDENT)
        return lines

    def press(self) -> None:
        self.post_message(Picked(self.option.id))


class ChoiceList(AskBox):
    def __init__(self, ask: ChoiceAsk, say: Say, *, heading: str) -> None:
        super().__init__(ask, say, heading=heading)
        self.in_row = fits_in_row(ask)
        before = say("chosen_before")
        longest = max((Content(option.label).cell_length for option in ask.options), default=0)
        equal = longest + INDENT + 2 if self.in_row else 0
        self.options = [
            Option(
                option,
                number,
                equal=equal,
                before=before if option.id == ask.chosen else "",
            )
            for number, option in enumerate(ask.options, 1)
        ]

    @property
    def pinned(self) -> bool:
        """Short answers side by side do; a long list scrolls."""
        return self.in_row

    def compose(self) -> ComposeResult:
        yield from self.words()
        with WrapRow(classes="options") if self.in_row else Container(classes="options"):
            yield from self.options

    def settle(self, room: int) -> None:
        hints = sum(bool(option.option.hint) for option in self.options)
        self.set_class(not self.in_row and 2 * len(self.options) + hints - 1 <= room, "-airy")

    def focus_option(self, name: str) -> None:
        """Give the keyboard to the option `name`, and bring it into sight."""
        for option in self.options:
            if option.option.id == name:
                option.focus()

    def entrance(self) -> Widget | None:
        return self.options[0] if self.options else None

    def digit(self, number: int) -> bool:
        if not 1 <= number <= min(9, len(self.options)):
            return False
        self.options[number - 1].press()
        return True
