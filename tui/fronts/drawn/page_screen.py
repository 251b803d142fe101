"""The one screen that draws every page, and the keys that work on all of them."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.events import Key, Resize
from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget

from tui.core.page import Beside, Page
from tui.fronts.drawn.page_view import PageView
from tui.fronts.drawn.say import Say
from tui.fronts.drawn.widgets.bar import Bar, Rule
from tui.fronts.drawn.widgets.lined import Lined, wrapped

LEAST_WIDTH, LEAST_HEIGHT = 40, 15


class TooSmall(Lined):
    def __init__(self, say: Say) -> None:
        super().__init__(id="too-small")
        self.words = say("too_small")

    def lines(self, width: int) -> list[Content]:
        return wrapped(self.words, width)


class PageScreen(Screen[None]):
    # A change of focus repaints the two widgets it touches, not the whole screen.
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    AUTO_FOCUS = ""
    ALLOW_SELECT = False
    VERTICAL_BREAKPOINTS = [(0, "-low"), (24, "-usual"), (30, "-high")]
    BINDINGS = [
        Binding("escape", "back", show=False),
        Binding("enter", "enter", show=False),
        Binding("pagedown", "page_body(1)", show=False),
        Binding("pageup", "page_body(-1)", show=False),
        Binding("down", "along(1)", show=False),
        Binding("up", "along(-1)", show=False),
        Binding("right", "focus_along(1)", show=False),
        Binding("left", "focus_along(-1)", show=False),
        Binding("ctrl+c", "app.finish", show=False),
    ]

    def __init__(self, page: Page, beside: Beside, say: Say) -> None:
        super().__init__()
        self.say = say
        self.beside = beside
        self.view = PageView(page, beside, say)
        self.top = Bar(name="top")
        self.bottom = Bar(name="bottom")

    def compose(self) -> ComposeResult:
        yield self.top
        yield Rule(id="top-rule")
        yield self.view
        yield Rule(id="bottom-rule")
        yield self.bottom
        yield TooSmall(self.say)

    def on_mount(self) -> None:
        self.view.start()

    async def on_resize(self, event: Resize) -> None:
        size = event.size
        self.set_class(size.width < LEAST_WIDTH or size.height < LEAST_HEIGHT, "-too-small")
        if self.view.pinned is not None and self.view.pinned != self.view.roomy:
            await self.show(self.view.as_it_stands())
        self.view.settle(size)

    async def show(self, page: Page) -> None:
        """Draw `page` in place of the one before, from its top."""
        view = PageView(page, self.beside, self.say)
        async with self.batch():
            await self.view.remove()
            self.view = view
            await self.mount(view, after="#top-rule")
        view.start()

    # Keys --------------------------------------------------------------------------------

    def action_back(self) -> None:
        self.view.back()

    def action_enter(self) -> None:
        self.view.enter()

    def action_page_body(self, direction: int) -> None:
        self.view.body.page(direction)

    def action_along(self, direction: int) -> None:
        """Up and down: into the answers, or through the text where there are none."""
        box = self.view.box
        if self.focused is None and box is not None and (entrance := box.entrance()):
            entrance.focus()
        elif box is None:
            body = self.view.body
            body.scroll_to(y=body.scroll_y + direction, animate=False)
        else:
            self.action_focus_along(direction)

    def action_focus_along(self, direction: int) -> None:
        if direction > 0:
            self.focus_next()
        else:
            self.focus_previous()

    def on_key(self, event: Key) -> None:
        """Digits pick by number. A field keeps its own digits: they never come here."""
        box = self.view.box
        if box is not None and event.key in "123456789" and box.digit(int(event.key)):
            event.stop()
