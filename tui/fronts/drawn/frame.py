"""What stands around every page: the practice line at the top, story and keys at the bottom."""

from __future__ import annotations

from tui.core.journey import PRACTISE, REAL
from tui.core.value import value
from tui.fronts.drawn.say import Say
from tui.fronts.drawn.widgets.bar import Item


@value
class Story:
    """Whose practice story is on, and the faults that are on for them, in words."""

    text: str = ""
    faults: tuple[str, ...] = ()


def top_text(say: Say, mode: str) -> str:
    """Which of the two this is: with invented people, or beside the real website."""
    return say({PRACTISE: "practice_line", REAL: "real_line"}.get(mode, "own_line"))


def top_items(say: Say, *, practice: bool, language: str) -> tuple[Item, ...]:
    panels = (
        Item("F5", say("people"), "app.panel('people')", ""),
        Item("F6", say("faults"), "app.panel('faults')", ""),
        Item("F7", say("clock"), "app.panel('clock')", ""),
    )
    spoken = Item("", say("language", name=language), "", language)
    return (*(panels if practice else ()), spoken, Item("F1", say("help"), "app.help"))


def bottom_text(say: Say, story: Story, *, practice: bool) -> str:
    if not practice:
        return ""
    if not story.text and not story.faults:
        return say("no_story")
    said = say("story", story=story.text) if story.text else say("no_story")
    if not story.faults:
        return said
    key = "one_fault" if len(story.faults) == 1 else "many_faults"
    names = ", ".join(story.faults)
    return f"{said} · {say(key, count=str(len(story.faults)), names=names)}"


def bottom_items(say: Say, *, closing: bool) -> tuple[Item, ...]:
    """`closing`: all is finished, so the last key leaves the program."""
    last = Item("F10", say("close_program" if closing else "finish"), "app.finish")
    repeat = Item("F2", say("repeat"), "app.repeat")
    return (repeat, Item("F9", say("hide"), "app.hide"), last)
