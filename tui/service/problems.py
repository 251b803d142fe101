"""Everything that can go wrong between us and a back end, as typed errors without HTTP in them.

The one translation of an error answer (status and problem type) to these is :func:`refusal`; that
of a broken connection is in :mod:`tui.service.http`. A message names a place in an answer, never a
value of it: a problem may be printed, and an answer may hold somebody's details.
"""

from __future__ import annotations

from typing import ClassVar

from tui.core.events import Fault


class Problem(Exception):
    """The call was not done. `wait_seconds` is what the service asked us to wait, or None."""

    fault: ClassVar[Fault] = Fault.UNREACHABLE

    def __init__(self, place: str = "", wait_seconds: int | None = None) -> None:
        super().__init__(place or self.fault.value)
        self.wait_seconds = wait_seconds


class Unreachable(Problem):
    """Nobody answers there, or the connection broke before an answer began."""

    fault = Fault.UNREACHABLE


class TimedOut(Problem):
    """The answer did not come in time."""

    fault = Fault.TIMED_OUT


class Garbled(Problem):
    """Something came that is not an answer: cut short, not JSON, or not of the agreed shape."""

    fault = Fault.GARBLED


class Busy(Problem):
    """The service asks us to slow down."""

    fault = Fault.BUSY


class Unavailable(Problem):
    """The service says that it cannot do this now."""

    fault = Fault.UNAVAILABLE


class SessionEnded(Problem):
    """The sign-in is over, or there never was one on this back end."""

    fault = Fault.SESSION_ENDED


class NotTheMock(Problem):
    """What answers there does not say that it is the mock: nothing was sent to it."""

    fault = Fault.NOT_THE_MOCK


class Refused(Exception):
    """A well-formed "no" that belongs to the call itself, named by its problem type.

    `slug` is the last part of the problem type, `extras` its further members. A call that knows
    the slug turns it into its own answer; an unknown one becomes :class:`Garbled`.
    """

    def __init__(self, slug: str, status: int, extras: dict[str, object]) -> None:
        super().__init__(slug)
        self.slug = slug
        self.status = status
        self.extras = extras


class ControlRefused(Exception):
    """The practice desk is not ours to use here: switched off, or another token is wanted."""


def refusal(
    status: int, slug: str, wait_seconds: int | None, extras: dict[str, object]
) -> Problem | Refused:
    """What an error answer means. Statuses as in RFC 9110; slugs as in the mock's OpenAPI."""
    if status == 401:
        return SessionEnded(slug)
    if status == 429:
        return Busy(slug, wait_seconds)
    if slug in _OF_THE_CALL:
        return Refused(slug, status, extras)
    if status in (502, 503, 504):
        return Unavailable(slug, wait_seconds)
    if status >= 500:
        return Garbled(f"status {status}")
    return Refused(slug, status, extras) if slug else Garbled(f"status {status}")


# Also sent with a 503, and yet an answer about one page rather than about the whole service.
_OF_THE_CALL = {"status-unavailable", "proof-unavailable"}
