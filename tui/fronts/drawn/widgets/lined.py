"""A widget that sets its own lines for the width it is given, so that none is ever cut."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

NOT_SHOWN = dict.fromkeys([*range(0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F)], "\ufffd")
del NOT_SHOWN[ord("\n")]
"""Control codes would steer the terminal, and overrides of direction would make words lie."""


def clean(content: Content) -> Content:
    """The same words with nothing in them that a terminal would obey."""
    plain = content.plain
    shown = plain.translate(NOT_SHOWN)
    return content if shown == plain else Content(shown, [*content.spans])


def wrapped(text: str | Content, width: int) -> list[Content]:
    """`text` in lines of at most `width` cells; a word longer than that is folded, never lost."""
    content = text if isinstance(text, Content) else Content(text)
    return clean(content).wrap(max(2, width)) or [Content("")]


def hanging(mark: str | Content, text: str | Content, width: int, indent: int) -> list[Content]:
    """`mark` before the first line, and every line of `text` set in by `indent` cells."""
    head = mark if isinstance(mark, Content) else Content(mark)
    lines = wrapped(text, width - indent)
    first = head.extend_right(max(0, indent - head.cell_length)) + lines[0]
    return [first, *(line.pad_left(indent) for line in lines[1:])]


def stacked(lines: Sequence[Content]) -> Content:
    return Content("\n").join(lines)


class Lined(Widget):
    """Base of the blocks. `lines` is pure: the same width gives the same lines."""

    def lines(self, width: int) -> list[Content]:
        """The lines for `width` cells, each at most that wide."""
        return []

    def get_content_width(self, container: Size, viewport: Size) -> int:
        return container.width

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self.lines(width))

    def render(self) -> Content:
        return clean(stacked(self.lines(self.content_size.width)))
