"""Any faults, on any people, put on and taken off in any order."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backend_stub.faults.catalogue import FAULTS
from backend_stub.faults.desk import AlreadyApplied, NotApplied
from backend_stub.faults.edits import DoesNotApply
from backend_stub.reconcile.dump import Dump
from tests.backend.seeded import Mock, differences, opened

# Few people and one service's faults, so that faults meet on the same rows.
PEOPLE = ("ana-settled", "sofia-couple")
MEETING = [
    fault
    for fault in FAULTS.values()
    if fault.part.startswith(("sharing_work", "pcdp", "account", "answers"))
]
STEPS = st.lists(
    st.tuples(
        st.sampled_from([True, True, True, False]),
        st.sampled_from([fault.id for fault in MEETING]),
        st.sampled_from(PEOPLE),
    ),
    max_size=16,
)
Active = frozenset[tuple[str, str]]


def digest(dump: Dump) -> str:
    """A dump's bytes, short enough to be kept and shown."""
    return hashlib.sha256(json.dumps(dump).encode()).hexdigest()


@pytest.fixture(scope="module")
def seen(mock: Mock, clean: Dump) -> dict[Active, str]:
    """What the stores hold, by which faults are on: filled while the examples run."""
    return {frozenset(): digest(clean)}


def what_is_on_decides(
    mock: Mock, seen: dict[Active, str], steps: list[tuple[bool, str, str]], order: object
) -> None:
    """After any steps, and after each repair in any order, the stores hold what is on says."""
    # An example may be given up in the middle, when it has drawn too much.
    mock.repair_all()
    active: set[tuple[str, str]] = set()
    for on, fault, person in steps:
        if on:
            try:
                mock.desk.apply(fault, person)
            except AlreadyApplied:
                assert (fault, person) in active
            except DoesNotApply:
                assert (fault, person) not in active
            else:
                active.add((fault, person))
        else:
            try:
                mock.desk.repair(fault, person)
            except NotApplied:
                assert (fault, person) not in active
            else:
                active.remove((fault, person))
    assert {(f.fault, f.person) for f in mock.desk.active()} == active
    remaining = sorted(active)
    order.shuffle(remaining)  # type: ignore[attr-defined]
    while True:
        held = digest(mock.dump())
        assert seen.setdefault(frozenset(remaining), held) == held
        if not remaining:
            break
        mock.desk.repair(*remaining.pop())


ORDERS = st.randoms(use_true_random=False)
UNSCOPED = [HealthCheck.function_scoped_fixture]


@settings(max_examples=12, suppress_health_check=UNSCOPED)
@given(steps=STEPS, order=ORDERS)
def test_what_is_on_decides_what_the_stores_hold(
    mock: Mock, seen: dict[Active, str], steps: list[tuple[bool, str, str]], order: object
) -> None:
    what_is_on_decides(mock, seen, steps, order)


@pytest.mark.long
@settings(max_examples=200, suppress_health_check=UNSCOPED)
@given(steps=STEPS, order=ORDERS)
def test_what_is_on_decides_at_full_size(
    mock: Mock, seen: dict[Active, str], steps: list[tuple[bool, str, str]], order: object
) -> None:
    what_is_on_decides(mock, seen, steps, order)


def both_orders(mock: Mock, clean: Dump, pairs: Iterable[tuple[str, str]], person: str) -> None:
    """Put each pair on and take it off first in, first out; nothing may be left of any."""
    for first, second in pairs:
        on: list[str] = []
        for fault in (first, second):
            with suppress(DoesNotApply):
                mock.desk.apply(fault, person)
                on.append(fault)
        for fault in on:
            mock.desk.repair(fault, person)
        assert differences(mock.dump(), clean) == [], (first, second)


def pairs_near(part: str) -> list[tuple[str, str]]:
    """Every two faults whose first store is that of `part`, in both orders."""
    near = [f.id for f in MEETING if f.part.split(", ")[0] == part]
    return list(permutations(near, 2))


FIRST_STORES = sorted({fault.part.split(", ")[0] for fault in MEETING})


def test_some_pairs_of_each_store_come_off_in_either_order(mock: Mock, clean: Dump) -> None:
    mock.repair_all()
    for part in FIRST_STORES:
        pairs = pairs_near(part)
        # About a dozen a store; all of them in the long run.
        both_orders(mock, clean, pairs[:: max(1, len(pairs) // 12) | 1], PEOPLE[0])


@pytest.mark.long
@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize("part", FIRST_STORES)
def test_two_faults_of_one_store_come_off_in_either_order(
    mock: Mock, clean: Dump, part: str, person: str
) -> None:
    mock.repair_all()
    both_orders(mock, clean, pairs_near(part), person)


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Mock]:
    """A mock as it begins."""
    with opened(tmp_path) as made:
        yield made


def test_what_is_wrong_from_the_start_is_repaired_in_any_order(fresh: Mock) -> None:
    began = [(on.fault, on.person) for on in fresh.desk.active()]
    assert len(began) >= 15
    start = digest(fresh.dump())
    for pair in began:
        fresh.desk.repair(*pair)
    clean = digest(fresh.dump())
    assert clean != start
    for pair in reversed(began):
        fresh.desk.apply(*pair)
    assert digest(fresh.dump()) == start
    for pair in sorted(began, key=lambda pair: pair[1]):
        fresh.desk.repair(*pair)
    assert digest(fresh.dump()) == clean


def test_an_apply_that_died_half_way_can_be_repaired(
    mock: Mock, clean: Dump, monkeypatch: pytest.MonkeyPatch
) -> None:
    class DiedError(Exception):
        pass

    def dies(*_: object) -> None:
        raise DiedError

    for fault in ("status-mixed", "delayed-propagation"):
        with monkeypatch.context() as patch:
            patch.setattr("backend_stub.faults.desk.do", dies)
            with pytest.raises(DiedError):
                mock.desk.apply(fault, "ana-settled")
        mock.desk.repair(fault, "ana-settled")
        assert differences(mock.dump(), clean) == []
