"""The least that typing can cost in Textual: one field whose cursor does not blink."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Input


class OneField(App[None]):
    def compose(self) -> ComposeResult:
        field = Input(placeholder="READY")
        field.cursor_blink = False
        yield field


if __name__ == "__main__":
    OneField().run()
