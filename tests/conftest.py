"""What every test shares: repeatable chance, and an honest word on what was left out."""

from __future__ import annotations

import os
import shutil
from collections.abc import Generator
from pathlib import Path

import pytest
from hypothesis import settings

APT = Path(__file__).parent.parent / "requirements" / "apt.txt"
NOTHING_LEFT_OUT = os.environ.get("CI") == "true"
LEFT_OUT: dict[str, int] = {}

# The same examples each time: a red test is then a change in the code, never a throw of dice.
# No deadline, since two busy cores say nothing about the code.
settings.register_profile("alongside", deadline=None, derandomize=True, database=None)
settings.load_profile("alongside")


def apt_packages() -> dict[str, str]:
    """Program name to the Debian package that brings it, from requirements/apt.txt."""
    lines = APT.read_text(encoding="utf-8").splitlines()
    return {line.split()[0]: line.split()[1] for line in lines if line and not line.startswith("#")}


def missing_programs(item: pytest.Item) -> list[str]:
    """The programs that the test says it needs and this machine has not got."""
    programs = [program for mark in item.iter_markers("needs") for program in mark.args]
    return [program for program in programs if shutil.which(program) is None]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Takes out the tests whose programs this machine lacks, but never where CI runs."""
    if NOTHING_LEFT_OUT:
        return
    gone = [item for item in items if missing_programs(item)]
    for item in gone:
        for program in missing_programs(item):
            LEFT_OUT[program] = LEFT_OUT.get(program, 0) + 1
    if gone:
        config.hook.pytest_deselected(items=gone)
        items[:] = [item for item in items if item not in gone]


def pytest_runtest_setup(item: pytest.Item) -> None:
    """A test that got here has its programs, and the list from which CI installs knows them."""
    programs = {program for mark in item.iter_markers("needs") for program in mark.args}
    if unknown := sorted(programs - set(apt_packages())):
        pytest.fail(f"add to requirements/apt.txt: {unknown}")
    if missing := missing_programs(item):
        pytest.fail(f"nothing may be left out in CI; missing: {missing}")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Where CI runs, a skipped test is a failed one."""
    report = yield
    if NOTHING_LEFT_OUT and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        reason = call.excinfo.value if call.excinfo else "without a reason"
        report.longrepr = f"skipped, and nothing may be left out in CI: {reason}"
    return report


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
