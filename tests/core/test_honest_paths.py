"""Unusual but honest ways through a sitting: nobody is stranded, misled or shown a stranger."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from types import MappingProxyType

import pytest

from tui.content import Words
from tui.core.advance import advance
from tui.core.diagnose import diagnose
from tui.core.events import (
    Answer,
    Back,
    Birth,
    Channel,
    CodeDiffers,
    CodeMade,
    CodesListed,
    EndDate,
    Event,
    ListCodes,
    LookAtStatus,
    Outcome,
    Press,
    ProofFailing,
    ProofMissing,
    ProofSeen,
    ProofTicks,
    Result,
    Standing,
    StatusFailing,
    StatusMissing,
    StatusShown,
    Tick,
    Trouble,
)
from tui.core.events import Fault as Why
from tui.core.findings import TABLE
from tui.core.journey import Journey, Typed
from tui.core.page import ChoiceAsk, Notice, Page
from tui.core.pages import page_for
from tui.core.permit import purposes_allowed
from tui.core.records import GivenCode, Purpose, ShareCode

WORDS = Words("en")
NOW = datetime(2026, 3, 2, 14, 5, tzinfo=UTC)
SAME = ProofTicks(Tick.SAME, Tick.SAME, Tick.SAME, Tick.SAME, Tick.SAME)
STRANGER = ProofTicks(Tick.DIFFERENT, Tick.DIFFERENT, Tick.DIFFERENT, Tick.SAME, Tick.SAME)
SETTLED = StatusShown(Birth.SAME, Standing.CURRENT, "settled", EndDate.NONE)
VISA = StatusShown(Birth.SAME, Standing.CURRENT, "other", EndDate.DATE)
PRE_SETTLED = StatusShown(Birth.SAME, Standing.CURRENT, "pre_settled", EndDate.DATE)
CERTIFICATE = StatusShown(Birth.SAME, Standing.CERTIFICATE, "certificate", EndDate.NONE)
TYPED = Typed("533401372", ("14", "3", "1981"), Channel.TEXT)
MINE = (Answer("status.photo", "mine"), Answer("status.name", "mine"))


def lead(journey: Journey, *events: Event | Outcome) -> Journey:
    """Events as they are; outcomes as the answer to what is under way."""
    for one in events:
        plain = isinstance(one, Answer | Press | Back | Result)
        event = one if plain else Result(journey.generation, one)  # type: ignore[arg-type]
        journey, _ = advance(journey, event)  # type: ignore[arg-type]
    return journey


def looking() -> Journey:
    """Signed in, and the view is being read."""
    journey = Journey(
        step="signin.ended",
        typed=TYPED,
        signed_in=True,
        seen=MappingProxyType({"contacts": "mine", "signin": "in"}),
    )
    effect = LookAtStatus(date(1981, 3, 14))
    return replace(journey, step="status.looking", pending=effect, generation=1)


def proofs(**other: ProofTicks) -> tuple[Outcome, ...]:
    return tuple(ProofSeen(one, other.get(one.value, SAME), False, None, NOW) for one in Purpose)


def leading(journey: Journey) -> str | None:
    first = diagnose(TABLE, journey.seen).leading
    return first.row.id if first else None


def offered(journey: Journey) -> set[str]:
    return {one.id for one in page_for(journey, WORDS).actions}


def said(page: Page) -> str:
    return " ".join(one.text for one in page.blocks if isinstance(one, Notice))


def at_table(shown: StatusShown, kind: str, *more: Event) -> Journey:
    return lead(looking(), shown, *MINE, Answer("status.kind", kind), *more, *proofs())


# Not sure ---------------------------------------------------------------------------------


def test_an_end_date_counts_also_when_the_status_is_not_sure() -> None:
    journey = at_table(VISA, "not_sure", Answer("status.end", "differs"))
    assert leading(journey) == "end-date"
    dated = replace(SETTLED, end=EndDate.DATE_ON_SETTLED)
    assert leading(at_table(dated, "not_sure")) == "end-date-on-settled"


def test_a_certificate_without_its_letter_at_hand_is_no_riddle() -> None:
    journey = at_table(CERTIFICATE, "not_sure", Answer("status.earlier", "no"))
    assert leading(journey) == "pending-certificate"
    assert purposes_allowed(journey) == tuple(Purpose)


def test_what_is_still_open_strands_nobody() -> None:
    work_away = (ProofMissing(Purpose.WORK), *proofs()[1:])
    journey = lead(looking(), SETTLED, *MINE, Answer("status.kind", "as_letter"), *work_away)
    journey = lead(journey, Press("proofs.table", "next"))
    assert leading(journey) is None
    assert {"look_again", "code"} <= offered(journey)
    code = lead(journey, Press("outcome", "code"))
    assert "did not come" in said(page_for(code, WORDS))
    again = lead(journey.note(contacts="not_sure"), Press("outcome", "look_again"))
    assert again.step == "proofs.checking"


@pytest.mark.parametrize(
    ("seen", "step"),
    [
        ({"status": "missing", "again": "same", "letter": "none"}, "status.letter"),
        ({"status": "missing", "again": "same", "letter": "account_only"}, "status.letter"),
        ({"status": "failing", "again": "same"}, "status.looking"),
        ({"status": "shown", "view": "unclear"}, "status.looking"),
        ({"status": "shown", "view": "name_wrong"}, "status.looking"),
    ],
)
def test_who_is_told_to_look_again_can(seen: Mapping[str, str], step: str) -> None:
    noted = {"contacts": "mine", "signin": "in", **seen}
    journey = replace(looking(), step="outcome", pending=None, seen=MappingProxyType(noted))
    assert "look_again" in offered(journey)
    assert lead(journey, Press("outcome", "look_again")).step == step


def test_a_proof_that_cannot_be_shown_now_can_be_tried_again() -> None:
    away = (ProofFailing(Purpose.WORK), *proofs()[1:])
    journey = lead(looking(), SETTLED, *MINE, Answer("status.kind", "as_letter"), *away)
    for _ in range(2):
        journey = lead(journey, Press("proofs.table", "again"), ProofFailing(Purpose.WORK))
    journey = lead(journey, Press("proofs.table", "next"))
    assert leading(journey) == "prove-now.work"
    assert lead(journey, Press("outcome", "look_again")).step == "proofs.checking"


# Another person's record ------------------------------------------------------------------


@pytest.mark.parametrize("document", ["own", "childs", "someone_elses", "not_sure"])
def test_nothing_more_of_a_strangers_record_is_opened(document: str) -> None:
    not_me = (Answer("status.photo", "not_mine"), Answer("status.name", "not_mine"))
    journey = lead(looking(), SETTLED, *not_me, Answer("status.document", document))
    journey = lead(journey, Answer("status.recent", "not_sure"))
    assert journey.step == "outcome"
    assert "codes" not in offered(journey)
    after, effect = advance(journey, Press("outcome", "codes"))
    assert (after, effect) == (journey, None)
    after, effect = advance(journey, Press("outcome", "look_again"))
    assert effect is None
    assert after.step == "status.document"


def test_a_record_that_nobody_looked_at_is_not_said_to_show_somebody() -> None:
    other_day = replace(SETTLED, birth=Birth.DIFFERENT)
    journey = lead(looking(), other_day, Answer("status.birth", "stop"))
    assert "showed" not in str(page_for(journey, WORDS))
    journey = lead(journey, Answer("status.document", "own"), Answer("status.recent", "nothing"))
    assert leading(journey) == "ent-view"
    assert "did not show you" not in str(page_for(journey, WORDS))


def test_the_codes_of_ones_own_record_stay_in_reach() -> None:
    journey = lead(at_table(SETTLED, "as_letter"), Press("proofs.table", "next"))
    assert "codes" in offered(journey)
    assert isinstance(lead(journey, Press("outcome", "codes")).pending, ListCodes)


# Dates ------------------------------------------------------------------------------------


def test_a_later_date_is_no_fault_only_for_pre_settled_status() -> None:
    later = Answer("status.end", "later")
    assert leading(at_table(PRE_SETTLED, "as_letter", later)) == "status-extended"
    journey = lead(looking(), VISA, *MINE, Answer("status.kind", "as_letter"))
    ask = page_for(journey, WORDS).ask
    assert isinstance(ask, ChoiceAsk)
    assert [one.id for one in ask.options] == ["as_letter", "differs", "not_sure"]
    assert lead(journey, later).step == "status.end"


# Doubt about the status -------------------------------------------------------------------


def test_the_adviser_comes_first_also_beside_another_persons_proof() -> None:
    differs = Answer("status.kind", "differs")
    journey = lead(looking(), SETTLED, *MINE, differs, Answer("status.letter", "none"))
    journey = lead(journey, *proofs(work=STRANGER), Press("proofs.table", "next"))
    assert leading(journey) == "ent-proof.work"
    assert WORDS.text("outcome", "adviser_first") in said(page_for(journey, WORDS))


# Codes ------------------------------------------------------------------------------------


def share_code(purpose: Purpose) -> ShareCode:
    return ShareCode(f"id-{purpose.value}", "W4K7TP2MX", purpose, date(2026, 5, 31))


def at_preview(purpose: str = "work") -> Journey:
    table = at_table(SETTLED, "as_letter")
    return lead(table, Press("proofs.table", "code"), Answer("code.purpose", purpose))


def test_something_wrong_in_a_preview_is_taken_seriously() -> None:
    journey = lead(at_preview(), Press("code.preview", "wrong"))
    assert journey.step == "code.wrong"
    assert lead(journey, Press("code.wrong", "look_again")).step == "status.looking"
    assert lead(journey, Press("code.wrong", "another")).step == "code.purpose"
    assert lead(journey, Back("code.wrong")).step == "code.preview"


def test_after_a_bad_code_another_purpose_is_left_and_the_reason_is_true() -> None:
    journey = lead(at_preview(), Press("code.preview", "make"), CodeDiffers(Purpose.WORK, True))
    assert leading(journey) == "code-other"
    journey = lead(journey, Press("outcome", "code"))
    assert "that proof did not match" not in said(page_for(journey, WORDS))
    journey = lead(journey, Answer("code.purpose", "rent"), Press("code.preview", "make"))
    journey = lead(journey, CodeMade(share_code(Purpose.RENT), NOW))
    assert journey.step == "code.shown"
    assert journey.seen["code"] == "other_record"


def test_a_code_left_behind_is_not_called_cancelled() -> None:
    journey = lead(at_preview(), Press("code.preview", "make"))
    journey = lead(journey, CodeMade(share_code(Purpose.WORK), NOW), Press("code.shown", "another"))
    journey = lead(journey, Answer("code.purpose", "rent"), Press("code.preview", "make"))
    journey = lead(journey, Trouble(Why.UNREACHABLE), Back("trouble"))
    while journey.step != "code.shown":
        journey = lead(journey, Back(journey.step))
    page = page_for(journey, WORDS)
    assert "cancelled" not in str(page)
    assert "codes" in offered(journey)


def test_the_code_to_cancel_is_named() -> None:
    listed = CodesListed((GivenCode(share_code(Purpose.WORK), "live", 0),))
    journey = lead(at_preview(), Back("code.preview"), Press("code.purpose", "codes"), listed)
    journey = lead(journey, Answer("code.list", "id-work"))
    assert journey.step == "code.cancel"
    assert "W4K 7TP 2MX" in str(page_for(journey, WORDS))


# The way in -------------------------------------------------------------------------------


def test_an_app_that_makes_codes_is_not_waited_for() -> None:
    journey = Journey(step="signin.code", typed=replace(TYPED, channel=Channel.AUTHENTICATOR))
    assert "10 minutes" not in str(page_for(journey, WORDS))
    assert lead(journey, Press("signin.code", "no_message")).step == "signin.channel"


@pytest.mark.parametrize("signin", ["down", "no_code"])
def test_signing_in_may_be_tried_again(signin: str) -> None:
    seen = MappingProxyType({"contacts": "mine", "signin": signin})
    journey = Journey(step="outcome", typed=TYPED, seen=seen)
    assert "sign_in" in offered(journey)
    assert lead(journey, Press("outcome", "sign_in")).step == "signin.document"


# Nothing is shown -------------------------------------------------------------------------


def test_failing_and_then_missing_is_not_called_the_same() -> None:
    journey = lead(looking(), StatusFailing(), Press("status.failing", "again"), StatusFailing())
    journey = lead(journey, Press("status.failing", "again"), StatusMissing())
    journey = lead(journey, Answer("status.letter", "granted"))
    assert leading(journey) == "miss"
    assert "the same happened" not in str(page_for(journey, WORDS))


def test_another_letter_can_be_found_after_the_outcome() -> None:
    journey = lead(looking(), StatusMissing(), Press("status.missing", "again"), StatusMissing())
    journey = lead(journey, Press("status.missing", "again"), StatusMissing())
    journey = lead(journey, Answer("status.letter", "ended"), Answer("status.earlier", "no"))
    assert leading(journey) == "ended-by-letter"
    journey = lead(journey, Back("outcome"), Back("status.earlier"))
    journey = lead(journey, Answer("status.letter", "granted"))
    assert leading(journey) == "miss"


def test_settled_with_a_date_that_has_passed_is_no_endless_question() -> None:
    shown = StatusShown(Birth.SAME, Standing.ENDED, "settled", EndDate.DATE_ON_SETTLED)
    journey = lead(looking(), shown, *MINE, Answer("status.kind", "upgraded"))
    journey = lead(journey, Answer("status.applied", "not_in_time"))
    assert leading(journey) == "expired"
