"""The outermost layer of the application: request ids, security headers, the log of requests."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from backend_stub.kernel.caller import enter_request
from backend_stub.kernel.entropy import Entropy, new_id
from backend_stub.kernel.logging import log_event
from backend_stub.kernel.security import SECURITY_HEADERS
from backend_stub.kernel.seen import Seen, SeenRequest

_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
REQUEST_ID = b"x-request-id"
_SECURITY = [(name.encode(), value.encode()) for name, value in SECURITY_HEADERS.items()]

RawHeaders = Iterable[tuple[bytes, bytes]]


class Edge:
    """Gives each request an id, accepted from the caller when it is well formed, or made."""

    def __init__(self, app: ASGIApp, *, entropy: Entropy, seen: Seen) -> None:
        self._app = app
        self._entropy = entropy
        self._seen = seen

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        offered = Headers(scope=scope).get("x-request-id", "")
        request_id = offered if _ID.fullmatch(offered) else new_id(self._entropy)
        scope.setdefault("state", {})["request_id"] = request_id
        enter_request(request_id)
        status = 500
        started = time.perf_counter()

        async def sending(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = _with_ours(message["headers"], request_id)
            await send(message)

        try:
            await self._app(scope, receive, sending)
        finally:
            route = getattr(scope.get("route"), "path", "unmatched")
            self._seen.append(SeenRequest(scope["method"], route, status, request_id))
            log_event(
                "request",
                method=scope["method"],
                route=route,
                status=status,
                request_id=request_id,
                milliseconds=round((time.perf_counter() - started) * 1000, 1),
            )


def _with_ours(headers: RawHeaders, request_id: str) -> RawHeaders:
    """What the answer says goes before what every answer says."""
    own = [(name.lower(), value) for name, value in headers]
    said = {name for name, _ in own}
    return [
        *(header for header in own if header[0] != REQUEST_ID),
        *(header for header in _SECURITY if header[0] not in said),
        (REQUEST_ID, request_id.encode()),
    ]
