"""HTTP skin of the staff's side of the centre. Practice only: we know nothing of the real one."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, Query, Request
from fastapi.security.utils import get_authorization_scheme_param

from backend_stub.kernel.fields import Day
from backend_stub.kernel.idempotency import once
from backend_stub.kernel.problem import Problem, documented
from backend_stub.resolution.asked import MoveIn, StaffNoteIn
from backend_stub.resolution.counting import counts
from backend_stub.resolution.looking import LookService
from backend_stub.resolution.model import Stage
from backend_stub.resolution.shown import (
    CountsOut,
    LookOut,
    NoteOut,
    StaffReportOut,
    StaffReportsOut,
    counts_out,
    note_out,
    staff_report_out,
)
from backend_stub.resolution.staff import Member, StaffService

Key = Annotated[str | None, Header(alias="Idempotency-Key", max_length=200)]

_ONE = ("staff-only", "report-not-found")
_MADE = ("idempotency-key-missing", "idempotency-key-reused", "not-understood")


def staff_router(
    service: StaffService, looking: LookService, bearer: Any, server_key: bytes
) -> APIRouter:
    """For members of staff with a credential of their own; a person's session is none."""
    router = APIRouter(prefix="/v1/staff", tags=["staff"], dependencies=[bearer])

    async def on_duty(request: Request) -> Member:
        scheme, token = get_authorization_scheme_param(request.headers.get("Authorization"))
        if scheme.lower() != "bearer" or not token:
            raise Problem("staff-only")
        return await service.member(token)

    member_here = Depends(on_duty)

    @router.get("/fault-reports", responses=documented("staff-only", "not-understood"))
    async def list_open(
        stage: Stage | None = None, overdue: bool = False, _member: Member = member_here
    ) -> StaffReportsOut:
        """Reports that nobody has confirmed yet; of one stage, or past the promised day."""
        found = await service.listed(stage, overdue=overdue)
        return StaffReportsOut(items=[staff_report_out(report) for report in found])

    @router.get("/fault-reports/{reference}", responses=documented(*_ONE))
    async def show_one(reference: str, _member: Member = member_here) -> StaffReportOut:
        """A report, with what the person wrote."""
        return staff_report_out(await service.one(reference))

    @router.post(
        "/fault-reports/{reference}/stages",
        status_code=201,
        responses=documented(*_ONE, *_MADE, "not-this-stage", "account-not-known"),
    )
    async def move_on(
        reference: str, body: MoveIn, idempotency_key: Key = None, member: Member = member_here
    ) -> StaffReportOut:
        """Take a report to its next stage.

        The repair "resend" lets the record tell every sharing service all of it once more;
        "by_hand" only says that somebody sees to it. An answer is sent the way the person chose.
        """
        asked = once(server_key, f"stages {reference}", idempotency_key, body.model_dump())
        return staff_report_out(await service.move(reference, member, body.move(), asked))

    @router.post(
        "/fault-reports/{reference}/notes",
        status_code=201,
        responses=documented(*_ONE, *_MADE),
    )
    async def add_staff_note(
        reference: str,
        body: StaffNoteIn,
        idempotency_key: Key = None,
        member: Member = member_here,
    ) -> NoteOut:
        """Write something down that the person will read."""
        asked = once(server_key, f"staff notes {reference}", idempotency_key, body.model_dump())
        return note_out(await service.add_note(reference, member, body.text, asked))

    @router.post(
        "/fault-reports/{reference}/looks",
        status_code=201,
        responses=documented(*_ONE, "no-permission"),
    )
    async def begin_look(reference: str, member: Member = member_here) -> LookOut:
        """See what the person sees, if the person allows it: no more, and no share code.

        The token opens the status, the previews and their pictures, at the same addresses as for
        the person. Each of them is written down, and the person sees who looked.
        """
        begun = await looking.begin(reference, member.id)
        return LookOut(token=begun.token, until=begun.until)

    @router.get("/statistics", responses=documented("staff-only", "not-understood"))
    async def statistics(
        since: Annotated[Day, Query(description="The first day that counts")],
        _member: Member = member_here,
    ) -> CountsOut:
        """How many reports there were of which kind, and how many days each stage took."""
        return counts_out(since, counts(await service.since(since)))

    return router
