"""HTTP skin of the account service."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Header, Request, Response
from fastapi.security import HTTPBearer
from fastapi.security.utils import get_authorization_scheme_param
from pydantic import BaseModel, Field, field_validator

from backend_stub.account.model import SESSION_IDLE, Identity
from backend_stub.account.service import Accepted, AccountService
from backend_stub.kernel.caller import Caller, Gate
from backend_stub.kernel.etag import etag
from backend_stub.kernel.fields import Asked, Day, Moment
from backend_stub.kernel.idempotency import once
from backend_stub.kernel.keys import Channel, SignInId
from backend_stub.kernel.normal import normal_number
from backend_stub.kernel.problem import Problem, documented

Key = Annotated[str | None, Header(alias="Idempotency-Key", max_length=200)]


class ChannelIn(Asked):
    """Where to send the code; chosen blind."""

    channel: Literal["text", "email", "authenticator"]


class SignInIn(ChannelIn):
    """Spaces, hyphens and small letters in the number do not matter."""

    document_number: str = Field(min_length=1, max_length=40)
    birth_date: Day

    @field_validator("document_number")
    @classmethod
    def _something_to_look_up(cls, text: str) -> str:
        if not normal_number(text):
            raise ValueError("no letter and no digit")
        return text


class AcceptedOut(BaseModel):
    """The same for a person who exists and one who does not."""

    id: str
    channel: Literal["text", "email", "authenticator"]
    expires_at: Moment


class VerificationIn(Asked):
    """The six digits; spaces and hyphens between them do not matter."""

    code: str = Field(min_length=1, max_length=40)


class SessionOut(BaseModel):
    """A session begun. The token is shown this once."""

    token: str
    account_reference: str
    expires_at: Moment
    idle_seconds: int


class SessionTimesOut(BaseModel):
    """How long a session still runs."""

    expires_at: Moment
    idle_until: Moment


class ContactOut(BaseModel):
    """A contact, masked."""

    channel: str
    masked: str


class DocumentOut(BaseModel):
    """A document, masked."""

    kind: str
    masked: str


class AccountOut(BaseModel):
    """What an account holds."""

    account_reference: str
    contacts: list[ContactOut]
    documents: list[DocumentOut]
    authenticator: bool


def gate(service: AccountService, *, touch: bool = True) -> Gate:
    """The dependency that turns a bearer token into a Caller."""

    async def caller(request: Request) -> Caller:
        header = request.headers.get("Authorization")
        scheme, token = get_authorization_scheme_param(header)
        if scheme.lower() != "bearer" or not token:
            raise Problem("session-ended")
        return await service.caller(token, touch=touch)

    return caller


# Shown in the description; the gate itself answers, so that the error is a problem of ours.
BEARER = Depends(HTTPBearer(auto_error=False, description="The token of a verified sign-in"))


def account_router(service: AccountService, server_key: bytes) -> APIRouter:
    """Sign-in, session and account."""
    router = APIRouter(prefix="/v1", tags=["account"])
    signed_in = Depends(gate(service))
    looking = Depends(gate(service, touch=False))

    def accepted_out(accepted: Accepted) -> AcceptedOut:
        return AcceptedOut(id=accepted.id, channel=accepted.channel, expires_at=accepted.expires_at)

    @router.post(
        "/sign-ins",
        status_code=202,
        responses=documented(
            "idempotency-key-missing", "idempotency-key-reused", "not-understood", "wait"
        ),
    )
    async def start_sign_in(body: SignInIn, idempotency_key: Key = None) -> AcceptedOut:
        """Begin to sign in. Always accepted when well formed: it does not tell who exists."""
        number = normal_number(body.document_number)
        channel: Channel = body.channel
        request = once(
            server_key,
            "sign-ins",
            idempotency_key,
            {"number": number, "birth_date": body.birth_date, "channel": channel},
        )
        who = Identity(number, body.birth_date)
        return accepted_out(await service.start(who, channel, request))

    @router.post(
        "/sign-ins/{sign_in_id}/codes",
        status_code=202,
        responses=documented("sign-in-not-found", "not-understood", "wait"),
    )
    async def send_code_again(sign_in_id: str, body: ChannelIn) -> AcceptedOut:
        """Send another code, the same way or another; at least a minute apart."""
        return accepted_out(await service.send_again(SignInId(sign_in_id), body.channel))

    @router.post(
        "/sign-ins/{sign_in_id}/verification",
        status_code=201,
        responses=documented("sign-in-not-found", "code-ended", "code-not-right", "not-understood"),
    )
    async def verify_code(sign_in_id: str, body: VerificationIn) -> SessionOut:
        """Trade the security code for a session. Five tries a code; `tries_left` counts down."""
        session = await service.verify(SignInId(sign_in_id), body.code)
        return SessionOut(
            token=session.token,
            account_reference=session.reference,
            expires_at=session.expires_at,
            idle_seconds=int(SESSION_IDLE.total_seconds()),
        )

    @router.get("/session", dependencies=[BEARER], responses=documented("session-ended"))
    async def show_session(caller: Caller = looking) -> SessionTimesOut:
        """How long the session still runs. Asking does not lengthen it."""
        return SessionTimesOut(expires_at=caller.expires_at, idle_until=caller.idle_until)

    @router.delete(
        "/session",
        status_code=204,
        dependencies=[BEARER],
        responses=documented("session-ended"),
    )
    async def sign_out(caller: Caller = signed_in) -> Response:
        """Sign out."""
        await service.sign_out(caller)
        return Response(status_code=204)

    @router.get("/account", dependencies=[BEARER], responses=documented("session-ended"))
    async def show_account(response: Response, caller: Caller = signed_in) -> AccountOut:
        """Contacts and documents, masked."""
        summary = await service.summary(caller)
        body = AccountOut(
            account_reference=summary.reference,
            contacts=[ContactOut(channel=kind, masked=text) for kind, text in summary.contacts],
            documents=[DocumentOut(kind=kind, masked=text) for kind, text in summary.documents],
            authenticator=summary.authenticator,
        )
        response.headers["ETag"] = etag(body.model_dump_json().encode())
        return body

    return router
