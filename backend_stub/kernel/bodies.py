"""What a request may bring along: so many bytes of JSON, and nothing else.

It is looked at before the application reads any of it, so that nobody can fill the memory, and so
that what is not JSON is never guessed at.
"""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from backend_stub.kernel.problem import problem_response

MOST_BYTES = 64 * 1024
"""Of one body. The longest that anybody has reason to send is a report of a few thousand."""

JSON = "application/json"
WITH_A_BODY = frozenset({"POST", "PUT", "PATCH"})
"""The bodies of other requests are never read."""


class Bodies:
    """Reads the body of a request whole, or refuses: problems `too-large`, `media-type`,
    `not-understood` (when it is no UTF-8)."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] not in WITH_A_BODY:
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        announced = headers.get("content-length", "")
        too_large = announced.isdecimal() and int(announced) > MOST_BYTES
        body, ended = b"", False
        while not (too_large or ended):
            message = await receive()
            if message["type"] == "http.disconnect":
                # Whoever asked has left in the middle of a sentence: nothing was asked.
                return
            body += message.get("body", b"")
            too_large = len(body) > MOST_BYTES
            ended = not message.get("more_body", False)
        if too_large:
            await self._refuse("too-large", scope, receive, send)
        elif body and not _is_json(headers.get("content-type", "")):
            await self._refuse("media-type", scope, receive, send)
        elif not _is_text(body):
            await self._refuse("not-understood", scope, receive, send)
        else:
            await self._app(scope, _again(body, receive), send)

    async def _refuse(self, slug: str, scope: Scope, receive: Receive, send: Send) -> None:
        answer = problem_response(slug, scope["state"]["request_id"])
        # What is still on its way is not read, so the connection is of no more use.
        answer.headers["Connection"] = "close"
        await answer(scope, receive, send)


def _is_json(content_type: str) -> bool:
    kind, _, parameter = content_type.lower().partition(";")
    name, _, value = parameter.strip().partition("=")
    charset = value.strip().strip('"') if name.strip() == "charset" else ""
    return kind.strip() == JSON and charset in ("", "utf-8")


def _is_text(body: bytes) -> bool:
    # JSON's reader would try UTF-16 and UTF-32 too, which show by their NUL bytes.
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return b"\x00" not in body


def _again(body: bytes, receive: Receive) -> Receive:
    """The body once more, then whatever else is received."""
    waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def receiving() -> Message:
        return waiting.pop() if waiting else await receive()

    return receiving
