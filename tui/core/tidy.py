"""Typed and pasted text, made plain: what people type is nearly always meant well."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import Final

DOCUMENT_LIMIT: Final = 40
"""The most characters that a document number may have once tidied."""

TYPED_LIMIT: Final = 200
"""The most characters of one field that are kept to be shown again."""

_KNOWN_SHAPE: Final = re.compile(r"(?=(?:[A-Z]*[0-9]){3})[A-Z0-9]{6,12}")
_EARLIEST_YEAR: Final = 1900


def plain(text: str) -> str:
    """Full-width forms made plain; control and invisible characters gone; ends trimmed."""
    text = unicodedata.normalize("NFKC", text)
    kept = (" " if one.isspace() else one for one in text if one.isspace() or _visible(one))
    return "".join(kept).strip()


def kept(text: str) -> str:
    """What of a field is kept, to be shown again as it was typed: nothing that a terminal would
    obey, and no more than TYPED_LIMIT characters."""
    shown = "".join(" " if one.isspace() else one for one in text if one.isspace() or _visible(one))
    if len(shown) > TYPED_LIMIT:
        shown = " ".join(shown.split())
    return shown[:TYPED_LIMIT]


def has_number(number: str) -> bool:
    """Whether anything is left of a tidied number that a service would look up."""
    return re.search(r"[A-Z0-9]", number) is not None


def _visible(character: str) -> bool:
    return not unicodedata.category(character).startswith("C")


def compact(text: str) -> str:
    """`plain` without spaces, hyphens, dots and slashes, in capitals."""
    closed = re.sub(r"[\s\-\u2010-\u2015\u2212._/]", "", plain(text)).upper()
    return unicodedata.normalize("NFKC", closed)


def known_document_shape(number: str) -> bool:
    """Whether a tidied number looks like a passport or card number that we know of."""
    return _KNOWN_SHAPE.fullmatch(number) is not None


def security_code(text: str) -> str | None:
    """The six digits, or None. A whole pasted message is searched for its only six digits."""
    digits = compact(text)
    if re.fullmatch(r"[0-9]{6}", digits):
        return digits
    found = set(re.findall(r"(?<![0-9])[0-9]{6}(?![0-9])", plain(text)))
    return found.pop() if len(found) == 1 else None


def birth_date(parts: tuple[str, ...], today: date | None = None) -> date | str:
    """The date, or the key of what is wrong: empty, digits, year, no_such or future."""
    return calendar_day(parts, today)


def calendar_day(parts: tuple[str, ...], latest: date | None = None) -> date | str:
    """As :func:`birth_date`, for any day up to `latest`."""
    tidied = [compact(part) for part in parts]
    if not all(tidied):
        return "empty"
    if not all(re.fullmatch(r"[0-9]{1,4}", part) for part in tidied):
        return "digits"
    day, month, year = (int(part) for part in tidied)
    if year < _EARLIEST_YEAR:
        return "year"
    try:
        read = date(year, month, day)
    except ValueError:
        return "no_such"
    return "future" if latest is not None and read > latest else read
