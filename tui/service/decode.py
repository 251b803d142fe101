"""Small strict decoders: one JSON object at a time, each member of the agreed type or Garbled.

Further members are allowed and ignored, so that an older app can talk to a newer mock.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import TypeVar

from tui.service.problems import Garbled

_T = TypeVar("_T")
_LONGEST_TEXT = 4000
# Control, surrogate and the characters that turn the reading direction of what follows them:
# on a terminal these would be obeyed, not shown.
_TURNING = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def parse(body: bytes) -> object:
    """The JSON value of a body, or Garbled."""
    try:
        value: object = json.loads(body)
    except (ValueError, RecursionError):
        raise Garbled("not JSON") from None
    return value


class Reader:
    """One JSON object and where it stands in the answer."""

    def __init__(self, value: object, place: str = "answer") -> None:
        if not isinstance(value, dict):
            raise Garbled(f"{place}: not an object")
        self._members: dict[str, object] = value
        self._place = place

    def _take(self, key: str) -> object:
        if key not in self._members:
            raise Garbled(f"{self._place}.{key}: missing")
        return self._members[key]

    def _wrong(self, key: str, wanted: str) -> Garbled:
        return Garbled(f"{self._place}.{key}: not {wanted}")

    def has(self, key: str) -> bool:
        """Whether the member is there and not null."""
        return self._members.get(key) is not None

    def text(self, key: str, *, lines: bool = False) -> str:
        """A text that a terminal can show: no control characters, line ends only where allowed."""
        value = self._take(key)
        if not isinstance(value, str) or len(value) > _LONGEST_TEXT:
            raise self._wrong(key, "a text")
        for character in value:
            if lines and character == "\n":
                continue
            if unicodedata.category(character) in ("Cc", "Cs") or character in _TURNING:
                raise self._wrong(key, "a text that can be shown")
        return value

    def word(self, key: str, allowed: frozenset[str]) -> str:
        """One of a closed list of words."""
        value = self.text(key)
        if value not in allowed:
            raise self._wrong(key, "one of the agreed words")
        return value

    def matching(self, key: str, fits: Callable[[str], object]) -> str:
        """A text of an agreed shape."""
        value = self.text(key)
        if not fits(value):
            raise self._wrong(key, "of the agreed shape")
        return value

    def whole(self, key: str, least: int = 0, most: int = 1_000_000_000) -> int:
        """A whole number within bounds; true and false are none."""
        value = self._take(key)
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise self._wrong(key, "a whole number in range")
        return value

    def yes(self, key: str) -> bool:
        value = self._take(key)
        if not isinstance(value, bool):
            raise self._wrong(key, "true or false")
        return value

    def day(self, key: str) -> date:
        """YYYY-MM-DD."""
        text = self.text(key)
        try:
            found = date.fromisoformat(text)
        except ValueError:
            raise self._wrong(key, "a date") from None
        if found.isoformat() != text:
            raise self._wrong(key, "a date")
        return found

    def day_or_none(self, key: str) -> date | None:
        return None if self._take(key) is None else self.day(key)

    def text_or_none(self, key: str) -> str | None:
        return None if self._take(key) is None else self.text(key)

    def moment(self, key: str) -> datetime:
        """RFC 3339 in UTC."""
        text = self.text(key)
        try:
            found = datetime.fromisoformat(text)
        except ValueError:
            raise self._wrong(key, "a time") from None
        if found.utcoffset() != UTC.utcoffset(None):
            raise self._wrong(key, "a time in UTC")
        return found.astimezone(UTC)

    def object(self, key: str) -> Reader:
        return Reader(self._take(key), f"{self._place}.{key}")

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts."""
        value = self._take(key)
        if not isinstance(value, list):
            raise self._wrong(key, "a list")
        place = f"{self._place}.{key}"
        return tuple(Reader({str(i): v}, place).text(str(i)) for i, v in enumerate(value))

    def each(self, key: str, decode: Callable[[Reader], _T]) -> tuple[_T, ...]:
        """A list of objects, each decoded."""
        value = self._take(key)
        if not isinstance(value, list):
            raise self._wrong(key, "a list")
        place = f"{self._place}.{key}"
        return tuple(decode(Reader(item, f"{place}[{i}]")) for i, item in enumerate(value))
