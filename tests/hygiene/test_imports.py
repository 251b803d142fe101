"""What each room loads, seen in a fresh interpreter: no contract on paper sees a lazy import."""

from __future__ import annotations

import ast
import sys

import pytest

from tests.hygiene.sources import (
    loaded_after,
    loaded_by,
    modules,
    python_files,
    relative,
    tree,
)


@pytest.mark.parametrize("room", ["tui.core", "tui.content", "tui.fronts.plain"])
def test_the_rooms_without_a_screen_load_neither_screen_nor_network(room: str) -> None:
    names = modules(room)
    loaded = loaded_by(*names)
    assert set(names) <= loaded
    assert loaded.isdisjoint({"textual", "rich", "httpx", "click", "backend_stub"})


def test_the_core_loads_nothing_but_itself_and_the_standard_library() -> None:
    strangers = {
        name.split(".")[0]
        for name in loaded_by(*modules("tui.core")) - loaded_by("dataclasses", "enum", "typing")
    }
    assert {name for name in strangers if name not in sys.stdlib_module_names} == {"tui"}


def test_the_drawn_app_opens_without_http_or_the_mock() -> None:
    loaded = loaded_by("tui.fronts.drawn.app")
    assert "textual" in loaded
    assert loaded.isdisjoint({"httpx", "httpcore", "click", "backend_stub", "sqlalchemy"})


def test_the_command_chooses_a_front_before_textual_is_loaded() -> None:
    assert loaded_by("tui.__main__").isdisjoint({"textual", "rich", "httpx", "click"})


def test_the_service_room_keeps_click_out_even_when_http_is_really_used() -> None:
    imports = "\n".join(f"import {name}" for name in modules("tui.service"))
    loaded = loaded_after(f"{imports}\nimport httpx\nhttpx.Client(trust_env=False).close()")
    assert "httpx" in loaded
    assert loaded.isdisjoint({"click", "httpx._main", "rich"})


def imported_tops(package: str) -> dict[str, set[str]]:
    """Each file of a package to the top-level names that it imports, at any depth of the code."""
    found: dict[str, set[str]] = {}
    for path in python_files(package):
        names: set[str] = set()
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Import):
                names |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                names.add(node.module.split(".")[0])
        found[relative(path)] = names
    return found


@pytest.mark.parametrize(("half", "other"), [("tui", "backend_stub"), ("backend_stub", "tui")])
def test_the_two_halves_never_import_each_other(half: str, other: str) -> None:
    assert [path for path, names in imported_tops(half).items() if other in names] == []
