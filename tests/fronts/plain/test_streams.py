"""Real descriptors: lines of any shape, an end without a line end, a window that goes away."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator

import pytest

from tui.fronts.plain.streams import StreamReader, StreamWriter


@pytest.fixture
def pipe() -> Iterator[tuple[int, int]]:
    ends = os.pipe()
    yield ends
    for end in ends:
        try:
            os.close(end)
        except OSError:
            continue


async def all_lines(reader: StreamReader) -> list[str]:
    found: list[str] = []
    while (line := await reader.line()) is not None:
        found.append(line)
    return found


@pytest.mark.parametrize(
    ("given", "lines"),
    [
        (b"", []),
        (b"1\n2\n", ["1", "2"]),
        (b"1\r\n2", ["1", "2"]),
        (b"\n\n", ["", ""]),
        ("Tomás\nملف\n".encode(), ["Tomás", "ملف"]),
        (b"\xff\xfe\n", ["\ufffd\ufffd"]),
        (b"x" * 10_000 + b"\n", ["x" * 10_000]),
    ],
    ids=["nothing", "two", "CRLF, no end", "empty", "letters", "not UTF-8", "long"],
)
async def test_lines(pipe: tuple[int, int], given: bytes, lines: list[str]) -> None:
    reader = StreamReader(pipe[0], interactive=False)
    os.write(pipe[1], given)
    os.close(pipe[1])
    assert await all_lines(reader) == lines
    assert await reader.line() is None


@pytest.mark.parametrize(("interactive", "left"), [(False, ["2", "3"]), (True, [])])
async def test_what_was_typed_ahead_is_dropped_only_where_somebody_types(
    pipe: tuple[int, int], *, interactive: bool, left: list[str]
) -> None:
    reader = StreamReader(pipe[0], interactive=interactive)
    os.write(pipe[1], b"1\n2\n3\n")
    # The thread hands over all lines of one piece before the loop runs again.
    assert await reader.line() == "1"
    os.close(pipe[1])
    reader.drop()
    assert await all_lines(reader) == left


def test_only_a_terminal_that_can_is_cleared() -> None:
    paper = io.StringIO()
    assert not StreamWriter(paper, clears=False).clear()
    assert paper.getvalue() == ""
    assert StreamWriter(paper, clears=True).clear()
    assert "\x1b[3J" in paper.getvalue()


def test_a_prompt_stays_on_its_line() -> None:
    paper = io.StringIO()
    writer = StreamWriter(paper, clears=False)
    writer.prompt(">")
    writer.line("x")
    assert paper.getvalue() == "> x\n"
