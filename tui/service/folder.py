"""The private folders in which sockets stand: in memory where there is some, and swept."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from pathlib import Path

PREFIX = "alongside-tui-"
_OURS = re.compile(PREFIX + r"(\d+)-.*").fullmatch


def runtime_folder() -> Path:
    """Memory where the system has it, else the usual temporary folder."""
    memory = Path("/dev/shm")
    if memory.is_dir() and os.access(memory, os.W_OK | os.X_OK):
        return memory
    return Path(tempfile.gettempdir())


def sweep(folder: Path) -> None:
    """Remove what apps that died left behind: their folders carry the number of no process."""
    for left in folder.glob(f"{PREFIX}*"):
        named = _OURS(left.name)
        if named and not _runs(int(named[1])):
            shutil.rmtree(left, ignore_errors=True)


def _runs(pid: int) -> bool:
    if os.name != "posix":
        # There os.kill would end the process instead of asking after it.
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True
