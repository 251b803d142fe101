"""About how many questions are to come: never fewer than none, and none only before the end."""

from __future__ import annotations

import random
from typing import Final

import pytest

from tests.stories.telling import WORDS, walked
from tests.stories.test_told import CASES
from tests.walk.chance import answer
from tests.walk.pressing import ASKED
from tests.walk.test_planner import NOBODY
from tui.core.asking import NOT_COUNTED, USUAL, Known, about_more, next_question
from tui.core.journey import REAL
from tui.core.page import Page
from tui.core.questions import BY_ID
from tui.core.table import NOT_SURE
from tui.fronts.drawn.page_view import _step
from tui.fronts.drawn.say import say_from
from tui.fronts.plain.lines import top_lines
from tui.fronts.plain.say import Say

WALKS: Final = 25
CASE: Final = {story["id"]: story for story in CASES}


def plainly(known: Known, question: str) -> Known:
    return known.told(question, USUAL.get(question, NOT_SURE))


def test_none_is_to_come_only_after_the_last_question_of_the_plainest_way() -> None:
    chance = random.Random(2)
    for _ in range(WALKS):
        known = NOBODY
        while (asked := next_question(known)) is not None:
            after_this = about_more(known) - (asked.question not in NOT_COUNTED)
            last = next_question(plainly(known, asked.question)) is None
            assert after_this >= 0
            assert after_this == 0 or not last
            known = known.told(asked.question, answer(chance, BY_ID[asked.question]))
        assert about_more(known) == 0


def to_come(page: Page) -> int | None:
    return page.step[1] - page.step[0] if page.step is not None else None


@pytest.mark.parametrize("case", ["T01", "T03", "T19"])
def test_both_fronts_say_it_on_every_question(case: str) -> None:
    for page in walked(CASE[case]).pages:
        question = ASKED.get(page.id)
        more = to_come(page)
        if question is None or question.id in NOT_COUNTED:
            assert more is None
            continue
        assert more is not None
        assert page.step is not None
        drawn = _step(page, say_from(WORDS))
        printed = [*top_lines(page, Say(WORDS), REAL)]
        assert f"{drawn}." in printed
        assert drawn.startswith(f"Question {page.step[0]},")
        assert drawn.endswith(f"about {more} more" if more else "perhaps the last one")


def test_the_first_question_of_somebody_who_is_well_promises_what_comes() -> None:
    """The plainest way has as many questions as are said before it, but for the contacts, which
    are asked for safety and have no number."""
    known = NOBODY
    promised = about_more(known)
    asked: list[str] = []
    while (one := next_question(known)) is not None:
        asked.append(one.question)
        known = plainly(known, one.question)
    assert len([name for name in asked if name not in NOT_COUNTED]) == promised
