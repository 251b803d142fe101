"""`page_for`: the page of a journey, in words. One module for each area."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from tui.core.glossary import terms_in
from tui.core.journey import Journey
from tui.core.page import Facts, Notice, Page, Para, Points, Steps
from tui.core.pages import code, outcome, proofs, signin, start, status, walk, ways
from tui.core.pages.build import actions, numbered
from tui.core.words import Words

PAGES: Final[Mapping[str, Callable[[Journey, Words], Page]]] = {
    **start.PAGES,
    **walk.PAGES,
    **ways.PAGES,
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
    """What the page asks and why, what its words mean, then what the keys do; nothing of the
    journey stands in it."""
    own = numbered(words, walk.context_of_step(journey.step), "h")
    lines = own or numbered(words, journey.step.split(".")[0], "h")
    general = numbered(words, "help", "p")
    terms = terms_in(text_of(page_for(journey, words)))
    meanings = Facts(tuple((one, words.text("glossary", one)) for one in terms))
    return Page(
        id="help",
        heading=words.text("help", "heading"),
        blocks=(
            *(Para(one) for one in lines),
            *((meanings,) if terms else ()),
            *(Para(one) for one in general),
        ),
        actions=actions(words, "help", "close"),
        back=False,
    )


def text_of(page: Page) -> str:
    """What a page says in words, for whoever looks for some of them."""
    texts = [page.heading, page.helper]
    for block in page.blocks:
        match block:
            case Para(text=text) | Notice(text=text):
                texts.append(text)
            case Steps(items=items, title=title) | Points(items=items, title=title):
                texts += [title, *items]
            case Facts(rows=rows):
                texts += [part for row in rows for part in row]
            case _:
                pass
    options = getattr(page.ask, "options", ())
    texts += [part for one in options for part in (one.label, one.hint)]
    return "\n".join(texts)
