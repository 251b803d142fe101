"""Which widget draws which block or ask: exhaustive, so a new kind cannot be forgotten.

What the first page has not got is loaded by the first page that has it.
"""

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
from tui.fronts.drawn.widgets.ask_box import AskBox
from tui.fronts.drawn.widgets.choice_list import ChoiceList
from tui.fronts.drawn.widgets.facts import FactsBlock
from tui.fronts.drawn.widgets.notice import NoticeBlock
from tui.fronts.drawn.widgets.paragraph import Paragraph
from tui.fronts.drawn.widgets.points import PointsBlock
from tui.fronts.drawn.widgets.steps import StepsBlock


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
            from tui.fronts.drawn.widgets.portrait import PortraitBlock

            return PortraitBlock(block, beside)
        case Seen():
            from tui.fronts.drawn.widgets.seen_value import SeenValue

            return SeenValue(block, beside, say)
        case Phone():
            from tui.fronts.drawn.widgets.phone import PhoneBlock

            return PhoneBlock(block, beside)
        case Comparison():
            from tui.fronts.drawn.widgets.comparison import ComparisonBlock

            return ComparisonBlock(block, say)
        case Progress():
            from tui.fronts.drawn.widgets.progress import ProgressBlock

            return ProgressBlock(block, say)
        case BigCode():
            from tui.fronts.drawn.widgets.big_code import BigCodeBlock

            return BigCodeBlock(block, say)
        case Symbol():
            from tui.fronts.drawn.widgets.symbol import SymbolBlock

            return SymbolBlock(block, say)
        case _ as never:
            assert_never(never)


def draw_ask(ask: Ask, say: Say, *, heading: str) -> AskBox:
    match ask:
        case TextAsk():
            from tui.fronts.drawn.widgets.answer_field import AnswerField

            return AnswerField(ask, say, heading=heading)
        case DateAsk():
            from tui.fronts.drawn.widgets.date_fields import DateFields

            return DateFields(ask, say, heading=heading)
        case ChoiceAsk():
            return ChoiceList(ask, say, heading=heading)
        case ChecksAsk():
            from tui.fronts.drawn.widgets.checks_list import ChecksList

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
