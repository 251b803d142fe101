"""What a document means, as plain values in a fixed shape (docs/answers.md)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any, Final

from tui.commands.answers.check import BEFORE, Document
from tui.commands.answers.follow import Followed, follow
from tui.commands.answers.template import ASKED_ON
from tui.core.diagnose import Diagnosis, Finding
from tui.core.journey import Journey
from tui.core.page import Notice, Page, Para
from tui.core.pages import page_for
from tui.core.pages.outcome import because, text_of
from tui.core.pages.walk import context_of
from tui.core.routes import adviser_comes_first, offered
from tui.core.steps.walk import known
from tui.core.table import NOT_SURE
from tui.core.told import ANSWER_DAYS, days_told
from tui.core.words import Words
from tui.core.working_days import WorkingDays

CONFLICT, UNSURE = "CONFLICT", "UNSURE"
"""Codes for answers that cannot all be true, and for nothing found yet."""

NOTE: Final = "Information, not immigration advice."

_NOT_REPORTED: Final = ("no", NOT_SURE)

Calendar = Callable[[int], WorkingDays]
"""Year -> the working days around it. It takes a while, and is asked only where a day counts."""


def result(document: Document, words: Words, calendar: Calendar) -> dict[str, Any]:
    """Everything that the walkthrough would say to these answers. All keys are always there."""
    counted = any(days_told(document.answers))
    days = calendar(document.today.year) if counted else WorkingDays()
    followed = follow(document, days)
    if followed.stop is not None:
        return _shape(document, page_for(followed.journey, words), **_stop(followed))
    journey = followed.journey
    diagnosis = known(journey).diagnosis()
    # Wherever it is: what could be said now, if nothing more were asked.
    page = page_for(replace(journey, step="outcome"), words)
    report_by = _report_by(journey, diagnosis, calendar)
    adviser_first = adviser_comes_first(diagnosis)
    # To whoever may advise, nobody says that they have to wait for an adviser.
    waits = adviser_first and not journey.regulated
    return _shape(
        document,
        page,
        code=code_of(diagnosis),
        certainty=None if diagnosis.leading is None else diagnosis.leading.certainty.value,
        findings=[_finding(one, words) for one in diagnosis.findings],
        contradictions=[
            {"id": one.id, "sentence": words.text("contradiction", one.id)}
            for one in diagnosis.contradictions
        ],
        open=[{"id": one, "question": words.text("question", one)} for one in diagnosis.open],
        adviser_first=adviser_first,
        ways=[_way(one, words) for one in offered(diagnosis)],
        ways_note=words.text("ways", "after_adviser") if waits else None,
        next_question=None if followed.next is None else _question(followed.next, words),
        report_by=None if report_by is None else report_by.isoformat(),
    )


def _shape(document: Document, page: Page, **told: Any) -> dict[str, Any]:
    """`heading` and `text` are what the page reached says above everything else."""
    return {
        "today": document.today.isoformat(),
        "stop": None,
        "stopped_by": None,
        "code": None,
        "certainty": None,
        "heading": page.heading,
        "text": [one.text for one in page.blocks if isinstance(one, Para | Notice)],
        "findings": [],
        "contradictions": [],
        "open": [],
        "adviser_first": False,
        "ways": [],
        "ways_note": None,
        "next_question": None,
        "report_by": None,
        "note": NOTE,
        **told,
    }


def _stop(followed: Followed) -> dict[str, Any]:
    return {"stop": followed.stop, "stopped_by": f"/before/{followed.at}"}


def code_of(diagnosis: Diagnosis) -> str:
    if diagnosis.contradictions:
        return CONFLICT
    return UNSURE if diagnosis.leading is None else diagnosis.leading.row.code


def _finding(finding: Finding, words: Words) -> dict[str, Any]:
    text = text_of(finding, words)
    today = text.section("today")
    return {
        "id": finding.row.id,
        "code": finding.row.code,
        "certainty": finding.certainty.value,
        "heading": text.heading,
        "because": list(because(finding, words, practice=False)),
        "today": list(today.items) if today is not None else [],
    }


def _way(name: str, words: Words) -> dict[str, str]:
    context = f"way.{name}"
    return {
        "id": name,
        "heading": words.text(context, "heading"),
        "short": words.text(context, "short"),
    }


def _question(name: str, words: Words) -> dict[str, str]:
    """`in` says which part of the document the answer belongs in."""
    safety = name in BEFORE
    context = ASKED_ON[name] if safety else context_of(name)
    return {
        "in": "before" if safety else "answers",
        "id": name,
        "heading": words.text(context, "heading"),
    }


def _report_by(journey: Journey, diagnosis: Diagnosis, calendar: Calendar) -> date | None:
    """The day until which a first report may take that is sent today. The time of one that was
    made before counts from that one."""
    first = journey.seen.get("reported", NOT_SURE) in _NOT_REPORTED
    if journey.today is None or not first or "report-error" not in offered(diagnosis):
        return None
    return calendar(journey.today.year).after(journey.today, ANSWER_DAYS)
