"""Every case and every story is told right: all at once, and one question after another."""

from __future__ import annotations

import pytest

from tests.stories import score
from tests.stories.telling import (
    at_once,
    code_of,
    missed_at_once,
    missed_walking,
    walked,
)
from tests.stories.test_told import CASES, EVERY, Story
from tui.core.journey import Journey
from tui.core.page import Page

CASE = {story["id"]: story for story in CASES}
EVERY_ID = [story["id"] for story in EVERY]
SHORT = ("T01", "T03", "T13", "T19", "T32")
MOST_OF_THE_COMMON, MOST_OF_ALL = 12, 25


@pytest.mark.parametrize("story", EVERY, ids=EVERY_ID)
def test_all_answers_at_once_give_what_the_story_expects(story: Story) -> None:
    assert missed_at_once(story) == []


@pytest.mark.parametrize("story", EVERY, ids=EVERY_ID)
def test_one_question_after_another_gives_the_same(story: Story) -> None:
    def counted(journey: Journey, page: Page) -> None:
        if page.about and page.step is not None:
            assert page.step[1] >= page.step[0] > 0

    walk = walked(story, watch=counted)
    assert missed_walking(story, walk) == []
    assert walk.counted <= MOST_OF_ALL


def test_todays_score_is_whole_and_the_first_is_kept() -> None:
    kept = score.kept()
    assert kept["first"] == {
        "cases": {"at once": 39, "walked": 34, "of": 39},
        "stories": {"at once": 163, "walked": 153, "of": 176},
    }
    # That each of them is right is what the two tests above say of each.
    for name, group in score.GROUPS.items():
        whole = dict.fromkeys(("at once", "walked", "of"), len(group))
        assert kept["today"][name] == whole, "python -m tests.stories.score --record"


@pytest.mark.long
def test_what_is_recorded_is_what_is_counted() -> None:
    assert score.kept()["today"] == score.today()


@pytest.mark.parametrize("case", SHORT)
def test_the_common_cases_are_short(case: str) -> None:
    assert walked(CASE[case]).counted <= MOST_OF_THE_COMMON


def test_who_is_well_is_soon_told() -> None:
    well = {"nation": "england", "holds": "settled", "signin": "in", "status": "shown"}
    right = {**well, "brings": "look", "due": "later", "there": "no", "contacts": "mine"}
    for purpose, proofs in (("job", ["work"]), ("nobody", ["work", "rent", "other"])):
        answers = {**right, "purpose": purpose, "view": ["right"]}
        answers |= {one: ["same"] for one in proofs}
        walk = walked({"id": "well", "code": "OK", "answers": answers})
        assert code_of(walk.diagnosis) == "OK"
        assert walk.counted <= MOST_OF_THE_COMMON


@pytest.mark.parametrize(
    "pair",
    [
        ("T11", "T01"),
        ("T07", "T02"),
        ("T08", "T02"),
        ("T07", "T08"),
        ("T28", "T06"),
        ("T30", "T17"),
        ("T32", "T05"),
        ("T33", "T03"),
    ],
    ids="/".join,
)
def test_what_is_easily_confused_is_told_apart(pair: tuple[str, str]) -> None:
    one, two = (CASE[name] for name in pair)
    assert code_of(at_once(one)) == one["code"] != two["code"] == code_of(at_once(two))
    walked_one, walked_two = (code_of(walked(case).diagnosis) for case in (one, two))
    assert walked_one == one["code"] != two["code"] == walked_two


def test_an_old_copy_is_told_from_another_persons_record() -> None:
    base = CASE["T03"]["answers"]
    codes = [
        code_of(walked({**CASE["T03"], "answers": {**base, "work": ticks}}).diagnosis)
        for ticks in (["differs"], ["name"], ["name", "differs"], ["cannot_tell"], ["same"])
    ]
    assert codes == ["STALE-PROOF", "ENT-PROOF", "ENT-PROOF", "STALE-OR-ENT", "OK"]
