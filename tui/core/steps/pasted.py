"""The website's own words: recognised outside of the journey, they suggest an answer, no more."""

from __future__ import annotations

from typing import Final

from tui.core.journey import Journey
from tui.core.questions import BY_ID
from tui.core.steps import Answers, Move, choose, go
from tui.core.steps.walk import PREFIX, tell

EMPTY: Final = "empty"
UNKNOWN: Final = "unknown"


def typed(journey: Journey, value: str | tuple[str, ...]) -> Move:
    """`value` is what was recognised, as ``message=answer``; EMPTY or UNKNOWN; never the words."""
    message, _, answer = value.partition("=") if isinstance(value, str) else ("", "", "")
    question = BY_ID.get(journey.answers.get("words_for", ""))
    if question is None or answer not in question.answers:
        return journey.wrong(EMPTY if message == EMPTY else UNKNOWN), None
    return go(journey.answered(message=message, means=answer), "walk.words-right")


def right(journey: Journey, value: str | tuple[str, ...]) -> Move:
    match choose(journey, value, ("yes", "no")):
        case None:
            return journey.wrong("choose"), None
        case "yes":
            return tell(journey, journey.answers["words_for"], journey.answers["means"])
        case _:
            return go(journey, PREFIX + journey.answers["words_for"])


ANSWERS: Final[Answers] = {"walk.words": typed, "walk.words-right": right}
