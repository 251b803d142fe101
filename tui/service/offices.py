"""What one back end offers besides a person's own account: the checkers' pages, so far."""

from __future__ import annotations

from dataclasses import dataclass

from tui.service.checking import CheckingClient
from tui.service.http import Wire


@dataclass(frozen=True, slots=True)
class Offices:
    """Typed calls, one client for each office."""

    checking: CheckingClient


def offices(wire: Wire) -> Offices:
    """The offices of the back end at the other end of `wire`."""
    return Offices(CheckingClient(wire))
