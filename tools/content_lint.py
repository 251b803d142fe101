"""Reads every English word that the program can show, and says what is hard, banned or twice.

Two audiences: the client, and the helper (its notes and help pages). Rules on single strings are
hard; reading grades are taken over pools and may only fall (a ratchet). Limits are those of the
house rules; the recorded grades are in tests/content/reading.json.

    python -m tools.content_lint            complaints, then the grade of every pool
    python -m tools.content_lint --record   write today's grades as the new mark
"""

from __future__ import annotations

import json
import re
import sys
import textwrap
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

import polib

from tools.reading import Reading, reading, sentences, words
from tui.content.markdown import finding_text
from tui.core.words import FindingText

CONTENT: Final = Path(__file__).parent.parent / "tui" / "content" / "en"
MARK: Final = Path(__file__).parent.parent / "tests" / "content" / "reading.json"

SENTENCE_WORDS: Final = 25
PARAGRAPH_SENTENCES: Final = 3
HEADING_LETTERS: Final = 65
LIST_ITEMS: Final = 6
FIRST_STEPS: Final = 4
FIRST_PAGE_LINES: Final = 16
GRADE: Final = {"client": 6.0, "helper": 8.0}
LONG_SHARE: Final = 0.05
RATCHET: Final = 0.2

BANNED: Final = re.compile(
    r"\b(please|sorry|valid|invalid|oops|should|soon|shortly|forbidden|illegal|you forgot"
    r"|an error occurred|error (?:number|code)|error \d+)\b",
    re.IGNORECASE,
)
REAL_NAMES: Final = re.compile(r"\b(valid (?:from|to|until)(?: date)?)\b", re.IGNORECASE)
"""Names of fields as the real screen has them."""
HELPERS_ONLY: Final = re.compile(r"\bentangle\w*", re.IGNORECASE)
CAUSE: Final = re.compile(
    r"\b(because|due to|probably|linked|caused|owing to|as a result|therefore)\b", re.IGNORECASE
)
"""Words that say why. Only a finding's *because* may, and its sentences say what was seen."""
BECAUSE: Final = re.compile(r"\S+\.po:\d+ because ")
UNCONFIRMED: Final = re.compile(r"\b\d+ working days\b|\b\d+ days at the latest\b", re.IGNORECASE)
TELEPHONE: Final = re.compile(r"\b0\d{2,4}[ -]?\d{3,4}[ -]?\d{3,4}\b|\b0\d{9,10}\b")
SLOT: Final = re.compile(r"\{[a-z_]\w*\}")
PRACTICE_LINE: Final = (
    "PRACTICE. Invented people. This is not the Home Office. Do not type your own details."
)
"""The one line whose words are fixed by the house rules, four sentences as they are."""

Audience = Literal["client", "helper"]


@dataclass(frozen=True, slots=True)
class Piece:
    """One string that is shown: where it stands, who reads it, in which pool it is graded."""

    where: str
    text: str
    audience: Audience
    pool: str
    kind: Literal["heading", "text"] = "text"


@dataclass(frozen=True, slots=True)
class Complaint:
    where: str
    rule: str
    text: str

    def __str__(self) -> str:
        return f"{self.where}: {self.rule}: {self.text}"


def complaints_of(piece: Piece) -> Iterator[Complaint]:
    """What is wrong with one string, whatever stands beside it."""

    def complain(rule: str, text: str = piece.text) -> Complaint:
        return Complaint(piece.where, rule, text)

    found = sentences(piece.text)
    for one in found:
        if len(words(one)) > SENTENCE_WORDS:
            yield complain(f"more than {SENTENCE_WORDS} words in a sentence", one)
        if UNCONFIRMED.search(one) and "GOV.UK" not in one:
            yield complain("an unconfirmed number without “check on GOV.UK”", one)
    if len(found) > PARAGRAPH_SENTENCES and piece.text != PRACTICE_LINE:
        yield complain(f"more than {PARAGRAPH_SENTENCES} sentences together")
    if piece.kind == "heading" and len(piece.text) > HEADING_LETTERS:
        yield complain(f"more than {HEADING_LETTERS} letters in a heading")
    for match in BANNED.finditer(REAL_NAMES.sub("", piece.text)):
        yield complain(f"banned: {match[0].lower()}")
    if piece.audience == "client" and HELPERS_ONLY.search(piece.text):
        yield complain("a word for helpers only")
    if (cause := CAUSE.search(piece.text)) and not BECAUSE.match(piece.where):
        yield complain(f"a cause that nobody saw: {cause[0].lower()}")
    if TELEPHONE.search(piece.text):
        yield complain("a telephone number; say where on GOV.UK it is")


# Findings


def purpose_slots(folder: Path = CONTENT) -> dict[str, dict[str, str]]:
    """The slots of the findings that one purpose fills, by purpose."""
    slots: dict[str, dict[str, str]] = defaultdict(dict)
    for entry in polib.pofile(str(folder / "strings.po")):
        if entry.msgctxt == "purpose":
            purpose, _, name = entry.msgid.partition(".")
            slots[purpose][name] = entry.msgstr
    return dict(slots)


def findings(folder: Path = CONTENT) -> Iterator[tuple[str, FindingText]]:
    """Every finding as it is shown, those with slots once for each purpose."""
    filled = purpose_slots(folder)
    for path in sorted((folder / "findings").glob("*.md")):
        text = path.read_text("utf-8")
        for purpose, slots in filled.items() if SLOT.search(text) else [("", {})]:
            name = f"{path.stem}.{purpose}" if purpose else path.stem
            yield name, finding_text(text, path.name, slots)


def finding_pieces(name: str, finding: FindingText) -> Iterator[Piece]:
    yield Piece(name, finding.heading, "client", "findings", "heading")
    for section in finding.sections:
        audience: Audience = "helper" if section.id == "helper" else "client"
        pool = "findings for helpers" if section.id == "helper" else "findings"
        where = f"{name}#{section.id}"
        yield Piece(where, section.heading, audience, pool, "heading")
        for item in section.items:
            yield Piece(where, item, audience, pool)


def finding_complaints(name: str, finding: FindingText) -> Iterator[Complaint]:
    """What is wrong with a finding as a whole."""
    for wanted in ("fault", "status", "today", "helper"):
        if finding.section(wanted) is None:
            yield Complaint(name, f"no section {wanted!r}", finding.heading)
    seen: set[str] = set()
    for section in finding.sections:
        where = f"{name}#{section.id}"
        most = FIRST_STEPS if section.id == "today" else LIST_ITEMS
        if len(section.items) > most:
            yield Complaint(where, f"more than {most} items", section.heading)
        for item in section.items:
            if item in seen:
                yield Complaint(where, "said twice on one page", item)
            seen.add(item)
    lines = first_page_lines(finding)
    if lines > FIRST_PAGE_LINES:
        yield Complaint(name, f"first page of {lines} lines, not {FIRST_PAGE_LINES}", "")


def first_page_lines(finding: FindingText) -> int:
    """Lines of 76 cells below the heading, with three for “What we saw”."""
    lines = 3
    for section in finding.sections:
        if section.id in ("fault", "status"):
            lines += sum(len(textwrap.wrap(item, 54)) for item in section.items)
        elif section.id == "today":
            lines += 1 + sum(len(textwrap.wrap(item, 73)) for item in section.items)
    return lines


# Catalogues


def catalogue_pieces(path: Path) -> Iterator[Piece]:
    """Every entry of a .po file. Keys ``h1`` … and ``helper`` are read by helpers."""
    for entry in polib.pofile(str(path)):
        key = entry.msgid.split(".")[-1]
        helper = entry.msgid == "helper" or re.fullmatch(r"h\d+", entry.msgid)
        yield Piece(
            f"{path.name}:{entry.linenum} {entry.msgctxt} {entry.msgid}",
            SLOT.sub("this", entry.msgstr),
            "helper" if helper else "client",
            f"{path.stem} for helpers" if helper else path.stem,
            "heading" if key == "heading" else "text",
        )


TOLD_APART: Final = re.compile(r"(?:because|contradiction|question) .+|\S+ (?:error|is)\..+")
"""Context and key of what stands for different causes: no two in a context may read the same."""


def catalogue_complaints(path: Path) -> Iterator[Complaint]:
    """What is wrong between the entries of one .po file."""
    same: dict[tuple[str, str], str] = {}
    lists: dict[tuple[str, str], int] = defaultdict(int)
    for entry in polib.pofile(str(path)):
        context = str(entry.msgctxt)
        if TOLD_APART.fullmatch(f"{context} {entry.msgid}"):
            first = same.setdefault((context, entry.msgstr), entry.msgid)
            if first != entry.msgid:
                where = f"{path.name}:{entry.linenum} {context} {entry.msgid}"
                yield Complaint(where, f"reads the same as {first}", entry.msgstr)
        if numbered := re.fullmatch(r"([sb])\d+", entry.msgid):
            lists[context, numbered[1]] += 1
    for (context, _), count in lists.items():
        if count > LIST_ITEMS:
            yield Complaint(
                f"{path.name} {context}", f"more than {LIST_ITEMS} items in a list", str(count)
            )


# The whole


def pieces(folder: Path = CONTENT) -> Iterator[Piece]:
    for name, finding in findings(folder):
        yield from finding_pieces(name, finding)
    for path in sorted(folder.glob("*.po")):
        yield from catalogue_pieces(path)


def complaints(folder: Path = CONTENT) -> list[Complaint]:
    """Everything that breaks a rule, each told once."""
    found: list[Complaint] = []
    headings: dict[str, str] = {}
    for name, finding in findings(folder):
        found += finding_complaints(name, finding)
        first = headings.setdefault(finding.heading, name)
        if first != name:
            found.append(Complaint(name, f"the heading of {first}", finding.heading))
    for path in sorted(folder.glob("*.po")):
        found += catalogue_complaints(path)
    for piece in pieces(folder):
        found += complaints_of(piece)
    return list(dict.fromkeys(found))


def pools(found: Iterable[Piece]) -> dict[str, list[str]]:
    """The texts to grade together. Headings are left out: they are no sentences."""
    pooled: dict[str, list[str]] = defaultdict(list)
    for piece in found:
        if piece.kind != "heading" and len(words(piece.text)) > 3:
            pooled[piece.pool].append(piece.text)
    return {
        name: texts for name, texts in sorted(pooled.items()) if len(words(" ".join(texts))) >= 200
    }


def readings(folder: Path = CONTENT) -> dict[str, Reading]:
    """What every pool measures that is large enough to be graded (200 words)."""
    return {name: reading(texts) for name, texts in pools(pieces(folder)).items()}


def pool_complaints(read: Mapping[str, Reading], mark: Mapping[str, float]) -> list[Complaint]:
    """Pools above their limit, above the mark that was recorded, or without one."""
    found = []
    for name, one in read.items():
        limit = GRADE["helper" if name.endswith("for helpers") else "client"]
        if one.grade > limit:
            found.append(Complaint(name, "pool", f"reading grade {one.grade} is above {limit}"))
        if one.share_over_20 > LONG_SHARE:
            found.append(Complaint(name, "pool", f"{one.share_over_20:.0%} long sentences"))
        if name not in mark:
            found.append(Complaint(name, "pool", "no recorded grade; use --record"))
        elif one.grade > mark[name] + RATCHET:
            rose = f"reading grade rose from {mark[name]} to {one.grade}: make it plainer"
            found.append(Complaint(name, "pool", rose))
    return found


def recorded() -> dict[str, float]:
    return {str(name): float(grade) for name, grade in json.loads(MARK.read_text("utf-8")).items()}


def main() -> int:
    read = readings()
    if "--record" in sys.argv[1:]:
        grades = {name: one.grade for name, one in read.items()}
        MARK.write_text(json.dumps(grades, indent=2) + "\n", encoding="utf-8")
    found = complaints() + pool_complaints(read, recorded())
    for complaint in found:
        print(complaint)
    for name, one in read.items():
        print(f"{name}: {one}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
