"""The mock's services answer from their rows alone: no person's story, no fault, by name."""

from __future__ import annotations

import importlib
import re
import tomllib
from collections.abc import Iterator
from typing import Any

from tests.hygiene.sources import ROOT, python_files, relative

SERVICES = ["kernel", "account", "pcdp", "sharing", "checker", "resolution", "outbox", "app.py"]
FOLDERS = [f"backend_stub/{name}" for name in SERVICES]


def ids_in(value: Any) -> Iterator[str]:
    """Every `id` anywhere in a parsed TOML file."""
    if isinstance(value, dict):
        if isinstance(value.get("id"), str):
            yield value["id"]
        for inner in value.values():
            yield from ids_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from ids_in(inner)


def people() -> set[str]:
    """The ids of the invented people, also of those who cannot be chosen."""
    catalogues = (ROOT / "backend_stub/personas").glob("*.toml")
    return {i for path in catalogues for i in ids_in(tomllib.loads(path.read_text("utf-8")))}


def faults() -> set[str]:
    """The ids of the data faults: whatever the catalogue's own collections hold with an id."""
    found: set[str] = set()
    for value in vars(importlib.import_module("backend_stub.faults.catalogue")).values():
        if isinstance(value, dict | list | tuple | frozenset):
            entries = value.values() if isinstance(value, dict) else value
            found |= {e.id for e in entries if isinstance(getattr(e, "id", None), str)}
    return found


def mentions(names: set[str], text: str) -> list[str]:
    """Which of the names stand in the text as words of their own."""
    return sorted(n for n in names if re.search(rf"(?<![\w-]){re.escape(n)}(?![\w-])", text))


def test_no_service_names_a_person_or_a_fault() -> None:
    names = people() | faults()
    assert len(people()) >= 10
    assert len(faults()) >= 10
    found = {
        relative(path): named
        for folder in FOLDERS
        for path in python_files(folder)
        if (named := mentions(names, path.read_text(encoding="utf-8")))
    }
    assert found == {}


def test_the_search_sees_a_name() -> None:
    assert mentions({"work-key-misaligned"}, 'if "work-key-misaligned" in active:')
    assert not mentions({"work-key"}, "the work-key-misaligned case")
