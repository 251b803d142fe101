"""HTTP skin of recovering an account."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field

from backend_stub.account.asking import ClientToken, Key, machine_of
from backend_stub.account.change_routes import DocumentIdIn
from backend_stub.account.contact_updates import invented_contact
from backend_stub.account.model import DocumentId, Identity
from backend_stub.account.recovering import RecoveryService
from backend_stub.account.recovery import Recovery
from backend_stub.kernel.fields import Asked, Day, Moment
from backend_stub.kernel.idempotency import once
from backend_stub.kernel.normal import normal_number
from backend_stub.kernel.problem import documented


class RecoveryIn(Asked):
    """A document that the account is signed in to with, and its holder's date of birth."""

    document: DocumentIdIn
    birth_date: Day


class FaceIn(Asked):
    """In place of a camera: the digest of the drawn picture of the invented person who is here."""

    face: str = Field(pattern="^[0-9a-f]{64}$")


class NewContactsIn(Asked):
    """Both contacts, new: a number kept for drama, an address at an example domain."""

    phone: str = Field(min_length=1, max_length=40)
    email: str = Field(min_length=1, max_length=254)


class BothCodesIn(Asked):
    """The code that came to the new phone, and the one that came to the new e-mail address."""

    phone_code: str = Field(min_length=1, max_length=40)
    email_code: str = Field(min_length=1, max_length=40)


class RecoveryOut(BaseModel):
    """A recovery under way, the same whether or not there is such an account.

    `step` is what comes next; "over" means that the account is recovered.
    """

    id: str
    step: Literal["face", "contacts", "codes", "over"]
    expires_at: Moment


def recovery_router(service: RecoveryService, key: bytes) -> APIRouter:
    """Recoveries; `key` is the server's own. The steps are ours: the real service's may differ."""
    router = APIRouter(prefix="/v1/recoveries", tags=["recovery"])
    under_way = ("recovery-not-found", "out-of-order", "not-understood")

    @router.post(
        "",
        status_code=202,
        responses=documented(
            "idempotency-key-missing", "idempotency-key-reused", "not-understood", "wait"
        ),
    )
    async def start_recovery(
        request: Request,
        body: RecoveryIn,
        idempotency_key: Key = None,
        _client_token: ClientToken = None,
    ) -> RecoveryOut:
        """Begin to recover an account whose contacts are lost, or that is locked."""
        number = normal_number(body.document.number)
        document = DocumentId(body.document.kind, body.document.issuing_state, number)
        asked = once(key, "recoveries", idempotency_key, body.model_dump())
        who = Identity(number, body.birth_date)
        return recovery_out(await service.start(document, who, asked, machine_of(request)))

    @router.post("/{recovery_id}/face", status_code=202, responses=documented(*under_way))
    async def show_face(recovery_id: str, body: FaceIn) -> RecoveryOut:
        """Show a face, once. Whether it is the right one is not told here.

        A stand-in: a drawn picture is compared with the record's, and nothing is measured.
        """
        return recovery_out(await service.show_face(recovery_id, body.face))

    @router.post(
        "/{recovery_id}/contacts",
        status_code=202,
        responses=documented(*under_way, "not-invented", "wait"),
    )
    async def set_new_contacts(recovery_id: str, body: NewContactsIn) -> RecoveryOut:
        """Name a new phone number and a new e-mail address; each gets a code. Also once more."""
        phone = invented_contact("text", body.phone)
        email = invented_contact("email", body.email)
        return recovery_out(await service.set_contacts(recovery_id, phone, email))

    @router.post(
        "/{recovery_id}/confirmation",
        responses=documented(*under_way, "not-recovered", "code-ended", "code-not-right"),
    )
    async def finish_recovery(recovery_id: str, body: BothCodesIn) -> RecoveryOut:
        """Type both codes: the account has the new contacts, is open, and all are signed out.

        The old contacts are told.
        """
        return recovery_out(await service.finish(recovery_id, body.phone_code, body.email_code))

    return router


def recovery_out(recovery: Recovery) -> RecoveryOut:
    """A recovery as it goes over the wire."""
    return RecoveryOut(id=recovery.id, step=recovery.step, expires_at=recovery.expires_at)
