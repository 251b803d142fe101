"""The recovery service: for people who cannot sign in because nothing reaches them."""

from __future__ import annotations

from sqlalchemy import Connection

from backend_stub.account import recovery
from backend_stub.account.contact_updates import Contact
from backend_stub.account.model import DocumentId, Identity, RecordOf
from backend_stub.account.office import Office
from backend_stub.account.recovery import Recovery
from backend_stub.account.tables import idempotency
from backend_stub.kernel.caller import Machine
from backend_stub.kernel.clock import parse_instant, rfc3339
from backend_stub.kernel.idempotency import Once, keep, replay
from backend_stub.kernel.normal import normal_digits


class RecoveryService:
    """Raises Problems; see each method."""

    def __init__(self, office: Office, record_of: RecordOf) -> None:
        self._office = office
        self._store = office.store
        self._record_of = record_of

    async def start(
        self, document: DocumentId, who: Identity, once: Once, machine: Machine
    ) -> Recovery:
        """Begin a recovery, once for each key; Problem `wait`."""
        at = self._office.setting()

        def work(c: Connection) -> Recovery:
            before = replay(c, idempotency, once, at.now)
            if before is not None:
                return Recovery(before["id"], "face", parse_instant(before["expires_at"]))
            begun = recovery.start(c, at, document, who, machine)
            body = {"id": begun.id, "expires_at": rfc3339(begun.expires_at)}
            keep(c, idempotency, once, at.now, 202, body)
            return begun

        return await self._store.run(work)

    async def show_face(self, recovery_id: str, face: str) -> Recovery:
        """Compare a face with the record's picture; Problems as in `recovery.show_face`."""
        at = self._office.setting()
        person_key = await self._store.run(lambda c: recovery.person_key_of(c, at, recovery_id))
        record = await self._record_of(person_key)
        return await self._store.run(lambda c: recovery.show_face(c, at, recovery_id, face, record))

    async def set_contacts(self, recovery_id: str, phone: Contact, email: Contact) -> Recovery:
        """Send a code to each new contact; Problems as in `recovery.set_contacts`."""
        at = self._office.setting()
        under_way, sendings = await self._store.run(
            lambda c: recovery.set_contacts(c, at, recovery_id, phone, email)
        )
        for sending in sendings:
            await self._office.hand_over(sending)
        return under_way

    async def finish(self, recovery_id: str, phone_code: str, email_code: str) -> Recovery:
        """Recover the account; Problems as in `recovery.finish`."""
        at = self._office.setting()
        typed = normal_digits(phone_code), normal_digits(email_code)
        return await self._office.change(lambda c: recovery.finish(c, at, recovery_id, *typed))
