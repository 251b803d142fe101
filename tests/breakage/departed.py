"""Starts the departing app in a world of its own, and looks at what it left behind."""

from __future__ import annotations

import json
import os
import resource
import select
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tui.service.folder import PREFIX, runtime_folder

ROOT = Path(__file__).parents[2]
LIMIT = 60.0
"""Seconds until something must have happened; it needs a small part of them."""


@dataclass
class Departing:
    """The running app. `world` holds its HOME, TMPDIR, XDG folders, cwd and both streams."""

    process: subprocess.Popen[bytes]
    world: Path
    told: dict[str, Any]

    @property
    def child(self) -> int:
        return int(self.told["child"])

    @property
    def secrets(self) -> tuple[str, ...]:
        return tuple(self.told["secrets"].values())

    def go(self) -> None:
        """Let it depart in its way."""
        assert self.process.stdin is not None
        self.process.stdin.write(b"\n")
        self.process.stdin.flush()

    def folders(self) -> list[Path]:
        """The private folders of the app and of its mock that stand now."""
        mine = f"{PREFIX}{self.process.pid}-*"
        childs = f"alongside-mock-{self.child}-*"
        return [*runtime_folder().glob(mine), *runtime_folder().glob(childs)]


def gone(pid: int, within: float = LIMIT) -> bool:
    """Whether the process has ended, or ends within so many seconds."""
    try:
        watched = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    try:
        return bool(select.select([watched], [], [], within)[0])
    finally:
        os.close(watched)


def _cores_allowed() -> None:
    """So that it shows whether the app forbids them."""
    _, hard = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))


@contextmanager
def departing(world: Path, way: str) -> Iterator[Departing]:
    """The app, once it stands at its code; it is killed in the end if it still lives."""
    places = {
        name: world / name.lower()
        for name in (
            "HOME",
            "TMPDIR",
            "XDG_CACHE_HOME",
            "XDG_CONFIG_HOME",
            "XDG_DATA_HOME",
            "XDG_STATE_HOME",
            "XDG_RUNTIME_DIR",
        )
    }
    for place in (*places.values(), world / "cwd", world / "streams"):
        place.mkdir()
    reading, writing = os.pipe()
    with (
        (world / "streams" / "out").open("wb") as out,
        (world / "streams" / "err").open("wb") as err,
        subprocess.Popen(
            [sys.executable, "-m", "tests.breakage.departing", str(writing), way],
            cwd=world / "cwd",
            stdin=subprocess.PIPE,
            stdout=out,
            stderr=err,
            pass_fds=(writing,),
            preexec_fn=_cores_allowed,
            env={
                "PATH": os.environ["PATH"],
                "PYTHONPATH": str(ROOT),
                "PYTHONDONTWRITEBYTECODE": "1",
                **{name: str(place) for name, place in places.items()},
            },
        ) as process,
    ):
        os.close(writing)
        try:
            with os.fdopen(reading) as telling:
                line = telling.readline()
            assert line, (world / "streams" / "err").read_text()
            yield Departing(process, world, json.loads(line))
        finally:
            process.kill()
