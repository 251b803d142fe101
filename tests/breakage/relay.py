"""A relay between a sitting and a real mock that breaks the one request it is told to break.

Every request has a connection of its own, so that each can be broken by itself. A request is
counted from the moment that the relay is armed.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType

from tui.core.events import Fault

_LINGER = (1).to_bytes(4, "little") + (0).to_bytes(4, "little")
_HTML = b"<!doctype html><title>Sign in to the library's network</title>"


class Breakage(Enum):
    """What happens to a request. In all but those of NOT_DELIVERED the mock has done its part."""

    REFUSED = "refused"
    RESET = "reset"
    RESET_AFTER = "reset after it was done"
    HALF_BODY = "half body"
    BARE_503 = "503 that says nothing"
    LATER_503 = "503 with Retry-After"
    LATE = "later than we wait"
    NOT_JSON = "garbage JSON"
    OTHER_JSON = "JSON of another shape"
    HTML = "HTML"
    NOT_HTTP = "not HTTP"


NOT_DELIVERED = frozenset({Breakage.REFUSED, Breakage.RESET, Breakage.BARE_503, Breakage.LATER_503})
FAULTS: Mapping[Breakage, Fault] = MappingProxyType(
    {
        Breakage.REFUSED: Fault.UNREACHABLE,
        Breakage.RESET: Fault.UNREACHABLE,
        Breakage.RESET_AFTER: Fault.UNREACHABLE,
        Breakage.HALF_BODY: Fault.GARBLED,
        Breakage.BARE_503: Fault.UNAVAILABLE,
        Breakage.LATER_503: Fault.UNAVAILABLE,
        Breakage.LATE: Fault.TIMED_OUT,
        Breakage.NOT_JSON: Fault.GARBLED,
        Breakage.OTHER_JSON: Fault.GARBLED,
        Breakage.HTML: Fault.GARBLED,
        Breakage.NOT_HTTP: Fault.GARBLED,
    }
)
WAIT_SECONDS = 120


def _answer(status: str, kind: str, body: bytes, *more: str) -> bytes:
    lines = [
        f"HTTP/1.1 {status}",
        f"Content-Type: {kind}",
        f"Content-Length: {len(body)}",
        "Connection: close",
        *more,
    ]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


_INSTEAD: Mapping[Breakage, bytes] = {
    Breakage.BARE_503: _answer("503 Service Unavailable", "text/plain", b""),
    Breakage.LATER_503: _answer(
        "503 Service Unavailable", "text/html", _HTML, f"Retry-After: {WAIT_SECONDS}"
    ),
    Breakage.NOT_JSON: _answer("200 OK", "application/json", b'{"items": [{"id": "'),
    Breakage.OTHER_JSON: _answer("200 OK", "application/json", b'["another", "shape"]'),
    Breakage.HTML: _answer("200 OK", "text/html", _HTML),
    Breakage.NOT_HTTP: b"220 mail.example.org ESMTP\r\n\r\n",
}


@dataclass
class Relay:
    """`port` is where it listens; `passed` the requests in order, as ``METHOD path``."""

    upstream: int
    port: int = 0

    def __post_init__(self) -> None:
        self.passed: list[str] = []
        self.broken: str | None = None
        self._server: asyncio.Server | None = None
        self._breakage: Breakage | None = None
        self._left = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def arm(self, breakage: Breakage, ordinal: int) -> None:
        """Break the request that comes after `ordinal` whole ones, and none after it."""
        self.broken, self._breakage, self._left = None, breakage, ordinal
        if breakage is Breakage.REFUSED and ordinal == 0:
            await self._deaf()

    async def heal(self) -> None:
        """Everything passes again."""
        self._breakage = None
        if self._server is None:
            await self.listen()

    async def listen(self) -> None:
        self._server = await asyncio.start_server(self._handle, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def close(self) -> None:
        await self._deaf()

    async def _deaf(self) -> None:
        server, self._server = self._server, None
        if server is not None:
            server.close()

    async def _handle(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            await self._one(reader, writer)
        writer.close()
        with suppress(ConnectionError):
            await writer.wait_closed()

    async def _one(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        request = await _request(reader)
        line = request.split(b" HTTP/", 1)[0].decode()
        breakage = self._now(line)
        if breakage in _INSTEAD and breakage in NOT_DELIVERED:
            writer.write(_INSTEAD[breakage])
        elif breakage is Breakage.RESET:
            _reset(writer)
        else:
            whole = await self._forwarded(request)
            if breakage is None:
                if self._breakage is Breakage.REFUSED and self._left == 0:
                    await self._deaf()
                writer.write(whole)
            else:
                await _broken(breakage, whole, reader, writer)
        await writer.drain()

    def _now(self, line: str) -> Breakage | None:
        """The breakage for this request, if it is the one."""
        self.passed.append(line)
        if self._breakage is None:
            return None
        if self._left > 0 or self._breakage is Breakage.REFUSED:
            self._left -= 1
            return None
        breakage, self._breakage, self.broken = self._breakage, None, line
        return breakage

    async def _forwarded(self, request: bytes) -> bytes:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.upstream)
        try:
            writer.write(request.replace(b"\r\n", b"\r\nConnection: close\r\n", 1))
            await writer.drain()
            return await reader.read()
        finally:
            writer.close()
            await writer.wait_closed()


async def _request(reader: asyncio.StreamReader) -> bytes:
    head = await reader.readuntil(b"\r\n\r\n")
    # A second header of this name would be the client's own wish to keep the connection.
    lines = [one for one in head.split(b"\r\n") if not one.lower().startswith(b"connection:")]
    found = [one for one in lines if one.lower().startswith(b"content-length:")]
    size = int(found[0].split(b":")[1]) if found else 0
    return b"\r\n".join(lines) + await reader.readexactly(size)


def _reset(writer: asyncio.StreamWriter) -> None:
    writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _LINGER)


async def _broken(
    breakage: Breakage, whole: bytes, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
) -> None:
    match breakage:
        case Breakage.RESET_AFTER:
            _reset(writer)
        case Breakage.HALF_BODY:
            head, _, body = whole.partition(b"\r\n\r\n")
            if not body:
                head, body = _answer("200 OK", "application/json", b"{}").split(b"\r\n\r\n")
            writer.write(head + b"\r\n\r\n" + body[: len(body) // 2])
        case Breakage.LATE:
            # Until the client has had enough.
            await reader.read()
        case _:
            writer.write(_INSTEAD[breakage])


@asynccontextmanager
async def relaying(upstream: int) -> AsyncIterator[Relay]:
    """A relay to the mock that listens at the port `upstream`."""
    relay = Relay(upstream)
    await relay.listen()
    try:
        yield relay
    finally:
        await relay.close()
