"""The practice desk as the demo panels use it: who is invented, what is wrong, what time it is."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from tui.runner.store import Store
from tui.service.people import ActiveFault, ClockFace, KnownFault, Person
from tui.service.ports import Control
from tui.service.problems import ControlRefused, Problem


class DeskTrouble(ValueError):
    """The desk could not do it; the text says so in a sentence."""


class PracticeDesk:
    """Every method may raise ValueError with a plain sentence: DeskTrouble when the back end is
    not there or keeps its desk to itself, and what each docstring names besides."""

    def __init__(
        self,
        control: Callable[[], Awaitable[Control]],
        store: Store,
        refresh_phone: Callable[[], Awaitable[None]],
    ) -> None:
        self._begin = control
        self._store = store
        self.refresh_phone = refresh_phone

    @property
    def current_person(self) -> Person | None:
        """The invented person who is signing in or signed in."""
        return self._store.person

    async def people(self) -> tuple[Person, ...]:
        """Every invented person."""
        async with self._control() as control:
            return await control.people()

    async def faults(self) -> tuple[KnownFault, ...]:
        """Every fault there is."""
        async with self._control() as control:
            return (await control.faults()).items

    async def active_faults(self) -> tuple[ActiveFault, ...]:
        """The faults that are on, for anybody."""
        async with self._control() as control:
            return (await control.faults()).active

    async def apply(self, fault: str, person: str, calls: int | None = None) -> None:
        """Put a fault on; raises UnknownName or DoesNotApply."""
        async with self._control() as control:
            await control.apply(fault, person, calls)

    async def repair(self, fault: str, person: str) -> None:
        """Take a fault off; raises UnknownName or DoesNotApply."""
        async with self._control() as control:
            await control.repair(fault, person)

    async def clock(self) -> ClockFace:
        """The service's own time."""
        async with self._control() as control:
            return await control.clock()

    async def move_clock(self, days: int) -> ClockFace:
        """Let `days` days pass at the service; returns its new time."""
        async with self._control() as control:
            return await control.move_clock(days)

    async def reset(self) -> None:
        """Everything as it was seeded; whoever is signed in is signed out."""
        async with self._control() as control:
            await control.reset()

    @asynccontextmanager
    async def _control(self) -> AsyncIterator[Control]:
        try:
            yield await self._begin()
        except ControlRefused:
            raise DeskTrouble(self._store.words.text("beside", "desk-closed")) from None
        except Problem:
            raise DeskTrouble(self._store.words.text("beside", "desk-trouble")) from None
