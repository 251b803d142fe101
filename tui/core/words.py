"""What the pages need of the words; :mod:`tui.content` gives it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a finding's text. `kind` is ``text``, ``steps`` or ``points``."""

    id: str
    heading: str
    kind: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FindingText:
    """A finding's page in words: heading and sections in reading order."""

    heading: str
    sections: tuple[Section, ...]

    def section(self, name: str) -> Section | None:
        return next((one for one in self.sections if one.id == name), None)


class Words(Protocol):
    """Words by context (usually a page id) and key, with ``{slots}`` filled in."""

    def text(self, context: str, key: str, /, **slots: str) -> str: ...

    def has(self, context: str, key: str, /) -> bool: ...

    def finding(self, page: str, /, **slots: str) -> FindingText: ...

    def day(self, day: date, /) -> str: ...

    def message(self, name: str, /) -> tuple[str, str]:
        """The published words of a message of the real website, and when they were seen."""
