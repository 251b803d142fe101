"""The view: photo first, then one detail at a time; or what to do when nothing is shown."""

from __future__ import annotations

from tui.core.journey import Journey
from tui.core.page import Notice, Page, Portrait, Seen, Tone
from tui.core.pages.build import actions, choice_ask, page
from tui.core.steps.status import LETTERS, PHOTOS, end_answers
from tui.core.table import NOT_SURE
from tui.core.words import Words


def waiting(journey: Journey, words: Words) -> Page:
    return page(journey, words, journey.step, waiting=True)


def nothing(journey: Journey, words: Words) -> Page:
    """Missing or failing: what the page says, and trying again."""
    acts = actions(words, journey.step, "again", "cannot_wait", "finish")
    return page(journey, words, journey.step, acts=acts)


def birth(journey: Journey, words: Words) -> Page:
    here = journey.step
    notice = Notice(words.text(here, "notice"), Tone.STOP)
    ask = choice_ask(journey, words, here, "stop", "look")
    return page(journey, words, here, notice, ask=ask)


def photo(journey: Journey, words: Words) -> Page:
    here = journey.step
    portrait = Portrait("view.photo", words.text(here, "alt"))
    ask = choice_ask(journey, words, here, *PHOTOS)
    return page(journey, words, here, portrait, ask=ask, sensitive=True)


def name(journey: Journey, words: Words) -> Page:
    here = journey.step
    shown = Seen(words.text(here, "shown"), "view.name")
    ask = choice_ask(journey, words, here, "mine", "mine_but_wrong", "not_mine", NOT_SURE)
    return page(journey, words, here, shown, ask=ask, sensitive=True)


def kind(journey: Journey, words: Words) -> Page:
    here = journey.step
    blocks = (
        Seen(words.text(here, "shown"), "view.kind"),
        Seen(words.text(here, "conditions"), "view.conditions"),
    )
    settled = journey.status is not None and journey.status.kind_family == "settled"
    upgraded = ("upgraded",) if settled else ()
    names = ("as_letter", *upgraded, "conditions", "differs", NOT_SURE)
    ask = choice_ask(journey, words, here, *names)
    return page(journey, words, here, *blocks, ask=ask, sensitive=True)


def end(journey: Journey, words: Words) -> Page:
    here = journey.step
    shown = Seen(words.text(here, "shown"), "view.end")
    ask = choice_ask(journey, words, here, *end_answers(journey), NOT_SURE)
    return page(journey, words, here, shown, ask=ask, sensitive=True)


def question(journey: Journey, words: Words) -> Page:
    here = journey.step
    return page(journey, words, here, ask=choice_ask(journey, words, here, *_CHOICES[here]))


_CHOICES = {
    "status.earlier": ("no", "granted", NOT_SURE),
    "status.document": ("own", "childs", "someone_elses", NOT_SURE),
    "status.recent": ("nothing", "own_document", "family_together", NOT_SURE),
    "status.applied": ("in_time", "not_in_time", NOT_SURE),
    "status.letter": LETTERS,
    "status.waiting": ("yes", "no", NOT_SURE),
}

PAGES = {
    "status.looking": waiting,
    "status.missing": nothing,
    "status.failing": nothing,
    "status.birth": birth,
    "status.photo": photo,
    "status.name": name,
    "status.kind": kind,
    "status.end": end,
} | dict.fromkeys(_CHOICES, question)
