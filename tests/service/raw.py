"""A server that says exactly the bytes it is told to: for what a decent server never does."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


def http(
    body: bytes,
    status: str = "200 OK",
    kind: str = "application/json",
    length: int | None = None,
    *more: str,
) -> bytes:
    """One whole answer; `length` other than the body's is a lie."""
    lines = [
        f"HTTP/1.1 {status}",
        f"Content-Type: {kind}",
        f"Content-Length: {len(body) if length is None else length}",
        "Connection: close",
        *more,
    ]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


@asynccontextmanager
async def saying(answer: bytes, *, reset: bool = False, hold: bool = False) -> AsyncIterator[str]:
    """The URL of a server that reads a request, says `answer`, and hangs up.

    `reset` breaks the connection off instead of closing it; `hold` keeps it open and silent.
    """
    over = asyncio.Event()

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
            await reader.readuntil(b"\r\n\r\n")
            writer.write(answer)
            await writer.drain()
            if hold:
                await over.wait()
            if reset:
                linger = (1).to_bytes(4, "little") + (0).to_bytes(4, "little")
                writer.get_extra_info("socket").setsockopt(
                    socket.SOL_SOCKET, socket.SO_LINGER, linger
                )
        writer.close()
        with contextlib.suppress(ConnectionError):
            await writer.wait_closed()

    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    try:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    finally:
        over.set()
        server.close()
        await server.wait_closed()


def free_port() -> int:
    """A loopback port at which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
