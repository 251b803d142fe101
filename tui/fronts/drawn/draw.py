"""Which widget draws which block or ask: exhaustive, so a new kind cannot be forgotten."""

from __future__ import annotations

from typing import assert_never

from textual.widget import Widget

from tui.core.page import (
    Ask,
    Beside,
    BigCode,
    Block,
    ChecksAsk,
    ChoiceAsk,
    Comparison,
    DateAsk,
    Facts,
    Notice,
    Para,
    Phone,
    Points,
    Portrait,
    Progress,
    Seen,
    Steps,
    Symbol,
    TextAsk,
)
from tui.fronts.drawn.say import Say
from tui.fronts.drawn.widgets.answer_field import AnswerField
from tui.fronts.drawn.widgets.ask_box import AskBox
from tui.fronts.drawn.widgets.big_code import BigCodeBlock
from tui.fronts.drawn.widgets.checks_list import ChecksList
from tui.fronts.drawn.widgets.choice_list import ChoiceList
from tui.fronts.drawn.widgets.comparison import ComparisonBlock
from tui.fronts.drawn.widgets.date_fields import DateFields
from tui.fronts.drawn.widgets.facts import FactsBlock
from tui.fronts.drawn.widgets.notice import NoticeBlock
from tui.fronts.drawn.widgets.paragraph import Paragraph
from tui.fronts.drawn.widgets.phone import PhoneBlock
from tui.fronts.drawn.widgets.points import PointsBlock
from tui.fronts.drawn.widgets.portrait import PortraitBlock
from tui.fronts.drawn.widgets.progress import ProgressBlock
from tui.fronts.drawn.widgets.seen_value import SeenValue
from tui.fronts.drawn.widgets.steps import StepsBlock
from tui.fronts.drawn.widgets.symbol import SymbolBlock


def draw_block(block: Block, beside: Beside, say: Say) -> Widget:
    match block:
        case Para():
            return Paragraph(block.text)
        case Notice():
            return NoticeBlock(block, say)
        case Steps():
            return StepsBlock(block)
        case Points():
            return PointsBlock(block)
        case Facts():
            return FactsBlock(block)
        case Portrait():
            return PortraitBlock(block, beside)
        case Seen():
            return SeenValue(block, beside, say)
        case Phone():
            return PhoneBlock(block, beside)
        case Comparison():
            return ComparisonBlock(block, say)
        case Progress():
            return ProgressBlock(block, say)
        case BigCode():
            return BigCodeBlock(block, say)
        case Symbol():
            return SymbolBlock(block, say)
        case _ as never:
            assert_never(never)


def draw_ask(ask: Ask, say: Say, *, heading: str) -> AskBox:
    match ask:
        case TextAsk():
            return AnswerField(ask, say, heading=heading)
        case DateAsk():
            return DateFields(ask, say, heading=heading)
        case ChoiceAsk():
            return ChoiceList(ask, say, heading=heading)
        case ChecksAsk():
            return ChecksList(ask, say, heading=heading)
        case _ as never:
            assert_never(never)


def beside_words(block: Block) -> Portrait | Symbol | None:
    """The block if it is a picture, which stands left with the words of the page to its right."""
    return block if isinstance(block, Portrait | Symbol) else None


def words_of(picture: Portrait | Symbol) -> tuple[Widget, ...]:
    """What a picture says in words; always there, for those who cannot see it."""
    match picture:
        case Portrait():
            texts: tuple[str, ...] = (picture.alt,)
        case Symbol():
            texts = (picture.alt, picture.note)
        case _ as never:
            assert_never(never)
    return tuple(Paragraph(text, classes="block caption") for text in texts if text)


def is_pinned(box: AskBox) -> bool:
    """Fields and short answers stay in sight with the actions; long lists scroll with the text."""
    match box:
        case AnswerField() | DateFields():
            return True
        case ChoiceList():
            return box.in_row
        case _:
            return False
