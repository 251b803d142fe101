"""The cases of the research as connected people: the same leading code as from the walkthrough."""

from __future__ import annotations

from typing import Final

import pytest

from tests.journeys.led import Leader
from tests.stories.telling import at_once, code_of, walked
from tests.stories.test_told import CASES

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
    "T12": ("olga-email", ()),
    "T13": ("rui-lost", ()),
    "T14": ("gheorghe-charity", ()),
    "T15": ("nadia-locked", ()),
    "T17": ("ana-settled", ("status-type-wrong",)),
    "T28": ("rosa-photo", ()),
    "T30": ("stefan-upgraded", ()),
    "T32": ("amina-mother", ()),
    "T33": ("mihai-presettled", ()),
    "T37": ("ariel-opened", ()),
}
"""Case -> who meets it in the mock, and the faults that are put on first."""

ONLY_TOLD: Final = {
    "T08": "nobody can sign in, so nothing answers at all",
    "T10": "there is no account to sign in to",
    "T11": "the mock has no account without any record",
    "T16": "in the mock a new document signs in as soon as it is linked",
    "T18": "the mock's records are granted, pending or ended, never refused",
    "T31": "the mock's records are granted, pending or ended, never refused",
    "T29": "a change of document ends on its own page and not in a finding",
    **dict.fromkeys(
        ("T19", "T20", "T21", "T22", "T23", "T24", "T25a", "T25b", "T34", "T35", "T36", "T38"),
        "it is about what somebody else does with a code, or says",
    ),
    **dict.fromkeys(("T26", "T27"), "it is about what a carrier sees"),
}
"""Cases that only the walkthrough can meet, and why."""


def test_every_case_is_met_or_it_is_said_why_not() -> None:
    assert CONNECTED.keys() | ONLY_TOLD.keys() == CASE.keys()
    assert not CONNECTED.keys() & ONLY_TOLD.keys()


@pytest.mark.parametrize("case", CONNECTED)
def test_both_sources_lead_to_the_same_code(leader: Leader, case: str) -> None:
    leader.next_sitting()
    person, faults = CONNECTED[case]
    connected = leader.lead(person, *faults).code
    told = CASE[case]
    assert connected == code_of(walked(told).diagnosis) == code_of(at_once(told)) == told["code"]
