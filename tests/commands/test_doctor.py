"""`alongside doctor`: what is needed, what is only pleasant to have, and what either disables."""

from __future__ import annotations

import json

import pytest

from tests.hygiene.test_locks import wanted
from tui.__main__ import main
from tui.commands import doctor
from tui.commands.doctor import Check, lines, looked_at, status_of
from tui.commands.exit_codes import ExitCode

HERE = Check("httpx", here=True, needed=True, found="0.28.1")
ABSENT = Check("qrcode", here=False, needed=False, found="no", without="no reading back.")
MISSING = Check("httpx", here=False, needed=True, found="no", without="no practice.")


def test_each_check_is_a_line_and_says_what_is_lost() -> None:
    assert list(lines([HERE, ABSENT, MISSING])) == [
        "here     httpx: 0.28.1",
        "absent   qrcode: no",
        "         Without it: no reading back.",
        "MISSING  httpx: no",
        "         Without it: no practice.",
    ]


def test_only_what_is_needed_makes_it_fail() -> None:
    assert status_of([HERE, ABSENT]) is ExitCode.OK
    assert status_of([HERE, MISSING]) is ExitCode.SOMETHING_MISSING


def test_every_package_that_the_program_stands_on_is_looked_at() -> None:
    assert wanted() <= {one.name for one in looked_at({})}


def test_whatever_can_be_absent_says_what_that_disables() -> None:
    checks = list(looked_at({"TERM": "dumb"}))
    assert [one.name for one in checks if not one.here and not one.without] == []
    terminal = next(one for one in checks if one.name == "Terminal")
    assert not terminal.here


def test_a_package_that_is_not_installed() -> None:
    found = doctor._package("alongside-no-such", needed=True, without="nothing works.")
    assert (found.here, found.found, found.without) == (False, "no", "nothing works.")


def test_it_really_starts_the_mock(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", "--json"]) == ExitCode.OK
    found = {one["name"]: one for one in json.loads(capsys.readouterr().out)}
    assert found["Practice"]["here"]
    assert found["httpx"]["here"]
