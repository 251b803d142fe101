"""The words of this front, by key, and what is safe to write to a terminal."""

from __future__ import annotations

import unicodedata
from typing import Protocol

CONTEXT = "plain"


class WordsLike(Protocol):
    """The words of one language."""

    def text(self, context: str, key: str, /, **slots: str) -> str: ...

    def has(self, context: str, key: str, /) -> bool: ...


class Say:
    """``say("key", slot="…")`` in the language of `words`."""

    def __init__(self, words: WordsLike) -> None:
        self.words = words

    def __call__(self, key: str, /, **slots: str) -> str:
        return self.words.text(CONTEXT, key, **slots)

    def is_about_keys(self, text: str) -> bool:
        """Whether the text is one of the lines of help about a full screen and its keys."""
        number = 1
        while self.words.has("help", f"p{number}"):
            if self.words.text("help", f"p{number}") == text:
                return True
            number += 1
        return False


def harmless(text: str) -> str:
    """`text` without characters that a terminal would obey instead of showing; lines stay."""
    return "".join(
        one for one in text if one == "\n" or unicodedata.category(one) not in ("Cc", "Cs")
    )


def sentence(text: str) -> str:
    """`text` with a full stop where it has no end, so that a voice pauses."""
    return text if not text or text[-1] in ".?!:…" else f"{text}."
