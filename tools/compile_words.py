"""Compiles the words of every language: each .po to a .mo beside it.

The compiled files are committed, so that running the program needs no compiler of words; a test
keeps them fresh. The same .po gives the same bytes on every machine.
"""

from __future__ import annotations

import sys
from pathlib import Path

import polib

CONTENT = Path(__file__).parent.parent / "tui" / "content"


def sources() -> list[Path]:
    """Every tui/content/<lang>/*.po, in order of language and name."""
    return sorted(CONTENT.glob("*/*.po"))


def compiled(source: Path) -> bytes:
    """The .mo bytes of one .po file.

    Raises ValueError with file and line where a message stands twice, or where English, to which
    every other language falls back, has no words for it. What another language leaves
    untranslated or marks fuzzy is left out, so that English is shown instead.
    """
    catalogue = polib.pofile(str(source), encoding="utf-8")
    seen: set[tuple[str | None, str]] = set()
    for entry in catalogue:
        if entry.obsolete:
            continue
        where = f"{source.parent.name}/{source.name}:{entry.linenum}"
        key = (entry.msgctxt, entry.msgid)
        if key in seen:
            raise ValueError(f"{where}: {entry.msgctxt!r} {entry.msgid!r} stands twice")
        seen.add(key)
        if source.parent.name == "en" and not entry.translated():
            raise ValueError(f"{where}: {entry.msgctxt!r} {entry.msgid!r} has no words")
    binary: bytes = catalogue.to_binary()
    return binary


def main() -> int:
    """Writes what changed and says so."""
    for source in sources():
        target = source.with_suffix(".mo")
        fresh = compiled(source)
        if not target.exists() or target.read_bytes() != fresh:
            target.write_bytes(fresh)
            print(f"wrote {target.relative_to(CONTENT.parent.parent)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
