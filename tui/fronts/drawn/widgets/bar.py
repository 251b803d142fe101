"""A bar of words with things to click at its right: practice line, way back, key line.

It is one static widget. Textual's Footer composes itself anew on every focus change, which
repaints most of the screen for each Tab; this one never changes unless it is told to.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content
from textual.style import Style

from tui.fronts.drawn.widgets.lined import Lined, wrapped

GAP = 2
WIDE = 76
"""From here on a line more is better than words cut short."""


@dataclass(frozen=True, slots=True)
class Item:
    """`key` and `label` as shown, `short` where there is little room, and what a click does."""

    key: str
    label: str
    action: str
    short: str | None = None

    def content(self, short: bool) -> Content:
        label = self.short if short and self.short is not None else self.label
        words = [(self.key, "bold")] if self.key else []
        gap = [" "] if self.key and label else []
        text = Content.assemble(*words, *gap, label)
        return text.stylize(Style.from_meta({"@click": self.action})) if self.action else text


class Bar(Lined):
    def __init__(
        self,
        text: str = "",
        items: Sequence[Item] = (),
        *,
        name: str = "",
        lead: Item | None = None,
    ) -> None:
        super().__init__(classes="bar", id=name)
        self.text = text
        self.items = tuple(items)
        self.lead = lead

    def change(self, text: str | None = None, items: Sequence[Item] | None = None) -> None:
        """Set new words or items; nothing is drawn when they are the same."""
        new = (self.text if text is None else text, self.items if items is None else tuple(items))
        if new != (self.text, self.items):
            self.text, self.items = new
            self.refresh(layout=True)

    def lines(self, width: int) -> list[Content]:
        text = Content(self.text)
        if self.lead:
            text = self.lead.content(False) + text
        lines = wrapped(text, width)
        whole = Content(" " * GAP).join([item.content(False) for item in self.items])
        if WIDE <= width < lines[-1].cell_length + GAP + whole.cell_length:
            lines.append(Content(""))
        for short in (False, True):
            tail = Content(" " * GAP).join([item.content(short) for item in self.items])
            gap = width - lines[-1].cell_length - tail.cell_length
            if gap >= GAP or (not lines[-1] and gap >= 0):
                lines[-1] = lines[-1] + Content(" " * gap) + tail
                return lines
        return [*lines, *self._rows(width)]

    def _rows(self, width: int) -> list[Content]:
        rows: list[list[Content]] = [[]]
        for item in self.items:
            content = item.content(True)
            used = sum(other.cell_length + GAP for other in rows[-1])
            if rows[-1] and used + content.cell_length > width:
                rows.append([])
            rows[-1].append(content)
        joined = [Content(" " * GAP).join(row) for row in rows]
        return [row.pad_left(max(0, width - row.cell_length)) for row in joined]


class Rule(Lined):
    """A line across."""

    def lines(self, width: int) -> list[Content]:
        return [Content("─" * width)]
