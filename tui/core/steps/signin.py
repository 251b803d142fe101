"""Document, date of birth, where the code goes, and the code."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Final

from tui.core.events import (
    Channel,
    CodeEnded,
    CodeNotRight,
    CodeSent,
    LookAtStatus,
    NotInvented,
    Outcome,
    SendCode,
    SignedIn,
    VerifyCode,
)
from tui.core.journey import Journey, Typed
from tui.core.steps import Answers, Move, Outcomes, Presses, ask, choose, go, stay
from tui.core.steps.start import CONTACTS
from tui.core.tidy import (
    DOCUMENT_LIMIT,
    birth_date,
    compact,
    has_number,
    kept,
    known_document_shape,
    security_code,
)

SILENCE: Final = ("came", "resend", "other_way", "locked", "nothing")


def document(journey: Journey, value: str | tuple[str, ...]) -> Move:
    typed = kept(value) if isinstance(value, str) else ""
    journey = replace(journey, typed=replace(journey.typed, document=typed))
    number = compact(typed)
    if not has_number(number):
        return journey.wrong("empty"), None
    if len(number) > DOCUMENT_LIMIT:
        return journey.wrong("long"), None
    if not known_document_shape(number):
        return go(journey, "signin.document-shape")
    return go(journey, "signin.birth")


def document_press(journey: Journey, action: str) -> Move:
    return go(journey, "signin.document-away") if action in ("away", "not_sure") else stay(journey)


def document_shape(journey: Journey, value: str | tuple[str, ...]) -> Move:
    match choose(journey, value, ("yes", "no")):
        case None:
            return journey.wrong("choose"), None
        case "yes":
            return go(journey, "signin.birth")
        case _:
            return go(journey, "signin.document")


def birth(journey: Journey, value: str | tuple[str, ...]) -> Move:
    given = value if isinstance(value, tuple) and len(value) == 3 else ("", "", "")
    day, month, year = (kept(one) for one in given)
    journey = replace(journey, typed=replace(journey.typed, birth=(day, month, year)))
    read = birth_date((day, month, year), journey.today)
    if isinstance(read, str):
        return journey.wrong(read), None
    return go(journey, "signin.channel")


def channel(journey: Journey, value: str | tuple[str, ...]) -> Move:
    chosen = choose(journey, value, tuple(one.value for one in Channel))
    if chosen is None:
        return journey.wrong("choose"), None
    return _send(replace(journey, typed=replace(journey.typed, channel=Channel(chosen))))


def _send(journey: Journey) -> Move:
    born = birth_date(journey.typed.birth)
    number = compact(journey.typed.document)
    if not number:
        return journey.to("signin.document").wrong("empty"), None
    if not isinstance(born, date):
        return journey.to("signin.birth").wrong(born), None
    if journey.typed.channel is None:
        return go(journey, "signin.channel")
    return ask(journey, SendCode(number, born, journey.typed.channel), "signin.sending")


def sending(journey: Journey, outcome: Outcome) -> Move:
    match outcome:
        case CodeSent():
            typed = replace(journey.typed, code="")
            trail = tuple(one for one in journey.trail if one != "signin.code")
            return replace(journey, typed=typed, trail=trail).to("signin.code", lasting=False), None
        case NotInvented():
            empty = replace(journey, typed=Typed())
            return empty.afresh("signin.document").wrong("not_invented"), None
        case _:
            return stay(journey)


def code(journey: Journey, value: str | tuple[str, ...]) -> Move:
    typed = value if isinstance(value, str) else ""
    journey = replace(journey, typed=replace(journey.typed, code=kept(typed)))
    if not compact(typed):
        return journey.wrong("empty"), None
    digits = security_code(typed)
    if digits is None:
        return journey.wrong("shape"), None
    return ask(journey, VerifyCode(digits), "signin.verifying")


def code_press(journey: Journey, action: str) -> Move:
    match action:
        case "resend":
            return _send(journey)
        case "no_message" if journey.typed.channel is Channel.AUTHENTICATOR:
            # Nothing is sent there, so there is nothing to wait for.
            return go(journey, "signin.channel")
        case "no_message":
            return go(journey, "signin.silence")
        case _:
            return stay(journey)


def verifying(journey: Journey, outcome: Outcome) -> Move:
    match outcome:
        case SignedIn():
            # What an earlier sign-in showed is looked at anew.
            kept = {name: one for name, one in journey.seen.items() if name == "contacts"}
            journey = replace(
                journey,
                signed_in=True,
                typed=replace(journey.typed, code=""),
                trail=(),
                seen=MappingProxyType(kept),
            ).note(signin="in")
            return look(journey)
        case CodeNotRight(tries_left=left):
            error = "one_try" if left == 1 else "not_right"
            return journey.to("signin.code", lasting=False).wrong(error), None
        case CodeEnded():
            cleared = replace(journey, typed=replace(journey.typed, code=""))
            return cleared.to("signin.code", lasting=False).wrong("ended"), None
        case _:
            return stay(journey)


def look(journey: Journey) -> Move:
    """Read the view; used after signing in and when trying again."""
    born = birth_date(journey.typed.birth)
    if not isinstance(born, date):
        return journey.afresh("signin.birth").wrong(born), None
    return ask(journey, LookAtStatus(born), "status.looking")


def silence(journey: Journey, value: str | tuple[str, ...]) -> Move:
    match choose(journey, value, SILENCE):
        case None:
            return journey.wrong("choose"), None
        case "came":
            return go(journey, "signin.code")
        case "resend":
            return _send(journey)
        case "other_way":
            return go(journey, "signin.channel")
        case "locked":
            # Such a message comes only where the number and the birthday open an account.
            return go(journey.note(signin="refused", passport="linked"), "outcome")
        case _:
            return go(journey, "signin.contacts")


def contacts(journey: Journey, value: str | tuple[str, ...]) -> Move:
    chosen = choose(journey, value, CONTACTS)
    if chosen is None:
        return journey.wrong("choose"), None
    return go(journey.note(contacts=chosen, signin="no_code"), "outcome")


def session_ended(journey: Journey, action: str) -> Move:
    match action:
        case "again":
            return _send(journey)
        case "found":
            return go(replace(journey, seen=journey.before), "outcome")
        case _:
            return stay(journey)


def away(journey: Journey, action: str) -> Move:
    return go(journey, "signin.document") if action == "found" else stay(journey)


ANSWERS: Final[Answers] = {
    "signin.document": document,
    "signin.document-shape": document_shape,
    "signin.birth": birth,
    "signin.channel": channel,
    "signin.code": code,
    "signin.silence": silence,
    "signin.contacts": contacts,
}
PRESSES: Final[Presses] = {
    "signin.document": document_press,
    "signin.document-away": away,
    "signin.code": code_press,
    "signin.ended": session_ended,
}
OUTCOMES: Final[Outcomes] = {"signin.sending": sending, "signin.verifying": verifying}
