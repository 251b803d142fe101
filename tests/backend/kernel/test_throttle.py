"""The policy of waits, as laws: nothing here reads a store."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend_stub.kernel.throttle import (
    BACK_OFF,
    GUESSES,
    REMEMBERED,
    SENDS,
    SENDS_TO_STRANGERS,
    ZERO,
    Guesser,
    Sent,
    Wrong,
    wait_to_guess,
    wait_to_send,
)
from tests.backend.support import NOON

SECOND = timedelta(seconds=1)
CLIENTS, SUBJECTS = ("kiosk", "stranger", "attacker"), ("one", "other")
GUESSERS = st.builds(
    Guesser, st.sampled_from(CLIENTS), st.sampled_from(SUBJECTS), known=st.booleans()
)
MOMENTS = st.one_of(st.integers(-300, 0), st.integers(-90_000, 90_000)).map(
    lambda seconds: NOON + seconds * SECOND
)
PAST = st.lists(st.builds(Wrong, MOMENTS, GUESSERS), max_size=40)


@given(PAST, GUESSERS)
def test_what_others_get_wrong_never_makes_a_known_client_wait(
    past: list[Wrong], who: Guesser
) -> None:
    known = replace(who, known=True)
    own = [wrong for wrong in past if wrong.by.client == who.client]
    assert wait_to_guess(past, known, NOON) == wait_to_guess(own, known, NOON)


@given(PAST, GUESSERS)
def test_what_known_clients_get_wrong_never_makes_another_wait(
    past: list[Wrong], who: Guesser
) -> None:
    others = [w for w in past if w.by.client != who.client and w.by.known]
    rest = [w for w in past if w not in others]
    assert wait_to_guess(past, who, NOON) == wait_to_guess(rest, who, NOON)


@given(PAST, GUESSERS)
def test_no_wait_is_longer_than_the_longest_and_the_wait_is_enough(
    past: list[Wrong], who: Guesser
) -> None:
    wait = wait_to_guess(past, who, NOON)
    assert ZERO <= wait <= BACK_OFF[-1]
    # What is written in the future of a clock that was set back may count by then.
    happened = [wrong for wrong in past if wrong.at <= NOON]
    assert wait_to_guess(happened, who, NOON + wait) == ZERO
    if wait:
        assert wait_to_guess(happened, who, NOON + wait - timedelta(microseconds=1)) > ZERO


@given(PAST, st.builds(Wrong, MOMENTS, GUESSERS), GUESSERS)
def test_one_more_wrong_code_shortens_no_wait(
    past: list[Wrong], another: Wrong, who: Guesser
) -> None:
    assert wait_to_guess([*past, another], who, NOON) >= wait_to_guess(past, who, NOON)


def guesses(moves: list[tuple[int, Guesser]]) -> list[Wrong]:
    """What an attacker gets to try who comes after each pause, and is wrong each time."""
    now, past = NOON, list[Wrong]()
    for pause, who in moves:
        now += pause * SECOND
        if not wait_to_guess(past, who, now):
            past.append(Wrong(now, who))
    return past


STRANGERS = GUESSERS.map(lambda who: replace(who, known=False))


PAUSES = st.one_of(st.integers(0, 20), st.integers(0, 400))


@given(st.lists(st.tuples(PAUSES, STRANGERS), max_size=120))
def test_whoever_guesses_gets_ten_in_five_minutes_and_then_ever_fewer(
    moves: list[tuple[int, Guesser]],
) -> None:
    taken = guesses(moves)
    for key in ("client", "subject"):
        for value in (*CLIENTS, *SUBJECTS):
            times = [w.at for w in taken if getattr(w.by, key) == value]
            for first, eleventh in zip(times, times[GUESSES.most :], strict=False):
                assert eleventh - first >= GUESSES.window
    for client in CLIENTS:
        for subject in SUBJECTS:
            times = [w.at for w in taken if (w.by.client, w.by.subject) == (client, subject)]
            for number, (one, following) in enumerate(itertools.pairwise(times)):
                assert following - one >= BACK_OFF[min(number, len(BACK_OFF) - 1)]


def test_many_strangers_get_ten_guesses_in_five_minutes_together() -> None:
    past = [Wrong(NOON, Guesser(f"stranger {n}", "one", known=False)) for n in range(10)]
    for name, known, wait in (("one more", False, GUESSES.window), ("home", True, ZERO)):
        assert wait_to_guess(past, Guesser(name, "one", known=known), NOON) == wait
        assert wait_to_guess(past, Guesser(name, "other", known=known), NOON) == ZERO
    assert wait_to_guess(past[1:], Guesser("one more", "one", known=False), NOON) == ZERO


def test_the_pauses_are_those_that_were_agreed() -> None:
    who = Guesser("kiosk", "one", known=False)
    past: list[Wrong] = []
    waits = []
    now = NOON
    for _ in range(8):
        past.append(Wrong(now, who))
        wait = wait_to_guess(past, who, now)
        waits.append(wait // SECOND)
        now += wait
    assert waits == [0, 5, 15, 60, 300, 900, 900, 900]
    assert wait_to_guess(past, who, now + REMEMBERED) == ZERO


SENTS = st.builds(Sent, MOMENTS, st.sampled_from(["text", "email"]), known=st.booleans())


@given(st.lists(st.tuples(st.integers(0, 900), st.sampled_from(["text", "email"]), st.booleans())))
def test_five_codes_an_hour_two_of_them_kept_for_those_who_are_known(
    moves: list[tuple[int, str, bool]],
) -> None:
    now, past = NOON, list[Sent]()
    for pause, channel, known in moves:
        now += pause * SECOND
        if not wait_to_send(past, channel, now, known=known):
            past.append(Sent(now, channel, known))
    for name in ("text", "email"):
        times = [sent.at for sent in past if sent.channel == name]
        assert all(b - a >= SENDS.apart for a, b in itertools.pairwise(times))
    for sends, most in ((past, SENDS.most), ([s for s in past if not s.known], 3)):
        times = [sent.at for sent in sends]
        assert all(b - a >= SENDS.window for a, b in zip(times, times[most:], strict=False))


@given(st.lists(SENTS, max_size=12))
def test_a_client_that_is_known_never_waits_longer_than_a_stranger(past: list[Sent]) -> None:
    for channel in ("text", "email"):
        known = wait_to_send(past, channel, NOON, known=True)
        assert known <= wait_to_send(past, channel, NOON, known=False)


def test_strangers_cannot_use_up_what_is_kept_for_those_who_are_known() -> None:
    past = [Sent(NOON + number * timedelta(minutes=2), "text", known=False) for number in range(3)]
    later = NOON + timedelta(minutes=10)
    assert wait_to_send(past, "text", later, known=False) == timedelta(minutes=50)
    assert wait_to_send(past, "text", later, known=True) == ZERO
    assert SENDS.most - SENDS_TO_STRANGERS.most == 2


@pytest.mark.parametrize("known", [True, False])
def test_what_has_not_happened_yet_does_not_count(known: bool) -> None:
    who = Guesser("kiosk", "one", known=known)
    future = [Wrong(NOON + SECOND, who)] * 20
    assert wait_to_guess(future, who, NOON) == ZERO
    assert wait_to_send([Sent(NOON + SECOND, "text", known)] * 9, "text", NOON, known=known) == ZERO
