"""Each effect to its outcome: calls the services, compares, and says only what was compared."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime

from tui.core.events import (
    AccountEffect,
    CancelCode,
    CheckProof,
    CodeCancelled,
    CodeDiffers,
    CodeMade,
    CodeNotOpened,
    CodeSent,
    CodesListed,
    Effect,
    ListCodes,
    LookAtStatus,
    MakeCode,
    NotInvented,
    Outcome,
    PreviewChanged,
    ProofFailing,
    ProofMissing,
    ProofSeen,
    SendCode,
    SignedOut,
    SignOut,
    StatusFailing,
    StatusMissing,
    Tick,
    VerifyCode,
)
from tui.core.observe import proof_ticks, proofs_agree, same_person_shown, status_shown
from tui.core.records import ProofRecord, Purpose, ShareCode, StatusRecord
from tui.runner.changing import changed
from tui.runner.store import HeldProof, Look, Store, only_picture_may_differ
from tui.service.people import Person
from tui.service.ports import Calls, Clock, Control, Service
from tui.service.problems import ControlRefused, Problem, SessionEnded


class Performer:
    """Performs effects for one person."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def perform(self, service: Service, effect: Effect) -> tuple[Outcome, Look]:
        """The outcome, and what is to stay beside the journey. Raises Problem."""
        look = Look()
        calls, control = service.calls, service.control
        match effect:
            case SendCode():
                outcome: Outcome = await self._send_code(calls, control, effect, look)
            case VerifyCode(code=code):
                outcome = await calls.verify(code)
            case LookAtStatus(typed_birth_date=born):
                outcome = await _look(calls, born, look)
            case CheckProof(purpose=purpose):
                outcome = await self._check(calls, control, purpose, look)
            case MakeCode(purpose=purpose):
                outcome = await self._make(calls, control, purpose, look)
            case ListCodes():
                # Codes that nobody was shown and that could not be cancelled so far.
                for purpose in Purpose:
                    await _undone(calls, purpose)
                outcome = CodesListed(await calls.list_codes())
            case CancelCode(purpose=purpose, share_code_id=share_code_id):
                await calls.cancel(purpose, share_code_id)
                outcome = CodeCancelled(share_code_id)
            case SignOut():
                await calls.sign_out()
                outcome = SignedOut()
            case AccountEffect():
                outcome = await changed(self._store, service, effect, look)
            case _:
                # Of practice alone, and loaded by the first who asks for it.
                from tui.runner.cases import CasePerformer

                outcome = await CasePerformer(self._store).perform(service, effect, look)
        return outcome, look

    # Signing in -----------------------------------------------------------------------------

    async def _send_code(
        self, calls: Calls, control: Control | None, effect: SendCode, look: Look
    ) -> CodeSent | NotInvented:
        people = await _people(control)
        if people is not None:
            number, born = effect.document_number, effect.birth_date
            look.person = next((one for one in people if one.signs_in_with(number, born)), None)
            if look.person is None:
                return NotInvented()
        await calls.send_code(effect.document_number, effect.birth_date, effect.channel)
        return CodeSent(effect.channel)

    # Proofs ---------------------------------------------------------------------------------

    async def _check(
        self, calls: Calls, control: Control | None, purpose: Purpose, look: Look
    ) -> ProofSeen | ProofMissing | ProofFailing:
        view = self._view()
        answer = await calls.preview(purpose)
        if not isinstance(answer, ProofRecord):
            look.proofs[purpose] = None
            return answer
        return self._seen(view, answer, await self._service_time(control), look)

    def _seen(self, view: StatusRecord, record: ProofRecord, at: datetime, look: Look) -> ProofSeen:
        held = HeldProof(record, proof_ticks(view, record))
        look.proofs[record.purpose] = held
        ask = held.ticks.photo is Tick.DIFFERENT and only_picture_may_differ(held.ticks)
        return ProofSeen(record.purpose, held.ticks, ask, self._same_stranger(held), at)

    def _same_stranger(self, held: HeldProof) -> Purpose | None:
        if not held.stranger:
            return None
        purpose = held.record.purpose
        return next(
            (
                earlier
                for earlier, other in self._store.proofs.items()
                if earlier is not purpose
                and other.stranger
                and same_person_shown(held.record, other.record)
            ),
            None,
        )

    # Making a code --------------------------------------------------------------------------

    async def _make(
        self, calls: Calls, control: Control | None, purpose: Purpose, look: Look
    ) -> CodeMade | CodeDiffers | CodeNotOpened | PreviewChanged:
        view, born = self._view(), self._born()
        checked = self._store.proofs.get(purpose)
        preview = await calls.preview(purpose)
        if not isinstance(preview, ProofRecord):
            return await self._changed(calls, preview, look)
        seen = self._seen(view, preview, await self._service_time(control), look)
        if checked is None or not _as_checked(checked, look.proofs[purpose]):
            return await self._changed(calls, seen, look)
        share_code = await calls.make_code(purpose)
        if not isinstance(share_code, ShareCode):
            return await self._changed(calls, share_code, look)
        for earlier in calls.unshown(purpose):
            if earlier.id != share_code.id:
                await _cancelled(calls, earlier)
        opened = await calls.redeem(share_code, born)
        if opened is not None and proofs_agree(preview, opened.proof):
            return CodeMade(share_code, opened.at)
        calls.settle(purpose)
        cancelled = await _cancelled(calls, share_code)
        return (CodeNotOpened if opened is None else CodeDiffers)(purpose, cancelled)

    async def _changed(
        self, calls: Calls, seen: ProofSeen | ProofMissing | ProofFailing, look: Look
    ) -> PreviewChanged:
        """An earlier try may have left a code that nobody was shown: it must not live on."""
        if not isinstance(seen, ProofSeen):
            look.proofs[seen.purpose] = None
        await _undone(calls, seen.purpose)
        return PreviewChanged(seen)

    # ----------------------------------------------------------------------------------------

    def _view(self) -> StatusRecord:
        """The view that the client was asked about; without it, nothing can be compared."""
        if self._store.view is None:
            raise SessionEnded("the view has been dropped")
        return self._store.view

    def _born(self) -> date:
        if self._store.typed_birth_date is None:
            raise SessionEnded("the view has been dropped")
        return self._store.typed_birth_date

    async def _service_time(self, control: Control | None) -> datetime:
        """The time that the client reads on the service's pages; the mock's clock can be moved."""
        if control is not None:
            try:
                return (await control.clock()).now
            except ControlRefused:
                pass
        return self._clock.now()


async def _undone(calls: Calls, purpose: Purpose) -> None:
    """Cancel what nobody was shown; what cannot be cancelled now is tried again when listing the
    codes or signing out."""
    with suppress(Problem):
        await calls.undo(purpose)


async def _cancelled(calls: Calls, share_code: ShareCode) -> bool:
    """Whether the code is cancelled; see also :func:`_undone`."""
    try:
        await calls.cancel(share_code.purpose, share_code.id)
    except Problem:
        return False
    return True


async def _look(calls: Calls, born: date, look: Look) -> Outcome:
    answer = await calls.status()
    if isinstance(answer, StatusMissing | StatusFailing):
        return answer
    look.view, look.typed_birth_date = answer, born
    return status_shown(answer, born, answer.as_at.date())


async def _people(control: Control | None) -> tuple[Person, ...] | None:
    """The invented people, or None where no desk tells us who is invented."""
    if control is None:
        return None
    try:
        return await control.people()
    except ControlRefused:
        return None


def _as_checked(before: HeldProof, now: HeldProof | None) -> bool:
    """Whether the preview is still what the client was shown, its picture included."""
    return (
        now is not None
        and now.ticks == before.ticks
        and now.record.photo.digest == before.record.photo.digest
        and proofs_agree(before.record, now.record)
    )
