"""Getting an account back, for somebody whom no code can reach any more."""

from __future__ import annotations

from functools import partial
from typing import Final

from tui.core.changes import (
    KINDS,
    BeginRecovery,
    BothCodesSent,
    Denied,
    FaceShown,
    FinishRecovery,
    No,
    Recovered,
    RecoveryBegun,
    SetContacts,
    ShowFace,
)
from tui.core.diagnose import diagnose
from tui.core.events import CodeEnded, CodeNotRight, NotInvented, Outcome
from tui.core.fields import FITS
from tui.core.findings import TABLE
from tui.core.journey import REAL, Journey
from tui.core.steps import Answers, Move, Outcomes, Presses, ask, choose, go, stay
from tui.core.steps.account import SAFE, field, kind

SAID: Final = (No.NOT_RECOVERED, No.NO_DRAWING, No.NOT_KNOWN)
"""Refusals that a recovery has words for; any other says that it is over."""
FACES: Final = ("own", "other")
RECOVERABLE: Final = ("contacts-both-lost", "locked")
"""Findings after which the account can be got back; contacts of a third party are for others."""


def may_recover(journey: Journey) -> bool:
    """Only in practice, by somebody who is not signed in and whom no code can reach."""
    if journey.mode == REAL or journey.signed_in:
        return False
    leading = diagnose(TABLE, journey.seen).leading
    return leading is not None and leading.row.id in RECOVERABLE


def safe(journey: Journey, value: str | tuple[str, ...]) -> Move:
    match choose(journey, value, SAFE):
        case None:
            return journey.wrong("choose"), None
        case "yes":
            return go(journey, "recover.kind")
        case _:
            return journey.afresh("recover.stop"), None


def born(journey: Journey, value: str | tuple[str, ...]) -> Move:
    if value != FITS:
        return field("", journey, value)
    effect = BeginRecovery(journey.answers.get("recover.kind", KINDS[0]))
    return ask(journey, effect, "recover.beginning")


def beginning(journey: Journey, outcome: Outcome) -> Move:
    match outcome:
        case RecoveryBegun():
            return journey.afresh("recover.face"), None
        case NotInvented():
            return journey.afresh("recover.number").wrong("nobody"), None
        case _:
            return _denied(journey, outcome)


def face(journey: Journey, value: str | tuple[str, ...]) -> Move:
    chosen = choose(journey, value, FACES)
    if chosen is None:
        return journey.wrong("choose"), None
    return ask(journey, ShowFace(own=chosen == "own"), "recover.showing")


def showing(journey: Journey, outcome: Outcome) -> Move:
    match outcome:
        case FaceShown():
            return journey.afresh("recover.phone"), None
        case _:
            return _denied(journey, outcome)


def email(journey: Journey, value: str | tuple[str, ...]) -> Move:
    return _send(journey) if value == FITS else field("", journey, value)


def _send(journey: Journey) -> Move:
    return ask(journey, SetContacts(), "recover.sending")


def sending(journey: Journey, outcome: Outcome) -> Move:
    match outcome:
        case BothCodesSent():
            return journey.to("recover.phone-code", lasting=False), None
        case _:
            return _denied(journey, outcome)


def code_press(journey: Journey, action: str) -> Move:
    return _send(journey) if action == "resend" else out(journey, action)


def out(journey: Journey, action: str) -> Move:
    """The way out of a recovery that is under way: the account is as it was."""
    return (journey.afresh("outcome"), None) if action == "leave" else stay(journey)


def email_code(journey: Journey, value: str | tuple[str, ...]) -> Move:
    if value != FITS:
        return field("", journey, value)
    return ask(journey, FinishRecovery(), "recover.finishing")


def finishing(journey: Journey, outcome: Outcome) -> Move:
    match outcome:
        case Recovered():
            # What was found before was found about an account that nobody could be reached at.
            return journey.forget("signin", "passport").note(contacts="mine").afresh(
                "recover.done"
            ), None
        case CodeNotRight(tries_left=left):
            error = "one_try" if left == 1 else "not_right"
            return journey.afresh("recover.phone-code").wrong(error), None
        case CodeEnded():
            return journey.afresh("recover.phone-code").wrong("ended"), None
        case _:
            return _denied(journey, outcome)


def _denied(journey: Journey, outcome: Outcome) -> Move:
    if not isinstance(outcome, Denied):
        return stay(journey)
    why = outcome.why if outcome.why in SAID else No.OVER
    return journey.answered(**{"recover.no": why.value}).afresh("recover.denied"), None


def end(journey: Journey, action: str) -> Move:
    match action:
        case "found":
            return journey.afresh("outcome"), None
        case "again":
            return journey.afresh("recover.kind"), None
        case "sign_in":
            return journey.afresh("signin.document"), None
        case _:
            return stay(journey)


ANSWERS: Final[Answers] = {
    "recover.safe": safe,
    "recover.kind": partial(kind, "recover"),
    "recover.issued": partial(field, "recover.number"),
    "recover.number": partial(field, "recover.born"),
    "recover.born": born,
    "recover.face": face,
    "recover.phone": partial(field, "recover.email"),
    "recover.email": email,
    "recover.phone-code": partial(field, "recover.email-code"),
    "recover.email-code": email_code,
}
PRESSES: Final[Presses] = {
    "recover.phone-code": code_press,
    "recover.email-code": code_press,
    **dict.fromkeys(("recover.number", "recover.face", "recover.phone"), out),
} | dict.fromkeys(("recover.stop", "recover.done", "recover.denied"), end)
OUTCOMES: Final[Outcomes] = {
    "recover.beginning": beginning,
    "recover.showing": showing,
    "recover.sending": sending,
    "recover.finishing": finishing,
}
