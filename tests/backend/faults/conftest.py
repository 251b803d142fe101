"""One mock in which nothing is wrong, left so by every test that uses it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from backend_stub.reconcile.dump import Dump
from tests.backend.seeded import Mock, opened


@pytest.fixture(scope="module")
def mock(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mock]:
    """Seeded, with what is wrong from the start repaired."""
    with opened(tmp_path_factory.mktemp("mock")) as made:
        made.repair_all()
        yield made


@pytest.fixture(scope="module")
def clean(mock: Mock) -> Dump:
    """Every store while nothing is wrong."""
    return mock.dump()
