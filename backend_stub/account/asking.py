"""What every route of the account part reads of a request besides its body."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Header, Request
from fastapi.security import HTTPBearer
from fastapi.security.utils import get_authorization_scheme_param

from backend_stub.account.service import AccountService
from backend_stub.kernel.caller import Caller, Gate, Machine
from backend_stub.kernel.problem import Problem
from backend_stub.kernel.security import token_hash

CLIENT_TOKEN = "X-Client-Token"

Key = Annotated[str | None, Header(alias="Idempotency-Key", max_length=200)]
IfMatch = Annotated[str | None, Header(alias="If-Match", max_length=400)]
ClientToken = Annotated[
    str | None,
    Header(
        alias=CLIENT_TOKEN,
        description="The client token that an earlier sign-in gave this machine",
    ),
]

# Shown in the description; the gate itself answers, so that the error is a problem of ours.
BEARER = Depends(
    HTTPBearer(
        auto_error=False,
        description=(
            "The token of a verified sign-in. Signed in with an X-Client-Token that we gave out, "
            "it works together with that alone."
        ),
    )
)


def machine_of(request: Request) -> Machine:
    """The machine that asks: its client token, hashed, and its address."""
    token = request.headers.get(CLIENT_TOKEN, "")
    address = request.client.host if request.client else "here"
    return Machine(token_hash(token) if token else "", address)


def gate(service: AccountService, *, touch: bool = True) -> Gate:
    """The dependency that turns a bearer token into a Caller."""

    async def caller(request: Request) -> Caller:
        header = request.headers.get("Authorization")
        scheme, token = get_authorization_scheme_param(header)
        if scheme.lower() != "bearer" or not token:
            raise Problem("session-ended")
        return await service.caller(token, machine_of(request), touch=touch)

    return caller
