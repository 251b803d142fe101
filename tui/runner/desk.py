"""The practice desk as the demo panels use it: who is invented, what is wrong, what time it is."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from tui.runner.store import Store
from tui.service.people import ActiveFault, ClockFace, KnownFault, Person
from tui.service.ports import Control


class PracticeDesk:
    """Every method may raise :class:`~tui.service.problems.Problem`; see also each docstring.

    ControlRefused says that the back end keeps its desk to itself.
    """

    def __init__(
        self,
        control: Callable[[], Awaitable[Control]],
        store: Store,
        refresh_phone: Callable[[], Awaitable[None]],
    ) -> None:
        self._control = control
        self._store = store
        self.refresh_phone = refresh_phone

    @property
    def current_person(self) -> Person | None:
        """The invented person who is signing in or signed in."""
        return self._store.person

    async def people(self) -> tuple[Person, ...]:
        return await (await self._control()).people()

    async def faults(self) -> tuple[KnownFault, ...]:
        """Every fault there is."""
        return (await (await self._control()).faults())[0]

    async def active_faults(self) -> tuple[ActiveFault, ...]:
        """The faults that are on, for anybody."""
        return (await (await self._control()).faults())[1]

    async def apply(self, fault: str, person: str, calls: int | None = None) -> None:
        """Put a fault on; raises UnknownName or DoesNotApply."""
        await (await self._control()).apply(fault, person, calls)

    async def repair(self, fault: str, person: str) -> None:
        """Take a fault off; raises UnknownName or DoesNotApply."""
        await (await self._control()).repair(fault, person)

    async def clock(self) -> ClockFace:
        return await (await self._control()).clock()

    async def move_clock(self, days: int) -> ClockFace:
        """Let `days` days pass at the service."""
        return await (await self._control()).move_clock(days)

    async def reset(self) -> None:
        """Everything as it was seeded; whoever is signed in is signed out."""
        await (await self._control()).reset()
