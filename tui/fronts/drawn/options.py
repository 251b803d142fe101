"""How the drawn front is started."""

from __future__ import annotations

from dataclasses import dataclass

from tui.fronts.drawn.sitting import WordsLike
from tui.fronts.drawn.themes import LIGHT


@dataclass(frozen=True, slots=True)
class Options:
    """`words` are the words of this front, `language` their own name for themselves. `theme` is a
    name in :mod:`themes`. `kiosk`: there is no way out of the program."""

    words: WordsLike
    language: str = "English"
    theme: str = LIGHT
    kiosk: bool = False
