"""Findings in words: one small strict shape of Markdown, read into plain values.

A file is one ``# heading`` and then sections, each ``## heading {#id}`` followed by one block: a
text (one or more lines, one paragraph), numbered steps or points. Nothing else is let through, so
that a slip of an author is seen at once and no front has to guess::

    # Do not use the {name} proof yet

    ## Is it my fault? {#fault}
    Nothing we saw points to a mistake by you.

    ## Do today {#today}
    1. First step.
    2. Second step.

    ## Do not {#dont}
    - A point.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from string import Formatter
from typing import Final, NoReturn

from tui.core.words import FindingText, Section

SECTION_IDS: Final = (
    "fault",
    "status",
    "today",
    "report",
    "before",
    "dont",
    "no",
    "nothing",
    "helper",
)
"""Every section there can be. What is not named here is drawn by no page."""

_TITLE: Final = re.compile(r"# (\S.*)")
_SECTION: Final = re.compile(r"## (\S.*?) \{#([a-z]+)\}")
_STEP: Final = re.compile(r"([1-9][0-9]*)\. (\S.*)")
_POINT: Final = re.compile(r"- (\S.*)")
_MARKUP: Final = re.compile(r"[*_`<>|\\#\[\]]|^[-+>]|^\d+[.)] |^\s|\s$|  ")
"""What would be read as other Markdown, or would be drawn as it stands."""


@dataclass(frozen=True, slots=True)
class _Line:
    """One line that is not empty. `joined`: no empty line stands before it."""

    number: int
    text: str
    joined: bool


def finding_text(text: str, where: str, slots: Mapping[str, str]) -> FindingText:
    """The finding in `text`, with every ``{slot}`` filled; `where` names the file in complaints.

    Raises ValueError with file and line for anything that is not of the shape above, a section id
    that is unknown or stands twice, and a slot that is not given.
    """
    return _Reader(where, slots).read(text)


class _Reader:
    def __init__(self, where: str, slots: Mapping[str, str]) -> None:
        self._where = where
        self._slots = slots

    def read(self, text: str) -> FindingText:
        lines = list(_lines(text))
        title = _TITLE.fullmatch(lines[0].text) if lines else None
        if title is None:
            self._refuse(lines[0].number if lines else 1, "the first line is “# heading”")
        heading = self._words(lines[0].number, title[1])
        sections: list[Section] = []
        start = 1
        while start < len(lines):
            end = start + 1
            while end < len(lines) and not lines[end].text.startswith("#"):
                end += 1
            section = self._section(lines[start], lines[start + 1 : end])
            if any(one.id == section.id for one in sections):
                self._refuse(lines[start].number, f"the section {section.id!r} stands twice")
            sections.append(section)
            start = end
        if not sections:
            self._refuse(lines[0].number, "there are no sections")
        return FindingText(heading, tuple(sections))

    def _section(self, first: _Line, body: list[_Line]) -> Section:
        found = _SECTION.fullmatch(first.text)
        if found is None:
            self._refuse(first.number, "a section begins “## heading {#id}”")
        heading, name = found[1], found[2]
        if name not in SECTION_IDS:
            self._refuse(first.number, f"unknown section {name!r}; known: {', '.join(SECTION_IDS)}")
        if not body:
            self._refuse(first.number, f"the section {name!r} is empty")
        for line in body[1:]:
            if not line.joined:
                self._refuse(line.number, "one block to a section: no empty line inside it")
        if _STEP.fullmatch(body[0].text):
            kind, items = "steps", self._steps(body)
        elif _POINT.fullmatch(body[0].text):
            kind, items = "points", self._points(body)
        else:
            kind, items = "text", (" ".join(self._words(one.number, one.text) for one in body),)
        return Section(name, self._words(first.number, heading), kind, items)

    def _steps(self, body: list[_Line]) -> tuple[str, ...]:
        items = []
        for count, line in enumerate(body, start=1):
            step = _STEP.fullmatch(line.text)
            if step is None or int(step[1]) != count:
                self._refuse(line.number, f"step {count} begins “{count}. ”, all on one line")
            items.append(self._words(line.number, step[2]))
        return tuple(items)

    def _points(self, body: list[_Line]) -> tuple[str, ...]:
        items = []
        for line in body:
            point = _POINT.fullmatch(line.text)
            if point is None:
                self._refuse(line.number, "a point begins “- ”, all on one line")
            items.append(self._words(line.number, point[1]))
        return tuple(items)

    def _words(self, number: int, text: str) -> str:
        """The text with its slots filled. What a slot brings is drawn as it is, never read."""
        if _MARKUP.search(text):
            self._refuse(number, "other Markdown, or a space too many")
        try:
            wanted = list(Formatter().parse(text))
        except ValueError as problem:
            self._refuse(number, f"braces: {problem}")
        for _, name, form, conversion in wanted:
            if name is None:
                continue
            if form or conversion or not name.isidentifier():
                self._refuse(number, "a slot is a bare name in braces")
            if name not in self._slots:
                self._refuse(number, f"unknown slot {name!r}")
        return text.format_map(self._slots)

    def _refuse(self, number: int, why: str) -> NoReturn:
        raise ValueError(f"{self._where}:{number}: {why}")


def _lines(text: str) -> Iterator[_Line]:
    joined = False
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            yield _Line(number, line, joined)
        joined = bool(line.strip())
