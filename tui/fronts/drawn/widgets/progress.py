"""Things done one after another. Nothing turns or blinks: each state is a shape and a word."""

from __future__ import annotations

from textual.content import Content

from tui.core.page import Progress
from tui.fronts.drawn.say import Say
from tui.fronts.drawn.widgets.lined import Lined, hanging

SHAPES = {"done": "✓", "now": "›", "waiting": "·", "trouble": "▲"}


class ProgressBlock(Lined):
    def __init__(self, progress: Progress, say: Say) -> None:
        super().__init__(classes="block")
        self.items = [(label, state, say(f"progress_{state}")) for label, state in progress.items]

    def lines(self, width: int) -> list[Content]:
        lines: list[Content] = []
        longest = max((len(word) for _, _, word in self.items), default=0)
        for label, state, word in self.items:
            style = {"now": "bold", "trouble": "bold $care", "waiting": "$quiet"}.get(state, "")
            mark = Content.styled(f"{SHAPES[state]}  {word}", style)
            lines += hanging(mark, Content.styled(label, style), width, longest + 6)
        return lines
