"""Which front opens, and what the command says before any opens."""

from __future__ import annotations

import argparse
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.pipes import unread
from tests.service.raw import free_port
from tui.__main__ import main, parser
from tui.commands.exit_codes import ExitCode
from tui.commands.open_ import wants_plain
from tui.content import Words

ROOT = Path(__file__).parent.parent.parent
WORDS = Words("en")


def parsed(*argv: str) -> argparse.Namespace:
    return parser().parse_args(argv)


@pytest.mark.parametrize(
    ("argv", "environment", "tty", "plain"),
    [
        ((), {"TERM": "xterm"}, True, False),
        (("--plain",), {"TERM": "xterm"}, True, True),
        ((), {"TERM": "xterm", "ACCESSIBLE": "1"}, True, True),
        ((), {"TERM": "xterm", "ACCESSIBLE": ""}, True, False),
        ((), {"TERM": "dumb"}, True, True),
        ((), {"TERM": "xterm"}, False, True),
        ((), {}, True, False),
    ],
)
def test_which_front_opens(
    argv: tuple[str, ...], environment: dict[str, str], *, tty: bool, plain: bool
) -> None:
    assert wants_plain(parsed(*argv), environment, tty=tty) is plain


@pytest.mark.parametrize(
    "argv",
    [
        ("--backend", "https://mock.example.org", "--language", "xx", "try", "somebody"),
        ("try", "somebody", "--backend", "https://mock.example.org", "--language", "xx"),
        ("--backend", "http://other.example.org", "--language", "yy", "try", "somebody",
         "--backend", "https://mock.example.org", "--language", "xx"),
    ],
)  # fmt: skip
def test_what_every_sitting_takes_holds_before_the_command_and_behind_it(
    argv: tuple[str, ...],
) -> None:
    args = parsed(*argv)
    assert (args.backend, args.language) == ("https://mock.example.org", "xx")
    assert args.control_token is None


def command(*argv: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tui", *argv],
        cwd=ROOT,
        input=typed,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_end_of_the_input_is_the_end_of_the_sitting() -> None:
    done = command("--plain")
    assert done.returncode == ExitCode.OK
    assert done.stdout.endswith(WORDS.text("plain", "bye") + "\n")
    assert done.stderr == ""


def test_without_a_terminal_it_goes_line_by_line_without_being_told() -> None:
    done = command(typed="q\nq\n")
    assert done.returncode == ExitCode.OK
    assert WORDS.text("start.who", "heading") in done.stdout
    assert "\x1b" not in done.stdout


def test_going_line_by_line_loads_no_screen_and_no_http() -> None:
    code = (
        "import sys\nfrom tui.__main__ import main\nstatus = main(['--plain'])\n"
        "wrong = {'textual', 'rich', 'httpx', 'click'} & set(sys.modules)\n"
        "sys.exit(status or (9 if wrong else 0))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, input="1\nq\nq\n", capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_window_that_is_closed_ends_all_there_is(number: signal.Signals) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "tui", "--plain"],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    ) as running:  # fmt: skip
        assert running.stdin is not None
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdin.write("i\n")
        running.stdin.flush()
        for line in running.stdout:
            if "PRACTICE 423" in line:
                break
        children = Path(f"/proc/{running.pid}/task/{running.pid}/children").read_text("ascii")
        spawned = [int(one) for one in children.split()]
        running.send_signal(number)
        running.stdout.read()
        status = running.wait()
        assert running.stderr.read() == ""
    assert status == (ExitCode.INTERRUPTED if number is signal.SIGINT else ExitCode.OK)
    assert [pid for pid in spawned if Path(f"/proc/{pid}").exists()] == []


@pytest.mark.parametrize(
    ("argv", "code", "said"),
    [
        (["--language", "xx"], ExitCode.UNKNOWN_NAME, "There is no language called 'xx'."),
        (["--backend", "http://192.0.2.1"], ExitCode.USAGE, "https://"),
        (["--backend", "ftp://127.0.0.1"], ExitCode.USAGE, "must begin with"),
        (["--control-token", "secret"], ExitCode.USAGE, "--backend"),
        (["try", "somebody", "--control-token", "secret"], ExitCode.USAGE, "--backend"),
        (["try"], ExitCode.USAGE, "Name a person"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(
    argv: list[str], code: ExitCode, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(argv) == code
    complaint = capsys.readouterr().err
    assert said in complaint
    assert complaint.count("\n") == 1


@pytest.mark.parametrize("argv", [["--theme", "pink"], ["dance"], ["--port", "1"]])
def test_what_is_not_understood_is_a_usage_error(
    argv: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(argv)
    assert ended.value.code == ExitCode.USAGE
    assert "usage: alongside" in capsys.readouterr().err


def test_a_back_end_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    argv = ["try", "--list", "--backend", f"http://127.0.0.1:{free_port()}"]
    assert main(argv) == ExitCode.BACK_END
    assert WORDS.text("beside", "desk-trouble") in capsys.readouterr().err


@pytest.mark.parametrize("argv", [["try", "--list"], ["doctor", "--json"]])
def test_a_reader_who_has_seen_enough_is_no_mistake(argv: list[str]) -> None:
    done = unread([sys.executable, "-m", "tui", *argv])
    assert (done.returncode, done.stderr) == (ExitCode.NOBODY_READS, "")


def test_every_exit_code_is_explained() -> None:
    page = (ROOT / "docs" / "exit-codes.md").read_text(encoding="utf-8")
    assert [code for code in ExitCode if f"| {code.value} |" not in page] == []
