"""One surface, one detail after another, for whom a page of ticks is too much at once."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from types import MappingProxyType
from typing import Final

from tui.core.journey import Journey
from tui.core.steps import Answers, Move, choose, go
from tui.core.steps.walk import ONE_AT_A_TIME, field_step, tell
from tui.core.table import NOT_SURE


def _field(surface: str, number: int, journey: Journey, value: str | tuple[str, ...]) -> Move:
    fields = ONE_AT_A_TIME[surface]
    name = tuple(fields)[number]
    chosen = choose(journey, value, fields[name])
    if chosen is None:
        return journey.wrong("choose"), None
    journey = journey.answered(**{f"{surface}.{name}": chosen})
    if number + 1 < len(fields) and not _two_are_not_mine(journey, surface):
        return go(journey, field_step(surface, number + 1))
    return _composed(journey, surface)


def _two_are_not_mine(journey: Journey, surface: str) -> bool:
    """Photo and name of somebody else: nobody has to look at the rest of it."""
    return all(journey.answers.get(f"{surface}.{one}") == "not_mine" for one in ("photo", "name"))


def _composed(journey: Journey, surface: str) -> Move:
    """The single answers as the ticks that they stand for."""
    said = {
        name: journey.answers.get(f"{surface}.{name}", NOT_SURE) for name in ONE_AT_A_TIME[surface]
    }
    foreign = tuple(name for name in ("photo", "name", "birth") if said[name] == "not_mine")
    if surface != "view":
        return tell(journey, surface, foreign or _rest_of_proof(said))
    ticks, told = list(foreign), dict(journey.told)
    for tick, question in (("status", "kind"), ("date", "end")):
        if said[tick] not in ("as_letter", NOT_SURE):
            ticks.append(tick)
            told[question] = said[tick]
    if said["birth"] == NOT_SURE:
        # Something of it may be wrong, and which is not known.
        ticks.append("wrong")
        told["view_wrong"] = (NOT_SURE,)
    elif wrong := tuple(
        one for one in ("photo", "name", "birth") if said[one] in ("wrong", "poor")
    ):
        ticks.append("wrong")
        told["view_wrong"] = wrong
    if said["may"] == "differs":
        ticks.append("may")
    if NOT_SURE in (said["photo"], said["name"]):
        ticks.append("cannot_tell")
    if NOT_SURE in (said["status"], said["date"], said["may"]):
        ticks.append("no_letter")
    journey = replace(journey, told=MappingProxyType(told))
    return tell(journey, surface, tuple(ticks) or ("right",))


def _rest_of_proof(said: dict[str, str]) -> tuple[str, ...]:
    return ("cannot_tell",) if NOT_SURE in said.values() else (said["rest"],)


ANSWERS: Final[Answers] = {
    field_step(surface, number): partial(_field, surface, number)
    for surface, fields in ONE_AT_A_TIME.items()
    for number in range(len(fields))
}
