"""Where lines come from and go to. Tests hand in lists; the real ones are the standard streams."""

from __future__ import annotations

import asyncio
import codecs
import os
import threading
from contextlib import suppress
from typing import Protocol, TextIO


class Reader(Protocol):
    """Lines without their end; None at the end of all."""

    async def line(self) -> str | None: ...

    def drop(self) -> None:
        """Forget what was typed while nothing was asked."""


class Writer(Protocol):
    def line(self, text: str) -> None: ...

    def prompt(self, text: str) -> None:
        """`text` without a line end: the answer follows on the same line."""

    def clear(self) -> bool:
        """Clear the window and what can be scrolled back to; False where that cannot be done."""


class StreamReader:
    """Lines of a file descriptor, read in a thread of its own that dies with the process.

    It reads the descriptor and not ``sys.stdin``: a thread that waits inside ``sys.stdin`` holds a
    lock that the end of the program wants.
    """

    def __init__(self, descriptor: int, *, interactive: bool) -> None:
        self._descriptor = descriptor
        self._interactive = interactive
        self._lines: asyncio.Queue[str | None] = asyncio.Queue()
        self._started = False
        self._ended = False

    async def line(self) -> str | None:
        if not self._started:
            self._started = True
            loop = asyncio.get_running_loop()
            threading.Thread(target=self._read, args=(loop,), daemon=True).start()
        if self._ended:
            return None
        found = await self._lines.get()
        self._ended = found is None
        return found

    def drop(self) -> None:
        while self._interactive and not self._lines.empty():
            if self._lines.get_nowait() is None:
                self._ended = True

    def _read(self, loop: asyncio.AbstractEventLoop) -> None:
        decoder = codecs.getincrementaldecoder("utf-8")("replace")
        rest = ""
        while True:
            try:
                piece = os.read(self._descriptor, 4096)
            except OSError:
                piece = b""
            *lines, rest = (rest + decoder.decode(piece, final=not piece)).split("\n")
            if not piece and rest:
                lines.append(rest)
            # The loop may have ended while we waited; then nobody wants these lines.
            with suppress(RuntimeError):
                loop.call_soon_threadsafe(self._take, lines, not piece)
            if not piece:
                return

    def _take(self, lines: list[str], end: bool) -> None:
        for line in lines:
            self._lines.put_nowait(line.removesuffix("\r"))
        if end:
            self._lines.put_nowait(None)


class StreamWriter:
    """A text stream. `clears` is whether it is a terminal that knows how to clear itself."""

    def __init__(self, stream: TextIO, *, clears: bool) -> None:
        self._stream = stream
        self._clears = clears

    def line(self, text: str) -> None:
        self._stream.write(text + "\n")
        self._stream.flush()

    def prompt(self, text: str) -> None:
        self._stream.write(text + " ")
        self._stream.flush()

    def clear(self) -> bool:
        if self._clears:
            self._stream.write("\x1b[H\x1b[2J\x1b[3J")
            self._stream.flush()
        return self._clears
