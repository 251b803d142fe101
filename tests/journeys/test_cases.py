"""The cases of the research as connected people: the same leading code as from the walkthrough."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import pytest

from backend_stub.faults.cases import CASES as STAGED
from tests.journeys.led import Leader, client_of
from tests.stories.telling import at_once, code_of, walked
from tests.stories.test_told import CASES
from tui.practice.rehearse import rehearse

CASE: Final = {story["id"]: story for story in CASES}
LED: Final = {name: one for name, one in STAGED.items() if one.person and not one.act}
"""The cases that a journey through the mock leads to by itself."""


def test_every_case_is_met_or_it_is_said_why_not() -> None:
    assert list(STAGED) == sorted(CASE)
    assert all(one.person or one.act for one in STAGED.values())
    assert len(LED) >= 24


@pytest.mark.parametrize("case", LED)
def test_both_sources_lead_to_the_same_code(leader: Leader, case: str) -> None:
    leader.next_sitting()
    staged, told = LED[case], CASE[case]
    way = None if staged.on_the_way is None else "transport/{}?part={}".format(*staged.on_the_way)
    if way is not None:
        leader.mock.control("PUT", way)
    try:
        led = leader.lead(staged.person, *filter(None, [staged.fault]))
    finally:
        if way is not None:
            leader.mock.control("DELETE", way)
    assert led.code == code_of(walked(told).diagnosis) == code_of(at_once(told)) == told["code"]
    assert any(page.id == "trouble" for page in led.pages) == (way is not None)


@pytest.mark.parametrize(
    ("person", "page", "code"),
    [
        ("nadia-locked", "signin.message", "LOCK"),
        ("rui-lost", "signin.contacts", "CONT-2"),
        ("gheorghe-charity", "signin.contacts", "CONT-3P"),
    ],
)
def test_who_gets_no_code_is_told_apart_by_what_arrives(
    leader: Leader, person: str, page: str, code: str
) -> None:
    leader.next_sitting()
    leader.sitting.finish()
    desk = leader.sitting.practice
    assert desk is not None
    people = {one.id: one for one in leader.runner.run(desk.people())}
    client = client_of(people[person])
    # Nobody thinks of it before they wait for a message.
    client.knows = replace(client.knows, contacts="not_sure")
    led = leader.runner.run(rehearse(leader.sitting, client))
    pages = [one.id for one in led.pages]
    assert pages[pages.index("signin.silence") + 1] == page
    assert led.code == code
