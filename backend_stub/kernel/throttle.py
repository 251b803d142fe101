"""How often something may be done: pure policy. It counts; recording is its callers' work.

Nothing here can be used to lock somebody else out: what other clients got wrong never lengthens
the wait of a client that is known to the account.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

ZERO = timedelta()


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `most` events in any `window`, each at least `apart` from the one before."""

    most: int
    window: timedelta
    apart: timedelta = ZERO


# An account's messages with codes: so many an hour, the last ones kept for clients that it knows,
# and to one contact at most one a minute.
SENDS = Limit(most=5, window=timedelta(hours=1), apart=timedelta(seconds=60))
SENDS_TO_STRANGERS = Limit(most=SENDS.most - 2, window=SENDS.window, apart=SENDS.apart)

TRIES_PER_CODE = 5
GUESSES = Limit(most=10, window=timedelta(minutes=5))
BACK_OFF = tuple(timedelta(seconds=s) for s in (0, 5, 15, 60, 300, 900))
REMEMBERED = timedelta(hours=24)
"""For how long a wrong code lengthens the next wait."""
MOST_FAILURES = 100
"""Wrong codes in a row that stop an account, until it is recovered or the stop is lifted."""

RECOVERIES = Limit(most=5, window=timedelta(hours=1))
"""Recoveries that a client may begin and not bring to an end."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A message with a code that went to an account; `known`: asked for by a client it knows."""

    at: datetime
    channel: str
    known: bool


@dataclass(frozen=True, slots=True)
class Guesser:
    """Who types a code: the client, what it types the code for, and whether that knows it."""

    client: str
    subject: str
    known: bool


@dataclass(frozen=True, slots=True)
class Wrong:
    """A wrong code: when, and who typed it."""

    at: datetime
    by: Guesser


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


def wait_to_send(past: Sequence[Sent], channel: str, now: datetime, *, known: bool) -> timedelta:
    """How long until an account may be sent one more code over `channel`."""
    hourly = Limit(SENDS.most, SENDS.window)
    minutely = Limit(1, SENDS.apart)
    waits = [
        wait_for(hourly, [sent.at for sent in past], now),
        wait_for(minutely, [sent.at for sent in past if sent.channel == channel], now),
    ]
    if not known:
        reserved = Limit(SENDS_TO_STRANGERS.most, SENDS_TO_STRANGERS.window)
        waits.append(wait_for(reserved, [sent.at for sent in past if not sent.known], now))
    return max(waits)


def wait_to_guess(past: Sequence[Wrong], who: Guesser, now: datetime) -> timedelta:
    """How long until `who` may type one more code.

    The wait grows with what this client got wrong for this subject since it last got one right.
    Besides, neither a client, nor all the strangers to a subject together, may guess more often
    than `GUESSES`; strangers' guesses do not count against a client that the subject knows.
    """
    own = [wrong.at for wrong in past if wrong.by.client == who.client]
    here = [wrong.at for wrong in past if _same(wrong.by, who)]
    waits = [_back_off(here, now), wait_for(GUESSES, own, now)]
    if not who.known:
        strangers = [w.at for w in past if w.by.subject == who.subject and not w.by.known]
        waits.append(wait_for(GUESSES, strangers, now))
    return max(waits)


def _same(one: Guesser, other: Guesser) -> bool:
    return (one.client, one.subject) == (other.client, other.subject)


def _back_off(past: Sequence[datetime], now: datetime) -> timedelta:
    recent = [at for at in past if now - REMEMBERED < at <= now]
    if not recent:
        return ZERO
    pause = BACK_OFF[min(len(recent), len(BACK_OFF)) - 1]
    return max(ZERO, max(recent) + pause - now)


def whole_seconds(wait: timedelta) -> int:
    """A wait for the Retry-After header: rounded up, at least 1."""
    return max(1, math.ceil(wait.total_seconds()))
