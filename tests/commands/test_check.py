"""`alongside check` against a served mock: what each checker may see, and one answer for wrong."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.journeys.led import Mock, served
from tests.service.raw import free_port
from tui.__main__ import main
from tui.commands.exit_codes import ExitCode

BORN = "1993-11-02"


@pytest.fixture(scope="module")
def mock() -> Iterator[Mock]:
    with served() as made:
        yield made


@pytest.fixture
def codes(mock: Mock, capsys: pytest.CaptureFixture[str]) -> dict[str, str]:
    """Mihai's three new codes by purpose. His pre-settled status has an end date."""
    mock.control("POST", "reset")
    where = ("--backend", mock.address, "--control-token", mock.token)
    assert main(["try", "mihai-presettled", "--json", *where]) == ExitCode.OK
    made = json.loads(capsys.readouterr().out)["share_codes"]
    return {one["purpose"]: one["code"] for one in made}


def check(mock: Mock, code: str, purpose: str, *more: str, born: str = BORN) -> int:
    words = ("--purpose", purpose, "--birth-date", born, "--backend", mock.address)
    return main(["check", code, *words, *more])


def test_each_checker_sees_what_is_due_to_them(
    mock: Mock, codes: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    shown: dict[str, Any] = {}
    for purpose, code in codes.items():
        assert check(mock, code, purpose, "--name", "Lark Bakery", "--json") == ExitCode.OK
        shown[purpose] = json.loads(capsys.readouterr().out)
    assert {one["time_limit"] for one in shown.values()} == {"not_shown"}
    assert {one["valid_until"] for one in shown.values()} == {None}
    assert all(one["allowed"] for one in shown.values())
    assert [shown[one]["birth_date"] for one in ("work", "rent", "other")] == [None, None, BORN]
    assert len({one["reference"] for one in shown.values()}) == 3


def test_in_words_for_people(
    mock: Mock, codes: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert check(mock, codes["work"].lower(), "work") == ExitCode.OK
    said = capsys.readouterr().out
    assert said.startswith("This person may work\n  Name         Mihai ")
    assert "  End          Not shown to checkers, on purpose\n" in said
    assert "  Reference    " in said
    assert said.endswith("PRACTICE. Invented people. This check counts for nothing.\n")


@pytest.mark.parametrize("as_json", [(), ("--json",)])
def test_one_answer_for_every_kind_of_wrong(
    mock: Mock,
    codes: dict[str, str],
    as_json: tuple[str, ...],
    capsys: pytest.CaptureFixture[str],
) -> None:
    wrong = [
        (codes["work"], "work", "1993-11-03"),
        (codes["work"], "rent", BORN),
        ("W2345ABCD", "work", BORN),
    ]
    said = set()
    for code, purpose, born in wrong:
        assert check(mock, code, purpose, *as_json, born=born) == ExitCode.NOTHING_SHOWN
        said.add(capsys.readouterr())
    assert len(said) == 1


def test_five_wrong_birthdays_end_a_code_and_its_holder_is_told(
    mock: Mock, codes: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    for day in range(1, 6):
        born = f"1980-01-0{day}"
        assert check(mock, codes["work"], "work", born=born) == ExitCode.NOTHING_SHOWN
    assert check(mock, codes["work"], "work") == ExitCode.NOTHING_SHOWN
    capsys.readouterr()
    mock.control("POST", "deliveries")
    phone = mock.control("GET", "phone?person=mihai-presettled")["items"]
    assert any("stopped" in one["body"] for one in phone), phone


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["W2345ABCD", "--purpose", "work", "--birth-date", BORN], "--backend"),
        (["W23", "--purpose", "work", "--birth-date", BORN], "nine letters and digits"),
        (["W2345ABCD", "--purpose", "work", "--birth-date", "30.5.1994"], "1985-03-05"),
        (["W2345ABCD", "--purpose", "work", "--birth-date", BORN, "--name", " "], "who checks"),
        (
            ["W2345ABCD", "--purpose", "work", "--birth-date", BORN, "--reason", "a loan"],
            "--purpose other",
        ),
        (
            ["W2345ABCD", "--purpose", "work", "--birth-date", BORN, "--property-in", "wales"],
            "--purpose rent",
        ),
    ],
)
def test_what_cannot_be_checked_is_said_before_anything_is_asked(
    argv: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    backend = [] if said == "--backend" else ["--backend", "http://127.0.0.1:9"]
    assert main(["check", *argv, *backend]) == ExitCode.USAGE
    assert said in capsys.readouterr().err


def test_homes_elsewhere_need_no_check(
    mock: Mock, codes: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert check(mock, codes["rent"], "rent", "--property-in", "wales") == ExitCode.USAGE
    assert "in England only" in capsys.readouterr().err


def test_a_mock_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    nobody = f"http://127.0.0.1:{free_port()}"
    argv = ["check", "W2345ABCD", "--purpose", "work", "--birth-date", BORN, "--backend", nobody]
    assert main(argv) == ExitCode.BACK_END
    assert "did not answer: unreachable" in capsys.readouterr().err
