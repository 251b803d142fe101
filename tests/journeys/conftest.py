"""One mock for each module of journeys, served for real, and a sitting to lead people through."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.led import Leader, Mock

START_LIMIT = 30
"""Seconds until the mock must have printed its address; it needs less than one."""


@pytest.fixture(scope="module")
def mock() -> Iterator[Mock]:
    """A served mock with its control token; it ends with the module."""
    token = "journeys-only"
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


@pytest.fixture(scope="module")
def leader(mock: Mock) -> Iterator[Leader]:
    """One sitting for the module; everybody is led through it one after another."""
    with asyncio.Runner() as runner:
        sitting = mock.sitting()
        try:
            yield Leader(mock, sitting, runner)
        finally:
            runner.run(sitting.close())
