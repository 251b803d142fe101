"""Every order in which the units of work of several tasks can be run.

A unit of work reads and commits on its store's one thread, and nothing comes in between; so the
orders of whole units are all the orders that there are. A barrier before each unit lets a test
choose which task runs its next one.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, TypeVar

from backend_stub.kernel.store import Store, Work

T = TypeVar("T")
Task = Callable[[], Awaitable[object]]

_name: ContextVar[int | None] = ContextVar("task", default=None)


@dataclass
class Turns:
    """Lets one task at a time run its next unit: the first ones as `wanted`, then the lowest."""

    wanted: Sequence[int]
    options: list[list[int]] = field(default_factory=list)
    taken: list[int] = field(default_factory=list)
    waiting: dict[int, asyncio.Future[None]] = field(default_factory=dict)
    stopped: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(0))

    async def arrive(self) -> None:
        """A task is about to run a unit."""
        name = _name.get()
        if name is not None:
            self.waiting[name] = asyncio.get_running_loop().create_future()
            self.stopped.release()
            await self.waiting[name]

    async def run(self, tasks: Sequence[Task]) -> list[object]:
        """All tasks to their ends; what each returned or raised.

        Only one runs at a time: every other one waits at the barrier or has come to its end.
        """
        running = [asyncio.create_task(self._named(name, task)) for name, task in enumerate(tasks)]
        for _ in tasks:
            await self.stopped.acquire()
        while self.waiting:
            able = sorted(self.waiting)
            turn = len(self.taken)
            chosen = self.wanted[turn] if turn < len(self.wanted) else able[0]
            self.options.append(able)
            self.taken.append(chosen)
            self.waiting.pop(chosen).set_result(None)
            await self.stopped.acquire()
        return await asyncio.gather(*running, return_exceptions=True)

    async def _named(self, name: int, task: Task) -> object:
        _name.set(name)
        try:
            return await task()
        finally:
            self.stopped.release()


@contextmanager
def barriers(stores: Sequence[Store], turns: Turns) -> Iterator[None]:
    """A barrier before each unit of these stores."""
    originals = [store.run for store in stores]

    def held(original: Callable[[Work[T]], Awaitable[T]]) -> Callable[[Work[T]], Awaitable[T]]:
        async def run(work: Work[T]) -> T:
            await turns.arrive()
            return await original(work)

        return run

    for store, original in zip(stores, originals, strict=True):
        vars(store)["run"] = held(original)
    try:
        yield
    finally:
        for store in stores:
            del vars(store)["run"]


async def one_order(
    stores: Sequence[Store], tasks: Sequence[Task], wanted: Sequence[int]
) -> tuple[Turns, list[object]]:
    """Run one order, the first turns as wanted; what was chosen, and what came of it."""
    turns = Turns(wanted)
    with barriers(stores, turns):
        results = await turns.run(tasks)
    return turns, results


async def every_order(
    stores: Sequence[Store],
    prepare: Callable[[], Awaitable[None]],
    tasks: Sequence[Task],
    look: Callable[[list[object], list[int]], Awaitable[Any]],
) -> int:
    """Run all orders, each from a prepared state; `look` sees what came of one. How many."""
    orders, wanted = 0, list[int]()
    while True:
        await prepare()
        turns, results = await one_order(stores, tasks, wanted)
        await look(results, turns.taken)
        orders += 1
        # The next order: at the last turn with a choice left, the next task in line.
        for turn in reversed(range(len(turns.taken))):
            later = [name for name in turns.options[turn] if name > turns.taken[turn]]
            if later:
                wanted = [*turns.taken[:turn], later[0]]
                break
        else:
            return orders
