"""The compiled words are those of the sources beside them, and travel in the wheel."""

from __future__ import annotations

from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder

from tests.hygiene.sources import ROOT, project_files, relative
from tools.compile_words import compiled, sources


def test_there_are_words_and_each_is_compiled_afresh() -> None:
    assert sources(), "no tui/content/<lang>/strings.po"
    stale = [s.parent.name for s in sources() if s.with_suffix(".mo").read_bytes() != compiled(s)]
    assert stale == [], "run `make words`"


@pytest.mark.parametrize(
    ("entries", "complaint"),
    [
        ('msgctxt "a"\nmsgid "x"\nmsgstr ""\n', "no words"),
        ('msgctxt "a"\nmsgid "x"\nmsgstr "1"\n\nmsgctxt "a"\nmsgid "x"\nmsgstr "2"\n', "twice"),
    ],
)
def test_words_that_would_be_wrong_without_a_sound_are_refused(
    tmp_path: Path, entries: str, complaint: str
) -> None:
    source = tmp_path / "en" / "strings.po"
    source.parent.mkdir()
    header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    source.write_text(header + entries, encoding="utf-8")
    with pytest.raises(ValueError, match=complaint):
        compiled(source)


def test_the_wheel_holds_every_file_of_both_halves() -> None:
    wheel = {file.distribution_path for file in WheelBuilder(str(ROOT)).recurse_included_files()}
    tree = {
        relative(p) for p in project_files() if relative(p).startswith(("tui/", "backend_stub/"))
    }
    assert "tui/__init__.py" in tree
    assert tree <= wheel
    assert not [path for path in wheel if path.startswith(("tests/", "tools/"))]
