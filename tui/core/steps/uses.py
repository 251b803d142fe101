"""Who opened the codes that were given: read, and shown."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from tui.core.changes import ListUses, UsesListed
from tui.core.events import Outcome
from tui.core.journey import Journey
from tui.core.steps import Move, Outcomes, Presses, ask, stay


def list_uses(journey: Journey) -> Move:
    codes = tuple((one.share_code.purpose, one.share_code.id) for one in journey.codes if one.used)
    return ask(journey, ListUses(codes), "code.using")


def using(journey: Journey, outcome: Outcome) -> Move:
    match outcome:
        case UsesListed(uses=uses):
            return replace(journey.to("code.uses", lasting=False), uses=uses), None
        case _:
            return stay(journey)


def uses_press(journey: Journey, action: str) -> Move:
    return (journey.afresh("code.list"), None) if action == "list" else stay(journey)


PRESSES: Final[Presses] = {"code.uses": uses_press}
OUTCOMES: Final[Outcomes] = {"code.using": using}
