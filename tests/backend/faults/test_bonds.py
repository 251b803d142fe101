"""The bonds between document, account, record and sharing key: whole, and broken by what breaks."""

from __future__ import annotations

import pytest

from backend_stub.reconcile.bonds import broken_bonds
from tests.backend.seeded import Mock

BREAKING = {
    "couple-crossover": "born on another day",
    "status-entangled": "another asks for its record too",
    "work-key-misaligned": "its key for work shares another record",
    "rent-proof-entangled": "its key for rent shares another record",
}
# Wrong inside of one record, or of what is shown of it: the bonds are whole.
OTHERS = ("status-dropped", "status-mixed", "other-projection-stale", "work-picture-changed")


def person_for(fault: str) -> str:
    return "sofia-couple" if fault == "couple-crossover" else "ana-settled"


def test_nothing_is_broken_while_nothing_is_wrong(mock: Mock) -> None:
    assert broken_bonds(mock.parts) == []


@pytest.mark.parametrize("fault", [*BREAKING, *OTHERS])
def test_a_fault_between_the_stores_breaks_a_bond_and_its_repair_mends_it(
    mock: Mock, fault: str
) -> None:
    mock.desk.apply(fault, person_for(fault))
    found = broken_bonds(mock.parts)
    mock.desk.repair(fault, person_for(fault))
    said = BREAKING.get(fault)
    assert (found == []) if said is None else any(said in line for line in found)
    assert broken_bonds(mock.parts) == []
