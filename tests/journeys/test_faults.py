"""Fault by status: each gives the code that the catalogue states, and its repair leaves nothing."""

from __future__ import annotations

import pytest

from backend_stub.faults.catalogue import FAULTS, status_class
from backend_stub.personas.loader import load
from tests.journeys.led import Leader
from tui.service.people import DoesNotApply

CATALOGUE = load()
CONTROLS = {
    name: CATALOGUE.people[name]
    for name in CATALOGUE.listed
    if CATALOGUE.people[name].expected == "OK"
}
PAIRS = [(fault.id, person) for fault in FAULTS.values() for person in CONTROLS]


@pytest.mark.parametrize(("fault", "person"), PAIRS)
def test_the_fault_gives_its_code_and_its_repair_leaves_nothing(
    leader: Leader, fault: str, person: str
) -> None:
    entry = FAULTS[fault]
    of = status_class(CONTROLS[person].status.kind)
    leader.next_half_minute()
    before = leader.mock.control("GET", "dump")
    if of not in entry.codes:
        assert entry.not_for[of]
        with pytest.raises(DoesNotApply):
            leader.lead(person, fault)
    else:
        try:
            told = leader.lead(person, fault)
        except DoesNotApply:
            assert entry.needs, "a fault that says it applies does not"
        else:
            assert told.code == entry.codes[of]
    assert leader.mock.control("GET", "dump") == before
