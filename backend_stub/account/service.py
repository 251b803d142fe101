"""The account service: sign-in, sessions, what an account holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from backend_stub.account import sign_in, tables, verification
from backend_stub.account.model import (
    CODE_LIFE,
    Deliver,
    Identity,
    Message,
    Sending,
    Session,
    Summary,
    code_message,
    masked_contact,
    masked_number,
)
from backend_stub.kernel.caller import Caller, current_request_id
from backend_stub.kernel.clock import Clock, parse_instant, rfc3339
from backend_stub.kernel.entropy import Entropy
from backend_stub.kernel.idempotency import Once, keep, replay
from backend_stub.kernel.keys import AccountId, Channel, SignInId
from backend_stub.kernel.normal import normal_digits
from backend_stub.kernel.problem import Problem
from backend_stub.kernel.store import Store


@dataclass(frozen=True, slots=True)
class Accepted:
    """The answer to "send me a code": the same for everybody."""

    id: SignInId
    channel: Channel
    expires_at: datetime


class AccountService:
    """Everything about who somebody is to this service. Raises Problems; see each method."""

    def __init__(
        self, store: Store, clock: Clock, entropy: Entropy, server_key: bytes, deliver: Deliver
    ) -> None:
        self._store = store
        self._clock = clock
        self._entropy = entropy
        self._server_key = server_key
        self._deliver = deliver

    async def start(self, who: Identity, channel: Channel, once: Once) -> Accepted:
        """Begin a sign-in, once for each key; Problem `idempotency-key-reused`."""
        at = self._setting()

        def work(c: Connection) -> tuple[Accepted, Sending | None]:
            before = replay(c, tables.idempotency, once, at.now)
            if before is not None:
                expires_at = parse_instant(before["expires_at"])
                return Accepted(SignInId(before["id"]), channel, expires_at), None
            sending = sign_in.start(c, at, who, channel)
            body = {"id": sending.sign_in_id, "expires_at": rfc3339(sending.expires_at)}
            keep(c, tables.idempotency, once, at.now, 202, body)
            return _accepted(sending), sending

        accepted, sending = await self._store.run(work)
        if sending is not None:
            await self._hand_over(sending)
        return accepted

    async def send_again(self, sign_in_id: SignInId, channel: Channel) -> Accepted:
        """Send another code; Problems `sign-in-not-found`, `wait`."""
        at = self._setting()
        sending = await self._store.run(lambda c: sign_in.send_again(c, at, sign_in_id, channel))
        await self._hand_over(sending)
        return _accepted(sending)

    async def verify(self, sign_in_id: SignInId, typed: str) -> Session:
        """Trade the right code for a session; Problems as in `verification.verify`."""
        at = self._setting()
        digits = normal_digits(typed)
        result = await self._store.run(lambda c: verification.verify(c, at, sign_in_id, digits))
        if isinstance(result, verification.Refused):
            raise result.problem
        return result

    async def caller(self, token: str, *, touch: bool = True) -> Caller:
        """Who asks; Problem `session-ended`."""
        now = self._clock.now()
        found = await self._store.run(lambda c: verification.caller_of(c, token, now, touch=touch))
        if found is None:
            raise Problem("session-ended")
        return found

    async def account_of(self, token: str) -> AccountId | None:
        """Whose running session a token is, without starting its idle time anew."""
        now = self._clock.now()
        found = await self._store.run(lambda c: verification.caller_of(c, token, now, touch=False))
        return None if found is None else found.account_id

    async def sign_out(self, caller: Caller) -> None:
        """End the session."""
        at = self._setting()
        await self._store.run(lambda c: verification.end_session(c, at, caller))

    async def summary(self, caller: Caller) -> Summary:
        """What the account holds, masked."""

        def work(c: Connection) -> Summary:
            contacts = c.execute(
                select(tables.contact.c.channel, tables.contact.c.address)
                .where(
                    tables.contact.c.account_id == caller.account_id,
                    tables.contact.c.active == 1,
                )
                .order_by(tables.contact.c.channel.desc(), tables.contact.c.contact_id)
            )
            documents = c.execute(
                select(tables.document.c.kind, tables.document.c.number_norm)
                .where(
                    tables.document.c.account_id == caller.account_id,
                    tables.document.c.active == 1,
                )
                .order_by(tables.document.c.document_key)
            )
            authenticator = c.execute(
                select(tables.authenticator.c.account_id).where(
                    tables.authenticator.c.account_id == caller.account_id
                )
            ).one_or_none()
            return Summary(
                caller.reference,
                [(row.channel, masked_contact(row.channel, row.address)) for row in contacts],
                [(row.kind, masked_number(row.number_norm)) for row in documents],
                authenticator is not None,
            )

        return await self._store.run(work)

    async def tell(self, account_id: AccountId, subject: str, body: str) -> None:
        """Send a notice to every contact of an account."""

        def work(c: Connection) -> list[tuple[Channel, str]]:
            rows = c.execute(
                select(tables.contact.c.channel, tables.contact.c.address)
                .where(tables.contact.c.account_id == account_id, tables.contact.c.active == 1)
                .order_by(tables.contact.c.contact_id)
            )
            return [(row.channel, row.address) for row in rows]

        for channel, address in await self._store.run(work):
            await self._deliver(Message(channel, address, subject, body, None))

    async def _hand_over(self, sending: Sending) -> None:
        # Without an address, and for an authenticator, a message is still handed over, so that
        # this store and the outbox do the same work; it goes nowhere and holds no code.
        reachable = sending.address is not None
        subject, body = code_message(sending.channel, sending.clear if reachable else "")
        expires_at = self._clock.now() + CODE_LIFE
        await self._deliver(Message(sending.channel, sending.address, subject, body, expires_at))

    def _setting(self) -> sign_in.Setting:
        return sign_in.Setting(
            self._clock.now(), self._entropy, self._server_key, current_request_id()
        )


def _accepted(sending: Sending) -> Accepted:
    return Accepted(sending.sign_in_id, sending.channel, sending.expires_at)
