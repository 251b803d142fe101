"""The private folder of the stores: in memory where possible, gone when the process is."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from pathlib import Path

_NAME = re.compile(r"alongside-mock-([0-9]+)-.*")
_MEMORY = Path("/dev/shm")


def _bases() -> list[Path]:
    """Where folders may lie, the best place first."""
    usable = _MEMORY.is_dir() and os.access(_MEMORY, os.W_OK)
    return ([_MEMORY] if usable else []) + [Path(tempfile.gettempdir())]


def private_folder() -> Path:
    """A new folder that only this user may open; its name carries our process id."""
    return Path(tempfile.mkdtemp(prefix=f"alongside-mock-{os.getpid()}-", dir=_bases()[0]))


def remove_leftovers() -> int:
    """Remove our user's folders whose processes have died; how many that were."""
    if os.name != "posix":
        # Elsewhere a process cannot be asked whether it lives without disturbing it.
        return 0
    removed = 0
    for base in _bases():
        for folder in base.iterdir():
            found = _NAME.fullmatch(folder.name)
            if found and _ours(folder) and not _alive(int(found[1])):
                remove(folder)
                removed += 1
    return removed


def remove(folder: Path) -> None:
    """Remove a folder and all in it; one that is gone already is as good."""
    shutil.rmtree(folder, ignore_errors=True)


def _ours(folder: Path) -> bool:
    try:
        return folder.lstat().st_uid == os.getuid() and not folder.is_symlink()
    except FileNotFoundError:
        return False


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True
