"""Where a walk has to stop, what must not be lost on it, and what must not be said at its end."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pytest

from tests.stories.telling import WORDS
from tests.walk.pressing import beside_the_website
from tui.core.diagnose import diagnose
from tui.core.events import Answer, Back
from tui.core.findings import TABLE
from tui.core.page import ChecksAsk, DateAsk
from tui.core.pages import text_of
from tui.runner.sitting import Sitting

WORDS_ON_SCREEN: Final = WORDS.text("walk.stranger", "on_screen")

OPENING: Final[Mapping[str, str]] = {
    "start.who": "alone",
    "start.mode": "real",
    "walk.controlled": "no",
    "walk.nation": "england",
    "walk.purpose": "job",
    "walk.due": "later",
    "walk.there": "no",
    "walk.holds": "settled",
    "safe.sign-in": "no",
    "walk.contacts": "mine",
    "walk.signin": "in",
    "walk.status": "shown",
}


def brought(step: str, **answers: str) -> Sitting:
    """A sitting that has come to `step` by the plainest way."""
    sitting = beside_the_website()
    told = {**OPENING, **{f"walk.{name}": one for name, one in answers.items()}}
    while (here := sitting.page().id) != step:
        sitting.send(Answer(here, told[here]))
    return sitting


@pytest.mark.parametrize("brings", ["look", "stranger"])
@pytest.mark.parametrize("ticks", [("photo",), ("photo", "name", "birth"), ("detail",)])
def test_after_a_view_that_is_anothers_the_next_page_stops(
    brings: str, ticks: tuple[str, ...]
) -> None:
    """Also when the first thing that was told is that somebody was seen elsewhere."""
    sitting = brought("walk.view", brings=brings, stranger="no")
    sitting.send(Answer("walk.view", ticks))
    assert sitting.page().id == "walk.stranger"
    assert WORDS_ON_SCREEN in text_of(sitting.page())


@pytest.mark.parametrize("check_said", ["not_tried", "other_person"])
def test_after_a_proof_that_is_anothers_the_next_page_stops(check_said: str) -> None:
    sitting = brought(
        "walk.view", brings="said", check=check_said, says="nothing", stranger="not_sure"
    )
    sitting.send(Answer("walk.view", ("right",)))
    assert sitting.page().id == "walk.work"
    sitting.send(Answer("walk.work", ("name",)))
    assert sitting.page().id == "walk.stranger"


def test_answers_that_do_not_fit_together_do_not_hide_another_person() -> None:
    """A page that was made settled and has a later end; and then a proof with another name."""
    sitting = brought("walk.view", brings="look", holds="presettled")
    for step, answer in (
        ("walk.view", ("status", "date")),
        ("walk.kind", "upgraded"),
        ("walk.end", "later"),
        ("walk.work", ("name",)),
    ):
        assert sitting.page().id == step
        sitting.send(Answer(step, answer))
    assert sitting.page().id == "walk.stranger"


def test_ticks_that_do_not_go_together_stay_ticked() -> None:
    sitting = brought("walk.view", brings="look")
    sitting.send(Answer("walk.view", ("right", "date")))
    ask = sitting.page().ask
    assert isinstance(ask, ChecksAsk)
    assert ask.error
    assert {*ask.chosen} == {"right", "date"}


@pytest.mark.parametrize(
    "typed", [("5 or 6", "11", "2026"), ("-", "11", "2026"), ("", " ", ""), ("20 11 2026", "", "")]
)
def test_a_day_that_is_none_stays_as_it_was_typed(typed: tuple[str, str, str]) -> None:
    sitting = brought("walk.reported_on", brings="reported", reported="waiting")
    sitting.send(Answer("walk.reported_on", typed))
    ask = sitting.page().ask
    assert isinstance(ask, DateAsk)
    assert ask.error
    assert ask.value == typed


def test_a_day_that_is_none_stays_as_it_was_typed_also_after_one_that_was() -> None:
    sitting = brought("walk.reported_on", brings="reported", reported="waiting")
    sitting.send(Answer("walk.reported_on", ("20", "11", "2026")))
    sitting.send(Back(sitting.page().id))
    sitting.send(Answer("walk.reported_on", ("31", "11", "2026")))
    ask = sitting.page().ask
    assert isinstance(ask, DateAsk)
    assert ask.error
    assert ask.value == ("31", "11", "2026")


def test_what_comes_back_and_does_not_open_after_all_is_not_said_to_be_back() -> None:
    """It did not open, then it opened, and when it is looked at anew it does not open."""
    sitting = brought("walk.view", brings="look")
    for step, answer in (
        ("walk.view", ("right",)),
        ("walk.work", ("nothing",)),
        ("walk.rent", ("same",)),
        ("walk.other", ("same",)),
        ("walk.proofs_again", "all_shown"),
        ("walk.work", ("nothing",)),
    ):
        assert sitting.page().id == step
        sitting.send(Answer(step, answer))
    assert sitting.page().id != "outcome" or "proofs-came-back" not in outcome_rows(sitting)


def outcome_rows(sitting: Sitting) -> list[str]:
    return [one.row.id for one in diagnose(TABLE, sitting.journey.seen).findings]
