"""What the panels share: they read from the practice desk first, and say so when it refuses."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from tui.core.events import Answer, Press
from tui.core.page import Beside, Choice, Notice, Page
from tui.fronts.drawn.overlay import CLOSE, Overlay
from tui.fronts.drawn.say import say_from
from tui.fronts.drawn.sitting import PracticeDesk, WordsLike
from tui.service.people import DoesNotApply, UnknownName
from tui.service.problems import ControlRefused, Problem


class Panel(Overlay):
    """`changed` is awaited after anything was changed, so that the story line can follow."""

    NAME = ""

    def __init__(
        self,
        desk: PracticeDesk,
        beside: Beside,
        words: WordsLike,
        changed: Callable[[], Awaitable[None]],
    ) -> None:
        self.demo = say_from(words, "demo")
        self.day = words.day
        self.desk = desk
        self.changed = changed
        waiting = Page(f"demo.{self.NAME}", self.demo(f"{self.NAME}_heading"), waiting=True)
        super().__init__(waiting, beside, say_from(words))

    def on_mount(self) -> None:
        super().on_mount()
        self.run_worker(self.load(), exclusive=True)

    @property
    def close_action(self) -> Choice:
        return Choice(CLOSE, self.demo("close"))

    async def load(self) -> None:
        await self.attempt(self.fill())

    async def fill(self) -> None:
        """Read from the desk and show."""

    async def attempt(self, doing: Awaitable[None]) -> None:
        """Await `doing`; a refusal of the desk becomes a sentence on the panel."""
        try:
            await doing
        except DoesNotApply as reason:
            await self.show(self.refused(self.demo("does_not_apply", reason=str(reason))))
        except (UnknownName, ControlRefused):
            await self.show(self.refused(self.demo("closed")))
        except Problem:
            await self.show(self.refused(self.demo("trouble")))

    def refused(self, sentence: str) -> Page:
        heading = self.demo(f"{self.NAME}_heading")
        again = Choice("again", self.demo("again"))
        return Page(
            f"demo.{self.NAME}", heading, (Notice(sentence),), actions=(self.close_action, again)
        )

    async def told(self, event: Press | Answer) -> None:
        match event:
            case Press(action="again"):
                await self.load()
            case Press(action=action):
                await self.attempt(self.pressed(action))
            case Answer(value=str() as option) if option:
                await self.attempt(self.pressed(option))
            case _:
                pass

    async def pressed(self, name: str) -> None:
        """An action or an option of this panel."""
