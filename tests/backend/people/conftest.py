"""One seeded mock for the tests that only read it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.backend.seeded import Mock, opened


@pytest.fixture(scope="module")
def mock(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mock]:
    """Seeded and never changed."""
    with opened(tmp_path_factory.mktemp("mock")) as made:
        yield made
