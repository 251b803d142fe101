"""The same stories through both fronts, by keys, by clicks and in lines; and how few keys."""

from __future__ import annotations

import asyncio
from functools import cache
from typing import Final

import pytest
from textual.pilot import Pilot

from tests.stories.test_told import CASES
from tests.turns import first_of
from tests.walk.fronts import (
    Came,
    Step,
    by_keys,
    by_mouse,
    headless,
    through_drawn,
    through_plain,
)
from tui.core.events import Event
from tui.core.page import Page
from tui.fronts.drawn.app import DrawnApp

BOTH_FRONTS: Final = ("T01", "T03", "T06", "T13", "T19", "T31", "T33")
BY_KEYS: Final = "T03"
MOST_KEYS: Final = 40
CASE: Final = {story["id"]: story for story in CASES}


@cache
def by_keyboard(case: str) -> Came:
    return asyncio.run(through_drawn(CASE[case], by_keys))


async def by_either(app: DrawnApp, pilot: Pilot[int], page: Page, event: Event) -> list[str]:
    """One page with the keyboard, the next with the mouse."""
    return await (by_mouse if len(page.heading) % 2 else by_keys)(app, pilot, page, event)


@pytest.mark.parametrize("case", first_of(BOTH_FRONTS, "T01", "T03", "T33"))
def test_keys_clicks_and_lines_come_by_the_same_pages_to_the_same_findings(case: str) -> None:
    expected = headless(CASE[case])
    assert expected.findings
    assert asyncio.run(through_plain(CASE[case])) == expected
    if case == BY_KEYS:
        assert by_keyboard(case) == expected
    else:
        assert asyncio.run(through_drawn(CASE[case], by_either)) == expected


@pytest.mark.long
@pytest.mark.parametrize("step", [by_keys, by_mouse])
@pytest.mark.parametrize("case", BOTH_FRONTS)
def test_keys_alone_and_clicks_alone_come_by_the_same_pages(case: str, step: Step) -> None:
    assert asyncio.run(through_drawn(CASE[case], step)) == headless(CASE[case])


def test_a_strangers_name_in_a_proof_is_found_with_few_keys() -> None:
    """From the page that asks who is here to the finding."""
    came = by_keyboard(BY_KEYS)
    to_the_finding = came.pages.index("outcome")
    keys = came.pressed
    print(f"T03: {len(keys)} keys over {to_the_finding} pages: {' '.join(keys)}")
    assert came.pages[0] == "start.who"
    assert came.pages[-1] == "outcome"
    assert "ent-proof.work" in came.findings
    assert len(keys) < MOST_KEYS
