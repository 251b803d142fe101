"""`advance`: one event, one step. Total: what does not fit the step changes nothing."""

from __future__ import annotations

from dataclasses import replace

from tui.core.events import (
    Answer,
    Back,
    Effect,
    Event,
    Fault,
    Outcome,
    Press,
    Result,
    SignOut,
    Trouble,
)
from tui.core.journey import Journey, Stumble
from tui.core.steps import Move


def advance(journey: Journey, event: Event) -> tuple[Journey, Effect | None]:
    """The journey after `event`, and the effect to perform, if any.

    Events of another page, late results and unknown answers leave the journey as it was.
    """
    # Not at the top: no first page needs what an answer needs.
    from tui.core import areas
    from tui.core.steps import outcome

    match event:
        case Result(generation=generation, outcome=result):
            if generation != journey.generation or journey.pending is None:
                return journey, None
            return _result(journey, result)
        case Answer(page=page) | Press(page=page) | Back(page=page) if page != journey.step:
            return journey, None
        case Back() | Press(action="back"):
            return outcome.back(journey)
        case Press(action="finish"):
            return outcome.finish(journey)
        case Answer(page=page, value=value) if page in areas.ANSWERS:
            return areas.ANSWERS[page](journey, value)
        case Press(page=page, action=action) if page in areas.PRESSES:
            return areas.PRESSES[page](journey, action)
        case _:
            return journey, None


def _result(journey: Journey, result: Outcome) -> Move:
    from tui.core import areas

    if isinstance(result, Trouble):
        return _trouble(journey, result)
    if journey.step not in areas.OUTCOMES:
        return journey, None
    return areas.OUTCOMES[journey.step](journey.done(), result)


def _trouble(journey: Journey, trouble: Trouble) -> Move:
    """A plain page; nothing is noted about the person's record, and nothing typed is lost."""
    effect = journey.pending
    assert effect is not None
    before = journey.stumble
    times = before.times + 1 if before is not None and before.effect == effect else 1
    idle = replace(journey, pending=None)
    if isinstance(effect, SignOut):
        from tui.core.steps import outcome

        return outcome.ended(idle)
    if trouble.fault is Fault.SESSION_ENDED:
        return _signed_out(idle), None
    stumble = Stumble(trouble.fault, effect, journey.step, times, trouble.wait_seconds)
    return replace(idle.to("trouble", lasting=False), stumble=stumble), None


def _signed_out(journey: Journey) -> Journey:
    """The session is over. What was typed stays, and so does what it meant so far: observations
    hold nothing of anybody, and somebody may still be reading what to do today."""
    kept = {name: value for name, value in journey.seen.items() if name == "contacts"}
    fresh = Journey(
        generation=journey.generation + 1,
        typed=journey.typed,
        today=journey.today,
        before=journey.seen,
    )
    return replace(fresh.note(**kept), step="signin.ended", typed=replace(fresh.typed, code=""))
