"""The invented people: choose a story, see what to type, and have it typed if wanted."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from tui.core.page import Beside, Choice, ChoiceAsk, DateAsk, Facts, Page, Para, TextAsk
from tui.fronts.drawn.panels.panel import Panel
from tui.fronts.drawn.sitting import Person, PracticeDesk, WordsLike

DOCUMENT = ("signin.document", "recover.number")
"""The pages whose field takes a document number."""


class PeoplePanel(Panel):
    """`chosen` is told who was picked; `typed` gets what is to stand in the field of `behind`."""

    NAME = "people"

    def __init__(
        self,
        desk: PracticeDesk,
        beside: Beside,
        words: WordsLike,
        changed: Callable[[], Awaitable[None]],
        *,
        person: Person | None,
        chosen: Callable[[Person], None],
        behind: Page,
        typed: Callable[[str], None],
    ) -> None:
        super().__init__(desk, beside, words, changed)
        self.person = person
        self.chosen = chosen
        self.behind = behind
        self.typed = typed
        self.people: Sequence[Person] = ()

    async def fill(self) -> None:
        self.people = await self.desk.people()
        await self.show(self.card(self.person) if self.person else self.list())

    def list(self) -> Page:
        options = tuple(Choice(one.id, one.name, one.story) for one in self.people)
        heading = self.demo("people_heading")
        return Page("demo.people", heading, ask=ChoiceAsk("person", heading, options))

    def card(self, person: Person) -> Page:
        rows = (
            (self.demo("story"), person.story),
            (self.demo("document"), person.document_number),
            (self.demo("birth"), self.day(person.birth_date)),
            *self.of_the_account(person),
        )
        typing = (Choice("type", self.demo("type_it")),) if self.to_type(person) else ()
        actions = (*typing, self.close_action, Choice("others", self.demo("others")))
        text = Para(self.demo("card_text"))
        return Page("demo.card", person.name, (Facts(rows), text), actions=actions)

    def of_the_account(self, person: Person) -> tuple[tuple[str, str], ...]:
        """What changing or recovering an account asks for, where the desk tells it."""
        told = (
            ("country", person.issuing_state),
            ("new_document", ", ".join(number for number, _ in person.new_documents)),
            ("reached", ", ".join(person.reached_at)),
        )
        return tuple((self.demo(name), text) for name, text in told if text)

    def to_type(self, person: Person) -> str:
        """What of `person` fits the field behind this panel; empty when nothing does."""
        match self.behind.ask:
            case DateAsk():
                born = person.birth_date
                return f"{born.day} {born.month} {born.year}"
            case TextAsk() if self.behind.id in DOCUMENT:
                return person.document_number
            case _:
                return ""

    async def pressed(self, name: str) -> None:
        if name == "others":
            await self.show(self.list())
        elif name == "type" and self.person is not None:
            self.typed(self.to_type(self.person))
            self.dismiss()
        else:
            self.person = next(one for one in self.people if one.id == name)
            self.chosen(self.person)
            await self.show(self.card(self.person))
            await self.changed()
