"""What becomes of mistakes in this program: a plain page that holds nobody's details.

A message or a traceback can hold what a person typed, so neither is ever shown or written: only
the kind of the mistake and the place in our own code where it happened. There are no core dumps.
"""

from __future__ import annotations

import logging
import sys
import threading
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

_ROOT = Path(__file__).parent.parent.parent


class Problems:
    """Mistakes that happened where nobody could catch them, each as its kind and place."""

    def __init__(self) -> None:
        self.seen: list[str] = []

    def note(self, fault: BaseException | None) -> None:
        # asyncio is a third of what the shortest command would load.
        from asyncio import CancelledError

        if fault is not None and not isinstance(fault, KeyboardInterrupt | CancelledError):
            self.seen.append(place_of(fault))


class _Noting(logging.Handler):
    """asyncio tells its log about tasks whose exception nobody read."""

    def __init__(self, problems: Problems) -> None:
        super().__init__()
        self._problems = problems

    def emit(self, record: logging.LogRecord) -> None:
        self._problems.note(record.exc_info[1] if record.exc_info else None)


def install() -> Problems:
    """Put ourselves wherever Python would print a traceback. Returns what will be noted."""
    problems = Problems()
    _no_core_dumps()

    def on_main(
        kind: type[BaseException], fault: BaseException, trace: TracebackType | None
    ) -> None:
        print_page(sys.stderr.write, [place_of(fault)])

    def on_thread(details: threading.ExceptHookArgs) -> None:
        problems.note(details.exc_value)

    def on_unraisable(details: sys.UnraisableHookArgs) -> None:
        problems.note(details.exc_value)

    sys.excepthook = on_main
    threading.excepthook = on_thread
    sys.unraisablehook = on_unraisable
    log = logging.getLogger("asyncio")
    log.propagate = False
    log.handlers = [_Noting(problems)]
    return problems


def _no_core_dumps() -> None:
    """A core dump would write the memory of a sitting to a disk."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def place_of(fault: BaseException) -> str:
    """``TypeError in tui/runner/store.py, line 12``: the innermost line that is ours."""
    kind = type(fault).__name__
    for frame, line in reversed(list(traceback.walk_tb(fault.__traceback__))):
        path = Path(frame.f_code.co_filename)
        if path.is_relative_to(_ROOT / "tui"):
            return f"{kind} in {path.relative_to(_ROOT).as_posix()}, line {line}"
    return kind


def print_page(write: Callable[[str], object], places: list[str]) -> None:
    """The "problem with this program" page."""
    lines = [
        "",
        "There is a problem with this program",
        "",
        "It is not your fault, and it says nothing about your status.",
        "Alongside has stopped. It kept nothing that you typed.",
        "If you were signed in to a website in a browser, sign out there.",
        "You can start Alongside again.",
        "",
        "For whoever looks after this program:",
        *(f"  {place}" for place in dict.fromkeys(places)),
        "",
    ]
    write("\n".join(lines))
