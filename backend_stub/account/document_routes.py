"""HTTP skin of changing the document one signs in with."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter, Depends, Response
from pydantic import BaseModel, Field

from backend_stub.account.asking import BEARER, IfMatch, Key, gate
from backend_stub.account.change_routes import DocumentIdIn, State
from backend_stub.account.changes import ChangeService
from backend_stub.account.documents import Asked as DocumentAsked
from backend_stub.account.documents import DocumentUpdate, invented_document
from backend_stub.account.model import Holder, masked_number
from backend_stub.account.routes import DocumentOut
from backend_stub.account.service import AccountService
from backend_stub.kernel.caller import Caller
from backend_stub.kernel.fields import Asked, Day, Moment
from backend_stub.kernel.idempotency import once
from backend_stub.kernel.normal import normal_number
from backend_stub.kernel.problem import documented


class NewDocumentIn(DocumentIdIn):
    """The new document, and whom it says that it is about."""

    given_names: str = Field(min_length=1, max_length=100)
    family_name: str = Field(min_length=1, max_length=100)
    birth_date: Day
    nationality: State


class DocumentUpdateIn(Asked):
    """`account_reference` and `birth_date` say again whose account is meant."""

    step_up_id: str = Field("", max_length=64)
    account_reference: str = Field(min_length=1, max_length=64)
    birth_date: Day
    document: NewDocumentIn


class DocumentUpdateOut(BaseModel):
    """A change of document. `differs`: details that are not those of the record, when it is held.

    "started" ends by itself at `expires_at`; the other states stay.
    """

    id: str
    document: DocumentOut
    state: Literal["started", "done", "held-for-review"]
    differs: list[str]
    expires_at: Moment


def document_router(accounts: AccountService, service: ChangeService, key: bytes) -> APIRouter:
    """Changes of document; `key` is the server's own."""
    router = APIRouter(prefix="/v1/account", tags=["account"], dependencies=[BEARER])
    signed_in = Depends(gate(accounts))

    @router.post(
        "/document-updates",
        status_code=201,
        responses=documented(
            "idempotency-key-missing",
            "session-ended",
            "step-up-needed",
            "subject-mismatch",
            "document-in-use",
            "changed-meanwhile",
            "idempotency-key-reused",
            "not-invented",
            "not-understood",
            "if-match-missing",
        ),
    )
    async def start_document_update(
        body: DocumentUpdateIn,
        response: Response,
        caller: Caller = signed_in,
        if_match: IfMatch = None,
        idempotency_key: Key = None,
    ) -> DocumentUpdateOut:
        """Begin to change the document. Nothing about the account is different yet."""
        new = body.document
        document = invented_document(new.kind, new.issuing_state, normal_number(new.number))
        holder = Holder(new.given_names, new.family_name, new.birth_date, new.nationality)
        said = DocumentAsked(
            body.account_reference, body.birth_date, body.step_up_id, document, holder
        )
        scope = f"document-updates {caller.account_id}"
        asked = once(key, scope, idempotency_key, body.model_dump())
        begun = await service.start_document(caller, said, if_match, asked)
        response.headers["Location"] = f"/v1/account/document-updates/{begun.id}"
        return document_update_out(begun)

    @router.get(
        "/document-updates/{update_id}", responses=documented("session-ended", "update-not-found")
    )
    async def show_document_update(update_id: str, caller: Caller = signed_in) -> DocumentUpdateOut:
        """How far a change of document is."""
        return document_update_out(await service.document_update(caller, update_id))

    @router.post(
        "/document-updates/{update_id}/confirmation",
        responses={
            202: {"model": DocumentUpdateOut, "description": "Held for review: nothing is changed"},
            **documented(
                "session-ended", "update-not-found", "document-in-use", "changed-meanwhile"
            ),
        },
    )
    async def confirm_document_update(
        update_id: str, response: Response, caller: Caller = signed_in
    ) -> DocumentUpdateOut:
        """Link the new document. The old one signs in until the new one has been used once.

        Held for review instead when the document does not say the same as the record.
        """
        update = await service.confirm_document(caller, update_id)
        if update.state == "held-for-review":
            response.status_code = 202
        return document_update_out(update)

    return router


def document_update_out(update: DocumentUpdate) -> DocumentUpdateOut:
    """A change of document as it goes over the wire, masked."""
    document = update.document
    return DocumentUpdateOut(
        id=update.id,
        document=DocumentOut(kind=document.kind, masked=masked_number(document.number)),
        state=update.state,
        differs=update.differs,
        expires_at=update.expires_at,
    )
