"""A fresh code is for one purpose and one thing, works once, soon, and moves the session on."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from backend_stub.account import step_ups
from backend_stub.account.contact_updates import invented_contact
from backend_stub.account.model import Rules, StepUpPurpose
from backend_stub.account.setting import Setting
from backend_stub.account.words import LOCKED
from backend_stub.kernel.caller import Caller
from backend_stub.kernel.entropy import SeededEntropy
from backend_stub.kernel.keys import AccountId, PersonKey
from backend_stub.kernel.problem import Problem
from backend_stub.kernel.store import Work
from tests.backend.account.visitor import NEW_NUMBER, Machine, Visitor, lock, rows
from tests.backend.support import INES, NOON, OTTO, PIA, Mock

DOCUMENT = {"kind": "passport", "issuing_state": "UTO", "number": NEW_NUMBER}
PHONE = {"channel": "text", "address": "07700 900777"}


@pytest.fixture
async def ines(mock: Mock) -> Visitor:
    """Ines, signed in on a machine that is known."""
    return await Visitor(mock, INES).signed_in()


async def test_the_session_goes_on_under_another_token_and_not_for_longer(
    mock: Mock, ines: Visitor
) -> None:
    old, ends = ines.bearer, (await ines.ask("GET", "/v1/session")).json()["expires_at"]
    mock.parts.clock.advance(timedelta(minutes=5))
    await ines.step_up("change-contact", contact=PHONE)
    assert ines.bearer != old
    assert (await ines.ask("GET", "/v1/session")).json()["expires_at"] == ends
    gone = await ines.ask("GET", "/v1/session", Authorization=f"Bearer {old}")
    assert gone.status_code == 401


@pytest.mark.parametrize(
    ("body", "slug"),
    [
        ({"purpose": "change-document"}, "not-understood"),
        ({"purpose": "change-document", "document": DOCUMENT, "contact": PHONE}, "not-understood"),
        ({"purpose": "change-contact", "document": DOCUMENT}, "not-understood"),
        ({"purpose": "set-up-authenticator", "contact": PHONE}, "not-understood"),
        ({"purpose": "sign-in"}, "not-understood"),
        (
            {"purpose": "change-document", "channel": "authenticator", "document": DOCUMENT},
            "not-understood",
        ),
        ({"purpose": "change-document", "document": DOCUMENT | {"number": "9"}}, "not-invented"),
        (
            {"purpose": "change-contact", "contact": {"channel": "text", "address": "07911123456"}},
            "not-invented",
        ),
        (
            {"purpose": "change-contact", "contact": {"channel": "email", "address": "a@b.uk"}},
            "not-invented",
        ),
    ],
)
async def test_what_makes_no_sense_or_could_be_real_is_refused(
    ines: Visitor, body: dict[str, Any], slug: str
) -> None:
    answer = await ines.ask("POST", "step-ups", {"channel": "text"} | body)
    assert (answer.status_code, answer.json()["type"]) == (422, f"/problems/{slug}")
    assert await rows(ines.mock, "step_up") == []


async def test_a_code_goes_to_a_contact_that_the_account_has(mock: Mock) -> None:
    otto = await Visitor(mock, OTTO).signed_in()
    body = {"purpose": "set-up-authenticator", "channel": "email"}
    answer = await otto.ask("POST", "step-ups", body)
    assert (answer.status_code, answer.json()["type"]) == (409, "/problems/contact-missing")
    answer = await otto.ask("POST", "step-ups", body | {"channel": "authenticator"})
    assert answer.status_code == 202
    pia = await Visitor(mock, PIA).signed_in()
    answer = await pia.ask("POST", "step-ups", body | {"channel": "authenticator"})
    assert (answer.status_code, answer.json()["type"]) == (409, "/problems/contact-missing")


async def test_a_repeated_request_sends_nothing_and_another_waits_a_minute(
    mock: Mock, ines: Visitor
) -> None:
    body = {"purpose": "change-contact", "channel": "text", "contact": PHONE}
    before = len(await mock.messages())
    first = await ines.ask("POST", "step-ups", body, **{"Idempotency-Key": "mine"})
    again = await ines.ask("POST", "step-ups", body, **{"Idempotency-Key": "mine"})
    assert (first.status_code, again.json()) == (202, first.json())
    assert len(await mock.messages()) == before + 1
    other = await ines.ask("POST", "step-ups", body)
    assert (other.status_code, other.headers["retry-after"]) == (429, "60")
    keyless = await ines.mock.client.post("/v1/account/step-ups", json=body, headers=ines.headers)
    assert keyless.status_code == 400


async def test_a_code_for_one_purpose_signs_nobody_in_and_does_nothing_else(
    mock: Mock, ines: Visitor
) -> None:
    body = {"purpose": "change-document", "channel": "text", "document": DOCUMENT}
    begun = (await ines.ask("POST", "step-ups", body)).json()
    code = await mock.newest_code(INES.phone)
    # A sign-in that was begun at the same moment is not opened by it, nor the other way round.
    sign_in = (await mock.begin(INES, "email")).json()
    assert (await mock.verify(sign_in["id"], code)).status_code == 422
    of_sign_in = await mock.newest_code(INES.email)
    wrong = await ines.ask("POST", f"step-ups/{begun['id']}/verification", {"code": of_sign_in})
    assert wrong.status_code == 422
    right = await ines.ask("POST", f"step-ups/{begun['id']}/verification", {"code": code})
    assert right.status_code == 201
    ines.bearer = right.json()["token"]
    twice = await ines.ask("POST", f"step-ups/{begun['id']}/verification", {"code": code})
    assert (twice.status_code, twice.json()["type"]) == (410, "/problems/code-ended")
    update = {"step_up_id": begun["id"], "contact": PHONE}
    refused = await ines.ask("POST", "contact-updates", update, **await ines.tag())
    assert (refused.status_code, refused.json()["type"]) == (403, "/problems/step-up-needed")


def test_what_is_kept_of_a_code_depends_on_what_it_is_for() -> None:
    """So that rows that were mixed up would open nothing either."""
    at = Setting(NOON, SeededEntropy("x"), b"key", "request", Rules())
    kept = {at.hashed(what_for, "123456") for what_for in ("sign-in", "change-document a", "b")}
    assert len(kept) == 3


async def test_a_step_up_is_for_its_purpose_even_about_the_same_thing(
    mock: Mock, ines: Visitor
) -> None:
    step_up_id = await ines.step_up("change-contact", contact=PHONE)
    at = Setting(NOON, SeededEntropy("x"), mock.parts.server_key, "request", Rules())
    about = invented_contact("text", PHONE["address"]).text
    caller = Caller(AccountId("a-Ines"), PersonKey("p-Ines"), "REF-Ines", "", NOON, NOON)

    def used_for(purpose: StepUpPurpose) -> Work[None]:
        return lambda c: step_ups.spend(c, at, caller, step_up_id, purpose, about)

    with pytest.raises(Problem, match="step-up-needed"):
        await mock.parts.account.run(used_for("change-document"))
    await mock.parts.account.run(used_for("change-contact"))


async def test_a_step_up_belongs_to_its_account(mock: Mock, ines: Visitor) -> None:
    step_up_id = await ines.step_up("change-contact", contact=PHONE)
    otto = await Visitor(mock, OTTO).signed_in()
    update = {"step_up_id": step_up_id, "contact": PHONE}
    refused = await otto.ask("POST", "contact-updates", update, **await otto.tag())
    assert refused.json()["type"] == "/problems/step-up-needed"
    path = f"step-ups/{step_up_id}/verification"
    assert (await otto.ask("POST", path, {"code": "1"})).status_code == 404


@pytest.mark.parametrize(("minutes", "status"), [(9, 201), (10, 403)])
async def test_what_a_code_allows_is_done_within_ten_minutes(
    ines: Visitor, minutes: int, status: int
) -> None:
    step_up_id = await ines.step_up("change-contact", contact=PHONE)
    ines.mock.parts.clock.advance(timedelta(minutes=minutes))
    update = {"step_up_id": step_up_id, "contact": PHONE}
    answer = await ines.ask("POST", "contact-updates", update, **await ines.tag())
    assert answer.status_code == status


async def test_what_a_code_allows_is_done_once(ines: Visitor) -> None:
    step_up_id = await ines.step_up("set-up-authenticator")
    tag = await ines.tag()
    first = await ines.ask("POST", "authenticator", {"step_up_id": step_up_id}, **tag)
    second = await ines.ask("POST", "authenticator", {"step_up_id": step_up_id}, **tag)
    assert (first.status_code, second.status_code) == (201, 403)


async def test_a_code_that_was_not_typed_allows_nothing(ines: Visitor) -> None:
    body = {"purpose": "set-up-authenticator", "channel": "text"}
    begun = (await ines.ask("POST", "step-ups", body)).json()
    answer = await ines.ask(
        "POST", "authenticator", {"step_up_id": begun["id"]}, **await ines.tag()
    )
    assert answer.json()["type"] == "/problems/step-up-needed"


async def test_wrong_codes_wait_and_count_as_they_do_at_sign_in(mock: Mock, ines: Visitor) -> None:
    body = {"purpose": "set-up-authenticator", "channel": "text"}
    begun = (await ines.ask("POST", "step-ups", body)).json()
    path = f"step-ups/{begun['id']}/verification"
    answers = [await ines.ask("POST", path, {"code": "x"}) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [422, 422, 429]
    assert answers[1].json()["tries_left"] == 3
    (counted,) = await rows(mock, "failures")
    assert (counted.account_id, counted.in_a_row) == ("a-Ines", 2)
    assert counted.client != ""


async def test_a_stopped_machine_is_sent_no_fresh_code(mock: Mock, ines: Visitor) -> None:
    (known,) = await rows(mock, "known_client")
    await lock(mock, INES, known.client)
    body = {"purpose": "set-up-authenticator", "channel": "text"}
    begun = (await ines.ask("POST", "step-ups", body)).json()
    assert (await mock.messages(INES.phone))[0].subject == LOCKED[0]
    path = f"step-ups/{begun['id']}/verification"
    assert (await ines.ask("POST", path, {"code": "123456"})).status_code == 422


async def test_a_session_is_bound_to_its_machine(mock: Mock, ines: Visitor) -> None:
    stolen = Visitor(mock, INES, Machine(), ines.bearer)
    assert (await stolen.ask("GET", "/v1/account")).status_code == 401
    stolen.machine = Machine("f" * 64)
    assert (await stolen.ask("GET", "/v1/account")).status_code == 401
    assert (await ines.ask("GET", "/v1/account")).status_code == 200
    # Begun on a machine that had no token, it needs none.
    plain = Visitor(mock, OTTO)
    assert (await plain.sign_in()).status_code == 201
    plain.machine = Machine()
    assert (await plain.ask("GET", "/v1/account")).status_code == 200
