"""For which purposes a share code may be made now: rules 2, 5 and 8 of the design."""

from __future__ import annotations

from tui.core.diagnose import diagnose
from tui.core.findings import TABLE
from tui.core.journey import Journey
from tui.core.records import Purpose
from tui.core.table import NOT_SURE, Band

_OWN_VIEWS = ("own", "name_wrong", "birth_wrong")
_NOT_WRONG_KIND = ("as_letter", "upgraded", NOT_SURE)
_NOT_WRONG_END = ("as_letter", "later", NOT_SURE)


def may_list_codes(journey: Journey) -> bool:
    """Not where the sign-in opened, or may have opened, another person's record: their codes are
    theirs to see and to cancel."""
    return journey.signed_in and journey.seen.get("view", "own") in _OWN_VIEWS


def purposes_allowed(journey: Journey) -> tuple[Purpose, ...]:
    """The purposes whose proof matched a view that the client called their own.

    None at all while the view is another person's, a mixture or not sure, while a detail of it is
    wrong, while the status is in doubt, or while the answers contradict one another.
    """
    seen = journey.seen
    if not journey.signed_in or seen.get("view") != "own":
        return ()
    if seen.get("kind") not in _NOT_WRONG_KIND or seen.get("end", NOT_SURE) not in _NOT_WRONG_END:
        return ()
    diagnosis = diagnose(TABLE, seen)
    if diagnosis.contradictions:
        return ()
    if any(one.row.band is Band.STATUS_IN_DOUBT for one in diagnosis.findings):
        return ()
    return tuple(one for one in Purpose if seen.get(one.value) == "own" and one not in journey.dead)
