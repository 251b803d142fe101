"""Wires the parts into one application. The parts know nothing of each other."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.security.utils import get_authorization_scheme_param
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.routing import Match
from starlette.types import ASGIApp

from backend_stub import __version__
from backend_stub.account.announce import RECORD
from backend_stub.account.asking import BEARER, gate
from backend_stub.account.change_routes import change_router
from backend_stub.account.changes import ChangeService
from backend_stub.account.document_routes import document_router
from backend_stub.account.lookup import AccountLookup
from backend_stub.account.model import Holder, Message, Record, Rules
from backend_stub.account.office import Office
from backend_stub.account.recovering import RecoveryService
from backend_stub.account.recovery_routes import recovery_router
from backend_stub.account.routes import account_router
from backend_stub.account.service import AccountService
from backend_stub.checker import tables as checker_tables
from backend_stub.checker.limits import CHECKS
from backend_stub.checker.routes import checker_router
from backend_stub.kernel.bodies import Bodies
from backend_stub.kernel.caller import Caller, Gate
from backend_stub.kernel.changes import NOTICES
from backend_stub.kernel.chores import for_ever
from backend_stub.kernel.description import complete
from backend_stub.kernel.edge import Edge
from backend_stub.kernel.keys import PURPOSES, AccountId, PersonKey, Purpose
from backend_stub.kernel.limits import ClientLimits
from backend_stub.kernel.looks import Looks
from backend_stub.kernel.operations import NAME, operations_router
from backend_stub.kernel.problem import Problem, problem_response
from backend_stub.kernel.proof import SEGMENTS
from backend_stub.kernel.pump import Pump, Receive
from backend_stub.kernel.seen import SEEN_LENGTH, Seen
from backend_stub.outbox.notices import NoticeService
from backend_stub.outbox.service import OutboxService
from backend_stub.parts import Parts
from backend_stub.pcdp.model import PhotoSource
from backend_stub.pcdp.records import RecordService
from backend_stub.pcdp.routes import status_router
from backend_stub.pcdp.service import StatusService
from backend_stub.resolution import tables as resolution_tables
from backend_stub.resolution.looking import PREFIX, LookService
from backend_stub.resolution.model import REPORTS
from backend_stub.resolution.routes import fault_reports_router
from backend_stub.resolution.service import ReportService
from backend_stub.resolution.staff import StaffService
from backend_stub.resolution.staff_routes import staff_router
from backend_stub.sharing.checking import CheckingService
from backend_stub.sharing.copies import CopyService
from backend_stub.sharing.routes import sharing_router
from backend_stub.sharing.service import SharingService

# How often expired messages are deleted while nobody asks for anything, in seconds.
PURGE_EVERY = 30.0
# How often messages between the stores are carried, in seconds.
DELIVER_EVERY = 1.0

# What is seen at the addresses that a look opens; the other one there is shows a picture.
VIEWS: dict[str, str] = {
    "/v1/status": "status",
    **{f"/v1/{SEGMENTS[purpose]}/preview": purpose for purpose in PURPOSES},
}


@dataclass(frozen=True, slots=True)
class Services:
    """Every service, built over the same parts."""

    account: AccountService
    changes: ChangeService
    recovery: RecoveryService
    status: StatusService
    records: RecordService
    sharing: dict[Purpose, SharingService]
    checking: dict[Purpose, CheckingService]
    checks: ClientLimits
    reporting: ClientLimits
    reports: ReportService
    looking: LookService
    staff: StaffService
    lookup: AccountLookup
    looks: Looks
    outbox: OutboxService
    pump: Pump

    async def account_of(self, token: str) -> AccountId | None:
        """Whose pages a token opens, a look in that person's place included."""
        if token.startswith(PREFIX):
            return await self.looking.account_of(token)
        return await self.account.account_of(token)


def build_services(parts: Parts, rules: Rules | None = None) -> Services:
    """Build the services; no store is touched. Without `rules`, the usual figures."""
    clock, entropy = parts.clock, parts.entropy
    outbox = OutboxService(parts.outbox, clock, entropy)
    status = StatusService(parts.pcdp, clock)

    async def deliver(message: Message) -> None:
        await outbox.deliver(
            message.channel, message.address, message.subject, message.body, message.expires_at
        )

    async def record_of(person_key: PersonKey) -> Record | None:
        found = await status.person(person_key)
        if found is None:
            return None
        holder = Holder(found.given_names, found.family_name, found.birth_date, found.nationality)
        return Record(holder, found.photo_digest)

    lookup, looks = AccountLookup(parts.account), Looks(clock)
    sharing_stores = {purpose: parts.sharing_store(purpose) for purpose in PURPOSES}
    records = RecordService(
        parts.pcdp, clock, entropy, [store.name for store in sharing_stores.values()]
    )
    receivers: dict[str, Receive] = {
        RECORD: records.receive,
        NOTICES: NoticeService(parts.outbox, clock, entropy, lookup.contacts).receive,
    }
    for store in sharing_stores.values():
        receivers[store.name] = CopyService(store, clock, entropy).receive
    office = Office(parts.account, clock, entropy, parts.server_key, deliver, rules or Rules())
    return Services(
        account=AccountService(office),
        changes=ChangeService(office, record_of),
        recovery=RecoveryService(office, record_of),
        status=status,
        records=records,
        sharing={
            purpose: SharingService(purpose, store, clock, entropy)
            for purpose, store in sharing_stores.items()
        },
        checking={
            purpose: CheckingService(purpose, store, clock, entropy)
            for purpose, store in sharing_stores.items()
        },
        checks=ClientLimits(
            parts.checker, checker_tables.throttle, clock, parts.server_key, "check", CHECKS
        ),
        reporting=ClientLimits(
            parts.resolution, resolution_tables.throttle, clock, parts.server_key, "report", REPORTS
        ),
        reports=ReportService(parts.resolution, clock, entropy, parts.server_key, looks),
        looking=LookService(parts.resolution, clock, entropy, lookup),
        staff=StaffService(parts.resolution, clock, entropy, lookup),
        lookup=lookup,
        looks=looks,
        outbox=outbox,
        pump=Pump(
            clock,
            [parts.account, parts.resolution, parts.pcdp, *sharing_stores.values()],
            receivers,
        ),
    )


class Application(FastAPI):
    """FastAPI with our edge around everything, the answer to an unforeseen error included."""

    def __init__(self, *, edge: Callable[[ASGIApp], ASGIApp], **settings: Any) -> None:
        self._edge = edge
        super().__init__(**settings)

    def build_middleware_stack(self) -> ASGIApp:
        """The layers, ours outermost."""
        return self._edge(super().build_middleware_stack())

    def openapi(self) -> dict[str, Any]:
        """The description, with our one shape of errors instead of the framework's."""
        if self.openapi_schema is None:
            complete(super().openapi())
        assert self.openapi_schema is not None
        return self.openapi_schema


def create_app(
    parts: Parts,
    *,
    services: Services | None = None,
    control: APIRouter | None = None,
    middleware: Sequence[Middleware] = (),
) -> FastAPI:
    """The application over opened parts.

    `control` is the router of the practice controls, left out when they are switched off.
    `middleware` runs inside the request ids and security headers. `app.state` has `parts`,
    `services` and `seen`. The stores are not closed here: who opened them closes them.
    """
    services = services or build_services(parts)
    seen: Seen = deque(maxlen=SEEN_LENGTH)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        chores = [
            asyncio.create_task(for_ever(PURGE_EVERY, services.outbox.purge)),
            asyncio.create_task(for_ever(DELIVER_EVERY, services.pump.deliver)),
        ]
        yield
        for chore in chores:
            chore.cancel()
            with suppress(asyncio.CancelledError):
                await chore

    app = Application(
        edge=lambda inner: Edge(Bodies(inner), entropy=parts.entropy, seen=seen),
        title=NAME,
        version=__version__,
        description="A practice copy with invented people. It is not the Home Office.",
        docs_url=None,
        redoc_url=None,
        # A redirect would be built from the Host header, which is whatever the caller says.
        redirect_slashes=False,
        lifespan=lifespan,
        middleware=list(middleware),
        exception_handlers={
            Problem: _problem,
            RequestValidationError: _not_understood,
            HTTPException: _http_error,
            500: _internal,
        },
    )
    app.state.parts, app.state.services, app.state.seen = parts, services, seen
    signed_in = gate(services.account)
    viewing = _or_looking(signed_in, services.looking)
    photos: list[PhotoSource] = [services.status, *services.sharing.values()]
    # An address is looked for in this order: what is asked for most comes first.
    app.include_router(status_router(services.status, viewing, BEARER, photos, services.looks))
    for sharing in services.sharing.values():
        app.include_router(
            sharing_router(sharing, signed_in, viewing, BEARER, parts.server_key, services.looks)
        )
    app.include_router(account_router(services.account, parts.server_key))
    app.include_router(change_router(services.account, services.changes, parts.server_key))
    app.include_router(document_router(services.account, services.changes, parts.server_key))
    app.include_router(recovery_router(services.recovery, parts.server_key))
    app.include_router(
        fault_reports_router(
            services.reports,
            services.looking,
            signed_in,
            BEARER,
            services.lookup.account_of_document,
            services.reporting,
            parts.server_key,
        )
    )
    app.include_router(staff_router(services.staff, services.looking, BEARER, parts.server_key))
    app.include_router(checker_router(services.checking, services.checks))
    app.include_router(operations_router(list(parts.stores().values())))
    if control is not None:
        app.include_router(control, include_in_schema=False)
    return app


def _or_looking(signed_in: Gate, looking: LookService) -> Gate:
    """Lets in the person, and whoever looks in that person's place."""

    async def caller(request: Request) -> Caller:
        _, token = get_authorization_scheme_param(request.headers.get("Authorization"))
        if not token.startswith(PREFIX):
            return await signed_in(request)
        return await looking.caller(token, VIEWS.get(request.scope["route"].path, "picture"))

    return caller


async def _problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, Problem)
    return error.response(request.state.request_id)


async def _not_understood(request: Request, error: Exception) -> Response:
    # Names of fields only: what was typed is not sent back.
    assert isinstance(error, RequestValidationError)
    fields = sorted({str(part) for at in error.errors() for part in at["loc"][1:]})
    return problem_response("not-understood", request.state.request_id, fields=fields)


async def _http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    slug = {404: "not-found", 405: "method-not-allowed"}.get(error.status_code, "not-understood")
    answer = problem_response(slug, request.state.request_id)
    if error.status_code == 405:
        # Several routes may share an address; the framework names the methods of the first alone.
        answer.headers["Allow"] = ", ".join(sorted(_methods_at(request)))
    return answer


def _methods_at(request: Request) -> set[str]:
    return {
        method
        for method in ("GET", "POST", "PUT", "PATCH", "DELETE")
        for route in request.app.routes
        if route.matches({**request.scope, "method": method})[0] is Match.FULL
    }


async def _internal(request: Request, _error: Exception) -> Response:
    return problem_response("internal", request.state.request_id)
