"""HTTP skin of the person's side of the centre."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, Request, Response

from backend_stub.kernel.caller import Caller, Gate, client_of
from backend_stub.kernel.idempotency import once
from backend_stub.kernel.keys import AccountId
from backend_stub.kernel.limits import ClientLimits
from backend_stub.kernel.problem import documented
from backend_stub.resolution.asked import (
    LooksIn,
    NoteIn,
    PermissionIn,
    ReopeningIn,
    ReportIn,
)
from backend_stub.resolution.looking import LookService
from backend_stub.resolution.service import Reporter, ReportService
from backend_stub.resolution.shown import (
    AllowedOut,
    NoteOut,
    ReceivedOut,
    ReportOut,
    ReportsOut,
    note_out,
    report_out,
)

# Added to what the description says of signing in: whoever holds a report's key need not.
OR_NOT_SIGNED_IN: dict[str, Any] = {"security": [{}]}

Key = Annotated[str | None, Header(alias="Idempotency-Key", max_length=200)]
ReportKey = Annotated[
    str | None,
    Header(alias="X-Report-Key", max_length=200, description="Given when the report was made"),
]
AccountOf = Callable[[str, date], Awaitable[AccountId | None]]
"""Whose document that is: its number in normal form, and the date of birth."""

_ONE = ("session-ended", "report-not-found")
_MADE = ("idempotency-key-missing", "idempotency-key-reused", "not-understood")


def fault_reports_router(
    service: ReportService,
    looking: LookService,
    gate: Gate,
    bearer: Any,
    account_of: AccountOf,
    limits: ClientLimits,
    server_key: bytes,
) -> APIRouter:
    """Reports. Nobody has to be signed in to make one: often that is what does not work."""
    router = APIRouter(prefix="/v1/fault-reports", tags=["fault-reports"], dependencies=[bearer])
    signed_in = Depends(gate)

    async def reporter(request: Request, x_report_key: ReportKey = None) -> Reporter:
        # Whoever sends a session at all must send one that runs.
        known = (await gate(request)).account_id if "Authorization" in request.headers else None
        return Reporter(known, x_report_key)

    who = Depends(reporter)

    @router.post(
        "",
        status_code=201,
        responses=documented("session-ended", *_MADE, "wait"),
        openapi_extra=OR_NOT_SIGNED_IN,
    )
    async def make_report(
        body: ReportIn,
        request: Request,
        response: Response,
        idempotency_key: Key = None,
        by: Reporter = who,
    ) -> ReceivedOut:
        """Report a fault. The answer is promised in 10 working days of that nation.

        Its account is that of the session, or the one that the passport signs in to; the answer
        does not tell whether there is one.
        """
        await limits.count(client_of(request))
        account_id, number = by.account_id, body.document_number
        if account_id is None and number is not None:
            account_id = await account_of(number, body.person.birth_date)
        asked = once(server_key, "fault-reports", idempotency_key, body.model_dump(mode="json"))
        received = await service.report(body.kept(), account_id, asked)
        report = received.report
        response.headers["Location"] = f"/v1/fault-reports/{report.reference}"
        return ReceivedOut(
            reference=report.reference,
            key=received.key,
            received_at=report.received_at,
            promised_on=report.promised_on,
        )

    @router.get("", responses=documented("session-ended"))
    async def list_reports(caller: Caller = signed_in) -> ReportsOut:
        """Every report about this account."""
        return ReportsOut(items=[report_out(report) for report in await service.listed(caller)])

    @router.get(
        "/{reference}",
        responses=documented(*_ONE, "not-understood"),
        openapi_extra=OR_NOT_SIGNED_IN,
    )
    async def show_report(reference: str, by: Reporter = who) -> ReportOut:
        """How a report stands, and how long each stage took."""
        return report_out(await service.one(reference, by))

    @router.post(
        "/{reference}/notes",
        status_code=201,
        responses=documented(*_ONE, *_MADE),
        openapi_extra=OR_NOT_SIGNED_IN,
    )
    async def add_note(
        reference: str, body: NoteIn, idempotency_key: Key = None, by: Reporter = who
    ) -> NoteOut:
        """Say something more, or ask how it stands."""
        asked = once(server_key, f"notes {reference}", idempotency_key, body.model_dump())
        return note_out(await service.add_note(reference, by, body.kind, body.text, asked))

    @router.post(
        "/{reference}/reopening",
        responses=documented(*_ONE, "not-this-stage", "not-understood"),
        openapi_extra=OR_NOT_SIGNED_IN,
    )
    async def reopen(reference: str, body: ReopeningIn, by: Reporter = who) -> ReportOut:
        """Open the same report again. Its first day and its promised day stay what they were."""
        return report_out(await service.reopen(reference, by, body.reason, body.text))

    @router.post(
        "/{reference}/verification",
        responses=documented(
            *_ONE, "not-this-stage", "not-all-right", "look-not-taken", "not-understood"
        ),
    )
    async def verify(reference: str, body: LooksIn, caller: Caller = signed_in) -> ReportOut:
        """Close a report: the person looked at status and proofs again, and all four were right.

        Each look is named by the X-Request-ID of the request that showed it, made by this account
        since the repair.
        """
        return report_out(await service.verify(reference, caller, body.looks()))

    @router.put("/{reference}/permission", responses=documented(*_ONE, "not-understood"))
    async def allow(reference: str, body: PermissionIn, caller: Caller = signed_in) -> AllowedOut:
        """Let the centre see what you see, for some minutes. Who looked, at what, is shown."""
        return AllowedOut(until=await looking.allow(reference, caller, body.minutes))

    @router.delete("/{reference}/permission", status_code=204, responses=documented(*_ONE))
    async def withdraw(reference: str, caller: Caller = signed_in) -> Response:
        """End the permission now."""
        await looking.withdraw(reference, caller)
        return Response(status_code=204)

    return router
