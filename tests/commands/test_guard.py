"""A mistake in this program shows a plain page, and nothing that anybody typed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tui.commands.exit_codes import ExitCode
from tui.commands.guard import place_of, print_page

ROOT = Path(__file__).parent.parent.parent
SECRET = "Kowalska-1985"

RAISED = {
    "in a command": "def run(args): raise ValueError(SECRET)",
    "in a task that nobody awaits": """
import asyncio, gc
async def broken(): raise KeyError(SECRET)
async def both():
    task = asyncio.ensure_future(broken())
    await asyncio.wait([task])
    del task
    gc.collect()
def run(args):
    asyncio.run(both())
    return 0""",
    "in a thread": """
import threading
def broken(): raise RuntimeError(SECRET)
def run(args):
    thread = threading.Thread(target=broken)
    thread.start()
    thread.join()
    return 0""",
    "in a destructor": """
class Broken:
    def __del__(self): raise OSError(SECRET)
def run(args):
    Broken()
    return 0""",
}


@pytest.mark.parametrize("code", RAISED.values(), ids=RAISED)
def test_the_page_says_where_and_not_what(code: str) -> None:
    program = (
        f"SECRET = {SECRET!r}\n{code}\n"
        "import sys\nfrom tui import __main__ as command\n"
        "from tui.commands import open_\nopen_.run = run\n"
        "sys.exit(command.main([]))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == ExitCode.PROBLEM_WITH_THIS_PROGRAM
    assert "There is a problem with this program" in done.stderr
    assert SECRET not in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert "Error" in done.stderr


def test_there_are_no_core_dumps() -> None:
    program = (
        "import resource\nfrom tui.commands.guard import install\ninstall()\n"
        "assert resource.getrlimit(resource.RLIMIT_CORE) == (0, 0)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False)
    assert done.returncode == 0


def test_the_place_is_in_our_own_code() -> None:
    from tui.service.address import BadAddress, checked_url

    with pytest.raises(BadAddress) as found:
        checked_url("ftp://x")
    place = place_of(found.value)
    assert place.startswith("BadAddress in tui/service/address.py, line ")


def test_a_mistake_elsewhere_has_only_its_kind() -> None:
    assert place_of(ValueError(SECRET)) == "ValueError"


def test_the_same_place_is_named_once() -> None:
    said: list[str] = []
    print_page(said.append, ["ValueError", "ValueError", "KeyError"])
    assert said[0].count("ValueError") == 1
