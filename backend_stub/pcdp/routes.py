"""HTTP skin of the status service, and of the pictures that any service may show."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from fastapi import APIRouter, Depends
from pydantic import BaseModel

from backend_stub.kernel.caller import Caller, Gate
from backend_stub.kernel.fields import Moment, PortraitOut
from backend_stub.kernel.kinds import KIND_LABELS
from backend_stub.kernel.looks import Looks
from backend_stub.kernel.problem import Problem, documented
from backend_stub.kernel.proof import PhotoLink, photo_link
from backend_stub.pcdp.model import PhotoSource
from backend_stub.pcdp.service import StatusService


class StatusOut(BaseModel):
    """The view of one's own status."""

    given_names: str
    family_name: str
    birth_date: date
    photo: PhotoLink
    kind: str
    kind_label: str
    valid_from: date
    valid_until: date | None
    conditions: list[str]
    as_at: Moment


def status_router(
    service: StatusService, gate: Gate, bearer: Any, photos: Sequence[PhotoSource], looks: Looks
) -> APIRouter:
    """Status and pictures. `photos` are asked in turn."""
    router = APIRouter(prefix="/v1", tags=["status"], dependencies=[bearer])
    signed_in = Depends(gate)

    @router.get(
        "/status",
        responses=documented("session-ended", "status-not-found", "status-unavailable"),
    )
    async def show_status(caller: Caller = signed_in) -> StatusOut:
        """The person's status, as the record has it."""
        found = await service.status(caller)
        looks.taken(caller, "status")
        return StatusOut(
            given_names=found.given_names,
            family_name=found.family_name,
            birth_date=found.birth_date,
            photo=photo_link(found.photo_digest),
            kind=found.kind,
            kind_label=KIND_LABELS.get(found.kind, found.kind),
            valid_from=found.valid_from,
            valid_until=found.valid_until,
            conditions=[condition["says"] for condition in found.conditions],
            as_at=found.as_at,
        )

    @router.get("/photos/{digest}", responses=documented("session-ended", "photo-not-found"))
    async def show_photo(digest: str, caller: Caller = signed_in) -> PortraitOut:
        """A picture, if the status or a proof that this session may see shows it."""
        for source in photos:
            portrait = await source.photo(caller, digest)
            if portrait is not None:
                return PortraitOut(**portrait)
        raise Problem("photo-not-found")

    return router
