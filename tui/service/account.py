"""Changing and recovering an account as typed calls; what they answer is in `core/changes.py`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

from tui.core.changes import (
    AppMade,
    BothCodesSent,
    ChangeDone,
    ChangeHeld,
    CodeSentToNew,
    CodeUse,
    Denied,
    Doing,
    FaceShown,
    FreshCodeSent,
    FreshCodeTaken,
    No,
    Recovered,
    RecoveryBegun,
)
from tui.core.events import Channel, CodeEnded, CodeNotRight
from tui.core.records import Purpose
from tui.service import account_replies, replies
from tui.service.decode import Reader
from tui.service.held import HeldAccount, HeldApp, NewDocument, Session
from tui.service.http import Asked, Wire
from tui.service.ports import Chance
from tui.service.problems import Garbled, Refused, SessionEnded

_PURPOSE = {
    Doing.DOCUMENT: "change-document",
    Doing.TEXT: "change-contact",
    Doing.EMAIL: "change-contact",
    Doing.APP: "set-up-authenticator",
}
_DENIED = {
    "document-in-use": No.IN_USE,
    "subject-mismatch": No.MISMATCH,
    "changed-meanwhile": No.MEANWHILE,
    "contact-changed-lately": No.LATELY,
    "contact-missing": No.NO_CONTACT,
    "not-invented": No.NOT_INVENTED,
    "not-recovered": No.NOT_RECOVERED,
    **dict.fromkeys(
        (
            "step-up-needed",
            "step-up-not-found",
            "update-not-found",
            "recovery-not-found",
            "out-of-order",
        ),
        No.OVER,
    ),
}
_HERE = "/v1/account"

CodeAnswer = CodeNotRight | CodeEnded | Denied


@dataclass(slots=True)
class Change:
    """One change under way: the tag and the reference it was decided on, and where it is."""

    tag: str
    reference: str
    step_up: str = ""
    granted: str = ""
    update: str = ""


class Changes:
    """What is begun here is known by ids that are held here, and gone with :meth:`forget`.

    `session` gives the session of whoever is signed in, or raises SessionEnded. Every call may
    raise a Problem; made again after trouble with the same words it carries the same key.
    """

    def __init__(self, wire: Wire, chance: Chance, session: Callable[[], Session]) -> None:
        self._wire = wire
        self._chance = chance
        self._session = session
        self._change: Change | None = None
        self._recovery = ""
        self._last: tuple[str, dict[str, object], str] | None = None

    def forget(self) -> None:
        """Let go of everything that is under way."""
        self._change, self._recovery, self._last = None, "", None

    # Signed in ------------------------------------------------------------------------------

    async def look(self) -> HeldAccount:
        """What the account holds, masked; a change that follows names this state of it."""
        token = self._session().token
        try:
            answer, tag = await self._wire.tagged(Asked("GET", _HERE, token=token))
        except Refused as no:
            raise Garbled(no.slug) from None
        held = account_replies.account(answer)
        self._change = Change(tag, account_replies.reference(answer))
        return held

    async def ask_code(
        self,
        doing: Doing,
        channel: Channel,
        document: NewDocument | None = None,
        contact: str = "",
    ) -> FreshCodeSent | Denied:
        """Send a fresh code for this change; it names the new document or the new contact."""
        change = self._under_way
        body: dict[str, object] = {"purpose": _PURPOSE[doing], "channel": channel.value}
        if document is not None:
            body["document"] = document.named()
        if contact:
            body["contact"] = {"channel": doing.value, "address": contact}
        try:
            answer = await self._once(f"{_HERE}/step-ups", body)
        except Refused as no:
            return _denied(no)
        change.step_up, change.granted, change.update = replies.handle(answer), "", ""
        return FreshCodeSent()

    async def prove_code(self, typed: str) -> FreshCodeTaken | CodeAnswer:
        """Trade the fresh code for leave to change; the session goes on under another token."""
        change, session = self._under_way, self._session()
        path = f"{_HERE}/step-ups/{change.step_up}/verification"
        try:
            answer = await self._wire.ask(Asked("POST", path, {"code": typed}, token=session.token))
        except Refused as no:
            return _code_refused(no)
        session.token = replies.token(answer)
        change.granted = replies.handle_of(answer, "step_up_id")
        return FreshCodeTaken()

    async def change_document(
        self, document: NewDocument, born: date
    ) -> ChangeDone | ChangeHeld | Denied:
        """Begin the change, if it is not begun, and confirm it. `born` says again whose account
        is meant."""
        change = self._under_way
        body: dict[str, object] = {
            "step_up_id": change.granted,
            "account_reference": change.reference,
            "birth_date": born.isoformat(),
            "document": document.named() | document.said(),
        }
        try:
            begun = await self._once(f"{_HERE}/document-updates", body, tag=change.tag)
            update = replies.handle(begun)
            path = f"{_HERE}/document-updates/{update}/confirmation"
            answer = await self._post(path)
        except Refused as no:
            return _denied(no)
        if answer.word("state", frozenset({"done", "held-for-review"})) == "done":
            return ChangeDone()
        return ChangeHeld(answer.texts("differs"))

    async def change_contact(self, channel: str, address: str) -> CodeSentToNew | Denied:
        """Begin to change one contact: a code goes to the new one."""
        change = self._under_way
        body: dict[str, object] = {
            "step_up_id": change.granted,
            "contact": {"channel": channel, "address": address},
        }
        try:
            answer = await self._once(f"{_HERE}/contact-updates", body, tag=change.tag)
        except Refused as no:
            return _denied(no)
        change.update = replies.handle(answer)
        return CodeSentToNew()

    async def send_to_new(self) -> CodeSentToNew | Denied:
        """Another code to the new contact."""
        try:
            await self._post(f"{_HERE}/contact-updates/{self._begun}/codes")
        except Refused as no:
            return _denied(no)
        return CodeSentToNew()

    async def prove_contact(self, typed: str) -> ChangeDone | CodeAnswer:
        """The code that came to the new contact: it takes the old one's place."""
        path = f"{_HERE}/contact-updates/{self._begun}/verification"
        return await self._proved(path, typed)

    async def make_app(self) -> tuple[AppMade, HeldApp] | Denied:
        """An authenticator to put into an app; it counts once a code of it was typed."""
        change = self._under_way
        body: dict[str, object] = {"step_up_id": change.granted}
        try:
            answer = await self._once(f"{_HERE}/authenticator", body, tag=change.tag)
        except Refused as no:
            return _denied(no)
        return AppMade(), account_replies.app(answer)

    async def prove_app(self, typed: str) -> ChangeDone | CodeAnswer:
        """The first code of the app: from now on it is taken at sign-in."""
        return await self._proved(f"{_HERE}/authenticator/verification", typed)

    async def uses(self, route: str, purpose: Purpose, share_code_id: str) -> tuple[CodeUse, ...]:
        """Who opened one share code, the newest first; a code that is gone was opened by nobody."""
        path = f"/v1/{route}/share-codes/{share_code_id}/checks"
        try:
            answer = await self._wire.ask(Asked("GET", path, token=self._session().token))
        except Refused as no:
            if no.slug == "share-code-not-found":
                return ()
            raise Garbled(no.slug) from None
        return answer.each("items", partial(account_replies.code_use, share_code_id, purpose))

    # Not signed in --------------------------------------------------------------------------

    async def begin_recovery(self, document: NewDocument, born: date) -> RecoveryBegun | Denied:
        """Accepted whether or not there is such an account."""
        body: dict[str, object] = {"document": document.named(), "birth_date": born.isoformat()}
        try:
            answer = await self._once("/v1/recoveries", body, signed_in=False)
        except Refused as no:
            return _denied(no)
        self._recovery = replies.handle(answer)
        return RecoveryBegun()

    async def show_face(self, face: str) -> FaceShown | Denied:
        """`face`: the digest of a drawn picture. Whether it is the right one is not told."""
        try:
            await self._recovering("face", {"face": face})
        except Refused as no:
            if no.slug != "out-of-order" or no.extras.get("step") != "contacts":
                return _denied(no)
            # It was shown, and the answer was lost on the way.
        return FaceShown()

    async def set_contacts(self, phone: str, email: str) -> BothCodesSent | Denied:
        """A code to each of them."""
        try:
            await self._recovering("contacts", {"phone": phone, "email": email})
        except Refused as no:
            return _denied(no)
        return BothCodesSent()

    async def finish_recovery(self, phone_code: str, email_code: str) -> Recovered | CodeAnswer:
        """Both codes: the account has the new contacts."""
        body = {"phone_code": phone_code, "email_code": email_code}
        try:
            await self._recovering("confirmation", body)
        except Refused as no:
            return _code_refused(no)
        return Recovered()

    # ----------------------------------------------------------------------------------------

    @property
    def _under_way(self) -> Change:
        if self._change is None:
            raise SessionEnded("nobody has looked at the account")
        return self._change

    @property
    def _begun(self) -> str:
        # The mock knows no such change, and says so.
        return self._under_way.update or "none"

    async def _recovering(self, step: str, body: dict[str, str]) -> Reader:
        path = f"/v1/recoveries/{self._recovery or 'none'}/{step}"
        return await self._wire.ask(Asked("POST", path, body))

    async def _proved(self, path: str, typed: str) -> ChangeDone | CodeAnswer:
        try:
            await self._post(path, {"code": typed})
        except Refused as no:
            return _code_refused(no)
        return ChangeDone()

    async def _post(self, path: str, body: dict[str, object] | None = None) -> Reader:
        return await self._wire.ask(Asked("POST", path, body, token=self._session().token))

    async def _once(
        self, path: str, body: dict[str, object], *, tag: str = "", signed_in: bool = True
    ) -> Reader:
        """A creating call. Asked again after trouble with the same words it has the same key."""
        if self._last is None or self._last[:2] != (path, body):
            self._last = (path, body, self._chance.token())
        asked = Asked(
            "POST",
            path,
            body,
            token=self._session().token if signed_in else None,
            key=self._last[2],
            extra={"If-Match": tag} if tag else {},
        )
        answer = await self._done(asked)
        # A document is begun and then confirmed: begun again, it has to be the same one.
        if not path.endswith("/document-updates"):
            self._last = None
        return answer

    async def _done(self, asked: Asked) -> Reader:
        try:
            return await self._wire.ask(asked)
        except Refused:
            self._last = None
            raise


def _denied(no: Refused) -> Denied:
    why = _DENIED.get(no.slug)
    if why is None:
        raise Garbled(no.slug) from None
    return Denied(why)


def _code_refused(no: Refused) -> CodeAnswer:
    match no.slug:
        case "code-not-right":
            left = no.extras.get("tries_left")
            return CodeNotRight(left if isinstance(left, int) else 2)
        case "code-ended":
            return CodeEnded()
        case _:
            return _denied(no)
