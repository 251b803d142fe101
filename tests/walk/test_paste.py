"""What is copied from a website has several lines, and the one that matters is seldom the first."""

from __future__ import annotations

import asyncio

import pytest
from textual import events

from tests.stories.telling import WORDS
from tests.walk.test_stops import brought
from tui.core.events import Press
from tui.fronts.drawn.app import DrawnApp
from tui.fronts.drawn.options import Options
from tui.runner.sitting import Sitting

MESSAGE = WORDS.message("cannot-find")[0]


def at_the_paste() -> Sitting:
    sitting = brought("walk.status", brings="status")
    sitting.send(Press("walk.status", "words"))
    assert sitting.page().id == "walk.words"
    return sitting


async def pasted(text: str) -> str:
    """The page that comes after `text` was pasted into the drawn front and sent."""
    sitting = at_the_paste()
    app = DrawnApp(lambda: sitting, Options(WORDS))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert app.focused is not None
        app.focused.post_message(events.Paste(text))
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        return sitting.page().id


@pytest.mark.parametrize(
    "text", [MESSAGE, f"GOV.UK\n\nView and prove your immigration status\n\n{MESSAGE}\n"]
)
def test_words_are_recognised_on_whatever_line_they_stand(text: str) -> None:
    assert asyncio.run(pasted(text)) == "walk.words-right"
