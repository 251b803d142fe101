"""What a signed-in person may change about their account, each change behind a fresh code."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import Connection

from backend_stub.account import (
    attempts,
    authenticators,
    contact_updates,
    contacts,
    documents,
    step_ups,
    words,
)
from backend_stub.account.authenticators import Enrolment
from backend_stub.account.codes import Refused
from backend_stub.account.contact_updates import Contact, ContactUpdate
from backend_stub.account.documents import Asked, DocumentUpdate
from backend_stub.account.model import RecordOf, Sending, StepUpPurpose
from backend_stub.account.office import Office
from backend_stub.account.state import state_of
from backend_stub.account.step_ups import Granted, StepUp
from backend_stub.account.tables import idempotency
from backend_stub.kernel.caller import Caller
from backend_stub.kernel.etag import require_match
from backend_stub.kernel.idempotency import Once, keep, replay
from backend_stub.kernel.keys import Channel
from backend_stub.kernel.normal import normal_digits
from backend_stub.kernel.problem import Problem

T = TypeVar("T")

THE_AUTHENTICATOR = "the authenticator"
"""What a step-up to set up an authenticator is bound to: an account has one."""


class ChangeService:
    """Step-ups, contacts, the authenticator, the document. Raises Problems; see each method.

    What creates something is done once for each key: asked again, the same is answered and nothing
    is sent.
    """

    def __init__(self, office: Office, record_of: RecordOf) -> None:
        self._office = office
        self._store = office.store
        self._record_of = record_of

    async def start_step_up(
        self, caller: Caller, purpose: StepUpPurpose, about: str, channel: Channel, once: Once
    ) -> StepUp:
        """Send a fresh code; Problems as in `step_ups.start`."""
        at = self._office.setting()

        def work(c: Connection) -> tuple[StepUp, Sending | None]:
            before = replay(c, idempotency, once, at.now)
            if before is not None:
                return step_ups.found(c, caller, before["id"]), None
            step_up, sending = step_ups.start(c, at, caller, purpose, about, channel)
            keep(c, idempotency, once, at.now, 202, {"id": step_up.id})
            return step_up, sending

        return await self._sent(work)

    async def verify_step_up(self, caller: Caller, step_up_id: str, typed: str) -> Granted:
        """Compare its code; Problems as in `step_ups.verify`."""
        at, digits = self._office.setting(), normal_digits(typed)
        return await self._office.change(
            lambda c: step_ups.verify(c, at, caller, step_up_id, digits)
        )

    async def start_contact(
        self, caller: Caller, contact: Contact, step_up_id: str, if_match: str | None, once: Once
    ) -> ContactUpdate:
        """Send a code to a new contact; Problems as in `contact_updates.start`."""
        at = self._office.setting()

        def work(c: Connection) -> tuple[ContactUpdate, Sending | None]:
            before = replay(c, idempotency, once, at.now)
            if before is not None:
                return contact_updates.found(c, at, caller, before["id"]), None
            begun, sending = contact_updates.start(c, at, caller, contact, step_up_id, if_match)
            keep(c, idempotency, once, at.now, 201, {"id": begun.id})
            return begun, sending

        return await self._sent(work)

    async def contact_update(self, caller: Caller, update_id: str) -> ContactUpdate:
        """A change of contact as it stands; Problem `update-not-found`."""
        at = self._office.setting()
        return await self._store.run(lambda c: contact_updates.found(c, at, caller, update_id))

    async def send_contact_code(self, caller: Caller, update_id: str) -> ContactUpdate:
        """Another code to the new contact; Problems `update-not-found`, `wait`."""
        at = self._office.setting()

        def work(c: Connection) -> tuple[ContactUpdate, Sending | None]:
            sending = contact_updates.send_again(c, at, caller, update_id)
            return contact_updates.found(c, at, caller, update_id), sending

        return await self._sent(work)

    async def verify_contact(self, caller: Caller, update_id: str, typed: str) -> ContactUpdate:
        """Put the new contact in place; Problems as in `contact_updates.verify`."""
        at, digits = self._office.setting(), normal_digits(typed)
        return await self._office.change(
            lambda c: contact_updates.verify(c, at, caller, update_id, digits)
        )

    async def enrol(
        self, caller: Caller, step_up_id: str, if_match: str | None, once: Once
    ) -> Enrolment:
        """Hand out an authenticator; Problems `if-match-missing`, `changed-meanwhile`,
        `step-up-needed`."""
        at = self._office.setting()

        def work(c: Connection) -> Enrolment:
            if replay(c, idempotency, once, at.now) is not None:
                return _waiting(authenticators.enrolment_of(c, caller, at.now))
            require_match(if_match, state_of(c, at, caller.account_id).tag)
            step_ups.spend(c, at, caller, step_up_id, "set-up-authenticator", THE_AUTHENTICATOR)
            enrolment = authenticators.enrol(c, at, caller)
            keep(c, idempotency, once, at.now, 201, {"id": enrolment.id})
            return enrolment

        return await self._store.run(work)

    async def prove_authenticator(self, caller: Caller, typed: str) -> None:
        """Put the authenticator to use, once a code of it is right, and tell the contacts.

        Problems `update-not-found`, `wait`, `code-not-right`.
        """
        at, digits = self._office.setting(), normal_digits(typed)

        def work(c: Connection) -> Refused | None:
            enrolment = _waiting(authenticators.enrolment_of(c, caller, at.now))
            who = attempts.signed_in_guesser(c, caller)
            attempts.require_turn(c, at, who)
            step = authenticators.step_of(enrolment.secret, None, digits, at.now)
            if step is None:
                attempts.went_wrong(c, at, caller.account_id, who)
                return Refused(Problem("code-not-right"))
            attempts.went_right(c, caller.account_id, who)
            authenticators.put_to_use(c, caller, enrolment, step)
            contacts.tell(c, at, contacts.active(c, caller.account_id), words.AUTHENTICATOR)
            at.audit(c, caller.account_id, caller.account_id, "authenticator", "set-up")
            return None

        await self._office.change(work)

    async def start_document(
        self, caller: Caller, asked: Asked, if_match: str | None, once: Once
    ) -> DocumentUpdate:
        """Write a change of document down; Problems as in `documents.start`."""
        at = self._office.setting()

        def work(c: Connection) -> DocumentUpdate:
            before = replay(c, idempotency, once, at.now)
            if before is not None:
                return documents.found(c, at, caller, before["id"])
            begun = documents.start(c, at, caller, asked, if_match)
            keep(c, idempotency, once, at.now, 201, {"id": begun.id})
            return begun

        return await self._store.run(work)

    async def document_update(self, caller: Caller, update_id: str) -> DocumentUpdate:
        """A change of document as it stands; Problem `update-not-found`."""
        at = self._office.setting()
        return await self._store.run(lambda c: documents.found(c, at, caller, update_id))

    async def confirm_document(self, caller: Caller, update_id: str) -> DocumentUpdate:
        """Link the new document, or hold it for review; Problems as in `documents.confirm`."""
        at = self._office.setting()
        record = await self._record_of(caller.person_key)
        return await self._office.change(
            lambda c: documents.confirm(c, at, caller, update_id, record)
        )

    async def _sent(self, work: Callable[[Connection], tuple[T, Sending | None]]) -> T:
        """Run a transaction that makes a code, and hand the code over once it is committed."""
        value, sending = await self._store.run(work)
        if sending is not None:
            await self._office.hand_over(sending)
        return value


def _waiting(enrolment: Enrolment | None) -> Enrolment:
    if enrolment is None:
        raise Problem("update-not-found")
    return enrolment
