"""A program in a pseudo-terminal, seen from outside: what it paints, when, in how many bytes.

Times are seconds on one monotonic clock. Needs a Unix system with /proc; nothing beyond the
standard library.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType

ROOT = Path(__file__).parent.parent.parent
COLUMNS, ROWS = 100, 30
ESCAPES = re.compile(
    rb"\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)"  # OSC
    rb"|\x1b[P_^X][^\x1b]*\x1b\\"  # DCS, APC, PM, SOS
    rb"|\x1b\[[0-?]*[ -/]*[@-~]"  # CSI
    rb"|\x1b[ -/]*[0-~]"  # two-byte escapes
    rb"|[\x00-\x20\x7f]"
)
# What xterm would answer to the questions that Textual asks; programs wait for some of them.
ANSWERS: tuple[tuple[re.Pattern[bytes], bytes], ...] = (
    (re.compile(rb"\x1b\[0?c"), b"\x1b[?62;22c"),
    (re.compile(rb"\x1b\[6n"), b"\x1b[1;1R"),
    (re.compile(rb"\x1b\[\?2026\$p"), b"\x1b[?2026;2$y"),
    (re.compile(rb"\x1b\[\?2048\$p"), b"\x1b[?2048;0$y"),
    (re.compile(rb"\x1b\[16t"), b"\x1b[6;20;10t"),
    (re.compile(rb"\x1b\[18t"), b"\x1b[8;%d;%dt" % (ROWS, COLUMNS)),
)


class NotSeenError(AssertionError):
    """The program did not paint what was waited for."""


class Terminal:
    """One run of one command. A context manager: the program is ended on the way out."""

    def __init__(self, command: Sequence[str], extra: Mapping[str, str] | None = None) -> None:
        master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 1000, 600))
        environment = os.environ | {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
        for name in ("NO_COLOR", "ACCESSIBLE", "TEXTUAL", "COLUMNS", "LINES"):
            environment.pop(name, None)
        self.chunks: list[tuple[float, bytes]] = []
        self.fd = master
        self.began = time.perf_counter()
        self.process = subprocess.Popen(
            command,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            cwd=ROOT,
            env=environment | dict(extra or {}),
            start_new_session=True,
        )
        os.close(slave)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the program, and wait for its child as well: a mock that is still starting while the
        next program is timed would slow that one down."""
        started = tree(self.process.pid)
        for sign in (signal.SIGTERM, signal.SIGKILL):
            if self.process.poll() is None:
                self.process.send_signal(sign)
                with contextlib.suppress(subprocess.TimeoutExpired):
                    self.process.wait(3)
        os.close(self.fd)
        until = time.perf_counter() + 10
        while any(Path(f"/proc/{one}").exists() for one in started):
            if time.perf_counter() > until:
                raise TimeoutError("a child outlives the program")
            time.sleep(0.01)

    @property
    def mark(self) -> int:
        """Where the output stands now; for ``painted``, ``size`` and ``wait_for``."""
        return len(self.chunks)

    def read(self, seconds: float) -> bool:
        """Take what comes within `seconds`, and answer it; whether anything came."""
        ready, _, _ = select.select([self.fd], [], [], max(0.0, seconds))
        if not ready:
            return False
        try:
            data = os.read(self.fd, 1 << 20)
        except OSError:
            data = b""
        if not data:
            raise NotSeenError(f"the program has ended\n{self.painted(0)[-400:]}")
        self.chunks.append((time.perf_counter(), data))
        for question, answer in ANSWERS:
            for _ in question.finditer(data):
                os.write(self.fd, answer)
        return True

    def painted(self, mark: int) -> str:
        """The visible characters written since `mark`, in the order of writing, without blanks."""
        return ESCAPES.sub(b"", b"".join(data for _, data in self.chunks[mark:])).decode(
            "utf-8", "replace"
        )

    def wait_for(self, text: str, mark: int = 0, limit: float = 20.0) -> float:
        """When `text` had been painted whole, counted from `mark`. `text` keeps to one line."""
        wanted, until = "".join(text.split()), time.perf_counter() + limit
        while wanted not in self.painted(mark):
            left = until - time.perf_counter()
            if left <= 0:
                raise NotSeenError(f"{text!r} was not painted\n{self.painted(mark)[-400:]}")
            self.read(left)
        return self.chunks[-1][0]

    def until_quiet(self, quiet: float, limit: float = 10.0) -> float:
        """Wait for `quiet` seconds without output; when the last of it came."""
        until = time.perf_counter() + limit
        while self.read(quiet):
            if time.perf_counter() > until:
                raise NotSeenError("the screen never comes to rest")
        return self.chunks[-1][0]

    def send(self, keys: bytes) -> float:
        """Press keys; when that was."""
        now = time.perf_counter()
        os.write(self.fd, keys)
        return now

    def size(self, mark: int) -> int:
        """Bytes written since `mark`."""
        return sum(len(data) for _, data in self.chunks[mark:])


def tree(pid: int) -> list[int]:
    """The process and everything it started."""
    found, queue = [], [pid]
    while queue:
        here = queue.pop()
        found.append(here)
        for children in Path(f"/proc/{here}/task").glob("*/children"):
            with contextlib.suppress(OSError):
                queue += map(int, children.read_text().split())
    return found


def mebibytes(pid: int, file: str, name: str) -> float:
    """A field of /proc/PID/`file` such as VmHWM or Pss; 0 where the process has gone."""
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/{file}").read_text().splitlines():
            if line.startswith(f"{name}:"):
                return int(line.split()[1]) / 1024
    return 0.0


def peak(pid: int) -> float:
    """The most memory that one process has had resident so far, MiB."""
    return mebibytes(pid, "status", "VmHWM")


def proportional(pid: int) -> float:
    """Memory of a process and its children now, shared pages counted once (PSS), MiB."""
    return sum(mebibytes(one, "smaps_rollup", "Pss") for one in tree(pid))


def processor(pid: int) -> float:
    """Processor time that the main thread of a process has used so far, ms."""
    nanoseconds = Path(f"/proc/{pid}/schedstat").read_text(encoding="ascii").split()[0]
    return int(nanoseconds) / 1e6
