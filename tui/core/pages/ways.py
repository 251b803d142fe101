"""Who can help and how, and what to do when somebody says no."""

from __future__ import annotations

from tui.core.diagnose import diagnose
from tui.core.findings import TABLE
from tui.core.journey import Journey
from tui.core.page import Block, Choice, ChoiceAsk, Notice, Page, Tone
from tui.core.pages.build import actions, choice_ask, error, page
from tui.core.routes import adviser_comes_first, offered
from tui.core.steps.refused import said_by
from tui.core.table import NOT_SURE
from tui.core.words import Words


def ways(journey: Journey, words: Words) -> Page:
    """Every way that is right now, each with what it is for; the adviser first where needed."""
    diagnosis = diagnose(TABLE, journey.seen)
    options = tuple(
        Choice(one, words.text(f"way.{one}", "heading"), words.text(f"way.{one}", "short"))
        for one in offered(diagnosis)
    )
    blocks: list[Block] = []
    if adviser_comes_first(diagnosis) and not journey.regulated:
        blocks.append(Notice(words.text("ways", "after_adviser"), Tone.STOP))
    ask = ChoiceAsk(
        "ways", words.text("ways", "heading"), options, error=error(journey, words, "ways")
    )
    return page(journey, words, "ways", *blocks, ask=ask, acts=actions(words, "ways", "first"))


def way(journey: Journey, words: Words) -> Page:
    context = f"way.{journey.answers.get('way', '')}"
    return page(journey, words, context, acts=actions(words, "ways", "ways", "first"))


def said(journey: Journey, words: Words) -> Page:
    here = journey.step
    chosen = journey.answers.get("said", "")
    ask = choice_ask(journey, words, here, *said_by(journey), NOT_SURE, chosen=chosen)
    return page(journey, words, here, ask=ask)


def note(journey: Journey, words: Words) -> Page:
    context = f"no.note.{journey.answers.get('said', '')}"
    return page(journey, words, context, acts=actions(words, "no", "found", "loss", "help"))


def loss(journey: Journey, words: Words) -> Page:
    return page(journey, words, journey.step, acts=actions(words, "no", "found", "help"))


def get_help(journey: Journey, words: Words) -> Page:
    nation = journey.seen.get("nation", NOT_SURE)
    context = f"no.help.{nation}"
    return page(journey, words, context, acts=actions(words, "no", "found", "loss"))


PAGES = {
    "outcome.ways": ways,
    "outcome.way": way,
    "no.said": said,
    "no.note": note,
    "no.loss": loss,
    "no.help": get_help,
}
