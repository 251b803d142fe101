"""The least that Textual can do: one line of text. The text is the first argument."""

from __future__ import annotations

import sys

from textual.app import App, ComposeResult
from textual.widgets import Label


class OneLabel(App[None]):
    def compose(self) -> ComposeResult:
        yield Label(sys.argv[1])


if __name__ == "__main__":
    OneLabel().run()
