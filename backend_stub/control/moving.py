"""Move the mock's clock, and remember in a store how far it was moved."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import Connection

from backend_stub.control.tables import clock as clock_table
from backend_stub.kernel.clock import parse_instant, reachable, rfc3339
from backend_stub.kernel.rows import put_row
from backend_stub.parts import Parts

_KEY = {"name": "clock"}


def shown(parts: Parts) -> dict[str, Any]:
    """The clock as the control interface shows it."""
    clock = parts.clock
    return {
        "now": rfc3339(clock.now()),
        "shifted_seconds": round(clock.shift.total_seconds()),
        "frozen": clock.frozen,
    }


def move(
    parts: Parts, *, days: int = 0, minutes: int = 0, to: str | None = None, freeze: bool | None
) -> None:
    """Set, then advance, then freeze or run. ValueError or OverflowError: no such time."""
    instant = None if to is None else parse_instant(to)
    step = timedelta(days=days, minutes=minutes)
    # The sum is made first, so that a time outside of the calendar leaves the clock alone.
    target = reachable((instant or parts.clock.now()) + step)
    if instant is not None:
        parts.clock.set(target)
    elif step:
        parts.clock.advance(step)
    if freeze is not None:
        (parts.clock.freeze if freeze else parts.clock.thaw)()
    _keep(parts)


def _keep(parts: Parts) -> None:
    clock = parts.clock
    row = {
        **_KEY,
        # A clock that stands still is not so far ahead of anything: the distance grows by itself.
        "shift_seconds": 0.0 if clock.frozen else clock.shift.total_seconds(),
        "frozen_at": clock.now() if clock.frozen else None,
    }

    def write(connection: Connection) -> None:
        put_row(connection, clock_table, _KEY, row)

    parts.practice.call(write)
