"""The invented person's own phone: messages as they came, newest first (practice only)."""

from __future__ import annotations

from datetime import datetime

from textual.content import Content

from tui.core.page import Beside, Phone
from tui.fronts.drawn.widgets.lined import Lined, wrapped

SHOWN = 3


def _clock_time(iso: str) -> str:
    try:
        return datetime.fromisoformat(iso).strftime("%H:%M")
    except ValueError:
        return iso


class PhoneBlock(Lined):
    def __init__(self, phone: Phone, beside: Beside) -> None:
        super().__init__(classes="block phone")
        self.phone = phone
        self.beside = beside

    def lines(self, width: int) -> list[Content]:
        lines = wrapped(Content.styled(self.phone.title, "bold"), width)
        messages = self.beside.messages()[:SHOWN]
        if not messages:
            return [*lines, *wrapped(self.phone.empty, width)]
        for message in messages:
            head = f"{_clock_time(message.at)}  {message.to}"
            lines += wrapped(Content.styled(head, "$quiet"), width)
            lines += wrapped(message.body, width)
        return lines
