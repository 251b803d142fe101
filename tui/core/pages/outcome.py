"""What was found, what to do today, trouble with the connection, and the end of the sitting."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tui.core.diagnose import Certainty, Diagnosis, Finding, diagnose
from tui.core.findings import TABLE
from tui.core.journey import REAL, Journey
from tui.core.page import Block, Choice, Facts, Notice, Page, Para, Points, Steps, Tone
from tui.core.pages.build import PARTS, actions, choice_ask, page
from tui.core.pages.reports import already_reported, by_when
from tui.core.permit import may_list_codes, purposes_allowed
from tui.core.routes import offered
from tui.core.steps.account import may_change
from tui.core.steps.outcome import may_be_down, may_look_again, still_open
from tui.core.steps.recover import may_recover
from tui.core.steps.refused import may_be_refused
from tui.core.steps.report import may_follow, may_report
from tui.core.steps.walk import is_on_screen, may_look
from tui.core.table import NOT_SURE, Band
from tui.core.words import FindingText, Section, Words

FIRST_PAGE = ("saw", "fault", "status", "today")
"""The sections on an outcome's first page; all others are on its second."""


def text_of(finding: Finding, words: Words) -> FindingText:
    """The finding's words, with its own fixed slots put into words."""
    slots = {}
    purpose = finding.row.slots.get("purpose")
    if purpose is not None:
        slots = {
            name: words.text("purpose", f"{purpose}.{name}") for name in ("name", "checker", "ask")
        }
    return words.finding(finding.row.page, **slots)


def because(finding: Finding, words: Words, *, practice: bool) -> tuple[str, ...]:
    """One sentence for each observation that made the finding true, and nothing else.

    In practice some are made in another way than by asking, and are put in other words.
    """
    said = []
    for name, value in finding.because:
        if value == NOT_SURE:
            continue
        key = f"{name}={value}"
        own = practice and words.has("because.practice", key)
        said.append(words.text("because.practice" if own else "because", key))
    return tuple(one for one in said if one)


def outcome(journey: Journey, words: Words) -> Page:
    diagnosis = diagnose(TABLE, journey.seen)
    if diagnosis.contradictions:
        return _contradiction(journey, words, diagnosis)
    if diagnosis.leading is None:
        return _open(journey, words, diagnosis)
    return _found(journey, words, diagnosis, diagnosis.leading)


def _found(journey: Journey, words: Words, diagnosis: Diagnosis, leading: Finding) -> Page:
    text, practice = text_of(leading, words), journey.mode != REAL
    rows = [(words.text("outcome", "saw"), " ".join(because(leading, words, practice=practice)))]
    blocks: list[Block] = []
    if journey.notice:
        blocks.append(Notice(words.text("notice", journey.notice), Tone.CARE))
    if any(_in_doubt(one) for one in diagnosis.findings[1:]):
        blocks.append(Notice(words.text("outcome", "adviser_first"), Tone.STOP))
    if leading.certainty is Certainty.LIKELY:
        blocks.append(Notice(words.text("outcome", "likely"), Tone.CARE))
    if leading.row.band is Band.OTHER_PERSONS_DATA and journey.answers.get("danger") == "yes":
        blocks.append(Notice(words.text("outcome", "danger"), Tone.STOP))
    blocks += already_reported(journey, words, diagnosis)
    steps: list[Block] = []
    for section in text.sections:
        if section.id in FIRST_PAGE and section.kind == "text":
            rows.append((section.heading, " ".join(section.items)))
        elif section.id in FIRST_PAGE:
            steps += drawn(section)
    also = [text_of(one, words).heading for one in also_found(diagnosis)]
    if also:
        steps.append(Points(tuple(also), words.text("outcome", "also")))
    return Page(
        id=journey.step,
        heading=text.heading,
        blocks=(*blocks, Facts(tuple(rows)), *steps),
        actions=_actions(journey, words, leading),
        helper=_helper(text),
        step=None if journey.mode == REAL else (PARTS, PARTS),
        back=bool(journey.trail),
    )


def also_found(diagnosis: Diagnosis) -> tuple[Finding, ...]:
    """The other findings. What is right is no "also" of a fault."""
    leading, *others = diagnosis.findings
    faulty = leading.row.band < Band.ACCESS
    return tuple(one for one in others if not faulty or one.row.band is not Band.NO_FAULT)


def _in_doubt(finding: Finding) -> bool:
    return finding.row.band is Band.STATUS_IN_DOUBT or finding.row.id == "status-no-letter"


_NOT_SIGNED_IN = ("contact-third-party", "contacts-both-lost", "out", "no-code")
"""Findings after which another sign-in may still be tried."""


def _beside(journey: Journey, leading: Finding) -> Iterator[str]:
    """What can be done beside the real website: read, be helped, answer a no, look further."""
    yield "more"
    if offered(diagnose(TABLE, journey.seen)):
        yield "ways"
    if may_be_refused(journey):
        yield "no"
    if may_look(journey):
        yield "look"
    if leading.certainty is Certainty.LIKELY and still_open(journey, diagnose(TABLE, journey.seen)):
        yield "look_again"
    yield "finish"


def _actions(journey: Journey, words: Words, leading: Finding) -> tuple[Choice, ...]:
    if journey.mode == REAL:
        return actions(words, "outcome", *_beside(journey, leading))
    names = ["more"]
    if purposes_allowed(journey):
        names.append("code")
        if leading.row.id == "ok":
            names = ["code", "more"]
    if may_look_again(leading):
        names.append("look_again")
    if may_list_codes(journey):
        names.append("codes")
    elif not journey.signed_in and leading.row.id in _NOT_SIGNED_IN:
        names.append("sign_in")
    if may_report(journey):
        names.insert(1, "report")
    if may_recover(journey):
        names.append("recover")
    names.append("finish")
    return actions(words, "outcome", *names)


def _helper(text: FindingText) -> str:
    section = text.section("helper")
    return " ".join(section.items) if section else ""


def drawn(section: Section) -> list[Block]:
    match section.kind:
        case "steps":
            return [Steps(section.items, section.heading)]
        case "points":
            return [Points(section.items, section.heading)]
        case _:
            return [Facts(((section.heading, " ".join(section.items)),))]


def more(journey: Journey, words: Words) -> Page:
    """What not to do, what to say, and every other finding in short."""
    diagnosis = diagnose(TABLE, journey.seen)
    if diagnosis.leading is None:
        return outcome(journey, words)
    text = text_of(diagnosis.leading, words)
    blocks: list[Block] = []
    for section in text.sections:
        if section.id not in FIRST_PAGE and section.id != "helper":
            blocks += drawn(section)
    for other in also_found(diagnosis):
        also = text_of(other, words)
        today = also.section("today")
        blocks.append(Para(words.text("outcome", "also_this", heading=also.heading)))
        if today is not None:
            blocks += drawn(today)
    blocks += by_when(journey, words, diagnosis)
    reported = ("report",) if may_report(journey) or may_follow(journey) else ()
    account = ("account",) if may_change(journey) else ()
    return Page(
        id=journey.step,
        heading=text.heading,
        blocks=tuple(blocks),
        actions=actions(words, "outcome", "first", *reported, *account, "finish"),
        step=None if journey.mode == REAL else (PARTS, PARTS),
        back=bool(journey.trail),
    )


def _contradiction(journey: Journey, words: Words, diagnosis: Diagnosis) -> Page:
    said = tuple(words.text("contradiction", one.id) for one in diagnosis.contradictions)
    context = "outcome.contradiction"
    acts = actions(words, context, "look_again", "finish")
    # Whatever does not fit: what may be another person's is left alone.
    foreign = journey.mode == REAL and is_on_screen(journey.seen)
    stop = (Notice(words.text("walk.stranger", "on_screen"), Tone.STOP),) if foreign else ()
    return page(journey, words, context, *stop, Points(said), acts=acts)


def _open(journey: Journey, words: Words, diagnosis: Diagnosis) -> Page:
    asked = tuple(words.text("question", one) for one in still_open(journey, diagnosis))
    context = "outcome.open"
    names = ["code"] if purposes_allowed(journey) else []
    if journey.mode == REAL:
        names += ["ways"] if offered(diagnosis) else []
        names += ["no"] if may_be_refused(journey) else []
    acts = (
        *actions(words, context, *(("look_again",) if asked or journey.mode != REAL else ())),
        *actions(words, "outcome", *names, "finish"),
    )
    points = (Points(asked, words.text(context, "open")),) if asked else ()
    return page(journey, words, context, *points, acts=acts)


def trouble(journey: Journey, words: Words) -> Page:
    """The connection, not the person: plain, with what was typed kept."""
    stumble = journey.stumble
    fault = stumble.fault.value if stumble else "unreachable"
    blocks: list[Block] = [Para(words.text("trouble", f"is.{fault}"))]
    if stumble is not None and stumble.wait_seconds:
        minutes = max(1, round(stumble.wait_seconds / 60))
        key = "wait_one" if minutes == 1 else "wait"
        blocks.append(Para(words.text("trouble", key, minutes=str(minutes))))
    blocks.append(Notice(words.text("trouble", "kept"), Tone.INFO))
    names = ("again", "down", "finish") if may_be_down(journey) else ("again", "finish")
    drawn_page = page(journey, words, "trouble", *blocks, acts=actions(words, "trouble", *names))
    own = f"heading.{fault}"
    heading = words.text("trouble", own if words.has("trouble", own) else "heading")
    return replace(drawn_page, heading=heading)


def sure(journey: Journey, words: Words) -> Page:
    return page(
        journey, words, journey.step, ask=choice_ask(journey, words, journey.step, "yes", "no")
    )


def leaving(journey: Journey, words: Words) -> Page:
    return page(journey, words, journey.step, waiting=True)


def finish(journey: Journey, words: Words) -> Page:
    return page(journey, words, journey.step, acts=actions(words, journey.step, "again"))


PAGES = {
    "outcome": outcome,
    "outcome.more": more,
    "trouble": trouble,
    "finish.sure": sure,
    "finish.leaving": leaving,
    "finish": finish,
}
