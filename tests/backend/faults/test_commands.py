"""The commands, as they are typed; those that talk, to a mock that really listens."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from backend_stub.__main__ import main
from backend_stub.control.client import TOKEN_VARIABLE
from backend_stub.faults.catalogue import FAULTS
from backend_stub.faults.table import markdown
from backend_stub.faults.transport import TRANSPORT
from backend_stub.personas.loader import load
from tests.backend.served.child import TOKEN, spawned


@dataclass
class Typed:
    """A command's exit code and what it printed."""

    code: int
    out: str
    err: str


Type = Callable[..., Typed]


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    """The address of a served mock."""
    with spawned("tcp") as child:
        yield child.lines[0]


@pytest.fixture
def typed(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Type:
    """Types a command line with the token in the environment."""
    monkeypatch.setenv(TOKEN_VARIABLE, TOKEN)

    def run(*words: str) -> Typed:
        code = main(words)
        said = capsys.readouterr()
        return Typed(code, said.out, said.err)

    return run


def test_people_and_faults_are_listed_without_a_mock(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["personas"]) == 0
    printed = capsys.readouterr().out
    for person_id in load().listed:
        assert person_id in printed
    assert "document PRACTICE 423, born 14 March 1981" in printed
    assert main(["faults", "list"]) == 0
    printed = capsys.readouterr().out
    assert all(f"{fault_id}\n" in printed for fault_id in FAULTS)
    assert main(["faults", "--markdown"]) == 0
    assert capsys.readouterr().out == markdown()


def test_a_fault_is_applied_found_and_cleared(url: str, typed: Type) -> None:
    before = typed("reconcile", "--url", url)
    assert before.code == 4
    on = typed("faults", "apply", "status-dropped", "ana-settled", "--url", url)
    assert (on.code, "is on for ana-settled" in on.out) == (0, True)
    assert "status-dropped  ana-settled  since" in typed("faults", "active", "--url", url).out
    after = typed("reconcile", "--url", url)
    added = set(after.out.splitlines()) - set(before.out.splitlines())
    assert any(line.startswith("account-without-status") for line in added)
    off = typed("faults", "clear", "status-dropped", "ana-settled", "--url", url)
    assert off.code == 0
    assert typed("reconcile", "--url", url).out == before.out
    assert typed("reconcile", "--json", "--url", url).code == 0
    calls = ("status-unavailable-for-n-calls", "ana-settled", "--calls", "1", "--from", "2")
    assert typed("faults", "apply", *calls, "--url", url).code == 0
    assert "Everyone is signed out." in typed("reset", "--url", url).out
    assert "ana-settled" not in typed("faults", "active", "--url", url).out


def test_a_refusal_is_one_line_with_a_suggestion(url: str, typed: Type) -> None:
    no = typed("faults", "apply", "status-droped", "ana-settled", "--url", url)
    assert no.code == 1
    assert "did you mean status-dropped" in no.err
    no = typed("faults", "apply", "end-date-on-settled", "mihai-presettled", "--url", url)
    assert (no.code, no.err.count("\n")) == (1, 1)
    assert "end date of its own" in no.err
    no = typed("outbox", "--url", url, "--token", "wrong")
    assert (no.code, "token" in no.err) == (1, True)


def test_the_outbox_shows_a_person_s_phone(url: str, typed: Type) -> None:
    assert "authenticator app" in typed("outbox", "--person", "priya-skilled", "--url", url).out
    assert typed("outbox", "--url", url).out == "Nothing was sent.\n"


def test_without_a_mock_or_a_token_the_cure_is_said(
    typed: Type, monkeypatch: pytest.MonkeyPatch
) -> None:
    nobody = typed("reset", "--url", "http://127.0.0.1:9")
    assert nobody.code == 3
    assert "python -m backend_stub serve" in nobody.err
    assert typed("reset", "--url", "nonsense").code == 2
    monkeypatch.delenv(TOKEN_VARIABLE)
    missing = typed("reset")
    assert (missing.code, TOKEN_VARIABLE in missing.err) == (2, True)


def test_trouble_on_the_way_is_put_on_told_and_taken_off(url: str, typed: Type) -> None:
    listed = typed("transport", "list")
    assert all(f"{fault}\n" in listed.out for fault in TRANSPORT)
    limits = ("--part", "status", "--calls", "2", "--from", "3", "--retry-after", "9")
    on = typed("transport", "on", "unavailable", *limits, "--url", url)
    assert (on.code, "unavailable is on for status" in on.out) == (0, True)
    active = typed("transport", "active", "--url", url).out
    assert active == "unavailable  status  2 calls from call 3, 0 seen\n"
    off = typed("transport", "off", "unavailable", "--part", "status", "--url", url)
    assert (off.code, typed("transport", "active", "--url", url).out) == (0, "")
    no = typed("transport", "on", "latency", "--part", "statis", "--url", url)
    assert (no.code, "did you mean status" in no.err) == (1, True)
    no = typed("transport", "on", "latensy", "--url", url)
    assert (no.code, "did you mean latency" in no.err) == (1, True)
    no = typed("transport", "on", "reset", "--url", url)
    assert (no.code, "--relay-port" in no.err) == (1, True)
