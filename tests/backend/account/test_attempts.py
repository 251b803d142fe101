"""Wrong codes: how they make a client wait, when they stop an account, and whom they never stop."""

from __future__ import annotations

from datetime import timedelta

import httpx
import pytest

from backend_stub.account.words import LOCKED
from backend_stub.kernel.keys import AccountId
from tests.backend.account.visitor import Machine, Visitor, lock, rows
from tests.backend.support import INES, OTTO, PIA, Mock, Somebody

SECOND = timedelta(seconds=1)
DAY = timedelta(days=1)


async def guess_wrong(mock: Mock, who: Somebody, machine: Machine | None = None) -> httpx.Response:
    """One wrong code in a sign-in of its own."""
    headers = (machine or Machine()).headers
    begun = await mock.begin(who, "text", headers)
    if begun.status_code != 202:
        return begun
    return await mock.verify(begun.json()["id"], "x", headers)


async def until_taken(mock: Mock, who: Somebody, machine: Machine | None = None) -> timedelta:
    """Guess wrong as soon as it is taken; how long that was refused."""
    waited = timedelta()
    answer = await guess_wrong(mock, who, machine)
    while answer.status_code == 429:
        pause = int(answer.headers["retry-after"]) * SECOND
        mock.parts.clock.advance(pause)
        waited += pause
        answer = await guess_wrong(mock, who, machine)
    assert answer.status_code == 422
    return waited


async def count(mock: Mock, who: Somebody, client: str = "") -> int:
    """Wrong codes in a row, as they are counted for the account."""
    found = await rows(mock, "failures")
    key = (f"a-{who.name}", client)
    return next((row.in_a_row for row in found if (row.account_id, row.client) == key), 0)


async def test_the_wait_grows_with_each_wrong_code_and_is_gone_with_a_right_one(
    mock: Mock,
) -> None:
    waits = [(await until_taken(mock, INES)) // SECOND for _ in range(7)]
    assert waits == [0, 0, 5, 15, 60, 300, 900]
    # An hour: nothing is left of the wait, and a message may be sent again.
    mock.parts.clock.advance(3600 * SECOND)
    assert (await Visitor(mock, INES).sign_in()).status_code == 201
    assert [(await until_taken(mock, INES)) // SECOND for _ in range(3)] == [0, 0, 5]


async def test_a_try_that_is_refused_for_being_early_counts_for_nothing(mock: Mock) -> None:
    for _ in range(2):
        await guess_wrong(mock, INES)
    begun = (await mock.begin(INES)).json()
    assert begun["type"] == "/problems/wait"
    mock.parts.clock.advance(5 * SECOND)
    begun = (await mock.begin(INES)).json()
    await mock.verify(begun["id"], "x")
    code = await mock.newest_code(INES.phone)
    for _ in range(20):
        early = await mock.verify(begun["id"], code)
        assert (early.status_code, early.headers["retry-after"]) == (429, "15")
    assert await count(mock, INES) == 3
    mock.parts.clock.advance(15 * SECOND)
    assert (await mock.verify(begun["id"], code)).status_code == 201


async def test_other_people_are_not_made_to_wait_but_ten_wrong_codes_stop_the_machine(
    mock: Mock,
) -> None:
    for _ in range(5):
        await until_taken(mock, INES)
    assert (await guess_wrong(mock, OTTO)).status_code == 422
    # Three people, and within five minutes ten wrong codes from one machine.
    for who, times in ((OTTO, 3), (PIA, 1)):
        for _ in range(times):
            await until_taken(mock, who)
    refused = await guess_wrong(mock, PIA)
    assert (refused.status_code, refused.json()["type"]) == (429, "/problems/wait")
    assert 0 < int(refused.headers["retry-after"]) <= 300


async def test_a_made_up_client_token_is_no_other_machine(mock: Mock) -> None:
    for number in range(3):
        await until_taken(mock, INES, Machine(f"{number}" * 64))
    refused = await guess_wrong(mock, INES, Machine("f" * 64))
    assert (refused.status_code, refused.headers["retry-after"]) == (429, "15")


async def test_what_strangers_get_wrong_never_stands_in_the_way_of_a_known_machine(
    mock: Mock,
) -> None:
    home = await Visitor(mock, INES).signed_in()
    for _ in range(99):
        await until_taken(mock, INES)
    assert (await home.sign_in()).status_code == 201
    mock.parts.clock.advance(timedelta(minutes=14))
    await home.ask("GET", "/v1/account")
    await until_taken(mock, INES)
    assert await count(mock, INES) == 100
    # Nobody's session ends for it, and the machine that is known signs in at once.
    assert (await home.ask("GET", "/v1/account")).status_code == 200
    assert (await home.sign_in()).status_code == 201
    # From elsewhere the right code would not do.
    mock.parts.clock.advance(DAY)
    await mock.begin(INES)
    assert (await mock.messages(INES.phone))[0].subject == LOCKED[0]


async def test_a_stopped_account_takes_no_code_that_was_sent_before(mock: Mock) -> None:
    begun = (await mock.begin(INES)).json()
    code = await mock.newest_code(INES.phone)
    await lock(mock, INES)
    answer = await mock.verify(begun["id"], code)
    assert (answer.status_code, answer.json()["type"]) == (422, "/problems/code-not-right")


async def test_the_hundredth_wrong_code_stops_and_not_the_one_before(mock: Mock) -> None:
    for _ in range(99):
        await until_taken(mock, INES)
    mock.parts.clock.advance(DAY)
    assert await count(mock, INES) == 99
    begun = (await mock.begin(INES)).json()
    await mock.verify(begun["id"], "x")
    answer = await mock.verify(begun["id"], await mock.newest_code(INES.phone))
    assert answer.status_code == 422
    await mock.app.state.services.account.unlock(AccountId("a-Ines"))
    mock.parts.clock.advance(DAY)
    assert (await Visitor(mock, INES).sign_in()).status_code == 201
    assert await count(mock, INES) == 0


async def test_a_known_machine_is_stopped_by_its_own_failures_alone(mock: Mock) -> None:
    home = await Visitor(mock, INES).signed_in()
    (known,) = {row.client for row in await rows(mock, "known_client")}
    for _ in range(2):
        await until_taken(mock, INES, home.machine)
    assert (await count(mock, INES, known), await count(mock, INES)) == (2, 0)
    mock.parts.clock.advance(DAY)
    assert (await home.sign_in()).status_code == 201
    assert await count(mock, INES, known) == 0
    await lock(mock, INES, known)
    mock.parts.clock.advance(DAY)
    await mock.begin(INES, "text", home.machine.headers)
    assert (await mock.messages(INES.phone))[0].subject == LOCKED[0]
    mock.parts.clock.advance(DAY)
    assert (await Visitor(mock, INES).sign_in()).status_code == 201


async def test_strangers_cannot_use_up_the_codes_of_a_known_machine(mock: Mock) -> None:
    home = await Visitor(mock, INES).signed_in()
    before = len(await mock.messages(INES.phone))
    for _ in range(6):
        mock.parts.clock.advance(timedelta(seconds=61))
        assert (await mock.begin(INES)).status_code == 202
    assert len(await mock.messages(INES.phone)) == before + 3
    mock.parts.clock.advance(timedelta(seconds=61))
    assert (await home.sign_in()).status_code == 201
    assert len(await mock.messages(INES.phone)) == before + 4


async def test_a_stranger_cannot_take_away_the_code_of_another_machine(mock: Mock) -> None:
    home = await Visitor(mock, INES).signed_in()
    begun = (await mock.begin(INES, "text", home.machine.headers)).json()
    code = await mock.newest_code(INES.phone)
    for _ in range(3):
        assert (await mock.begin(INES)).status_code == 202
    answer = await mock.verify(begun["id"], code, home.machine.headers)
    assert answer.status_code == 201


async def test_a_known_machine_goes_on_with_the_code_that_a_stranger_asked_for(mock: Mock) -> None:
    home = await Visitor(mock, INES).signed_in()
    await mock.begin(INES)
    before = len(await mock.messages())
    assert (await home.sign_in()).status_code == 201
    assert len(await mock.messages()) == before, "the newest message is the one that works"


async def test_sends_are_counted_for_the_account_over_all_its_contacts(mock: Mock) -> None:
    for turn in range(5):
        mock.parts.clock.advance(timedelta(seconds=61))
        await mock.begin(INES, ("text", "email")[turn % 2])
    assert len(await mock.messages()) == 3


@pytest.mark.parametrize("kept", [timedelta(hours=23), timedelta(hours=25)])
async def test_what_was_typed_is_forgotten_after_a_day(mock: Mock, kept: timedelta) -> None:
    await guess_wrong(mock, INES)
    mock.parts.clock.advance(kept)
    await guess_wrong(mock, OTTO)
    subjects = {row.subject for row in await rows(mock, "throttle") if row.kind == "wrong"}
    assert len(subjects) == (2 if kept < DAY else 1)
    assert await count(mock, INES) == 1
    # Sixteen bits of what was typed, and never the number.
    assert all(len(subject) == len("typed 0000") for subject in subjects)
