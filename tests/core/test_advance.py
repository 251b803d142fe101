"""The journey as a machine: what it asks, keeps and refuses, and late answers dropped."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.core.ways import (
    NOW,
    STRANGER,
    at_the_table,
    lead,
    share_code,
    signed_in,
)
from tui.content import Words
from tui.core.advance import advance
from tui.core.areas import PAGES
from tui.core.events import (
    Answer,
    Back,
    Channel,
    CodeDiffers,
    CodeMade,
    CodeSent,
    Fault,
    NotInvented,
    Press,
    ProofTicks,
    Result,
    SignedIn,
    SignedOut,
    StatusMissing,
    Tick,
    Trouble,
)
from tui.core.journey import new_journey
from tui.core.page import ChoiceAsk, TextAsk
from tui.core.pages import page_for
from tui.core.permit import purposes_allowed
from tui.core.records import Purpose
from tui.core.steps import (
    account,
    check,
    code,
    one_at_a_time,
    outcome,
    pasted,
    proofs,
    recover,
    refused,
    report,
    signin,
    staff,
    start,
    status,
    uses,
    walk,
)

WORDS = Words("en")


def test_a_late_answer_changes_nothing() -> None:
    journey = signed_in()
    asked = journey.generation
    back = replace(journey, generation=asked + 1)
    assert advance(back, Result(asked, StatusMissing())) == (back, None)


def test_an_answer_to_another_page_changes_nothing() -> None:
    journey = new_journey()
    assert advance(journey, Answer("start.mode", "practise")) == (journey, None)


@pytest.mark.parametrize("page", ["start.who", "start.mode", "safe.sign-in", "safe.contacts"])
def test_enter_alone_asks_again(page: str) -> None:
    journey = replace(new_journey(), step=page)
    after, effect = advance(journey, Answer(page, ""))
    assert effect is None
    ask = page_for(after, WORDS).ask
    assert isinstance(ask, ChoiceAsk)
    assert ask.error


def test_nothing_is_sent_when_a_message_could_cause_trouble() -> None:
    for answer in ("yes", "not_sure"):
        journey = lead(
            new_journey(),
            Answer("start.who", "together"),
            Answer("start.mode", "practise"),
            Answer("safe.sign-in", answer),
        )
        assert journey.step == "stop.unsafe"
        assert journey.trail == ()


def test_what_belongs_to_nobody_is_cleared() -> None:
    journey = lead(
        new_journey(),
        Answer("start.who", "together"),
        Answer("start.mode", "practise"),
        Answer("safe.sign-in", "no"),
        Answer("safe.contacts", "mine"),
        Answer("signin.document", "533401372"),
        Answer("signin.birth", ("1", "2", "1990")),
        Answer("signin.channel", "text"),
    )
    journey = lead(journey, Result(journey.generation, NotInvented()))
    assert "533401372" not in repr(journey)
    assert "1990" not in repr(journey)
    ask = page_for(journey, WORDS).ask
    assert isinstance(ask, TextAsk)
    assert "PRACTICE" in ask.error


def test_trouble_keeps_what_was_typed_and_notes_nothing() -> None:
    journey = signed_in()
    before = dict(journey.seen)
    journey = lead(journey, Result(journey.generation, Trouble(Fault.UNREACHABLE)))
    assert journey.step == "trouble"
    assert dict(journey.seen) == before
    journey, effect = advance(journey, Press("trouble", "again"))
    assert effect is not None
    assert journey.typed.document == " 53-3401 372 "


def test_the_session_may_end_and_the_sign_in_goes_on_with_what_was_typed() -> None:
    journey = at_the_table()
    journey = lead(journey, Press("proofs.table", "code"), Answer("code.purpose", "work"))
    journey = lead(journey, Press("code.preview", "make"))
    journey = lead(journey, Result(journey.generation, Trouble(Fault.SESSION_ENDED)))
    assert journey.step == "signin.ended"
    assert journey.kept == frozenset()
    assert "view" not in journey.seen
    _, effect = advance(journey, Press("signin.ended", "again"))
    assert effect is not None


def test_no_code_for_a_proof_that_shows_somebody_else() -> None:
    stranger = ProofTicks(Tick.SAME, Tick.DIFFERENT, Tick.HIDDEN, Tick.SAME, Tick.DIFFERENT)
    journey = at_the_table(work=stranger)
    journey = lead(journey, Press("proofs.table", "next"), Press("outcome", "code"))
    ask = page_for(journey, WORDS).ask
    assert isinstance(ask, ChoiceAsk)
    assert [one.id for one in ask.options] == ["rent", "other"]
    after, effect = advance(journey, Answer("code.purpose", "work"))
    assert effect is None
    assert after.step == "code.purpose"


def test_a_new_code_is_shown_only_when_it_opened_its_preview() -> None:
    journey = lead(
        at_the_table(),
        Press("proofs.table", "code"),
        Answer("code.purpose", "work"),
        Press("code.preview", "make"),
    )
    good = lead(journey, Result(journey.generation, CodeMade(share_code(Purpose.WORK), NOW)))
    assert good.step == "code.shown"
    bad = lead(journey, Result(journey.generation, CodeDiffers(Purpose.WORK, True)))
    assert bad.step == "outcome"
    assert bad.code is None
    assert "W4K7TP2MX" not in repr(bad)


def test_finishing_wipes_everything() -> None:
    journey = lead(at_the_table(), Press("proofs.table", "finish"), Answer("finish.sure", "yes"))
    journey = lead(journey, Result(journey.generation, SignedOut()))
    assert journey.step == "finish"
    assert "3401" not in repr(journey)
    assert dict(journey.seen) == {}


def test_back_out_of_finish_returns_to_the_page() -> None:
    table = at_the_table()
    journey = lead(table, Press("proofs.table", "finish"), Answer("finish.sure", "no"))
    assert journey.step == "proofs.table"
    assert journey.seen == table.seen


def test_every_step_that_answers_has_a_page_and_every_page_answers() -> None:
    areas = (
        *(start, signin, status, proofs, code, outcome),
        *(walk, one_at_a_time, pasted, refused),
        *(account, recover, uses),
        *(check, report, staff),
    )
    named: set[str] = set()
    for area in areas:
        for table in ("ANSWERS", "PRESSES", "OUTCOMES"):
            named |= set(getattr(area, table, {}))
    assert named == set(PAGES)


def test_who_cannot_wait_is_told_what_is_open_and_given_no_finding() -> None:
    journey = signed_in()
    journey = lead(journey, Result(journey.generation, StatusMissing()))
    journey = lead(journey, Press("status.missing", "cannot_wait"))
    page = page_for(journey, WORDS)
    assert page.heading == WORDS.text("outcome.open", "heading")
    back = lead(journey, Press("outcome", "back"))
    assert back.step == "status.missing"


def test_what_to_do_today_outlives_the_session() -> None:
    journey = at_the_table(work=STRANGER)
    journey = lead(journey, Press("proofs.table", "next"))
    before = page_for(journey, WORDS)
    journey = lead(journey, Press("outcome", "codes"))
    journey = lead(journey, Result(journey.generation, Trouble(Fault.SESSION_ENDED)))
    assert journey.step == "signin.ended"
    again = lead(journey, Press("signin.ended", "found"))
    assert page_for(again, WORDS).heading == before.heading
    assert purposes_allowed(again) == ()
    again = lead(lead(again, Press("outcome", "back")), Press("signin.ended", "again"))
    again = lead(again, Result(again.generation, CodeSent(Channel.TEXT)))
    again = lead(again, Answer("signin.code", "123456"))
    again = lead(again, Result(again.generation, SignedIn()))
    assert dict(again.seen) == {"contacts": "mine", "signin": "in"}


def test_there_is_no_way_back_to_a_code_that_rests_on_a_forgotten_look() -> None:
    journey = lead(
        at_the_table(),
        Press("proofs.table", "code"),
        Answer("code.purpose", "work"),
        Press("code.preview", "wrong"),
        Press("code.wrong", "look_again"),
    )
    while journey.trail:
        journey = lead(journey, Back(journey.step))
        assert not journey.step.startswith("code.") or journey.step == "code.wrong"
    assert purposes_allowed(journey) == ()
