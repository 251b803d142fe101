"""Every invented person is led through the journey and told what their story says."""

from __future__ import annotations

import pytest

from backend_stub.personas.loader import load
from tests.journeys.led import Leader
from tui.core.findings import TABLE
from tui.core.records import Purpose

CATALOGUE = load()
PEOPLE = {name: CATALOGUE.people[name] for name in CATALOGUE.listed}
KNOWN = {row.code for row in TABLE.rows}
"""What the app can find. A story may be about something else; then it has to say so."""


@pytest.mark.parametrize("person", [name for name, one in PEOPLE.items() if one.expected in KNOWN])
def test_the_person_is_told_what_their_story_says(leader: Leader, person: str) -> None:
    leader.next_sitting()
    told = leader.lead(person)
    assert told.code == PEOPLE[person].expected
    leading = told.diagnosis.leading
    assert leading is not None
    assert leading.certainty.value == "clear"


def test_what_the_app_does_not_know_it_does_not_guess_at(leader: Leader) -> None:
    for person, one in PEOPLE.items():
        if one.expected not in KNOWN:
            assert leader.lead(person).code == "UNSURE", person


@pytest.mark.parametrize("person", [name for name, one in PEOPLE.items() if one.expected == "OK"])
def test_who_is_well_gets_a_code_that_was_opened_first(leader: Leader, person: str) -> None:
    leader.next_sitting()
    told = leader.lead(person)
    assert [one.purpose for one in told.codes] == list(Purpose)
    assert told.journey.seen["code"] == "as_preview"
    assert told.pages[-1].id == "code.shown"


@pytest.mark.parametrize(
    "person",
    [
        name
        for name, one in PEOPLE.items()
        if one.expected
        in ("LINK", "ENT-VIEW", "ENT-MIX", "WRONG-DOC", "MISS", "EXPIRED", "3C", "APPEAL", "MULTI")
    ],
)
def test_who_is_not_well_gets_no_code(leader: Leader, person: str) -> None:
    leader.next_sitting()
    told = leader.lead(person)
    assert told.codes == ()
    assert not any(page.id.startswith("code.") for page in told.pages)
