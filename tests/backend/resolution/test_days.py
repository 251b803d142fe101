"""Working days of each nation: known days, and what holds for all of them."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend_stub.resolution.days import after_working_days, is_working_day, working_days
from backend_stub.resolution.form import Nation

NATIONS: tuple[Nation, ...] = get_args(Nation)
DAYS = st.dates(date(2015, 1, 1), date(2040, 12, 31))
NATION = st.sampled_from(NATIONS)


@pytest.mark.parametrize(
    ("day", "free_in"),
    [
        (date(2026, 1, 2), {"scotland"}),
        (date(2026, 3, 17), {"northern_ireland"}),
        (date(2026, 4, 3), set(NATIONS)),
        (date(2026, 4, 6), set(NATIONS) - {"scotland"}),
        (date(2026, 7, 13), {"northern_ireland"}),
        (date(2026, 8, 3), {"scotland"}),
        (date(2026, 8, 31), set(NATIONS) - {"scotland"}),
        (date(2026, 11, 30), {"scotland"}),
        # Boxing Day is a Saturday, so the Monday after is free in its place.
        (date(2026, 12, 26), set(NATIONS)),
        (date(2026, 12, 28), set(NATIONS)),
        (date(2022, 9, 19), set(NATIONS)),
        (date(2026, 3, 2), set()),
    ],
)
def test_known_days(day: date, free_in: set[str]) -> None:
    assert {nation for nation in NATIONS if not is_working_day(day, nation)} == free_in


@pytest.mark.parametrize(
    ("received", "nation", "promised"),
    [
        (date(2026, 3, 2), "england", date(2026, 3, 16)),
        (date(2026, 3, 2), "northern_ireland", date(2026, 3, 16)),
        (date(2026, 3, 6), "northern_ireland", date(2026, 3, 23)),
        (date(2026, 12, 18), "england", date(2027, 1, 6)),
        (date(2026, 12, 18), "scotland", date(2027, 1, 7)),
        (date(2026, 3, 7), "wales", date(2026, 3, 20)),
    ],
)
def test_the_day_of_an_answer(received: date, nation: Nation, promised: date) -> None:
    assert after_working_days(received, 10, nation) == promised


@given(day=DAYS, count=st.integers(1, 60), nation=NATION)
def test_that_many_working_days_later_is_a_working_day_and_counts_so(
    day: date, count: int, nation: Nation
) -> None:
    then = after_working_days(day, count, nation)
    assert is_working_day(then, nation)
    assert working_days(day, then, nation) == count
    assert after_working_days(then, 0, nation) == then


@given(day=DAYS, spans=st.lists(st.integers(0, 40), max_size=6), nation=NATION)
def test_days_of_parts_add_up_to_those_of_the_whole(
    day: date, spans: list[int], nation: Nation
) -> None:
    ends = [day]
    for span in spans:
        ends.append(ends[-1] + timedelta(days=span))
    parts = [working_days(a, b, nation) for a, b in pairwise(ends)]
    assert sum(parts) == working_days(day, ends[-1], nation)
    assert sum(parts) <= (ends[-1] - day).days
