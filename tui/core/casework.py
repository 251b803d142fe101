"""What practice adds to a client's own pages, as values: a checker's look at a code.

Loaded with the areas, after the first page. Effects and outcomes here belong to the unions of
:mod:`tui.core.events`.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from tui.core.records import Purpose, ShareCode
from tui.core.value import value

CHECK_REFS: Final = frozenset(
    f"check.{one}" for one in ("photo", "name", "birth", "kind", "end", "conditions")
)
"""What may stay beside the journey while a checker reads it."""


@value
class CheckSeen:
    """That a proof came. Its values are beside the journey, under CHECK_REFS.

    `at` is the service's time, UTC; `again` the day by which to look once more, or None.
    """

    reference: str
    at: datetime
    allowed: bool
    again: date | None


@value
class CheckDraft:
    """What a checker has given so far, as typed. What opened nothing is let go at once."""

    purpose: Purpose
    name: str = ""
    reason: str = ""
    code: str = ""
    birth: tuple[str, str, str] = ("", "", "")
    seen: CheckSeen | None = None


# Effects ----------------------------------------------------------------------------------


@value
class OpenAsChecker:
    """Open a code as whoever was given it does. `reason` is empty unless it is asked for."""

    purpose: Purpose
    name: str
    reason: str
    code: str
    birth_date: date


@value
class SeeAsChecker:
    """Open the client's own code once more; shown only if it opens what was previewed."""

    share_code: ShareCode
    name: str


CaseEffect = OpenAsChecker | SeeAsChecker


# Outcomes ---------------------------------------------------------------------------------


@value
class CheckOpened:
    seen: CheckSeen


@value
class CheckOpenedNothing:
    """The one answer for every kind of wrong."""


CaseOutcome = CheckOpened | CheckOpenedNothing
