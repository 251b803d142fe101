"""`alongside diagnose`: a document in, what it means out; no screen, no network, no traceback."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.hygiene.sources import ROOT
from tests.pipes import unread
from tui.__main__ import main
from tui.commands.exit_codes import ExitCode

TOLD: Any = {
    "today": "2026-11-26",
    "answers": {
        "brings": "status", "nation": "wales", "purpose": "job", "due": "later", "there": "no",
        "holds": "settled", "contacts": "mine", "signin": "in", "status": "missing",
        "again": "same", "letter": "granted", "accounts": "one", "reported": "no",
    },
}  # fmt: skip


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "answers.json"
    made.write_text(json.dumps(TOLD), encoding="utf-8")
    return made


def written(file: Path, told: Any) -> str:
    file.write_text(told if isinstance(told, str) else json.dumps(told), encoding="utf-8")
    return str(file)


def test_for_programs(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diagnose", str(file), "--json"]) == ExitCode.OK
    told = json.loads(capsys.readouterr().out)
    assert (told["code"], told["certainty"]) == ("MISS", "clear")
    assert told["report_by"] == "2026-12-10"


def test_in_words_for_people(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diagnose", str(file)]) == ExitCode.OK
    said = capsys.readouterr().out
    assert said.startswith("MISS: ")
    assert "  This is clear.\n  - " in said
    assert "Who can help, in this order\n  - Report an error with your eVisa." in said
    assert "10 December 2026" in said
    assert said.endswith("Information, not immigration advice.\n")


def test_a_stop_in_words_for_people(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = written(file, {**TOLD, "before": {"who": "checker"}})
    assert main(["diagnose", name]) == ExitCode.OK
    said = capsys.readouterr().out
    assert said.startswith("stop.checker: ")
    assert "because of /before/who." in said
    assert "MISS" not in said


def test_answers_that_do_not_fit_and_a_question_that_is_next(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = {**TOLD["answers"], "status": "certificate", "view": ["status"], "kind": "upgraded"}
    main(["diagnose", written(file, {"answers": told})])
    said = capsys.readouterr().out
    assert said.startswith("CONFLICT: ")
    assert "The answers do not fit together (" in said
    main(["diagnose", written(file, {"answers": {}})])
    said = capsys.readouterr().out
    assert said.startswith("UNSURE: ")
    assert "Next question: What brings you here?  (/answers/brings)" in said


def test_the_template_can_be_filled_in(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diagnose", "--template"]) == ExitCode.OK
    made = json.loads(capsys.readouterr().out)
    assert set(made) == {"schema", "template"}
    filled = {**made["template"], "before": {}}
    assert main(["diagnose", written(file, filled), "--json"]) == ExitCode.OK
    assert json.loads(capsys.readouterr().out)["code"] == "UNSURE"


def given_on_input(monkeypatch: pytest.MonkeyPatch, raw: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))


def test_from_standard_input(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    given_on_input(monkeypatch, json.dumps(TOLD).encode())
    assert main(["diagnose", "-"]) == ExitCode.OK
    assert capsys.readouterr().out.startswith("MISS: ")


# What cannot be done ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("told", "code", "said"),
    [
        ({"answers": {"purpos": "job"}}, ExitCode.UNKNOWN_NAME, "Did you mean purpose?"),
        ({"answers": {"purpose": "jobs"}}, ExitCode.UNKNOWN_NAME, "Did you mean job?"),
        ({"answers": {"purpose": ["job"]}}, ExitCode.USAGE, "not a list."),
        ({"answers": {"view": []}, "nation": "wales"}, ExitCode.USAGE, "2 things in the document"),
        ('{"answers": }', ExitCode.USAGE, "line 1, column 13."),
        ("", ExitCode.USAGE, "The document is empty."),
        (" " * 70_000, ExitCode.USAGE, "The document is too long."),
    ],
)
def test_what_is_wrong_with_a_document(
    file: Path, told: Any, code: ExitCode, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["diagnose", written(file, told)]) == code
    shown = capsys.readouterr()
    assert shown.out == ""
    assert said in shown.err


def test_several_mistakes_are_a_line_each(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["diagnose", written(file, {"answers": {"purpos": "job", "nation": "england and wales"}})])
    assert capsys.readouterr().err.splitlines() == [
        "alongside: 2 things in the document are not right.",
        "  /answers/purpos: There is no question called 'purpos'. Did you mean purpose?",
        "  /answers/nation: There is no answer called 'england and wales'. Did you mean england?",
    ]


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        ([], "Name a file with the answers (or - for standard input), or ask for --template."),
        (["here.json", "--template"], "Name a file with the answers"),
        (["no-such-Kowalska.json"], "There is no such file."),
        ([str(ROOT)], "That is a folder."),
        ([f"{__file__}/below"], "That file cannot be read: Not a directory."),
        (["x" * 5000], "That file cannot be read: File name too long."),
    ],
)
def test_what_is_no_file_is_said_in_one_line(
    argv: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["diagnose", *argv]) == ExitCode.USAGE
    complaint = capsys.readouterr().err
    assert said in complaint
    assert complaint.count("\n") == 1
    assert "Kowalska" not in complaint


def test_a_file_that_may_not_be_read(
    file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refused(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("builtins.open", refused)
    assert main(["diagnose", str(file)]) == ExitCode.USAGE
    assert "That file may not be read by you." in capsys.readouterr().err


def test_without_a_standard_input(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert main(["diagnose", "-"]) == ExitCode.USAGE
    assert "There is no standard input" in capsys.readouterr().err


def test_a_language_that_there_is_not(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diagnose", str(file), "--language", "xx"]) == ExitCode.UNKNOWN_NAME
    assert "There is no language called 'xx'." in capsys.readouterr().err


def test_a_reader_who_has_seen_enough_is_no_mistake() -> None:
    done = unread([sys.executable, "-m", "tui", "diagnose", "--template"])
    assert (done.returncode, done.stderr) == (ExitCode.NOBODY_READS, "")


# What it does not touch ---------------------------------------------------------------------

ALONE = """
import socket, sys

def forbidden(*_, **__):
    raise AssertionError("a socket")

socket.socket = socket.create_connection = socket.socketpair = forbidden
from tui.__main__ import main
status = main(sys.argv[1:])
heavy = {"textual", "rich", "httpx", "httpcore", "asyncio", "click", "backend_stub", "sqlalchemy"}
loaded = heavy & set(sys.modules)
print(*sorted(loaded), *[one for one in sys.modules if one == "tui.service"], file=sys.stderr)
sys.exit(status)
"""


def alone(*argv: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", ALONE, "diagnose", *argv],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("how", [[], ["--json"]])
def test_it_opens_no_socket_and_loads_no_screen(file: Path, how: list[str]) -> None:
    done = alone(str(file), *how)
    assert (done.returncode, done.stderr) == (ExitCode.OK, "\n")
    assert "MISS" in done.stdout


def test_the_template_needs_as_little() -> None:
    done = alone("--template")
    assert (done.returncode, done.stderr) == (ExitCode.OK, "\n")


@pytest.mark.parametrize("how", [[], ["--json"]])
def test_a_terminal_without_all_letters_is_no_mistake(file: Path, how: list[str]) -> None:
    done = alone(str(file), *how, PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert (done.returncode, done.stderr) == (ExitCode.OK, "\n")
    if how:
        assert json.loads(done.stdout)["code"] == "MISS"


def test_the_page_about_documents_names_every_key_of_the_result(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["diagnose", str(file), "--json"])
    page = (ROOT / "docs" / "answers.md").read_text(encoding="utf-8")
    told = json.loads(capsys.readouterr().out)
    assert [name for name in told if f"| `{name}` |" not in page] == []
