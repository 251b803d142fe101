"""A notice: its tone is a shape and a word; colour only helps."""

from __future__ import annotations

from typing import assert_never

from textual.content import Content

from tui.core.page import Notice, Tone
from tui.fronts.drawn.say import Say
from tui.fronts.drawn.widgets.lined import Lined, hanging


def tone_of(tone: Tone) -> tuple[str, str]:
    """The shape of a tone, and the key of its word."""
    match tone:
        case Tone.INFO:
            return "●", "tone_info"
        case Tone.DONE:
            return "✓", "tone_done"
        case Tone.CARE:
            return "▲", "tone_care"
        case Tone.STOP:
            return "■", "tone_stop"
        case _ as never:
            assert_never(never)


class NoticeBlock(Lined):
    def __init__(self, notice: Notice, say: Say) -> None:
        super().__init__(classes=f"block notice -{notice.tone.value}")
        shape, key = tone_of(notice.tone)
        colour = "$done" if notice.tone is Tone.DONE else "$care"
        style = "bold" if notice.tone is Tone.INFO else f"bold {colour}"
        self.shape = Content.styled(shape, style)
        self.text = Content.assemble((say(key), style), " ", notice.text)

    def lines(self, width: int) -> list[Content]:
        return hanging(self.shape, self.text, width, 3)
