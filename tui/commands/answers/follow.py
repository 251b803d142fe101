"""The walkthrough, led by a document: where it stops, and what it would ask next.

The rules are those of :mod:`tui.core.steps`; nothing is decided here. All answers are told at
once, since a document may hold more than the walkthrough would have asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from tui.commands.answers.check import ANSWERS, Document
from tui.commands.answers.template import ASKED_ON
from tui.core.advance import advance
from tui.core.events import Answer, Press
from tui.core.journey import Journey, new_journey
from tui.core.steps.walk import PREFIX, proceed, tell
from tui.core.table import NOT_SURE
from tui.core.value import value
from tui.core.working_days import WorkingDays

STOP: Final = "stop."
SAFE: Final = "safe"

LEADS_ON: Final = {
    "who": "together",
    "company": "adviser",
    "regulated": NOT_SURE,
    "controlled": "no",
    "safe": "no",
    "danger": NOT_SURE,
}
"""What is taken where the document does not tell: the answer that leads on and claims least."""

_BEFORE: Final = {step: question for question, step in ASKED_ON.items()}
_SEEN_ONCE: Final = ("walk.note", "walk.others-phone", "walk.adviser")


@value
class Followed:
    """Where the walkthrough is after all answers: at a stop, a question or the outcome. `at` is
    the question of `before` that led to the stop, and `next` the question to ask now, if any."""

    journey: Journey
    at: str | None = None
    next: str | None = None

    @property
    def stop(self) -> str | None:
        return self.journey.step if _stopped(self.journey) else None


def follow(document: Document, calendar: WorkingDays) -> Followed:
    way = _Way(document.before)
    journey = way.on(replace(new_journey(), today=document.today, calendar=calendar))
    if not _stopped(journey) and SAFE in (document.before or ()):
        # Told already, so heard at once, and not only where a sign-in would come.
        journey = way.answer(replace(journey, step=ASKED_ON[SAFE]))
    if not _stopped(journey):
        journey = way.on(_told(journey, document))
    if _stopped(journey):
        return Followed(journey, at=way.last)
    here = journey.step.removeprefix(PREFIX)
    untold = way.untold or ([here] if here in ANSWERS else [])
    return Followed(journey, next=untold[0] if untold else None)


def _stopped(journey: Journey) -> bool:
    return journey.step.startswith(STOP)


def _told(journey: Journey, document: Document) -> Journey:
    answers = document.answers
    journey = replace(journey, told=answers)
    # Looking again drops what was seen before; only telling it does.
    again = "proofs_again"
    moved = tell(journey, again, answers[again]) if again in answers else proceed(journey)
    return moved[0]


class _Way:
    """Leads through all pages that are not questions about the record. `last` is the question of
    `before` that was answered last, `untold` are those that the document should have answered."""

    def __init__(self, before: Mapping[str, str] | None) -> None:
        self._before = before
        self.last = ""
        self.untold: list[str] = []

    def on(self, journey: Journey) -> Journey:
        """On to the first page that only the record can answer."""
        while True:
            step = journey.step
            if step in _BEFORE:
                journey = self.answer(journey)
            elif step == "start.mode":
                journey, _ = advance(journey, Answer(step, "real"))
            elif step in _SEEN_ONCE:
                journey, _ = advance(journey, Press(step, "continue"))
            else:
                return journey

    def answer(self, journey: Journey) -> Journey:
        """Answer one question of `before`, as told or else as it leads on."""
        step = journey.step
        self.last = _BEFORE[step]
        told = None if self._before is None else self._before.get(self.last)
        if told is not None:
            moved, _ = advance(journey, Answer(step, told))
            if not moved.error:
                return moved
        if self._before is not None:
            # Left out, or *not sure* where the page does not offer it.
            self.untold.append(self.last)
        return advance(journey, Answer(step, LEADS_ON[self.last]))[0]
