"""What somebody curious does with a story: pastes what the website said, and at the end reads on,
looks at the ways, says that they say no, and finishes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from tests.stories.telling import Teller
from tui.core.events import Answer, Event, Press
from tui.core.page import ChoiceAsk, Page

AFTER: Final = 120
"""The most pages."""

AT_THE_END: Final = ("more", "ways", "no", "finish")


@dataclass(frozen=True)
class Paste:
    """Words to paste, made only when they are pasted."""

    page: str
    text: Callable[[], str]


@dataclass
class Curious:
    """Does as the story tells, and more."""

    teller: Teller
    letter: Callable[[], str]
    pasted: bool = False
    left: list[str] = field(default_factory=lambda: list(AT_THE_END))

    def event(self, page: Page) -> Event | Paste | None:
        match page.id:
            case "walk.status" if not self.pasted:
                self.pasted = True
                return Press(page.id, "words")
            case "walk.words":
                return Paste(page.id, self.letter)
            case "walk.words-right":
                missing = self.teller.answers.get("status") == "missing"
                return Answer(page.id, "yes" if missing else "no")
            case "outcome":
                return Press(page.id, self.left.pop(0)) if self.left else None
            case "outcome.more" | "outcome.way":
                return Press(page.id, "first")
            case "outcome.ways":
                assert isinstance(page.ask, ChoiceAsk)
                return Answer(page.id, page.ask.options[0].id)
            case "no.said":
                return Answer(page.id, "will_not_wait")
            case "no.note":
                return Press(page.id, "help")
            case "no.help":
                return Press(page.id, "loss")
            case "no.loss":
                return Press(page.id, "found")
            case "finish.sure":
                return Answer(page.id, "yes")
            case "finish":
                return None
            case _:
                return self.teller.event(page)
