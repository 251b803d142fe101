"""One mock a test."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.backend.support import Mock, opened


@pytest.fixture
async def mock(tmp_path: Path) -> AsyncIterator[Mock]:
    """A mock with three people, time frozen."""
    async with opened(tmp_path) as value:
        yield value
