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
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.types import ASGIApp

from backend_stub import __version__
from backend_stub.account import tables as account_tables
from backend_stub.account.asking import BEARER, gate
from backend_stub.account.change_routes import change_router
from backend_stub.account.changes import ChangeService
from backend_stub.account.document_routes import document_router
from backend_stub.account.model import Holder, Message, Record, Rules
from backend_stub.account.office import Office
from backend_stub.account.recovering import RecoveryService
from backend_stub.account.recovery_routes import recovery_router
from backend_stub.account.routes import account_router
from backend_stub.account.service import AccountService
from backend_stub.checker.routes import checker_router
from backend_stub.kernel.edge import Edge
from backend_stub.kernel.keys import PURPOSES, PersonKey, Purpose
from backend_stub.kernel.messages import DocumentChanged, Notice
from backend_stub.kernel.operations import NAME, operations_router
from backend_stub.kernel.outgoing import Delivery, Receive
from backend_stub.kernel.problem import Problem, ProblemBody, problem_response
from backend_stub.kernel.seen import SEEN_LENGTH, Seen
from backend_stub.outbox.service import OutboxService
from backend_stub.parts import Parts
from backend_stub.pcdp.model import PhotoSource
from backend_stub.pcdp.routes import status_router
from backend_stub.pcdp.service import StatusService
from backend_stub.sharing.checking import CheckingService
from backend_stub.sharing.routes import sharing_router
from backend_stub.sharing.service import SharingService

# How often expired messages are deleted, and waiting ones offered again, in seconds.
TIDY_EVERY = 30.0


@dataclass(frozen=True, slots=True)
class Services:
    """Every service, built over the same parts."""

    account: AccountService
    changes: ChangeService
    recovery: RecoveryService
    account_outgoing: Delivery
    status: StatusService
    sharing: dict[Purpose, SharingService]
    checking: dict[Purpose, CheckingService]
    outbox: OutboxService


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

    # Who takes what the account store tells. A change of document waits until somebody does.
    told_of_documents: list[Receive] = []
    outgoing = Delivery(
        parts.account,
        account_tables.outgoing,
        clock,
        {Notice: [outbox.take], DocumentChanged: told_of_documents},
    )
    office = Office(
        parts.account, clock, entropy, parts.server_key, deliver, outgoing, rules or Rules()
    )
    account = AccountService(office)
    return Services(
        account=account,
        changes=ChangeService(office, record_of),
        recovery=RecoveryService(office, record_of),
        account_outgoing=outgoing,
        status=status,
        sharing={
            purpose: SharingService(purpose, parts.sharing_store(purpose), clock, entropy)
            for purpose in PURPOSES
        },
        checking={
            purpose: CheckingService(
                purpose, parts.sharing_store(purpose), clock, entropy, account.tell
            )
            for purpose in PURPOSES
        },
        outbox=outbox,
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
            description = super().openapi()
            schemas = description["components"]["schemas"]
            for unused in ("HTTPValidationError", "ValidationError"):
                schemas.pop(unused, None)
            schemas["ProblemBody"] = ProblemBody.model_json_schema()
            for methods in description["paths"].values():
                for operation in methods.values():
                    if "HTTPValidationError" in str(operation["responses"].get("422")):
                        del operation["responses"]["422"]
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
        tidying = asyncio.create_task(_tidy_for_ever(services))
        yield
        tidying.cancel()
        with suppress(asyncio.CancelledError):
            await tidying

    app = Application(
        edge=lambda inner: Edge(inner, entropy=parts.entropy, seen=seen),
        title=NAME,
        version=__version__,
        description="A practice copy with invented people. It is not the Home Office.",
        docs_url=None,
        redoc_url=None,
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
    photos: list[PhotoSource] = [services.status, *services.sharing.values()]
    app.include_router(account_router(services.account, parts.server_key))
    app.include_router(change_router(services.account, services.changes, parts.server_key))
    app.include_router(document_router(services.account, services.changes, parts.server_key))
    app.include_router(recovery_router(services.recovery, parts.server_key))
    app.include_router(status_router(services.status, signed_in, BEARER, photos))
    for sharing in services.sharing.values():
        app.include_router(sharing_router(sharing, signed_in, BEARER, parts.server_key))
    app.include_router(checker_router(services.checking))
    app.include_router(operations_router(list(parts.stores().values())))
    if control is not None:
        app.include_router(control, include_in_schema=False)
    return app


async def _tidy_for_ever(services: Services) -> None:
    while True:
        # First of all what a process that died left undelivered.
        await services.account_outgoing.run()
        await asyncio.sleep(TIDY_EVERY)
        await services.outbox.purge()


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
    for name, value in (error.headers or {}).items():
        answer.headers[name] = value
    return answer


async def _internal(request: Request, _error: Exception) -> Response:
    return problem_response("internal", request.state.request_id)
