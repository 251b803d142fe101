"""Health, version, and a description of the interface that loads nothing from anywhere."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Literal

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel
from sqlalchemy import text

from backend_stub import __version__
from backend_stub.kernel.apipage import PAGE_POLICY, api_page, problem_page
from backend_stub.kernel.problem import Problem
from backend_stub.kernel.store import Store

NAME = "Alongside mock"


class LiveOut(BaseModel):
    """The process answers."""

    live: Literal[True] = True


class ReadyOut(BaseModel):
    """Every store answers."""

    ready: Literal[True] = True
    stores: list[str]
    sqlite: str


class VersionOut(BaseModel):
    """What this is. `mock` is always true."""

    name: str = NAME
    version: str = __version__
    mock: Literal[True] = True


def operations_router(stores: Sequence[Store]) -> APIRouter:
    """What is asked of a server rather than of the service."""
    router = APIRouter(tags=["operations"])

    @router.get("/health/live")
    async def live() -> LiveOut:
        """Whether the process answers."""
        return LiveOut()

    @router.get("/health/ready")
    async def ready() -> ReadyOut:
        """Whether every store answers, and which SQLite they stand on."""
        asked = [
            store.run(lambda c: str(c.execute(text("SELECT sqlite_version()")).scalar_one()))
            for store in stores
        ]
        versions = await asyncio.gather(*asked)
        return ReadyOut(stores=[store.name for store in stores], sqlite=versions[0])

    @router.get("/version")
    async def version() -> VersionOut:
        """Name and version."""
        return VersionOut()

    @router.get("/docs", include_in_schema=False)
    async def docs(request: Request) -> Response:
        """The interface as one plain page."""
        return _html(api_page(request.app.openapi()))

    @router.get("/problems/{slug}", include_in_schema=False)
    async def problem(slug: str) -> Response:
        """What a problem's type leads to."""
        page = problem_page(slug)
        if page is None:
            raise Problem("not-found")
        return _html(page)

    return router


def _html(page: str) -> Response:
    return Response(
        page,
        media_type="text/html; charset=utf-8",
        headers={"Content-Security-Policy": PAGE_POLICY},
    )
