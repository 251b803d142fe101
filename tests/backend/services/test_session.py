"""Sessions, the account, the status and its picture."""

from __future__ import annotations

import asyncio
from datetime import date, timedelta

import pytest
from sqlalchemy import delete, select, update

from backend_stub.account import tables as account
from backend_stub.kernel.caller import Machine
from backend_stub.kernel.portrait import portrait_digest
from backend_stub.kernel.problem import STATUS_NOT_FOUND_SENTENCE, Problem
from backend_stub.pcdp import tables as pcdp
from backend_stub.sharing import tables as sharing
from tests.backend.held import held
from tests.backend.support import INES, NOON, OTTO, Mock, portrait


async def test_a_session_says_how_long_it_runs_and_asking_does_not_lengthen_it(mock: Mock) -> None:
    bearer = await mock.signed_in(INES)
    mock.parts.clock.advance(timedelta(minutes=10))
    for _ in range(2):
        answer = await mock.client.get("/v1/session", headers=bearer)
        assert answer.json() == {
            "expires_at": "2026-03-02T13:00:00Z",
            "idle_until": "2026-03-02T12:15:00Z",
        }
    await mock.client.get("/v1/account", headers=bearer)
    answer = await mock.client.get("/v1/session", headers=bearer)
    assert answer.json()["idle_until"] == "2026-03-02T12:25:00Z"
    mock.parts.clock.advance(timedelta(minutes=1))
    token = bearer["Authorization"].split()[1]
    assert await mock.app.state.services.account.account_of(token) == "a-Ines"
    answer = await mock.client.get("/v1/session", headers=bearer)
    assert answer.json()["idle_until"] == "2026-03-02T12:25:00Z"


@pytest.mark.parametrize(("idle", "status"), [(899, 200), (900, 401)])
async def test_a_session_ends_when_idle(mock: Mock, idle: int, status: int) -> None:
    bearer = await mock.signed_in(INES)
    mock.parts.clock.advance(timedelta(seconds=idle))
    answer = await mock.client.get("/v1/account", headers=bearer)
    assert answer.status_code == status


async def test_a_session_ends_after_an_hour_however_busy(mock: Mock) -> None:
    bearer = await mock.signed_in(INES)
    statuses = []
    for _ in range(6):
        mock.parts.clock.advance(timedelta(minutes=10))
        statuses.append((await mock.client.get("/v1/account", headers=bearer)).status_code)
    assert statuses == [200] * 5 + [401]


async def test_sign_out_ends_the_session_on_the_server(mock: Mock) -> None:
    bearer = await mock.signed_in(INES)
    assert (await mock.client.delete("/v1/session", headers=bearer)).status_code == 204
    answer = await mock.client.get("/v1/status", headers=bearer)
    assert (answer.status_code, answer.json()["type"]) == (401, "/problems/session-ended")
    assert answer.headers["www-authenticate"] == "Bearer"


async def test_who_leaves_in_the_commit_that_let_them_in_is_not_known_any_more(mock: Mock) -> None:
    service, machine = mock.app.state.services.account, Machine("", "here")
    token = (await mock.signed_in(INES))["Authorization"].split()[1]
    caller = await service.caller(token, machine)
    mock.parts.clock.advance(timedelta(seconds=2))
    with held(mock.parts.account):
        looked = asyncio.create_task(service.caller(token, machine))
        await asyncio.sleep(0)
        left = asyncio.create_task(service.sign_out(caller))
        await asyncio.sleep(0)
    await asyncio.gather(looked, left)
    with pytest.raises(Problem, match="session-ended"):
        await service.caller(token, machine)


async def test_who_asked_a_moment_ago_is_not_looked_up_again(mock: Mock) -> None:
    bearer, store = await mock.signed_in(INES), mock.parts.account
    for seconds, looked_up in ((0, 1), (0, 0), (0.9, 0), (0.1, 1), (0, 0)):
        mock.parts.clock.advance(timedelta(seconds=seconds))
        before = store.statements
        await mock.client.get("/v1/status", headers=bearer)
        assert (store.statements > before) == looked_up


async def test_a_closed_account_has_no_session(mock: Mock) -> None:
    bearer = await mock.signed_in(INES)
    await mock.parts.account.run(
        lambda c: c.execute(update(account.account).values(closed_at=NOON))
    )
    assert (await mock.client.get("/v1/status", headers=bearer)).status_code == 401
    token = bearer["Authorization"].split()[1]
    assert await mock.app.state.services.account.account_of(token) is None


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer x", "Basic eDp5"])
async def test_no_session_no_answer(mock: Mock, header: str) -> None:
    for path in ("status", "account", "session", "right-to-work/preview", "photos/x"):
        answer = await mock.client.get(f"/v1/{path}", headers={"Authorization": header})
        assert answer.status_code == 401, path


async def test_tokens_are_long_fresh_and_kept_hashed(mock: Mock) -> None:
    first = (await mock.signed_in(INES))["Authorization"].split()[1]
    second = (await mock.signed_in(INES))["Authorization"].split()[1]
    assert first != second
    assert len(bytes.fromhex(first)) == 32
    hashes = await mock.parts.account.run(
        lambda c: list(c.execute(select(account.session.c.token_hash)).scalars())
    )
    assert len(hashes) == 2
    assert not {first, second} & set(hashes)
    assert await mock.app.state.services.account.account_of(first) == "a-Ines"
    assert await mock.app.state.services.account.account_of("x") is None


async def test_the_account_is_shown_masked(mock: Mock) -> None:
    answer = await mock.client.get("/v1/account", headers=await mock.signed_in(INES))
    assert answer.json() == {
        "account_reference": "REF-Ines",
        "contacts": [
            {"channel": "text", "masked": "ends in 111"},
            {"channel": "email", "masked": "i***@example.org"},
        ],
        "documents": [{"kind": "passport", "masked": "******345"}],
        "authenticator": False,
    }
    tag = answer.headers["etag"]
    again = await mock.client.get("/v1/account", headers=await mock.signed_in(INES))
    assert again.headers["etag"] == tag
    other = await mock.client.get("/v1/account", headers=await mock.signed_in(OTTO))
    assert other.headers["etag"] != tag
    assert other.json()["authenticator"] is True


async def test_the_status_is_the_record_that_the_account_asks_for(mock: Mock) -> None:
    bearer = await mock.signed_in(OTTO)
    digest = portrait_digest(portrait(OTTO))
    answer = await mock.client.get("/v1/status", headers=bearer)
    assert answer.json() == {
        "given_names": "Otto",
        "family_name": "Sample",
        "birth_date": "1984-11-02",
        "photo": {"digest": digest, "href": f"/v1/photos/{digest}"},
        "kind": "skilled_worker",
        "kind_label": "Skilled Worker",
        "valid_from": "2021-01-01",
        "valid_until": "2028-06-30",
        "conditions": ["Can work", "No funds"],
        "as_at": "2026-03-02T12:00:00Z",
    }
    await mock.parts.account.run(
        lambda c: c.execute(
            update(account.account)
            .where(account.account.c.account_id == "a-Otto")
            .values(person_key="p-Ines")
        )
    )
    assert (await mock.client.get("/v1/status", headers=bearer)).json()["given_names"] == "Ines"


async def test_a_status_that_ended_is_still_shown(mock: Mock) -> None:
    await mock.parts.pcdp.run(
        lambda c: c.execute(update(pcdp.status).values(valid_until=date(2020, 1, 1)))
    )
    answer = await mock.client.get("/v1/status", headers=await mock.signed_in(OTTO))
    assert (answer.status_code, answer.json()["valid_until"]) == (200, "2020-01-01")


async def test_no_record_gives_the_published_sentence(mock: Mock) -> None:
    bearer = await mock.signed_in(INES)
    await mock.parts.pcdp.run(lambda c: c.execute(delete(pcdp.status)))
    answer = await mock.client.get("/v1/status", headers=bearer)
    assert (answer.status_code, answer.json()["type"]) == (404, "/problems/status-not-found")
    assert answer.json()["detail"] == STATUS_NOT_FOUND_SENTENCE


async def test_a_picture_is_shown_only_to_those_whose_records_show_it(mock: Mock) -> None:
    bearer = await mock.signed_in(INES)
    own, others = portrait(INES), portrait_digest(portrait(OTTO))
    answer = await mock.client.get(f"/v1/photos/{portrait_digest(own)}", headers=bearer)
    assert answer.json() == own
    for digest in (others, "none"):
        refused = await mock.client.get(f"/v1/photos/{digest}", headers=bearer)
        assert (refused.status_code, refused.json()["type"]) == (404, "/problems/photo-not-found")
    await mock.parts.rent.run(
        lambda c: c.execute(
            update(sharing.projection)
            .where(sharing.projection.c.share_key == "s-Ines")
            .values(photo_digest=others)
        )
    )
    answer = await mock.client.get(f"/v1/photos/{others}", headers=bearer)
    assert answer.json() == portrait(OTTO)
