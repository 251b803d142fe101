"""Purpose, preview, the new code (checked before it is shown), and the codes already given."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from tui.core.casework import CheckDraft, SeeAsChecker
from tui.core.events import (
    CancelCode,
    CodeCancelled,
    CodeDiffers,
    CodeMade,
    CodeNotOpened,
    CodesListed,
    ListCodes,
    MakeCode,
    Outcome,
    PreviewChanged,
)
from tui.core.journey import REAL, Journey
from tui.core.permit import purposes_allowed
from tui.core.records import GivenCode, Purpose
from tui.core.steps import Answers, Move, Outcomes, Presses, ask, choose, go, stay
from tui.core.steps.account import enter, may_change
from tui.core.steps.proofs import keep
from tui.core.steps.uses import list_uses


def purpose(journey: Journey, value: str | tuple[str, ...]) -> Move:
    allowed = tuple(one.value for one in purposes_allowed(journey))
    chosen = choose(journey, value, allowed)
    if chosen is None:
        return journey.wrong("choose"), None
    return go(replace(journey, purpose=Purpose(chosen)), "code.preview")


def purpose_press(journey: Journey, action: str) -> Move:
    return _list(journey) if action == "codes" else stay(journey)


def preview(journey: Journey, action: str) -> Move:
    if action == "make" and journey.purpose in purposes_allowed(journey):
        assert journey.purpose is not None
        return ask(replace(journey, code=None), MakeCode(journey.purpose), "code.making")
    if action == "wrong":
        return go(journey, "code.wrong")
    return stay(journey)


def making(journey: Journey, outcome: Outcome) -> Move:
    match outcome:
        case CodeMade(share_code=made):
            if not journey.dead:
                journey = journey.note(code="as_preview")
            return replace(journey, code=made).afresh("code.shown"), None
        case CodeDiffers(purpose=purpose, cancelled=cancelled):
            return _not_to_be_used(journey.note(code="other_record"), purpose, cancelled)
        case CodeNotOpened(purpose=purpose, cancelled=cancelled):
            # A code that opened another record is worse, and stays what is said.
            worse = journey.seen.get("code") == "other_record"
            journey = journey if worse else journey.note(code="not_opened")
            return _not_to_be_used(journey, purpose, cancelled)
        case PreviewChanged(seen=seen):
            return _changed(keep(journey, seen))
        case _:
            return stay(journey)


def _not_to_be_used(journey: Journey, purpose: Purpose, cancelled: bool) -> Move:
    notice = "code_cancelled" if cancelled else "code_not_cancelled"
    dead = journey.dead | {purpose}
    return replace(journey.afresh("outcome"), notice=notice, dead=dead), None


def _changed(journey: Journey) -> Move:
    """The preview moved under our feet: what was concluded from it is concluded again."""
    not_shown = any(one.surface_class in ("missing", "failing") for one in journey.proofs.values())
    journey = journey.forget("proofs_again").note(proofs="some_not" if not_shown else "all_shown")
    step = "proofs.picture" if journey.pictures_to_ask else "proofs.table"
    return replace(journey.afresh(step), notice="preview_changed"), None


def shown(journey: Journey, action: str) -> Move:
    match action:
        case "qr":
            return go(journey, "code.qr")
        case "next":
            return go(journey, "code.next")
        case "codes":
            return _list(journey)
        case "another":
            return go(journey, "code.purpose")
        case _:
            return stay(journey)


def qr(journey: Journey, action: str) -> Move:
    return (journey.afresh("code.shown"), None) if action == "letters" else (journey, None)


def what_next(journey: Journey, action: str) -> Move:
    match action:
        case "letters":
            return journey.afresh("code.shown"), None
        case "checker" if may_see_as_checker(journey):
            assert journey.code is not None
            draft = CheckDraft(journey.code.purpose)
            effect = SeeAsChecker(journey.code, "Alongside")
            return ask(replace(journey, check=draft), effect, "check.opening")
        case "codes":
            return _list(journey)
        case _:
            return stay(journey)


def may_see_as_checker(journey: Journey) -> bool:
    """In practice, with a code of one's own whose preview is still there to compare it with."""
    return journey.mode != REAL and journey.code is not None and "view" in journey.kept


def _list(journey: Journey) -> Move:
    return ask(journey, ListCodes(), "code.listing")


def listing(journey: Journey, outcome: Outcome) -> Move:
    match outcome:
        case CodesListed(codes=codes):
            listed = replace(journey.to("code.list", lasting=False), codes=codes)
            return replace(listed, notice=journey.notice), None
        case _:
            return stay(journey)


def live_codes(journey: Journey) -> tuple[GivenCode, ...]:
    return tuple(one for one in journey.codes if one.state == "live")


def cancel(journey: Journey, value: str | tuple[str, ...]) -> Move:
    known = {one.share_code.id: one.share_code for one in live_codes(journey)}
    chosen = choose(journey, value, (*known, "none"))
    if chosen is None:
        return journey.wrong("choose"), None
    if chosen == "none":
        return _after_list(journey)
    return go(journey.answered(cancel=chosen), "code.cancel")


def _after_list(journey: Journey) -> Move:
    if journey.code is not None:
        return journey.afresh("code.shown"), None
    step = "code.purpose" if purposes_allowed(journey) else "outcome"
    return journey.afresh(step), None


def list_press(journey: Journey, action: str) -> Move:
    match action:
        case "return":
            return _after_list(journey)
        case "uses" if journey.codes:
            return list_uses(journey)
        case "account" if may_change(journey):
            return enter(journey)
        case _:
            return stay(journey)


def sure(journey: Journey, value: str | tuple[str, ...]) -> Move:
    wanted = journey.answers.get("cancel")
    code = next((one.share_code for one in journey.codes if one.share_code.id == wanted), None)
    match choose(journey, value, ("yes", "no")):
        case None:
            return journey.wrong("choose"), None
        case "yes" if code is not None:
            return ask(journey, CancelCode(code.purpose, code.id), "code.cancelling")
        case _:
            return journey.afresh("code.list"), None


def cancelling(journey: Journey, outcome: Outcome) -> Move:
    if not isinstance(outcome, CodeCancelled):
        return stay(journey)
    if journey.code is not None and journey.code.id == outcome.share_code_id:
        journey = replace(journey, code=None)
    effect = ListCodes()
    journey = replace(journey.afresh("code.listing"), notice="cancelled").next_effect(effect)
    return journey, effect


ANSWERS: Final[Answers] = {
    "code.purpose": purpose,
    "code.list": cancel,
    "code.cancel": sure,
}
PRESSES: Final[Presses] = {
    "code.purpose": purpose_press,
    "code.preview": preview,
    "code.shown": shown,
    "code.qr": qr,
    "code.next": what_next,
    "code.list": list_press,
}
OUTCOMES: Final[Outcomes] = {
    "code.making": making,
    "code.listing": listing,
    "code.cancelling": cancelling,
}
