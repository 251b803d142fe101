"""One mock for each module of journeys, served for real, and a sitting to lead people through."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest

from tests.journeys.led import Leader, Mock, served


@pytest.fixture(scope="module")
def mock() -> Iterator[Mock]:
    with served() as made:
        yield made


@pytest.fixture(scope="module")
def leader(mock: Mock) -> Iterator[Leader]:
    """One sitting for the module; everybody is led through it one after another."""
    with asyncio.Runner() as runner:
        sitting = mock.sitting()
        try:
            yield Leader(mock, sitting, runner)
        finally:
            runner.run(sitting.close())
