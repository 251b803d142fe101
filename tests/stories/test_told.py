"""The stories are well told: their answers can be given, their codes and routes exist."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest

from tui.core.questions import QUESTIONS, SAFETY, Kind, Question

Story = Mapping[str, Any]

HERE: Final = Path(__file__).parent
ASKED: Final = {question.id: question for question in QUESTIONS}
SAFE: Final = {question.id: question for question in SAFETY}
NOT_SURE: Final = "not_sure"
KEYS: Final = {"id", "told", "why", "answers"}
MAY: Final = {"code", "stop", "also", "routes", "not_routes", "first_route", "today", "safety"}


def words(text: str) -> frozenset[str]:
    """The words of a text, as a closed list."""
    return frozenset(text.split())


CODES: Final = words(
    """
    MISS TEMP OUT PROVE-ALL PROVE-SOME PROVE-TEMP ENT-VIEW ENT-MIX ENT-PROOF ENT-PAIR RECUR LINK
    DOC-STALE DOC-NAME TYPE DATE APPEAL MULTI PHOTO NAME DOB CONT-1 CONT-2 CONT-3P LOCK DUP PEND 3C
    CODE-PURP CODE-OLD CODE-TYPO CODE-DOB CODE-KILLED CHK-METHOD CHK-REFUSE CHK-AREA CHK-NA
    TRAVEL-LINK TRAVEL-SYNC TRAVEL-STAFF OK-CHANGED OK-HIDDEN
    STALE-PROOF STALE-OR-ENT WRONG-DOC BRITISH CONFLICT UNSURE OK CODE-OTHER CHK-SIGNIN EXPIRED
    ECS-NO CHK-REPEAT
    NO-ACCT DETAIL OVERDUE DENIED
    """
)
"""What may be found: the taxonomy of the research, what the design adds, and four of our own."""

STOPS: Final = words("checker absent consent unsafe control")

ROUTES: Final = words(
    """
    try-later report-error resolution-centre euss-resolution-centre recover-account ecs lcs carrier
    assisted-digital grant-funded the3million ima complaint ico mp adviser discrimination-help
    """
)


def told(name: str) -> list[Story]:
    """The stories of one file, as they stand there."""
    stories: list[Story] = tomllib.loads((HERE / name).read_text("utf-8"))["story"]
    return stories


CASES: Final = told("cases.toml")
STORIES: Final = told("stories.toml")
EVERY: Final = CASES + STORIES

each = pytest.mark.parametrize("story", EVERY, ids=[story["id"] for story in EVERY])


def is_day(text: str) -> bool:
    """A date as the answers document writes it, and one that the calendar has."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def fits(question: Question, answer: Any) -> bool:
    """Whether the question takes the answer."""
    if question.kind is Kind.TICKS:
        return (
            isinstance(answer, list)
            and answer != []
            and len(answer) == len(set(answer))
            and {*answer} <= {*question.answers, NOT_SURE}
            and (len(answer) == 1 or not {*answer} & {*question.alone, NOT_SURE})
        )
    if not isinstance(answer, str):
        return False
    if question.kind is Kind.DAY:
        return answer == NOT_SURE or is_day(answer)
    return answer in (*question.answers, NOT_SURE)


def unfit(questions: Mapping[str, Question], answers: Mapping[str, Any]) -> dict[str, Any]:
    """The answers that no question takes."""
    return {
        key: answer
        for key, answer in answers.items()
        if key not in questions or not fits(questions[key], answer)
    }


def found(stories: list[Story]) -> set[str]:
    """Every code that some story expects, leading or further on."""
    return {
        code for story in stories for code in (story.get("code"), *story.get("also", ())) if code
    }


def test_no_two_stories_share_an_id() -> None:
    ids = [story["id"] for story in EVERY]
    assert len(ids) == len(set(ids))


def test_every_case_of_the_research_is_there() -> None:
    numbers = [f"T{number:02}" for number in range(1, 39)]
    at = numbers.index("T25")
    assert [story["id"] for story in CASES] == [
        *numbers[:at],
        "T25a",
        "T25b",
        *numbers[at + 1 :],
    ]


def test_there_are_many_further_stories_in_order() -> None:
    assert len(STORIES) >= 60
    for number, story in enumerate(STORIES, 1):
        assert re.fullmatch(rf"s{number:02}(-[a-z0-9]+)+", story["id"]), story["id"]


def test_every_code_is_somebodys_and_leads_where_it_can() -> None:
    assert found(STORIES) == CODES
    leading = {story.get("code") for story in STORIES}
    # That they deny a fault is only ever said of a fault.
    assert leading - {None} == CODES - {"DENIED"}


def test_every_stop_is_somebodys() -> None:
    assert {story["stop"] for story in STORIES if "stop" in story} == STOPS


@pytest.mark.parametrize("key", ["brings", "nation", "purpose"])
def test_every_place_and_purpose_is_somebodys(key: str) -> None:
    answers = {story["answers"].get(key) for story in STORIES}
    assert answers >= set(ASKED[key].answers)


@each
def test_a_story_has_its_parts_and_no_others(story: Story) -> None:
    assert set(story) >= KEYS
    assert set(story) <= KEYS | MAY
    assert len([key for key in ("code", "stop") if key in story]) == 1
    assert 2 <= len(re.findall(r"[.?!]+(?=[\s\"]|$)", story["told"])) <= 4
    assert isinstance(story.get("today", date.min), date)


@each
def test_every_answer_can_be_given(story: Story) -> None:
    assert unfit(ASKED, story["answers"]) == {}
    assert unfit(SAFE, story.get("safety", {})) == {}
    assert "brings" in story["answers"]


@each
def test_what_is_expected_is_from_the_closed_lists(story: Story) -> None:
    also = story.get("also", [])
    assert {story["code"]} <= CODES if "code" in story else story["stop"] in STOPS
    assert {*also} <= CODES - {story.get("code")}
    yes, no = {*story.get("routes", ())}, {*story.get("not_routes", ())}
    assert yes | no <= ROUTES
    assert not yes & no
    assert "first_route" not in story or story["first_route"] in yes


@each
def test_a_stop_expects_nothing_more(story: Story) -> None:
    if "stop" in story:
        assert not {"also", "routes", "not_routes", "first_route"} & set(story)
