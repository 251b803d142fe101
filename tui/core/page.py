"""A page as a plain value: what every front draws.

A page says nothing about colour, keys or cells, and holds no value that came back from a
service: those live beside the journey (:class:`Beside`) and a page names them by reference.
"""

from __future__ import annotations

from enum import Enum
from typing import Protocol

from tui.core.value import value


class Mark(Enum):
    """What one cell of a comparison says; every front shows it by shape and by word."""

    SHOWN = "shown"
    SAME = "same"
    DIFFERENT = "different"
    HIDDEN = "hidden"
    NOTHING = "nothing"
    UNSURE = "unsure"


class Tone(Enum):
    """How a notice is meant; the word and the shape carry it, colour only helps."""

    INFO = "info"
    DONE = "done"
    CARE = "care"
    STOP = "stop"


@value
class Picture:
    """A drawn portrait: `rows` of base-36 indices into `palette` (``#rrggbb``), and its words."""

    width: int
    height: int
    palette: tuple[str, ...]
    rows: tuple[str, ...]
    alt: str


@value
class Message:
    """One message on the invented person's phone: when (ISO, UTC), to which contact, the text."""

    at: str
    to: str
    kind: str
    body: str


class Beside(Protocol):
    """What lives beside the journey and is shown once, to ask; never part of a page or record."""

    def text(self, ref: str) -> str | None:
        """The value kept under `ref`, or None when it has been dropped."""

    def picture(self, ref: str) -> Picture | None:
        """The picture kept under `ref`, or None when it has been dropped."""

    def messages(self) -> tuple[Message, ...]:
        """What the invented person's phone shows, newest first."""


# Blocks -----------------------------------------------------------------------------------


@value
class Para:
    text: str


@value
class Notice:
    text: str
    tone: Tone = Tone.CARE


@value
class Steps:
    """A numbered list in reading order, with an optional title ("Do today")."""

    items: tuple[str, ...]
    title: str = ""


@value
class Points:
    """An unnumbered list, with an optional title ("Do not")."""

    items: tuple[str, ...]
    title: str = ""


@value
class Facts:
    """Rows of label and value; every label plus its value is true when read aloud alone."""

    rows: tuple[tuple[str, str], ...]


@value
class Portrait:
    """A picture kept beside the journey under `ref`; `alt` stands for it in words."""

    ref: str
    alt: str


@value
class Seen:
    """A value kept beside the journey under `ref`, large, with the label that introduces it."""

    label: str
    ref: str


@value
class Phone:
    """The invented person's phone with its messages (practice only); `empty` when none came."""

    title: str
    empty: str


@value
class Cell:
    mark: Mark
    text: str


@value
class Comparison:
    """`columns` are the surfaces; each row is a label and one cell for each column."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]


@value
class Progress:
    """Things done one after another: label and state ("done", "now", "waiting", "trouble")."""

    items: tuple[tuple[str, str], ...]


@value
class BigCode:
    """A code in groups, to be drawn large, and how to say it, one phrase a group."""

    groups: tuple[str, ...]
    spoken: tuple[str, ...]
    note: str = ""


@value
class Symbol:
    """A QR symbol of exactly `text`; `alt` says what it holds; `note` stands beside it always.

    With a `ref`, the text is kept beside the journey and put in when the page is drawn."""

    text: str
    alt: str
    note: str = ""
    ref: str = ""


Block = (
    Para
    | Notice
    | Steps
    | Points
    | Facts
    | Portrait
    | Seen
    | Phone
    | Comparison
    | Progress
    | BigCode
    | Symbol
)


# Asks -------------------------------------------------------------------------------------


@value
class Choice:
    id: str
    label: str
    hint: str = ""


@value
class TextAsk:
    """One line of text. `limit` is the most characters kept; `width` the cells that suit it. Where
    `lines`, what is pasted may have several; what is sent is one all the same."""

    id: str
    label: str
    hint: str = ""
    value: str = ""
    error: str = ""
    width: int = 30
    limit: int = 200
    lines: bool = False


@value
class DateAsk:
    """A date in three fields; the answer is (day, month, year) as typed."""

    id: str
    label: str
    parts: tuple[str, str, str]
    hint: str = ""
    value: tuple[str, str, str] = ("", "", "")
    error: str = ""


@value
class ChoiceAsk:
    """One of several answers; none is preselected, choosing one answers at once."""

    id: str
    label: str
    options: tuple[Choice, ...]
    hint: str = ""
    chosen: str = ""
    error: str = ""


@value
class ChecksAsk:
    """Any number of answers, ticked and then sent together."""

    id: str
    label: str
    options: tuple[Choice, ...]
    hint: str = ""
    chosen: tuple[str, ...] = ()
    error: str = ""


Ask = TextAsk | DateAsk | ChoiceAsk | ChecksAsk


@value
class Page:
    """One question or one message.

    The first action is the main one. `step` is (this, of); where `about`, how many there are in all
    is a guess that each answer may change. `sensitive` pages are never spoken unasked, never put in
    a picture of the screen, and are blanked by *hide*. `waiting` pages have nothing to press: an
    effect is under way.
    """

    id: str
    heading: str
    blocks: tuple[Block, ...] = ()
    ask: Ask | None = None
    actions: tuple[Choice, ...] = ()
    helper: str = ""
    step: tuple[int, int] | None = None
    about: bool = False
    back: bool = True
    sensitive: bool = False
    waiting: bool = False
