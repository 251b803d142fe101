"""The faults: each can be put on and taken off while the journey runs."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from tui.core.page import Beside, Choice, ChoiceAsk, Page, Para
from tui.fronts.drawn.panels.panel import Panel
from tui.fronts.drawn.sitting import KnownFault, Person, PracticeDesk, WordsLike
from tui.fronts.drawn.widgets.choice_list import ChoiceList


def in_words(fault: str) -> str:
    """``work-proof-mixed`` as it is named on the screen."""
    return fault.replace("-", " ")


class FaultsPanel(Panel):
    NAME = "faults"

    def __init__(
        self,
        desk: PracticeDesk,
        beside: Beside,
        words: WordsLike,
        changed: Callable[[], Awaitable[None]],
        *,
        person: Person | None,
    ) -> None:
        super().__init__(desk, beside, words, changed)
        self.person = person
        self.order: list[str] = []

    async def fill(self) -> None:
        if self.person is None:
            await self.show(self.refused(self.demo("nobody")))
            return
        on = await self.on(self.person)
        options = tuple(
            Choice(one.id, f"{'[x]' if one.id in on else '[ ]'} {in_words(one.id)}", one.effect)
            for one in await self.in_order(on)
        )
        heading = self.demo("faults_for", name=self.person.name)
        ask = ChoiceAsk("fault", heading, options)
        await self.show(Page("demo.faults", heading, (Para(self.demo("faults_text")),), ask))

    async def in_order(self, on: set[str]) -> list[KnownFault]:
        """Those that were on when the panel opened come first; from then on none changes place."""
        faults = {one.id: one for one in await self.desk.faults()}
        self.order = self.order or sorted(faults, key=lambda name: name not in on)
        return [faults[name] for name in self.order]

    async def on(self, person: Person) -> set[str]:
        active = await self.desk.active_faults()
        return {one.fault for one in active if one.person == person.id}

    async def pressed(self, name: str) -> None:
        if self.person is None:
            return
        if name in await self.on(self.person):
            await self.desk.repair(name, self.person.id)
        else:
            await self.desk.apply(name, self.person.id)
        await self.fill()
        await self.changed()
        if isinstance(self.view.box, ChoiceList):
            self.view.box.focus_option(name)
