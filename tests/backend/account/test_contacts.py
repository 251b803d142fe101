"""Changing a contact: one at a time, proved, told to the old one, and never by surprise."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import httpx
import pytest

from tests.backend.account.visitor import Visitor, arrived, rows
from tests.backend.support import INES, PIA, Mock

PHONE, EMAIL = ("text", "07700 900777"), ("email", "Ines.New@example.org ")
KEPT = {"07700 900777": "+44 7700 900777", "Ines.New@example.org ": "ines.new@example.org"}


async def begin(ines: Visitor, contact: tuple[str, str], by: str = "text") -> httpx.Response:
    """Step up and start a change."""
    new = {"channel": contact[0], "address": contact[1]}
    step_up_id = await ines.step_up("change-contact", by, contact=new)
    body = {"step_up_id": step_up_id, "contact": new}
    return await ines.ask("POST", "contact-updates", body, **await ines.tag())


async def prove(ines: Visitor, begun: httpx.Response, address: str) -> httpx.Response:
    """Type the code that came to the new contact."""
    path = f"contact-updates/{begun.json()['id']}/verification"
    return await ines.ask("POST", path, {"code": await ines.mock.newest_code(KEPT[address])})


async def contacts(mock: Mock, who: str = "Ines") -> dict[str, str]:
    """The active contacts of an account."""
    found = [row for row in await rows(mock, "contact") if row.account_id == f"a-{who}"]
    return {row.channel: row.address for row in found if row.active}


@pytest.fixture
async def ines(mock: Mock) -> Visitor:
    """Ines, signed in on a machine that is known."""
    return await Visitor(mock, INES).signed_in()


@pytest.mark.parametrize(("contact", "by"), [(PHONE, "text"), (PHONE, "email"), (EMAIL, "text")])
async def test_a_new_contact_counts_once_its_code_was_typed_and_the_old_ones_are_told(
    mock: Mock, ines: Visitor, contact: tuple[str, str], by: str
) -> None:
    channel, address = contact
    begun = await begin(ines, contact, by)
    assert begun.status_code == 201
    assert begun.json()["state"] == "code-sent"
    where = begun.headers["location"]
    assert (await ines.ask("GET", where)).json() == begun.json()
    assert await contacts(mock) == {"text": INES.phone, "email": INES.email}
    before = len(await arrived(mock))
    done = await prove(ines, begun, address)
    assert (done.status_code, done.json()["state"]) == (200, "done")
    assert (await contacts(mock))[channel] == KEPT[address]
    told = (await arrived(mock))[: len(await arrived(mock)) - before]
    assert {m.address for m in told} == {INES.phone, INES.email}
    assert all("was changed" in m.subject and "Resolution Centre" in m.body for m in told)
    # The next code comes to the new contact, and to the old one no more.
    mock.parts.clock.advance(timedelta(minutes=2))
    await mock.begin(INES, channel)
    assert (await arrived(mock, KEPT[address]))[0].subject == "Your security code (practice)"
    # Asked again, what is done stays done.
    assert (await prove(ines, begun, address)).json()["state"] == "done"


async def test_the_other_contact_rests_for_a_day(mock: Mock, ines: Visitor) -> None:
    assert (await prove(ines, await begin(ines, PHONE), PHONE[1])).status_code == 200
    refused = await begin(ines, EMAIL, "email")
    assert (refused.status_code, refused.json()["type"]) == (
        409,
        "/problems/contact-changed-lately",
    )
    # The same one may be put right at once.
    mock.parts.clock.advance(timedelta(minutes=2))
    KEPT["07700 900778"] = "+44 7700 900778"
    again = await begin(ines, ("text", "07700 900778"), "email")
    assert (await prove(ines, again, "07700 900778")).status_code == 200
    mock.parts.clock.advance(timedelta(hours=24))
    await ines.sign_in("email")
    assert (await prove(ines, await begin(ines, EMAIL, "email"), EMAIL[1])).status_code == 200


async def test_two_changes_that_were_begun_together_are_not_both_done(
    mock: Mock, ines: Visitor
) -> None:
    one = await begin(ines, PHONE)
    other = await begin(ines, EMAIL, "email")
    assert (one.status_code, other.status_code) == (201, 201)
    assert (await prove(ines, one, PHONE[1])).status_code == 200
    refused = await prove(ines, other, EMAIL[1])
    assert (refused.status_code, refused.json()["type"]) == (412, "/problems/changed-meanwhile")
    assert (await contacts(mock))["email"] == INES.email


async def test_a_first_contact_of_its_kind_can_be_added(mock: Mock) -> None:
    pia = await Visitor(mock, PIA).signed_in()
    begun = await begin(pia, EMAIL)
    assert (await prove(pia, begun, EMAIL[1])).status_code == 200
    assert await contacts(mock, "Pia") == {"text": PIA.phone, "email": "ines.new@example.org"}
    assert (await arrived(mock, PIA.phone))[
        0
    ].subject == "Your e-mail address was changed (practice)"


@pytest.mark.parametrize(
    ("headers", "slug", "status"),
    [
        ({}, "if-match-missing", 428),
        ({"If-Match": '"x"'}, "changed-meanwhile", 412),
        ({"If-Match": "*"}, "changed-meanwhile", 412),
    ],
)
async def test_a_change_names_the_account_it_was_decided_on(
    ines: Visitor, headers: dict[str, str], slug: str, status: int
) -> None:
    new = {"channel": "text", "address": PHONE[1]}
    body = {"step_up_id": await ines.step_up("change-contact", contact=new), "contact": new}
    answer = await ines.ask("POST", "contact-updates", body, **headers)
    assert (answer.status_code, answer.json()["type"]) == (status, f"/problems/{slug}")
    # The fresh code was not used up by it.
    assert (await ines.ask("POST", "contact-updates", body, **await ines.tag())).status_code == 201


async def test_the_code_is_for_exactly_the_contact_that_was_named(ines: Visitor) -> None:
    new = {"channel": "text", "address": PHONE[1]}
    step_up_id = await ines.step_up("change-contact", contact=new)
    other = {"step_up_id": step_up_id, "contact": new | {"address": "07700 900778"}}
    answer = await ines.ask("POST", "contact-updates", other, **await ines.tag())
    assert answer.json()["type"] == "/problems/step-up-needed"


async def test_wrong_codes_at_a_new_contact(mock: Mock, ines: Visitor) -> None:
    begun = (await begin(ines, PHONE)).json()
    path = f"contact-updates/{begun['id']}"
    answers: list[Any] = []
    for pause in (0, 0, 5, 15, 60):
        mock.parts.clock.advance(timedelta(seconds=pause))
        answers.append(await ines.ask("POST", f"{path}/verification", {"code": "x"}))
    assert [answer.status_code for answer in answers] == [422] * 4 + [410]
    mock.parts.clock.advance(timedelta(minutes=5))
    assert (await ines.ask("POST", f"{path}/codes")).status_code == 202
    assert (await ines.ask("POST", f"{path}/codes")).headers["retry-after"] == "60"
    code = await mock.newest_code(KEPT[PHONE[1]])
    assert (await ines.ask("POST", f"{path}/verification", {"code": code})).status_code == 200


async def test_a_repeated_request_starts_one_change(mock: Mock, ines: Visitor) -> None:
    new = {"channel": "text", "address": PHONE[1]}
    body = {"step_up_id": await ines.step_up("change-contact", contact=new), "contact": new}
    key = {"Idempotency-Key": "mine"} | await ines.tag()
    first = await ines.ask("POST", "contact-updates", body, **key)
    second = await ines.ask("POST", "contact-updates", body, **key)
    assert (first.status_code, second.json()) == (201, first.json())
    assert len(await arrived(mock, KEPT[PHONE[1]])) == 1


async def test_a_change_that_was_left_lying_is_forgotten(mock: Mock, ines: Visitor) -> None:
    begun = (await begin(ines, PHONE)).json()
    mock.parts.clock.advance(timedelta(hours=1))
    await ines.sign_in()
    gone = await ines.ask("GET", f"contact-updates/{begun['id']}")
    assert (gone.status_code, gone.json()["type"]) == (404, "/problems/update-not-found")
    await begin(ines, ("text", "07700 900778"))
    assert {row.address for row in await rows(mock, "contact_update")} == {"+44 7700 900778"}


async def test_another_account_s_change_is_not_there(mock: Mock, ines: Visitor) -> None:
    begun = (await begin(ines, PHONE)).json()
    pia = await Visitor(mock, PIA).signed_in()
    for method, path in (("GET", ""), ("POST", "/codes")):
        answer = await pia.ask(method, f"contact-updates/{begun['id']}{path}")
        assert answer.status_code == 404
