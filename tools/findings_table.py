"""Writes docs/findings.md: every finding of the table in one line, with the words it shows.

python -m tools.findings_table
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tools.content_lint import CONTENT, purpose_slots
from tui.content.markdown import finding_text
from tui.core.findings import TABLE
from tui.core.table import Cube, Row
from tui.core.words import FindingText

TARGET: Final = Path(__file__).parent.parent / "docs" / "findings.md"

PREFACE: Final = """\
# Findings

Made by `python -m tools.findings_table` from the table in `tui/core/findings.py` and the words in
`tui/content/en/findings/`; a test keeps it fresh. The worst harm comes first. *When* names the
observations of `tui/core/observations.py`, with `/` between values that do equally; any one thing
after *unless* rules the finding out, and while it is not known the finding is only likely.

| Finding | Code | Band | When | Heading | First step |
| --- | --- | --- | --- | --- | --- |
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


def shown(row: Row) -> FindingText:
    """The words that the row shows, its slots filled."""
    slots = purpose_slots()[row.slots["purpose"]] if "purpose" in row.slots else {}
    path = CONTENT / "findings" / f"{row.page}.md"
    return finding_text(path.read_text("utf-8"), path.name, slots)


def lines() -> Iterator[str]:
    for row in sorted(TABLE.rows, key=lambda one: one.band):
        text = shown(row)
        today = text.section("today")
        first = today.items[0] if today else ""
        band = row.band.name.capitalize().replace("_", " ").replace("persons", "person's")
        cells = (f"`{row.id}`", row.code, band, when(row), text.heading, first)
        yield f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |\n"


def document() -> str:
    return PREFACE + "".join(lines())


def main() -> int:
    TARGET.write_text(document(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
