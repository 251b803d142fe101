"""Counting working days: Monday to Friday, without the bank holidays that somebody else knows."""

from __future__ import annotations

from datetime import date, timedelta

from tui.core.value import value


@value
class WorkingDays:
    """`holidays` are the bank holidays of all the years in question."""

    holidays: frozenset[date] = frozenset()

    def is_one(self, day: date) -> bool:
        return day.weekday() < 5 and day not in self.holidays

    def after(self, since: date, count: int) -> date:
        """The day that is `count` working days after `since`."""
        day = since
        while count > 0:
            day += timedelta(days=1)
            count -= self.is_one(day)
        return day
