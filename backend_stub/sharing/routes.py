"""HTTP skin of the holder's side, mounted once for each purpose."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Header, Response
from pydantic import BaseModel

from backend_stub.kernel.caller import Caller, Gate
from backend_stub.kernel.fields import Asked, Moment
from backend_stub.kernel.idempotency import once
from backend_stub.kernel.looks import Looks
from backend_stub.kernel.problem import documented
from backend_stub.kernel.proof import CHECKERS, SEGMENTS, ProofOut, proof_out
from backend_stub.sharing.model import ShareCode
from backend_stub.sharing.service import SharingService

Key = Annotated[str | None, Header(alias="Idempotency-Key", max_length=200)]


class NewCodeIn(Asked):
    """Nothing to say yet."""


class NewCodeOut(BaseModel):
    """A code just made."""

    id: str
    code: str
    purpose: Literal["work", "rent", "other"]
    created_at: Moment
    expires_at: Moment


class CodeOut(NewCodeOut):
    """A code, and what became of it. `stopped`: cancelled because of wrong dates of birth."""

    state: Literal["live", "ended", "cancelled"]
    used: int
    stopped: bool


class CodesOut(BaseModel):
    """Codes, the newest first."""

    items: list[CodeOut]


class UseOut(BaseModel):
    """A check that a code opened. The name is what the checker typed; nobody has looked it up."""

    reference: str
    checked_at: Moment
    checker: Literal["employer", "landlord", "other"]
    checker_name: str
    reason: str | None


class UsesOut(BaseModel):
    """Checks, the newest first."""

    items: list[UseOut]


def _code_out(code: ShareCode) -> CodeOut:
    return CodeOut(
        id=code.id,
        code=code.code,
        purpose=code.purpose,
        created_at=code.created_at,
        expires_at=code.expires_at,
        state=code.state,
        used=code.used,
        stopped=code.stopped,
    )


def sharing_router(
    service: SharingService,
    gate: Gate,
    viewing: Gate,
    bearer: Any,
    server_key: bytes,
    looks: Looks,
) -> APIRouter:
    """Preview and share codes of one purpose. `viewing` lets in those who may only look."""
    segment = SEGMENTS[service.purpose]
    name = segment.replace("-", "_")
    router = APIRouter(prefix=f"/v1/{segment}", tags=[segment], dependencies=[bearer])
    signed_in, looking = Depends(gate), Depends(viewing)

    @router.get(
        "/preview",
        operation_id=f"preview_{name}",
        responses=documented("session-ended", "proof-not-found", "proof-unavailable"),
    )
    async def preview(caller: Caller = looking) -> ProofOut:
        """What a checker would see, before any code is given away."""
        proof = proof_out(await service.preview(caller))
        looks.taken(caller, service.purpose)
        return proof

    @router.post(
        "/share-codes",
        status_code=201,
        operation_id=f"create_code_{name}",
        responses=documented(
            "idempotency-key-missing",
            "session-ended",
            "proof-not-found",
            "too-many-codes",
            "idempotency-key-reused",
            "not-understood",
            "proof-unavailable",
        ),
    )
    async def create(
        _body: NewCodeIn,
        response: Response,
        caller: Caller = signed_in,
        idempotency_key: Key = None,
    ) -> NewCodeOut:
        """Make a share code; it works for 90 days, for this purpose only."""
        request = once(server_key, caller.account_id, idempotency_key, {})
        code = await service.create(caller, request)
        response.headers["Location"] = f"/v1/{segment}/share-codes/{code.id}"
        return NewCodeOut(
            id=code.id,
            code=code.code,
            purpose=code.purpose,
            created_at=code.created_at,
            expires_at=code.expires_at,
        )

    @router.get(
        "/share-codes", operation_id=f"list_codes_{name}", responses=documented("session-ended")
    )
    async def listed(caller: Caller = signed_in) -> CodesOut:
        """Every code of this purpose that the account has made."""
        return CodesOut(items=[_code_out(code) for code in await service.codes(caller)])

    @router.get(
        "/share-codes/{share_code_id}/checks",
        operation_id=f"list_checks_{name}",
        responses=documented("session-ended", "share-code-not-found"),
    )
    async def uses(share_code_id: str, caller: Caller = signed_in) -> UsesOut:
        """Who opened a code, and when. Practice only: we do not know that the real one tells."""
        return UsesOut(
            items=[
                UseOut(
                    reference=use.reference,
                    checked_at=use.checked_at,
                    checker=CHECKERS[service.purpose],
                    checker_name=use.checker_name,
                    reason=use.reason,
                )
                for use in await service.uses(caller, share_code_id)
            ]
        )

    @router.delete(
        "/share-codes/{share_code_id}",
        status_code=204,
        operation_id=f"cancel_code_{name}",
        responses=documented("session-ended", "share-code-not-found"),
    )
    async def cancel(share_code_id: str, caller: Caller = signed_in) -> Response:
        """End a code now. Practice only: we do not know that the real service does this."""
        await service.cancel(caller, share_code_id)
        return Response(status_code=204)

    return router
