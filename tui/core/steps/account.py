"""Changing something about one's own account, behind a fresh code for that change alone.

What is typed never comes here: the runner keeps it and says whether it fits (`core/fields.py`).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from typing import Final

from tui.core.changes import (
    KINDS,
    AccountShown,
    AppMade,
    AskFreshCode,
    BeginChange,
    ChangeDone,
    ChangeHeld,
    CodeSentToNew,
    Denied,
    Doing,
    FreshCodeSent,
    FreshCodeTaken,
    LookAtAccount,
    No,
    ProveFreshCode,
    ProveNew,
    SendToNew,
)
from tui.core.events import Channel, CodeEnded, CodeNotRight, Outcome
from tui.core.fields import FITS, verdict_on
from tui.core.journey import ACCOUNT_REFS, APP_REFS, REAL, Journey
from tui.core.permit import may_list_codes
from tui.core.steps import Answers, Move, Outcomes, Presses, ask, choose, go, stay
from tui.core.tidy import birth_date

SAFE: Final = ("yes", "no", "not_sure")
CHANGES: Final = tuple(one.value for one in Doing)
_OF_RECOVERY: Final = (No.NOT_RECOVERED, No.NO_DRAWING)
"""What a recovery alone is told: of a change that is told so, all we know is that it is over."""
_FIRST: Final = {
    Doing.DOCUMENT: "account.kind",
    Doing.TEXT: "account.phone",
    Doing.EMAIL: "account.email",
    Doing.APP: "account.channel",
}


def may_change(journey: Journey) -> bool:
    """Only in practice, and only behind a view of one's own: elsewhere it is another person's
    account that would be changed."""
    doubted = journey.answers.get("account.no") == No.MISMATCH.value
    return journey.mode != REAL and may_list_codes(journey) and not doubted


def enter(journey: Journey) -> Move:
    return ask(_without_app(journey), LookAtAccount(), "account.looking")


def leave(journey: Journey) -> Move:
    """Back to what was found. Nothing of the account stays beside the journey."""
    kept = journey.kept - ACCOUNT_REFS - APP_REFS
    return replace(journey, kept=kept).afresh("outcome"), None


def looking(journey: Journey, outcome: Outcome) -> Move:
    match outcome:
        case AccountShown(has=has):
            journey = replace(journey, kept=journey.kept | ACCOUNT_REFS)
            held = " ".join(one.value for one in has)
            return journey.answered(**{"account.has": held}).afresh("account.home"), None
        case _:
            return stay(journey)


def doing(journey: Journey) -> Doing:
    """What is being changed."""
    return Doing(journey.answers.get("account.doing", Doing.DOCUMENT.value))


def channels(journey: Journey) -> tuple[str, ...]:
    """Where a fresh code can go. A new document wants a message, which somebody else may see."""
    has = journey.answers.get("account.has", "").split()
    ways = [one for one in Channel if one.value in has]
    if doing(journey) is Doing.DOCUMENT:
        ways = [one for one in ways if one is not Channel.AUTHENTICATOR]
    return tuple(one.value for one in ways)


def home(journey: Journey, value: str | tuple[str, ...]) -> Move:
    chosen = choose(journey, value, CHANGES)
    if chosen is None:
        return journey.wrong("choose"), None
    journey = journey.answered(**{"account.doing": chosen})
    if not channels(journey):
        return denied(journey, No.NO_CONTACT)
    if journey.answers.get("account.safe") != "yes":
        return go(journey, "account.safe")
    return go(journey, _FIRST[doing(journey)])


def safe(journey: Journey, value: str | tuple[str, ...]) -> Move:
    match choose(journey, value, SAFE):
        case None:
            return journey.wrong("choose"), None
        case "yes":
            journey = journey.answered(**{"account.safe": "yes"})
            return go(journey, _FIRST[doing(journey)])
        case _:
            return journey.afresh("account.stop"), None


def kind(area: str, journey: Journey, value: str | tuple[str, ...]) -> Move:
    """What sort of document it is; both areas ask."""
    chosen = choose(journey, value, KINDS)
    if chosen is None:
        return journey.wrong("choose"), None
    return go(journey.answered(**{f"{area}.kind": chosen}), f"{area}.issued")


def field(then: str, journey: Journey, value: str | tuple[str, ...]) -> Move:
    """On when what was typed fits. Anything that is no verdict is not kept and not believed."""
    if value == FITS:
        return go(journey, then)
    return journey.wrong(verdict_on(journey.step, value)), None


def channel(journey: Journey, value: str | tuple[str, ...]) -> Move:
    chosen = choose(journey, value, channels(journey))
    if chosen is None:
        return journey.wrong("choose"), None
    return _send(journey.answered(**{"account.channel": chosen}))


def _send(journey: Journey) -> Move:
    way = Channel(journey.answers.get("account.channel", Channel.TEXT.value))
    effect = AskFreshCode(doing(journey), way, _kind(journey))
    return ask(journey, effect, "account.sending")


def _kind(journey: Journey) -> str:
    wanted = doing(journey) is Doing.DOCUMENT
    return journey.answers.get("account.kind", KINDS[0]) if wanted else ""


def sending(journey: Journey, outcome: Outcome) -> Move:
    match outcome:
        case FreshCodeSent():
            trail = tuple(one for one in journey.trail if one != "account.code")
            return replace(journey, trail=trail).to("account.code", lasting=False), None
        case Denied(why=why):
            return denied(journey, why)
        case _:
            return stay(journey)


def code(journey: Journey, value: str | tuple[str, ...]) -> Move:
    if value == FITS:
        return ask(journey, ProveFreshCode(), "account.proving")
    return field("", journey, value)


def code_press(journey: Journey, action: str) -> Move:
    match action:
        case "resend":
            return _send(journey)
        case "other_way":
            return go(journey, "account.channel")
        case "leave":
            return enter(journey)
        case _:
            return stay(journey)


def proving(journey: Journey, outcome: Outcome) -> Move:
    match outcome:
        case FreshCodeTaken() if doing(journey) is Doing.DOCUMENT:
            return journey.afresh("account.given"), None
        case FreshCodeTaken():
            return _begin(journey)
        case _:
            return _code_refused(journey, outcome, "account.code")


def _begin(journey: Journey) -> Move:
    born = birth_date(journey.typed.birth)
    if not isinstance(born, date):
        # Nobody is signed in without one.
        return leave(journey)
    effect = BeginChange(doing(journey), _kind(journey), born)
    return ask(journey, effect, "account.changing")


def check(journey: Journey, action: str) -> Move:
    match action:
        case "send":
            return _begin(journey)
        case "details":
            return journey.afresh("account.given"), None
        case "leave":
            return enter(journey)
        case _:
            return stay(journey)


def changing(journey: Journey, outcome: Outcome) -> Move:
    match outcome:
        case ChangeDone():
            return journey.afresh("account.done"), None
        case ChangeHeld(differs=differs):
            held = journey.answered(**{"account.differs": " ".join(differs)})
            return held.afresh("account.held"), None
        case CodeSentToNew():
            return journey.afresh("account.new-code"), None
        case AppMade():
            return replace(journey, kept=journey.kept | APP_REFS).afresh("account.secret"), None
        case Denied(why=why):
            return denied(journey, why)
        case _:
            return stay(journey)


def secret(journey: Journey, action: str) -> Move:
    match action:
        case "typed":
            return go(journey, "account.first-code")
        case "symbol":
            return go(journey, "account.symbol")
        case "secret":
            return journey.afresh("account.secret"), None
        case "leave":
            return enter(journey)
        case _:
            return stay(journey)


def new_code(journey: Journey, value: str | tuple[str, ...]) -> Move:
    if value == FITS:
        return ask(journey, ProveNew(doing(journey)), "account.confirming")
    return field("", journey, value)


def new_code_press(journey: Journey, action: str) -> Move:
    if action == "resend":
        return ask(journey, SendToNew(), "account.new-sending")
    return out(journey, action)


def out(journey: Journey, action: str) -> Move:
    """The way out of a change that is under way: nothing was changed, and all is looked at anew."""
    return enter(journey) if action == "leave" else stay(journey)


def new_sending(journey: Journey, outcome: Outcome) -> Move:
    match outcome:
        case CodeSentToNew():
            return journey.afresh("account.new-code"), None
        case Denied(why=why):
            return denied(journey, why)
        case _:
            return stay(journey)


def confirming(journey: Journey, outcome: Outcome) -> Move:
    if isinstance(outcome, ChangeDone):
        return _without_app(journey).afresh("account.done"), None
    app = doing(journey) is Doing.APP
    return _code_refused(journey, outcome, "account.first-code" if app else "account.new-code")


def _code_refused(journey: Journey, outcome: Outcome, page: str) -> Move:
    match outcome:
        case CodeNotRight(tries_left=left):
            error = "one_try" if left == 1 else "not_right"
            return journey.to(page, lasting=False).wrong(error), None
        case CodeEnded():
            return journey.to(page, lasting=False).wrong("ended"), None
        case Denied(why=why):
            return denied(journey, why)
        case _:
            return stay(journey)


def denied(journey: Journey, why: No) -> Move:
    journey = replace(journey, kept=journey.kept - ACCOUNT_REFS - APP_REFS)
    said = No.OVER if why in _OF_RECOVERY else why
    return journey.answered(**{"account.no": said.value}).afresh("account.denied"), None


def _without_app(journey: Journey) -> Journey:
    return replace(journey, kept=journey.kept - APP_REFS)


def end(journey: Journey, action: str) -> Move:
    match action:
        case "account" if may_change(journey):
            return enter(journey)
        case "return":
            return leave(journey)
        case _:
            return stay(journey)


ANSWERS: Final[Answers] = {
    "account.home": home,
    "account.safe": safe,
    "account.kind": partial(kind, "account"),
    "account.issued": partial(field, "account.number"),
    "account.number": partial(field, "account.channel"),
    "account.phone": partial(field, "account.channel"),
    "account.email": partial(field, "account.channel"),
    "account.channel": channel,
    "account.code": code,
    "account.given": partial(field, "account.family"),
    "account.family": partial(field, "account.born"),
    "account.born": partial(field, "account.nation"),
    "account.nation": partial(field, "account.check"),
    "account.new-code": new_code,
    "account.first-code": new_code,
}
PRESSES: Final[Presses] = {
    "account.home": end,
    "account.code": code_press,
    "account.check": check,
    "account.secret": secret,
    "account.symbol": secret,
    "account.first-code": secret,
    "account.new-code": new_code_press,
    **dict.fromkeys(("account.given", "account.family", "account.born", "account.nation"), out),
} | dict.fromkeys(("account.stop", "account.done", "account.held", "account.denied"), end)
OUTCOMES: Final[Outcomes] = {
    "account.looking": looking,
    "account.sending": sending,
    "account.proving": proving,
    "account.changing": changing,
    "account.new-sending": new_sending,
    "account.confirming": confirming,
}
