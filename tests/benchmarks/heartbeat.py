"""The drawn app with a heartbeat: how long its event loop stood still. Runs in a terminal.

It listens from the first paint until the mock has answered for the first time, then to the idle
app. What was heard is written as JSON to the file named by the first argument: `first` and `idle`,
the longest gaps in milliseconds, and `answer`, milliseconds from the first paint to the answer.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections.abc import Awaitable
from pathlib import Path

from tui.__main__ import main
from tui.fronts.drawn import app

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


class Heard(app.DrawnApp):
    def on_mount(self) -> None:
        # The base class has a handler of the same name, which is called as well.
        self.call_after_refresh(self.run_worker, self.listen())

    async def listen(self) -> None:
        desk = self.sitting.practice
        if desk is None:
            raise RuntimeError("no practice desk to ask")
        began = time.perf_counter()
        first = await longest_gap(desk.people())
        answer = (time.perf_counter() - began) * 1000
        idle = await longest_gap(asyncio.sleep(LISTEN))
        heard = {"first": first, "answer": answer, "idle": idle}
        await asyncio.to_thread(Path(sys.argv[1]).write_text, json.dumps(heard), "utf-8")


if __name__ == "__main__":
    # The command itself, so that all it does for its loop is done here too.
    setattr(app, "DrawnApp", Heard)  # noqa: B010
    sys.exit(main([]))
