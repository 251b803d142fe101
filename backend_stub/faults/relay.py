"""A relay before the mock: it passes calls on, and spoils those that a rule strikes.

What an application cannot do to its own answers is done here: nobody listens, the connection is
cut, the answer stops in the middle or comes a few bytes at a time.
"""

from __future__ import annotations

import asyncio
import socket
import struct
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass

from backend_stub.faults.rules import Rule, RuleBook

LARGEST = 2_000_000
"""Bytes of a request or an answer that are carried; more ends the connection."""
PATIENCE = 10.0
"""Seconds to wait for the relay to follow a rule."""
PIECE = 64
"""Bytes of a dripping answer at a time."""

Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]
Dial = Callable[[], Awaitable[Streams]]
Bind = Callable[[], socket.socket]


class _Ended(Exception):
    """One of the two sides has gone, or says what cannot be carried."""


@dataclass(frozen=True, slots=True)
class _Whole:
    """A request or an answer: head with its empty line, and body."""

    head: bytes
    body: bytes

    def header(self, name: bytes) -> bytes:
        """A header's value in small letters, empty where it is missing."""
        for line in self.head.split(b"\r\n")[1:]:
            found, _, value = line.partition(b":")
            if found.strip().lower() == name:
                return value.strip().lower()
        return b""


class Relay:
    """`bind` gives a bound socket, the same address each time; `dial` connects to the mock."""

    def __init__(self, book: RuleBook, bind: Bind, dial: Dial) -> None:
        self._book = book
        self._bind = bind
        self._dial = dial
        self._server: asyncio.Server | None = None
        self._talking: set[asyncio.Task[None]] = set()
        self._turning = asyncio.Lock()

    async def open(self) -> None:
        """Listen, unless nobody is to be let in; follow the rules from now on."""
        loop = asyncio.get_running_loop()

        def follow() -> None:
            # Whoever changes a rule, in a thread of their own, waits until it holds.
            if loop.is_running():
                asyncio.run_coroutine_threadsafe(self._turn(), loop).result(PATIENCE)

        self._book.watch(follow)
        await self._turn()

    async def close(self) -> None:
        """End every connection, and listen no more."""
        async with self._turning:
            self._deaf()
        for task in list(self._talking):
            task.cancel()
        await asyncio.gather(*self._talking, return_exceptions=True)

    async def _turn(self) -> None:
        """Listen or not, as the rules say now."""
        async with self._turning:
            refusing = await self._book.refusing()
            if refusing:
                self._deaf()
            elif self._server is None:
                self._server = await asyncio.start_server(self._met, sock=self._bind())

    def _deaf(self) -> None:
        server, self._server = self._server, None
        if server is not None:
            server.close()

    async def _met(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._talking.add(task)
        try:
            with suppress(_Ended, OSError, asyncio.CancelledError):
                await self._carry((reader, writer))
        finally:
            self._talking.discard(task)
            writer.close()

    async def _carry(self, caller: Streams) -> None:
        """Call after call, until one side has enough."""
        mock: Streams | None = None
        try:
            while True:
                asked = await _message(caller[0])
                if await self._book.refusing():
                    _cut(caller[1])
                    return
                method, _, rest = asked.head.partition(b" ")
                path = rest.split(b" ")[0].split(b"?")[0].decode("latin-1")
                struck = await self._book.striking(path, "relay")
                if "reset" in struck:
                    _cut(caller[1])
                    return
                mock = mock or await self._dial()
                mock[1].write(asked.head + asked.body)
                answer = await _message(mock[0], bodiless=method == b"HEAD")
                if not await _hand_over(answer, struck, caller[1]):
                    return
                if b"close" in (asked.header(b"connection"), answer.header(b"connection")):
                    return
        finally:
            if mock is not None:
                mock[1].close()


async def _message(reader: asyncio.StreamReader, *, bodiless: bool = False) -> _Whole:
    """The next request or answer, whole. Only bodies of a stated length can be carried."""
    try:
        head = await reader.readuntil(b"\r\n\r\n")
        whole = _Whole(head, b"")
        length = whole.header(b"content-length") or b"0"
        if whole.header(b"transfer-encoding") or not length.isdigit() or int(length) > LARGEST:
            raise _Ended
        return _Whole(head, b"" if bodiless else await reader.readexactly(int(length)))
    except (asyncio.IncompleteReadError, asyncio.LimitOverrunError) as error:
        raise _Ended from error


async def _hand_over(answer: _Whole, struck: dict[str, Rule], caller: asyncio.StreamWriter) -> bool:
    """Give the caller the answer, spoilt by what strikes; whether the connection can go on."""
    if "reset-when-done" in struck:
        _cut(caller)
        return False
    if "half-body" in struck:
        whole = answer.head + answer.body
        # An answer without a body stops in its head.
        half = len(answer.head) + len(answer.body) // 2 if answer.body else len(whole) // 2
        caller.write(whole[:half])
        await caller.drain()
        return False
    if "drip" in struck:
        pause = (struck["drip"].milliseconds or 0) / 1000
        whole = answer.head + answer.body
        for start in range(0, len(whole), PIECE):
            caller.write(whole[start : start + PIECE])
            await caller.drain()
            await asyncio.sleep(pause)
        return True
    caller.write(answer.head + answer.body)
    await caller.drain()
    return True


def _cut(writer: asyncio.StreamWriter) -> None:
    """End the connection with a reset, where there is such a thing, and not in good order."""
    raw = writer.get_extra_info("socket")
    if raw is not None and raw.family != getattr(socket, "AF_UNIX", None):
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()
