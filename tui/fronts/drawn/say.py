"""The words of this front, by key."""

from __future__ import annotations

from typing import Protocol

from tui.fronts.drawn.sitting import WordsLike


class Say(Protocol):
    def __call__(self, key: str, **slots: str) -> str: ...


def say_from(words: WordsLike, context: str = "drawn") -> Say:
    """The words of `context`; every key of this front is asked for through one of these."""

    def say(key: str, **slots: str) -> str:
        return words.text(context, key, **slots)

    return say
