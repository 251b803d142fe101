"""The outcome pages, trouble with the connection, and the end of the sitting."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from tui.core.diagnose import diagnose
from tui.core.events import Fault, Outcome, SignedOut, SignOut
from tui.core.findings import TABLE
from tui.core.journey import Journey, new_journey
from tui.core.permit import purposes_allowed
from tui.core.steps import Answers, Move, Outcomes, Presses, ask, choose, go, stay
from tui.core.steps.code import what_next
from tui.core.steps.proofs import start_checking
from tui.core.steps.signin import look

SIGN_IN_STEPS: Final = ("signin.sending", "signin.verifying")
TRIES_BEFORE_DOWN: Final = 2
"""After so many failures in a row at sign-in, "it does not work today" is offered."""


def outcome(journey: Journey, action: str) -> Move:
    match action:
        case "more":
            return go(journey, "outcome.more")
        case "code" if purposes_allowed(journey):
            return go(journey, "code.purpose")
        case "look_again":
            return look_again(journey)
        case "sign_in" if not journey.signed_in:
            return go(journey, "signin.document")
        case "codes" if journey.signed_in:
            return what_next(journey, "codes")
        case _:
            return stay(journey)


def more(journey: Journey, action: str) -> Move:
    if action == "first":
        return journey.afresh("outcome"), None
    return outcome(journey, action)


def look_again(journey: Journey) -> Move:
    """Ask again what did not fit or was not sure; the record is read anew."""
    if not journey.signed_in:
        return go(journey, "safe.contacts")
    diagnosis = diagnose(TABLE, journey.seen)
    asked = tuple(one.ask for one in diagnosis.contradictions) or diagnosis.open
    if journey.status is not None and asked and asked[0] in _PROOF_QUESTIONS:
        return start_checking(journey)
    forgotten = ("status", "again", "view", "document", "recent", "kind", "end", "letter")
    return look(replace(journey.forget(*forgotten, "applied", "standing"), looks=0))


_PROOF_QUESTIONS: Final = ("proofs", "proofs_again", "work", "rent", "other", "code")


def trouble(journey: Journey, action: str) -> Move:
    stumble = journey.stumble
    match action:
        case "again" if stumble is not None:
            return ask(journey, stumble.effect, stumble.step)
        case "down" if stumble is not None and may_be_down(journey):
            return journey.note(signin="down").afresh("outcome"), None
        case _:
            return stay(journey)


def may_be_down(journey: Journey) -> bool:
    stumble = journey.stumble
    return (
        stumble is not None
        and stumble.step in SIGN_IN_STEPS
        and stumble.fault not in _NOT_DOWN
        and stumble.times >= TRIES_BEFORE_DOWN
    )


_NOT_DOWN: Final = (Fault.BUSY, Fault.NOT_THE_MOCK)
"""It works, but asks us to wait; or it is something else that answers there."""


def finish(journey: Journey) -> Move:
    """*Finish* on any page: at once where nothing can be lost, otherwise asked first."""
    if journey.step.startswith("finish"):
        return stay(journey)
    if not journey.signed_in and not journey.typed.document:
        return ended(journey)
    # Whatever is under way is dropped: its late answer carries an older generation.
    parked = replace(journey, pending=None, generation=journey.generation + 1, paused=journey)
    return parked.to("finish.sure"), None


def resume(journey: Journey) -> Move:
    """Not finished after all: on where it was, and what was under way is asked again."""
    assert journey.paused is not None
    generation = journey.generation + 1
    before = replace(journey.paused, generation=generation, today=journey.today)
    return before, before.pending


def sure(journey: Journey, value: str | tuple[str, ...]) -> Move:
    match choose(journey, value, ("yes", "no")):
        case None:
            return journey.wrong("choose"), None
        case "yes" if journey.signed_in:
            return ask(ended(journey)[0], SignOut(), "finish.leaving")
        case "yes":
            return ended(journey)
        case _:
            return resume(journey)


def ended(journey: Journey) -> Move:
    """Everything that was typed, seen or made is gone."""
    return replace(new_journey(journey.generation + 1), step="finish"), None


def leaving(journey: Journey, outcome: Outcome) -> Move:
    if isinstance(outcome, SignedOut):
        return ended(journey)
    return stay(journey)


def next_person(journey: Journey, action: str) -> Move:
    return (new_journey(journey.generation + 1), None) if action == "again" else (journey, None)


def stopped(journey: Journey, action: str) -> Move:
    return ended(journey) if action == "end" else stay(journey)


def back(journey: Journey) -> Move:
    """One step back; what was under way is dropped, what was typed is kept."""
    if journey.paused is not None:
        return resume(journey)
    if not journey.trail:
        return stay(journey)
    *trail, step = journey.trail
    left = replace(journey, pending=None, generation=journey.generation + 1, stumble=None)
    return replace(left, step=step, trail=tuple(trail), error="", notice=""), None


ANSWERS: Final[Answers] = {"finish.sure": sure}
PRESSES: Final[Presses] = {
    "outcome": outcome,
    "outcome.more": more,
    "trouble": trouble,
    "finish": next_person,
    "stop.checker": stopped,
    "stop.absent": stopped,
    "stop.unsafe": stopped,
}
OUTCOMES: Final[Outcomes] = {"finish.leaving": leaving}
