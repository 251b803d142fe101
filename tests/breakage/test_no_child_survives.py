"""However the app ends, its mock ends too, and nothing of either is left at the next start."""

from __future__ import annotations

import signal
from contextlib import suppress
from pathlib import Path

import pytest

from tests.breakage.departed import LIMIT, departing, gone
from tui.service.folder import runtime_folder, sweep

SIGNALS = (signal.SIGKILL, signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGABRT)
ORDERLY = ("finish", "close")


@pytest.mark.parametrize("way", [*ORDERLY, "exception", "exit", "os._exit"])
def test_the_child_goes_with_the_app(tmp_path: Path, way: str) -> None:
    with departing(tmp_path, way) as app:
        assert not gone(app.child, 0)
        assert len(app.folders()) == 2
        app.go()
        app.process.wait(LIMIT)
        assert (app.process.returncode == 0) is (way != "exception")
        assert gone(app.child)
        if way not in ORDERLY:
            # What the app itself could not tidy any more is tidied by the next one.
            sweep(runtime_folder())
        assert app.folders() == []


@pytest.mark.parametrize("number", SIGNALS, ids=lambda one: one.name)
def test_the_child_goes_when_the_app_is_killed(tmp_path: Path, number: signal.Signals) -> None:
    with departing(tmp_path, "wait") as app:
        assert not gone(app.child, 0)
        app.process.send_signal(number)
        with suppress(BrokenPipeError):
            # Python waits for the thread that reads the line before it ends on Ctrl-C.
            app.go()
        app.process.wait(LIMIT)
        assert gone(app.child)
        sweep(runtime_folder())
        assert app.folders() == []
