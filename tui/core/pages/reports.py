"""Reports to the Home Office on an outcome's pages: the day that counts, the case that stays."""

from __future__ import annotations

from datetime import date

from tui.core.diagnose import Diagnosis
from tui.core.journey import REAL, Journey
from tui.core.page import Block, Facts, Notice, Tone
from tui.core.routes import offered
from tui.core.table import NOT_SURE, Band
from tui.core.told import ANSWER_DAYS
from tui.core.words import Words

_OPEN = ("waiting", "partly", "came_back", "said_nothing_wrong")


def already_reported(journey: Journey, words: Words, diagnosis: Diagnosis) -> tuple[Notice, ...]:
    """What was reported once stays that case: its first day and its reference go on counting."""
    leading = diagnosis.leading
    if journey.seen.get("reported") not in _OPEN or leading is None:
        return ()
    if leading.row.band in (Band.HISTORY, Band.NO_FAULT):
        return ()
    until = _until(journey)
    if journey.seen.get("report_age") == "in_time" and until is not None:
        return (Notice(words.text("outcome", "reported.in_time", day=words.day(until)), Tone.INFO),)
    late = journey.seen.get("report_age") == "over"
    return (Notice(words.text("outcome", "reported.over" if late else "reported"), Tone.CARE),)


def _until(journey: Journey) -> date | None:
    """The promised day, or else 10 working days after the first report."""
    for question in ("promised_on", "reported_on"):
        told = journey.told.get(question, NOT_SURE)
        if isinstance(told, str) and told not in (NOT_SURE, "none"):
            day = date.fromisoformat(told)
            promised = question == "promised_on"
            return day if promised else journey.calendar.after(day, ANSWER_DAYS)
    return None


def by_when(journey: Journey, words: Words, diagnosis: Diagnosis) -> tuple[Block, ...]:
    """The day until which a report that is sent today may take."""
    fresh = journey.seen.get("reported", "no") in ("no", NOT_SURE)
    if journey.mode != REAL or journey.today is None or not fresh:
        return ()
    if "report-error" not in offered(diagnosis):
        return ()
    day = words.day(journey.calendar.after(journey.today, ANSWER_DAYS))
    row = (words.text("outcome", "named_date"), words.text("outcome", "named_date.text", day=day))
    return (Facts((row,)),)
