"""Somebody has read every finding as an enemy, and what protects the client stands on its page."""

from __future__ import annotations

import pytest

from tools.hostile import Reading, not_there, readings
from tui.core.findings import TABLE

PAGES = sorted({row.page for row in TABLE.rows})


def test_every_finding_has_been_read_and_nothing_else() -> None:
    assert sorted(readings()) == PAGES


@pytest.mark.parametrize("page", PAGES)
def test_what_protects_the_client_stands_on_the_page(page: str) -> None:
    reading = readings()[page]
    assert len(reading.worst.split()) >= 8
    assert 1 <= len(reading.protects) <= 3
    assert list(not_there(page, reading)) == []


def test_a_protection_that_nobody_wrote_is_seen() -> None:
    made_up = Reading("Anything.", ("Do not give your passport to a dragon.",))
    assert list(not_there("miss", made_up)) == ["Do not give your passport to a dragon."]
