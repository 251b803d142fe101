"""The schema that --template prints takes what the command takes, and nothing else."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator, FormatChecker

from tests.commands.answering import TODAY, WORDS, documents, mutated, of_story
from tests.stories.test_told import Story, each
from tui.commands.answers.check import ANSWERS, BEFORE, Document, document
from tui.commands.answers.template import ASKED_ON, described
from tui.core.questions import Kind

DESCRIBED = described(WORDS)
SCHEMA = DESCRIBED["schema"]
VALID = Draft202012Validator(SCHEMA, format_checker=FormatChecker(formats=["date"]))

LATER = "A report is never from a later day than today."
"""The only rule that no schema can state."""


def taken(made: object) -> bool:
    found = document(made, TODAY)
    return isinstance(found, Document) or all(one.text == LATER for one in found)


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == Draft202012Validator.META_SCHEMA["$id"]


def test_the_template_has_every_question_and_is_right() -> None:
    made = DESCRIBED["template"]
    assert set(made["before"]) == set(BEFORE) == set(ASKED_ON)
    assert set(made["answers"]) == set(ANSWERS)
    assert VALID.is_valid(made)
    assert isinstance(document(made, TODAY), Document)


def test_it_is_plain_json() -> None:
    assert json.loads(json.dumps(DESCRIBED, allow_nan=False)) == DESCRIBED


def test_every_question_and_answer_is_in_words() -> None:
    for part, questions in (("before", BEFORE), ("answers", ANSWERS)):
        for name, question in questions.items():
            made = SCHEMA["properties"][part]["properties"][name]
            assert made["title"]
            if question.kind is not Kind.DAY:
                options = made.get("oneOf") or made["items"]["oneOf"]
                assert [one["const"] for one in options] == [*question.answers, "not_sure"]
                assert all(one["title"] for one in options)


@each
def test_every_story_can_be_written_down(story: Story) -> None:
    made = of_story(story)
    assert [one.message for one in VALID.iter_errors(made)] == []
    assert isinstance(document(made, TODAY), Document)


@given(documents())
def test_both_take_every_document_that_is_right(made: Any) -> None:
    assert VALID.is_valid(made)
    assert taken(made)


@given(mutated())
def test_both_refuse_the_same_documents(made: Any) -> None:
    assert VALID.is_valid(made) == taken(made)


@pytest.mark.parametrize(
    ("made", "right"),
    [
        ({"answers": {}}, True),
        ({}, False),
        ({"answers": {"view": ["right"]}}, True),
        ({"answers": {"view": ["right", "no_letter"]}}, False),
        ({"answers": {"view": ["name", "not_sure"]}}, False),
        ({"answers": {"view": ["name", "name"]}}, False),
        ({"answers": {"view": []}}, False),
        ({"answers": {"reported_on": "2026-02-30"}}, False),
        ({"answers": {"reported_on": "20261126"}}, False),
        ({"answers": {"name": "right"}}, False),
    ],
)
def test_the_rules_that_are_easily_got_wrong(made: Any, *, right: bool) -> None:
    assert VALID.is_valid(made) is right
    assert taken(made) is right
