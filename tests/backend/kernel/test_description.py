"""The committed description of the interface is that of the code."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

from backend_stub import __version__
from backend_stub.commands.openapi import COMMITTED, described
from backend_stub.kernel.problem import PROBLEMS

ROOT = Path(__file__).parents[3]


def test_the_committed_description_is_current() -> None:
    assert COMMITTED.read_text(encoding="utf-8") == described(), (
        "run `python -m backend_stub openapi --write`"
    )


def test_every_problem_that_is_described_exists_and_points_at_one_shape() -> None:
    description = json.loads(COMMITTED.read_text(encoding="utf-8"))
    assert "ProblemBody" in description["components"]["schemas"]
    assert "HTTPValidationError" not in json.dumps(description)
    named = set()
    for methods in description["paths"].values():
        for operation in methods.values():
            for status, answer in operation["responses"].items():
                if int(status) >= 400:
                    assert list(answer["content"]) == ["application/problem+json"]
                    named |= set(answer["description"].split("`")[1::2])
    assert "code-ended" in named
    assert named <= set(PROBLEMS)


def test_the_version_is_that_of_the_package() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == __version__
