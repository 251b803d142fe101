"""Small helpers that every page uses; the words decide how many lines there are."""

from __future__ import annotations

from tui.core.journey import REAL, Journey
from tui.core.page import Ask, Block, Choice, ChoiceAsk, Facts, Page, Para, Points, Steps
from tui.core.words import Words

STEP_OF: dict[str, int] = {
    "safe": 1,
    "signin.document": 2,
    "signin.document-shape": 2,
    "signin.document-away": 2,
    "signin.birth": 3,
    "signin": 4,
    "status": 5,
    "proofs": 6,
    "outcome": 7,
    "code": 7,
}
"""Which of the seven parts a page belongs to, by its id or the part before the dot."""

PARTS = 7


def step_of(page_id: str) -> tuple[int, int] | None:
    part = STEP_OF.get(page_id) or STEP_OF.get(page_id.split(".")[0])
    return (part, PARTS) if part is not None else None


def numbered(words: Words, context: str, letter: str, **slots: str) -> tuple[str, ...]:
    """The lines ``p1``, ``p2`` … of a page, as many as there are."""
    lines = []
    count = 1
    while words.has(context, f"{letter}{count}"):
        lines.append(words.text(context, f"{letter}{count}", **slots))
        count += 1
    return tuple(lines)


def prose(words: Words, context: str, **slots: str) -> tuple[Block, ...]:
    """Paragraphs (``p1`` …), facts (``f1.label`` …), steps (``s1`` …) and points (``b1`` …)."""
    blocks: list[Block] = [Para(one) for one in numbered(words, context, "p", **slots)]
    rows = []
    count = 1
    while words.has(context, f"f{count}.label"):
        label = words.text(context, f"f{count}.label")
        rows.append((label, words.text(context, f"f{count}.text", **slots)))
        count += 1
    if rows:
        blocks.append(Facts(tuple(rows)))
    for letter, kind, title in (("s", Steps, "steps"), ("b", Points, "points")):
        items = numbered(words, context, letter, **slots)
        if items:
            heading = words.text(context, title) if words.has(context, title) else ""
            blocks.append(kind(items, heading))
    return tuple(blocks)


def actions(words: Words, context: str, *names: str) -> tuple[Choice, ...]:
    """Actions with their labels: the page's own words, or the common ones."""
    return tuple(Choice(name, label(words, context, f"action.{name}")) for name in names)


def label(words: Words, context: str, key: str, **slots: str) -> str:
    where = context if words.has(context, key) else "common"
    return words.text(where, key, **slots)


def choice_ask(
    journey: Journey, words: Words, context: str, *names: str, ask_id: str = "", chosen: str = ""
) -> ChoiceAsk:
    """Answers with their labels (``choice.<id>``), hints (``hint.<id>``) and the error, if any."""
    options = []
    for name in names:
        hint = f"hint.{name}"
        shown = words.text(context, hint) if words.has(context, hint) else ""
        options.append(Choice(name, label(words, context, f"choice.{name}"), shown))
    return ChoiceAsk(
        ask_id or context,
        words.text(context, "heading"),
        tuple(options),
        chosen=chosen,
        error=error(journey, words, context),
    )


def error(journey: Journey, words: Words, context: str, **slots: str) -> str:
    return label(words, context, f"error.{journey.error}", **slots) if journey.error else ""


def page(
    journey: Journey,
    words: Words,
    context: str,
    *blocks: Block,
    ask: Ask | None = None,
    acts: tuple[Choice, ...] = (),
    sensitive: bool = False,
    waiting: bool = False,
    **slots: str,
) -> Page:
    """A page from its words: heading, prose, then `blocks`; *back* where there is a way back."""
    helper = words.text(context, "helper", **slots) if words.has(context, "helper") else ""
    return Page(
        id=journey.step,
        heading=words.text(context, "heading", **slots),
        blocks=(*prose(words, context, **slots), *blocks),
        ask=ask,
        actions=acts,
        helper=helper,
        step=None if journey.mode == REAL else step_of(journey.step),
        back=bool(journey.trail),
        sensitive=sensitive,
        waiting=waiting,
    )
