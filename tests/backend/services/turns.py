"""Every order in which the units of work of a few requests can follow one another."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from contextvars import ContextVar
from itertools import permutations
from typing import Any

import pytest

from backend_stub.kernel.store import Store

_who: ContextVar[str] = ContextVar("who", default="")


def orders(units: Mapping[str, int]) -> Iterator[tuple[str, ...]]:
    """Each order once: `units` says how many units of work each request has."""
    yield from sorted(set(permutations([name for name, n in units.items() for _ in range(n)])))


class Turns:
    """Lets one unit of work through at a time, in the order given, whatever store it is for."""

    def __init__(self, order: Sequence[str]) -> None:
        self._left = list(order)
        self._moved = asyncio.Condition()

    async def through(self, run: Callable[[], Awaitable[Any]], name: str) -> Any:
        async with self._moved:
            await self._moved.wait_for(lambda: self._left[:1] == [name])
        try:
            return await run()
        finally:
            await self._drop(lambda left: left[1:])

    async def gone(self, name: str) -> None:
        """A request that has ended takes no further turn."""
        await self._drop(lambda left: [other for other in left if other != name])

    async def _drop(self, change: Callable[[list[str]], list[str]]) -> None:
        async with self._moved:
            self._left = change(self._left)
            self._moved.notify_all()


async def in_order(
    patch: pytest.MonkeyPatch,
    order: Sequence[str],
    requests: Mapping[str, Callable[[], Awaitable[Any]]],
    store: str = "",
) -> dict[str, Any]:
    """Run the requests at once, their units of work in this order; what each came to.

    With `store`, only the units on that store take turns.
    """
    turns, run = Turns(order), Store.run

    async def taking_turns(self: Store, work: Any) -> Any:
        name = _who.get() if store in ("", self.name) else ""
        return await (turns.through(lambda: run(self, work), name) if name else run(self, work))

    async def one(name: str) -> Any:
        _who.set(name)
        try:
            return await requests[name]()
        finally:
            await turns.gone(name)

    with patch.context() as patched:
        patched.setattr(Store, "run", taking_turns)
        done = await asyncio.gather(*(asyncio.create_task(one(name)) for name in requests))
    return dict(zip(requests, done, strict=True))
