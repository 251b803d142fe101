"""Getting an account back, as typed calls of somebody who is not signed in."""

from __future__ import annotations

from datetime import date

from tui.core.changes import BothCodesSent, Denied, FaceShown, No, Recovered, RecoveryBegun
from tui.service import replies
from tui.service.held import NewDocument
from tui.service.http import Asked, Wire
from tui.service.ports import Chance
from tui.service.problems import Refused
from tui.service.refusals import CodeAnswer, Once, code_refused, denied


class Recovery:
    """One recovery at a time, known by an id that is held here and gone with :meth:`forget`."""

    def __init__(self, wire: Wire, chance: Chance) -> None:
        self._wire = wire
        self._once = Once(wire, chance)
        # The mock knows no such recovery, and says so.
        self._under_way = "none"
        self._unanswered = False

    def forget(self) -> None:
        """Let go of the recovery that is under way."""
        self._under_way, self._unanswered = "none", False
        self._once.forget()

    async def begin(self, document: NewDocument, born: date) -> RecoveryBegun | Denied:
        """Accepted whether or not there is such an account."""
        body: dict[str, object] = {"document": document.named(), "birth_date": born.isoformat()}
        try:
            answer = await self._once.ask("/v1/recoveries", body)
        except Refused as no:
            return denied(no)
        self._once.forget()
        self._under_way, self._unanswered = replies.handle(answer), False
        return RecoveryBegun()

    async def show_face(self, face: str) -> FaceShown | Denied:
        """`face`: the digest of a drawn picture. Whether it is the right one is not told."""
        try:
            await self._next("face", {"face": face})
        except Refused as no:
            if no.slug != "out-of-order" or no.extras.get("step") != "contacts":
                return denied(no)
            # It was shown, and the answer was lost on the way.
        return FaceShown()

    async def set_contacts(self, phone: str, email: str) -> BothCodesSent | Denied:
        """A code to each of them."""
        try:
            await self._next("contacts", {"phone": phone, "email": email})
        except Refused as no:
            return denied(no)
        return BothCodesSent()

    async def finish(self, phone_code: str, email_code: str) -> Recovered | CodeAnswer:
        """Both codes: the account has the new contacts."""
        body = {"phone_code": phone_code, "email_code": email_code}
        before, self._unanswered = self._unanswered, True
        try:
            await self._next("confirmation", body)
        except Refused as no:
            self._unanswered = False
            why = code_refused(no)
            # A recovery that is over is not known any more, also when it went well.
            return Denied(No.NOT_KNOWN) if before and why == Denied(No.OVER) else why
        self._unanswered = False
        return Recovered()

    async def _next(self, step: str, body: dict[str, str]) -> None:
        path = f"/v1/recoveries/{self._under_way}/{step}"
        await self._wire.ask(Asked("POST", path, body))
