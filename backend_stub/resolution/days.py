"""Working days of a nation: neither weekends nor its bank holidays.

A day is the one of the mock's clock, which runs in UTC.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from backend_stub.resolution.form import Nation

# The Home Office answers from England to whoever is abroad.
_SUBDIVISIONS: dict[Nation, str] = {
    "england": "ENG", "wales": "WLS", "scotland": "SCT", "northern_ireland": "NIR",
    "abroad": "ENG",
}  # fmt: skip
_DAY = timedelta(days=1)


def is_working_day(day: date, nation: Nation) -> bool:
    """Monday to Friday, and no bank holiday there."""
    return day.weekday() < 5 and day not in _bank_holidays(nation, day.year)


def after_working_days(day: date, count: int, nation: Nation) -> date:
    """The date on which the `count`-th working day after `day` is."""
    while count > 0:
        day += _DAY
        count -= is_working_day(day, nation)
    return day


def working_days(after: date, until: date, nation: Nation) -> int:
    """How many there are after one day and until another, that one included."""
    span = (until - after).days
    return sum(is_working_day(after + n * _DAY, nation) for n in range(1, span + 1))


@cache
def _bank_holidays(nation: Nation, year: int) -> frozenset[date]:
    # Loading the calendars of the world takes a tenth of a second: only once somebody reports.
    from holidays import country_holidays

    found = country_holidays("GB", subdiv=_SUBDIVISIONS[nation], years=year)
    return frozenset(found)
