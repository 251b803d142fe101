"""Typed text made comparable."""

from __future__ import annotations

import re
import unicodedata

_NOT_SIGNS = re.compile(r"[^0-9A-Z]")


def normal_number(text: str) -> str:
    """A document number or share code in capitals, letters and digits only."""
    return _NOT_SIGNS.sub("", text.upper())


def normal_digits(text: str) -> str:
    """A security code without the spaces and hyphens people type between its digits."""
    return re.sub(r"[\s-]", "", text)


def normal_name(text: str) -> str:
    """A name as a passport's machine-readable lines allow it to be compared: plain letters.

    Accents, case, hyphens, apostrophes and spaces do not matter; anything else does.
    """
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(sign for sign in plain if sign.isalpha())


def normal_phone(text: str) -> str:
    """A telephone number as it is kept: `+44 7700 900123`, others as `+` and digits.

    Only the clutter goes: what was no number is none afterwards.
    """
    digits = re.sub(r"[\s().-]", "", text)
    if digits.startswith("0") and not digits.startswith("00"):
        digits = "+44" + digits[1:]
    if re.fullmatch(r"\+44[0-9]{10}", digits):
        return f"{digits[:3]} {digits[3:7]} {digits[7:]}"
    return digits


def normal_email(text: str) -> str:
    """An e-mail address without the spaces around it, in small letters."""
    return text.strip().lower()
