"""The one owner of time. Everything else asks it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

YEARS = range(1900, 3000)
"""Where a clock may stand."""


def rfc3339(instant: datetime) -> str:
    """An instant as text, UTC, whole seconds, ending in Z."""
    utc = instant if instant.tzinfo is UTC else instant.astimezone(UTC)
    return utc.isoformat(timespec="seconds").replace("+00:00", "Z")


def parse_instant(text: str) -> datetime:
    """The instant named by an ISO 8601 text; no zone means UTC. ValueError when it is not one."""
    instant = datetime.fromisoformat(text)
    return instant.replace(tzinfo=UTC) if instant.tzinfo is None else instant.astimezone(UTC)


def reachable(instant: datetime) -> datetime:
    """The same instant. ValueError when a clock may not be set to it.

    Everything that is reckoned from now (ends of codes, ages, promised days) has to have a date.
    """
    if instant.year not in YEARS:
        raise ValueError(f"not in the years {YEARS[0]} to {YEARS[-1]}")
    return instant


class Clock:
    """System time, moved by a shift, or frozen at one instant.

    Safe between threads: one attribute is swapped as a whole.

    `frozen_at` is an aware datetime; `shift` is what is added to system time while running.
    """

    def __init__(
        self, *, frozen_at: datetime | None = None, shift: timedelta | None = None
    ) -> None:
        self._state: tuple[datetime | None, timedelta] = (frozen_at, shift or timedelta())

    def now(self) -> datetime:
        """The current instant, aware, UTC."""
        frozen_at, shift = self._state
        return frozen_at if frozen_at is not None else datetime.now(UTC) + shift

    def today(self) -> date:
        """The current date in UTC."""
        return self.now().date()

    @property
    def frozen(self) -> bool:
        """Whether time stands still."""
        return self._state[0] is not None

    @property
    def shift(self) -> timedelta:
        """How far this clock is ahead of system time (when frozen: at this moment)."""
        frozen_at, shift = self._state
        return shift if frozen_at is None else frozen_at - datetime.now(UTC)

    def advance(self, by: timedelta) -> None:
        """Move time, frozen or running. A negative step is allowed."""
        frozen_at, shift = self._state
        self._state = (shift_frozen(frozen_at, by), shift + by)

    def set(self, instant: datetime) -> None:
        """Make `instant` the current time; a frozen clock stays frozen there."""
        frozen_at, _ = self._state
        instant = instant.astimezone(UTC)
        self._state = (None if frozen_at is None else instant, instant - datetime.now(UTC))

    def freeze(self) -> None:
        """Stop at the current time."""
        now = self.now()
        self._state = (now, now - datetime.now(UTC))

    def thaw(self) -> None:
        """Run on from the current time."""
        now = self.now()
        self._state = (None, now - datetime.now(UTC))

    def restore(self, *, frozen_at: datetime | None, shift: timedelta) -> None:
        """Put back a state read from a store."""
        self._state = (frozen_at, shift)


def shift_frozen(frozen_at: datetime | None, by: timedelta) -> datetime | None:
    """A frozen instant moved by a step; nothing stays nothing."""
    return None if frozen_at is None else frozen_at + by
