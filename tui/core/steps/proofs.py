"""The three-proof check: each preview beside the view, a different picture asks the client."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import Final

from tui.core.classes import proof_class
from tui.core.events import (
    CheckProof,
    EndDate,
    Outcome,
    ProofFailing,
    ProofMissing,
    ProofSeen,
    Tick,
)
from tui.core.journey import Journey, SeenProof
from tui.core.records import Purpose
from tui.core.steps import Answers, Move, Outcomes, Presses, ask, choose, go, stay
from tui.core.table import NOT_SURE

NOT_SHOWN: Final = ("missing", "failing")
IN_ORDER: Final = tuple(Purpose)
LOOKS_TO_BE_SURE: Final = 3
"""So many looks, over some time, before "it does not come" is taken as an answer."""


def start_checking(journey: Journey) -> Move:
    """Check all three, from the beginning."""
    names = ("proofs", "proofs_again", "code", "left_out", *(one.value for one in IN_ORDER))
    journey = replace(
        journey.forget(*names),
        proofs=MappingProxyType({}),
        pictures_to_ask=(),
        purpose=None,
        dead=frozenset(),
        proof_looks=0,
    )
    return ask(journey.note(code="none"), CheckProof(IN_ORDER[0]), "proofs.checking")


def checking(journey: Journey, outcome: Outcome) -> Move:
    if not isinstance(outcome, ProofSeen | ProofMissing | ProofFailing):
        return stay(journey)
    journey = keep(journey, outcome)
    follow = next((one for one in IN_ORDER if one not in journey.proofs), None)
    if follow is not None:
        effect = CheckProof(follow)
        return journey.next_effect(effect), effect
    return _after_checking(journey)


def keep(journey: Journey, outcome: ProofSeen | ProofMissing | ProofFailing) -> Journey:
    """Keep the class of one surface; a picture that is a question joins the queue."""
    queue = tuple(one for one in journey.pictures_to_ask if one is not outcome.purpose)
    match outcome:
        case ProofMissing():
            seen = SeenProof("missing")
        case ProofFailing():
            seen = SeenProof("failing")
        case ProofSeen(ticks=ticks):
            seen = SeenProof(proof_class(ticks, None), ticks, outcome.at, outcome.same_stranger_as)
            if outcome.ask_picture:
                queue = (*queue, outcome.purpose)
    proofs = MappingProxyType({**journey.proofs, outcome.purpose: seen})
    kept = journey.kept - _refs(outcome.purpose) | _own_refs(outcome.purpose, seen)
    kept |= {_picture(one) for one in queue}
    journey = replace(journey, proofs=proofs, pictures_to_ask=queue, kept=kept)
    return journey.note(**{outcome.purpose.value: seen.surface_class})


def _picture(purpose: Purpose) -> str:
    return f"proof.{purpose.value}.photo"


def _refs(purpose: Purpose) -> frozenset[str]:
    fields = ("photo", "name", "kind", "end", "conditions")
    return frozenset(f"proof.{purpose.value}.{one}" for one in fields)


def _own_refs(purpose: Purpose, seen: SeenProof) -> frozenset[str]:
    return _refs(purpose) if seen.surface_class == "own" else frozenset()


def _after_checking(journey: Journey) -> Move:
    missing = any(one.surface_class in NOT_SHOWN for one in journey.proofs.values())
    journey = replace(journey, proof_looks=journey.proof_looks + 1)
    if journey.proof_looks == 1:
        journey = journey.note(proofs="some_not" if missing else "all_shown")
    elif not missing:
        journey = journey.note(proofs_again="all_shown")
    elif journey.proof_looks >= LOOKS_TO_BE_SURE:
        journey = journey.note(proofs_again="some_not")
    return _ask_or_table(journey.note(left_out=_left_out(journey)))


def _left_out(journey: Journey) -> str:
    """Whether a proof leaves out an end date, which the view has."""
    has_date = journey.status is not None and journey.status.end is EndDate.DATE
    ticks = [one.ticks for one in journey.proofs.values() if one.ticks is not None]
    return "end_date" if has_date and any(one.end is Tick.HIDDEN for one in ticks) else "nothing"


def _ask_or_table(journey: Journey) -> Move:
    if journey.pictures_to_ask:
        return journey.afresh("proofs.picture"), None
    return journey.afresh("proofs.table"), None


def picture(journey: Journey, value: str | tuple[str, ...]) -> Move:
    chosen = choose(journey, value, ("mine", "not_mine", NOT_SURE))
    if chosen is None:
        return journey.wrong("choose"), None
    purpose, *left = journey.pictures_to_ask
    asked = journey.proofs[purpose]
    assert asked.ticks is not None
    seen = replace(asked, surface_class=proof_class(asked.ticks, chosen), picture=chosen)
    kept = journey.kept - _refs(purpose) | _own_refs(purpose, seen)
    journey = replace(
        journey,
        proofs=MappingProxyType({**journey.proofs, purpose: seen}),
        pictures_to_ask=tuple(left),
        kept=kept,
    ).note(**{purpose.value: seen.surface_class})
    return _ask_or_table(journey)


def to_try_again(journey: Journey) -> tuple[Purpose, ...]:
    """The surfaces that were not shown and have not been tried often enough."""
    if journey.seen.get("proofs") != "some_not" or "proofs_again" in journey.seen:
        return ()
    return tuple(one for one in IN_ORDER if not _shown(journey.proofs.get(one)))


def _shown(seen: SeenProof | None) -> bool:
    """None stands for one that was being tried again when the client turned back."""
    return seen is not None and seen.surface_class not in NOT_SHOWN


def table(journey: Journey, action: str) -> Move:
    match action:
        case "again" if to_try_again(journey):
            first, *_ = left = to_try_again(journey)
            proofs = {one: seen for one, seen in journey.proofs.items() if one not in left}
            journey = replace(journey, proofs=MappingProxyType(proofs))
            return ask(journey, CheckProof(first), "proofs.checking")
        case "next":
            return go(journey, "outcome")
        case "code":
            return go(journey, "code.purpose")
        case _:
            return stay(journey)


ANSWERS: Final[Answers] = {"proofs.picture": picture}
PRESSES: Final[Presses] = {"proofs.table": table}
OUTCOMES: Final[Outcomes] = {"proofs.checking": checking}
