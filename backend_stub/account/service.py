"""The account service: sign-in, sessions, what an account holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from backend_stub.account import attempts, contacts, sessions, sign_in, verification
from backend_stub.account.callers import RecentCallers, Seen
from backend_stub.account.model import (
    Identity,
    Message,
    Sending,
    Session,
    Summary,
    masked_contact,
    masked_number,
)
from backend_stub.account.office import Office
from backend_stub.account.state import state_of
from backend_stub.account.tables import idempotency
from backend_stub.kernel.caller import Caller, Machine
from backend_stub.kernel.clock import parse_instant, rfc3339
from backend_stub.kernel.idempotency import Once, keep, replay
from backend_stub.kernel.keys import AccountId, Channel, SignInId
from backend_stub.kernel.normal import normal_digits
from backend_stub.kernel.problem import Problem
from backend_stub.kernel.store import changes_of


@dataclass(frozen=True, slots=True)
class Accepted:
    """The answer to "send me a code": the same for everybody."""

    id: SignInId
    channel: Channel
    expires_at: datetime


class AccountService:
    """Everything about who somebody is to this service. Raises Problems; see each method."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._store = office.store
        self.rules = office.rules
        self._recent = RecentCallers()

    async def start(
        self, who: Identity, channel: Channel, once: Once, machine: Machine
    ) -> Accepted:
        """Begin a sign-in, once for each key; Problems `idempotency-key-reused`, `wait`."""
        at = self._office.setting()

        def work(c: Connection) -> tuple[Accepted, Sending | None]:
            before = replay(c, idempotency, once, at.now)
            if before is not None:
                expires_at = parse_instant(before["expires_at"])
                return Accepted(SignInId(before["id"]), channel, expires_at), None
            sending = sign_in.start(c, at, who, channel, machine)
            body = {"id": sending.flow_id, "expires_at": rfc3339(sending.expires_at)}
            keep(c, idempotency, once, at.now, 202, body)
            return _accepted(sending), sending

        accepted, sending = await self._store.run(work)
        if sending is not None:
            await self._office.hand_over(sending)
        return accepted

    async def send_again(
        self, sign_in_id: SignInId, channel: Channel, machine: Machine
    ) -> Accepted:
        """Send another code; Problems `sign-in-not-found`, `wait`."""
        at = self._office.setting()
        sending = await self._store.run(
            lambda c: sign_in.send_again(c, at, sign_in_id, channel, machine)
        )
        await self._office.hand_over(sending)
        return _accepted(sending)

    async def verify(self, sign_in_id: SignInId, typed: str, machine: Machine) -> Session:
        """Trade the right code for a session; Problems as in `verification.verify`."""
        at = self._office.setting()
        digits = normal_digits(typed)
        return await self._office.change(
            lambda c: verification.verify(c, at, sign_in_id, digits, machine)
        )

    async def caller(self, token: str, machine: Machine, *, touch: bool = True) -> Caller:
        """Who asks; Problem `session-ended`."""
        now, rules = self._office.now(), self.rules
        known = self._recent.find(token, machine, now, self._store.changes)
        if known is not None:
            return known

        def work(c: Connection) -> Seen | None:
            found = sessions.caller_of(c, token, machine, now, rules, touch=touch)
            return None if found is None else Seen(*found, changes_of(c))

        seen = await self._store.run(work)
        if seen is None:
            raise Problem("session-ended")
        self._recent.keep(token, machine, seen)
        return seen.caller

    async def account_of(self, token: str) -> AccountId | None:
        """Whose session a token is, on whatever machine; its idle time goes on."""
        now, rules = self._office.now(), self.rules
        return await self._store.run(lambda c: sessions.account_of(c, token, now, rules))

    async def sign_out(self, caller: Caller) -> None:
        """End the session."""
        at = self._office.setting()
        await self._store.run(lambda c: sessions.end(c, at, caller))

    async def summary(self, caller: Caller) -> Summary:
        """What the account holds, masked."""
        at = self._office.setting()
        state = await self._store.run(lambda c: state_of(c, at, caller.account_id))
        return Summary(
            caller.reference,
            [(row.channel, masked_contact(row.channel, row.address)) for row in state.contacts],
            [(row.kind, masked_number(row.number_norm)) for row in state.documents],
            state.authenticator is not None,
            state.tag,
        )

    async def tell(self, account_id: AccountId, subject: str, body: str) -> None:
        """Send a notice to every contact of an account."""
        to = await self._store.run(
            lambda c: [(row.channel, row.address) for row in contacts.active(c, account_id)]
        )
        for channel, address in to:
            await self._office.deliver(Message(channel, address, subject, body, None))

    async def unlock(self, account_id: AccountId) -> None:
        """Open an account again that was stopped after many wrong codes.

        For whoever has made sure, in another way, that the person asking is the person.
        """
        at = self._office.setting()

        def work(c: Connection) -> None:
            attempts.lift(c, account_id)
            at.audit(c, "resolution-centre", account_id, "unlock", "done")

        await self._store.run(work)


def _accepted(sending: Sending) -> Accepted:
    return Accepted(SignInId(sending.flow_id), sending.channel, sending.expires_at)
