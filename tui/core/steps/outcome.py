"""The outcome pages, trouble with the connection, and the end of the sitting."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from tui.core.asking import GIVES
from tui.core.diagnose import Certainty, Diagnosis, Finding, diagnose
from tui.core.events import Fault, Outcome, SignedOut, SignOut
from tui.core.findings import TABLE
from tui.core.journey import REAL, Journey, new_journey
from tui.core.observations import SURFACES
from tui.core.permit import may_list_codes, purposes_allowed
from tui.core.routes import offered
from tui.core.steps import Answers, Move, Outcomes, Presses, account, ask, choose, go, stay
from tui.core.steps.account import may_change
from tui.core.steps.code import what_next
from tui.core.steps.proofs import start_checking
from tui.core.steps.recover import may_recover
from tui.core.steps.refused import may_be_refused
from tui.core.steps.report import begin as report
from tui.core.steps.report import may_follow, may_report
from tui.core.steps.signin import look
from tui.core.steps.walk import PREFIX, look_anyway, may_look, proceed
from tui.core.table import NOT_SURE

SIGN_IN_STEPS: Final = ("signin.sending", "signin.verifying")
TRIES_BEFORE_DOWN: Final = 2
"""After so many failures in a row at sign-in, "it does not work today" is offered."""


_PROVE_NOW: Final = tuple(f"prove-now.{surface}" for surface in SURFACES)


def outcome(journey: Journey, action: str) -> Move:
    match action:
        case "more":
            return go(journey, "outcome.more")
        case "ways":
            return go(journey, "outcome.ways")
        case "no" if may_be_refused(journey):
            return go(journey, "no.said")
        case "look" if journey.mode == REAL and may_look(journey):
            return look_anyway(journey)
        case "code" if purposes_allowed(journey):
            return go(journey, "code.purpose")
        case "look_again":
            return look_again(journey)
        case "sign_in" if not journey.signed_in:
            return go(journey, "signin.document")
        case "codes" if may_list_codes(journey):
            return what_next(journey, "codes")
        case "account" if may_change(journey):
            return account.enter(journey)
        case "recover" if may_recover(journey):
            return go(journey, "recover.safe")
        case "report" if may_report(journey) or may_follow(journey):
            return report(journey)
        case _:
            return stay(journey)


def more(journey: Journey, action: str) -> Move:
    if action == "first":
        return journey.afresh("outcome"), None
    return outcome(journey, action)


def ways(journey: Journey, value: str | tuple[str, ...]) -> Move:
    chosen = choose(journey, value, offered(diagnose(TABLE, journey.seen)))
    if chosen is None:
        return journey.wrong("choose"), None
    return go(journey.answered(way=chosen), "outcome.way")


def way(journey: Journey, action: str) -> Move:
    match action:
        case "ways":
            return journey.afresh("outcome.ways"), None
        case "first":
            return journey.afresh("outcome"), None
        case _:
            return stay(journey)


def look_again(journey: Journey) -> Move:
    """Ask again what did not fit or was not sure; the record is read anew."""
    if journey.mode == REAL:
        return _ask_again(journey)
    if not journey.signed_in:
        return go(journey, "safe.contacts")
    diagnosis = diagnose(TABLE, journey.seen)
    if journey.seen.get("view") == "other":
        # Their page is not opened again; only the question about the document is.
        return journey.forget("document", "recent").afresh("status.document"), None
    if diagnosis.values["again"] == "same" and journey.seen.get("status") == "missing":
        return go(journey.forget("letter"), "status.letter")
    asked = tuple(one.ask for one in diagnosis.contradictions) or still_open(journey, diagnosis)
    proofs = bool(asked) and asked[0] in PROOF_QUESTIONS
    # There is no way back to pages that rest on what is forgotten here.
    journey = replace(journey, trail=())
    if journey.status is not None and (proofs or _proofs_only_failed(diagnosis)):
        return start_checking(journey)
    forgotten = ("status", "again", "view", "document", "recent", "kind", "end", "letter")
    return look(replace(journey.forget(*forgotten, "applied", "standing"), looks=0))


def _ask_again(journey: Journey) -> Move:
    """The first question of the walkthrough whose answer did not fit or was not sure."""
    diagnosis = diagnose(TABLE, journey.seen)
    wanted = tuple(one.ask for one in diagnosis.contradictions) or still_open(journey, diagnosis)
    asked = next((one for name in wanted for one in _questions(journey, name)), None)
    if asked is None:
        return proceed(journey)
    return go(journey, PREFIX + asked)


def _questions(journey: Journey, observation: str) -> tuple[str, ...]:
    """The questions that were asked for an observation, the latest first."""
    return tuple(one for one in reversed(list(journey.told)) if observation in GIVES[one])


PROOF_QUESTIONS: Final = ("proofs", "proofs_again", "work", "rent", "other", "code")
LOOK_AGAIN: Final = frozenset(
    {
        "view-unclear",
        "name-wrong",
        "no-letter",
        "account-only",
        "status-no-letter",
        "status-not-now",
        *_PROVE_NOW,
    }
)
"""Findings whose words say to look, or to try, again: the page then has to offer it."""


_CONNECTED: Final = frozenset(
    (
        *("contacts", "signin", "status", "again", "view", "document", "recent", "photo"),
        *("standing", "kind", "conditions", "end", "letter", "earlier", "applied"),
        *PROOF_QUESTIONS,
    )
)
"""What the connected journey can find out by itself or asks the client."""


def still_open(journey: Journey, diagnosis: Diagnosis) -> tuple[str, ...]:
    """What could still be asked, of what is asked here at all. Behind the sign-in, how it came
    about is past; in the walkthrough, whatever nobody was sure of."""
    if journey.mode == REAL:
        unsure = {
            name for one in journey.told if _is_unsure(journey, one) for name in GIVES.get(one, ())
        }
        return tuple(one for one in diagnosis.open if one in unsure)
    past = ("contacts", "signin") if journey.signed_in else ()
    return tuple(one for one in diagnosis.open if one in _CONNECTED and one not in past)


def _is_unsure(journey: Journey, question: str) -> bool:
    return journey.told[question] in (NOT_SURE, (NOT_SURE,))


def may_look_again(leading: Finding) -> bool:
    return leading.certainty is Certainty.LIKELY or leading.row.id in LOOK_AGAIN


def _proofs_only_failed(diagnosis: Diagnosis) -> bool:
    return diagnosis.leading is not None and diagnosis.leading.row.id in _PROVE_NOW


def wrong_preview(journey: Journey, action: str) -> Move:
    match action:
        case "look_again":
            return look_again(journey)
        case "another":
            return go(journey, "code.purpose")
        case _:
            return stay(journey)


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
    if not journey.signed_in and not journey.typed.document and not journey.told:
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
    return replace(_anew(journey), step="finish", mode=journey.mode), None


def leaving(journey: Journey, outcome: Outcome) -> Move:
    if isinstance(outcome, SignedOut):
        return ended(journey)
    return stay(journey)


def next_person(journey: Journey, action: str) -> Move:
    return (_anew(journey), None) if action == "again" else (journey, None)


def _anew(journey: Journey) -> Journey:
    return new_journey(journey.generation + 1, regulated=journey.regulated)


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


ANSWERS: Final[Answers] = {"finish.sure": sure, "outcome.ways": ways}
PRESSES: Final[Presses] = {
    "outcome": outcome,
    "outcome.more": more,
    "outcome.ways": way,
    "outcome.way": way,
    "code.wrong": wrong_preview,
    "trouble": trouble,
    "finish": next_person,
    "stop.absent": stopped,
    "stop.unsafe": stopped,
    "stop.consent": stopped,
    "stop.control": stopped,
}
OUTCOMES: Final[Outcomes] = {"finish.leaving": leaving}
