"""The relay beside a served mock: an address of its own, in one process and one event loop."""

from __future__ import annotations

import asyncio
import os
import socket
from dataclasses import dataclass

import uvicorn

from backend_stub.faults.relay import Relay, Streams
from backend_stub.faults.rules import RuleBook


@dataclass
class Place:
    """Where the relay listens; port 0 becomes the one that was free at first."""

    host: str
    port: int

    def bind(self) -> socket.socket:
        """A bound socket, at the same address each time."""
        family = socket.AF_INET6 if ":" in self.host else socket.AF_INET
        bound = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        if os.name == "posix":
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind((self.host, self.port))
        self.port = bound.getsockname()[1]
        return bound


def run_with_relay(
    server: uvicorn.Server, listening: socket.socket, place: Place, book: RuleBook
) -> None:
    """Serve on `listening`, and relay from `place` to there, until told to stop."""
    # Its port must be known, and printed, also while nobody is to be let in.
    place.bind().close()
    host = f"[{place.host}]" if ":" in place.host else place.host
    print(f"relay http://{host}:{place.port}", flush=True)
    asyncio.run(_both(server, listening, Relay(book, place.bind, Dialling(listening))))


async def _both(server: uvicorn.Server, listening: socket.socket, relay: Relay) -> None:
    await relay.open()
    try:
        await server.serve(sockets=[listening])
    finally:
        await relay.close()


class Dialling:
    """Connects to the socket that the mock itself listens on."""

    def __init__(self, listening: socket.socket) -> None:
        self._address = listening.getsockname()

    async def __call__(self) -> Streams:
        if isinstance(self._address, str):
            return await asyncio.open_unix_connection(self._address)
        return await asyncio.open_connection(self._address[0], self._address[1])
