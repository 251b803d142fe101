"""What is wrong with a document: each mistake at its place, with the nearest right name."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given

from tests.commands.answering import TODAY, mutated
from tui.commands.answers.check import SHOWN, Document, Mistake, document
from tui.commands.answers.read import LIMIT, Unreadable, parsed

SECRET = "Anna Kowalska, born on 14 March 1985 in a small town, ZY1234567"


def mistakes(given: object) -> tuple[Mistake, ...]:
    found = document(given, TODAY)
    assert not isinstance(found, Document)
    return found


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ([], "The document has to be an object in braces, not a list."),
        ({}, 'The document has no "answers".'),
        ({"answers": []}, "/answers: This has to be an object in braces, not a list."),
        ({"answer": {}, "answers": {}}, "/answer: There is no part called 'answer'. Did you mean"),
        ({"answers": {}, "nation": "wales"}, "/nation: It belongs in /answers."),
        ({"answers": {"who": "alone"}}, "/answers/who: It belongs in /before."),
        ({"answers": {"purpos": "job"}}, "/answers/purpos: There is no question called 'purpos'."),
        ({"answers": {"a~b/c": "job"}}, "/answers/a~0b~1c: There is no question"),
        ({"answers": {"purpose": "jobs"}}, "called 'jobs'. Did you mean job?"),
        ({"answers": {"purpose": ["job"]}}, "/answers/purpose: Give one answer in quotes, not a l"),
        ({"answers": {"purpose": None}}, "not null."),
        ({"answers": {"purpose": True}}, "not true or false."),
        ({"answers": {"purpose": 1.0}}, "not a number."),
        ({"answers": {"purpose": {}}}, "not an object."),
        ({"answers": {"view": "right"}}, '/answers/view: Give a list of answers such as ["not_sur'),
        ({"answers": {"view": []}}, '/answers/view: Give at least one answer, or ["not_sure"].'),
        ({"answers": {"view": ["name", "foto"]}}, "/answers/view/1: There is no answer called 'fo"),
        ({"answers": {"view": ["name", "name"]}}, "/answers/view/1: This answer stands here more"),
        ({"answers": {"view": [7]}}, "/answers/view/0: Give an answer in quotes, not a number."),
        ({"answers": {"view": ["right", "name"]}}, "/answers/view: Nothing else can be ticked wit"),
        ({"answers": {"work": ["not_sure", "name"]}}, "Nothing else can be ticked with not_sure."),
        ({"answers": {"reported_on": "26.11.2026"}}, "written as 2026-11-26, not '26.11.2026'."),
        ({"answers": {"reported_on": "20261126"}}, "This has to be a day or not_sure, written as"),
        ({"answers": {"reported_on": "2026-W48-4"}}, "written as 2026-11-26"),
        ({"answers": {"promised_on": "2026-02-30"}}, "written as 2026-11-26"),
        ({"answers": {"promised_on": "1066-10-14"}}, "written as 2026-11-26"),
        ({"answers": {"promised_on": "2026-11-26\n"}}, "written as 2026-11-26"),
        ({"answers": {"reported_on": "2026-11-27"}}, "A report is never from a later day"),
        ({"answers": {"reported_on": "2026-11-25"}, "today": "2026-11-24"}, "never from a later d"),
        ({"answers": {}, "today": "not_sure"}, "/today: This has to be a day, written as"),
        ({"answers": {}, "today": 2026}, "not a number."),
        (
            {"answers": {}, "before": {"regulated": "maybe"}},
            "/before/regulated: There is no answer",
        ),
    ],
)
def test_each_mistake_is_named_at_its_place(given: Any, said: str) -> None:
    found = mistakes(given)
    assert len(found) == 1
    assert said in str(found[0])


def test_all_of_them_at_once() -> None:
    given = {
        "befor": {},
        "today": "soon",
        "before": {"safe": "perhaps"},
        "answers": {"view": ["right", "nmae", "name"], "nation": 4},
    }
    assert [one.place for one in mistakes(given)] == [
        "/befor",
        "/today",
        "/before/safe",
        "/answers/view/1",
        "/answers/view",
        "/answers/nation",
    ]


def test_a_promise_may_be_of_a_later_day() -> None:
    read = document({"answers": {"promised_on": "2026-12-24", "reported_on": "2026-11-26"}}, TODAY)
    assert isinstance(read, Document)
    assert read.today == TODAY


@pytest.mark.parametrize(
    "given",
    [
        {"answers": {SECRET: "job"}},
        {"answers": {}, SECRET: {}},
        {"answers": {"purpose": SECRET}},
        {"answers": {"view": [SECRET]}},
        {"answers": {"reported_on": SECRET}},
        {"answers": {"purpose": [SECRET], "view": {SECRET: SECRET}, "work": SECRET}},
        {"answers": SECRET},
        SECRET,
    ],
)
def test_little_of_what_somebody_typed_is_repeated(given: Any) -> None:
    for one in mistakes(given):
        assert SECRET[:SHOWN] not in str(one)


NASTY = "\x1b[2J\r\ud800"


@pytest.mark.parametrize("part", [{NASTY: 1}, {"nation": NASTY}, {"view": [NASTY]}])
def test_nothing_that_a_terminal_obeys_is_repeated(part: Any) -> None:
    (one,) = mistakes({"answers": part})
    assert str(one).isprintable()


def below(made: Any, name: str) -> Any:
    """What one piece of a place points at."""
    if isinstance(made, list):
        return made[int(name)]
    keys = {repr(key)[1:-1].replace("~", "~0").replace("/", "~1"): key for key in made}
    return made[keys[name]]


@given(mutated())
def test_every_mistake_is_one_line_about_a_place_that_is_there(made: Any) -> None:
    found = document(made, TODAY)
    for one in found if isinstance(found, tuple) else ():
        assert str(one).isprintable()
        at = made
        for name in one.place.split("/")[1:]:
            at = below(at, name)


# From bytes ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "The document is empty."),
        (b" \n", "The document is empty."),
        (b'{"a": 1,}', "The document is not JSON: it stops making sense at line 1, column 9."),
        (b'{\n  "a" 1}', "line 2, column 7."),
        (b"{} {}", "line 1, column 4."),
        (b'{"a": "\x01"}', "line 1, column 8."),
        ('{"name": "Zoë"}'.encode("latin-1"), "The document is not text in UTF-8: byte 13"),
        ("{}".encode("utf-16"), "The document is not text in UTF-8: byte 1 does"),
        (b"[" * LIMIT, "The document has too many brackets inside one another."),
        (b" " * (LIMIT + 1), f"The document is too long. It may have {LIMIT} bytes at the most."),
    ],
)
def test_bytes_that_are_no_document(raw: bytes, said: str) -> None:
    with pytest.raises(Unreadable) as found:
        parsed(raw)
    assert said in str(found.value)
    assert str(found.value).isprintable()


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b'{"answers": {"nation": NaN}}', "not NaN or Infinity, which JSON does not have."),
        (b'{"answers": {"nation": -Infinity}}', "not NaN or Infinity, which JSON does not have."),
        (b'{"answers": {"nation": 1e999}}', "not a number."),
        (b'{"answers": {"nation": ' + b"9" * 9000 + b"}}", "not a number."),
        (b'{"answers": {}, "answers": {}}', "/answers: This key stands here more than once."),
        (b'{"answers": {"due": "today", "due": "later"}}', "/answers/due: This key stands here m"),
    ],
)
def test_values_that_only_text_can_have(raw: bytes, said: str) -> None:
    found = mistakes(parsed(raw))
    assert [said in str(one) for one in found] == [True]


def test_the_mark_that_editors_of_windows_write_is_no_mistake() -> None:
    raw = b"\xef\xbb\xbf" + json.dumps({"answers": {"nation": "wales"}}).encode()
    assert isinstance(document(parsed(raw), TODAY), Document)
