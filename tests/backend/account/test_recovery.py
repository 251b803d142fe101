"""Recovering an account: what it takes, what it changes, and what it never tells."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import httpx
import pytest

from backend_stub.account.words import LOCKED
from backend_stub.kernel.portrait import portrait_digest
from tests.backend.account.visitor import Machine, Visitor, arrived, close, lock, rows
from tests.backend.support import INES, OTTO, Mock, Somebody, portrait

PHONE, EMAIL = "+44 7700 900999", "ines.again@example.org"
CONTACTS = {"phone": PHONE, "email": EMAIL}


def details(who: Somebody, **changes: str) -> dict[str, Any]:
    """What somebody says who wants their account back."""
    document = {"kind": "passport", "issuing_state": "UTO", "number": who.number}
    birthday = changes.pop("birth_date", who.birth_date.isoformat())
    return {"document": document | changes, "birth_date": birthday}


def face(who: Somebody) -> dict[str, str]:
    """The picture of who sits there."""
    return {"face": portrait_digest(portrait(who))}


async def step(mock: Mock, recovery: Any, name: str, body: Any) -> httpx.Response:
    """One step of a recovery."""
    return await mock.client.post(f"/v1/recoveries/{recovery['id']}/{name}", json=body)


async def begun(mock: Mock, body: dict[str, Any]) -> Any:
    """A recovery that was begun."""
    answer = await mock.client.post("/v1/recoveries", json=body, headers=mock.key())
    assert answer.status_code == 202, answer.text
    return answer.json()


async def up_to_the_codes(mock: Mock, body: dict[str, Any], shown: Somebody) -> Any:
    """A recovery in which the codes are on their way."""
    recovery = await begun(mock, body)
    assert recovery["step"] == "face"
    assert (await step(mock, recovery, "face", face(shown))).json()["step"] == "contacts"
    assert (await step(mock, recovery, "contacts", CONTACTS)).json()["step"] == "codes"
    return recovery


async def finished(mock: Mock, recovery: Any) -> httpx.Response:
    """Both codes typed."""
    codes = {
        "phone_code": await mock.newest_code(PHONE),
        "email_code": await mock.newest_code(EMAIL),
    }
    return await step(mock, recovery, "confirmation", codes)


async def test_the_account_has_new_contacts_is_open_and_nobody_is_signed_in(mock: Mock) -> None:
    thief = await Visitor(mock, INES).signed_in()
    await lock(mock, INES)
    await lock(mock, INES, (await rows(mock, "known_client"))[0].client)
    recovery = await up_to_the_codes(mock, details(INES), INES)
    done = await finished(mock, recovery)
    assert (done.status_code, done.json()["step"]) == (200, "over")
    active = [row for row in await rows(mock, "contact") if row.active]
    assert {r.address for r in active if r.account_id == "a-Ines"} == {PHONE, EMAIL}
    told = {m.address for m in await arrived(mock) if "recovered" in m.subject}
    assert told == {INES.phone, INES.email, PHONE, EMAIL}
    assert (await thief.ask("GET", "/v1/account")).status_code == 401
    assert await rows(mock, "failures") == []
    # The machine that was known is a stranger now, and its codes go to the new phone.
    mock.parts.clock.advance(timedelta(minutes=2))
    again = (await mock.begin(INES, "text", thief.machine.headers)).json()
    code = await mock.newest_code(PHONE)
    signed_in = await mock.verify(again["id"], code, thief.machine.headers)
    assert signed_in.json()["client_token"] not in (None, thief.machine.token)


async def test_an_authenticator_goes_with_the_contacts(mock: Mock) -> None:
    recovery = await up_to_the_codes(mock, details(OTTO), OTTO)
    assert (await finished(mock, recovery)).status_code == 200
    assert await rows(mock, "authenticator") == []


@pytest.mark.parametrize(
    ("changes", "shown"),
    [
        ({"number": "NOBODY000"}, INES),
        ({"birth_date": "1990-05-18"}, INES),
        ({"kind": "identity-card"}, INES),
        ({"issuing_state": "XXX"}, INES),
        ({}, OTTO),
    ],
    ids=["number", "birthday", "kind", "state", "face"],
)
async def test_what_does_not_match_is_told_at_the_end_and_not_which(
    mock: Mock, changes: dict[str, str], shown: Somebody
) -> None:
    recovery = await up_to_the_codes(mock, details(INES, **changes), shown)
    no = await finished(mock, recovery)
    assert (no.status_code, no.json()["type"]) == (409, "/problems/not-recovered")
    active = [row for row in await rows(mock, "contact") if row.active]
    assert {r.address for r in active if r.account_id == "a-Ines"} == {INES.phone, INES.email}
    assert await arrived(mock, INES.phone) == []
    assert (await finished(mock, recovery)).status_code == 404
    assert "NOBODY000" not in str(await rows(mock, "recovery"))


async def test_a_closed_account_is_not_recovered(mock: Mock) -> None:
    await close(mock, INES)
    recovery = await up_to_the_codes(mock, details(INES), INES)
    assert (await finished(mock, recovery)).status_code == 409


async def test_both_codes_have_to_be_right_and_neither_is_lost_by_the_other(mock: Mock) -> None:
    recovery = await up_to_the_codes(mock, details(INES), INES)
    right = {
        "phone_code": await mock.newest_code(PHONE),
        "email_code": await mock.newest_code(EMAIL),
    }
    for name in right:
        answer = await step(mock, recovery, "confirmation", right | {name: "x"})
        assert (answer.status_code, answer.json()["tries_left"]) == (422, 4)
    swapped = dict(zip(right, reversed(list(right.values())), strict=True))
    assert (await step(mock, recovery, "confirmation", swapped)).status_code == 422
    assert (await step(mock, recovery, "confirmation", right)).status_code == 200


async def test_codes_can_be_sent_again_and_the_old_ones_end(mock: Mock) -> None:
    recovery = await up_to_the_codes(mock, details(INES), INES)
    old = await mock.newest_code(PHONE)
    soon = await step(mock, recovery, "contacts", CONTACTS)
    assert (soon.status_code, soon.headers["retry-after"]) == (429, "60")
    mock.parts.clock.advance(timedelta(minutes=1))
    assert (await step(mock, recovery, "contacts", CONTACTS)).status_code == 202
    mixed = {"phone_code": old, "email_code": await mock.newest_code(EMAIL)}
    assert (await step(mock, recovery, "confirmation", mixed)).status_code == 422
    assert (await finished(mock, recovery)).status_code == 200


async def test_the_steps_have_an_order(mock: Mock) -> None:
    recovery = await begun(mock, details(INES))
    codes = {"phone_code": "1", "email_code": "1"}
    for name, body in (("contacts", CONTACTS), ("confirmation", codes)):
        early = await step(mock, recovery, name, body)
        assert (early.status_code, early.json()["step"]) == (409, "face")
    await step(mock, recovery, "face", face(OTTO))
    again = await step(mock, recovery, "face", face(INES))
    assert (again.status_code, again.json()["type"]) == (409, "/problems/out-of-order")
    mock.parts.clock.advance(timedelta(hours=1))
    assert (await step(mock, recovery, "contacts", CONTACTS)).status_code == 404


@pytest.mark.parametrize(
    "contacts",
    [CONTACTS | {"phone": "+44 7911 123456"}, CONTACTS | {"email": "a@example.co.uk"}],
)
async def test_contacts_that_could_be_somebody_s_are_refused(
    mock: Mock, contacts: dict[str, str]
) -> None:
    recovery = await begun(mock, details(INES))
    await step(mock, recovery, "face", face(INES))
    answer = await step(mock, recovery, "contacts", contacts)
    assert (answer.status_code, answer.json()["type"]) == (422, "/problems/not-invented")


async def test_a_machine_may_begin_five_in_an_hour_and_one_that_succeeds_begins_anew(
    mock: Mock,
) -> None:
    home = await Visitor(mock, INES).signed_in()
    for number in range(5):
        await begun(mock, details(INES, number=f"NOBODY00{number}"))
    body = details(INES)
    refused = await mock.client.post("/v1/recoveries", json=body, headers=mock.key())
    assert (refused.status_code, refused.json()["type"]) == (429, "/problems/wait")
    made_up = Machine("e" * 64).headers | mock.key()
    assert (await mock.client.post("/v1/recoveries", json=body, headers=made_up)).status_code == 429
    own = home.machine.headers | mock.key()
    assert (await mock.client.post("/v1/recoveries", json=body, headers=own)).status_code == 202
    mock.parts.clock.advance(timedelta(hours=1))
    for _ in range(6):
        recovery = await up_to_the_codes(mock, body, INES)
        assert (await finished(mock, recovery)).status_code == 200


async def test_a_repeated_request_begins_one_recovery(mock: Mock) -> None:
    key = {"Idempotency-Key": "mine"}
    answers = [
        await mock.client.post("/v1/recoveries", json=details(INES), headers=key) for _ in range(2)
    ]
    assert answers[0].json() == answers[1].json()
    assert len(await rows(mock, "recovery")) == 1


async def test_what_was_typed_in_a_recovery_that_was_left_is_forgotten(mock: Mock) -> None:
    await up_to_the_codes(mock, details(INES), INES)
    mock.parts.clock.advance(timedelta(hours=1))
    await begun(mock, details(OTTO))
    assert PHONE not in str(await rows(mock, "recovery"))


async def test_locked_and_lost_are_told_apart_by_what_arrives(mock: Mock) -> None:
    """The answers are the same; one phone gets the news that it is locked, the other nothing."""
    await lock(mock, INES)
    (locked, lost) = (await mock.begin(INES)), (await mock.begin(OTTO, "email"))
    assert (locked.status_code, lost.status_code) == (202, 202)
    assert locked.json().keys() == lost.json().keys()
    assert [m.subject for m in await arrived(mock)] == [LOCKED[0]]
