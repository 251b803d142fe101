"""HTTP skin of signing in, of the session and of what an account holds."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel, Field, field_validator

from backend_stub.account.asking import BEARER, ClientToken, Key, gate, machine_of
from backend_stub.account.model import Identity
from backend_stub.account.service import Accepted, AccountService
from backend_stub.kernel.caller import Caller
from backend_stub.kernel.fields import Asked, Day, Moment
from backend_stub.kernel.idempotency import once
from backend_stub.kernel.keys import Channel, SignInId
from backend_stub.kernel.normal import normal_number
from backend_stub.kernel.problem import documented


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
    """A session begun. The tokens are shown this once.

    `client_token` is given to a machine that sent none that we know: sent as X-Client-Token from
    now on, it keeps what others get wrong from standing in this machine's way, and binds sessions
    that are begun with it to this machine.
    """

    token: str
    account_reference: str
    expires_at: Moment
    idle_seconds: int
    client_token: str | None


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
    async def start_sign_in(
        request: Request,
        body: SignInIn,
        idempotency_key: Key = None,
        _client_token: ClientToken = None,
    ) -> AcceptedOut:
        """Begin to sign in. Accepted when well formed: it does not tell who exists.

        After wrong codes for the same number from the same machine there is a wait first.
        """
        number = normal_number(body.document_number)
        channel: Channel = body.channel
        asked = once(
            server_key,
            "sign-ins",
            idempotency_key,
            {"number": number, "birth_date": body.birth_date, "channel": channel},
        )
        who = Identity(number, body.birth_date)
        return accepted_out(await service.start(who, channel, asked, machine_of(request)))

    @router.post(
        "/sign-ins/{sign_in_id}/codes",
        status_code=202,
        responses=documented("sign-in-not-found", "not-understood", "wait"),
    )
    async def send_code_again(
        request: Request, sign_in_id: str, body: ChannelIn, _client_token: ClientToken = None
    ) -> AcceptedOut:
        """Send another code, the same way or another; at least a minute apart."""
        machine = machine_of(request)
        return accepted_out(await service.send_again(SignInId(sign_in_id), body.channel, machine))

    @router.post(
        "/sign-ins/{sign_in_id}/verification",
        status_code=201,
        responses=documented(
            "sign-in-not-found", "code-ended", "code-not-right", "not-understood", "wait"
        ),
    )
    async def verify_code(
        request: Request, sign_in_id: str, body: VerificationIn, _client_token: ClientToken = None
    ) -> SessionOut:
        """Trade the security code for a session.

        Five tries a code; `tries_left` counts down. Between wrong codes there is a growing wait.
        """
        session = await service.verify(SignInId(sign_in_id), body.code, machine_of(request))
        return SessionOut(
            token=session.token,
            account_reference=session.reference,
            expires_at=session.expires_at,
            idle_seconds=int(service.rules.session_idle.total_seconds()),
            client_token=session.client_token,
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
        """Contacts and documents, masked. The ETag is what a change of them has to name."""
        summary = await service.summary(caller)
        response.headers["ETag"] = summary.tag
        return AccountOut(
            account_reference=summary.reference,
            contacts=[ContactOut(channel=kind, masked=text) for kind, text in summary.contacts],
            documents=[DocumentOut(kind=kind, masked=text) for kind, text in summary.documents],
            authenticator=summary.authenticator,
        )

    return router
