"""The owners of time and of chance."""

from __future__ import annotations

import itertools
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend_stub.kernel.clock import Clock, parse_instant, rfc3339
from backend_stub.kernel.entropy import SeededEntropy, SystemEntropy, derived_id, new_id
from backend_stub.kernel.throttle import SENDS, wait_for, whole_seconds

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def test_a_frozen_clock_moves_only_when_told() -> None:
    clock = Clock(frozen_at=NOON)
    assert (clock.now(), clock.today(), clock.frozen) == (NOON, NOON.date(), True)
    clock.advance(timedelta(days=90))
    assert clock.now() == NOON + timedelta(days=90)
    clock.set(NOON)
    assert clock.now() == NOON


def test_a_running_clock_is_shifted_frozen_and_let_go() -> None:
    clock = Clock()
    clock.advance(timedelta(days=365))
    assert timedelta(days=364) < clock.shift <= timedelta(days=365)
    clock.freeze()
    first = clock.now()
    assert clock.now() == first
    clock.thaw()
    assert not clock.frozen
    assert first <= clock.now() < first + timedelta(hours=1)
    other = Clock()
    other.restore(frozen_at=None, shift=clock.shift)
    assert abs(other.now() - clock.now()) < timedelta(hours=1)


def test_instants_as_text() -> None:
    assert rfc3339(NOON) == "2026-03-02T12:00:00Z"
    assert parse_instant("2026-03-02T14:00:00+02:00") == NOON
    assert parse_instant("2026-03-02T12:00") == NOON
    with pytest.raises(ValueError, match="Invalid isoformat"):
        parse_instant("noon")


def test_derived_ids_depend_on_every_name_and_on_nothing_else() -> None:
    ids = {derived_id("s", "a", "b"), derived_id("s", "ab"), derived_id("t", "a", "b")}
    assert len(ids) == 3
    # Written out: the same in every process, whatever its hash seed.
    assert derived_id("s", "a", "b") == "4e65bb87eb0b7b2e0e7edc7cf298b215"


@pytest.mark.parametrize("entropy", [SystemEntropy(), SeededEntropy("x")])
def test_symbols_use_the_whole_alphabet_and_ids_differ(
    entropy: SystemEntropy | SeededEntropy,
) -> None:
    drawn = entropy.symbols("0123456789", 4000)
    counts = Counter(drawn)
    assert set(counts) == set("0123456789")
    assert max(counts.values()) < 600
    assert len({new_id(entropy) for _ in range(100)}) == 100
    assert len(entropy.octets(32)) == 32


def test_a_seed_replays() -> None:
    first, second = SeededEntropy("x"), SeededEntropy("x")
    assert [first.symbols("ab", 9), first.octets(5)] == [second.symbols("ab", 9), second.octets(5)]
    assert SeededEntropy("y").octets(5) != SeededEntropy("x").octets(5)


@given(st.lists(st.integers(min_value=0, max_value=7200), max_size=60))
def test_whoever_waits_as_told_never_breaks_the_limit(attempts: list[int]) -> None:
    """An event at each attempt that the policy permits: never too close, never too many."""
    done: list[datetime] = []
    for at in (NOON + timedelta(seconds=second) for second in sorted(attempts)):
        wait = wait_for(SENDS, done, at)
        assert wait >= timedelta()
        if wait:
            assert wait_for(SENDS, done, at + wait) == timedelta()
            assert wait_for(SENDS, done, at + wait - timedelta(microseconds=1)) > timedelta()
        else:
            done.append(at)
    for earlier, later in itertools.pairwise(done):
        assert later - earlier >= SENDS.apart
    for first, last in zip(done, done[SENDS.most :], strict=False):
        assert last - first >= SENDS.window


def test_a_wait_is_rounded_up() -> None:
    assert [whole_seconds(timedelta(seconds=s)) for s in (0.2, 1, 59.001)] == [1, 1, 60]


def test_events_of_the_future_do_not_count() -> None:
    assert wait_for(SENDS, [NOON + timedelta(days=1)], NOON) == timedelta()
