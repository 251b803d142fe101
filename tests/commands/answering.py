"""Answers documents to test with: stories turned into documents, and any document there can be."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from hypothesis import strategies as st

from tests.stories.telling import answers_of, day_of
from tests.stories.test_told import Story
from tui.commands.answers.check import PARTS, Document, document
from tui.commands.answers.result import result
from tui.content import Words
from tui.core.questions import Kind, Question
from tui.core.table import NOT_SURE
from tui.core.working_days import WorkingDays

TODAY: Final = date(2026, 11, 26)
WORDS: Final = Words("en")


def of_story(story: Story) -> dict[str, Any]:
    """The story as somebody would write it down for the command."""
    told = {
        name: list(one) if isinstance(one, tuple) else one
        for name, one in answers_of(story).items()
    }
    made: dict[str, Any] = {"today": day_of(story).isoformat(), "answers": told}
    if "safety" in story:
        made["before"] = dict(story["safety"])
    return made


def meant(given: object) -> dict[str, Any]:
    """What the command says to a document that is right."""
    read = document(given, TODAY)
    assert isinstance(read, Document), read
    return result(read, WORDS, lambda year: WorkingDays())


# Any document -------------------------------------------------------------------------------


def answers(question: Question) -> st.SearchStrategy[Any]:
    """Whatever the question takes."""
    match question.kind:
        case Kind.CHOICE:
            return st.sampled_from((*question.answers, NOT_SURE))
        case Kind.DAY:
            days = st.dates(date(2026, 10, 1), TODAY).map(date.isoformat)
            return days | st.sampled_from((*question.answers, NOT_SURE))
        case Kind.TICKS:
            together = [one for one in question.answers if one not in question.alone]
            alone = st.sampled_from((*question.alone, NOT_SURE)).map(lambda one: [one])
            return alone | st.lists(st.sampled_from(together), min_size=1, unique=True)


def _part(name: str) -> st.SearchStrategy[dict[str, Any]]:
    each = {one: answers(question) for one, question in PARTS[name].items()}
    return st.fixed_dictionaries({}, optional=each)


def documents() -> st.SearchStrategy[dict[str, Any]]:
    """Any document that is right."""
    return st.fixed_dictionaries(
        {"answers": _part("answers")},
        optional={
            "before": _part("before"),
            "today": st.dates(TODAY, date(2099, 12, 31)).map(date.isoformat),
        },
    )


_KNOWN: Final = sorted(
    {name for part in PARTS.values() for name in part}
    | {one for part in PARTS.values() for question in part.values() for one in question.answers}
    | {
        NOT_SURE,
        "today",
        *PARTS,
        "2026-11-26",
        "2026-02-30",
        "20261126",
        "1899-12-31",
        "2027-01-01",
    }
)
_junk = st.one_of(
    st.sampled_from(_KNOWN),
    st.lists(st.sampled_from(_KNOWN), max_size=3),
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    st.lists(st.none() | st.integers() | st.text(max_size=3), max_size=2),
    st.dictionaries(st.sampled_from(_KNOWN), st.sampled_from(_KNOWN), max_size=2),
)


@st.composite
def mutated(draw: st.DrawFn) -> Any:
    """A document with one to three things done to it, each of them right or wrong."""
    made: Any = draw(documents())
    for _ in range(draw(st.integers(1, 3))):
        made = _mutation(draw, made)
    return made


def _mutation(draw: st.DrawFn, made: Any) -> Any:
    """The same with one place changed: here, or further down."""
    deeper = isinstance(made, dict | list) and len(made) > 0
    if deeper and draw(st.integers(0, 3)):
        at = draw(st.sampled_from(sorted(made) if isinstance(made, dict) else range(len(made))))
        copy: Any = made.copy()
        copy[at] = _mutation(draw, made[at])
        return copy
    if isinstance(made, dict):
        if deeper and draw(st.booleans()):
            gone = draw(st.sampled_from(sorted(made)))
            return {name: one for name, one in made.items() if name != gone}
        return {**made, draw(st.sampled_from(_KNOWN) | st.text(max_size=4)): draw(_junk)}
    if isinstance(made, list) and draw(st.booleans()):
        return [*made, draw(st.sampled_from(made) if deeper else _junk)]
    return draw(_junk)
