"""A sitting beside the real website, and what may be pressed, ticked and typed on each page."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from typing import Final

from hypothesis import strategies as st

from tests.stories.telling import WORDS
from tests.walk.chance import CHOICES, USUALLY, answer
from tui.content.messages import known
from tui.core.events import Answer, Back, Event, Press
from tui.core.page import ChecksAsk, ChoiceAsk, DateAsk, Page, TextAsk
from tui.core.questions import QUESTIONS, Kind
from tui.core.steps.walk import PREFIX
from tui.runner.sitting import Sitting

NOW: Final = datetime(2026, 11, 26, 14, 5, tzinfo=UTC)
CANARY: Final = "Cholmondeley"
"""Stands in everything that is typed, and belongs nowhere but in the field that it was typed in."""

ASKED: Final = {PREFIX + one.id: one for one in QUESTIONS}
HERE: Final = {
    "start.who": ("together", "alone"),
    "start.mode": ("real",),
    "walk.company": ("adviser", "friend_or_family"),
    "walk.controlled": ("no",),
    "safe.sign-in": ("no",),
}
"""What is mostly answered, so that most walks go on; whoever practises is in another test."""


class Noon:
    def now(self) -> datetime:
        return NOW


def beside_the_website() -> Sitting:
    return Sitting(WORDS, None, practice=False, clock=Noon())


def sensibly(page: Page, chance: random.Random) -> Event:
    """What leads on from `page`: an answer by chance, and no turning back."""
    here = page.id
    if here in HERE:
        return Answer(here, HERE[here][0])
    if page.ask is None:
        return Press(here, page.actions[0].id)
    question = ASKED.get(here)
    if question is None:
        assert isinstance(page.ask, ChoiceAsk), here
        return Answer(here, page.ask.options[-1].id)
    given = answer(chance, question, sure=question.kind is not Kind.CHOICE)
    if question.kind is Kind.DAY:
        assert isinstance(given, str)
        if given in question.answers:
            return Press(here, given)
        year, month, day = given.split("-")
        given = (day, month, year)
    return Answer(here, given)


def pasted() -> st.SearchStrategy[str]:
    """Known words with somebody's name around them, and words that nobody knows."""
    texts = [one.text for one in known()]
    around = st.sampled_from([f"Marigold {CANARY}. {{}}", f"{{}} Yours, M. {CANARY}", "{}"])
    words = st.sampled_from([*texts, f"I saw {CANARY}", ""])
    return st.builds(lambda form, text: form.format(text), around, words)


def _days() -> st.SearchStrategy[tuple[str, ...]]:
    part = st.sampled_from(["7", "13", "", "-", " ", "5 or 6", CANARY, "x\u202ey", "2026"])
    right = st.sampled_from([("20", "11", "2026"), ("1", "5", "2026"), ("20", "12", "2026")])
    return st.one_of(right, st.tuples(part, part, part))


def presses(page: Page) -> st.SearchStrategy[Event]:
    """Anything that a front can send from this page; what leads on is drawn more often."""
    here = page.id
    others: list[Event] = [Press(here, one.id) for one in page.actions]
    others += [Back(here), Press(here, "back"), Press(here, "finish")]
    events: list[st.SearchStrategy[Event]] = []
    match page.ask:
        case ChoiceAsk(options=options):
            offered = [one.id for one in options]
            usual = [one for one in HERE.get(here, offered) if one in offered]
            events.append(st.sampled_from([Answer(here, one) for one in usual]))
            others += [Answer(here, one) for one in ("", "nobody offers this")]
            others += [Answer(here, one) for one in offered if here != "start.mode"]
        case ChecksAsk(options=options):
            question = ASKED[here]
            few = USUALLY.get(question.id, CHOICES[question.id])
            events.append(st.sampled_from(few).map(lambda ticks: Answer(here, ticks)))
            ticks = st.lists(st.sampled_from([one.id for one in options]), unique=True, max_size=4)
            events.append(ticks.map(lambda some: Answer(here, tuple(some))))
        case DateAsk():
            events.append(_days().map(lambda parts: Answer(here, parts)))
        case TextAsk():
            events.append(pasted().map(lambda text: Answer(here, text)))
        case None:
            events.append(st.sampled_from([Press(here, one.id) for one in page.actions]))
    return st.one_of(*events * 6, st.sampled_from(others))
