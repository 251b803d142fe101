"""Changing an account as typed calls; what they answer is in `core/changes.py`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

from tui.core.changes import (
    AppMade,
    ChangeDone,
    ChangeHeld,
    CodeSentToNew,
    CodeUse,
    Denied,
    Doing,
    FreshCodeSent,
    FreshCodeTaken,
    No,
)
from tui.core.events import Channel
from tui.core.records import Purpose
from tui.service import account_replies, replies
from tui.service.decode import Reader
from tui.service.held import HeldAccount, HeldApp, NewDocument, Session
from tui.service.http import Asked, Wire
from tui.service.ports import Chance
from tui.service.problems import Garbled, Refused, SessionEnded
from tui.service.refusals import CodeAnswer, Once, code_refused, denied

_PURPOSE = {
    Doing.DOCUMENT: "change-document",
    Doing.TEXT: "change-contact",
    Doing.EMAIL: "change-contact",
    Doing.APP: "set-up-authenticator",
}
_HERE = "/v1/account"


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
        self._once = Once(wire, chance)
        self._session = session
        self._change: Change | None = None
        self._unanswered = False

    def forget(self) -> None:
        """Let go of everything that is under way."""
        self._change, self._unanswered = None, False
        self._once.forget()

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
            answer = await self._begin("step-ups", body)
        except Refused as no:
            return denied(no)
        change.step_up, change.granted, change.update = replies.handle(answer), "", ""
        return FreshCodeSent()

    async def prove_code(self, typed: str) -> FreshCodeTaken | CodeAnswer:
        """Trade the fresh code for leave to change; the session goes on under another token."""
        change, session = self._under_way, self._session()
        path = f"{_HERE}/step-ups/{change.step_up}/verification"
        try:
            answer = await self._wire.ask(Asked("POST", path, {"code": typed}, token=session.token))
        except Refused as no:
            return code_refused(no)
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
            begun = await self._begin("document-updates", body)
            update = replies.handle(begun)
            path = f"{_HERE}/document-updates/{update}/confirmation"
            answer = await self._post(path)
        except Refused as no:
            return denied(no)
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
            answer = await self._begin("contact-updates", body)
        except Refused as no:
            return denied(no)
        change.update = replies.handle(answer)
        return CodeSentToNew()

    async def send_to_new(self) -> CodeSentToNew | Denied:
        """Another code to the new contact."""
        try:
            await self._post(f"{_HERE}/contact-updates/{self._begun}/codes")
        except Refused as no:
            return denied(no)
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
            answer = await self._begin("authenticator", body)
        except Refused as no:
            return denied(no)
        self._unanswered = False
        return AppMade(), account_replies.app(answer)

    async def prove_app(self, typed: str) -> ChangeDone | CodeAnswer:
        """The first code of the app: from now on it is taken at sign-in."""
        before, self._unanswered = self._unanswered, True
        done = await self._proved(f"{_HERE}/authenticator/verification", typed)
        self._unanswered = False
        return Denied(No.NOT_KNOWN) if before and done == Denied(No.OVER) else done

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

    async def _begin(self, what: str, body: dict[str, object]) -> Reader:
        """A creating call. A fresh code is asked for anew each time, and a document is begun and
        then confirmed: begun again, it has to be the same one."""
        token, tag = self._session().token, self._under_way.tag
        answer = await self._once.ask(f"{_HERE}/{what}", body, token=token, tag=tag)
        if what != "document-updates":
            self._once.forget()
        return answer

    async def _proved(self, path: str, typed: str) -> ChangeDone | CodeAnswer:
        try:
            await self._post(path, {"code": typed})
        except Refused as no:
            return code_refused(no)
        return ChangeDone()

    async def _post(self, path: str, body: dict[str, object] | None = None) -> Reader:
        return await self._wire.ask(Asked("POST", path, body, token=self._session().token))
