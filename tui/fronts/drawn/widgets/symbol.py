"""A QR symbol in half blocks: black on white whatever the theme, four light modules around it."""

from __future__ import annotations

from textual.content import Content
from textual.geometry import Size

from tui.core.page import Symbol
from tui.fronts.drawn.say import Say
from tui.fronts.drawn.widgets.lined import Lined, wrapped

QUIET = 4
LETTERS = 24
"""Up to this many characters are also worth reading out where the symbol has no room."""


def modules(text: str) -> list[list[bool]]:
    """The symbol for `text` with its quiet zone, true where dark; error correction M."""
    # Most pages have no symbol: its library is loaded by the first one that has.
    from qrcode.constants import ERROR_CORRECT_M
    from qrcode.main import QRCode

    symbol = QRCode(border=QUIET, error_correction=ERROR_CORRECT_M)
    symbol.add_data(text)
    symbol.make(fit=True)
    return [[bool(module) for module in row] for row in symbol.get_matrix()]


def half_blocks(matrix: list[list[bool]]) -> list[str]:
    """Two rows of modules to a line; dark is drawn, light is left."""
    rows = [*matrix, [False] * len(matrix[0])] if len(matrix) % 2 else matrix
    return [
        "".join(" ▄▀█"[above * 2 + below] for above, below in zip(upper, lower, strict=True))
        for upper, lower in zip(rows[0::2], rows[1::2], strict=True)
    ]


class SymbolBlock(Lined):
    """The symbol, or words where the window is too small: a cut symbol cannot be scanned."""

    def __init__(self, symbol: Symbol, say: Say) -> None:
        super().__init__(classes="symbol")
        self.symbol = symbol
        self.rows = half_blocks(modules(symbol.text))
        self.say = say

    @property
    def cells(self) -> tuple[int, int]:
        return len(self.rows[0]), len(self.rows)

    def get_content_width(self, container: Size, viewport: Size) -> int:
        return self.cells[0] if self.cells[0] <= container.width else container.width

    def lines(self, width: int) -> list[Content]:
        columns, rows = self.cells
        if self.app.native_ansi_color:
            # Black on white cannot be asked for, and an inverted symbol is not read.
            return self._in_words(self.say("symbol_no_colour"), width)
        if columns > width or self.has_class("-no-room"):
            need = self.say("symbol_no_room", columns=str(columns + 4), rows=str(rows + 9))
            return self._in_words(need, width)
        return [Content.styled(row, "#000000 on #ffffff") for row in self.rows]

    def _in_words(self, why: str, width: int) -> list[Content]:
        text = self.symbol.text
        spelled = " ".join(text) if len(text) <= LETTERS else ""
        return [*wrapped(why, width), *(wrapped(spelled, width) if spelled else [])]
