"""The demonstration beside a practice sitting: whose story is on, its faults, and the panels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.fronts.drawn.frame import Story

if TYPE_CHECKING:
    from tui.fronts.drawn.app import DrawnApp
    from tui.fronts.drawn.panels.panel import Panel
    from tui.fronts.drawn.sitting import Person, PracticeDesk


class Demonstration:
    """Without a practice desk there is no story and there are no panels."""

    def __init__(self, app: DrawnApp) -> None:
        self.app = app
        self.chosen: Person | None = None
        self.story = Story()

    @property
    def desk(self) -> PracticeDesk | None:
        return self.app.sitting.practice

    @property
    def person(self) -> Person | None:
        """Who is signing in, or else who was chosen."""
        current = self.desk.current_person if self.desk else None
        return current or self.chosen

    def choose(self, person: Person) -> None:
        self.chosen = person

    def forget(self) -> None:
        """The next person starts without a story."""
        self.chosen = None
        self.story = Story()

    async def refresh(self) -> None:
        """Read again which faults are on, and say so in the story line."""
        from tui.fronts.drawn.panels.faults import in_words
        from tui.service.problems import ControlRefused, Problem

        person = self.person
        if self.desk is None or person is None:
            return
        try:
            active = await self.desk.active_faults()
        except (Problem, ControlRefused):
            # The line says what it knows; the pages say what is wrong with the service.
            return
        names = tuple(in_words(one.fault) for one in active if one.person in (person.id, ""))
        self.story = Story(person.name, names)
        self.app.draw_frame()

    def panel(self, name: str) -> Panel | None:
        """The panel ``people``, ``faults`` or ``clock``; None where nobody may have one."""
        if self.desk is None:
            return None
        from tui.fronts.drawn.panels.clock import ClockPanel
        from tui.fronts.drawn.panels.faults import FaultsPanel
        from tui.fronts.drawn.panels.people import PeoplePanel

        beside, words = self.app.sitting.beside, self.app.options.words
        match name:
            case "people":
                return PeoplePanel(
                    self.desk,
                    beside,
                    words,
                    self.refresh,
                    person=self.person,
                    chosen=self.choose,
                    behind=self.app.pages.view.page,
                    typed=self.type_it,
                )
            case "faults":
                return FaultsPanel(self.desk, beside, words, self.refresh, person=self.person)
            case _:
                return ClockPanel(self.desk, beside, words, self.refresh)

    def type_it(self, text: str) -> None:
        box = self.app.pages.view.box
        if box is not None:
            box.fill(text)
