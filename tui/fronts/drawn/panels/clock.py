"""The clock of the practice service: what day it is there, and letting days pass."""

from __future__ import annotations

from tui.core.page import Choice, Page, Para
from tui.fronts.drawn.panels.panel import Panel

STEPS = {"one": 1, "ninety": 90}


class ClockPanel(Panel):
    NAME = "clock"

    async def fill(self) -> None:
        await self.draw_clock()

    async def draw_clock(self) -> None:
        now = (await self.desk.clock()).now
        time = f"{self.day(now.date())}, {now:%H:%M}"
        await self.show(
            Page(
                "demo.clock",
                self.demo("clock_heading"),
                (Para(self.demo("clock_now", time=time)), Para(self.demo("clock_text"))),
                actions=(
                    self.close_action,
                    Choice("one", self.demo("one_day")),
                    Choice("ninety", self.demo("ninety_days")),
                ),
            )
        )

    async def pressed(self, name: str) -> None:
        await self.desk.move_clock(STEPS[name])
        await self.draw_clock()
        await self.changed()
