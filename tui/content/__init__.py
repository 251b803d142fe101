"""The words: gettext catalogues for short strings, Markdown for findings, one loader.

A language is a folder beside this file. Every ``*.mo`` in it is merged (`make words` compiles them
from the ``*.po`` that people edit); what a language leaves out is shown in English.
"""

from __future__ import annotations

import gettext
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Final

from tui.core.words import FindingText

FOLDER: Final = Path(__file__).parent
SOURCE_LANGUAGE: Final = "en"


class MissingWordsError(LookupError):
    """No language has words for this context and key: a mistake in the program."""


class Words:
    """All words of one language. Shape: :class:`tui.core.words.Words`."""

    def __init__(self, language: str, folder: Path = FOLDER) -> None:
        if language not in languages(folder):
            known = ", ".join(languages(folder))
            raise ValueError(f"There are no words for {language!r}. There are: {known}")
        self.language = language
        self._folder = folder
        wanted = dict.fromkeys((language, SOURCE_LANGUAGE))
        self._catalogue = _chain(
            [_read(path) for name in wanted for path in sorted((folder / name).glob("*.mo"))]
        )
        self._finding = lru_cache(maxsize=None)(self._read_finding)

    def has(self, context: str, key: str, /) -> bool:
        try:
            self._catalogue.pgettext(context, key)
        except MissingWordsError:
            return False
        return True

    def text(self, context: str, key: str, /, **slots: str) -> str:
        """The words with every ``{slot}`` filled.

        Raises :class:`MissingWordsError`, or KeyError for a slot that is not given.
        """
        found = self._catalogue.pgettext(context, key)
        return found.format_map(slots) if "{" in found else found

    def finding(self, page: str, /, **slots: str) -> FindingText:
        return self._finding(page, tuple(sorted(slots.items())))

    def message(self, name: str, /) -> tuple[str, str]:
        """What the real website says, in the words in which it was published, and when that was."""
        from tui.content.messages import known

        found = next(one for one in known() if one.id == name)
        seen = self.day(found.seen) if isinstance(found.seen, date) else found.seen
        return found.text, seen

    def day(self, day: date, /) -> str:
        month = self.text("date", str(day.month))
        return self.text("date", "day", day=str(day.day), month=month, year=str(day.year))

    def _read_finding(self, page: str, slots: tuple[tuple[str, str], ...]) -> FindingText:
        from tui.content.markdown import finding_text

        for language in (self.language, SOURCE_LANGUAGE):
            path = self._folder / language / "findings" / f"{page}.md"
            if path.is_file():
                return finding_text(path.read_text("utf-8"), f"{language}/{path.name}", dict(slots))
        raise MissingWordsError(f"{self.language}: finding {page}")


def languages(folder: Path = FOLDER) -> tuple[str, ...]:
    """The languages that have words here, by their folder names."""
    return tuple(sorted(path.parent.name for path in folder.glob("*/strings.mo")))


class _Missing(gettext.NullTranslations):
    """The end of the chain: nobody has these words."""

    def pgettext(self, context: str, message: str) -> str:
        raise MissingWordsError(f"{context} / {message}")


def _chain(catalogues: list[gettext.GNUTranslations]) -> gettext.NullTranslations:
    """One catalogue that asks each of them in turn."""
    last: gettext.NullTranslations = _Missing()
    for catalogue in reversed(catalogues):
        catalogue.add_fallback(last)
        last = catalogue
    return last


def _read(path: Path) -> gettext.GNUTranslations:
    with path.open("rb") as file:
        return gettext.GNUTranslations(file)
