"""Rules that hold for every file of the project."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests.hygiene.sources import ROOT, project_files, python_files, relative, tree

LONGEST = 400
CATCHES_ALL = {"Exception", "BaseException"}
# The one place at the very top that turns anything unforeseen into a plain page.
LAST_RESORT = "tui/__main__.py"
HANDED_ON = "backend_stub/kernel/units.py"
"""What is raised on one thread is raised again on that of whoever waits for it."""
UNFINISHED = re.compile(r"\b(?:TODO|FIXME|XXX|NotImplementedError)\b")


def broad_handlers(module: ast.Module) -> list[int]:
    """The lines of handlers that would catch anything."""
    lines: list[int] = []
    for node in ast.walk(module):
        if isinstance(node, ast.ExceptHandler):
            kinds = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
            if any(k is None or (isinstance(k, ast.Name) and k.id in CATCHES_ALL) for k in kinds):
                lines.append(node.lineno)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
            called = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
            names = {arg.id for arg in node.args if isinstance(arg, ast.Name)}
            if called == "suppress" and names & CATCHES_ALL:
                lines.append(node.lineno)
    return lines


@pytest.mark.parametrize("path", python_files("tui", "backend_stub"), ids=relative)
def test_nothing_is_caught_broadly(path: Path) -> None:
    lines = broad_handlers(tree(path))
    assert len(lines) <= (relative(path) in (LAST_RESORT, HANDED_ON)), (
        f"{relative(path)}: lines {lines}"
    )


@pytest.mark.parametrize(
    "handler", ["except:", "except Exception:", "except (OSError, BaseException) as e:"]
)
def test_the_search_sees_each_broad_handler(handler: str) -> None:
    assert broad_handlers(ast.parse(f"try:\n    x = 1\n{handler}\n    x = 2\n"))


def test_no_source_is_longer_than_a_person_reads_at_once() -> None:
    long = {
        relative(path): lines
        for path in python_files("tui", "backend_stub", "tests", "tools")
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST
    }
    assert long == {}


def test_nothing_is_left_unfinished() -> None:
    marks = {
        relative(path): found
        for path in python_files("tui", "backend_stub", "tools")
        if (found := UNFINISHED.findall(path.read_text(encoding="utf-8")))
    }
    assert marks == {}


def test_every_page_that_a_page_points_at_is_there() -> None:
    gone = [
        f"{relative(path)}: {link}"
        for path in project_files()
        if path.suffix == ".md" and path.parent in (ROOT, ROOT / "docs")
        for link in re.findall(r"\]\(([^)#]+)", path.read_text(encoding="utf-8"))
        if "://" not in link and not (path.parent / link).exists()
    ]
    assert gone == []


# Written in pieces, so that this file does not hold what it searches for.
HOSTS = [
    "py" + "pi.org",
    "python" + "hosted.org",
    "registry.npm" + "js.org",
    "proxy.gol" + "ang.org",
]
INDEXES = ["--index" + "-url", "--extra-index" + "-url", "--find" + "-links"]
PATHS = [
    str(ROOT) + "/",
    "/ro" + "ot/",
    "/ho" + "me/",
    "/Us" + "ers/",
    "/opt/whe" + "els",
    "/opt/py" + "pi",
]


def test_no_file_names_a_registry_or_a_place_on_somebodys_machine() -> None:
    found = [
        f"{relative(path)}: {needle}"
        for path in project_files()
        for needle in [*HOSTS, *INDEXES, *PATHS]
        if needle.encode() in path.read_bytes()
    ]
    assert found == []
