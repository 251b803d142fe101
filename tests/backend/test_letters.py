"""docs/letters.md: every question that it promises is there, and every command on it runs."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.backend.served.child import TOKEN, Child, spawned
from tui.__main__ import main

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "letters.md").read_text(encoding="utf-8")
QUESTIONS = ["Q1", "Q2", "Q4", "Q5", "Q6", "Q7", "Q9", "Q10", "Q11", "Q14", "Q15", "Q16"]
LINES = [
    line for block in re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL) for line in block.splitlines()
]
TRIES = sorted({line for line in LINES if "alongside try" in line})
TESTS = sorted(set(LINES) - set(TRIES))
OURS = ("ALONGSIDE_", "PYTEST_")
ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}


def words(line: str) -> list[str]:
    """A command of the page, run by the interpreter of this test."""
    program, *rest = shlex.split(line, comments=True)
    started = {".venv/bin/alongside": ["-m", "tui"], ".venv/bin/python": []}
    return [sys.executable, *started[program], *rest]


def ran(command: list[str]) -> subprocess.CompletedProcess[str]:
    """The command, done."""
    return subprocess.run(
        command, cwd=ROOT, env=ENVIRONMENT, capture_output=True, text=True, timeout=600
    )


def test_every_question_has_its_part_and_a_command() -> None:
    parts = re.split(r"^## (Q\d+): ", PAGE, flags=re.MULTILINE)[1:]
    assert parts[::2] == QUESTIONS
    for text in parts[1::2]:
        assert "```sh\n.venv/bin/" in text
    assert len(TRIES) + len(TESTS) > 20


def promised(line: str) -> str:
    """The finding that a sitting ends with, as the page says."""
    return line.partition("#")[2].strip()


@pytest.fixture(scope="module")
def child() -> Iterator[Child]:
    """One mock for all the sittings of the page."""
    with spawned("tcp") as running:
        yield running


@pytest.mark.parametrize("line", TRIES)
def test_a_sitting_ends_as_the_page_says(
    child: Child, line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The words of the command, in this process, at a mock that runs already."""
    child.control("POST", "reset")
    _, *said = shlex.split(line, comments=True)
    mock = ["--backend", str(child.client.base_url), "--control-token", TOKEN]
    assert main([*said, "--json", *mock]) == 0
    assert json.loads(capsys.readouterr().out)["code"] == promised(line)


@pytest.mark.long
@pytest.mark.parametrize("line", TRIES)
def test_a_sitting_ends_so_just_as_it_is_written(line: str) -> None:
    done = ran([*words(line), "--json"])
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["code"] == promised(line)


def test_the_tests_that_the_page_names_are_there() -> None:
    """They are run with all the others; that the selections find them is seen in one go."""
    for line in TESTS:
        done = [word for word in words(line) if word.startswith("tests/")]
        assert done, line
        for path in done:
            source = (ROOT / path.partition("::")[0]).read_text(encoding="utf-8")
            chosen = line.partition("-k ")[2].strip('"')
            for name in re.findall(r"[a-z_]+_[a-z_]+", chosen):
                assert name in source, (line, name)


@pytest.mark.long
@pytest.mark.parametrize("line", TESTS)
def test_a_command_of_the_page_runs(line: str) -> None:
    done = ran(words(line))
    assert done.returncode == 0, done.stdout[-2000:]
    assert re.search(r"[1-9]\d* passed", done.stdout)
