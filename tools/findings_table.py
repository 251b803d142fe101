"""Writes docs/findings.md: every finding of the table in one line, with the words it shows.

python -m tools.findings_table
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tools.content_lint import CONTENT, purpose_slots
from tools.hostile import readings
from tools.sources import load
from tui.content import Words
from tui.content.markdown import finding_text
from tui.core.findings import TABLE
from tui.core.table import Cube, Row
from tui.core.words import FindingText

TARGET: Final = Path(__file__).parent.parent / "docs" / "findings.md"

PREFACE: Final = """\
# Findings

Made by `python -m tools.findings_table` from the table in `tui/core/rows/`, the words in
`tui/content/en/`, `tui/content/sources.toml` and `docs/hostile/`; a test keeps it fresh. The worst
harm comes first, and what stands first leads.

*When* names the observations of `tui/core/observations.py`, with `/` between values that do
equally; any one thing after *unless* rules the finding out, and while it is not known the finding
is only likely. *Because* is what the page then says was seen. *Ways* are those of
`tui/core/routes.py`, in order; each is offered only where its own condition holds. *Sources* are
facts of `sources.toml`; nothing in it has been confirmed on the live service. *If it is wrong* is a
hostile reading: the worst that could happen to the client, and what on the page protects them.

| Finding | Code | Band | When | Because | First step | Ways | Sources | If it is wrong | Protects |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
"""


def conditions(cube: Cube, joined: str) -> str:
    """A cube in one line: ``view: other / mixture *and* again: same``."""
    return f" *{joined}* ".join(
        f"{name}: {' / '.join(sorted(values)).replace('_', ' ')}" for name, values in cube.items()
    )


def when(row: Row) -> str:
    """What must hold; after “unless”, what rules it out, any one of it."""
    needs = conditions(row.needs, "and")
    return f"{needs} *unless* {conditions(row.unless, 'or')}" if row.unless else needs


def because(row: Row, words: Words) -> str:
    """What the page says was seen: one sentence an observation, “or” between its values."""
    said = (
        " *or* ".join(words.text("because", f"{name}={one}") for one in sorted(values))
        for name, values in row.needs.items()
    )
    return " ".join(said)


def shown(row: Row) -> FindingText:
    """The words that the row shows, its slots filled."""
    slots = purpose_slots()[row.slots["purpose"]] if "purpose" in row.slots else {}
    path = CONTENT / "findings" / f"{row.page}.md"
    return finding_text(path.read_text("utf-8"), path.name, slots)


def lines() -> Iterator[str]:
    words, sources = Words("en"), load()
    for row in sorted(TABLE.rows, key=lambda one: one.band):
        text, reading = shown(row), readings()[row.page]
        today = text.section("today")
        first = today.items[0] if today else ""
        band = row.band.name.capitalize().replace("_", " ").replace("persons", "person's")
        ways = ("adviser first", *row.routes) if row.adviser_first else row.routes
        cells = (
            *(f"`{row.id}`", row.code, band, when(row), because(row, words)),
            f"**{text.heading}.** {first}",
            ", ".join(dict.fromkeys(ways)),
            ", ".join(sources.uses["findings"][row.page]),
            reading.worst,
            " · ".join(f"“{quote}”" for quote in reading.protects),
        )
        yield f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |\n"


def document() -> str:
    return PREFACE + "".join(lines())


def main() -> int:
    TARGET.write_text(document(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
