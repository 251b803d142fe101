"""The typed calls: what is sent, what an answer becomes, what a repeated call does."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import count

import httpx
import pytest

from tests.service.answers import CODE, Route, Scripted, problem
from tui.core.events import (
    Channel,
    CodeEnded,
    CodeNotRight,
    ProofFailing,
    ProofMissing,
    SignedIn,
    StatusFailing,
    StatusMissing,
)
from tui.core.records import ProofRecord, Purpose, ShareCode, StatusRecord, TimeLimit
from tui.service.client import AccountClient
from tui.service.problems import Busy, SessionEnded, Unreachable

BORN = date(1985, 3, 5)
WORK_CODES = "POST /v1/right-to-work/share-codes"


class Counting:
    def __init__(self) -> None:
        self._numbers = count()

    def token(self) -> str:
        return f"key-{next(self._numbers)}"


def client(script: Scripted) -> AccountClient:
    return AccountClient(script.wire, Counting())


async def signed_in(script: Scripted) -> AccountClient:
    made = client(script)
    await made.send_code("53-3401 372", BORN, Channel.TEXT)
    assert await made.verify("123456") == SignedIn()
    return made


def refuse(_: httpx.Request) -> tuple[int, object]:
    raise httpx.ConnectError("refused")


async def test_signing_in_sends_what_was_typed_and_then_the_token() -> None:
    script = Scripted()
    made = await signed_in(script)
    await made.status()
    assert script.bodies("POST /v1/sign-ins") == [
        {"document_number": "53-3401 372", "birth_date": "1985-03-05", "channel": "text"}
    ]
    (asked,) = script.sent("GET /v1/status")
    assert asked.headers["Authorization"] == "Bearer a-token-of-some-length"
    assert "Authorization" not in script.sent("POST /v1/sign-ins")[0].headers


async def test_the_same_answers_again_send_within_the_sign_in() -> None:
    script = Scripted()
    made = client(script)
    await made.send_code("533401372", BORN, Channel.TEXT)
    await made.send_code("53 3401 372", BORN, Channel.EMAIL)
    assert len(script.sent("POST /v1/sign-ins")) == 1
    assert script.bodies("POST /v1/sign-ins/sign-in-1/codes") == [{"channel": "email"}]
    await made.send_code("533401372", date(1985, 3, 6), Channel.TEXT)
    assert len(script.sent("POST /v1/sign-ins")) == 2


async def test_a_sign_in_that_is_not_known_any_more_is_begun_again() -> None:
    script = Scripted()
    script.set("POST /v1/sign-ins/sign-in-1/codes", (404, problem("sign-in-not-found")))
    made = client(script)
    await made.send_code("533401372", BORN, Channel.TEXT)
    await made.send_code("533401372", BORN, Channel.TEXT)
    assert len(script.sent("POST /v1/sign-ins")) == 2


async def test_a_sign_in_repeated_after_trouble_carries_the_same_key() -> None:
    script = Scripted()
    good = script.routes["POST /v1/sign-ins"]
    script.set("POST /v1/sign-ins", refuse)
    made = client(script)
    with pytest.raises(Unreachable):
        await made.send_code("533401372", BORN, Channel.TEXT)
    script.set("POST /v1/sign-ins", good)
    await made.send_code("533401372", BORN, Channel.TEXT)
    keys = [one.headers["Idempotency-Key"] for one in script.sent("POST /v1/sign-ins")]
    assert keys == ["key-0", "key-0"]


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        ((422, problem("code-not-right", tries_left=2)), CodeNotRight(2)),
        ((410, problem("code-ended")), CodeEnded()),
    ],
)
async def test_a_security_code_that_does_not_open(answer: Route, outcome: object) -> None:
    script = Scripted()
    script.set("POST /v1/sign-ins/sign-in-1/verification", answer)
    made = client(script)
    await made.send_code("533401372", BORN, Channel.TEXT)
    assert await made.verify("123456") == outcome


async def test_without_a_sign_in_nothing_is_sent() -> None:
    script = Scripted()
    made = client(script)
    for call in (made.verify("123456"), made.status(), made.preview(Purpose.WORK)):
        with pytest.raises(SessionEnded):
            await call
    assert script.asked == []


async def test_the_view() -> None:
    view = await (await signed_in(Scripted())).status()
    assert isinstance(view, StatusRecord)
    assert view.birth_date == BORN
    assert view.valid_until is None
    assert view.photo.digest == "face-of-ana"
    assert view.photo.picture.rows == ("010", "101")
    assert view.as_at == datetime(2026, 11, 2, 14, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        ((404, problem("status-not-found")), StatusMissing()),
        ((503, problem("status-unavailable")), StatusFailing()),
    ],
)
async def test_a_view_that_is_not_shown(answer: Route, outcome: object) -> None:
    script = Scripted()
    made = await signed_in(script)
    script.set("GET /v1/status", answer)
    assert await made.status() == outcome


async def test_a_proof() -> None:
    proof = await (await signed_in(Scripted())).preview(Purpose.WORK)
    assert isinstance(proof, ProofRecord)
    assert (proof.purpose, proof.time_limit) == (Purpose.WORK, TimeLimit.NONE)
    assert proof.birth_date is None


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        ((404, problem("proof-not-found")), ProofMissing(Purpose.WORK)),
        ((503, problem("proof-unavailable")), ProofFailing(Purpose.WORK)),
    ],
)
async def test_a_proof_that_is_not_shown(answer: Route, outcome: object) -> None:
    script = Scripted()
    made = await signed_in(script)
    script.set("GET /v1/right-to-work/preview", answer)
    assert await made.preview(Purpose.WORK) == outcome


async def test_a_share_code() -> None:
    made = await (await signed_in(Scripted())).make_code(Purpose.WORK)
    assert made == ShareCode("code-1", "W1234ABCD", Purpose.WORK, date(2027, 1, 31))


async def test_making_a_code_again_gives_the_same_until_it_is_settled() -> None:
    script = Scripted()
    made = await signed_in(script)
    script.set(WORK_CODES, refuse)
    with pytest.raises(Unreachable):
        await made.make_code(Purpose.WORK)
    script.set(WORK_CODES, (201, CODE))
    await made.make_code(Purpose.WORK)
    made.settle(Purpose.WORK)
    await made.make_code(Purpose.WORK)
    keys = [one.headers["Idempotency-Key"] for one in script.sent(WORK_CODES)]
    assert keys[0] == keys[1] != keys[2]


async def test_too_many_codes() -> None:
    script = Scripted()
    made = await signed_in(script)
    script.set(WORK_CODES, (409, problem("too-many-codes")))
    with pytest.raises(Busy):
        await made.make_code(Purpose.WORK)


async def test_a_code_is_redeemed_as_a_checker_would_without_the_session() -> None:
    script = Scripted()
    made = await signed_in(script)
    share_code = ShareCode("code-1", "W1234ABCD", Purpose.WORK, date(2027, 1, 31))
    opened = await made.redeem(share_code, BORN)
    assert opened is not None
    assert opened.proof.given_names == "Ana Maria"
    (asked,) = script.sent("POST /v1/checks/right-to-work")
    assert "Authorization" not in asked.headers
    script.set("POST /v1/checks/right-to-work", (404, problem("no-match")))
    assert await made.redeem(share_code, BORN) is None


async def test_codes_are_listed_for_every_purpose_and_cancelled() -> None:
    script = Scripted()
    made = await signed_in(script)
    line = {**CODE, "state": "live", "used": 2}
    script.set("GET /v1/right-to-work/share-codes", (200, {"items": [line]}))
    script.set("GET /v1/right-to-rent/share-codes", (200, {"items": []}))
    script.set("GET /v1/something-else/share-codes", (200, {"items": []}))
    (given,) = await made.list_codes()
    assert (given.state, given.used) == ("live", 2)
    await made.cancel(Purpose.WORK, "code-1")
    script.set("DELETE /v1/right-to-work/share-codes/code-1", (404, problem("code-not-found")))
    await made.cancel(Purpose.WORK, "code-1")


async def test_signing_out_ends_the_session_there_and_here() -> None:
    script = Scripted()
    made = await signed_in(script)
    await made.sign_out()
    assert len(script.sent("DELETE /v1/session")) == 1
    with pytest.raises(SessionEnded):
        await made.status()
    await made.sign_out()
    assert len(script.sent("DELETE /v1/session")) == 1


async def test_a_session_that_was_left_open_is_ended_before_the_next_person() -> None:
    script = Scripted()
    made = await signed_in(script)
    made.forget()
    assert script.sent("DELETE /v1/session") == []
    await made.send_code("999999999", BORN, Channel.TEXT)
    assert len(script.sent("DELETE /v1/session")) == 1
