"""Units of work for one thread: those that wait at one time are done in turn and told together.

A commit waits for the disk, and waking a thread costs more than most of our statements. So units
that came while the thread was busy share both, and none of them is told before all are done.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import Future
from queue import Empty, SimpleQueue
from typing import Any

AT_MOST = 64
"""Units that are done together; the first of them waits for the last."""

Loop = asyncio.AbstractEventLoop


class Unit:
    """One unit of work, and who waits for it: a coroutine of `loop`, or a thread without one."""

    __slots__ = ("_result", "_work", "error", "loop", "waiting")

    def __init__(self, work: Callable[..., Any], loop: Loop | None = None) -> None:
        self._work = work
        self._result: Any = None
        self.loop = loop
        self.waiting: Any = Future() if loop is None else loop.create_future()
        self.error: BaseException | None = None
        """Why it did not happen."""

    def do(self, *given: Any) -> None:
        """Do it, or do it anew; what it raises is kept for who waits."""
        self._result, self.error = _outcome(self._work, *given)

    def fail(self, error: BaseException) -> None:
        """It did not happen, though it may have ended well; the first reason stands."""
        self.error = self.error or error

    def tell(self) -> None:
        """Tell who waits. For a coroutine, on its loop."""
        if self.waiting.done():
            return
        if self.error is None:
            self.waiting.set_result(self._result)
        elif isinstance(self.error, StopIteration):
            # A future does not take it.
            self.waiting.set_exception(RuntimeError(repr(self.error)))
        else:
            self.waiting.set_exception(self.error)


def _outcome(work: Callable[..., Any], *given: Any) -> tuple[Any, BaseException | None]:
    """What it gives, or whatever it raises: that is raised again where it is waited for."""
    try:
        return work(*given), None
    except BaseException as error:  # noqa: BLE001
        return None, error


class UnitThread:
    """One thread that does units in the order of their coming.

    `together` is called on it with those that wait: it says of each what became of it. Whatever it
    raises, all of them failed with.
    """

    def __init__(self, name: str, together: Callable[[list[Unit]], None]) -> None:
        self._together = together
        self._last: Callable[[], None] | None = None
        self._left: BaseException | None = None
        self._queue: SimpleQueue[Unit | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._work, name=name, daemon=True)
        self._thread.start()

    def put(self, unit: Unit) -> None:
        """Have it done. Not after `end`: nobody would do it."""
        self._queue.put(unit)

    def end(self, last: Callable[[], None]) -> None:
        """Do what still waits, then `last`, and end. What `last` raises is raised here."""
        self._last = last
        self._queue.put(None)
        self._thread.join()
        if self._left is not None:
            raise self._left

    def _work(self) -> None:
        more = True
        while more:
            units, more = self._next()
            if units:
                _, error = _outcome(self._together, units)
                if error is not None:
                    for unit in units:
                        unit.fail(error)
                _tell(units)
        if self._last is not None:
            _, self._left = _outcome(self._last)

    def _next(self) -> tuple[list[Unit], bool]:
        """What waits, as soon as something does; and whether more may come."""
        units: list[Unit] = []
        unit = self._queue.get()
        while unit is not None:
            # Whoever gave up before it began is spared it.
            if not unit.waiting.cancelled():
                units.append(unit)
            if len(units) == AT_MOST:
                return units, True
            try:
                unit = self._queue.get_nowait()
            except Empty:
                return units, True
        return units, False


def _tell(units: list[Unit]) -> None:
    """Each loop is woken once for all of its units."""
    of_loops: dict[Loop, list[Unit]] = {}
    for unit in units:
        if unit.loop is None:
            unit.tell()
        else:
            of_loops.setdefault(unit.loop, []).append(unit)
    for loop, its in of_loops.items():
        try:
            loop.call_soon_threadsafe(_tell_on_loop, its)
        except RuntimeError:
            # The loop is closed: nobody waits any more.
            continue


def _tell_on_loop(units: list[Unit]) -> None:
    for unit in units:
        unit.tell()
