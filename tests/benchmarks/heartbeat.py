"""The drawn app with a heartbeat: how long its event loop stood still. Runs in a terminal.

F12 listens to the idle app first, then asks the mock for the first time and listens until the
answer is there. What was heard is written as JSON to the file named by the first argument:
`idle` and `first`, the longest gaps in milliseconds, and `answer`, milliseconds to the answer.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from argparse import Namespace
from collections.abc import Awaitable
from pathlib import Path
from typing import ClassVar

from textual.binding import Binding, BindingType

from tui.commands.options import new_sitting, words_for
from tui.fronts.drawn.app import DrawnApp
from tui.fronts.drawn.options import Options

BEAT = 0.001
LISTEN = 0.5


async def longest_gap(until: Awaitable[object]) -> float:
    """The longest that the loop kept a task waiting beyond its time, until `until` is done; ms."""
    task = asyncio.ensure_future(until)
    longest = 0.0
    while not task.done():
        before = time.perf_counter()
        await asyncio.sleep(BEAT)
        longest = max(longest, time.perf_counter() - before - BEAT)
    await task
    return longest * 1000


class Heard(DrawnApp):
    BINDINGS: ClassVar[list[BindingType]] = [Binding("f12", "listen", show=False)]

    def action_listen(self) -> None:
        self.run_worker(self.listen())

    async def listen(self) -> None:
        desk = self.sitting.practice
        if desk is None:
            raise RuntimeError("no practice desk to ask")
        idle = await longest_gap(asyncio.sleep(LISTEN))
        began = time.perf_counter()
        first = await longest_gap(desk.people())
        heard = {"idle": idle, "first": first, "answer": (time.perf_counter() - began) * 1000}
        await asyncio.to_thread(Path(sys.argv[1]).write_text, json.dumps(heard), "utf-8")


if __name__ == "__main__":
    arguments = Namespace(language="en", backend=None, control_token=None)
    Heard(lambda: new_sitting(arguments), Options(words_for("en"))).run()
