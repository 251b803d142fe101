"""The mock as a child process: it begins, it is replaced, and it never outlives us."""

from __future__ import annotations

import os
import select
import signal
import stat
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from itertools import count
from pathlib import Path

import pytest

from tui.core.events import Fault
from tui.service import mock
from tui.service.backend import MockService
from tui.service.folder import sweep
from tui.service.http import Asked
from tui.service.mock import Launch, MockChild
from tui.service.problems import NotTheMock, Problem, Unreachable

HERE = Path(__file__).parent
ROOT = HERE.parent.parent


class Counting:
    """Tokens that follow one another."""

    def __init__(self) -> None:
        self._numbers = count()

    def token(self) -> str:
        return f"token-{next(self._numbers):04}"


@pytest.fixture(autouse=True)
def folder(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The private folders stand in the test's own one; its name is short, as a socket wants it."""
    with tempfile.TemporaryDirectory(prefix="child-") as name:
        monkeypatch.setattr(mock, "runtime_folder", lambda: Path(name))
        yield Path(name)


def launch(behaviour: str, folder: Path, *, sockets: bool = True, start: float = 30.0) -> Launch:
    script = folder / f"{behaviour}.py"
    script.symlink_to(HERE / "stand_in.py")
    return Launch((sys.executable, "-P", str(script)), sockets=sockets, start_seconds=start)


@asynccontextmanager
async def service(how: Launch) -> AsyncIterator[MockService]:
    made = MockService(Counting(), launch=how)
    try:
        yield made
    finally:
        await made.close()


async def version(made: MockService) -> dict[str, object]:
    assert made._wire is not None
    return (await made._wire.ask(Asked("GET", "/version")))._members


def gone(pid: int, within: float = 0) -> bool:
    """Whether the process has ended, or ends within so many seconds."""
    try:
        watched = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    try:
        return bool(select.select([watched], [], [], within)[0])
    finally:
        os.close(watched)


def ours(folder: Path) -> list[Path]:
    """The private folders that stand there."""
    return list(folder.glob("alongside-*"))


@pytest.mark.parametrize("sockets", [True, False], ids=["unix", "tcp"])
async def test_it_begins_answers_and_ends(folder: Path, *, sockets: bool) -> None:
    async with service(launch("decent", folder, sockets=sockets)) as made:
        await made.ensure()
        said = await version(made)
        pid = made.pid
        assert pid == said["pid"]
        assert said["token"] == "token-0000"
        await made.ensure()
        assert made.pid == pid
    assert pid is not None
    assert gone(pid)
    assert ours(folder) == []


async def test_the_socket_stands_in_a_folder_of_our_own(folder: Path) -> None:
    async with service(launch("decent", folder)) as made:
        await made.ensure()
        (private,) = ours(folder)
        assert stat.S_IMODE(private.stat().st_mode) == 0o700
        assert (private / "mock.sock").is_socket()


async def test_where_the_folders_name_is_too_long_for_a_socket_there_is_a_port(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    how = launch("decent", folder)
    deep = folder / ("x" * 100)
    deep.mkdir()
    monkeypatch.setattr(mock, "runtime_folder", lambda: deep)
    async with service(how) as made:
        await made.ensure()
        assert (await version(made))["pid"] == made.pid
        assert list(deep.glob("*/*.sock")) == []


async def test_the_child_is_told_only_what_it_needs(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("SOMEBODYS_PASSWORD", "hunter2")
    async with service(launch("decent", folder)) as made:
        await made.ensure()
        names = set(str((await version(made))["environment"]).split("'"))
    assert "ALONGSIDE_CONTROL_TOKEN" in names
    assert names.isdisjoint({"HTTPS_PROXY", "SOMEBODYS_PASSWORD", "HOME", "USER"})


@pytest.mark.parametrize("sockets", [True, False], ids=["unix", "tcp"])
async def test_a_killed_child_is_unreachable_once_and_then_begun_afresh(
    folder: Path, *, sockets: bool
) -> None:
    async with service(launch("decent", folder, sockets=sockets)) as made:
        await made.ensure()
        first = made.pid
        assert first is not None
        os.kill(first, signal.SIGKILL)
        assert gone(first, within=20)
        with pytest.raises(Unreachable):
            await made.ensure()
        await made.ensure()
        assert made.pid != first
        assert (await version(made))["pid"] == made.pid


async def test_a_child_killed_under_our_hands_is_noticed_at_the_call(folder: Path) -> None:
    async with service(launch("decent", folder)) as made:
        await made.ensure()
        first = made.pid
        assert first is not None
        os.kill(first, signal.SIGKILL)
        with pytest.raises(Problem) as found:
            await version(made)
        assert found.value.fault is Fault.UNREACHABLE
        await made.lost()
        await made.ensure()
        assert made.pid != first


@pytest.mark.parametrize("sockets", [True, False], ids=["unix", "tcp"])
async def test_a_child_that_ends_at_once_is_unreachable(folder: Path, *, sockets: bool) -> None:
    async with service(launch("quitter", folder, sockets=sockets)) as made:
        with pytest.raises(Unreachable):
            await made.ensure()
        assert made.pid is None


async def test_a_child_that_never_answers_is_given_up(folder: Path) -> None:
    async with service(launch("mute", folder, start=0.2)) as made:
        with pytest.raises(Problem) as found:
            await made.ensure()
        assert found.value.fault is Fault.TIMED_OUT
        assert made.pid is None


async def test_a_child_that_never_names_its_address_is_given_up(folder: Path) -> None:
    async with service(launch("mute", folder, sockets=False, start=0.2)) as made:
        with pytest.raises(Unreachable):
            await made.ensure()
        assert made.pid is None


async def test_a_child_that_is_not_the_mock_is_let_go(folder: Path) -> None:
    async with service(launch("impostor", folder)) as made:
        with pytest.raises(NotTheMock):
            await made.ensure()
        assert made.pid is None


async def test_a_program_that_is_not_there_is_unreachable(folder: Path) -> None:
    async with service(Launch((str(folder / "nothing"),))) as made:
        with pytest.raises(Unreachable):
            await made.ensure()
    assert ours(folder) == []


PARENT = """
import sys, threading
from pathlib import Path
from tui.service import mock
mock.runtime_folder = lambda: Path(sys.argv[1])
class Fixed:
    def token(self): return "token"
child = mock.MockChild(mock.Launch((sys.executable, "-P", sys.argv[2])), Fixed())
print(child.pid, flush=True)
threading.Event().wait()
"""


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_no_child_outlives_a_parent_that_is_killed(folder: Path, number: signal.Signals) -> None:
    script = launch("decent", folder).command[-1]
    with subprocess.Popen(
        [sys.executable, "-c", PARENT, str(folder), script],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        assert not gone(child)
        parent.send_signal(number)
        parent.wait()
    assert gone(child, within=20)
    assert ours(folder) != []
    sweep(folder)
    assert ours(folder) == []


def test_the_sweep_leaves_the_living_alone(folder: Path) -> None:
    made = MockChild(launch("decent", folder), Counting())
    try:
        sweep(folder)
        assert made.alive
        assert ours(folder) != []
    finally:
        made.stop()
        made.stop()
