"""``alongside doctor``: what is missing on this machine, and what that disables."""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import shutil
import socket
import sys
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from tui.commands.exit_codes import ExitCode
from tui.runner import SystemChance
from tui.service.factories import own_mock
from tui.service.folder import runtime_folder
from tui.service.problems import Problem

OLDEST_PYTHON = (3, 11)
SMALLEST = (80, 24)


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at. `without` says what does not work when it is missing."""

    name: str
    here: bool
    needed: bool
    found: str
    without: str = ""


def run(args: argparse.Namespace) -> int:
    checks = [*looked_at(os.environ), asyncio.run(_mock_starts())]
    if args.json:
        print(json.dumps([asdict(one) for one in checks], indent=2))
    else:
        for line in lines(checks):
            print(line)
    return status_of(checks)


def status_of(checks: list[Check]) -> ExitCode:
    """Something that is only pleasant to have may be missing."""
    missing = any(one.needed and not one.here for one in checks)
    return ExitCode.SOMETHING_MISSING if missing else ExitCode.OK


def lines(checks: list[Check]) -> Iterator[str]:
    for one in checks:
        word = "here   " if one.here else "MISSING" if one.needed else "absent "
        yield f"{word}  {one.name}: {one.found}"
        if not one.here and one.without:
            yield f"         Without it: {one.without}"


def looked_at(environment: Mapping[str, str]) -> Iterator[Check]:
    """Everything that can be seen without starting anything."""
    yield Check(
        "Python",
        sys.version_info[:2] >= OLDEST_PYTHON,
        needed=True,
        found=".".join(str(part) for part in sys.version_info[:3]),
        without="nothing here is known to work before Python 3.11.",
    )
    for package, needed, without in _PACKAGES:
        yield _package(package, needed=needed, without=without)
    yield from _terminal(environment)
    yield Check(
        "Unix sockets",
        hasattr(socket, "AF_UNIX"),
        needed=False,
        found="yes" if hasattr(socket, "AF_UNIX") else "no",
        without="the mock listens on a port of this machine instead of a private socket.",
    )
    in_memory = runtime_folder() == Path("/dev/shm")
    yield Check(
        "Folder in memory",
        in_memory,
        needed=False,
        found=str(runtime_folder()),
        without="the mock's invented people lie in the temporary folder while it runs.",
    )


_PACKAGES = (
    ("textual", False, "only the plain front opens."),
    ("httpx", True, "nothing can be practised."),
    ("fastapi", False, "our own mock does not start; use --backend."),
    ("uvicorn", False, "our own mock does not start; use --backend."),
    ("sqlalchemy", False, "our own mock does not start; use --backend."),
    ("pyotp", False, "our own mock does not start; use --backend."),
    ("pydantic-settings", False, "our own mock does not start; use --backend."),
    ("qrcode", False, "a share code is not shown as a square code."),
    ("rapidfuzz", False, "pasted words of the website are not recognised."),
    ("holidays", False, "working days cannot be counted; our own mock takes no reports."),
)


def _package(name: str, *, needed: bool, without: str) -> Check:
    try:
        found = version(name)
    except PackageNotFoundError:
        return Check(name, here=False, needed=needed, found="no", without=without)
    return Check(name, here=True, needed=needed, found=found)


def _terminal(environment: Mapping[str, str]) -> Iterator[Check]:
    tty = sys.stdin.isatty() and sys.stdout.isatty()
    term = environment.get("TERM", "")
    drawn = tty and term != "dumb"
    plain = "Alongside opens in plain lines."
    yield Check("Terminal", drawn, needed=False, found=term or "none", without=plain)
    size = shutil.get_terminal_size()
    yield Check(
        "Size",
        size.columns >= SMALLEST[0] and size.lines >= SMALLEST[1],
        needed=False,
        found=f"{size.columns} by {size.lines}",
        without="pages have to be scrolled; they are made for 80 by 24.",
    )
    colours = environment.get("COLORTERM", "").lower() in ("truecolor", "24bit")
    yield Check(
        "Full colour",
        colours,
        needed=False,
        found=environment.get("COLORTERM") or term or "unknown",
        without="colours are the nearest that the terminal has.",
    )
    encoding = (sys.stdout.encoding or "").lower().replace("-", "")
    yield Check(
        "UTF-8",
        encoding == "utf8",
        needed=False,
        found=sys.stdout.encoding or "unknown",
        without="some letters and lines are shown as question marks.",
    )


async def _mock_starts() -> Check:
    service = own_mock(SystemChance())()
    try:
        await service.ensure()
    except Problem as problem:
        return Check(
            "Practice",
            here=False,
            needed=True,
            found=f"the mock does not start ({problem.fault.value})",
            without="use --backend with the address of another mock.",
        )
    finally:
        await service.close()
    return Check("Practice", here=True, needed=True, found="the mock starts and answers")
