"""Who opened the codes that were given: when, what sort of checker, and the reference."""

from __future__ import annotations

from tui.core.changes import CodeUse
from tui.core.journey import Journey
from tui.core.page import Facts, Notice, Page, Para, Tone
from tui.core.pages.build import actions, page
from tui.core.pages.proofs import purpose_name
from tui.core.words import Words


def waiting(journey: Journey, words: Words) -> Page:
    return page(journey, words, journey.step, waiting=True)


def uses(journey: Journey, words: Words) -> Page:
    """The newest first. Our own look at a new code is told apart from a checker's."""
    here = journey.step
    only = Notice(words.text(here, "only"), Tone.INFO)
    acts = actions(words, here, "list")
    if not journey.uses:
        return page(journey, words, here, Para(words.text(here, "nobody")), only, acts=acts)
    rows = Facts(tuple((_when(words, one), _who(journey, words, one)) for one in journey.uses))
    return page(journey, words, here, rows, only, acts=acts, sensitive=True)


def _when(words: Words, use: CodeUse) -> str:
    return words.text(
        "code.uses", "when", day=words.day(use.at.date()), time=use.at.strftime("%H:%M")
    )


def _who(journey: Journey, words: Words, use: CodeUse) -> str:
    first = next(
        (
            one.share_code.code[:3]
            for one in journey.codes
            if one.share_code.id == use.share_code_id
        ),
        "…",
    )
    return words.text(
        "code.uses",
        "line.us" if use.by_us else f"line.{use.checker}",
        code=first,
        purpose=purpose_name(words, use.purpose),
        reference=use.reference,
    )


PAGES = {"code.using": waiting, "code.uses": uses}
