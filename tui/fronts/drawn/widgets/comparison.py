"""Surfaces beside each other, field by field; one below the other where that is too wide."""

from __future__ import annotations

from typing import assert_never

from textual.content import Content

from tui.core.page import Cell, Comparison, Mark
from tui.fronts.drawn.say import Say
from tui.fronts.drawn.widgets.lined import Lined, hanging, wrapped

SIDE_BY_SIDE = 70
"""Narrower than this, a row of surfaces is harder to read than one surface after another."""
GAP = 2


def shape_of(mark: Mark) -> tuple[str, str]:
    """The shape of a mark, and the key of the word that stands where a cell has no text."""
    match mark:
        case Mark.SHOWN:
            return "", "mark_shown"
        case Mark.SAME:
            return "=", "mark_same"
        case Mark.DIFFERENT:
            return "≠", "mark_different"
        case Mark.HIDDEN:
            return "·", "mark_hidden"
        case Mark.NOTHING:
            return "–", "mark_nothing"
        case Mark.UNSURE:
            return "?", "mark_unsure"
        case _ as never:
            assert_never(never)


def style_of(mark: Mark) -> str:
    match mark:
        case Mark.DIFFERENT:
            return "bold reverse $care"
        case Mark.UNSURE | Mark.NOTHING:
            return "bold"
        case Mark.SHOWN | Mark.SAME | Mark.HIDDEN:
            return ""
        case _ as never:
            assert_never(never)


class ComparisonBlock(Lined):
    def __init__(self, comparison: Comparison, say: Say) -> None:
        super().__init__(classes="block")
        self.columns = comparison.columns
        self.rows = [
            (label, [self._cell(cell, say) for cell in cells]) for label, cells in comparison.rows
        ]

    @staticmethod
    def _cell(cell: Cell, say: Say) -> tuple[str, str]:
        """The words of a cell with its shape before them, and its style."""
        shape, key = shape_of(cell.mark)
        text = cell.text or say(key)
        return (f"{shape} {text}" if shape else text), style_of(cell.mark)

    def lines(self, width: int) -> list[Content]:
        widths = self._widths(width)
        return self._beside(widths) if widths else self._below(width)

    def _widths(self, width: int) -> list[int]:
        """Cells for the label and each column, or nothing when they must go below each other."""
        if width < SIDE_BY_SIDE:
            return []
        texts = [["", *(label for label, _ in self.rows)]]
        for at, column in enumerate(self.columns):
            texts.append([column, *(cells[at][0] for _, cells in self.rows)])
        wanted = [max(map(_cells, column)) for column in texts]
        least = [
            max(_cells(word) for text in column for word in text.split(" ")) for column in texts
        ]
        room = width - GAP * (len(texts) - 1)
        while sum(wanted) > room:
            widest = max(range(len(wanted)), key=lambda at: wanted[at] - least[at])
            if wanted[widest] <= least[widest]:
                return []
            wanted[widest] -= 1
        return wanted

    def _beside(self, widths: list[int]) -> list[Content]:
        rows = [[Content(""), *(Content.styled(column, "bold") for column in self.columns)]]
        for label, cells in self.rows:
            rows.append([Content.styled(label, "bold"), *(Content.styled(*cell) for cell in cells)])
        lines: list[Content] = []
        for row in rows:
            parts = [wrapped(cell, width) for cell, width in zip(row, widths, strict=True)]
            for at in range(max(map(len, parts))):
                line = Content("")
                for part, width in zip(parts, widths, strict=True):
                    piece = part[at] if at < len(part) else Content("")
                    line += _filled(piece, width + GAP)
                lines.append(line.rstrip())
        return lines

    def _below(self, width: int) -> list[Content]:
        indent = (
            min(max((_cells(label) for label, _ in self.rows), default=0), width // 3) + 2 + GAP
        )
        lines: list[Content] = []
        for at, column in enumerate(self.columns):
            lines += [Content("")] if at else []
            lines += wrapped(Content.styled(column, "bold"), width)
            for label, cells in self.rows:
                labels = wrapped(label, indent - 2 - GAP)
                first = hanging(labels[0].pad_left(2), Content.styled(*cells[at]), width, indent)
                lines += [first[0], *(rest.pad_left(2) for rest in labels[1:]), *first[1:]]
        return lines


def _cells(text: str) -> int:
    return Content(text).cell_length


def _filled(piece: Content, width: int) -> Content:
    # Plain blanks: the style of a word must not run on into the gap.
    return piece + Content(" " * max(0, width - piece.cell_length))
