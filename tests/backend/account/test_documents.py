"""Changing the document: each guard, each outcome, and what is left when it stops half-way."""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update

from backend_stub.account import tables
from backend_stub.pcdp import tables as pcdp
from backend_stub.reconcile.bonds import broken_bonds
from tests.backend.account.visitor import NEW_NUMBER, Machine, Visitor, arrived, rows, told
from tests.backend.support import INES, NOON, OTTO, PIA, Mock, Somebody

OTHER_NUMBER = "PRACTICE 911"


@pytest.fixture
async def ines(mock: Mock) -> Visitor:
    """Ines, signed in on a machine that is known."""
    return await Visitor(mock, INES).signed_in()


async def opens(mock: Mock, who: Somebody, number: str) -> str | None:
    """Whose account a number opens with this person's birthday; nothing when it opens none."""
    mock.parts.clock.advance(timedelta(minutes=2))
    begun = await mock.begin(who, document_number=number)
    rows_now = await rows(mock, "sign_in")
    found: str | None = next(r.account_id for r in rows_now if r.sign_in_id == begun.json()["id"])
    return found


async def bonds(mock: Mock) -> list[str]:
    """The broken ones, asked for off the event loop."""
    return await asyncio.to_thread(broken_bonds, mock.parts)


async def test_the_new_document_signs_in_and_the_old_one_until_it_was_used(
    mock: Mock, ines: Visitor
) -> None:
    begun = await ines.start_update()
    assert begun.status_code == 201
    assert begun.json() == {
        "id": begun.json()["id"],
        "document": {"kind": "passport", "masked": "********900"},
        "state": "started",
        "differs": [],
        "expires_at": "2026-03-02T13:00:00Z",
    }
    where = begun.headers["location"]
    assert (await ines.ask("GET", where)).json() == begun.json()
    assert await opens(mock, INES, NEW_NUMBER) is None, "nothing is different yet"
    done = await ines.confirm(begun.json()["id"])
    assert (done.status_code, done.json()["state"]) == (200, "done")
    assert (await ines.ask("GET", where)).json() == done.json()
    assert await opens(mock, INES, INES.number) == "a-Ines"
    assert await opens(mock, INES, NEW_NUMBER) == "a-Ines"
    assert (await ines.sign_in()).status_code == 201
    assert await opens(mock, INES, INES.number) == "a-Ines", "it was the old one that was used"
    mock.parts.clock.advance(timedelta(hours=1))
    assert (await ines.sign_in(document_number=NEW_NUMBER)).status_code == 201
    assert await opens(mock, INES, INES.number) is None
    assert await opens(mock, INES, NEW_NUMBER) == "a-Ines"
    assert await bonds(mock) == []


async def test_both_contacts_are_told_and_the_other_stores_get_a_message(
    mock: Mock, ines: Visitor
) -> None:
    await ines.update()
    notices = [m for m in await arrived(mock) if "document was changed" in m.subject]
    assert {m.address for m in notices} == {INES.phone, INES.email}
    assert not any(NEW_NUMBER in m.body or "900" in m.body for m in notices)
    (row,) = await told(mock)
    (new,) = [d for d in await rows(mock, "document") if d.awaiting_use]
    assert (row.address, row.subject, len(row.message_id)) == ("pcdp", "p-Ines", 32)
    assert row.body == {
        "account_id": "a-Ines",
        "contacts": [["email", INES.email], ["text", INES.phone]],
        "documents": sorted(["d-Ines", new.document_key]),
    }
    # The old one ends with the first use of the new one, and that is told as well.
    mock.parts.clock.advance(timedelta(hours=1))
    await ines.sign_in(document_number=NEW_NUMBER)
    assert (await told(mock))[-1].body["documents"] == [new.document_key]


# Guard 1: the session's account, said again in the request.


@pytest.mark.parametrize(
    "wrong", [{"account_reference": "REF-Otto"}, {"birth_date": OTTO.birth_date.isoformat()}]
)
async def test_a_request_that_means_somebody_else_writes_nothing(
    mock: Mock, ines: Visitor, wrong: dict[str, str]
) -> None:
    step_up_id = await ines.document_step_up()
    body = ines.update_body(step_up_id, ines.new_document()) | wrong
    answer = await ines.ask("POST", "document-updates", body, **await ines.tag())
    assert (answer.status_code, answer.json()["type"]) == (409, "/problems/subject-mismatch")
    assert await rows(mock, "document_update") == []
    (step_up,) = await rows(mock, "step_up")
    assert step_up.used_at is None


async def test_another_account_s_change_cannot_be_seen_or_confirmed(
    mock: Mock, ines: Visitor
) -> None:
    begun = await ines.start_update()
    otto = await Visitor(mock, OTTO).signed_in()
    assert (await otto.confirm(begun.json()["id"])).status_code == 404
    assert (await otto.ask("GET", begun.headers["location"])).status_code == 404


# Guard 2: a fresh code for exactly this document, to a contact that was there.


async def test_without_a_fresh_code_for_this_document_nothing_begins(
    mock: Mock, ines: Visitor
) -> None:
    contact = {"channel": "text", "address": "07700 900777"}
    mismatched = [
        "",
        "nothing",
        await ines.step_up("change-contact", contact=contact),
        await ines.document_step_up(OTHER_NUMBER),
    ]
    tag = await ines.tag()
    for step_up_id in mismatched:
        body = ines.update_body(step_up_id, ines.new_document())
        answer = await ines.ask("POST", "document-updates", body, **tag)
        assert (answer.status_code, answer.json()["type"]) == (403, "/problems/step-up-needed")
    assert await rows(mock, "document_update") == []


async def test_one_fresh_code_begins_one_change(ines: Visitor) -> None:
    step_up_id = await ines.document_step_up()
    body = ines.update_body(step_up_id, ines.new_document())
    tag = await ines.tag()
    assert (await ines.ask("POST", "document-updates", body, **tag)).status_code == 201
    assert (await ines.ask("POST", "document-updates", body, **tag)).status_code == 403


# Guard 3: one active owner.


@pytest.mark.parametrize("owner", [INES, OTTO])
async def test_a_document_that_is_linked_cannot_be_linked_again(
    mock: Mock, ines: Visitor, owner: Somebody
) -> None:
    number = "PRACTICE 555"
    mine = tables.document.c.document_key == f"d-{owner.name}"
    await mock.parts.account.run(
        lambda c: c.execute(update(tables.document).where(mine).values(number_norm="PRACTICE555"))
    )
    changes = {"document_number": number} if owner is INES else {}
    assert (await ines.sign_in(**changes)).status_code == 201
    answer = await ines.start_update(number)
    assert (answer.status_code, answer.json()["type"]) == (409, "/problems/document-in-use")


async def test_of_two_who_began_with_one_document_the_second_does_not_get_it(mock: Mock) -> None:
    twins = [await Visitor(mock, who).signed_in() for who in (INES, OTTO)]
    begun = [(await each.start_update()).json() for each in twins]
    answers = [await each.confirm(b["id"]) for each, b in zip(twins, begun, strict=True)]
    # Otto's own name is on it, so that nothing but the index stands in his way.
    assert [answer.status_code for answer in answers] == [200, 409]
    assert answers[1].json()["type"] == "/problems/document-in-use"
    owners = {row.account_id for row in await rows(mock, "document") if row.awaiting_use}
    assert owners == {"a-Ines"}
    assert await bonds(mock) == []


async def test_two_states_may_give_out_one_number(mock: Mock, ines: Visitor) -> None:
    await ines.update()
    otto = await Visitor(mock, OTTO).signed_in()
    named = {"kind": "passport", "issuing_state": "XXX", "number": NEW_NUMBER}
    step_up_id = await otto.step_up("change-document", document=named)
    body = otto.update_body(step_up_id, otto.new_document(issuing_state="XXX"))
    begun = await otto.ask("POST", "document-updates", body, **await otto.tag())
    assert (await otto.confirm(begun.json()["id"])).status_code == 200
    # The birthday tells which of the two is meant.
    assert await opens(mock, INES, NEW_NUMBER) == "a-Ines"
    assert await opens(mock, OTTO, NEW_NUMBER) == "a-Otto"
    assert await opens(mock, PIA, NEW_NUMBER) is None
    assert await bonds(mock) == []


# Guard 4: the record's name, birthday and nationality.


@pytest.mark.parametrize(
    ("says", "differs"),
    [
        ({"given_names": "Otto"}, ["given_names"]),
        ({"family_name": "Other", "nationality": "XXX"}, ["family_name", "nationality"]),
        ({"birth_date": "1990-05-18"}, ["birth_date"]),
    ],
)
async def test_what_the_record_does_not_say_is_held_and_nothing_changes(
    mock: Mock, ines: Visitor, says: dict[str, str], differs: list[str]
) -> None:
    held = await ines.update(**says)
    assert (held.status_code, held.json()["state"]) == (202, "held-for-review")
    assert held.json()["differs"] == differs
    assert (await ines.confirm(held.json()["id"])).json() == held.json(), "and stays held"
    assert len(await rows(mock, "document")) == 3
    assert await told(mock) == []
    assert (await arrived(mock, INES.email))[0].subject.startswith("We are checking")
    assert (await ines.ask("GET", "/v1/account")).status_code == 200


@pytest.mark.parametrize("name", ["INÊS", " ines ", "I-N'es"])
async def test_a_name_is_compared_as_passports_print_it(
    mock: Mock, ines: Visitor, name: str
) -> None:
    assert (await ines.update(given_names=name)).status_code == 200


@pytest.mark.parametrize("lacking", ["record", "nationality"])
async def test_a_record_that_cannot_be_compared_holds_the_change(
    mock: Mock, ines: Visitor, lacking: str
) -> None:
    of_ines = pcdp.person.c.person_key == "p-Ines"
    change: Any = pcdp.person.delete().where(of_ines)
    if lacking == "nationality":
        change = update(pcdp.person).where(of_ines).values(nationality=None)
    await mock.parts.pcdp.run(lambda c: c.execute(change))
    held = await ines.update()
    assert (held.status_code, held.json()["differs"]) == (202, [lacking])


# Guard 5: two phases.


async def test_a_number_typed_wrong_can_be_put_right_with_the_old_document(
    mock: Mock, ines: Visitor
) -> None:
    await ines.update(OTHER_NUMBER)
    mock.parts.clock.advance(timedelta(minutes=2))
    await ines.update(NEW_NUMBER)
    assert await opens(mock, INES, OTHER_NUMBER) is None
    assert await opens(mock, INES, INES.number) == "a-Ines"
    assert await bonds(mock) == []
    mock.parts.clock.advance(timedelta(hours=1))
    assert (await ines.sign_in(document_number=NEW_NUMBER)).status_code == 201
    assert await opens(mock, INES, INES.number) is None


# Guard 6: others on this machine are signed out.


async def test_who_else_is_signed_in_on_the_machine_is_signed_out_and_nobody_elsewhere(
    mock: Mock,
) -> None:
    kiosk, home = Machine(), Machine()
    ines = await Visitor(mock, INES, kiosk).signed_in()
    otto = await Visitor(mock, OTTO, kiosk).signed_in()
    elsewhere = await Visitor(mock, PIA, home).signed_in()
    begun = (await ines.start_update()).json()
    assert (await otto.ask("GET", "/v1/account")).status_code == 200
    assert (await ines.confirm(begun["id"])).status_code == 200
    assert (await otto.ask("GET", "/v1/account")).status_code == 401
    assert (await ines.ask("GET", "/v1/account")).status_code == 200
    assert (await elsewhere.ask("GET", "/v1/account")).status_code == 200


# Changed meanwhile, repeated, left lying.


async def test_an_account_that_changed_meanwhile_is_decided_on_anew(
    mock: Mock, ines: Visitor
) -> None:
    step_up_id = await ines.document_step_up()
    body = ines.update_body(step_up_id, ines.new_document())
    assert (await ines.ask("POST", "document-updates", body)).status_code == 428
    tag = await ines.tag()
    begun = (await ines.ask("POST", "document-updates", body, **tag)).json()
    of_ines = tables.contact.c.account_id == "a-Ines"
    await mock.parts.account.run(
        lambda c: c.execute(update(tables.contact).where(of_ines).values(changed_at=NOON))
    )
    late = await ines.confirm(begun["id"])
    assert (late.status_code, late.json()["type"]) == (412, "/problems/changed-meanwhile")
    body = ines.update_body(await ines.document_step_up(), ines.new_document())
    assert (await ines.ask("POST", "document-updates", body, **tag)).status_code == 412


async def test_a_repeated_request_begins_one_change_and_a_repeated_confirmation_makes_one(
    mock: Mock, ines: Visitor
) -> None:
    body = ines.update_body(await ines.document_step_up(), ines.new_document())
    headers = {"Idempotency-Key": "mine"} | await ines.tag()
    first = await ines.ask("POST", "document-updates", body, **headers)
    second = await ines.ask("POST", "document-updates", body, **headers)
    assert (first.status_code, second.json()) == (201, first.json())
    other = await ines.ask("POST", "document-updates", body | {"step_up_id": "x"}, **headers)
    assert other.json()["type"] == "/problems/idempotency-key-reused"
    done = [(await ines.confirm(first.json()["id"])).json() for _ in range(2)]
    assert done[0] == done[1]
    assert len(await told(mock)) == 1
    assert len([row for row in await rows(mock, "document") if row.account_id == "a-Ines"]) == 2


async def test_what_was_typed_goes_with_the_change_or_after_an_hour(
    mock: Mock, ines: Visitor
) -> None:
    left = (await ines.start_update(OTHER_NUMBER)).json()
    mock.parts.clock.advance(timedelta(hours=1))
    await ines.sign_in()
    assert (await ines.confirm(left["id"])).status_code == 404
    done = (await ines.update()).json()
    (row,) = await rows(mock, "document_update")
    assert (row.document_update_id, row.details) == (done["id"], {})
    # A hash of the number stays with the fresh code no longer than that.
    mock.parts.clock.advance(timedelta(hours=1))
    await ines.sign_in()
    await ines.step_up("set-up-authenticator")
    assert len(await rows(mock, "step_up")) == 1


# What is told is told, whatever dies in between.


async def test_what_is_told_waits_in_the_store_until_it_is_carried(
    mock: Mock, ines: Visitor
) -> None:
    begun = (await ines.start_update()).json()
    assert (await ines.confirm(begun["id"])).status_code == 200
    waiting = [row for row in await rows(mock, "change_queue") if row.delivered_at is None]
    assert Counter(row.kind for row in waiting) == {"account-changed": 1, "reply": 2}
    notices = [m.address for m in await arrived(mock) if "was changed" in m.subject]
    assert set(notices) == {INES.phone, INES.email}
    # The old one still signs in: the second phase waits for the person, not for the process.
    assert await opens(mock, INES, INES.number) == "a-Ines"
