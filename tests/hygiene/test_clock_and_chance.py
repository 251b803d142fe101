"""Time and chance come from the objects that own them, so that every run can be repeated."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.hygiene.sources import python_files, relative, tree

# The modules whose objects own time and chance; everything else is handed them.
OWNERS = {"backend_stub/kernel/clock.py", "backend_stub/kernel/entropy.py", "tui/runner/outside.py"}
CALLS = {
    "datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time", "time.time_ns",
    "time.localtime", "time.gmtime", "os.urandom", "os.getrandom",
}  # fmt: skip
MODULES = {"random", "secrets", "uuid"}


def dotted(node: ast.expr) -> str:
    """`a.b.c` for a chain of names, else nothing."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        before = dotted(node.value)
        return f"{before}.{node.attr}" if before else node.attr
    return ""


def taken(module: ast.Module) -> list[str]:
    """Each place where a module takes time or chance for itself."""
    found: list[str] = []
    for node in ast.walk(module):
        if isinstance(node, ast.Attribute):
            name = ".".join(dotted(node).split(".")[-2:])
            if name in CALLS:
                found.append(f"line {node.lineno}: {name}")
        elif isinstance(node, ast.Import):
            found += [f"line {node.lineno}: {a.name}" for a in node.names if a.name in MODULES]
        elif isinstance(node, ast.ImportFrom):
            names = {f"{node.module}.{alias.name}" for alias in node.names}
            if node.module in MODULES or names & CALLS:
                found.append(f"line {node.lineno}: from {node.module}")
    return found


@pytest.mark.parametrize("path", python_files("tui", "backend_stub"), ids=relative)
def test_only_the_owners_take_time_and_chance(path: Path) -> None:
    if relative(path) not in OWNERS:
        assert taken(tree(path)) == []


@pytest.mark.parametrize(
    "source",
    [
        "from datetime import datetime, UTC\ndatetime.now(UTC)",
        "import datetime\ndatetime.date.today()",
        "import random",
        "from uuid import uuid4",
        "import time\nclock = time.time",
        "from time import time",
    ],
)
def test_the_search_sees_each_way_of_taking_them(source: str) -> None:
    assert taken(ast.parse(source))
