"""HTTP skin of fresh codes, and of changing a contact and the authenticator."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Response
from pydantic import BaseModel, Field, model_validator

from backend_stub.account.asking import BEARER, IfMatch, Key, gate
from backend_stub.account.changes import THE_AUTHENTICATOR, ChangeService
from backend_stub.account.contact_updates import ContactUpdate, invented_contact
from backend_stub.account.documents import invented_document
from backend_stub.account.model import masked_contact
from backend_stub.account.routes import ContactOut, VerificationIn
from backend_stub.account.service import AccountService
from backend_stub.kernel.caller import Caller
from backend_stub.kernel.fields import Asked, Moment
from backend_stub.kernel.idempotency import once
from backend_stub.kernel.normal import normal_number
from backend_stub.kernel.problem import documented

State = Annotated[str, Field(pattern="^[A-Z]{3}$", description="Three letters, as in passports")]


class DocumentIdIn(Asked):
    """A document as no two in the world are named. Of an invented person, as everything here."""

    kind: Literal["passport", "identity-card", "travel-document"]
    issuing_state: State
    number: str = Field(min_length=1, max_length=40)


class ContactIn(Asked):
    """A new contact: a telephone number kept for drama, or an address at an example domain."""

    channel: Literal["text", "email"]
    address: str = Field(min_length=1, max_length=254)


class StepUpIn(Asked):
    """What the code is to be for, and how to send it.

    "change-document" names the new `document` and is sent to a phone or by e-mail;
    "change-contact" names the new `contact`; "set-up-authenticator" names nothing.
    """

    purpose: Literal["change-document", "change-contact", "set-up-authenticator"]
    channel: Literal["text", "email", "authenticator"]
    document: DocumentIdIn | None = None
    contact: ContactIn | None = None

    @model_validator(mode="after")
    def _one_thing(self) -> StepUpIn:
        named = (self.document is not None, self.contact is not None)
        if named != (self.purpose == "change-document", self.purpose == "change-contact"):
            raise ValueError("each purpose names its own thing, and nothing else")
        if self.purpose == "change-document" and self.channel == "authenticator":
            raise ValueError("sent to a contact")
        return self

    def about(self) -> str:
        """The one thing that the code is for, in one line."""
        if self.document is not None:
            number = normal_number(self.document.number)
            found = invented_document(self.document.kind, self.document.issuing_state, number)
            return found.text
        if self.contact is not None:
            return invented_contact(self.contact.channel, self.contact.address).text
        return THE_AUTHENTICATOR


class StepUpOut(BaseModel):
    """A fresh code is on its way."""

    id: str
    purpose: Literal["change-document", "change-contact", "set-up-authenticator"]
    channel: Literal["text", "email", "authenticator"]
    expires_at: Moment


class GrantedOut(BaseModel):
    """The code was right: `step_up_id` may be used once until `valid_until`.

    The session goes on under `token`; the old token has ended.
    """

    step_up_id: str
    purpose: Literal["change-document", "change-contact", "set-up-authenticator"]
    valid_until: Moment
    token: str
    expires_at: Moment


class ContactUpdateIn(Asked):
    """The new contact, and the step-up that was granted for exactly it."""

    step_up_id: str = Field(min_length=1, max_length=64)
    contact: ContactIn


class ContactUpdateOut(BaseModel):
    """A change of one contact, which counts once the code sent there has been typed."""

    id: str
    contact: ContactOut
    state: Literal["code-sent", "done"]
    expires_at: Moment


class AuthenticatorIn(Asked):
    """The step-up that was granted to set up an authenticator."""

    step_up_id: str = Field(min_length=1, max_length=64)


class AuthenticatorOut(BaseModel):
    """What to put into the app: the secret, base 32, or the same as an address for a QR code.

    Our invention: we do not know that the real service has authenticators.
    """

    id: str
    secret: str
    uri: str
    expires_at: Moment


class AuthenticatorReadyOut(BaseModel):
    """Codes of the authenticator are taken from now on, each of them once."""

    authenticator: Literal[True] = True


_START = (
    "idempotency-key-missing", "session-ended", "step-up-needed", "changed-meanwhile",
    "idempotency-key-reused", "not-understood", "if-match-missing",
)  # fmt: skip


def change_router(accounts: AccountService, service: ChangeService, key: bytes) -> APIRouter:
    """Step-ups, contact and authenticator; `key` is the server's own."""
    router = APIRouter(prefix="/v1/account", tags=["account"], dependencies=[BEARER])
    signed_in = Depends(gate(accounts))

    @router.post(
        "/step-ups",
        status_code=202,
        responses=documented(
            "idempotency-key-missing",
            "session-ended",
            "step-up-not-found",
            "contact-missing",
            "idempotency-key-reused",
            "not-invented",
            "not-understood",
            "wait",
        ),
    )
    async def start_step_up(
        body: StepUpIn, caller: Caller = signed_in, idempotency_key: Key = None
    ) -> StepUpOut:
        """Ask for a fresh code for one purpose, sent to a contact that the account has."""
        about = body.about()
        asked = once(key, f"step-ups {caller.account_id}", idempotency_key, body.model_dump())
        begun = await service.start_step_up(caller, body.purpose, about, body.channel, asked)
        return StepUpOut(
            id=begun.id, purpose=body.purpose, channel=body.channel, expires_at=begun.expires_at
        )

    @router.post(
        "/step-ups/{step_up_id}/verification",
        status_code=201,
        responses=documented(
            "session-ended",
            "step-up-not-found",
            "code-ended",
            "code-not-right",
            "not-understood",
            "wait",
        ),
    )
    async def verify_step_up(
        step_up_id: str, body: VerificationIn, caller: Caller = signed_in
    ) -> GrantedOut:
        """Type the fresh code. The session goes on under another token."""
        granted = await service.verify_step_up(caller, step_up_id, body.code)
        return GrantedOut(
            step_up_id=granted.id,
            purpose=granted.purpose,
            valid_until=granted.valid_until,
            token=granted.session.token,
            expires_at=granted.session.expires_at,
        )

    @router.post(
        "/contact-updates",
        status_code=201,
        responses=documented(*_START, "contact-changed-lately", "not-invented"),
    )
    async def start_contact_update(
        body: ContactUpdateIn,
        response: Response,
        caller: Caller = signed_in,
        if_match: IfMatch = None,
        idempotency_key: Key = None,
    ) -> ContactUpdateOut:
        """Change the phone number or the e-mail address, never both: a code goes to the new one."""
        contact = invented_contact(body.contact.channel, body.contact.address)
        scope = f"contact-updates {caller.account_id}"
        asked = once(key, scope, idempotency_key, body.model_dump())
        begun = await service.start_contact(caller, contact, body.step_up_id, if_match, asked)
        response.headers["Location"] = f"/v1/account/contact-updates/{begun.id}"
        return contact_update_out(begun)

    @router.get(
        "/contact-updates/{update_id}", responses=documented("session-ended", "update-not-found")
    )
    async def show_contact_update(update_id: str, caller: Caller = signed_in) -> ContactUpdateOut:
        """How far a change of contact is."""
        return contact_update_out(await service.contact_update(caller, update_id))

    @router.post(
        "/contact-updates/{update_id}/codes",
        status_code=202,
        responses=documented("session-ended", "update-not-found", "wait"),
    )
    async def send_contact_code(update_id: str, caller: Caller = signed_in) -> ContactUpdateOut:
        """Send another code to the new contact; at least a minute apart."""
        return contact_update_out(await service.send_contact_code(caller, update_id))

    @router.post(
        "/contact-updates/{update_id}/verification",
        responses=documented(
            "session-ended",
            "update-not-found",
            "contact-changed-lately",
            "code-ended",
            "changed-meanwhile",
            "code-not-right",
            "not-understood",
            "wait",
        ),
    )
    async def verify_contact_update(
        update_id: str, body: VerificationIn, caller: Caller = signed_in
    ) -> ContactUpdateOut:
        """Type the code that the new contact got: it takes the old one's place, which is told."""
        return contact_update_out(await service.verify_contact(caller, update_id, body.code))

    @router.post(
        "/authenticator", status_code=201, responses=documented(*_START, "update-not-found")
    )
    async def set_up_authenticator(
        body: AuthenticatorIn,
        caller: Caller = signed_in,
        if_match: IfMatch = None,
        idempotency_key: Key = None,
    ) -> AuthenticatorOut:
        """Begin to set up an authenticator app (RFC 6238: SHA-1, 6 digits, 30 seconds)."""
        scope = f"authenticator {caller.account_id}"
        asked = once(key, scope, idempotency_key, body.model_dump())
        made = await service.enrol(caller, body.step_up_id, if_match, asked)
        return AuthenticatorOut(
            id=made.id, secret=made.secret, uri=made.uri, expires_at=made.expires_at
        )

    @router.post(
        "/authenticator/verification",
        responses=documented(
            "session-ended", "update-not-found", "code-not-right", "not-understood", "wait"
        ),
    )
    async def prove_authenticator(
        body: VerificationIn, caller: Caller = signed_in
    ) -> AuthenticatorReadyOut:
        """Type a code of the app: from now on it is taken at sign-in."""
        await service.prove_authenticator(caller, body.code)
        return AuthenticatorReadyOut()

    return router


def contact_update_out(update: ContactUpdate) -> ContactUpdateOut:
    """A change of contact as it goes over the wire, masked."""
    contact = update.contact
    masked = masked_contact(contact.channel, contact.address)
    return ContactUpdateOut(
        id=update.id,
        contact=ContactOut(channel=contact.channel, masked=masked),
        state=update.state,
        expires_at=update.expires_at,
    )
