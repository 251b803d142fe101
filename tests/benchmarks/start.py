"""From the command to a first page that answers; memory; the loop while the mock starts."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from tests.benchmarks.report import Report
from tests.benchmarks.terminal import ROOT, Terminal, peak, processor, proportional
from tests.benchmarks.walk import FIRST_CHOICE, first_page

HERE = Path(__file__).parent
OURS = (sys.executable, "-c", "import sys; from tui.__main__ import main; sys.exit(main())")
"""What the installed command `alongside` runs, from this checkout."""
FLOOR = (sys.executable, str(HERE / "floors" / "label.py"))
DOWN = b"\x1b[B"
REST = 0.2
"""Seconds for the machine to come to rest between two starts."""
ARROW = "›1"
"""What stands before the first answer once the keyboard is there."""


@dataclass
class Starts:
    """Starts of one program: milliseconds to its first frame, by the clock and of the processor."""

    command: tuple[str, ...]
    text: str
    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    answered: list[float] = field(default_factory=list)
    resident: list[float] = field(default_factory=list)

    def start(self, *, key: bytes = b"", reply: str = "") -> None:
        """Start it once; press `key` as soon as the text is there, and wait for the reply."""
        time.sleep(REST)
        with Terminal(self.command) as terminal:
            self.wall.append((terminal.wait_for(self.text) - terminal.began) * 1000)
            self.cpu.append(processor(terminal.process.pid))
            if key:
                mark, sent = terminal.mark, terminal.send(key)
                self.answered.append((terminal.wait_for(reply, mark) - sent) * 1000)
            terminal.until_quiet(0.3)
            self.resident.append(peak(terminal.process.pid))


def first_frame(report: Report, runs: int) -> None:
    """To the last of the first page's answers, then one key at once."""
    text = first_page()[-1]
    Starts((*FLOOR, text), text).start()  # these two only warm the file cache
    Starts(OURS, text).start()
    ours, floor = Starts(OURS, text), Starts((*FLOOR, text), text)
    for turn in range(runs):
        # Each goes first every other time, so that what a start leaves behind meets both.
        if turn % 2:
            floor.start()
        ours.start(key=DOWN, reply=ARROW)
        if not turn % 2:
            floor.start()
    report.against("first frame with every choice drawn", ours.wall, floor.wall, "ms", bar=1.5)
    report.against("the same in processor time", ours.cpu, floor.cpu, "ms")
    report.most("a key pressed right then is answered", ours.answered, "ms", 50)
    report.most("memory of the app, first page (peak RSS)", ours.resident, "MiB", 60)


def first_answer(report: Report, runs: int) -> None:
    """The event loop and the memory until the mock has answered for the first time."""
    idle: list[float] = []
    first: list[float] = []
    answer: list[float] = []
    app: list[float] = []
    both: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        for turn in range(runs):
            heard = Path(folder) / f"{turn}.json"
            command = (sys.executable, "-m", "tests.benchmarks.heartbeat", str(heard))
            with Terminal(command) as terminal:
                while not heard.exists():
                    terminal.read(0.05)
                terminal.until_quiet(0.3)
                found = json.loads(heard.read_text(encoding="utf-8"))
                app.append(peak(terminal.process.pid))
                both.append(proportional(terminal.process.pid))
            idle.append(found["idle"])
            first.append(found["first"])
            answer.append(found["answer"])
    report.most("longest stall until the first answer", first, "ms", 20)
    report.against("the same beside the idle app's longest", first, idle, "ms")
    report.line("the first answer comes after", f"{sorted(answer)[len(answer) // 2]:.0f} ms")
    report.most("memory of the app after it (peak RSS)", app, "MiB", 60)
    report.most("memory with the mock after it (PSS)", both, "MiB", 130)


def to_the_end(command: tuple[str, ...]) -> float:
    """Milliseconds that a command runs."""
    began = time.perf_counter()
    subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, check=True)
    return (time.perf_counter() - began) * 1000


def without_a_screen(report: Report, runs: int) -> None:
    """``--version`` and the first plain page, against an interpreter that does nothing."""
    nothing: list[float] = []
    version: list[float] = []
    plain: list[float] = []
    for _ in range(runs):
        nothing.append(to_the_end((sys.executable, "-c", "pass")))
        version.append(to_the_end((*OURS, "--version")))
        with Terminal((*OURS, "--plain")) as terminal:
            plain.append((terminal.wait_for(FIRST_CHOICE) - terminal.began) * 1000)
    report.against("--version", version, nothing, "ms")
    report.against("--plain, first page said", plain, nothing, "ms")


def compile_all() -> None:
    """What `make run` does once; without it the first run would also measure the compiler."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    command = (sys.executable, "-m", "compileall", "-q", "tui", "backend_stub", "tests/benchmarks")
    subprocess.run(command, cwd=ROOT, env=environment, check=True)
