"""The journey as a machine: total, with a way on from every page, and late answers dropped."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.content import Words
from tui.core.advance import advance
from tui.core.events import (
    Answer,
    Back,
    Birth,
    Channel,
    CodeCancelled,
    CodeDiffers,
    CodeEnded,
    CodeMade,
    CodeNotOpened,
    CodeNotRight,
    CodeSent,
    CodesListed,
    Effect,
    EndDate,
    Event,
    Fault,
    NotInvented,
    Outcome,
    Press,
    PreviewChanged,
    ProofFailing,
    ProofMissing,
    ProofSeen,
    ProofTicks,
    Result,
    SignedIn,
    SignedOut,
    Standing,
    StatusFailing,
    StatusMissing,
    StatusShown,
    Tick,
    Trouble,
)
from tui.core.journey import Journey, new_journey
from tui.core.observe import wants_picture_asked
from tui.core.page import ChoiceAsk, DateAsk, Page, TextAsk
from tui.core.pages import PAGES, help_for, page_for
from tui.core.permit import purposes_allowed
from tui.core.records import GivenCode, Purpose, ShareCode
from tui.core.steps import code, outcome, proofs, signin, start, status

WORDS = Words("en")
NOW = datetime(2026, 3, 2, 14, 5, tzinfo=UTC)


def share_code(purpose: Purpose) -> ShareCode:
    return ShareCode(
        f"id-{purpose.value}", f"{purpose.value[0].upper()}4K7TP2MX", purpose, date(2026, 5, 31)
    )


def ticks() -> st.SearchStrategy[ProofTicks]:
    one = st.sampled_from(Tick)
    return st.builds(ProofTicks, one, one, one, one, one)


def proof(purpose: Purpose) -> st.SearchStrategy[Outcome]:
    def seen(made: ProofTicks) -> ProofSeen:
        return ProofSeen(purpose, made, wants_picture_asked(made), None, NOW)

    return st.one_of(
        st.just(ProofMissing(purpose)), st.just(ProofFailing(purpose)), ticks().map(seen)
    )


def outcomes(effect: Effect) -> st.SearchStrategy[Outcome]:
    """Everything that the runner may truly answer to an effect."""
    trouble = st.builds(Trouble, st.sampled_from(Fault), st.sampled_from([None, 5, 600]))
    name = type(effect).__name__
    purpose = getattr(effect, "purpose", Purpose.WORK)
    answers: dict[str, st.SearchStrategy[Outcome]] = {
        "SendCode": st.sampled_from([CodeSent(Channel.TEXT), NotInvented()]),
        "VerifyCode": st.sampled_from([SignedIn(), CodeNotRight(3), CodeNotRight(1), CodeEnded()]),
        "LookAtStatus": st.one_of(
            st.sampled_from([StatusMissing(), StatusFailing()]),
            st.builds(
                StatusShown,
                st.sampled_from(Birth),
                st.sampled_from(Standing),
                st.sampled_from(["settled", "pre_settled", "certificate", "other"]),
                st.sampled_from(EndDate),
            ),
        ),
        "CheckProof": proof(purpose),
        "MakeCode": st.one_of(
            st.sampled_from(
                [
                    CodeMade(share_code(purpose), NOW),
                    CodeDiffers(purpose, True),
                    CodeDiffers(purpose, False),
                    CodeNotOpened(purpose, True),
                ]
            ),
            proof(purpose).map(PreviewChanged),  # type: ignore[arg-type]
        ),
        "ListCodes": st.lists(
            st.builds(
                GivenCode,
                st.sampled_from(Purpose).map(share_code),
                st.sampled_from(["live", "ended", "cancelled"]),
                st.integers(0, 3),
            ),
            max_size=3,
        ).map(lambda codes: CodesListed(tuple(codes))),
        "CancelCode": st.just(CodeCancelled(getattr(effect, "share_code_id", ""))),
        "SignOut": st.just(SignedOut()),
    }
    return st.one_of(answers[name], trouble)


def presses(page: Page) -> st.SearchStrategy[Event]:
    """Everything that a front may send from a page, sensible and not."""
    events: list[st.SearchStrategy[Event]] = [
        st.just(Back(page.id)),
        st.just(Press(page.id, "finish")),
    ]
    events += [st.just(Press(page.id, one.id)) for one in page.actions]
    match page.ask:
        case ChoiceAsk(options=options):
            events += [st.just(Answer(page.id, one.id)) for one in options] * 3
            events.append(st.just(Answer(page.id, "")))
        case TextAsk():
            typed = st.sampled_from(
                ["53 3401 372", "123456", "12", "", "\u200b", "９" * 6, "😀" * 50]
            )
            events.append(
                st.one_of(typed, st.text(max_size=60)).map(lambda text: Answer(page.id, text))
            )
            events.append(st.just(Answer(page.id, "123456")))
        case DateAsk():
            events.append(st.just(Answer(page.id, ("14", "3", "1981"))))
            events.append(
                st.tuples(st.text(max_size=4), st.text(max_size=4), st.text(max_size=4)).map(
                    lambda parts: Answer(page.id, parts)
                )
            )
        case _:
            pass
    return st.one_of(events)


def check(journey: Journey) -> Page:
    """What must be true of every journey and its page."""
    page = page_for(journey, WORDS)
    assert page.heading
    assert page.id == journey.step
    assert help_for(journey, WORDS).actions
    assert page.back == bool(journey.trail)
    if journey.pending is not None:
        assert page.waiting
    else:
        assert page.actions or isinstance(page.ask, ChoiceAsk), f"no way on from {page.id}"
        assert not page.waiting
    if isinstance(page.ask, ChoiceAsk):
        assert page.ask.options
    if journey.seen.get("view") in ("other", "mixture", "unclear"):
        assert not journey.kept, "a stranger's values may not stay beside the journey"
    return page


@settings(max_examples=400)
@given(st.data())
def test_every_walk_has_a_page_and_a_way_on(data: st.DataObject) -> None:
    walk(data)


@pytest.mark.long
@settings(max_examples=6000, derandomize=False)
@given(st.data())
def test_ever_more_walks_have_a_page_and_a_way_on(data: st.DataObject) -> None:
    walk(data)


def walk(data: st.DataObject) -> None:
    """Any presses and any answers of the service, from the first page on."""
    journey = new_journey()
    for _ in range(data.draw(st.integers(5, 60))):
        page = check(journey)
        if journey.pending is None:
            event = data.draw(presses(page))
        elif data.draw(st.integers(0, 9)) == 0:
            event = Back(page.id)
        else:
            event = Result(journey.generation, data.draw(outcomes(journey.pending)))
        before = journey
        journey, effect = advance(journey, event)
        assert effect is None or journey.pending == effect
        assert journey.generation >= before.generation
    check(journey)


def lead(journey: Journey, *events: Event) -> Journey:
    for event in events:
        journey, _ = advance(journey, event)
    return journey


def signed_in() -> Journey:
    journey = lead(
        new_journey(),
        Answer("start.who", "together"),
        Answer("start.mode", "practise"),
        Answer("safe.sign-in", "no"),
        Answer("safe.contacts", "mine"),
        Answer("signin.document", " 53-3401 372 "),
        Answer("signin.birth", ("14", "3", "1981")),
        Answer("signin.channel", "text"),
    )
    journey = lead(journey, Result(journey.generation, CodeSent(Channel.TEXT)))
    journey = lead(journey, Answer("signin.code", "123 456"))
    return lead(journey, Result(journey.generation, SignedIn()))


SETTLED = StatusShown(Birth.SAME, Standing.CURRENT, "settled", EndDate.NONE)
ALL_SAME = ProofTicks(Tick.SAME, Tick.SAME, Tick.SAME, Tick.SAME, Tick.SAME)


STRANGER = ProofTicks(Tick.SAME, Tick.DIFFERENT, Tick.HIDDEN, Tick.SAME, Tick.DIFFERENT)


def at_the_table(**other: ProofTicks) -> Journey:
    journey = signed_in()
    journey = lead(
        journey,
        Result(journey.generation, SETTLED),
        Answer("status.photo", "mine"),
        Answer("status.name", "mine"),
        Answer("status.kind", "as_letter"),
    )
    for purpose in Purpose:
        seen = ProofSeen(purpose, other.get(purpose.value, ALL_SAME), False, None, NOW)
        journey = lead(journey, Result(journey.generation, seen))
    return journey


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
    areas = (start, signin, status, proofs, code, outcome)
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
