"""The only module that imports httpx: one client for a sitting, and one way to ask.

Import it off the event loop (:func:`build` is meant for ``asyncio.to_thread``): httpx takes a tenth
of a second to load.
"""

from __future__ import annotations

import asyncio
import re
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib import import_module

from tui.service.decode import Reader, parse
from tui.service.problems import Garbled, Problem, Refused, TimedOut, Unreachable, refusal


@contextmanager
def _without_click() -> Iterator[None]:
    """httpx loads its own command line, and with it click and Rich, if it can: it must not."""
    if "click" in sys.modules:
        yield
        return
    sys.modules["click"] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules["click"]


with _without_click():
    import httpx

_LARGEST = 1_000_000
_SLUG = re.compile(r"/problems/([a-z0-9-]{1,60})").fullmatch
_TAG = re.compile(r'"[\x21\x23-\x7e]{1,200}"').fullmatch
_LONGEST_WAIT = 7 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Timeouts:
    """Seconds: to connect, between two pieces of an answer, and for a whole call."""

    connect: float = 2.0
    read: float = 5.0
    whole: float = 15.0


@dataclass(frozen=True, slots=True)
class Address:
    """Where a back end listens: its base URL, and the Unix socket that stands for it, if any."""

    url: str
    socket: str | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """One request. `body` None sends none; `token` is the bearer token, `extra` further headers."""

    method: str
    path: str
    body: Mapping[str, object] | None = None
    token: str | None = None
    key: str | None = None
    query: Mapping[str, str] = field(default_factory=dict)
    extra: Mapping[str, str] = field(default_factory=dict)


class Wire:
    """One connection pool to one back end. Every fault leaves it as a Problem or a Refused."""

    def __init__(self, client: httpx.AsyncClient, timeouts: Timeouts) -> None:
        self._client = client
        self._timeouts = timeouts

    async def ask(self, asked: Asked) -> Reader:
        """The answer as one JSON object; of a 204, an empty one."""
        answer, _ = await self._answer(asked)
        return answer

    async def tagged(self, asked: Asked) -> tuple[Reader, str]:
        """As :meth:`ask`, with the tag (ETag) of what was answered."""
        answer, headers = await self._answer(asked)
        tag = headers.get("etag", "")
        if not _TAG(tag):
            raise Garbled("no tag")
        return answer, tag

    async def _answer(self, asked: Asked) -> tuple[Reader, httpx.Headers]:
        status, headers, body = await self._exchange(asked)
        if status == 204:
            return Reader({}), headers
        if 200 <= status < 300:
            if "json" not in headers.get("content-type", ""):
                raise Garbled("not JSON")
            return Reader(parse(body)), headers
        raise _refusal(status, headers, body)

    async def close(self) -> None:
        await self._client.aclose()

    async def _exchange(self, asked: Asked) -> tuple[int, httpx.Headers, bytes]:
        try:
            async with asyncio.timeout(self._timeouts.whole):
                return await self._send(asked)
        except TimeoutError:
            raise TimedOut("the whole call") from None

    async def _send(self, asked: Asked) -> tuple[int, httpx.Headers, bytes]:
        headers = dict(asked.extra)
        if asked.token is not None:
            headers["Authorization"] = f"Bearer {asked.token}"
        if asked.key is not None:
            headers["Idempotency-Key"] = asked.key
        begun = False
        try:
            async with self._client.stream(
                asked.method,
                asked.path,
                json=asked.body,
                params=asked.query or None,
                headers=headers,
            ) as answer:
                begun = True
                return answer.status_code, answer.headers, await _body(answer)
        except httpx.HTTPError as fault:
            raise _translated(fault, begun) from None


async def _body(answer: httpx.Response) -> bytes:
    """The whole body, unless it is larger than any answer of ours can be."""
    pieces, size = list[bytes](), 0
    async for piece in answer.aiter_bytes():
        size += len(piece)
        if size > _LARGEST:
            raise Garbled("too large")
        pieces.append(piece)
    return b"".join(pieces)


def _refusal(status: int, headers: httpx.Headers, body: bytes) -> Problem | Refused:
    slug, extras = "", dict[str, object]()
    if "json" in headers.get("content-type", ""):
        value = parse(body)
        if isinstance(value, dict):
            kind = value.get("type")
            found = _SLUG(kind) if isinstance(kind, str) else None
            slug = found[1] if found else ""
            extras = value
    return refusal(status, slug, _wait(headers.get("retry-after")), extras)


def _translated(fault: httpx.HTTPError, begun: bool) -> Problem:
    """What a broken exchange means; `begun` once status and headers have come."""
    if isinstance(fault, httpx.TimeoutException):
        return TimedOut(type(fault).__name__)
    if begun or isinstance(fault, httpx.DecodingError):
        return Garbled("cut short")
    # A peer that goes away before its first byte and one that talks nonsense raise the same
    # type; only the words tell them apart.
    if isinstance(fault, httpx.RemoteProtocolError) and "disconnected" not in str(fault):
        return Garbled("not HTTP")
    return Unreachable(type(fault).__name__)


def _wait(retry_after: str | None) -> int | None:
    """Seconds of a Retry-After header; the form with a date is not used by the mock."""
    if retry_after is None or not re.fullmatch(r"[0-9]{1,9}", retry_after):
        return None
    return min(int(retry_after), _LONGEST_WAIT)


_LOADED_LATE = ("anyio._backends._asyncio", "httpcore._backends.anyio")
"""What httpcore would load on the event loop at the first request: 15 ms without an answer to a
key. Here it is loaded in the thread that builds the wire."""


def build(address: Address, timeouts: Timeouts) -> Wire:
    """A wire to `address`. Never through a proxy, never with settings from the environment."""
    secure = address.url.startswith("https:")
    # Loading the certificates costs more than all else here, and only https needs them.
    transport = httpx.AsyncHTTPTransport(uds=address.socket, verify=secure, trust_env=False)
    client = httpx.AsyncClient(
        transport=transport,
        base_url=address.url,
        trust_env=False,
        follow_redirects=False,
        timeout=httpx.Timeout(timeouts.read, connect=timeouts.connect),
        headers={"User-Agent": "Alongside", "Accept": "application/json"},
    )
    for name in _LOADED_LATE:
        import_module(name)
    return Wire(client, timeouts)


def over(transport: httpx.AsyncBaseTransport, timeouts: Timeouts | None = None) -> Wire:
    """A wire over a given transport, for tests of the decoders without a server."""
    client = httpx.AsyncClient(transport=transport, base_url="http://localhost", trust_env=False)
    return Wire(client, timeouts or Timeouts())
