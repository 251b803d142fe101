"""One mock for each module, served for real."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.led import Mock

START_LIMIT = 30
"""Seconds until the mock must have printed its address; it needs less than one."""


@pytest.fixture(scope="module")
def mock() -> Iterator[Mock]:
    """A served mock with its control token; it ends with the module."""
    token = "breakage-only"
    process = subprocess.Popen(
        [sys.executable, "-m", "backend_stub", "serve", "--port", "0", "--parent-stdin"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "ALONGSIDE_CONTROL_TOKEN": token},
        cwd=Path(__file__).parents[2],
        text=True,
    )
    assert process.stdout is not None
    try:
        address = next(
            word
            for line in process.stdout
            for word in line.split()
            if word.startswith("http://127.0.0.1:")
        )
        yield Mock(address, token)
    finally:
        process.kill()
        process.wait(START_LIMIT)
        process.stdout.close()
        if process.stdin is not None:
            process.stdin.close()
