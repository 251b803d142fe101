"""`page_for`: the page of a journey, in words. One module for each area."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from tui.core.journey import Journey
from tui.core.page import Page, Para
from tui.core.pages import code, outcome, proofs, signin, start, status
from tui.core.pages.build import actions, numbered
from tui.core.words import Words

PAGES: Final[Mapping[str, Callable[[Journey, Words], Page]]] = {
    **start.PAGES,
    **signin.PAGES,
    **status.PAGES,
    **proofs.PAGES,
    **code.PAGES,
    **outcome.PAGES,
}
"""Every step of the journey has exactly one page."""


def page_for(journey: Journey, words: Words) -> Page:
    return PAGES[journey.step](journey, words)


def help_for(journey: Journey, words: Words) -> Page:
    """What the page asks and why, then what the keys do; nothing of the journey stands in it."""
    lines = numbered(words, journey.step, "h") or numbered(words, journey.step.split(".")[0], "h")
    general = numbered(words, "help", "p")
    return Page(
        id="help",
        heading=words.text("help", "heading"),
        blocks=tuple(Para(one) for one in (*lines, *general)),
        actions=actions(words, "help", "close"),
        back=False,
    )
