"""The shell of the drawn front: owns a sitting, sends it what is pressed, draws what it says."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable
from pathlib import Path

from rich.cells import cached_cell_len
from textual.app import App
from textual.binding import Binding
from textual.filter import NoColor
from textual.worker import WorkerFailed

from tui.core.events import Effect, Event, Press
from tui.core.journey import PRACTISE
from tui.fronts.drawn import frame
from tui.fronts.drawn.demonstration import Demonstration
from tui.fronts.drawn.hidden_screen import HiddenScreen
from tui.fronts.drawn.messages import Told
from tui.fronts.drawn.options import Options
from tui.fronts.drawn.overlay import HelpScreen, Overlay
from tui.fronts.drawn.page_screen import PageScreen
from tui.fronts.drawn.say import Say, say_from
from tui.fronts.drawn.sitting import SittingLike
from tui.fronts.drawn.themes import NO_COLOUR, themes, wants_no_colour

STYLES = Path(__file__).parent / "styles"
FINISHED = "finish"
"""The id of the page on which nothing is left of a sitting."""


class DrawnApp(App[int]):
    TITLE = "Alongside"
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    # Absolute, since a front that builds on this one lies in another folder.
    CSS_PATH = [STYLES / name for name in ("frame.tcss", "page.tcss", "asks.tcss")]
    BINDINGS = [
        Binding("ctrl+q", "leave", show=False, priority=True),
        Binding("f1", "help", show=False),
        Binding("f2", "repeat", show=False),
        Binding("f5", "panel('people')", show=False),
        Binding("f6", "panel('faults')", show=False),
        Binding("f7", "panel('clock')", show=False),
        Binding("f9", "hide", show=False),
        Binding("f10", "finish", show=False),
    ]

    def __init__(self, factory: Callable[[], SittingLike], options: Options) -> None:
        plain = options.theme == NO_COLOUR or wants_no_colour(os.environ)
        super().__init__(ansi_color=True if plain else None)
        self.animation_level = "none"
        self.options = options
        self.sitting = factory()
        self.factory = factory
        self.demonstration = Demonstration(self)
        for theme in themes():
            self.register_theme(theme)
        self._begin_with(NO_COLOUR if plain else options.theme)
        if plain and not self.no_color:
            self._filters.append(NoColor())
        self.pages = PageScreen(self.sitting.page(), self.sitting.beside, self.say)
        self._frame(self.pages)

    def _begin_with(self, name: str) -> None:
        """The theme from the start. Assigning it would parse every style sheet a second time."""
        self.set_reactive(DrawnApp.theme, name)
        dark = self.current_theme.dark
        worn = {f"-theme-{name}": True, "-dark-mode": dark, "-light-mode": not dark}
        self.update_classes(worn, update=False)
        self.stylesheet.set_variables(self.get_css_variables())

    @property
    def say(self) -> Say:
        return say_from(self.options.words)

    def get_default_screen(self) -> PageScreen:
        return self.pages

    def on_mount(self) -> None:
        self.call_after_refresh(self._warm)

    async def on_unmount(self) -> None:
        await self.sitting.close()

    def _warm(self) -> None:
        """Whatever takes time starts once the first page is there to be read."""
        gc.enable()
        warm: Callable[[], object] | None = getattr(self.sitting, "warm", None)
        if warm is not None:
            warm()

    # Drawing -----------------------------------------------------------------------------

    def draw_frame(self) -> None:
        """Words and keys around the page, and around whatever lies over it."""
        for screen in self.screen_stack:
            if isinstance(screen, PageScreen):
                self._frame(screen)

    def _frame(self, screen: PageScreen) -> None:
        say, practice = self.say, self.sitting.practice is not None
        closing = not self.options.kiosk and self.sitting.page().id == FINISHED
        story = frame.bottom_text(say, self.demonstration.story, practice=practice)
        items = frame.top_items(say, practice=practice, language=self.options.language)
        screen.top.change(frame.top_text(say, self.sitting.mode), items)
        screen.bottom.change(story, frame.bottom_items(say, closing=closing))
        screen.set_class(self.sitting.mode == PRACTISE, "-practice")

    async def draw_page(self) -> None:
        page = self.sitting.page()
        await self.pages.show(page)
        if page.id == FINISHED:
            self.demonstration.forget()
            # How wide each text is, is remembered by the text itself.
            cached_cell_len.cache_clear()
        self.draw_frame()

    # The loop ----------------------------------------------------------------------------

    async def on_told(self, event: Told) -> None:
        event.stop()
        view = self.pages.view
        if event.view is view and not view.turned:
            view.turned = True
            await self.tell(event.event)

    async def tell(self, event: Event) -> None:
        """Send `event`, draw, and perform what the journey asks for in the background."""
        effect = self.sitting.send(event)
        await self.draw_page()
        if effect is not None:
            self.run_worker(self._perform(effect), group="effect", exclusive=True)

    async def _perform(self, effect: Effect) -> None:
        following: Effect | None = effect
        while following is not None:
            following = self.sitting.send(await self.sitting.perform(following))
            await self.draw_page()
        await self.demonstration.refresh()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While everything is hidden, only showing it again and leaving are left."""
        hidden = bool(self._screen_stacks) and isinstance(self.screen, HiddenScreen)
        return action == "leave" if hidden else True

    # Keys --------------------------------------------------------------------------------

    def action_help(self) -> None:
        self.lay_over(HelpScreen(self.sitting.help(), self.sitting.beside, self.say))

    def action_panel(self, name: str) -> None:
        panel = self.demonstration.panel(name)
        if panel is not None:
            self.lay_over(panel)

    def lay_over(self, screen: Overlay) -> None:
        """Only one thing lies over the page at a time."""
        self._frame(screen)
        if isinstance(self.screen, Overlay):
            self.switch_screen(screen)
        else:
            self.push_screen(screen)

    def action_repeat(self) -> None:
        if isinstance(self.screen, PageScreen):
            self.screen.view.again()

    def action_hide(self) -> None:
        self.push_screen(HiddenScreen(self.say))

    async def action_finish(self) -> None:
        """The way out of a sitting, and, once all is wiped, out of the program."""
        page = self.sitting.page()
        if page.id == FINISHED and not self.options.kiosk:
            self.exit(0)
        else:
            while self.screen is not self.pages:
                await self.pop_screen()
            await self.tell(Press(page.id, "finish"))

    def action_leave(self) -> None:
        if not self.options.kiosk:
            self.exit(0)

    def copy_to_clipboard(self, text: str) -> None:
        """Nothing goes to a clipboard: it outlives the sitting."""

    @property
    def mistake(self) -> BaseException | None:
        """What ended the app before its time."""
        fault = self._exception
        return fault.error if isinstance(fault, WorkerFailed) else fault

    def _fatal_error(self) -> None:
        """Without Textual's traceback, which prints the values of local variables."""
        self._close_messages_no_wait()


def main(sitting_factory: Callable[[], SittingLike], options: Options) -> int:
    """Run the drawn front; returns the exit status. A mistake of this program is raised once the
    terminal is itself again, for the caller to report without the values it holds."""
    # Looking for garbage while all is being made costs a tenth of the time to the first frame.
    gc.disable()
    try:
        app = DrawnApp(sitting_factory, options)
        status = app.run()
    finally:
        gc.enable()
    if app.mistake is not None:
        raise app.mistake
    return app.return_code or 0 if status is None else status
