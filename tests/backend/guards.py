"""`python -m tests.backend.guards`: takes each guard away in turn, and wants a test to fail for it.

A guard is an entry of guards.toml. It is removed in a temporary copy of the tree; the checkout is
never written to. Without arguments all are tried; words choose those whose names contain them.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
LIST = Path(__file__).with_suffix(".toml")
COPIED = ("backend_stub", "tests/conftest.py", "tests/backend", "tests/hygiene/sources.py",
          "pyproject.toml", "requirements/apt.txt")  # fmt: skip
PATIENCE = 180.0
"""Seconds for the tests of one guard."""


@dataclass(frozen=True)
class Guard:
    """One guard: `line` stands once in `file`, `becomes` is there when the guard is gone."""

    name: str
    file: str
    line: str
    becomes: str
    tests: tuple[str, ...]


class NotAsListed(ValueError):
    """The list and the tree do not fit together."""


def guards() -> list[Guard]:
    """The list, in order."""
    listed = tomllib.loads(LIST.read_text(encoding="utf-8"))["guard"]
    return [Guard(**{**entry, "tests": tuple(entry["tests"])}) for entry in listed]


def without(guard: Guard, source: str) -> str:
    """The source with the guard gone. NotAsListed when its line is not there exactly once."""
    if source.count(guard.line) != 1:
        raise NotAsListed(f"{guard.name}: its line is {source.count(guard.line)} times in its file")
    return source.replace(guard.line, guard.becomes)


@contextmanager
def copied() -> Iterator[Path]:
    """A copy of what the tests need, gone at the end."""
    with tempfile.TemporaryDirectory(prefix="guards-") as folder:
        for name in COPIED:
            source, target = ROOT / name, Path(folder, name)
            target.parent.mkdir(parents=True, exist_ok=True)
            if source.is_dir():
                shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copyfile(source, target)
        yield Path(folder)


def tested(tree: Path, tests: Sequence[str]) -> int:
    """Run tests in a copy; pytest's exit code: 0 all passed, 1 some failed, other: did not run."""
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *tests],
        cwd=tree,
        # Two changes within a second could be taken for one by what was compiled before.
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        timeout=PATIENCE,
        check=False,
    )
    return done.returncode


def missed(tree: Path, guard: Guard) -> bool:
    """Whether a test fails once the guard is gone from this copy, which is then put right again."""
    path = tree / guard.file
    source = path.read_text(encoding="utf-8")
    path.write_text(without(guard, source), encoding="utf-8")
    try:
        return tested(tree, guard.tests) == 1
    finally:
        path.write_text(source, encoding="utf-8")


def main(argv: Sequence[str] | None = None) -> int:
    """0 when every chosen guard is missed; 1 when one is not; 2 when the tests fail with it."""
    parser = argparse.ArgumentParser(prog="python -m tests.backend.guards", description=__doc__)
    parser.add_argument("words", nargs="*", help="words of the names of those to try")
    words = parser.parse_args(argv).words
    chosen = [g for g in guards() if not words or any(word in g.name for word in words)]
    survived = 0
    with copied() as tree:
        if tested(tree, sorted({test for guard in chosen for test in guard.tests})) != 0:
            print("The tests fail with every guard in place: nothing can be said.")
            return 2
        for guard in chosen:
            seen = missed(tree, guard)
            survived += not seen
            print(f"{'missed' if seen else 'NOT MISSED'}  {guard.name}", flush=True)
    print(f"{len(chosen) - survived} of {len(chosen)} guards are missed when they are gone.")
    return 1 if survived else 0


if __name__ == "__main__":
    sys.exit(main())
