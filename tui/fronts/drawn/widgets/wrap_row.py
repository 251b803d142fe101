"""A row of things that wraps; its layout is ours, so it cannot be named in a style sheet."""

from __future__ import annotations

from textual.layout import Layout
from textual.widget import Widget

from tui.fronts.drawn.layouts import Wrapping

WRAPPING = Wrapping()


class WrapRow(Widget):
    @property
    def layout(self) -> Layout:
        return WRAPPING
