"""Help over the page: the same screen, with a page that ends when anything is pressed."""

from __future__ import annotations

from textual.binding import Binding

from tui.core.events import Back, Press
from tui.fronts.drawn.messages import Told
from tui.fronts.drawn.page_screen import PageScreen


class HelpScreen(PageScreen):
    BINDINGS = [
        Binding("escape,f1", "close", show=False),
    ]

    def action_close(self) -> None:
        self.dismiss()

    def action_back(self) -> None:
        self.dismiss()

    def on_told(self, event: Told) -> None:
        event.stop()
        if isinstance(event.event, Press | Back):
            self.dismiss()
