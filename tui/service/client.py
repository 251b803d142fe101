"""The account, sharing and checker services as typed calls, for one person's sign-in."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from functools import partial

from tui.core.changes import CodeUse
from tui.core.events import (
    Channel,
    CodeEnded,
    CodeNotRight,
    ProofFailing,
    ProofMissing,
    SignedIn,
    StatusFailing,
    StatusMissing,
)
from tui.core.page import Picture
from tui.core.records import GivenCode, ProofRecord, Purpose, ShareCode, StatusRecord
from tui.service import replies
from tui.service.account import Changes
from tui.service.decode import Reader
from tui.service.held import Flow, Session
from tui.service.http import Asked, Wire
from tui.service.people import normal
from tui.service.ports import Chance
from tui.service.problems import Busy, Garbled, Problem, Refused, SessionEnded
from tui.service.recovery import Recovery
from tui.service.replies import Redeemed

_ROUTES = {
    Purpose.WORK: "right-to-work",
    Purpose.RENT: "right-to-rent",
    Purpose.OTHER: "something-else",
}


class AccountClient:
    """Holds what the services know us by (sign-in id, bearer token), and nothing that they show.

    Every call may raise a :class:`~tui.service.problems.Problem`. A creating call that is made
    again after trouble carries the same key, so that nothing is made twice.
    """

    def __init__(self, wire: Wire, chance: Chance) -> None:
        self._wire = wire
        self._chance = chance
        self._flow: Flow | None = None
        self._session: Session | None = None
        self._abandoned: list[Session] = []
        self.changes = Changes(wire, chance, lambda: self._current)
        self.recovery = Recovery(wire, chance)

    async def send_code(self, document_number: str, birth_date: date, channel: Channel) -> None:
        """Start a sign-in, or send again within the one that was started with the same answers."""
        typed = (normal(document_number), birth_date)
        if self._flow is None or self._flow.typed != typed:
            self.forget()
            self._flow = Flow(typed)
        flow = self._flow
        flow.sends += 1
        this = flow.sends
        with suppress(Problem):
            # Before the next person: what cannot be ended now runs out by itself.
            await self._end_abandoned()
        if flow.sign_in is not None:
            try:
                await self._in_sign_in(
                    f"/v1/sign-ins/{flow.sign_in}/codes", {"channel": channel.value}
                )
            except Refused as no:
                raise Garbled(no.slug) from None
            except SessionEnded:
                flow.sign_in = None
            else:
                return
        if flow.key is None or flow.key[1] is not channel:
            flow.key = (self._chance.token(), channel)
        body = {
            "document_number": document_number,
            "birth_date": birth_date.isoformat(),
            "channel": channel.value,
        }
        asked = Asked("POST", "/v1/sign-ins", body, key=flow.key[0])
        answer = await self._plainly(asked)
        if flow.sends == this:
            flow.sign_in, flow.key = replies.handle(answer), None

    async def verify(self, code: str) -> SignedIn | CodeNotRight | CodeEnded:
        """Exchange the security code for a session."""
        flow = self._flow
        if flow is None or flow.sign_in is None:
            raise SessionEnded("no sign-in")
        try:
            answer = await self._in_sign_in(
                f"/v1/sign-ins/{flow.sign_in}/verification", {"code": code}
            )
        except Refused as no:
            match no.slug:
                case "code-not-right":
                    return CodeNotRight(Reader(no.extras).whole("tries_left", most=100))
                case "code-ended":
                    # Sent again within the same sign-in, the service says how long to wait.
                    return CodeEnded()
                case _:
                    raise Garbled(no.slug) from None
        session = Session(replies.token(answer))
        if self._flow is not flow:
            # Whoever asked has gone: nobody may go on in this session.
            self._abandoned.append(session)
            raise SessionEnded("forgotten")
        self.forget()
        self._session = session
        return SignedIn()

    async def status(self) -> StatusRecord | StatusMissing | StatusFailing:
        """The view, with its picture."""
        try:
            answer = await self._looked("status", "/v1/status")
        except Refused as no:
            match no.slug:
                case "status-not-found":
                    return StatusMissing()
                case "status-unavailable":
                    return StatusFailing()
                case _:
                    raise Garbled(no.slug) from None
        return replies.status(answer, await self._picture(replies.digest(answer)))

    async def preview(self, purpose: Purpose) -> ProofRecord | ProofMissing | ProofFailing:
        """What a checker would see for one purpose, with its picture."""
        try:
            answer = await self._looked(purpose.value, f"/v1/{_ROUTES[purpose]}/preview")
        except Refused as no:
            match no.slug:
                case "proof-not-found":
                    return ProofMissing(purpose)
                case "proof-unavailable":
                    return ProofFailing(purpose)
                case _:
                    raise Garbled(no.slug) from None
        return replies.proof(answer, await self._picture(replies.digest(answer)), purpose)

    async def make_code(self, purpose: Purpose) -> ShareCode | ProofMissing | ProofFailing:
        """A share code. Until :meth:`settle` or :meth:`shown`, asking again gives the same one."""
        session = self._current
        session.keys.setdefault(purpose, self._chance.token())
        try:
            return await self._made(session, purpose)
        except Refused as no:
            session.keys.pop(purpose, None)
            match no.slug:
                case "proof-not-found":
                    return ProofMissing(purpose)
                case "proof-unavailable":
                    return ProofFailing(purpose)
                case "too-many-codes":
                    raise Busy(no.slug) from None
                case _:
                    raise Garbled(no.slug) from None

    async def _made(self, session: Session, purpose: Purpose) -> ShareCode:
        path = f"/v1/{_ROUTES[purpose]}/share-codes"
        asked = Asked("POST", path, {}, token=session.token, key=session.keys[purpose])
        made = replies.share_code(await self._wire.ask(asked), purpose)
        session.unshown[made.id] = made
        return made

    def unshown(self, purpose: Purpose) -> tuple[ShareCode, ...]:
        """Codes of this session that nobody has been shown and that are not cancelled yet."""
        held = {} if self._session is None else self._session.unshown
        return tuple(one for one in held.values() if one.purpose is purpose)

    def settle(self, purpose: Purpose) -> None:
        """The making of a code for this purpose has come to an end; the next one is another."""
        if self._session is not None:
            self._session.keys.pop(purpose, None)

    def shown(self, share_code: ShareCode) -> None:
        """The client has seen it: from now on it is theirs, and is not undone."""
        if self._session is not None:
            self._session.unshown.pop(share_code.id, None)
            self._session.keys.pop(share_code.purpose, None)

    async def redeem(self, share_code: ShareCode, birth_date: date) -> Redeemed | None:
        """What a checker sees with the code and the birth date, or None when they open nothing."""
        body = {
            "code": share_code.code,
            "birth_date": birth_date.isoformat(),
            "checker": {"name": replies.CHECKED_BY_US},
        }
        path = f"/v1/checks/{_ROUTES[share_code.purpose]}"
        try:
            answer = await self._wire.ask(Asked("POST", path, body))
        except Refused as no:
            if no.slug == "no-match":
                return None
            raise Garbled(no.slug) from None
        return replies.redeemed(answer, share_code.purpose)

    async def list_codes(self) -> tuple[GivenCode, ...]:
        """The codes made so far, for every purpose."""
        found: list[GivenCode] = []
        for purpose, route in _ROUTES.items():
            path = f"/v1/{route}/share-codes"
            answer = await self._plainly(Asked("GET", path, token=self._bearer))
            found += answer.each("items", partial(replies.given_code, wanted=purpose))
        return tuple(found)

    async def code_uses(self, purpose: Purpose, share_code_id: str) -> tuple[CodeUse, ...]:
        """Who opened one share code, the newest first."""
        return await self.changes.uses(_ROUTES[purpose], purpose, share_code_id)

    async def cancel(self, purpose: Purpose, share_code_id: str) -> None:
        """End a share code; one that is already gone is as good as ended."""
        await self._cancelled(self._current, purpose, share_code_id)

    async def _cancelled(self, session: Session, purpose: Purpose, share_code_id: str) -> None:
        path = f"/v1/{_ROUTES[purpose]}/share-codes/{share_code_id}"
        try:
            await self._wire.ask(Asked("DELETE", path, token=session.token))
        except Refused as no:
            if no.status != 404:
                raise Garbled(no.slug) from None
        session.unshown.pop(share_code_id, None)

    async def sign_out(self) -> None:
        """End every session that was begun here; without one there is nothing to do."""
        self.forget()
        await self._end_abandoned()

    async def _end_abandoned(self) -> None:
        """What cannot be ended now is tried again the next time; then the first Problem is told."""
        trouble: list[Problem] = []
        for session in tuple(self._abandoned):
            try:
                with suppress(SessionEnded):
                    await self._undo(session, tuple(Purpose))
                    await self._plainly(Asked("DELETE", "/v1/session", token=session.token))
            except Problem as problem:
                trouble.append(problem)
            else:
                self._abandoned = [one for one in self._abandoned if one is not session]
        if trouble:
            raise trouble[0]

    async def undo(self, purpose: Purpose) -> None:
        """Cancel every code for this purpose that was made and that nobody was shown."""
        await self._undo(self._current, (purpose,))

    async def _undo(self, session: Session, purposes: tuple[Purpose, ...]) -> None:
        """A code whose answer was lost is asked for once more under its key, which makes no
        second one: only so do we learn which it is."""
        for purpose in purposes:
            made = [one for one in session.unshown.values() if one.purpose is purpose]
            if purpose in session.keys and not made:
                with suppress(Refused):
                    made.append(await self._made(session, purpose))
            session.keys.pop(purpose, None)
            for share_code in made:
                await self._cancelled(session, purpose, share_code.id)

    def forget(self) -> None:
        """Drop everything that the services know us by; an open session is ended when we can."""
        if self._session is not None:
            self._abandoned.append(self._session)
        self._flow = self._session = None
        self.changes.forget()
        self.recovery.forget()

    @property
    def _current(self) -> Session:
        if self._session is None:
            raise SessionEnded("not signed in")
        return self._session

    @property
    def _bearer(self) -> str:
        return self._current.token

    @property
    def bearer(self) -> str | None:
        """The token of the session, for what else this account may ask; None without one."""
        return None if self._session is None else self._session.token

    @property
    def looks(self) -> Mapping[str, str]:
        """The request of the newest look at each view, by which the service knows it again."""
        return {} if self._session is None else dict(self._session.looks)

    async def _looked(self, view: str, path: str) -> Reader:
        """A look at one view, named by an id of our own: it may have to be shown to be taken."""
        session, name = self._current, f"look-{self._chance.token()}"[:64]
        asked = Asked("GET", path, token=session.token, extra={"X-Request-ID": name})
        answer = await self._wire.ask(asked)
        session.looks[view] = name
        return answer

    async def _in_sign_in(self, path: str, body: dict[str, str]) -> Reader:
        """A call within a sign-in, which a mock that was begun afresh does not know."""
        try:
            return await self._wire.ask(Asked("POST", path, body))
        except Refused as no:
            if no.slug == "sign-in-not-found":
                raise SessionEnded(no.slug) from None
            raise

    async def _plainly(self, asked: Asked) -> Reader:
        """A call to which a "no" of its own is not foreseen."""
        try:
            return await self._wire.ask(asked)
        except Refused as no:
            raise Garbled(no.slug) from None

    async def _picture(self, digest: str) -> Picture:
        return replies.picture(
            await self._plainly(Asked("GET", f"/v1/photos/{digest}", token=self._bearer))
        )
