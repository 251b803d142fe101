"""What one back end offers besides a person's own account: checkers' pages, Resolution Centre."""

from __future__ import annotations

from dataclasses import dataclass

from tui.service.centre import CentreClient
from tui.service.checking import CheckingClient
from tui.service.client import AccountClient
from tui.service.http import Wire
from tui.service.ports import Chance


@dataclass(frozen=True, slots=True)
class Offices:
    """Typed calls, one client for each office."""

    checking: CheckingClient
    centre: CentreClient


def offices(wire: Wire, chance: Chance, account: AccountClient) -> Offices:
    """The offices of the back end at the other end of `wire`."""
    return Offices(CheckingClient(wire), CentreClient(wire, chance, account))
