"""A page as lines of text: exhaustive, so that a new kind of block cannot be forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from tui.core.journey import PRACTISE, REAL
from tui.core.page import (
    Beside,
    BigCode,
    Block,
    Comparison,
    Facts,
    Message,
    Notice,
    Page,
    Para,
    Phone,
    Points,
    Portrait,
    Progress,
    Seen,
    Steps,
    Symbol,
)
from tui.fronts.plain.say import Say, sentence


def top_lines(page: Page, say: Say, mode: str) -> Iterator[str]:
    """Where we are: practice or beside the real website, the step, the heading."""
    if mode in (PRACTISE, REAL):
        yield say("practice" if mode == PRACTISE else "real")
    if page.step is not None:
        this, of = page.step
        if not page.about:
            yield say("step", this=str(this), of=str(of))
        else:
            more = of - this
            key = "question-more" if more else "question-last"
            yield say(key, this=str(this), more=str(more))
    yield page.heading


def body_lines(page: Page, beside: Beside, say: Say) -> Iterator[str]:
    """The blocks in reading order."""
    for block in page.blocks:
        yield from block_lines(block, beside, say)


def block_lines(block: Block, beside: Beside, say: Say) -> Iterator[str]:
    match block:
        case Para(text=text):
            yield text
        case Notice(text=text, tone=tone):
            yield say(f"tone-{tone.value}", text=text)
        case Steps(items=items, title=title):
            if title:
                yield sentence(title)
            for number, item in enumerate(items, 1):
                yield say("nth", number=str(number), text=item)
        case Points(items=items, title=title):
            if title:
                yield sentence(title)
            for item in items:
                yield say("point", text=item)
        case Facts(rows=rows):
            for name, value in rows:
                yield _row(name, value)
        case Portrait():
            yield _portrait(block, beside, say)
        case Seen(label=label, ref=ref):
            seen = beside.text(ref)
            yield say("gone", label=label) if seen is None else _row(label, seen)
        case Phone():
            yield from _phone(block, beside.messages(), say)
        case Comparison():
            yield from _comparison(block, say)
        case Progress(items=items):
            for name, state in items:
                yield _row(name, say(f"state-{state}"))
        case BigCode(groups=groups, note=note):
            yield say("code", groups="  ".join(groups))
            yield say("code-spell")
            if note:
                yield note
        case Symbol(alt=alt, note=note):
            yield say("symbol", alt=alt)
            if note:
                yield note
        case _:
            assert_never(block)


def spelled_lines(page: Page, say: Say) -> Iterator[str]:
    """The code of the page said group by group, or that there is none."""
    found = False
    for block in page.blocks:
        if isinstance(block, BigCode):
            found = True
            for number, spoken in enumerate(block.spoken, 1):
                yield say("group", number=str(number), spoken=sentence(spoken))
    if not found:
        yield say("no-code")


def _row(name: str, value: str) -> str:
    colon = "" if name.endswith(("?", ":")) else ":"
    return f"{name}{colon} {value}"


def _portrait(block: Portrait, beside: Beside, say: Say) -> str:
    picture = beside.picture(block.ref)
    if picture is None:
        return say("gone", label=block.alt)
    return say("picture", alt=sentence(block.alt), drawing=sentence(picture.alt))


def _phone(block: Phone, messages: tuple[Message, ...], say: Say) -> Iterator[str]:
    yield sentence(block.title)
    if not messages:
        yield block.empty
    for message in messages:
        yield say(f"message-{message.kind}", to=message.to, text=message.body)


def _comparison(block: Comparison, say: Say) -> Iterator[str]:
    for number, column in enumerate(block.columns):
        yield sentence(column)
        for name, cells in block.rows:
            cell = cells[number]
            mark = say(f"mark-{cell.mark.value}")
            same = not cell.text or cell.text.casefold() == mark.casefold()
            yield f"  {name}: {mark}." if same else f"  {name}: {mark}. {sentence(cell.text)}"
