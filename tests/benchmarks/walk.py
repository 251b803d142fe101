"""Leading the app in a terminal to the document page, by the same pages that it draws."""

from __future__ import annotations

from tests.benchmarks.terminal import Terminal
from tui.content import Words
from tui.core.advance import advance
from tui.core.events import Answer
from tui.core.journey import Journey, new_journey
from tui.core.page import ChoiceAsk
from tui.core.pages import page_for

WORDS = Words("en")
ANSWERS = {
    "start.who": "together",
    "start.mode": "practise",
    "safe.sign-in": "no",
    "safe.contacts": "mine",
}
DOCUMENT = "signin.document"


def labels(journey: Journey) -> dict[str, str]:
    """The answers that the page offers: id to label, in order."""
    ask = page_for(journey, WORDS).ask
    return {one.id: one.label for one in ask.options} if isinstance(ask, ChoiceAsk) else {}


def first_page() -> list[str]:
    """What can be chosen on the first page, as it is painted."""
    return list(labels(new_journey()).values())


FIRST_CHOICE = first_page()[0]


def to_the_document(terminal: Terminal) -> None:
    """Press the number of each answer until the document page is drawn and at rest."""
    journey = new_journey()
    terminal.wait_for(first_page()[-1])
    terminal.until_quiet(0.3)
    while journey.step in ANSWERS:
        step = journey.step
        number = list(labels(journey)).index(ANSWERS[step]) + 1
        journey, _ = advance(journey, Answer(step, ANSWERS[step]))
        mark = terminal.mark
        terminal.send(str(number).encode())
        terminal.wait_for(page_for(journey, WORDS).heading, mark)
        terminal.until_quiet(0.2)
    if journey.step != DOCUMENT:
        raise RuntimeError(f"the way leads to {journey.step}")
