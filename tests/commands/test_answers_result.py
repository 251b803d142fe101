"""What a document means: every story, every stop, and a result of one shape for all."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given

from tests.commands.answering import TODAY, WORDS, documents, meant, of_story
from tests.stories.test_told import Story, each
from tui.commands.answers.check import Document, document
from tui.commands.answers.result import result
from tui.commands.diagnose import lines
from tui.runner.bank_holidays import working_days

CLEAR: Any = {
    "today": "2026-11-26",
    "answers": {
        "brings": "proof", "nation": "england", "purpose": "job", "due": "later", "there": "no",
        "holds": "settled", "check": "no_code", "says": "wants_code", "contacts": "mine",
        "signin": "in", "status": "shown", "view": ["right"], "letter": "granted",
        "work": ["name", "differs"], "rent": ["same"], "other": ["same"], "reported": "no",
    },
}  # fmt: skip
FREE: Any = {
    "who": "together", "company": "adviser", "regulated": "no",
    "controlled": "no", "safe": "no", "danger": "no",
}  # fmt: skip
SHAPE = (
    *("today", "stop", "stopped_by", "code", "certainty", "heading", "text", "findings"),
    *("contradictions", "open", "adviser_first", "ways", "ways_note", "next_question"),
    *("report_by", "note"),
)


def with_before(**told: str) -> Any:
    return {**CLEAR, "before": {**FREE, **told}}


@each
def test_every_story_comes_to_what_it_expects(story: Story) -> None:
    told = meant(of_story(story))
    assert told["code"] == story.get("code")
    stop = f"stop.{story['stop']}" if "stop" in story else None
    assert told["stop"] == stop
    assert {*story.get("also", ())} <= {one["code"] for one in told["findings"]}
    ways = [one["id"] for one in told["ways"]]
    assert {*story.get("routes", ())} <= {*ways}
    assert not {*story.get("not_routes", ())} & {*ways}
    if "first_route" in story:
        assert ways[0] == story["first_route"]


def test_the_whole_result() -> None:
    told = meant(CLEAR)
    assert tuple(told) == SHAPE
    assert (told["code"], told["certainty"], told["stop"]) == ("ENT-PROOF", "clear", None)
    first = told["findings"][0]
    assert first["heading"] == told["heading"] == "Do not use the work proof yet"
    assert first["because"]
    assert first["today"]
    assert (told["contradictions"], told["next_question"]) == ([], None)
    assert told["report_by"] == "2026-12-10"
    assert told["note"] == "Information, not immigration advice."


@pytest.mark.parametrize(
    ("told", "stop", "by"),
    [
        ({"who": "checker"}, "checker", "who"),
        ({"who": "absent"}, "absent", "who"),
        ({"who": "cannot_agree"}, "consent", "who"),
        ({"company": "employer_or_landlord"}, "checker", "company"),
        ({"controlled": "yes"}, "control", "controlled"),
        ({"controlled": "not_sure"}, "control", "controlled"),
        ({"safe": "yes"}, "unsafe", "safe"),
        ({"safe": "not_sure"}, "unsafe", "safe"),
        ({"controlled": "yes", "safe": "yes"}, "control", "controlled"),
        ({"who": "checker", "safe": "yes"}, "checker", "who"),
    ],
)
def test_a_stop_says_nothing_of_the_record(told: dict[str, str], stop: str, by: str) -> None:
    for made in (with_before(**told), {**CLEAR, "before": told}):
        said = meant(made)
        assert tuple(said) == SHAPE
        assert (said["stop"], said["stopped_by"]) == (f"stop.{stop}", f"/before/{by}")
        assert said["heading"] == WORDS.text(f"stop.{stop}", "heading")
        assert said["text"]
        assert said["code"] is said["certainty"] is said["next_question"] is None
        assert said["findings"] == said["ways"] == said["open"] == []


def test_a_stop_is_heard_although_no_sign_in_would_come() -> None:
    made = {"before": {"safe": "yes"}, "answers": {"brings": "look", "nation": "wales"}}
    assert meant(made)["stop"] == "stop.unsafe"


# What comes next ----------------------------------------------------------------------------


def asked(made: Any) -> str | None:
    said = meant(made)["next_question"]
    return None if said is None else f"{said['in']}.{said['id']}"


@pytest.mark.parametrize(
    ("made", "next_one"),
    [
        ({"answers": {}}, "answers.brings"),
        ({"answers": {}, "before": {}}, "before.who"),
        ({"answers": {}, "before": {"who": "not_sure"}}, "before.who"),
        ({"answers": {}, "before": {"who": "together"}}, "before.company"),
        ({"answers": {}, "before": {"who": "alone"}}, "before.controlled"),
        ({"answers": {}, "before": {"who": "alone", "controlled": "no"}}, "answers.brings"),
        (with_before(), None),
    ],
)
def test_what_is_left_out_of_before_is_asked_if_there_is_one(
    made: Any, next_one: str | None
) -> None:
    assert asked(made) == next_one


def test_whether_it_is_safe_is_asked_before_anybody_signs_in() -> None:
    opening = {name: CLEAR["answers"][name] for name in ("brings", "nation", "purpose", "due")}
    opening |= {"there": "no", "holds": "settled"}
    alone = {"who": "alone", "controlled": "no"}
    assert asked({"answers": opening, "before": alone}) == "before.safe"
    assert asked({"answers": opening, "before": {**alone, "safe": "no"}}) == "answers.contacts"


def test_after_a_stranger_the_danger_is_asked() -> None:
    told = {name: one for name, one in FREE.items() if name != "danger"}
    assert asked({**CLEAR, "before": told}) == "before.danger"


def test_what_opens_now_is_looked_at_anew() -> None:
    answers = {**CLEAR["answers"], "work": ["nothing"], "proofs_again": "all_shown"}
    assert asked({"answers": answers}) == "answers.work"


# What else is said --------------------------------------------------------------------------


def test_danger_is_said_first() -> None:
    assert WORDS.text("outcome", "danger") in meant(with_before(danger="yes"))["text"]
    assert WORDS.text("outcome", "danger") not in meant(with_before())["text"]


ENDED: Any = {**CLEAR["answers"], "status": "ended", "applied": "not_in_time"}


def test_whoever_may_advise_is_not_sent_to_an_adviser() -> None:
    note = WORDS.text("ways", "after_adviser")
    for regulated, said in (("no", note), ("not_sure", note), ("yes", None)):
        told = meant({"answers": ENDED, "before": {**FREE, "regulated": regulated}})
        assert told["adviser_first"] is True
        assert told["ways_note"] == said


@pytest.mark.parametrize("reported", ["waiting", "came_back", "said_nothing_wrong"])
def test_what_was_reported_counts_from_the_first_report(reported: str) -> None:
    answers = {**CLEAR["answers"], "reported": reported, "reported_on": "2026-11-20"}
    assert meant({**CLEAR, "answers": answers})["report_by"] is None


def test_bank_holidays_are_no_working_days() -> None:
    read = document({**CLEAR, "today": "2026-12-18"}, TODAY)
    assert isinstance(read, Document)
    assert result(read, WORDS, working_days)["report_by"] == "2027-01-06"


@given(documents())
def test_every_document_has_a_result_of_the_same_shape(made: Any) -> None:
    told = meant(made)
    assert tuple(told) == SHAPE
    assert json.loads(json.dumps(told, allow_nan=False)) == told
    assert (told["code"] is None) == (told["stop"] is not None)
    assert (told["certainty"] is None) == (not told["findings"])
    assert all(isinstance(one, str) for one in lines(told, WORDS))
