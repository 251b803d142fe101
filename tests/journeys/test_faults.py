"""Fault by status: each gives the code that the catalogue states, and its repair leaves nothing."""

from __future__ import annotations

import pytest

from backend_stub.faults.catalogue import FAULTS, status_class
from backend_stub.personas.loader import load
from tests.backend.seeded import CONTROLS, UNFIT
from tests.journeys.led import Leader
from tests.turns import in_turn
from tui.service.people import DoesNotApply

CATALOGUE = load()


@pytest.mark.parametrize(("fault", "person"), in_turn(FAULTS, CONTROLS))
def test_the_fault_gives_its_code_and_its_repair_leaves_nothing(
    leader: Leader, fault: str, person: str
) -> None:
    entry = FAULTS[fault]
    of = status_class(CATALOGUE.people[person].status.kind)
    leader.next_sitting()
    before = leader.mock.control("GET", "dump")
    if of in entry.not_for or fault in UNFIT:
        with pytest.raises(DoesNotApply, match=UNFIT.get(fault, entry.not_for.get(of))):
            leader.lead(person, fault)
    else:
        assert leader.lead(person, fault).code == entry.codes[of]
    assert leader.mock.control("GET", "dump") == before
