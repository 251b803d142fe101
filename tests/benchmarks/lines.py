"""Light clients for many callers at once: kept connections, as little work as there can be."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Mapping
from typing import Any


class Answer:
    """Status, headers by small name, and the body."""

    def __init__(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.status = status
        self.headers = headers
        self.body = body

    def json(self) -> Any:
        """The decoded body."""
        return json.loads(self.body)


class AsyncLine:
    """One kept HTTP/1.1 connection. `took` is how long the last answer needed, in milliseconds."""

    def __init__(self, host: str, port: int, local: str | None = None) -> None:
        self._where = host, port
        self._local = None if local is None else (local, 0)
        self.took = 0.0

    async def __aenter__(self) -> AsyncLine:
        self._in, self._out = await asyncio.open_connection(*self._where, local_addr=self._local)
        return self

    async def __aexit__(self, *_: object) -> None:
        self._out.close()
        await self._out.wait_closed()

    async def ask(
        self, method: str, path: str, headers: Mapping[str, str], body: Any = None
    ) -> Answer:
        """One request, answered in full."""
        content = b"" if body is None else json.dumps(body).encode()
        sent = {"Host": "mock", "Content-Length": str(len(content)), **headers}
        if content:
            sent["Content-Type"] = "application/json"
        lines = [f"{method} {path} HTTP/1.1", *(f"{k}: {v}" for k, v in sent.items()), "", ""]
        began = time.perf_counter()
        self._out.write("\r\n".join(lines).encode() + content)
        first, *rest = (await self._in.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        got = {k.lower(): v.strip() for k, _, v in (line.partition(":") for line in rest if line)}
        answered = await self._in.readexactly(int(got.get("content-length", "0")))
        self.took = (time.perf_counter() - began) * 1000
        return Answer(int(first.split()[1]), got, answered)


def percentile(values: list[float], part: float) -> float:
    """The value that `part` of them (0 to 1) do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]
