"""A code said aloud: letters by the spelling words of NATO and the ITU, digits as they are."""

from __future__ import annotations

from tui.core.words import Words


def spelled(words: Words, group: str) -> str:
    """``R4K`` -> "R for Romeo, 4, K for Kilo"."""
    return ", ".join(
        words.text("spell", "letter", letter=one, word=words.text("spell", one))
        if one.isalpha()
        else one
        for one in group
    )
