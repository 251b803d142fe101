"""Each effect to its outcome, with a service that answers what the test wants."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.runner.fakes import (
    BORN,
    NOW,
    OLD_PICTURE,
    OWN,
    STRANGER,
    VIEW,
    FakeService,
    FixedClock,
    photo,
)
from tui.content import Words
from tui.core.events import (
    CheckProof,
    CodeDiffers,
    CodeMade,
    CodeNotOpened,
    Effect,
    LookAtStatus,
    MakeCode,
    Outcome,
    PreviewChanged,
    ProofFailing,
    ProofMissing,
    ProofSeen,
    Tick,
)
from tui.core.journey import VIEW_REFS
from tui.core.records import Purpose
from tui.runner.effects import Performer
from tui.runner.store import Store
from tui.service.problems import SessionEnded, TimedOut

FIELDS = ("photo", "name", "kind", "end", "conditions")
ALL_REFS = VIEW_REFS | {f"proof.{one.value}.{name}" for one in Purpose for name in FIELDS}


class Stand:
    """A performer, its store and its service, with everything kept that a journey could name."""

    def __init__(self) -> None:
        self.service = FakeService()
        self.calls = self.service.fake_calls
        self.store = Store(Words("en"))
        self.performer = Performer(self.store, FixedClock())

    async def do(self, effect: Effect) -> Outcome:
        outcome, look = await self.performer.perform(self.service, effect)
        self.store.take(look)
        self.store.keep(ALL_REFS)
        return outcome


@pytest.fixture
async def stand() -> Stand:
    made = Stand()
    await made.do(LookAtStatus(BORN))
    return made


async def checked(stand: Stand, purpose: Purpose = Purpose.WORK) -> ProofSeen:
    seen = await stand.do(CheckProof(purpose))
    assert isinstance(seen, ProofSeen)
    return seen


async def test_the_view_is_beside_the_journey_in_words(stand: Stand) -> None:
    assert stand.store.text("view.name") == "Ana Maria Kowalska"
    assert stand.store.text("view.kind") == "Settled status"
    assert stand.store.text("view.end") == "No end date"
    assert stand.store.text("view.conditions") == "You can work.\nYou can rent."
    assert stand.store.picture("view.photo") == VIEW.photo.picture


async def test_a_day_is_said_in_words(stand: Stand) -> None:
    stand.calls.view = replace(VIEW, kind="student", valid_until=date(2027, 2, 20))
    await stand.do(LookAtStatus(BORN))
    assert stand.store.text("view.end") == "20 February 2027"


async def test_nothing_is_shown_that_is_not_kept(stand: Stand) -> None:
    stand.store.keep(frozenset({"view", "view.name"}))
    assert stand.store.text("view.name") is not None
    assert stand.store.text("view.kind") is None
    assert stand.store.picture("view.photo") is None
    stand.store.keep(frozenset({"view.name"}))
    assert stand.store.view is None
    assert stand.store.text("view.name") is None


async def test_a_proof_that_agrees_can_be_shown(stand: Stand) -> None:
    seen = await checked(stand)
    assert not seen.ask_picture
    assert seen.at == NOW
    assert stand.store.text("proof.work.name") == "Ana Maria Kowalska"
    assert stand.store.text("proof.work.end") == "No end date"


async def test_a_strangers_values_are_never_shown_whatever_is_kept(stand: Stand) -> None:
    stand.calls.proofs[Purpose.WORK] = STRANGER
    seen = await checked(stand)
    assert seen.ticks.name is Tick.DIFFERENT
    assert not seen.ask_picture
    for name in FIELDS:
        assert stand.store.text(f"proof.work.{name}") is None
        assert stand.store.picture(f"proof.work.{name}") is None


@pytest.mark.parametrize(
    "change",
    [
        {"family_name": "Zimmermann"},
        {"kind": "student", "kind_label": "Student"},
        {"birth_date": date(1990, 1, 1)},
    ],
    ids=str,
)
async def test_a_picture_is_asked_about_only_when_all_else_agrees(
    stand: Stand, change: dict[str, object]
) -> None:
    stand.calls.proofs[Purpose.WORK] = OLD_PICTURE
    assert (await checked(stand)).ask_picture
    assert stand.store.picture("proof.work.photo") == OLD_PICTURE.photo.picture
    stand.calls.proofs[Purpose.WORK] = replace(OLD_PICTURE, **change)  # type: ignore[arg-type]
    assert not (await checked(stand)).ask_picture
    assert stand.store.picture("proof.work.photo") is None


async def test_the_same_stranger_on_two_surfaces_is_named(stand: Stand) -> None:
    stand.calls.proofs[Purpose.WORK] = STRANGER
    stand.calls.proofs[Purpose.RENT] = replace(STRANGER, purpose=Purpose.RENT)
    assert (await checked(stand)).same_stranger_as is None
    assert (await checked(stand, Purpose.RENT)).same_stranger_as is Purpose.WORK
    assert (await checked(stand, Purpose.OTHER)).same_stranger_as is None


async def test_without_the_view_nothing_is_compared(stand: Stand) -> None:
    stand.store.keep(frozenset())
    with pytest.raises(SessionEnded):
        await stand.do(CheckProof(Purpose.WORK))
    with pytest.raises(SessionEnded):
        await stand.do(MakeCode(Purpose.WORK))
    assert "preview" not in stand.calls.did


async def test_a_code_that_opens_what_was_previewed(stand: Stand) -> None:
    await checked(stand)
    made = await stand.do(MakeCode(Purpose.WORK))
    assert isinstance(made, CodeMade)
    assert (made.share_code.code, made.at) == ("W00000000", NOW)
    assert "cancel" not in stand.calls.did


@pytest.mark.parametrize(
    ("before", "now"),
    [
        (OWN, STRANGER),
        (OWN, OLD_PICTURE),
        (OLD_PICTURE, replace(OWN, photo=photo("somebody"))),
        (OWN, replace(OWN, kind="student", kind_label="Student")),
    ],
    ids=["stranger", "another picture", "yet another picture", "another kind"],
)
async def test_a_preview_that_is_not_as_checked_makes_no_code(
    stand: Stand, before: object, now: object
) -> None:
    stand.calls.proofs[Purpose.WORK] = before  # type: ignore[assignment]
    await checked(stand)
    stand.calls.proofs[Purpose.WORK] = now  # type: ignore[assignment]
    changed = await stand.do(MakeCode(Purpose.WORK))
    assert isinstance(changed, PreviewChanged)
    assert isinstance(changed.seen, ProofSeen)
    assert "make" not in stand.calls.did


@pytest.mark.parametrize("gone", [ProofMissing(Purpose.WORK), ProofFailing(Purpose.WORK)], ids=str)
async def test_a_preview_that_is_gone_makes_no_code(
    stand: Stand, gone: ProofMissing | ProofFailing
) -> None:
    await checked(stand)
    stand.calls.proofs[Purpose.WORK] = gone
    assert await stand.do(MakeCode(Purpose.WORK)) == PreviewChanged(gone)
    assert stand.store.text("proof.work.name") is None
    assert "make" not in stand.calls.did


async def test_a_purpose_that_was_never_checked_makes_no_code(stand: Stand) -> None:
    assert isinstance(await stand.do(MakeCode(Purpose.WORK)), PreviewChanged)
    assert "make" not in stand.calls.did


@pytest.mark.parametrize("cancelled", [True, False])
async def test_a_code_that_opens_another_record_is_cancelled(
    stand: Stand, *, cancelled: bool
) -> None:
    await checked(stand)
    stand.calls.opens[Purpose.WORK] = STRANGER
    if not cancelled:
        stand.calls.fails["cancel"] = TimedOut()
    outcome = await stand.do(MakeCode(Purpose.WORK))
    assert outcome == CodeDiffers(Purpose.WORK, cancelled)
    assert stand.calls.did.count("cancel") == 1


@pytest.mark.parametrize("cancelled", [True, False])
async def test_a_code_that_opens_nothing_is_cancelled(stand: Stand, *, cancelled: bool) -> None:
    await checked(stand)
    stand.calls.opens[Purpose.WORK] = None
    if not cancelled:
        stand.calls.fails["cancel"] = TimedOut()
    assert await stand.do(MakeCode(Purpose.WORK)) == CodeNotOpened(Purpose.WORK, cancelled)


async def test_after_trouble_the_same_code_is_checked_again(stand: Stand) -> None:
    await checked(stand)
    stand.calls.fails["redeem"] = TimedOut()
    with pytest.raises(TimedOut):
        await stand.do(MakeCode(Purpose.WORK))
    del stand.calls.fails["redeem"]
    made = await stand.do(MakeCode(Purpose.WORK))
    assert isinstance(made, CodeMade)
    assert made.share_code.id == "code-0"
    assert stand.calls.settled == 0


async def test_a_code_that_was_left_unchecked_is_cancelled_when_the_preview_changes(
    stand: Stand,
) -> None:
    await checked(stand)
    stand.calls.fails["redeem"] = TimedOut()
    with pytest.raises(TimedOut):
        await stand.do(MakeCode(Purpose.WORK))
    stand.calls.proofs[Purpose.WORK] = STRANGER
    assert isinstance(await stand.do(MakeCode(Purpose.WORK)), PreviewChanged)
    assert stand.calls.did.count("cancel") == 1
