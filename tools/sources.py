"""What the words rest on: reads tui/content/sources.toml and says what is missing or too sure.

Every fact has a source and two dates; every finding and every way to help names the facts that its
words rest on; and a page that rests on something uncertain, or on a number of days, has to say
“check on GOV.UK”, which is read in its words.

    python -m tools.sources
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

import polib

from tools.content_lint import CONTENT, TELEPHONE
from tools.reading import sentences
from tui.core.findings import TABLE
from tui.core.routes import ROUTES

SOURCES: Final = CONTENT.parent / "sources.toml"

KEYS: Final = frozenset(("says", "source", "address", "grade", "seen", "confirmed"))
GRADES: Final = frozenset("ABCSK")
UNCERTAIN: Final = frozenset("CK")
CHECK: Final = "check on gov.uk"
SHORT_LETTERS: Final = 60
NEEDS: Final = "What you need"
MOST_NEEDS: Final = 5

PUBLIC: Final = re.compile(r"https://(?:[a-z0-9-]+\.)+[a-z]{2,}/\S*")
REGISTRY: Final = re.compile(r"^https://[^/]*\b(?:pypi|pythonhosted|npmjs|golang|crates)\b")
_COUNT: Final = r"\b(?:\d+|an?|one|two|three|six|ten|twelve) (?:working )?"
DAYS: Final = re.compile(rf"{_COUNT}(?:day|week|month|year)s?\b|\btime limits?\b", re.IGNORECASE)
LIMIT: Final = re.compile(rf"{DAYS.pattern}|{_COUNT}(?:minute|hour)s?\b", re.IGNORECASE)
"""How long, or that there is a limit: what a change of the rules makes untrue first."""

Words = Mapping[str, str]
"""Key -> text, of one page."""
Uses = Mapping[str, tuple[str, ...]]
"""Page -> the ids of the facts that its words rest on."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One sentence, where it was read, and on which days it was read and confirmed."""

    id: str
    says: str
    source: str
    address: str
    grade: str
    seen: date
    confirmed: date | None

    @property
    def has_to_be_checked(self) -> bool:
        return self.grade in UNCERTAIN or LIMIT.search(self.says) is not None


@dataclass(frozen=True, slots=True)
class Sources:
    """The facts by id, and for each kind of page ("findings", "routes" …) what rests on which."""

    facts: Mapping[str, Fact]
    uses: Mapping[str, Uses]

    def used(self) -> frozenset[str]:
        return frozenset(
            fact for pages in self.uses.values() for ids in pages.values() for fact in ids
        )


def read_sources(text: str) -> Sources:
    """The sources in `text`. Raises ValueError for what is no fact or no list of facts."""
    tables = tomllib.loads(text)
    facts = {name: _fact(name, table) for name, table in tables.pop("facts", {}).items()}
    uses = {kind: _uses(kind, pages) for kind, pages in tables.items()}
    return Sources(facts, uses)


def load(path: Path = SOURCES) -> Sources:
    return read_sources(path.read_text("utf-8"))


def _fact(name: str, table: Mapping[str, Any]) -> Fact:
    if unknown := table.keys() - KEYS:
        raise ValueError(f"{name}: unknown {', '.join(sorted(unknown))}")
    for key in ("says", "source", "grade"):
        if not isinstance(table.get(key), str) or not table[key].strip():
            raise ValueError(f"{name}: no {key}")
    if type(table.get("seen")) is not date:
        raise ValueError(f"{name}: seen is the day when a copy was read")
    confirmed = table.get("confirmed")
    if confirmed != "" and type(confirmed) is not date:
        raise ValueError(f"{name}: confirmed is a day, or empty")
    address = table.get("address", "")
    if not isinstance(address, str):
        raise ValueError(f"{name}: address is a text")
    return Fact(
        id=name,
        says=table["says"],
        source=table["source"],
        address=address,
        grade=table["grade"],
        seen=table["seen"],
        confirmed=confirmed or None,
    )


def _uses(kind: str, pages: Mapping[str, Any]) -> Uses:
    for page, ids in pages.items():
        if not isinstance(ids, list) or not all(isinstance(one, str) for one in ids):
            raise ValueError(f"{kind}: {page}: a list of fact ids")
    return {page: tuple(ids) for page, ids in pages.items()}


# The words of the pages


def finding_words(page: str, folder: Path = CONTENT) -> str:
    """All that the file of a finding says. Raises FileNotFoundError when nobody has written it."""
    return (folder / "findings" / f"{page}.md").read_text("utf-8")


def way_words(folder: Path = CONTENT) -> Mapping[str, Words]:
    """Context -> key -> text of ways.po."""
    ways: dict[str, dict[str, str]] = {}
    for entry in polib.pofile(str(folder / "ways.po")):
        ways.setdefault(str(entry.msgctxt), {})[entry.msgid] = entry.msgstr
    return ways


def says_check(text: str) -> bool:
    return CHECK in " ".join(text.split()).lower()


# What can be wrong


def fact_complaints(fact: Fact) -> Iterator[str]:
    """What is wrong with one fact."""
    if fact.grade not in GRADES:
        yield f"{fact.id}: no such grade: {fact.grade}"
    if fact.address and not PUBLIC.fullmatch(fact.address):
        yield f"{fact.id}: no public https address: {fact.address}"
    if REGISTRY.search(fact.address):
        yield f"{fact.id}: the address of a registry: {fact.address}"
    if TELEPHONE.search(fact.says):
        yield f"{fact.id}: a telephone number"
    if len(sentences(fact.says)) > 1:
        yield f"{fact.id}: more than one sentence"


def page_complaints(page: str, ids: tuple[str, ...], sources: Sources, text: str) -> Iterator[str]:
    """What is wrong between the words of a page and the facts that it rests on."""
    if not ids:
        yield f"{page}: rests on no fact"
    if len(set(ids)) < len(ids):
        yield f"{page}: a fact stands twice"
    for one in ids:
        fact = sources.facts.get(one)
        if fact is None:
            yield f"{page}: unknown fact {one}"
        elif fact.has_to_be_checked and not says_check(text):
            yield f"{page}: rests on {one} and does not say “check on GOV.UK”"


def way_complaints(name: str, words: Words) -> Iterator[str]:
    """What is wrong with the words of one way to help."""
    wanted = ("heading", "short", "p1", "points", "b1", "f1.label", "f2.label", "f3.label")
    if missing := [key for key in wanted if key not in words]:
        yield f"{name}: no {', '.join(missing)}"
    if words.get("points", NEEDS) != NEEDS:
        yield f"{name}: the points are headed “{NEEDS}”"
    if len(words.get("short", "")) > SHORT_LETTERS:
        yield f"{name}: short has more than {SHORT_LETTERS} letters"
    if sum(re.fullmatch(r"b\d+", key) is not None for key in words) > MOST_NEEDS:
        yield f"{name}: more than {MOST_NEEDS} things to have"
    for key in words:
        if key.endswith(".label") and f"{key.removesuffix('label')}text" not in words:
            yield f"{name}: {key} has no text"
    for key, text in words.items():
        if DAYS.search(text) and not says_check(text):
            yield f"{name}: {key} gives a number of days and does not say “check on GOV.UK”"


def unused(sources: Sources) -> list[str]:
    return sorted(sources.facts.keys() - sources.used())


def gone(sources: Sources) -> list[str]:
    """Findings and ways that the sources name and that there are none of."""
    known = {
        "findings": {row.page for row in TABLE.rows},
        "routes": {route.id for route in ROUTES},
    }
    return sorted(
        f"{kind}: {page}"
        for kind, there in known.items()
        for page in sources.uses.get(kind, {})
        if page not in there
    )


def complaints() -> Iterator[str]:
    """Everything that is wrong, page by page."""
    sources = load()
    for fact in sources.facts.values():
        yield from fact_complaints(fact)
    yield from (f"used by no page: {one}" for one in unused(sources))
    yield from (f"no such page: {one}" for one in gone(sources))
    for page in dict.fromkeys(row.page for row in TABLE.rows):
        yield from finding_complaints(page, sources)
    ways = way_words()
    for route in ROUTES:
        yield from route_complaints(route.id, sources, ways)


def finding_complaints(page: str, sources: Sources) -> Iterator[str]:
    try:
        text = finding_words(page)
    except FileNotFoundError:
        yield f"{page}: nobody has written it"
        return
    ids = sources.uses.get("findings", {}).get(page, ())
    yield from page_complaints(page, ids, sources, text)


def route_complaints(name: str, sources: Sources, ways: Mapping[str, Words]) -> Iterator[str]:
    words = ways.get(f"way.{name}", {})
    yield from way_complaints(name, words)
    text = "\n".join(words.values())
    ids = sources.uses.get("routes", {}).get(name, ())
    yield from page_complaints(name, ids, sources, text)


def main() -> int:
    found = list(complaints())
    for one in found:
        print(one)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
