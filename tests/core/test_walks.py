"""Any walk through the journey: every page has its words and a way on, and nothing breaks it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.ways import (
    NOW,
    REPORT,
    STRANGER,
    at_the_table,
    before_signing_in,
    lead,
    share_code,
)
from tui.content import Words
from tui.core.advance import advance
from tui.core.casework import (
    CheckOpened,
    CheckOpenedNothing,
    CheckSeen,
    NoteSeen,
    ReportShown,
    ReportsListed,
    ReportStays,
    SeenByStaff,
    StaffNotHere,
    StaffSaw,
    Stay,
)
from tui.core.changes import (
    AccountShown,
    AppMade,
    BothCodesSent,
    ChangeDone,
    ChangeHeld,
    CodeSentToNew,
    CodeUse,
    Denied,
    FaceShown,
    FreshCodeSent,
    FreshCodeTaken,
    No,
    Recovered,
    RecoveryBegun,
    UsesListed,
)
from tui.core.classes import wants_picture_asked
from tui.core.events import (
    AccountAnswer,
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
from tui.core.fields import FIELDS, FITS, VERDICTS
from tui.core.journey import Journey, new_journey
from tui.core.page import ChecksAsk, ChoiceAsk, DateAsk, Page, TextAsk
from tui.core.pages import help_for, page_for
from tui.core.records import GivenCode, Purpose

WORDS = Words("en")
CHECK_SEEN = CheckSeen("REF-1", NOW, allowed=True, again=None)
DAY = NOW.date()
ANSWERED = replace(
    REPORT,
    stays=(*REPORT.stays, Stay("told", DAY, 3, 3, "partly")),
    overdue=True,
    allowed_until=NOW,
    looked=("status", "picture"),
    notes=(NoteSeen(DAY, "person", "chase", "chase"), NoteSeen(DAY, "centre", "note")),
)
CLOSED = replace(ANSWERED, verified=True, reopened=1)
SHOWN = tuple(ReportShown(one) for one in (REPORT, ANSWERED, CLOSED))
STAYS = tuple(
    ReportStays(why)
    for why in (
        *("not_this_stage", "not_all_right", "look_not_taken"),
        *("no_permission", "account_not_known", "gone"),
    )
)
STAFF_SAW = (
    StaffSaw((SeenByStaff("status", "missing"), SeenByStaff("work", "shown"))),
    StaffSaw(()),
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
        "OpenAsChecker": st.sampled_from([CheckOpened(CHECK_SEEN), CheckOpenedNothing()]),
        "SeeAsChecker": st.sampled_from(
            [CheckOpened(CHECK_SEEN), CodeDiffers(purpose, True), CodeNotOpened(purpose, False)]
        ),
        "ListReports": st.sampled_from([ReportsListed(()), ReportsListed((REPORT, CLOSED))]),
        "SendReport": st.just(ReportShown(REPORT)),
        "StaffLooks": st.sampled_from([*STAFF_SAW, *STAYS, StaffNotHere()]),
        "StaffOpens": st.sampled_from([*SHOWN, ReportStays("gone"), StaffNotHere()]),
        "StaffAsks": st.sampled_from([*SHOWN, StaffNotHere()]),
        "StaffMoves": st.sampled_from([*SHOWN, *STAYS, StaffNotHere()]),
        **dict.fromkeys(
            ("FollowReport", "ChaseReport", "ReopenReport", "ConfirmReport", "AllowLook"),
            st.sampled_from([*SHOWN, *STAYS]),
        ),
    }
    return st.one_of(answers[name] if name in answers else changes(name), trouble)


CODE_ANSWERS: tuple[Outcome, ...] = (CodeNotRight(3), CodeNotRight(1), CodeEnded())
CHANGES: dict[str, tuple[Outcome, ...]] = {
    "LookAtAccount": (
        AccountShown(()),
        AccountShown((Channel.EMAIL,)),
        AccountShown(tuple(Channel)),
    ),
    "AskFreshCode": (FreshCodeSent(),),
    "ProveFreshCode": (FreshCodeTaken(), FreshCodeTaken(), *CODE_ANSWERS),
    "BeginChange": (ChangeDone(), ChangeHeld(("record",)), CodeSentToNew(), AppMade()),
    "SendToNew": (CodeSentToNew(),),
    "ProveNew": (ChangeDone(), *CODE_ANSWERS),
    "ListUses": (
        UsesListed(()),
        UsesListed((CodeUse("id-work", Purpose.WORK, "CABC", NOW, "employer", by_us=True),)),
    ),
    "BeginRecovery": (RecoveryBegun(), NotInvented()),
    "ShowFace": (FaceShown(),),
    "SetContacts": (BothCodesSent(),),
    "FinishRecovery": (Recovered(), *CODE_ANSWERS),
}
"""Effect about an account -> what may come of it, besides that it may not be done."""


def changes(name: str) -> st.SearchStrategy[Outcome]:
    looks = name in ("LookAtAccount", "ListUses")
    refusals: list[AccountAnswer] = [] if looks else [Denied(one) for one in No]
    return st.sampled_from([*CHANGES[name] * 6, *refusals])


SAID = sorted(frozenset().union(*VERDICTS.values()))


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
                ["53 3401 372", "123456", "W2S QQH 4WS", "", "\u200b", "９" * 6, "😀" * 50]
            )
            if page.id in FIELDS:
                # As the runner hands it on, and as it never does.
                events += [st.just(Answer(page.id, FITS))] * 3
                events.append(
                    st.sampled_from(sorted(frozenset().union(*VERDICTS.values()))).map(
                        partial(Answer, page.id)
                    )
                )
            events.append(
                st.one_of(typed, st.text(max_size=60)).map(lambda text: Answer(page.id, text))
            )
            events.append(st.just(Answer(page.id, "123456")))
        case DateAsk():
            if page.id in FIELDS:
                events += [st.just(Answer(page.id, FITS))] * 3
            events.append(st.just(Answer(page.id, ("14", "3", "1981"))))
            events.append(
                st.tuples(st.text(max_size=4), st.text(max_size=4), st.text(max_size=4)).map(
                    lambda parts: Answer(page.id, parts)
                )
            )
        case ChecksAsk(options=options):
            ids = [one.id for one in options]
            ticked = st.lists(st.sampled_from([*ids, "no such"]), max_size=3).map(tuple)
            events.append(ticked.map(lambda ids: Answer(page.id, ids)))
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


@settings(max_examples=100)
@given(st.data())
def test_every_walk_has_a_page_and_a_way_on(data: st.DataObject) -> None:
    walk(data)


@pytest.mark.long
@settings(max_examples=6000, derandomize=False)
@given(st.data())
def test_ever_more_walks_have_a_page_and_a_way_on(data: st.DataObject) -> None:
    walk(data)


STARTS = st.sampled_from(["account.home", "account.given", "recover.safe"])


@settings(max_examples=25)
@given(st.data(), STARTS)
def test_every_walk_about_an_account_has_a_way_on(data: st.DataObject, start: str) -> None:
    walk_about_an_account(data, start)


@pytest.mark.long
@settings(max_examples=2000, derandomize=False)
@given(st.data(), STARTS)
def test_ever_more_walks_about_an_account_have_a_way_on(data: st.DataObject, start: str) -> None:
    walk_about_an_account(data, start)


def walk_about_an_account(data: st.DataObject, start: str) -> None:
    if start == "recover.safe":
        lost = Answer("safe.contacts", "both_lost")
        journey = lead(before_signing_in(), lost, Press("outcome", "recover"))
    else:
        journey = lead(at_the_table(), Press("proofs.table", "next"), Press("outcome", "account"))
        journey = lead(journey, Result(journey.generation, AccountShown(tuple(Channel))))
        if start == "account.given":
            journey = replace(journey.answered(**{"account.doing": "document"}), step=start)
    assert journey.step == start
    walk(data, journey)


@settings(max_examples=25)
@given(st.data())
def test_every_walk_from_a_report_has_a_page_and_a_way_on(data: st.DataObject) -> None:
    """On both sides of the counter, which a walk from the first page seldom comes to."""
    found = lead(at_the_table(work=STRANGER), Press("proofs.table", "next"))
    report = data.draw(st.sampled_from([REPORT, ANSWERED, CLOSED]))
    walk(data, replace(found.to("report.follow"), report=report))


def walk(data: st.DataObject, journey: Journey | None = None) -> None:
    """Any presses and any answers of the service, from the first page on unless from another."""
    journey = journey or new_journey()
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
