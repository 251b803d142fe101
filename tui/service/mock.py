"""The bundled mock as a child process: started on first use, gone when we are, replaceable.

Where there are Unix sockets the parent binds and listens in a private folder, hands the socket over
and closes its own copy, so that a dead child is refused at once instead of waited for. Elsewhere
the child picks a free loopback port and prints its address. The child ends when its standard input
closes, which the system does for us however we die.
"""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import tui
from tui.service.folder import PREFIX, runtime_folder, sweep
from tui.service.http import Address
from tui.service.ports import Chance
from tui.service.problems import Unreachable

_ADDRESS = re.compile(r"http://127\.0\.0\.1:\d{1,5}").search
# What the address of a Unix socket can hold on every system, its ending zero left out.
_LONGEST_SOCKET_PATH = 103
_PASSED_ON = ("PATH", "LANG", "LC_ALL", "TZ", "TMPDIR", "TEMP", "TMP", "SYSTEMROOT")


@dataclass(frozen=True, slots=True)
class Launch:
    """How the child is started. `sockets` False stands for a system without Unix sockets."""

    command: tuple[str, ...] = (sys.executable, "-P", "-m", "backend_stub", "serve")
    sockets: bool = hasattr(socket, "AF_UNIX")
    start_seconds: float = 30.0
    stop_seconds: float = 3.0


class MockChild:
    """One running mock. Its methods block: call them with ``asyncio.to_thread``."""

    def __init__(self, launch: Launch, chance: Chance) -> None:
        self._launch = launch
        self.control_token = chance.token()
        folder: Path | None = None
        try:
            sweep(runtime_folder())
            prefix = f"{PREFIX}{os.getpid()}-"
            self._folder = folder = Path(tempfile.mkdtemp(prefix=prefix, dir=runtime_folder()))
            self._process, self.address = self._start()
        except OSError as fault:
            if folder is not None:
                shutil.rmtree(folder, ignore_errors=True)
            raise Unreachable(f"the mock cannot be started: {type(fault).__name__}") from None

    def _start(self) -> tuple[subprocess.Popen[bytes], Address]:
        path = str(self._folder / "mock.sock")
        if not self._launch.sockets or len(os.fsencode(path)) > _LONGEST_SOCKET_PATH:
            process = self._spawn(["--port", "0"], stdout=subprocess.PIPE)
            return process, Address("")
        with socket.socket(socket.AF_UNIX) as listening:
            listening.bind(path)
            listening.listen(16)
            number = listening.fileno()
            process = self._spawn(["--uds-fd", str(number)], hand_over=(number,))
        return process, Address("http://localhost", path)

    def _spawn(
        self, more: list[str], *, stdout: int = subprocess.DEVNULL, hand_over: tuple[int, ...] = ()
    ) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [*self._launch.command, *more, "--parent-stdin"],
            stdin=subprocess.PIPE,
            stdout=stdout,
            stderr=subprocess.DEVNULL,
            env=_environment(self.control_token),
            cwd=self._folder,
            pass_fds=hand_over,
            # Ctrl-C at the terminal is for the app, which then closes the child in its own time.
            start_new_session=True,
        )

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    def gone_within(self, seconds: float) -> bool:
        """Wait for the end of the child for at most `seconds`; whether it has come."""
        try:
            self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            return False
        return True

    async def located(self) -> Address:
        """Where it listens; without Unix sockets that is on the first line it prints."""
        if not self.address.url and self._process.stdout is not None:
            self.address = Address(await self._printed(self._process.stdout))
        return self.address

    async def _printed(self, lines: IO[bytes]) -> str:
        reading = asyncio.ensure_future(asyncio.to_thread(_address_line, lines))
        done, _ = await asyncio.wait([reading], timeout=self._launch.start_seconds)
        if not done:
            # Ending the child ends its output, and with it the thread that waits for a line.
            self._process.kill()
        found = await reading
        if not found:
            raise Unreachable("the mock named no address")
        return found

    def stop(self) -> None:
        """End the child, gently at first, and remove its folder. May be called twice."""
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()
        if not self.gone_within(self._launch.stop_seconds):
            self._process.kill()
            self._process.wait()
        shutil.rmtree(self._folder, ignore_errors=True)


def _address_line(lines: IO[bytes]) -> str:
    for line in lines:
        if found := _ADDRESS(line.decode("ascii", "replace")):
            return found[0]
    return ""


def _environment(control_token: str) -> dict[str, str]:
    """What the child needs and nothing else: no proxies, no credentials of the person's session."""
    kept = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    return kept | {
        "ALONGSIDE_CONTROL_TOKEN": control_token,
        "PYTHONPATH": str(Path(tui.__file__).parent.parent),
        "PYTHONUTF8": "1",
    }
