"""The lock that `make run` and `make test` install from, and the account of what is in it."""

from __future__ import annotations

import re
import tomllib
from typing import Any

import pytest

from tests.hygiene.sources import ROOT

PIN = re.compile(r"^([a-z0-9._-]+)==(\S+)( ;.*)? \\$")


def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def lock(name: str) -> dict[str, str]:
    """Package to version of one lock; any other kind of line is an error."""
    pins: dict[str, str] = {}
    hashed: set[str] = set()
    package = ""
    for line in (ROOT / "requirements" / name).read_text(encoding="utf-8").splitlines():
        if match := PIN.match(line):
            package = match[1]
            pins[package] = match[2]
        elif re.fullmatch(r"    --hash=sha256:[0-9a-f]{64}( \\)?", line):
            hashed.add(package)
        else:
            assert re.match(r" +#", line), f"{name}: a line that is neither pin nor hash: {line!r}"
    assert hashed == set(pins)
    assert pins
    return pins


def wanted(*groups: str) -> set[str]:
    """The names that pyproject.toml asks for itself."""
    asked = list(project()["project"]["dependencies"])
    for group in groups:
        asked += project()["dependency-groups"][group]
    return {re.split(r"[=<>~ ]", line)[0] for line in asked}


def test_each_lock_holds_what_pyproject_asks_for() -> None:
    assert wanted("build") <= set(lock("run.lock"))
    assert wanted("build", "dev") <= set(lock("dev.lock"))


def test_the_tests_run_on_the_very_versions_that_people_run() -> None:
    run, dev = lock("run.lock"), lock("dev.lock")
    assert {name: dev.get(name) for name in run} == run


def test_the_framework_is_pinned_exactly() -> None:
    assert f"textual=={lock('run.lock')['textual']}" in project()["project"]["dependencies"]


@pytest.mark.parametrize("name", sorted(wanted("build", "dev")))
def test_each_dependency_is_accounted_for(name: str) -> None:
    table = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    assert re.search(rf"^\| `{re.escape(name)}` \|", table, re.MULTILINE)
