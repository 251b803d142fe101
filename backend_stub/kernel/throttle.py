"""How often something may be done: a pure policy. It counts; recording is its callers' work.

A further limit (wrong tries an account, checks a client) is one more `Limit` and one more kind of
row in the throttle table.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `most` events in any `window`, each at least `apart` from the one before."""

    most: int
    window: timedelta
    apart: timedelta


SENDS = Limit(most=5, window=timedelta(hours=1), apart=timedelta(seconds=60))
TRIES_PER_CODE = 5


def wait_for(limit: Limit, past: Sequence[datetime], now: datetime) -> timedelta:
    """How long until one more event is permitted; zero when it is now. `past` in any order.

    Events later than `now` do not count: a practice clock may be set back.
    """
    recent = sorted(at for at in past if now - limit.window < at <= now)
    allowed_at = now
    if recent:
        allowed_at = max(allowed_at, recent[-1] + limit.apart)
    if len(recent) >= limit.most:
        allowed_at = max(allowed_at, recent[-limit.most] + limit.window)
    return allowed_at - now


def whole_seconds(wait: timedelta) -> int:
    """A wait for the Retry-After header: rounded up, at least 1."""
    return max(1, math.ceil(wait.total_seconds()))
