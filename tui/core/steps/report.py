"""A report to the mock's Resolution Centre, from an outcome: ticks alone, sent and followed.

Nothing is typed, so nobody's details can be. Beside the real website there is none of this.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from tui.core.casework import (
    AllowLook,
    ChaseReport,
    ConfirmReport,
    FollowReport,
    ListReports,
    ReopenReport,
    ReportForm,
    ReportShown,
    ReportsListed,
    ReportStays,
    SendReport,
)
from tui.core.diagnose import diagnose
from tui.core.events import Outcome
from tui.core.findings import TABLE
from tui.core.journey import REAL, Journey
from tui.core.permit import may_list_codes
from tui.core.routes import adviser_comes_first, offered
from tui.core.steps import Answers, Move, Outcomes, Presses, ask, choose, go, stay
from tui.core.steps.signin import look
from tui.core.tidy import birth_date

NATIONS: Final = ("england", "wales", "scotland", "northern_ireland", "abroad")
TICKS: Final = (
    *("name", "birth_date", "nationality", "photo", "ni_number", "restrictions", "share_code"),
    *("status", "valid_from", "valid_until", "signin_email", "signin_phone"),
    *("sponsor_licence", "other"),
)
"""What the public form of the Home Office can be told, in its order."""
CODES: Final = ("work", "rent", "other")
VIEWS: Final = ("status", *CODES)
HELPERS: Final = (
    "nobody",
    "friend_or_relative",
    "support_organisation",
    "legal_representative",
    "sponsor",
)
REPLIES: Final = ("email", "address")
REASONS: Final = ("came_back", "partly")
MINUTES: Final = 30
ANSWERED: Final = ("repaired", "told")
"""Stages after which the person says whether all is right."""

_LOOKED_AT: Final = (
    *("status", "again", "view", "document", "recent", "kind", "end", "letter", "applied"),
    "standing",
)
"""What a look at everything finds out anew, from the status page on."""

_STRANGER: Final = ("other", "mixture")
_MATCHED: Final = ("own", None)
_TOLD_BY: Final = (
    ("view", ("name_wrong", *_STRANGER), "name"),
    ("view", ("birth_wrong",), "birth_date"),
    ("photo", ("poor",), "photo"),
    ("conditions", ("differs",), "restrictions"),
    ("view", _STRANGER, "status"),
    ("kind", ("differs",), "status"),
    ("end", ("differs", "date_on_settled"), "valid_until"),
    ("code", ("other_record", "not_opened"), "share_code"),
)
"""Observation, values, tick: what was seen, in the form's own words."""


def may_report(journey: Journey) -> bool:
    """Where the mock is, somebody is known to it, and what was found makes a report right. Where
    the status is in doubt, a regulated adviser comes first."""
    known = journey.signed_in or bool(journey.typed.document)
    if journey.mode == REAL or not known:
        return False
    diagnosis = diagnose(TABLE, journey.seen)
    if adviser_comes_first(diagnosis) and not journey.regulated:
        return False
    return "report-error" in offered(diagnosis)


def may_follow(journey: Journey) -> bool:
    """Whether there may be a report of one's own: never those of another person's account."""
    if journey.mode == REAL:
        return False
    return journey.report is not None or may_list_codes(journey)


def begin(journey: Journey) -> Move:
    """What is reported already is followed: nothing is reported twice."""
    if journey.mode == REAL:
        return stay(journey)
    if journey.report is not None:
        return ask(journey, FollowReport(journey.report.reference), "report.asking")
    if journey.signed_in and may_list_codes(journey):
        return ask(journey, ListReports(), "report.finding")
    return _fresh(journey) if may_report(journey) else stay(journey)


def finding(journey: Journey, outcome: Outcome) -> Move:
    if not isinstance(outcome, ReportsListed):
        return stay(journey)
    running = next((one for one in outcome.reports if not one.verified), None)
    if running is not None:
        return replace(journey, report=running).afresh("report.follow"), None
    return _fresh(journey) if may_report(journey) else (journey.afresh("report.none"), None)


def _fresh(journey: Journey) -> Move:
    ticks, codes = suggested(journey)
    journey = journey.answered(report_problems=" ".join(ticks), report_codes=" ".join(codes))
    return journey.afresh("report.nation"), None


def suggested(journey: Journey) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Ticks and codes that what was seen speaks for; the person may change them."""
    seen = journey.seen
    marked = {tick for name, values, tick in _TOLD_BY if seen.get(name) in values}
    codes = tuple(one for one in CODES if seen.get(one) not in _MATCHED)
    if codes:
        marked.add("share_code")
    return tuple(one for one in TICKS if one in marked), codes


def can_open(journey: Journey) -> bool:
    """Whether the page with the status was ever shown."""
    return "shown" in (journey.seen.get("status"), journey.seen.get("again"))


def another_person_at(journey: Journey) -> tuple[str, ...]:
    """Where another person's details were seen; the form has no tick for it."""
    seen = {**journey.seen, "status": journey.seen.get("view", "")}
    return tuple(one for one in VIEWS if seen.get(one) in _STRANGER)


def broken_at(journey: Journey) -> str:
    """The step at which it did not go on."""
    if not journey.signed_in and journey.seen.get("signin") != "in":
        return "sign_in"
    if not can_open(journey) or journey.seen.get("view", "own") != "own":
        return "status"
    return next((one for one in CODES if journey.seen.get(one) not in _MATCHED), "check")


def form_of(journey: Journey) -> ReportForm:
    """The form as it was answered."""
    answers, opens = journey.answers, can_open(journey)
    helper = answers.get("report_helper", "nobody")
    return ReportForm(
        nation=answers.get("report_nation", "england"),
        can_open=opens,
        problems=_list(answers.get("report_problems", "")) if opens else (),
        share_codes=_list(answers.get("report_codes", "")) if opens else (),
        another_person_at=another_person_at(journey),
        broken_at=broken_at(journey),
        helper="" if helper == "nobody" else helper,
        reply=answers.get("report_reply", "email"),
    )


def _list(joined: str) -> tuple[str, ...]:
    return tuple(joined.split())


def nation(journey: Journey, value: str | tuple[str, ...]) -> Move:
    chosen = choose(journey, value, NATIONS)
    if chosen is None:
        return journey.wrong("choose"), None
    step = "report.problems" if can_open(journey) else "report.helper"
    return go(journey.answered(report_nation=chosen), step)


def problems(journey: Journey, value: str | tuple[str, ...]) -> Move:
    ticked = _ticked(value, TICKS)
    if not ticked:
        return journey.wrong("empty"), None
    journey = journey.answered(report_problems=" ".join(ticked))
    if "share_code" in ticked:
        return go(journey, "report.codes")
    return go(journey.answered(report_codes=""), "report.helper")


def codes(journey: Journey, value: str | tuple[str, ...]) -> Move:
    ticked = _ticked(value, CODES)
    if not ticked:
        return journey.wrong("empty"), None
    return go(journey.answered(report_codes=" ".join(ticked)), "report.helper")


def _ticked(value: str | tuple[str, ...], allowed: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(one for one in allowed if one in value) if isinstance(value, tuple) else ()


def helper(journey: Journey, value: str | tuple[str, ...]) -> Move:
    chosen = choose(journey, value, HELPERS)
    if chosen is None:
        return journey.wrong("choose"), None
    return go(journey.answered(report_helper=chosen), "report.reply")


def reply(journey: Journey, value: str | tuple[str, ...]) -> Move:
    chosen = choose(journey, value, REPLIES)
    if chosen is None:
        return journey.wrong("choose"), None
    return go(journey.answered(report_reply=chosen), "report.check")


def check(journey: Journey, action: str) -> Move:
    match action:
        case "send":
            born = birth_date(journey.typed.birth, journey.today)
            if isinstance(born, str):
                # Nobody signed in, so nobody can be reported for.
                return journey.afresh("outcome"), None
            return ask(journey, SendReport(form_of(journey), born), "report.sending")
        case "change":
            return journey.afresh("report.nation"), None
        case "found":
            return journey.afresh("outcome"), None
        case _:
            return stay(journey)


def sending(journey: Journey, outcome: Outcome) -> Move:
    if isinstance(outcome, ReportShown):
        return replace(journey, report=outcome.report).afresh("report.sent"), None
    return stay(journey)


def follow(journey: Journey, action: str) -> Move:
    """What can be done with a report: each asks the centre, and shows how it stands then."""
    report = journey.report
    if report is None:
        return journey.afresh("outcome"), None
    match action:
        case "follow":
            return _asking(journey, FollowReport(report.reference))
        case "chase" if not report.verified:
            return _asking(journey, ChaseReport(report.reference), "chased")
        case "right" if may_confirm(journey):
            return go(journey, "report.right")
        case "reopen" if report.verified or report.stage in ANSWERED:
            return go(journey, "report.reopen")
        case "allow" if may_allow(journey):
            minutes = 0 if report.allowed_until else MINUTES
            said = "withdrawn" if report.allowed_until else "allowed"
            return _asking(journey, AllowLook(report.reference, minutes), said)
        case "look" if may_look_at_all(journey):
            return look(replace(journey.forget(*_LOOKED_AT), looks=0))
        case "found":
            return journey.afresh("outcome"), None
        case _:
            return stay(journey)


def _asking(
    journey: Journey,
    effect: FollowReport | ChaseReport | ReopenReport | ConfirmReport | AllowLook,
    said: str = "",
) -> Move:
    return ask(journey.answered(report_said=said), effect, "report.asking")


def may_confirm(journey: Journey) -> bool:
    """After an answer, whoever is signed in to their own account can say how it is now."""
    report = journey.report
    if report is None or report.verified or report.stage not in ANSWERED:
        return False
    return may_list_codes(journey)


def may_allow(journey: Journey) -> bool:
    """The account is theirs to open to the centre, whatever it shows now."""
    return journey.report is not None and journey.signed_in and not journey.report.verified


def may_look_at_all(journey: Journey) -> bool:
    """Once the centre says that it is done. Before that, what may be another person's is left
    alone."""
    report = journey.report
    if report is None or report.verified or not journey.signed_in:
        return False
    return report.stage in ANSWERED


def found_now(journey: Journey) -> tuple[tuple[str, str], ...]:
    """What this journey saw at its newest look at each view: right, wrong or nothing."""
    seen = {**journey.seen, "status": journey.seen.get("view", "missing")}
    words = {"own": "right", "missing": "nothing", "failing": "nothing"}
    return tuple((one, words.get(seen.get(one, "missing"), "wrong")) for one in VIEWS)


def right(journey: Journey, value: str | tuple[str, ...]) -> Move:
    match choose(journey, value, ("right", "not_right")):
        case "right" if journey.report is not None and may_confirm(journey):
            effect = ConfirmReport(journey.report.reference, found_now(journey))
            return _asking(journey, effect, "closed")
        case "not_right":
            return go(journey, "report.reopen")
        case _:
            return journey.wrong("choose"), None


def reopen(journey: Journey, value: str | tuple[str, ...]) -> Move:
    chosen = choose(journey, value, REASONS)
    if chosen is None or journey.report is None:
        return journey.wrong("choose"), None
    return _asking(journey, ReopenReport(journey.report.reference, chosen), "reopened")


def asking(journey: Journey, outcome: Outcome) -> Move:
    match outcome:
        case ReportShown(report=report):
            shown = replace(journey, report=report).afresh("report.follow")
            return replace(shown, notice=journey.answers.get("report_said", "")), None
        case ReportStays(why="gone"):
            return replace(journey, report=None).afresh("report.none"), None
        case ReportStays(why=why):
            return replace(journey.afresh("report.follow"), notice=why), None
        case _:
            return stay(journey)


ANSWERS: Final[Answers] = {
    "report.nation": nation,
    "report.problems": problems,
    "report.codes": codes,
    "report.helper": helper,
    "report.reply": reply,
    "report.right": right,
    "report.reopen": reopen,
}
PRESSES: Final[Presses] = {
    "report.check": check,
    "report.sent": follow,
    "report.follow": follow,
    "report.none": follow,
}
OUTCOMES: Final[Outcomes] = {
    "report.finding": finding,
    "report.sending": sending,
    "report.asking": asking,
}
