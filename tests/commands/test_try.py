"""`alongside try`, with the real mock as its child."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tui.__main__ import main
from tui.commands.exit_codes import ExitCode


def told(capsys: pytest.CaptureFixture[str], *argv: str) -> Any:
    assert main(["try", *argv, "--json"]) == ExitCode.OK
    return json.loads(capsys.readouterr().out)


def test_the_list_names_people_and_faults(capsys: pytest.CaptureFixture[str]) -> None:
    found = told(capsys, "--list")
    assert "ana-settled" in [one["id"] for one in found["people"]]
    assert "status-dropped" in [one["id"] for one in found["faults"]]
    assert main(["try", "--list"]) == ExitCode.OK
    assert "  ana-settled          OK " in capsys.readouterr().out


def test_a_sitting_with_a_fault_that_was_put_on(capsys: pytest.CaptureFixture[str]) -> None:
    found = told(capsys, "ana-settled", "--fault", "work-proof-entangled")
    assert found["code"] == "ENT-PROOF"
    assert found["findings"][0]["because"]
    assert [one["purpose"] for one in found["share_codes"]] == ["rent", "other"]
    assert list(found["no_code_for"]) == ["work"]
    assert "another person" in found["no_code_for"]["work"]


def test_in_words_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["try", "ana-settled"]) == ExitCode.OK
    said = capsys.readouterr().out
    assert said.startswith("ana-settled: OK\n")
    assert said.count("PRACTICE, NOT A REAL CODE. ") == 3


@pytest.mark.parametrize(
    ("argv", "code", "said"),
    [
        (["ana-setled"], ExitCode.UNKNOWN_NAME, "Did you mean ana-settled"),
        (
            ["ana-settled", "--fault", "status-droped"],
            ExitCode.UNKNOWN_NAME,
            "Did you mean status-dropped",
        ),
        (
            ["mihai-presettled", "--fault", "end-date-on-settled"],
            ExitCode.USAGE,
            "cannot be put on mihai-presettled",
        ),
    ],
)
def test_what_cannot_be_tried(
    argv: list[str], code: ExitCode, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["try", *argv]) == code
    assert said in capsys.readouterr().err


def test_a_locked_account_is_told_from_what_came_instead_of_a_code(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Nobody was asked about the document, as they are beside the real website."""
    first, second = told(capsys, "nadia-locked")["findings"][0]["because"]
    assert first.startswith("A message came in place of a code.")
    assert second.startswith("A message came, so")
