"""The hostile reading: for every finding the worst that it could do, and what on its page protects.

``docs/hostile/*.toml`` holds it, one table a page of findings; a quote has to stand on the page.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from tools.content_lint import CONTENT

FOLDER: Final = Path(__file__).parent.parent / "docs" / "hostile"


@dataclass(frozen=True, slots=True)
class Reading:
    """`worst`: what could happen to the client. `protects`: quotes from the finding's own page."""

    worst: str
    protects: tuple[str, ...]


@cache
def readings() -> Mapping[str, Reading]:
    """Page of findings -> its reading. Raises ValueError for a page that is read twice."""
    found: dict[str, Reading] = {}
    for path in sorted(FOLDER.glob("*.toml")):
        for page, entry in tomllib.loads(path.read_text("utf-8")).items():
            if page in found:
                raise ValueError(f"{path.name}: {page} is read twice")
            found[page] = Reading(entry["worst"], tuple(entry["protects"]))
    return found


def not_there(page: str, reading: Reading) -> Iterator[str]:
    """The quotes that do not stand on the page of that finding."""
    text = (CONTENT / "findings" / f"{page}.md").read_text("utf-8")
    yield from (quote for quote in reading.protects if quote not in text)
