"""Commands put themselves wherever Python prints tracebacks; a test gives those places back."""

from __future__ import annotations

import logging
import sys
import threading

import pytest


@pytest.fixture(autouse=True)
def places_are_given_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(sys, "unraisablehook", sys.unraisablehook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    log = logging.getLogger("asyncio")
    monkeypatch.setattr(log, "handlers", log.handlers)
    monkeypatch.setattr(log, "propagate", log.propagate)
