"""The walkthrough's pages: one question each, the pages that stand before one, and the stops."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial

from tui.core.asking import NOT_COUNTED, about_more
from tui.core.journey import Journey
from tui.core.page import (
    ChecksAsk,
    Choice,
    ChoiceAsk,
    DateAsk,
    Facts,
    Notice,
    Page,
    TextAsk,
    Tone,
)
from tui.core.pages.build import actions, choice_ask, error, label, page
from tui.core.questions import BY_ID, QUESTIONS, Kind, Question
from tui.core.steps.refused import said_by
from tui.core.steps.walk import ONE_AT_A_TIME, PREFIX, WITH_WORDS, is_on_screen, known
from tui.core.table import NOT_SURE
from tui.core.words import Words

PASTE_LIMIT = 4000
"""The most characters of pasted words that are looked at."""

_SHARED = {
    "contacts": "safe.contacts",
    "letter": "status.letter",
    "earlier": "status.earlier",
    "applied": "status.applied",
    "recent": "status.recent",
}
"""Questions that the connected journey asks in the same words."""


def context_of(question: str) -> str:
    """Where the words of a question stand."""
    return _SHARED.get(question, PREFIX + question)


def context_of_step(step: str) -> str:
    """Where the words of any step stand: its own name, but for what several steps share."""
    if not step.startswith(PREFIX):
        return step
    name = step.removeprefix(PREFIX)
    surface, _, field = name.partition(".")
    if field:
        return _field_context(surface, field)
    return context_of(name) if name in BY_ID else step


def _field_context(surface: str, field: str) -> str:
    return f"{PREFIX}{'view' if surface == 'view' else 'proof'}.{field}"


def counted(journey: Journey, question: str) -> tuple[int, int] | None:
    """The number of this question, and about how many there will be."""
    if question in NOT_COUNTED:
        return None
    told = [one for one in journey.told if one not in NOT_COUNTED]
    this = told.index(question) + 1 if question in told else len(told) + 1
    if question in told:
        return this, max(this, len(told) + about_more(known(journey)))
    return this, this - 1 + about_more(known(journey))


def question_page(question: Question, journey: Journey, words: Words) -> Page:
    context = context_of(question.id)
    names = tuple(_actions(question))
    made = page(
        journey,
        words,
        context,
        ask=_ask(question, journey, words, context),
        acts=actions(words, context, *names),
    )
    return _numbered(made, counted(journey, question.id))


def _numbered(made: Page, step: tuple[int, int] | None) -> Page:
    return replace(made, step=step, about=step is not None)


def _actions(question: Question) -> tuple[str, ...]:
    match question.kind:
        case Kind.CHOICE:
            return ("words",) if question.id in WITH_WORDS else ()
        case Kind.TICKS:
            return ("continue", *(("one",) if question.id in ONE_AT_A_TIME else ()), NOT_SURE)
        case Kind.DAY:
            return ("continue", *question.answers, NOT_SURE)


def _ask(
    question: Question, journey: Journey, words: Words, context: str
) -> ChoiceAsk | ChecksAsk | DateAsk:
    told = journey.told.get(question.id, "")
    match question.kind:
        case Kind.CHOICE:
            chosen = told if isinstance(told, str) else ""
            answers = _answers(question, journey)
            return choice_ask(journey, words, context, *answers, NOT_SURE, chosen=chosen)
        case Kind.TICKS:
            ticked = told if isinstance(told, tuple) else ()
            if journey.error:
                ticked = tuple(journey.answers.get(f"{question.id}.ticked", "").split())
            return ChecksAsk(
                question.id,
                words.text(context, "heading"),
                tuple(_option(words, context, one) for one in question.answers),
                hint=words.text("walk", "ticks"),
                chosen=ticked,
                error=error(journey, words, context),
            )
        case Kind.DAY:
            return DateAsk(
                question.id,
                words.text("walk", "day"),
                (
                    words.text("signin.birth", "day"),
                    words.text("signin.birth", "month"),
                    words.text("signin.birth", "year"),
                ),
                value=_typed_day(journey, question.id),
                error=error(journey, words, context),
            )


def _answers(question: Question, journey: Journey) -> tuple[str, ...]:
    """Without what cannot be said here."""
    barred = {"again", "service_no"} - {*said_by(journey)}
    return tuple(one for one in question.answers if one not in barred)


def _option(words: Words, context: str, name: str) -> Choice:
    hint = f"hint.{name}"
    shown = words.text(context, hint) if words.has(context, hint) else ""
    return Choice(name, label(words, context, f"choice.{name}"), shown)


def _typed_day(journey: Journey, question: str) -> tuple[str, str, str]:
    """What was typed just now and cannot be, or else the day that was told before."""
    told = journey.told.get(question, "")
    if not journey.error and isinstance(told, str) and told not in ("", NOT_SURE, "none"):
        day = date.fromisoformat(told)
        return str(day.day), str(day.month), str(day.year)
    first, second, third = (journey.answers.get(f"{question}.{one}", "") for one in range(3))
    return first, second, third


# One detail at a time -----------------------------------------------------------------------


def field_page(surface: str, name: str, journey: Journey, words: Words) -> Page:
    context = _field_context(surface, name)
    chosen = journey.answers.get(f"{surface}.{name}", "")
    ask = choice_ask(
        journey, words, context, *ONE_AT_A_TIME[surface][name], ask_id=journey.step, chosen=chosen
    )
    made = page(journey, words, context, ask=ask)
    return _numbered(made, counted(journey, surface))


# Before the questions, and between them -----------------------------------------------------


def set_up(journey: Journey, words: Words) -> Page:
    here = journey.step
    name = here.removeprefix(PREFIX)
    answers = ("yes", "no") if name == "regulated" else BY_ID[name].answers
    return page(journey, words, here, ask=choice_ask(journey, words, here, *answers, NOT_SURE))


def stranger(journey: Journey, words: Words) -> Page:
    """Stop first; then the one question that tells how urgent it is."""
    here = journey.step
    where = "on_screen" if is_on_screen(journey.seen) else "elsewhere"
    notice = Notice(words.text(here, where), Tone.STOP)
    ask = choice_ask(journey, words, here, *BY_ID["danger"].answers, NOT_SURE)
    made = page(journey, words, here, ask=ask)
    return replace(made, blocks=(notice, *made.blocks))


def stop(journey: Journey, words: Words) -> Page:
    here = journey.step
    return page(journey, words, here, acts=actions(words, here, "continue"))


def note(journey: Journey, words: Words) -> Page:
    """What is due within two days: the words for whoever waits come before all questions."""
    when = "today" if journey.told.get("due") == "today" else "note"
    purpose = journey.told.get("purpose")
    whom = purpose if purpose in ("job", "home") else "other"
    context = f"walk.{when}.{whom}"
    return page(journey, words, context, acts=actions(words, context, "continue"))


def adviser(journey: Journey, words: Words) -> Page:
    context = "walk.adviser-here" if journey.regulated else "walk.adviser"
    return page(journey, words, context, acts=actions(words, context, "continue"))


# The website's own words --------------------------------------------------------------------


def words_page(journey: Journey, words: Words) -> Page:
    here = journey.step
    ask = TextAsk(
        "words",
        words.text(here, "label"),
        hint=words.text(here, "hint"),
        error=error(journey, words, here),
        width=60,
        limit=PASTE_LIMIT,
        lines=True,
    )
    return page(journey, words, here, ask=ask, acts=actions(words, here, "continue"))


def words_right(journey: Journey, words: Words) -> Page:
    """The words as they were published, never as they were pasted."""
    here = journey.step
    message = journey.answers.get("message", "")
    question, means = journey.answers.get("words_for", ""), journey.answers.get("means", "")
    meaning = label(words, context_of(question), f"choice.{means}")
    text, seen = words.message(message)
    said = Facts(((words.text(here, "said"), text), (words.text(here, "seen"), seen)))
    ask = choice_ask(journey, words, here, "yes", "no")
    return page(journey, words, here, said, ask=ask, meaning=meaning)


PAGES: dict[str, Callable[[Journey, Words], Page]] = {
    **{PREFIX + one.id: partial(question_page, one) for one in QUESTIONS},
    **{
        f"{PREFIX}{surface}.{name}": partial(field_page, surface, name)
        for surface, fields in ONE_AT_A_TIME.items()
        for name in fields
    },
    **dict.fromkeys(("walk.company", "walk.regulated", "walk.controlled"), set_up),
    "walk.stranger": stranger,
    "walk.others-phone": stop,
    "walk.note": note,
    "walk.adviser": adviser,
    "walk.words": words_page,
    "walk.words-right": words_right,
}
