"""The cases of the research as connected people: the same leading code as from the walkthrough."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Final

import pytest

from tests.journeys.led import Leader, client_of
from tests.stories.telling import at_once, code_of, walked
from tests.stories.test_told import CASES
from tui.practice.rehearse import rehearse

CASE: Final = {story["id"]: story for story in CASES}
CONNECTED: Final[dict[str, tuple[str, tuple[str, ...]]]] = {
    "T01": ("tomas-missing", ()),
    "T02": ("giulia-student", ()),
    "T03": ("kwame-jobseeker", ()),
    "T04": ("sofia-couple", ()),
    "T05": ("marek-view", ()),
    "T06": ("beatriz-mixed", ()),
    "T07": ("lurdes-later", ()),
    "T09": ("leila-certificate", ()),
    "T11": ("samir-applied", ()),
    "T12": ("olga-email", ()),
    "T13": ("rui-lost", ()),
    "T14": ("gheorghe-charity", ()),
    "T15": ("nadia-locked", ()),
    "T16": ("karin-renewed", ()),
    "T17": ("ana-settled", ("status-type-wrong",)),
    "T18": ("yasmin-appeal", ()),
    "T25a": ("tomas-missing", ()),
    "T25b": ("nadia-locked", ()),
    "T28": ("rosa-photo", ()),
    "T30": ("stefan-upgraded", ()),
    "T31": ("dragan-second", ()),
    "T32": ("amina-mother", ()),
    "T33": ("mihai-presettled", ()),
    "T37": ("ariel-opened", ()),
}
"""Case -> who meets it in the mock, and the faults that are put on first."""

OUT_OF_ORDER: Final = {"T08": ("olga-email", "server-error", "sign-in")}
"""Case -> who meets it, and the trouble on the way to which part of the service."""

ONLY_TOLD: Final = {
    "T10": "there is no account to sign in to",
    "T29": "the mock has no update of a document",
    **dict.fromkeys(
        ("T19", "T20", "T21", "T22", "T23", "T24", "T34", "T35", "T36", "T38"),
        "it is about what somebody else does with a code, or says",
    ),
    **dict.fromkeys(("T26", "T27"), "it is about what a carrier sees"),
}
"""Cases that only the walkthrough can meet, and why."""


def test_every_case_is_met_or_it_is_said_why_not() -> None:
    ways = (CONNECTED, OUT_OF_ORDER, ONLY_TOLD)
    assert Counter(case for way in ways for case in way) == Counter(CASE.keys())


@pytest.mark.parametrize("case", CONNECTED)
def test_both_sources_lead_to_the_same_code(leader: Leader, case: str) -> None:
    leader.next_sitting()
    person, faults = CONNECTED[case]
    connected = leader.lead(person, *faults).code
    told = CASE[case]
    assert connected == code_of(walked(told).diagnosis) == code_of(at_once(told)) == told["code"]


@pytest.mark.parametrize("case", OUT_OF_ORDER)
def test_a_service_that_does_not_answer_is_told_from_a_fault(leader: Leader, case: str) -> None:
    leader.next_sitting()
    person, trouble, part = OUT_OF_ORDER[case]
    leader.mock.control("PUT", f"transport/{trouble}?part={part}")
    try:
        led = leader.lead(person)
    finally:
        leader.mock.control("DELETE", f"transport/{trouble}?part={part}")
    assert [page.id for page in led.pages].count("trouble") == 2
    assert led.code == code_of(walked(CASE[case]).diagnosis) == CASE[case]["code"]


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
