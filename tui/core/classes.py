"""Level one: ticks and answers to classes.

The rule where nothing is certain: never make it worse. *Unclear* never becomes *own* or *stale*
without an answer, and whatever surely belongs to another person is never called anything milder.
"""

from __future__ import annotations

from typing import Final

from tui.core.events import Birth, ProofTicks, Tick
from tui.core.table import NOT_SURE

_AGREES: Final = frozenset((Tick.SAME, Tick.VARIANT, Tick.HIDDEN))


def view_class(photo: str, name: str, birth: Birth) -> str:
    """Whose record the view is, from the client's own words: a `view` value, or NOT_SURE.

    `photo` is mine, not_mine or not_sure; `name` is one of these or mine_but_wrong. The birth
    date was compared, so it counts as a second voice: it never clears anything, and together
    with one "not mine" it tells another person's record where the other answer is not sure.
    """
    differs = birth is Birth.DIFFERENT
    match photo, name:
        case ("mine", "mine"):
            return "birth_wrong" if differs else "own"
        case ("mine", "mine_but_wrong"):
            return "birth_wrong" if differs else "name_wrong"
        case ("mine", "not_mine") | ("not_mine", "mine" | "mine_but_wrong"):
            return "mixture"
        case ("not_mine", "not_mine"):
            return "other"
        case ("not_mine", _) | (_, "not_mine") if differs:
            return "other"
        case _:
            return NOT_SURE


def _all_agree(*ticks: Tick) -> bool:
    return all(tick in _AGREES for tick in ticks)


def wants_picture_asked(ticks: ProofTicks) -> bool:
    """Only the picture differs: then, and only then, it may be shown to the client, to ask."""
    rest = (ticks.name, ticks.birth, ticks.kind, ticks.end)
    return ticks.photo is Tick.DIFFERENT and _all_agree(*rest)


def proof_class(ticks: ProofTicks, picture: str | None) -> str:
    """The class of one surface: own, other, mixture, stale or unclear.

    `picture` is the client's answer (mine, not_mine or not_sure), or None before it is asked; it
    counts only where :func:`wants_picture_asked` allows the question.
    """
    match ticks.photo:
        case Tick.DIFFERENT if wants_picture_asked(ticks):
            return {"mine": "own", "not_mine": "mixture"}.get(picture or "", "unclear")
        case Tick.DIFFERENT:
            return _with_another_picture(ticks)
        case Tick.SAME | Tick.VARIANT:
            return _with_the_same_picture(ticks)
        case Tick.UNCLEAR | Tick.HIDDEN:
            # Without a picture to go by, a name or birth date alone can alarm but never clear.
            return "mixture" if Tick.DIFFERENT in (ticks.name, ticks.birth) else "unclear"


def _with_the_same_picture(ticks: ProofTicks) -> str:
    if Tick.DIFFERENT in (ticks.name, ticks.birth):
        return "mixture"
    if not _all_agree(ticks.name, ticks.birth):
        return "unclear"
    if Tick.DIFFERENT in (ticks.kind, ticks.end):
        return "stale"
    return "own" if _all_agree(ticks.kind, ticks.end) else "unclear"


def _with_another_picture(ticks: ProofTicks) -> str:
    """Picture and something else differ. Two fields of the person that surely differ show another
    person; when the name is the client's all the same, the record is made of two."""
    if ticks.name is Tick.DIFFERENT:
        return "other"
    if ticks.birth is Tick.DIFFERENT:
        return "mixture" if ticks.name in _AGREES else "other"
    return "unclear"
