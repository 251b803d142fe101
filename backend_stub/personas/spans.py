"""Times told from the day on which the stores are made: `-2y6m`, `+18m`, `-21d`."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

_SPAN = re.compile(r"([+-])(?=\d)(?:(\d+)y)?(?:(\d+)m)?(?:(\d+)d)?")


@dataclass(frozen=True)
class Span:
    """So many months and days, both of one sign."""

    months: int
    days: int

    def on(self, day: date) -> date:
        """The date this far from `day`; a month's missing day becomes its last."""
        count = day.year * 12 + day.month - 1 + self.months
        year, month = divmod(count, 12)
        last = calendar.monthrange(year, month + 1)[1]
        return date(year, month + 1, min(day.day, last)) + timedelta(days=self.days)


def parse_span(text: str) -> Span:
    """ValueError, with an example, when the text is not a span."""
    match = _SPAN.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is not a time from today: write it like '-2y6m' or '+21d'")
    years, months, days = (int(part or 0) for part in match.groups()[1:])
    sign = -1 if match[1] == "-" else 1
    return Span(sign * (12 * years + months), sign * days)
