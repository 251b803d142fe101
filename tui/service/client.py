"""The account, sharing and checker services as typed calls, for one person's sign-in."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from functools import partial

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
from tui.service.decode import Reader
from tui.service.http import Asked, Wire
from tui.service.people import normal
from tui.service.ports import Chance
from tui.service.problems import Busy, Garbled, Problem, Refused, SessionEnded
from tui.service.replies import Redeemed

_ROUTES = {
    Purpose.WORK: "right-to-work",
    Purpose.RENT: "right-to-rent",
    Purpose.OTHER: "something-else",
}
_CHECKER = "Alongside, on behalf of the holder"


class AccountClient:
    """Holds what the services know us by (sign-in id, bearer token), and nothing that they show.

    Every call may raise a :class:`~tui.service.problems.Problem`. A creating call that is made
    again after trouble carries the same key, so that nothing is made twice.
    """

    def __init__(self, wire: Wire, chance: Chance) -> None:
        self._wire = wire
        self._chance = chance
        self._typed: tuple[str, date] | None = None
        self._sign_in: str | None = None
        self._sign_in_key: tuple[str, Channel] | None = None
        self._token: str | None = None
        self._code_keys: dict[Purpose, str] = {}
        self._abandoned: list[str] = []

    async def send_code(self, document_number: str, birth_date: date, channel: Channel) -> None:
        """Start a sign-in, or send again within the one that was started with the same answers."""
        await self._end_abandoned()
        typed = (normal(document_number), birth_date)
        if typed != self._typed:
            self.forget()
            self._typed = typed
        if self._sign_in is not None:
            try:
                await self._in_sign_in(
                    f"/v1/sign-ins/{self._sign_in}/codes", {"channel": channel.value}
                )
            except Refused as no:
                raise Garbled(no.slug) from None
            except SessionEnded:
                self._sign_in = None
            else:
                return
        if self._sign_in_key is None or self._sign_in_key[1] is not channel:
            self._sign_in_key = (self._chance.token(), channel)
        body = {
            "document_number": document_number,
            "birth_date": birth_date.isoformat(),
            "channel": channel.value,
        }
        key = self._sign_in_key[0]
        answer = await self._plainly(Asked("POST", "/v1/sign-ins", body, key=key))
        self._sign_in = replies.handle(answer)
        self._sign_in_key = None

    async def verify(self, code: str) -> SignedIn | CodeNotRight | CodeEnded:
        """Exchange the security code for a session."""
        if self._sign_in is None:
            raise SessionEnded("no sign-in")
        try:
            answer = await self._in_sign_in(
                f"/v1/sign-ins/{self._sign_in}/verification", {"code": code}
            )
        except Refused as no:
            match no.slug:
                case "code-not-right":
                    return CodeNotRight(Reader(no.extras).whole("tries_left", most=100))
                case "code-ended":
                    self._sign_in = None
                    return CodeEnded()
                case _:
                    raise Garbled(no.slug) from None
        self._token = replies.token(answer)
        self._sign_in = None
        self._typed = None
        return SignedIn()

    async def status(self) -> StatusRecord | StatusMissing | StatusFailing:
        """The view, with its picture."""
        try:
            answer = await self._get("/v1/status")
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
            answer = await self._get(f"/v1/{_ROUTES[purpose]}/preview")
        except Refused as no:
            match no.slug:
                case "proof-not-found":
                    return ProofMissing(purpose)
                case "proof-unavailable":
                    return ProofFailing(purpose)
                case _:
                    raise Garbled(no.slug) from None
        return replies.proof(answer, await self._picture(replies.digest(answer)), purpose)

    async def make_code(self, purpose: Purpose) -> ShareCode | ProofMissing:
        """A share code. Until :meth:`settle` is called, asking again gives the same one."""
        key = self._code_keys.setdefault(purpose, self._chance.token())
        try:
            path = f"/v1/{_ROUTES[purpose]}/share-codes"
            answer = await self._wire.ask(Asked("POST", path, {}, token=self._bearer, key=key))
        except Refused as no:
            self.settle(purpose)
            match no.slug:
                case "proof-not-found":
                    return ProofMissing(purpose)
                case "too-many-codes":
                    raise Busy(no.slug) from None
                case _:
                    raise Garbled(no.slug) from None
        return replies.share_code(answer, purpose)

    def settle(self, purpose: Purpose) -> None:
        """The making of a code for this purpose has come to an end; the next one is another."""
        self._code_keys.pop(purpose, None)

    async def redeem(self, share_code: ShareCode, birth_date: date) -> Redeemed | None:
        """What a checker sees with the code and the birth date, or None when they open nothing."""
        body = {
            "code": share_code.code,
            "birth_date": birth_date.isoformat(),
            "checker": {"name": _CHECKER},
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

    async def cancel(self, purpose: Purpose, share_code_id: str) -> None:
        """End a share code; one that is already gone is as good as ended."""
        path = f"/v1/{_ROUTES[purpose]}/share-codes/{share_code_id}"
        try:
            await self._wire.ask(Asked("DELETE", path, token=self._bearer))
        except Refused as no:
            if no.status != 404:
                raise Garbled(no.slug) from None

    async def sign_out(self) -> None:
        """End every session that was begun here; without one there is nothing to do."""
        self.forget()
        while self._abandoned:
            with suppress(SessionEnded):
                await self._plainly(Asked("DELETE", "/v1/session", token=self._abandoned[-1]))
            self._abandoned.pop()

    async def _end_abandoned(self) -> None:
        """Before the next person: what cannot be ended now runs out by itself."""
        if self._abandoned:
            with suppress(Problem):
                await self.sign_out()

    def forget(self) -> None:
        """Drop everything that the services know us by; an open session is ended when we can."""
        if self._token is not None:
            self._abandoned.append(self._token)
        self._typed = self._sign_in = self._sign_in_key = self._token = None
        self._code_keys.clear()

    @property
    def _bearer(self) -> str:
        if self._token is None:
            raise SessionEnded("not signed in")
        return self._token

    async def _get(self, path: str) -> Reader:
        return await self._wire.ask(Asked("GET", path, token=self._bearer))

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
