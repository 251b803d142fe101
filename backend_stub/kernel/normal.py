"""Typed text made comparable."""

from __future__ import annotations

import re

_NOT_SIGNS = re.compile(r"[^0-9A-Z]")


def normal_number(text: str) -> str:
    """A document number or share code in capitals, letters and digits only."""
    return _NOT_SIGNS.sub("", text.upper())


def normal_digits(text: str) -> str:
    """A security code without the spaces and hyphens people type between its digits."""
    return re.sub(r"[\s-]", "", text)
