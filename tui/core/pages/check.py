"""A checker's pages: what they are asked, what they may see, and the one answer for wrong."""

from __future__ import annotations

from dataclasses import replace

from tui.core.casework import CheckDraft
from tui.core.journey import Journey
from tui.core.page import Block, DateAsk, Facts, Notice, Page, Portrait, Seen, TextAsk, Tone
from tui.core.pages.build import actions, choice_ask, error, page
from tui.core.records import Purpose
from tui.core.steps.check import PLACES, PURPOSES, REASONS
from tui.core.words import Words

_CHOICES = {"check.purpose": PURPOSES, "check.where": PLACES, "check.reason": REASONS}
NAME_LIMIT = 80
CODE_LIMIT = 40


def question(journey: Journey, words: Words) -> Page:
    here = journey.step
    return page(journey, words, here, ask=choice_ask(journey, words, here, *_CHOICES[here]))


def _draft(journey: Journey) -> CheckDraft:
    return journey.check or CheckDraft(Purpose.WORK)


def who(journey: Journey, words: Words) -> Page:
    here = journey.step
    draft = _draft(journey)
    context = f"{here}.{draft.purpose.value}"
    ask = TextAsk(
        here,
        words.text(context, "heading"),
        value=draft.name or words.text(context, "example"),
        error=error(journey, words, here),
        limit=NAME_LIMIT,
    )
    acts = actions(words, here, "continue")
    return page(journey, words, context, ask=ask, acts=acts)


def code(journey: Journey, words: Words) -> Page:
    here = journey.step
    ask = TextAsk(
        here,
        words.text(here, "heading"),
        value=_draft(journey).code,
        error=error(journey, words, here),
        width=20,
        limit=CODE_LIMIT,
    )
    return page(journey, words, here, ask=ask, acts=actions(words, here, "continue"))


def birth(journey: Journey, words: Words) -> Page:
    here = journey.step
    ask = DateAsk(
        here,
        words.text(here, "heading"),
        (
            words.text("signin.birth", "day"),
            words.text("signin.birth", "month"),
            words.text("signin.birth", "year"),
        ),
        value=_draft(journey).birth,
        error=error(journey, words, here),
    )
    return page(journey, words, here, ask=ask, acts=actions(words, here, "continue"))


def waiting(journey: Journey, words: Words) -> Page:
    return page(journey, words, journey.step, waiting=True)


def shown(journey: Journey, words: Words) -> Page:
    """What this checker may see, and no more; the same for a client who looks with their eyes."""
    here = journey.step
    draft = _draft(journey)
    which = draft.purpose.value
    seen = draft.seen
    verdict = "may" if seen is None or seen.allowed else "may_not"
    fields = ("name", *(("birth",) if draft.purpose is Purpose.OTHER else ()), "kind", "end")
    blocks: list[Block] = [
        Portrait("check.photo", words.text(here, "alt")),
        *(Seen(words.text("check.shown", one), f"check.{one}") for one in fields),
        Seen(words.text("check.shown", "says"), "check.conditions"),
    ]
    if seen is not None:
        day = words.day(seen.at.date())
        again = words.day(seen.again) if seen.again else words.text("check.shown", "again.none")
        rows = [
            (words.text("check.shown", "at"), f"{day}, {seen.at:%H:%M}"),
            (words.text("check.shown", "reference"), seen.reference),
        ]
        if draft.purpose is not Purpose.OTHER:
            rows.insert(0, (words.text("check.shown", "again"), again))
        blocks.append(Facts(tuple(rows)))
    blocks.append(Notice(words.text("check.shown", f"keep.{which}"), Tone.INFO))
    names = ("letters",) if here == "check.seen" else ("another", "end")
    made = page(journey, words, here, *blocks, acts=actions(words, here, *names), sensitive=True)
    if here == "check.seen":
        return made
    return replace(made, heading=words.text(here, f"{verdict}.{which}"))


def nothing(journey: Journey, words: Words) -> Page:
    here = journey.step
    return page(journey, words, here, acts=actions(words, here, "again", "another", "end"))


def elsewhere(journey: Journey, words: Words) -> Page:
    here = journey.step
    return page(journey, words, here, acts=actions(words, here, "another", "end"))


PAGES = dict.fromkeys(_CHOICES, question) | {
    "check.who": who,
    "check.code": code,
    "check.birth": birth,
    "check.looking": waiting,
    "check.shown": shown,
    "check.nothing": nothing,
    "check.elsewhere": elsewhere,
    "check.opening": waiting,
    "check.seen": shown,
}
