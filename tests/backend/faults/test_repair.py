"""Each fault on each control person: the check finds it, and repairing it leaves no trace."""

from __future__ import annotations

from contextlib import suppress

import pytest

from backend_stub.faults.catalogue import CLASSES, FAULTS, Fault, status_class
from backend_stub.faults.desk import AlreadyApplied, NotApplied
from backend_stub.faults.edits import DoesNotApply
from backend_stub.faults.recipes import RECIPES
from backend_stub.faults.table import markdown
from backend_stub.personas.suggest import UnknownName
from backend_stub.reconcile.checks import reconcile
from backend_stub.reconcile.dump import Dump
from tests.backend.seeded import CONTROLS, UNFIT, Mock, differences
from tests.hygiene.sources import ROOT

PAIRS = [(fault, person) for fault in FAULTS.values() for person in CONTROLS]


@pytest.mark.parametrize(
    ("fault", "person"), PAIRS, ids=lambda value: value if isinstance(value, str) else value.id
)
def test_a_fault_is_found_and_repaired_without_a_trace(
    mock: Mock, clean: Dump, fault: Fault, person: str
) -> None:
    group = status_class(mock.catalogue.people[person].status.kind)
    if group in fault.not_for or fault.id in UNFIT:
        with pytest.raises(DoesNotApply, match=UNFIT.get(fault.id, fault.not_for.get(group, "?"))):
            mock.desk.apply(fault.id, person)
        assert differences(mock.dump(), clean) == []
        return
    mock.desk.apply(fault.id, person)
    try:
        changed = {store for store, tables in mock.dump().items() if tables != clean[store]}
        found = reconcile(mock.parts)
    finally:
        mock.desk.repair(fault.id, person)
    assert differences(mock.dump(), clean) == []
    assert reconcile(mock.parts) == []
    if fault.kind == "answers":
        assert changed == {"practice"}
        assert found == []
        return
    assert changed == {"practice", *fault.part.split(", ")}
    concerned = {mock.keys.person(person), mock.keys.person(mock.catalogue.stranger_id)}
    named = [f for f in found if f.check == fault.found_by]
    assert named
    assert {f.person_key for f in named} <= concerned


def test_the_couple_can_be_crossed_one_by_one(mock: Mock, clean: Dump) -> None:
    for order in (("sofia-couple", "yusuf-couple"), ("yusuf-couple", "sofia-couple")):
        for person in order:
            mock.desk.apply("couple-crossover", person)
        rows = {row["document_key"]: row for row in mock.dump()["account"]["document"]}
        sofia = rows[mock.keys.document("sofia-couple")]
        assert sofia["account_id"] == mock.keys.account("yusuf-couple")
        checks = {found.check for found in reconcile(mock.parts)}
        # Told by the birth date, and, had they been born on one day, by what was told before.
        assert checks == {"document-of-another-record", "document-of-another-account"}
        for person in order:
            mock.desk.repair("couple-crossover", person)
        assert differences(mock.dump(), clean) == []


def test_a_fault_still_edits_the_same_rows_when_the_clock_has_moved(
    mock: Mock, clean: Dump
) -> None:
    frozen, shift = mock.parts.clock.now(), mock.parts.clock.shift
    mock.control("PUT", "clock", {"advance_days": 400})
    try:
        for fault_id in ("work-proof-entangled", "rent-projection-stale", "status-mixed"):
            mock.desk.apply(fault_id, "ana-settled")
        stranger = mock.keys.share("work", mock.catalogue.stranger_id)
        copies = {row["share_key"]: row for row in mock.dump()["sharing_work"]["projection"]}
        ours = copies[mock.keys.share("work", "ana-settled")]
        assert ours["valid_until"] == copies[stranger]["valid_until"]
        mock.repair_all()
    finally:
        mock.parts.clock.restore(frozen_at=frozen, shift=shift)
    assert differences(mock.dump(), clean) == [("practice", "clock")]
    mock.parts.practice.call(
        lambda c: c.execute(mock.parts.practice.metadata.tables["clock"].delete())
    )


def test_names_that_are_not_known_bring_suggestions(mock: Mock) -> None:
    with pytest.raises(UnknownName) as caught:
        mock.desk.apply("status-droped", "ana-settled")
    assert caught.value.did_you_mean[0] == "status-dropped"
    with pytest.raises(UnknownName, match="did you mean ana-settled"):
        mock.desk.repair("status-dropped", "ana-settld")
    with pytest.raises(UnknownName):
        mock.desk.apply("status-dropped", mock.catalogue.stranger_id)


def test_who_only_applied_can_have_what_fits_and_nothing_else(mock: Mock, clean: Dump) -> None:
    person, fits = "samir-applied", set[str]()
    for fault_id in FAULTS:
        with suppress(DoesNotApply):
            mock.desk.apply(fault_id, person)
            fits.add(fault_id)
            assert reconcile(mock.parts) or FAULTS[fault_id].kind == "answers"
            mock.desk.repair(fault_id, person)
    assert {"status-entangled", "work-key-misaligned", "contacts-crossed"} <= fits
    assert not fits & {"status-dropped", "refusal-shown", "work-update-lost"}
    assert differences(mock.dump(), clean) == []


def test_once_is_once(mock: Mock, clean: Dump) -> None:
    mock.desk.apply("status-dropped", "ana-settled")
    with pytest.raises(AlreadyApplied):
        mock.desk.apply("status-dropped", "ana-settled")
    mock.desk.repair("status-dropped", "ana-settled")
    with pytest.raises(NotApplied):
        mock.desk.repair("status-dropped", "ana-settled")
    assert differences(mock.dump(), clean) == []


def test_a_second_fault_on_the_same_row_is_refused_with_the_reason(mock: Mock, clean: Dump) -> None:
    mock.desk.apply("work-proof-entangled", "ana-settled")
    before = mock.dump()
    with pytest.raises(DoesNotApply, match="work-proof-entangled for ana-settled has changed"):
        mock.desk.apply("work-projection-stale", "ana-settled")
    assert differences(mock.dump(), before) == []
    mock.desk.apply("work-projection-stale", "priya-skilled")
    mock.repair_all()
    assert differences(mock.dump(), clean) == []


def test_every_fault_has_a_recipe_and_an_outcome_for_every_status() -> None:
    assert set(RECIPES) == set(FAULTS)
    for fault in FAULTS.values():
        assert set(fault.codes) | set(fault.not_for) == set(CLASSES)
        assert not set(fault.codes) & set(fault.not_for)
        assert all(len(reason) > 20 and reason.endswith(".") for reason in fault.not_for.values())
        for words in (fault.effect, fault.sees, fault.repair):
            assert words.endswith(".")
        assert fault.letter_question.startswith("Q")


def test_the_committed_table_is_the_present_one() -> None:
    committed = (ROOT / "docs/faults.md").read_text(encoding="utf-8")
    assert committed == markdown(), "python -m backend_stub faults --markdown > docs/faults.md"
