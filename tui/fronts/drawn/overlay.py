"""A page over the page: help and the demonstration panels. The journey never hears of it."""

from __future__ import annotations

from textual.binding import Binding

from tui.core.events import Answer, Back, Press
from tui.fronts.drawn.messages import Told
from tui.fronts.drawn.page_screen import PageScreen

CLOSE = "close"


class Overlay(PageScreen):
    """Escape, *Back* and the action ``close`` end it; the rest is for :meth:`told`."""

    BINDINGS = [Binding("escape", "back", show=False)]

    def action_back(self) -> None:
        self.dismiss()

    async def on_told(self, event: Told) -> None:
        event.stop()
        match event.event:
            case Back() | Press(action="close"):
                self.dismiss()
            case Press() | Answer() as told:
                await self.told(told)

    async def told(self, event: Press | Answer) -> None:
        """Something of this overlay was pressed."""


class HelpScreen(Overlay):
    """Contextual help; whatever is pressed on it leads back."""

    BINDINGS = [Binding("f1", "back", show=False)]

    async def told(self, event: Press | Answer) -> None:
        self.dismiss()
