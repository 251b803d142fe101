"""Which back ends we talk to: our own child, or a mock that somebody runs at a given address."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TypeVar

from tui.service.address import checked_url
from tui.service.client import AccountClient
from tui.service.control import ControlClient
from tui.service.decode import Reader
from tui.service.http import Address, Asked, Timeouts, Wire, build
from tui.service.mock import Launch, MockChild
from tui.service.offices import Offices, offices
from tui.service.ports import Chance
from tui.service.problems import Garbled, NotTheMock, Refused, Unreachable

_T = TypeVar("_T")


async def prove_mock(wire: Wire) -> None:
    """Raise NotTheMock unless what answers says that it is the mock."""
    try:
        answer = await wire.ask(Asked("GET", "/version"))
    except (Refused, Garbled):
        raise NotTheMock("no version") from None
    if not _says_mock(answer):
        raise NotTheMock("another service")


def _says_mock(answer: Reader) -> bool:
    try:
        return answer.yes("mock")
    except Garbled:
        return False


class RemoteService:
    """A mock at a given address. `control_token` opens its practice desk, if it has one."""

    def __init__(
        self,
        url: str,
        chance: Chance,
        *,
        control_token: str | None = None,
        timeouts: Timeouts | None = None,
    ) -> None:
        self._address = Address(checked_url(url))
        self._chance = chance
        self._token = control_token
        self._timeouts = timeouts or Timeouts()
        self._lock = asyncio.Lock()
        self._wire: Wire | None = None
        self._proved = False
        self._calls: AccountClient | None = None
        self._control: ControlClient | None = None
        self._offices: Offices | None = None

    async def ensure(self) -> None:
        async with self._lock:
            if self._wire is None:
                self._wire = await asyncio.to_thread(build, self._address, self._timeouts)
                self._calls = AccountClient(self._wire, self._chance)
                self._control = ControlClient(self._wire, self._token) if self._token else None
                self._offices = offices(self._wire, self._chance, self._calls)
            if not self._proved:
                await prove_mock(self._wire)
                self._proved = True

    async def lost(self) -> None:
        # What answers there the next time may be something else.
        self._proved = False

    @property
    def calls(self) -> AccountClient:
        return _there(self._calls)

    @property
    def control(self) -> ControlClient | None:
        return self._control

    @property
    def offices(self) -> Offices:
        return _there(self._offices)

    async def close(self) -> None:
        wire, self._wire, self._proved = self._wire, None, False
        self._calls = self._control = self._offices = None
        if wire is not None:
            await wire.close()


class MockService:
    """Our own child, one for a sitting."""

    def __init__(
        self, chance: Chance, *, launch: Launch | None = None, timeouts: Timeouts | None = None
    ) -> None:
        self._chance = chance
        self._launch = launch or Launch()
        self._timeouts = timeouts or Timeouts()
        self._lock = asyncio.Lock()
        self._closed = False
        self._child: MockChild | None = None
        self._wire: Wire | None = None
        self._calls: AccountClient | None = None
        self._control: ControlClient | None = None
        self._offices: Offices | None = None

    @property
    def pid(self) -> int | None:
        """The child's process id, or None while there is none."""
        return None if self._child is None else self._child.pid

    async def ensure(self) -> None:
        async with self._lock:
            if self._closed:
                raise Unreachable("closed")
            if self._child is not None and not self._child.alive:
                await self._drop()
                raise Unreachable("the mock has ended")
            if self._child is None:
                await self._begin()

    async def lost(self) -> None:
        async with self._lock:
            # A killed process refuses connections a moment before the system reports its end.
            if self._child is not None and await asyncio.to_thread(self._child.gone_within, 0.5):
                await self._drop()

    async def _begin(self) -> None:
        making = asyncio.ensure_future(asyncio.to_thread(MockChild, self._launch, self._chance))
        started = False
        try:
            self._child = await asyncio.shield(making)
            await self._first_answer(self._child)
            started = True
        finally:
            if not started:
                # Also when it is broken off: a child that is being made may not be left alone.
                with suppress(Unreachable):
                    self._child = await making
                await self._drop()

    async def _first_answer(self, child: MockChild) -> None:
        address = await child.located()
        # The socket takes connections before the child is ready to answer: the first may wait.
        patient = Timeouts(
            self._timeouts.connect, self._launch.start_seconds, self._launch.start_seconds
        )
        starting = await asyncio.to_thread(build, address, patient)
        try:
            await prove_mock(starting)
        finally:
            await starting.close()
        self._wire = await asyncio.to_thread(build, address, self._timeouts)
        self._calls = AccountClient(self._wire, self._chance)
        self._control = ControlClient(self._wire, child.control_token)
        self._offices = offices(self._wire, self._chance, self._calls)

    async def _drop(self) -> None:
        child, self._child = self._child, None
        wire, self._wire = self._wire, None
        self._calls = self._control = self._offices = None
        try:
            if wire is not None:
                await wire.close()
        finally:
            if child is not None:
                await asyncio.to_thread(child.stop)

    @property
    def calls(self) -> AccountClient:
        return _there(self._calls)

    @property
    def control(self) -> ControlClient | None:
        return self._control

    @property
    def offices(self) -> Offices:
        return _there(self._offices)

    async def close(self) -> None:
        self._closed = True
        async with self._lock:
            await self._drop()


def _there(calls: _T | None) -> _T:
    """The calls, once `ensure` has been awaited; a back end that has gone since is unreachable."""
    if calls is None:
        raise Unreachable("not begun")
    return calls
