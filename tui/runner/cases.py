"""What practice adds to a client's own pages, performed; a checker's look at a code here."""

from __future__ import annotations

from typing import assert_never

from tui.core.casework import (
    AllowLook,
    CaseEffect,
    ChaseReport,
    CheckOpened,
    CheckOpenedNothing,
    CheckSeen,
    ConfirmReport,
    FollowReport,
    ListReports,
    OpenAsChecker,
    ReopenReport,
    SeeAsChecker,
    SendReport,
    StaffAsks,
    StaffLooks,
    StaffMoves,
    StaffOpens,
)
from tui.core.events import CodeDiffers, CodeNotOpened, Outcome
from tui.core.observe import proofs_agree
from tui.core.records import ShareCode
from tui.runner import casework
from tui.runner.store import Look, Store
from tui.service.checking import CheckAsked, CheckShown
from tui.service.ports import Service
from tui.service.problems import Problem, SessionEnded


class CasePerformer:
    """Performs these effects for one sitting."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def perform(self, service: Service, effect: CaseEffect, look: Look) -> Outcome:
        """The outcome; what is to stay beside the journey is put into `look`. Raises Problem."""
        match effect:
            case OpenAsChecker():
                return await self._open(service, effect, look)
            case SeeAsChecker(share_code=made, name=name):
                return await self._see(service, made, name, look)
            case (
                ListReports()
                | SendReport()
                | FollowReport()
                | ChaseReport()
                | ReopenReport()
                | ConfirmReport()
                | AllowLook()
            ):
                return await casework.report(service, self._store, effect)
            case StaffOpens() | StaffAsks() | StaffLooks() | StaffMoves():
                return await casework.staff(service, self._store, effect)
            case _:
                assert_never(effect)

    async def _open(self, service: Service, effect: OpenAsChecker, look: Look) -> Outcome:
        reason = None
        if effect.reason:
            reason = self._store.words.text("check.reason", f"choice.{effect.reason}")
        asked = CheckAsked(effect.purpose, effect.code, effect.birth_date, effect.name, reason)
        answer = await service.offices.checking.check(asked)
        return _opened(answer, look) if isinstance(answer, CheckShown) else CheckOpenedNothing()

    async def _see(self, service: Service, made: ShareCode, name: str, look: Look) -> Outcome:
        """A code that opens anything but what was previewed may show somebody else: never drawn."""
        purpose = made.purpose
        held, born = self._store.proofs.get(purpose), self._store.typed_birth_date
        if held is None or born is None:
            raise SessionEnded("the view has been dropped")
        checked = await service.offices.checking.check(CheckAsked(purpose, made.code, born, name))
        if isinstance(checked, CheckShown) and proofs_agree(held.record, checked.proof):
            return _opened(checked, look)
        try:
            await service.calls.cancel(purpose, made.id)
            cancelled = True
        except Problem:
            cancelled = False
        if isinstance(checked, CheckShown):
            return CodeDiffers(purpose, cancelled)
        return CodeNotOpened(purpose, cancelled)


def _opened(answer: CheckShown, look: Look) -> CheckOpened:
    look.checked = answer.proof
    seen = CheckSeen(answer.reference, answer.at, answer.allowed, answer.check_again_on)
    return CheckOpened(seen)
