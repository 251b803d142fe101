"""`page_for`: the page of a journey, in words. One module for each area."""

from __future__ import annotations

from tui.core.glossary import terms_in
from tui.core.journey import Journey
from tui.core.page import Facts, Notice, Page, Para, Points, Steps
from tui.core.pages import start
from tui.core.pages.build import actions, numbered
from tui.core.words import Words


def page_for(journey: Journey, words: Words) -> Page:
    """The page of a journey. The first pages do without the areas that come later."""
    if journey.step in start.PAGES:
        return start.PAGES[journey.step](journey, words)
    from tui.core import areas

    return areas.PAGES[journey.step](journey, words)


def help_for(journey: Journey, words: Words) -> Page:
    """What the page asks and why, what its words mean, then what the keys do; nothing of the
    journey stands in it."""
    from tui.core.pages import walk

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
