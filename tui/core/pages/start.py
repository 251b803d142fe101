"""Pages before anything is sent."""

from __future__ import annotations

from tui.core.journey import Journey
from tui.core.page import Page
from tui.core.pages.build import actions, choice_ask, page
from tui.core.steps.start import CONTACTS, MODE, SAFE, WHO
from tui.core.words import Words

_CHOICES = {
    "start.who": WHO,
    "start.mode": MODE,
    "safe.sign-in": SAFE,
    "safe.contacts": CONTACTS,
}


def question(journey: Journey, words: Words) -> Page:
    ask = choice_ask(journey, words, journey.step, *_CHOICES[journey.step])
    return page(journey, words, journey.step, ask=ask)


def stopped(journey: Journey, words: Words) -> Page:
    """A kind end: nothing was sent, nothing is kept."""
    return page(journey, words, journey.step, acts=actions(words, journey.step, "end"))


def checker(journey: Journey, words: Words) -> Page:
    """A checker's end; a check can be practised from here, and never opens a client's pages."""
    return page(journey, words, journey.step, acts=actions(words, journey.step, "end", "check"))


PAGES = dict.fromkeys(_CHOICES, question) | {
    "stop.checker": checker,
    "stop.absent": stopped,
    "stop.unsafe": stopped,
    "stop.consent": stopped,
    "stop.control": stopped,
}
