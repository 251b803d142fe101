"""Signing in: codes, their life, their one use; and that nothing tells who exists."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pyotp
import pytest
from sqlalchemy import Update, select, update

from backend_stub.account import tables as account
from backend_stub.outbox import tables as outbox
from tests.backend.support import EVERYBODY, INES, NOON, OTTO, TOTP_SECRET, Mock, opened


async def test_a_number_is_read_whatever_its_spaces_and_letters(mock: Mock) -> None:
    await mock.begin(INES, document_number=" ines-123 45 ")
    assert len(await mock.messages(INES.phone)) == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"document_number": ""},
        {"document_number": " - "},
        {"document_number": "X" * 41},
        {"birth_date": "17/05/1990"},
        {"birth_date": "1990-02-30"},
        {"birth_date": "643000000"},
        {"channel": "pigeon"},
        {"surplus": "1"},
    ],
)
async def test_what_is_not_understood_is_said_without_repeating_it(
    mock: Mock, changes: dict[str, Any]
) -> None:
    answer = await mock.begin(INES, **changes)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    body = answer.json()
    assert body["type"] == "/problems/not-understood"
    assert body["fields"] == list(changes)
    assert body["instance"] == answer.headers["x-request-id"]
    assert set(body) == {"type", "title", "status", "detail", "instance", "fields"}


async def test_a_code_signs_in_once(mock: Mock) -> None:
    begun = (await mock.begin(INES)).json()
    code = await mock.newest_code(INES.phone)
    first = await mock.verify(begun["id"], f" {code[:3]}-{code[3:]} ")
    second = await mock.verify(begun["id"], code)
    assert first.status_code == 201
    assert first.json()["account_reference"] == "REF-Ines"
    assert first.json()["idle_seconds"] == 900
    assert first.json()["expires_at"] == "2026-03-02T13:00:00Z"
    assert second.status_code == 410
    assert second.json()["type"] == "/problems/code-ended"


async def test_a_code_belongs_to_its_own_sign_in(mock: Mock) -> None:
    await mock.begin(INES)
    other = (await mock.begin(OTTO)).json()
    answer = await mock.verify(other["id"], await mock.newest_code(INES.phone))
    assert answer.status_code == 422


@pytest.mark.parametrize(("age", "status"), [(599, 201), (600, 410)])
async def test_a_code_lives_for_ten_minutes(mock: Mock, age: int, status: int) -> None:
    begun = (await mock.begin(INES)).json()
    assert begun["expires_at"] == "2026-03-02T12:10:00Z"
    code = await mock.newest_code(INES.phone)
    mock.parts.clock.advance(timedelta(seconds=age))
    assert (await mock.verify(begun["id"], code)).status_code == status


async def test_five_wrong_tries_end_a_code_but_not_the_account(mock: Mock) -> None:
    begun = (await mock.begin(INES)).json()
    right = await mock.newest_code(INES.phone)
    wrong = "000000" if right != "000000" else "111111"
    answers = []
    for pause in (0, 0, 5, 15, 60):
        mock.parts.clock.advance(timedelta(seconds=pause))
        answers.append(await mock.verify(begun["id"], wrong))
    assert [answer.status_code for answer in answers] == [422] * 4 + [410]
    assert [answer.json().get("tries_left") for answer in answers] == [4, 3, 2, 1, None]
    assert (await mock.verify(begun["id"], right)).status_code == 410
    mock.parts.clock.advance(timedelta(minutes=5))
    again = await mock.client.post(f"/v1/sign-ins/{begun['id']}/codes", json={"channel": "text"})
    assert again.status_code == 202
    assert (await mock.verify(begun["id"], await mock.newest_code(INES.phone))).status_code == 201


async def test_a_code_is_kept_hashed_and_its_message_goes_when_it_expires(mock: Mock) -> None:
    await mock.begin(INES)
    code = await mock.newest_code(INES.phone)
    dump = await mock.parts.account.run(
        lambda c: "".join(c.connection.driver_connection.iterdump())  # type: ignore[union-attr]
    )
    assert f"'{code}'" not in dump
    assert await mock.app.state.services.outbox.purge() == 0
    mock.parts.clock.advance(timedelta(minutes=10))
    assert await mock.app.state.services.outbox.purge() == 1
    assert await mock.messages() == []


async def test_the_code_is_never_put_down_for_nobody(mock: Mock) -> None:
    await mock.begin(INES, "email", document_number="NOBODY000")
    await mock.begin(INES, "email", birth_date="1990-05-18")
    await mock.begin(OTTO, "email")
    await mock.begin(OTTO, "authenticator")
    assert await mock.messages() == []
    rows = await mock.parts.outbox.run(lambda c: c.execute(select(outbox.message)).all())
    assert len(rows) == 4
    for row in rows:
        assert (row.delivered, row.address) == (0, "")
        assert not [word for word in row.body.split() if len(word) == 6 and word.isdigit()]


@pytest.mark.parametrize(
    "change",
    [
        update(account.account).values(closed_at=NOON),
        update(account.document).values(active=0),
        update(account.contact).values(active=0),
    ],
    ids=["account closed", "document not active", "contact not active"],
)
async def test_what_has_ended_reaches_nobody(mock: Mock, change: Update) -> None:
    await mock.parts.account.run(lambda c: c.execute(change))
    assert (await mock.begin(INES)).status_code == 202
    assert await mock.messages() == []


async def test_another_code_waits_a_minute_and_replaces_the_first(mock: Mock) -> None:
    begun = (await mock.begin(INES)).json()
    first = await mock.newest_code(INES.phone)
    path = f"/v1/sign-ins/{begun['id']}/codes"
    early = await mock.client.post(path, json={"channel": "text"})
    assert (early.status_code, early.headers["retry-after"]) == (429, "60")
    mock.parts.clock.advance(timedelta(seconds=60))
    assert (await mock.client.post(path, json={"channel": "email"})).status_code == 202
    second = await mock.newest_code(INES.email)
    assert first != second
    assert (await mock.verify(begun["id"], first)).status_code == 422
    assert (await mock.verify(begun["id"], second)).status_code == 201


async def test_a_code_that_is_sent_in_the_moment_in_which_another_was_used_works(
    mock: Mock,
) -> None:
    begun = (await mock.begin(INES)).json()
    path = f"/v1/sign-ins/{begun['id']}/codes"
    # The clock stands still: what was written last is the newest, whatever its time says.
    for _ in range(5):
        code = await mock.newest_code(INES.phone)
        assert (await mock.verify(begun["id"], code)).status_code == 201
        assert (await mock.client.post(path, json={"channel": "text"})).status_code == 202


async def test_three_codes_an_hour_for_one_sign_in_of_a_stranger(mock: Mock) -> None:
    begun = (await mock.begin(INES)).json()
    path = f"/v1/sign-ins/{begun['id']}/codes"
    statuses = []
    for _ in range(3):
        mock.parts.clock.advance(timedelta(seconds=61))
        answer = await mock.client.post(path, json={"channel": "text"})
        statuses.append(answer.status_code)
    assert statuses == [202] * 2 + [429]
    assert 0 < int(answer.headers["retry-after"]) <= 3600


async def test_starting_again_at_once_sends_no_second_text_and_the_first_code_works(
    mock: Mock,
) -> None:
    first = (await mock.begin(INES)).json()
    second = (await mock.begin(INES)).json()
    assert len(await mock.messages(INES.phone)) == 1
    code = await mock.newest_code(INES.phone)
    assert (await mock.verify(first["id"], code)).status_code == 410
    assert (await mock.verify(second["id"], code)).status_code == 201
    assert len(await mock.messages()) == 1
    await mock.begin(INES)
    assert len(await mock.messages(INES.phone)) == 2


async def test_wrong_tries_move_along_with_a_code(mock: Mock) -> None:
    first = (await mock.begin(INES)).json()
    for _ in range(3):
        await mock.verify(first["id"], "not it")
        mock.parts.clock.advance(timedelta(seconds=15))
    second = (await mock.begin(INES)).json()
    assert len(await mock.messages(INES.phone)) == 1
    assert (await mock.verify(second["id"], "not it")).json()["tries_left"] == 1


async def test_an_unknown_sign_in(mock: Mock) -> None:
    for path, body in (("codes", {"channel": "text"}), ("verification", {"code": "123456"})):
        answer = await mock.client.post(f"/v1/sign-ins/none/{path}", json=body)
        assert (answer.status_code, answer.json()["type"]) == (404, "/problems/sign-in-not-found")
    begun = (await mock.begin(INES)).json()
    mock.parts.clock.advance(timedelta(hours=1))
    assert (await mock.verify(begun["id"], "123456")).status_code == 404


async def test_an_authenticator_code_works_once_and_a_step_around_now(mock: Mock) -> None:
    totp = pyotp.TOTP(TOTP_SECRET)

    async def attempt(offset: int) -> int:
        # Long enough for every wait, and the same half of a minute.
        mock.parts.clock.advance(timedelta(minutes=5))
        begun = (await mock.begin(OTTO, "authenticator")).json()
        code = totp.at(mock.parts.clock.now() + offset * timedelta(seconds=30))
        return (await mock.verify(begun["id"], code)).status_code

    assert await attempt(-2) == 422
    assert await attempt(2) == 422
    assert await attempt(-1) == 201
    assert await attempt(0) == 201
    assert await attempt(1) == 201
    assert await mock.messages() == []


async def test_an_authenticator_code_works_once(mock: Mock) -> None:
    totp = pyotp.TOTP(TOTP_SECRET)
    half_minute = timedelta(seconds=30)

    async def attempt(step: int) -> int:
        begun = (await mock.begin(OTTO, "authenticator")).json()
        return (await mock.verify(begun["id"], totp.at(NOON + step * half_minute))).status_code

    assert await attempt(-1) == 201
    assert await attempt(-1) == 422
    assert await attempt(0) == 201
    assert await attempt(1) == 201
    assert await attempt(0) == 422


async def test_an_authenticator_code_is_no_text_code(mock: Mock) -> None:
    begun = (await mock.begin(OTTO, "text")).json()
    assert (await mock.verify(begun["id"], pyotp.TOTP(TOTP_SECRET).at(NOON))).status_code == 422


async def test_replay_gives_the_same_answer_and_sends_nothing(mock: Mock) -> None:
    body = {
        "document_number": INES.number,
        "birth_date": INES.birth_date.isoformat(),
        "channel": "text",
    }
    headers = {"Idempotency-Key": "one"}
    first = await mock.client.post("/v1/sign-ins", json=body, headers=headers)
    mock.parts.clock.advance(timedelta(minutes=5))
    second = await mock.client.post("/v1/sign-ins", json=body, headers=headers)
    assert first.json() == second.json()
    assert (first.status_code, second.status_code) == (202, 202)
    assert len(await mock.messages()) == 1
    other = await mock.client.post(
        "/v1/sign-ins", json=body | {"channel": "email"}, headers=headers
    )
    assert (other.status_code, other.json()["type"]) == (422, "/problems/idempotency-key-reused")
    bare = await mock.client.post("/v1/sign-ins", json=body)
    assert (bare.status_code, bare.json()["type"]) == (400, "/problems/idempotency-key-missing")
    mock.parts.clock.advance(timedelta(hours=24))
    later = await mock.client.post("/v1/sign-ins", json=body, headers=headers)
    assert later.json()["id"] != first.json()["id"]


class ZeroDigits:
    """Entropy whose codes begin with zeros."""

    def __init__(self) -> None:
        self.drawn = 0

    def symbols(self, alphabet: str, length: int) -> str:
        return alphabet[0] * (length - 1) + alphabet[7]

    def octets(self, length: int) -> bytes:
        self.drawn += 1
        return self.drawn.to_bytes(length)


async def test_leading_zeros_stay(tmp_path: Path) -> None:
    async with opened(tmp_path, ZeroDigits()) as mock:
        begun = (await mock.begin(INES)).json()
        assert await mock.newest_code(INES.phone) == "000007"
        assert (await mock.verify(begun["id"], "7")).status_code == 422
        assert (await mock.verify(begun["id"], "000007")).status_code == 201


async def test_guessing_the_code_of_a_decoy_opens_nothing(tmp_path: Path) -> None:
    async with opened(tmp_path, ZeroDigits()) as mock:
        begun = (await mock.begin(INES, document_number="NOBODY000")).json()
        assert (await mock.verify(begun["id"], "000007")).status_code == 422


def test_people_here_are_distinct() -> None:
    assert len({who.birth_date for who in EVERYBODY}) == len(EVERYBODY)
