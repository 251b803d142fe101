"""Late answers, and answers of somebody who stands before the service, by the rules that are on."""

from __future__ import annotations

import asyncio
from http import HTTPStatus

from starlette.responses import HTMLResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from backend_stub.faults.answers import Answered
from backend_stub.faults.rules import Rule, RuleBook
from backend_stub.faults.transport import TRANSPORT
from backend_stub.kernel.entropy import Entropy


class TroubleMiddleware:
    """Waits, then lets the call through, or answers in place of the service: the first of those
    that strike. What it answers is not the service's own problem: it is HTML, as from a gateway."""

    def __init__(self, app: ASGIApp, book: RuleBook, entropy: Entropy) -> None:
        self._app = app
        self._book = book
        self._entropy = entropy

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        struck = await self._book.striking(scope["path"], "answers")
        wait = sum(self._wait(rule) for rule in struck.values())
        if wait:
            await asyncio.sleep(wait)
        said = next((rule for rule in struck.values() if TRANSPORT[rule.fault].status), None)
        if said is None:
            await self._app(scope, receive, send)
            return
        # The log tells which part: an address can hold what is nobody's business.
        scope["route"] = Answered(f"on the way to {said.part}")
        await _answer(said)(scope, receive, send)

    def _wait(self, rule: Rule) -> float:
        """Seconds."""
        longest = (rule.milliseconds or 0) / 1000
        if rule.fault == "jitter":
            return longest * int.from_bytes(self._entropy.octets(4)) / 2**32
        return longest


def _answer(rule: Rule) -> Response:
    status = TRANSPORT[rule.fault].status or 500
    title = f"{status} {HTTPStatus(status).phrase}"
    page = f"<!doctype html><title>{title}</title><h1>{title}</h1>"
    headers = {} if rule.retry_after is None else {"Retry-After": str(rule.retry_after)}
    return HTMLResponse(page, status, headers)
