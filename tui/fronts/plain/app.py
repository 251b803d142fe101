"""Starts the plain front on the standard streams."""

from __future__ import annotations

import asyncio
import io
import os
import signal
import sys
from collections.abc import Callable

from tui.fronts.plain.front import PlainFront, SittingLike
from tui.fronts.plain.streams import StreamReader, StreamWriter


def main(sitting_factory: Callable[[], SittingLike]) -> int:
    """Run the plain front. Returns the exit status 0."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A terminal that lacks a character gets a question mark, not the end of the sitting.
        sys.stdout.reconfigure(errors="replace")
    asyncio.run(_run(sitting_factory))
    return 0


async def _run(sitting_factory: Callable[[], SittingLike]) -> None:
    clears = sys.stdout.isatty() and os.environ.get("TERM", "dumb") != "dumb"
    front = PlainFront(
        sitting_factory(),
        StreamReader(sys.stdin.fileno(), interactive=sys.stdin.isatty()),
        StreamWriter(sys.stdout, clears=clears),
    )
    task = asyncio.ensure_future(front.run())
    if os.name == "posix":
        # A closed window ends the sitting as *finish* does: nothing of it is left.
        for number in (signal.SIGTERM, signal.SIGHUP):
            asyncio.get_running_loop().add_signal_handler(number, task.cancel)
    try:
        await task
    except asyncio.CancelledError:
        if (own := asyncio.current_task()) is not None and own.cancelling():
            task.cancel()
            await asyncio.wait([task])
            raise
