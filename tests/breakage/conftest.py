"""One mock for each module, served for real."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.journeys.led import Mock, served


@pytest.fixture(scope="module")
def mock() -> Iterator[Mock]:
    with served() as made:
        yield made
