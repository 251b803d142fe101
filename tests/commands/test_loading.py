"""Loading without collections: they are off inside, and back on whatever happens."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from tui.commands.loading import EVERY, uncollected


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*before)


def test_nothing_is_collected_while_loading_and_what_was_loaded_is_never_walked() -> None:
    with uncollected():
        assert not gc.isenabled()
        made: list[list[int]] = [[] for _ in range(3)]
    assert gc.isenabled()
    assert gc.get_threshold()[0] == EVERY
    assert gc.get_freeze_count() >= len(made)
    assert not any(one is made for one in gc.get_objects())


def test_collections_come_back_after_a_failure() -> None:
    with pytest.raises(ImportError), uncollected():
        raise ImportError
    assert gc.isenabled()
