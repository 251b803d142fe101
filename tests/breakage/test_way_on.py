"""Turning away in the middle of something never leads into a page on which nothing can be done."""

from __future__ import annotations

import pytest

from tests.core.ways import (
    ALL_SAME,
    NOW,
    SETTLED,
    at_the_table,
    lead,
    share_code,
    signed_in,
)
from tui.content import Words
from tui.core.advance import advance
from tui.core.areas import OUTCOMES
from tui.core.events import (
    Answer,
    Back,
    CancelCode,
    CheckProof,
    CodeCancelled,
    CodesListed,
    Fault,
    LookAtStatus,
    Press,
    ProofMissing,
    ProofSeen,
    Result,
    StatusMissing,
    Trouble,
)
from tui.core.journey import PASSING, Journey
from tui.core.page import Notice
from tui.core.pages import page_for
from tui.core.records import GivenCode, Purpose

WORDS = Words("en")
BROKEN = Trouble(Fault.UNREACHABLE)


def result(journey: Journey, outcome: object) -> Journey:
    return lead(journey, Result(journey.generation, outcome))  # type: ignore[arg-type]


def is_a_place(journey: Journey) -> bool:
    """Whether somebody can do something here."""
    page = page_for(journey, WORDS)
    return not page.waiting and bool(page.actions or page.ask)


def test_every_waiting_step_is_known_to_be_passing() -> None:
    assert set(OUTCOMES) | {"trouble", "finish.sure"} == PASSING


def test_back_from_the_first_look_stays_where_it_is() -> None:
    journey = signed_in()
    assert advance(journey, Back("status.looking")) == (journey, None)


def test_back_from_trouble_at_the_first_look_stays_there() -> None:
    journey = result(signed_in(), BROKEN)
    after, _ = advance(journey, Back("trouble"))
    assert after.step == "trouble"
    assert after.stumble is not None


def test_back_after_trouble_is_over_does_not_lead_into_it_again() -> None:
    journey = at_the_table()
    journey = lead(journey, Press("proofs.table", "next"), Press("outcome", "codes"))
    journey = lead(result(journey, BROKEN), Press("trouble", "again"))
    journey = result(journey, CodesListed((GivenCode(share_code(Purpose.WORK), "live", 0),)))
    journey = lead(journey, Back("code.list"))
    assert journey.step == "outcome"


@pytest.mark.parametrize("way", [Answer("finish.sure", "no"), Back("finish.sure")])
def test_not_finishing_after_all_asks_again_what_was_under_way(way: Answer | Back) -> None:
    waiting = signed_in()
    journey = lead(waiting, Press("status.looking", "finish"))
    assert journey.step == "finish.sure"
    assert journey.pending is None
    late = Result(waiting.generation, StatusMissing())
    assert advance(journey, late) == (journey, None)
    journey, effect = advance(journey, way)
    assert journey.step == "status.looking"
    assert isinstance(effect, LookAtStatus)
    assert journey.generation > waiting.generation
    assert advance(journey, late) == (journey, None)
    assert result(journey, SETTLED).step == "status.photo"


def test_not_finishing_after_all_comes_back_to_the_trouble_page() -> None:
    journey = lead(result(signed_in(), BROKEN), Press("trouble", "finish"))
    journey = lead(journey, Answer("finish.sure", "no"))
    assert journey.step == "trouble"
    _, effect = advance(journey, Press("trouble", "again"))
    assert isinstance(effect, LookAtStatus)


def test_finishing_keeps_nothing_of_what_was_paused() -> None:
    journey = lead(at_the_table(), Press("proofs.table", "finish"), Answer("finish.sure", "yes"))
    assert journey.paused is None
    assert "533401372" not in repr(journey).replace(" ", "").replace("-", "")


def test_turning_back_from_another_look_does_not_make_a_missing_proof_right() -> None:
    journey = signed_in()
    journey = lead(
        result(journey, SETTLED),
        Answer("status.photo", "mine"),
        Answer("status.name", "mine"),
        Answer("status.kind", "as_letter"),
    )
    journey = result(journey, ProofMissing(Purpose.WORK))
    for purpose in (Purpose.RENT, Purpose.OTHER):
        seen = ProofSeen(purpose, ALL_SAME, False, None, NOW)
        journey = result(journey, seen)
    before = page_for(journey, WORDS)
    journey, effect = advance(journey, Press("proofs.table", "again"))
    assert effect == CheckProof(Purpose.WORK)
    journey = lead(result(journey, BROKEN), Back("trouble"))
    after = page_for(journey, WORDS)
    assert (after.heading, after.actions) == (before.heading, before.actions)
    journey, effect = advance(journey, Press("proofs.table", "again"))
    assert effect == CheckProof(Purpose.WORK)


@pytest.mark.parametrize(
    ("fault", "offered"),
    [(Fault.UNREACHABLE, True), (Fault.BUSY, False), (Fault.NOT_THE_MOCK, False)],
)
def test_only_what_does_not_work_is_said_not_to_work(fault: Fault, *, offered: bool) -> None:
    journey = signed_in()
    journey = result(journey, Trouble(Fault.SESSION_ENDED))
    journey = lead(journey, Press("signin.ended", "again"))
    for _ in range(3):
        journey = lead(result(journey, Trouble(fault, 60)), Press("trouble", "again"))
    journey = result(journey, Trouble(fault, 60))
    assert ("down" in [one.id for one in page_for(journey, WORDS).actions]) is offered
    journey = lead(journey, Press("trouble", "down"))
    assert (journey.seen.get("signin") == "down") is offered


def test_a_cancelled_code_is_said_to_be_cancelled() -> None:
    journey = at_the_table()
    journey = lead(journey, Press("proofs.table", "next"), Press("outcome", "codes"))
    made = share_code(Purpose.WORK)
    journey = result(journey, CodesListed((GivenCode(made, "live", 0),)))
    journey = lead(journey, Answer("code.list", made.id), Answer("code.cancel", "yes"))
    assert journey.pending == CancelCode(made.purpose, made.id)
    journey = result(journey, CodeCancelled(made.id))
    journey = result(journey, CodesListed((GivenCode(made, "cancelled", 0),)))
    said = [one.text for one in page_for(journey, WORDS).blocks if isinstance(one, Notice)]
    assert WORDS.text("notice", "cancelled") in said
