"""What every test shares: repeatable chance, and an honest word on what was left out."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import settings

APT = Path(__file__).parent.parent / "requirements" / "apt.txt"
LEFT_OUT: dict[str, int] = {}

# The same examples each time: a red test is then a change in the code, never a throw of dice.
# No deadline, since two busy cores say nothing about the code.
settings.register_profile("alongside", deadline=None, derandomize=True, database=None)
settings.load_profile("alongside")


def apt_packages() -> dict[str, str]:
    """Program name to the Debian package that brings it, from requirements/apt.txt."""
    lines = APT.read_text(encoding="utf-8").splitlines()
    return {line.split()[0]: line.split()[1] for line in lines if line and not line.startswith("#")}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Takes out the tests whose programs this machine lacks; an error where CI runs."""
    known = apt_packages()
    kept: list[pytest.Item] = []
    gone: list[pytest.Item] = []
    for item in items:
        programs = [p for mark in item.iter_markers("needs") for p in mark.args]
        if unknown := sorted(set(programs) - set(known)):
            raise pytest.UsageError(f"{item.nodeid} needs {unknown}: add to requirements/apt.txt")
        missing = [p for p in programs if shutil.which(p) is None]
        for program in missing:
            LEFT_OUT[program] = LEFT_OUT.get(program, 0) + 1
        (gone if missing else kept).append(item)
    if gone and os.environ.get("CI") == "true":
        raise pytest.UsageError(f"nothing may be left out in CI; missing: {sorted(LEFT_OUT)}")
    if gone:
        config.hook.pytest_deselected(items=gone)
        items[:] = kept


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A worker hands what it left out to the process that prints."""
    output = getattr(session.config, "workeroutput", None)
    if output is not None:
        output["left_out"] = LEFT_OUT


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: object, error: object) -> None:
    """Every worker collects the same tests, so the last word is as good as the first."""
    LEFT_OUT.update(getattr(node, "workeroutput", {}).get("left_out", {}))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Names each missing program, how many tests it took with it, and the cure."""
    packages = apt_packages()
    for program, count in sorted(LEFT_OUT.items()):
        terminalreporter.write_line(
            f"LEFT OUT: {count} test(s) that use {program}; for them: apt install "
            f"{packages[program]}"
        )
