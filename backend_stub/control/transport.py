"""Trouble on the way, from outside: look, put a rule on, take it off."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Query

from backend_stub.control.refusals import problems
from backend_stub.faults.rules import Rule, RuleBook, Wish
from backend_stub.faults.transport import EVERYTHING, PARTS, TRANSPORT
from backend_stub.kernel.clock import rfc3339

Calls = Annotated[int | None, Query(ge=1, le=1_000_000)]
Begins = Annotated[int, Query(alias="from", ge=1, le=1_000_000)]
Milliseconds = Annotated[int | None, Query(ge=0, le=600_000)]
Seconds = Annotated[int | None, Query(ge=0, le=86_400)]


def transport_router(book: RuleBook) -> APIRouter:
    """Part of the control routes."""
    router = APIRouter(prefix="/transport")

    @router.get("")
    def list_transport() -> dict[str, Any]:
        return {
            "items": [asdict(fault) for fault in TRANSPORT.values()],
            "parts": list(PARTS),
            "active": [shown(rule) for rule in book.active()],
        }

    @router.put("/{fault_id}")
    def put(
        fault_id: str,
        part: str = EVERYTHING,
        calls: Calls = None,
        begins: Begins = 1,
        milliseconds: Milliseconds = None,
        retry_after: Seconds = None,
    ) -> dict[str, Any]:
        with problems():
            book.put(fault_id, part, Wish(calls, begins, milliseconds, retry_after))
        return {"fault": fault_id, "part": part}

    @router.delete("/{fault_id}")
    def remove(fault_id: str, part: str = EVERYTHING) -> dict[str, Any]:
        with problems():
            book.remove(fault_id, part)
        return {"fault": fault_id, "part": part}

    return router


def shown(rule: Rule) -> dict[str, Any]:
    """A rule as the control interface shows one."""
    return {**asdict(rule), "applied_at": rfc3339(rule.applied_at)}
