"""The process: how it starts, what it prints, how it ends, and what is left of it: nothing."""

from __future__ import annotations

import signal
import subprocess
from pathlib import Path

import pytest

from tests.backend.served.child import (
    ENVIRONMENT,
    TOKEN,
    Child,
    command,
    folders_of,
    spawned,
)
from tests.pipes import unread


def version(child: Child) -> int:
    """The status of one answer."""
    return child.client.get("/version").status_code


def test_it_ends_with_its_parent_and_takes_its_folder_along() -> None:
    with spawned("unix") as child:
        assert version(child) == 200
        (folder,) = child.folders()
        assert folder.stat().st_mode & 0o777 == 0o700
        assert (folder / "account.db").exists()
        assert child.end() == 0
        assert child.folders() == []


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_in_order_when_told(stop: signal.Signals) -> None:
    with spawned("tcp", parent=False) as child:
        assert version(child) == 200
        child.process.send_signal(stop)
        assert child.process.wait(timeout=20) == 0
        assert child.folders() == []
        assert child.process.stderr is not None
        assert child.process.stderr.read() == ""


def test_what_a_killed_process_leaves_is_removed_at_the_next_start() -> None:
    with spawned("unix") as child:
        assert version(child) == 200
        dead = child.process.pid
        child.process.kill()
        child.process.wait(timeout=20)
        assert len(folders_of(dead)) == 1
    with spawned("unix") as other, spawned("unix") as third:
        assert (version(other), version(third)) == (200, 200)
        assert folders_of(dead) == []
        assert len(other.folders()) == 1


def test_without_a_token_one_is_made_and_printed() -> None:
    with spawned("tcp", token=None) as child:
        address, line = child.lines
        assert address.startswith("http://127.0.0.1:")
        token = line.removeprefix("control token ")
        assert len(token) == 32
        for offered, status in ((TOKEN, 403), (token, 200)):
            answer = child.client.get("/control/people", headers={"X-Control-Token": offered})
            assert answer.status_code == status


def test_the_controls_can_be_left_out() -> None:
    with spawned("unix", "--no-control") as child:
        answer = child.client.get("/control/people", headers={"X-Control-Token": TOKEN})
        assert (answer.status_code, answer.json()["type"]) == (404, "/problems/not-found")


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["--host", "0.0.0.0"], "only an address of this machine"),
        (["--host", "192.0.2.1"], "only an address of this machine"),
        (["--port", "70000"], "port"),
        (["--clock", "noon"], "clock"),
    ],
)
def test_settings_that_make_no_sense_are_refused(words: list[str], complaint: str) -> None:
    done = subprocess.run(
        command("serve", *words), env=ENVIRONMENT, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 2
    assert complaint in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_an_unknown_command_is_refused() -> None:
    done = subprocess.run(
        command("sevre"), env=ENVIRONMENT, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 2
    assert "serve" in done.stderr


@pytest.mark.parametrize("words", [["personas"], ["faults"], ["openapi"]])
def test_a_reader_who_has_seen_enough_is_no_mistake(words: list[str]) -> None:
    done = unread(command(*words), ENVIRONMENT)
    assert (done.returncode, done.stderr) == (141, "")


def test_a_kept_folder_keeps_its_clock_and_is_seeded_once(tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    with spawned("unix", "--folder", str(folder)) as child:
        child.control("PUT", "clock", json={"advance_days": 90})
        first = child.control("GET", "dump")
        assert child.end() == 0
    assert folder.stat().st_mode & 0o777 == 0o700
    with spawned("unix", "--folder", str(folder)) as child:
        assert child.control("GET", "clock")["now"] == "2026-05-31T12:00:00Z"
        assert child.control("GET", "dump") == first


def test_a_start_that_died_half_way_is_begun_again(tmp_path: Path) -> None:
    (tmp_path / "account.db").write_bytes(b"not a database")
    with spawned("unix", "--folder", str(tmp_path)) as child:
        assert version(child) == 200
        assert (tmp_path / "seeded").exists()
