"""The working days of the Home Office, fetched while the person is still reading the questions."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor

from tui.core.working_days import WorkingDays


def working_days(year: int) -> WorkingDays:
    """The working days of `year`, the one before and the one after, as counted in England."""
    # Not at the top: it takes a fifth of a second, and no first page counts days.
    import holidays

    years = (year - 1, year, year + 1)
    return WorkingDays(frozenset(holidays.country_holidays("GB", subdiv="ENG", years=years)))


class BankHolidays:
    """Looks the days up once, beside whatever the screen is doing."""

    def __init__(self) -> None:
        self._asked: Future[WorkingDays] | None = None

    def prepare(self, year: int) -> None:
        """Begin to look them up, if nobody has yet."""
        if self._asked is None:
            worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="bank-holidays")
            self._asked = worker.submit(working_days, year)
            worker.shutdown(wait=False)

    def days(self, year: int) -> WorkingDays:
        """The days; waits for them where they are not there yet."""
        self.prepare(year)
        assert self._asked is not None
        return self._asked.result()
