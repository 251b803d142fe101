"""Changing and recovering an account: what is sent, what an answer becomes, what is asked again."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.service.answers import Route, Scripted, problem
from tests.service.test_client import BORN, client, refuse, signed_in
from tui.core.changes import (
    BothCodesSent,
    ChangeDone,
    ChangeHeld,
    CodeSentToNew,
    Denied,
    Doing,
    FaceShown,
    FreshCodeSent,
    FreshCodeTaken,
    No,
    Recovered,
    RecoveryBegun,
)
from tui.core.events import Channel, CodeEnded, CodeNotRight
from tui.core.records import Purpose
from tui.service.client import AccountClient
from tui.service.held import HeldAccount, NewDocument
from tui.service.problems import Garbled, SessionEnded, Unreachable

ACCOUNT: dict[str, Any] = {
    "account_reference": "PRACTICE-12345678",
    "contacts": [{"channel": "text", "masked": "ends in 112"}],
    "documents": [{"kind": "passport", "masked": "*******423"}],
    "authenticator": False,
}
UNTIL = "2026-11-02T15:05:00Z"
DOCUMENT = NewDocument(
    "passport", "POL", "PRACTICE888", "Ana Maria", "Kowalska", "1985-03-05", "POL"
)
GRANTED = {"step_up_id": "step-1", "token": "another-token-of-some-length"}
UPDATE = {"id": "update-1", "state": "started", "differs": []}
RECOVERY = {"id": "recovery-1", "step": "face", "expires_at": UNTIL}


def script() -> Scripted:
    made = Scripted()
    for route, answer in (
        ("GET /v1/account", (200, ACCOUNT)),
        ("POST /v1/account/step-ups", (202, {"id": "step-1"})),
        ("POST /v1/account/step-ups/step-1/verification", (201, GRANTED)),
        ("POST /v1/account/document-updates", (201, UPDATE)),
        (
            "POST /v1/account/document-updates/update-1/confirmation",
            (200, {**UPDATE, "state": "done"}),
        ),
        ("POST /v1/account/contact-updates", (201, UPDATE)),
        ("POST /v1/account/contact-updates/update-1/codes", (202, UPDATE)),
        ("POST /v1/account/contact-updates/update-1/verification", (200, UPDATE)),
        (
            "POST /v1/account/authenticator",
            (201, {"secret": "ABCDEFGHIJKLMNOP", "uri": "otpauth://totp/x?secret=ABC"}),
        ),
        ("POST /v1/account/authenticator/verification", (200, {"authenticator": True})),
        ("POST /v1/recoveries", (202, RECOVERY)),
        ("POST /v1/recoveries/recovery-1/face", (202, RECOVERY)),
        ("POST /v1/recoveries/recovery-1/contacts", (202, RECOVERY)),
        ("POST /v1/recoveries/recovery-1/confirmation", (200, RECOVERY)),
    ):
        made.set(route, answer)
    return made


async def looked(made: Scripted) -> AccountClient:
    found = await signed_in(made)
    await found.changes.look()
    return found


async def allowed(made: Scripted, doing: Doing = Doing.DOCUMENT) -> AccountClient:
    """Signed in, with leave to make one change."""
    found = await looked(made)
    document = DOCUMENT if doing is Doing.DOCUMENT else None
    assert await found.changes.ask_code(doing, Channel.TEXT, document) == FreshCodeSent()
    assert await found.changes.prove_code("123456") == FreshCodeTaken()
    return found


async def test_what_an_account_holds_is_masked_and_named_by_a_tag() -> None:
    made = script()
    found = await signed_in(made)
    assert await found.changes.look() == HeldAccount("ends in 112", "", ("*******423",), False)
    made.tag = ""
    with pytest.raises(Garbled):
        await found.changes.look()


async def test_nothing_is_changed_before_the_account_was_looked_at() -> None:
    found = await signed_in(script())
    with pytest.raises(SessionEnded):
        await found.changes.ask_code(Doing.APP, Channel.TEXT)


async def test_a_document_is_changed_under_the_new_token_and_the_tag_that_was_seen() -> None:
    made = script()
    found = await allowed(made)
    assert await found.changes.change_document(DOCUMENT, BORN) == ChangeDone()
    (asked,) = made.sent("POST /v1/account/document-updates")
    assert asked.headers["If-Match"] == made.tag
    assert asked.headers["Authorization"] == "Bearer another-token-of-some-length"
    (body,) = made.bodies("POST /v1/account/document-updates")
    assert (body["step_up_id"], body["account_reference"]) == ("step-1", "PRACTICE-12345678")
    assert body["birth_date"] == BORN.isoformat()
    assert body["document"]["number"] == "PRACTICE888"
    (step,) = made.bodies("POST /v1/account/step-ups")
    assert step["document"] == {
        "kind": "passport",
        "issuing_state": "POL",
        "number": "PRACTICE888",
    }


async def test_a_document_that_is_begun_again_after_trouble_is_the_same() -> None:
    made = script()
    found = await allowed(made)
    confirm = "POST /v1/account/document-updates/update-1/confirmation"
    good = made.routes[confirm]
    made.set(confirm, refuse)
    with pytest.raises(Unreachable):
        await found.changes.change_document(DOCUMENT, BORN)
    made.set(confirm, good)
    assert await found.changes.change_document(DOCUMENT, BORN) == ChangeDone()
    keys = {
        one.headers["Idempotency-Key"] for one in made.sent("POST /v1/account/document-updates")
    }
    assert len(keys) == 1


async def test_a_fresh_code_that_is_asked_for_again_is_another_one() -> None:
    made = script()
    found = await allowed(made)
    await found.changes.ask_code(Doing.DOCUMENT, Channel.TEXT, DOCUMENT)
    first, second = made.sent("POST /v1/account/step-ups")
    assert first.headers["Idempotency-Key"] != second.headers["Idempotency-Key"]


async def test_a_change_that_is_held_says_what_differs() -> None:
    made = script()
    held = {**UPDATE, "state": "held-for-review", "differs": ["family_name"]}
    made.set("POST /v1/account/document-updates/update-1/confirmation", (202, held))
    found = await allowed(made)
    assert await found.changes.change_document(DOCUMENT, BORN) == ChangeHeld(("family_name",))


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        ((409, problem("document-in-use")), No.IN_USE),
        ((409, problem("subject-mismatch")), No.MISMATCH),
        ((412, problem("changed-meanwhile")), No.MEANWHILE),
        ((403, problem("step-up-needed")), No.OVER),
        ((422, problem("not-invented")), No.NOT_INVENTED),
    ],
)
@pytest.mark.parametrize("where", ["", "/update-1/confirmation"])
async def test_each_no_to_a_document(answer: Route, why: No, where: str) -> None:
    made = script()
    made.set(f"POST /v1/account/document-updates{where}", answer)
    found = await allowed(made)
    assert await found.changes.change_document(DOCUMENT, BORN) == Denied(why)


async def test_a_no_that_is_not_agreed_is_no_answer() -> None:
    made = script()
    made.set("POST /v1/account/document-updates", (409, problem("because-i-say-so")))
    found = await allowed(made)
    with pytest.raises(Garbled):
        await found.changes.change_document(DOCUMENT, BORN)


async def test_a_contact_is_changed_with_the_code_that_came_there() -> None:
    made = script()
    found = await allowed(made, Doing.TEXT)
    assert await found.changes.change_contact("text", "+44 7700 900555") == CodeSentToNew()
    assert await found.changes.send_to_new() == CodeSentToNew()
    assert await found.changes.prove_contact("123456") == ChangeDone()
    made.set("POST /v1/account/contact-updates", (409, problem("contact-changed-lately")))
    assert await found.changes.change_contact("email", "a@example.org") == Denied(No.LATELY)


async def test_an_app_is_made_and_proved() -> None:
    made = script()
    found = await allowed(made, Doing.APP)
    answer = await found.changes.make_app()
    assert not isinstance(answer, Denied)
    assert answer[1].secret == "ABCDEFGHIJKLMNOP"
    assert await found.changes.prove_app("123456") == ChangeDone()


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        ((422, problem("code-not-right", tries_left=1)), CodeNotRight(1)),
        ((410, problem("code-ended")), CodeEnded()),
        ((404, problem("step-up-not-found")), Denied(No.OVER)),
    ],
)
async def test_a_fresh_code_that_does_not_do(answer: Route, outcome: object) -> None:
    made = script()
    made.set("POST /v1/account/step-ups/step-1/verification", answer)
    found = await looked(made)
    await found.changes.ask_code(Doing.APP, Channel.TEXT)
    assert await found.changes.prove_code("123456") == outcome


NEVER_HEARD = [
    pytest.param("app", "POST /v1/account/authenticator/verification", "update-not-found"),
    pytest.param("recovery", "POST /v1/recoveries/recovery-1/confirmation", "recovery-not-found"),
]


@pytest.mark.parametrize(("what", "route", "gone"), NEVER_HEARD)
async def test_what_may_have_been_done_is_not_said_to_be_undone(
    what: str, route: str, gone: str
) -> None:
    made = script()
    found = await allowed(made, Doing.APP)
    await found.changes.make_app()
    await found.recovery.begin(DOCUMENT, BORN)

    async def finish() -> object:
        if what == "app":
            return await found.changes.prove_app("123456")
        return await found.recovery.finish("123456", "654321")

    made.set(route, (404, problem(gone)))
    assert await finish() == Denied(No.OVER)
    made.set(route, refuse)
    with pytest.raises(Unreachable):
        await finish()
    made.set(route, (404, problem(gone)))
    assert await finish() == Denied(No.NOT_KNOWN)
    assert await finish() == Denied(No.OVER)


async def test_an_account_is_got_back_without_a_session() -> None:
    made = script()
    found = client(made)
    assert await found.recovery.begin(DOCUMENT, BORN) == RecoveryBegun()
    assert await found.recovery.show_face("0" * 64) == FaceShown()
    assert await found.recovery.set_contacts("+44 7700 900555", "a@example.org") == BothCodesSent()
    assert await found.recovery.finish("123456", "654321") == Recovered()
    assert not any("Authorization" in one.headers for one in made.asked)


async def test_a_face_whose_answer_was_lost_was_shown() -> None:
    made = script()
    found = client(made)
    await found.recovery.begin(DOCUMENT, BORN)
    route = "POST /v1/recoveries/recovery-1/face"
    made.set(route, (409, problem("out-of-order", step="contacts")))
    assert await found.recovery.show_face("0" * 64) == FaceShown()
    made.set(route, (409, problem("out-of-order", step="codes")))
    assert await found.recovery.show_face("0" * 64) == Denied(No.OVER)


async def test_nothing_is_known_of_a_change_once_the_person_is_gone() -> None:
    made = script()
    found = await allowed(made)
    await found.recovery.begin(DOCUMENT, BORN)
    found.forget()
    with pytest.raises(SessionEnded):
        await found.changes.change_document(DOCUMENT, BORN)
    made.set("POST /v1/recoveries/none/face", (404, problem("recovery-not-found")))
    assert await found.recovery.show_face("0" * 64) == Denied(No.OVER)
    assert "PRACTICE888" not in repr(vars(found.changes)) + repr(vars(found.recovery))


async def test_who_opened_a_code_and_what_was_our_own_look() -> None:
    made = script()
    line = {"reference": "CABCDEFGHJKM", "checked_at": UNTIL, "checker": "landlord", "reason": None}
    items = [
        {**line, "checker_name": "Somebody Ltd"},
        {**line, "checker_name": "Alongside, on behalf of the holder"},
    ]
    made.set("GET /v1/right-to-rent/share-codes/code-1/checks", (200, {"items": items}))
    found = await signed_in(made)
    uses = await found.code_uses(Purpose.RENT, "code-1")
    assert [(one.checker, one.by_us) for one in uses] == [("landlord", False), ("landlord", True)]
    assert "Somebody" not in repr(uses)
    made.set(
        "GET /v1/right-to-rent/share-codes/code-1/checks", (404, problem("share-code-not-found"))
    )
    assert await found.code_uses(Purpose.RENT, "code-1") == ()


def test_what_a_document_says_is_named_as_the_service_names_it() -> None:
    assert set(DOCUMENT.said()) == {"given_names", "family_name", "birth_date", "nationality"}
    assert date.fromisoformat(DOCUMENT.said()["birth_date"]) == date(1985, 3, 5)
