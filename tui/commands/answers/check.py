"""Plain values to a document, or to everything that is wrong with them, each with its place.

Only listed keys and answers pass, so that a document holds nothing of who anybody is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

from tui.commands.answers.read import Given
from tui.commands.options import unknown
from tui.core.questions import QUESTIONS, SAFETY, Kind, Question, Told, misfit
from tui.core.table import NOT_SURE
from tui.core.value import value

SHOWN: Final = 40
"""The most characters of a key or an answer that a message repeats: it could be somebody's name."""

DAY: Final = "^(19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}$"
"""A day of these two centuries as ``2026-11-26``; the schema gives the same pattern."""

REGULATED: Final = Question("regulated", Kind.CHOICE, ("no", "yes"))
"""A question to the organisation, which the walkthrough asks among the questions of safety."""

BEFORE: Final = {one.id: one for one in (*SAFETY, REGULATED)}
ANSWERS: Final = {one.id: one for one in QUESTIONS}
PARTS: Final = {"before": BEFORE, "answers": ANSWERS}
ROOT: Final = ("today", *PARTS)


@value
class Document:
    """What was answered, and on which day. `before` is None when the document leaves it out."""

    answers: Mapping[str, Told]
    before: Mapping[str, str] | None
    today: date


@value
class Mistake:
    """One sentence about one place: a JSON pointer. `name` is true where a listed name would be
    right and another stands."""

    place: str
    text: str
    name: bool = False

    def __str__(self) -> str:
        return f"{self.place}: {self.text}" if self.place else self.text


def document(given: object, today: date) -> Document | tuple[Mistake, ...]:
    """The document, on its own day or else on `today`; or every mistake in it."""
    found = tuple(_root(given, today))
    if found:
        return found
    assert isinstance(given, dict)
    told = {
        name: tuple(one) if isinstance(one, list) else one for name, one in given["answers"].items()
    }
    before = MappingProxyType(dict(given["before"])) if "before" in given else None
    return Document(MappingProxyType(told), before, _day(given.get("today")) or today)


def _root(given: object, today: date) -> Iterator[Mistake]:
    if not isinstance(given, dict):
        yield Mistake("", f"The document has to be an object in braces, not {_kind(given)}.")
        return
    yield from _keys(given, "", ROOT, "part")
    if "answers" not in given:
        yield Mistake("", 'The document has no "answers".')
    if "today" in given:
        if (day := _day(given["today"])) is None:
            yield Mistake("/today", _not_a_day(given["today"], "a day"))
        today = day or today
    for part, questions in PARTS.items():
        if part in given:
            yield from _part(part, given[part], questions, today)


def _part(
    part: str, given: object, questions: Mapping[str, Question], today: date
) -> Iterator[Mistake]:
    place = f"/{part}"
    if not isinstance(given, dict):
        yield Mistake(place, f"This has to be an object in braces, not {_kind(given)}.")
        return
    yield from _keys(given, place, tuple(questions), "question")
    for name, answer in given.items():
        if name in questions:
            yield from _answer(questions[name], answer, f"{place}/{name}", today)


# Keys ---------------------------------------------------------------------------------------


def _keys(
    given: dict[str, object], place: str, known: tuple[str, ...], what: str
) -> Iterator[Mistake]:
    for name in given.twice if isinstance(given, Given) else ():
        yield Mistake(_below(place, name), "This key stands here more than once.")
    for name in given:
        if name not in known:
            home = next((one for one, inside in PARTS.items() if name in inside), None)
            text = unknown(what, short(name), known) if home is None else f"It belongs in /{home}."
            yield Mistake(_below(place, name), text, name=True)


def _below(place: str, name: str) -> str:
    """The pointer to a key. Nothing in it can be obeyed by a terminal."""
    plain = repr(short(name))[1:-1]
    return f"{place}/{plain.replace('~', '~0').replace('/', '~1')}"


def short(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"


# Answers ------------------------------------------------------------------------------------


def _answer(question: Question, given: object, place: str, today: date) -> Iterator[Mistake]:
    if question.kind is Kind.TICKS:
        yield from _ticks(question, given, place)
        return
    wrong = misfit(question, given)
    if wrong == "shape":
        yield Mistake(place, f"Give one answer in quotes, not {_kind(given)}.")
    elif wrong == "unknown":
        assert isinstance(given, str)
        yield _no_such(question, given, place)
    elif question.kind is Kind.DAY and given not in (*question.answers, NOT_SURE):
        day = _day(given)
        if day is None:
            others = " or ".join((*question.answers, NOT_SURE))
            yield Mistake(place, _not_a_day(given, f"a day or {others}"))
        elif question.id == "reported_on" and day > today:
            # As on the walkthrough's own page: nobody has reported anything tomorrow.
            yield Mistake(place, "A report is never from a later day than today.")


def _ticks(question: Question, given: object, place: str) -> Iterator[Mistake]:
    if misfit(question, given) == "empty":
        yield Mistake(place, f'Give at least one answer, or ["{NOT_SURE}"].')
    if not isinstance(given, list):
        yield Mistake(place, f'Give a list of answers such as ["{NOT_SURE}"], not {_kind(given)}.')
        return
    known = (*question.answers, NOT_SURE)
    for number, one in enumerate(given):
        if not isinstance(one, str):
            yield Mistake(f"{place}/{number}", f"Give an answer in quotes, not {_kind(one)}.")
        elif one not in known:
            yield _no_such(question, one, f"{place}/{number}")
        elif one in given[:number]:
            yield Mistake(f"{place}/{number}", "This answer stands here more than once.")
    listed = [one for one in given if one in known]
    if misfit(question, listed) == "alone":
        alone = next(one for one in listed if one in (*question.alone, NOT_SURE))
        yield Mistake(place, f"Nothing else can be ticked with {alone}.")


def _no_such(question: Question, given: str, place: str) -> Mistake:
    text = unknown("answer", short(given), (*question.answers, NOT_SURE))
    return Mistake(place, text, name=True)


def _day(given: object) -> date | None:
    """Only the form that the schema calls a date; the standard library reads others too."""
    if not isinstance(given, str) or not re.fullmatch(DAY, given):
        return None
    try:
        return date.fromisoformat(given)
    except ValueError:
        return None


def _not_a_day(given: object, wanted: str) -> str:
    found = repr(short(given)) if isinstance(given, str) else _kind(given)
    return f"This has to be {wanted}, written as 2026-11-26, not {found}."


def _kind(given: object) -> str:
    match given:
        case None:
            return "null"
        case bool():
            return "true or false"
        case float() if given != given:
            return "NaN or Infinity, which JSON does not have"
        case int() | float():
            return "a number"
        case str():
            return "a text"
        case list():
            return "a list"
        case _:
            return "an object"
