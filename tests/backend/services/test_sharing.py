"""Previews, share codes, and what checkers see."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, insert, select, update

from backend_stub.account import tables as account
from backend_stub.kernel.audit_log import first_broken
from backend_stub.kernel.entropy import SeededEntropy
from backend_stub.sharing import tables
from backend_stub.sharing.model import ALPHABET
from tests.backend.support import INES, OTTO, PIA, Mock, Somebody, opened

SEGMENTS = {"work": "right-to-work", "rent": "right-to-rent", "other": "something-else"}


async def make(mock: Mock, bearer: dict[str, str], purpose: str = "work") -> dict[str, Any]:
    """A fresh share code."""
    answer = await mock.client.post(
        f"/v1/{SEGMENTS[purpose]}/share-codes", json={}, headers=bearer | mock.key()
    )
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    assert answer.headers["location"] == f"/v1/{SEGMENTS[purpose]}/share-codes/{found['id']}"
    return found


async def check(mock: Mock, code: str, birthday: date, purpose: str = "work") -> Any:
    """A checker's try."""
    return await mock.client.post(
        f"/v1/checks/{SEGMENTS[purpose]}",
        json={
            "code": code,
            "birth_date": birthday.isoformat(),
            "checker": {"name": "Corner Bakery"},
        },
    )


@pytest.mark.parametrize("purpose", list(SEGMENTS))
@pytest.mark.parametrize(
    ("who", "limit", "until"),
    [(INES, "none", None), (PIA, "not_shown", None), (OTTO, "until", "2028-06-30")],
)
async def test_a_preview_is_what_the_checker_will_see(
    mock: Mock, purpose: str, who: Somebody, limit: str, until: str | None
) -> None:
    bearer = await mock.signed_in(who)
    preview = (await mock.client.get(f"/v1/{SEGMENTS[purpose]}/preview", headers=bearer)).json()
    assert (preview["time_limit"], preview["valid_until"]) == (limit, until)
    assert preview["given_names"] == who.name
    assert preview["birth_date"] == (who.birth_date.isoformat() if purpose == "other" else None)
    code = await make(mock, bearer, purpose)
    shown = await check(mock, code["code"], who.birth_date, purpose)
    assert shown.status_code == 200
    assert shown.json()["proof"] == preview
    assert shown.json()["photo"]["alt"] == f"drawing of {who.name}"
    assert shown.json()["checked_at"] == "2026-03-02T12:00:00Z"


@pytest.mark.parametrize(("purpose", "letter"), [("work", "W"), ("rent", "R"), ("other", "S")])
async def test_a_code_has_its_letter_its_alphabet_and_ninety_days(
    mock: Mock, purpose: str, letter: str
) -> None:
    code = await make(mock, await mock.signed_in(INES), purpose)
    assert code["code"][0] == letter
    assert len(code["code"]) == 9
    assert set(code["code"][1:]) <= set(ALPHABET)
    assert (code["purpose"], code["created_at"]) == (purpose, "2026-03-02T12:00:00Z")
    assert code["expires_at"] == "2026-05-31T12:00:00Z"
    assert len(ALPHABET) == 32
    assert not set("01OI") & set(ALPHABET)


async def test_no_copy_no_proof_and_no_code(mock: Mock) -> None:
    bearer = await mock.signed_in(INES)
    await mock.parts.work.run(
        lambda c: c.execute(update(tables.crosswalk).values(share_key="nowhere"))
    )
    preview = await mock.client.get("/v1/right-to-work/preview", headers=bearer)
    made = await mock.client.post(
        "/v1/right-to-work/share-codes", json={}, headers=bearer | mock.key()
    )
    for answer in (preview, made):
        assert (answer.status_code, answer.json()["type"]) == (404, "/problems/proof-not-found")
    assert (await mock.client.get("/v1/right-to-rent/preview", headers=bearer)).status_code == 200


async def test_codes_are_listed_used_cancelled_and_ended(mock: Mock) -> None:
    bearer = await mock.signed_in(INES)
    first = await make(mock, bearer)
    mock.parts.clock.advance(timedelta(minutes=1))
    second = await make(mock, bearer)
    await check(mock, first["code"], INES.birth_date)
    path = "/v1/right-to-work/share-codes"
    for _ in range(2):
        gone = await mock.client.delete(f"{path}/{second['id']}", headers=bearer)
        assert gone.status_code == 204
    listed = (await mock.client.get(path, headers=bearer)).json()["items"]
    assert listed == [
        second | {"state": "cancelled", "used": 0, "stopped": False},
        first | {"state": "live", "used": 1, "stopped": False},
    ]
    assert (await check(mock, second["code"], INES.birth_date)).status_code == 404
    mock.parts.clock.advance(timedelta(days=90))
    assert (await check(mock, first["code"], INES.birth_date)).status_code == 404
    bearer = await mock.signed_in(INES)
    listed = (await mock.client.get(path, headers=bearer)).json()["items"]
    assert [item["state"] for item in listed] == ["cancelled", "ended"]


async def test_one_holder_cannot_touch_anothers_code(mock: Mock) -> None:
    code = await make(mock, await mock.signed_in(INES))
    bearer = await mock.signed_in(OTTO)
    path = "/v1/right-to-work/share-codes"
    assert (await mock.client.get(path, headers=bearer)).json() == {"items": []}
    answer = await mock.client.delete(f"{path}/{code['id']}", headers=bearer)
    assert (answer.status_code, answer.json()["type"]) == (404, "/problems/share-code-not-found")
    assert (await check(mock, code["code"], INES.birth_date)).status_code == 200


async def test_twenty_live_codes_and_no_more(mock: Mock) -> None:
    bearer = await mock.signed_in(INES)
    codes = [await make(mock, bearer) for _ in range(20)]
    path = "/v1/right-to-work/share-codes"
    answer = await mock.client.post(path, json={}, headers=bearer | mock.key())
    assert (answer.status_code, answer.json()["type"]) == (409, "/problems/too-many-codes")
    await mock.client.delete(f"{path}/{codes[0]['id']}", headers=bearer)
    await make(mock, bearer)
    await make(mock, bearer, "rent")


async def test_a_code_is_made_once_for_a_key(mock: Mock) -> None:
    bearer = await mock.signed_in(INES)
    path, headers = "/v1/right-to-work/share-codes", bearer | {"Idempotency-Key": "k"}
    first = await mock.client.post(path, json={}, headers=headers)
    second = await mock.client.post(path, json={}, headers=headers)
    assert first.json() == second.json()
    assert first.headers["location"] == second.headers["location"]
    assert len((await mock.client.get(path, headers=bearer)).json()["items"]) == 1
    # A key is its holder's own: somebody else's is another request.
    other = await mock.client.post(
        path, json={}, headers=await mock.signed_in(OTTO) | {"Idempotency-Key": "k"}
    )
    assert other.status_code == 201
    assert other.json()["id"] != first.json()["id"]
    bare = await mock.client.post(path, json={}, headers=bearer)
    assert bare.json()["type"] == "/problems/idempotency-key-missing"


async def test_a_failed_request_leaves_its_key_unused(mock: Mock) -> None:
    bearer = await mock.signed_in(INES)
    before = await mock.parts.work.run(lambda c: c.execute(select(tables.crosswalk)).all())
    await mock.parts.work.run(lambda c: c.execute(delete(tables.crosswalk)))
    path, headers = "/v1/right-to-work/share-codes", bearer | {"Idempotency-Key": "k"}
    assert (await mock.client.post(path, json={}, headers=headers)).status_code == 404
    await mock.parts.work.run(
        lambda c: c.execute(insert(tables.crosswalk), [dict(row._mapping) for row in before])
    )
    assert (await mock.client.post(path, json={}, headers=headers)).status_code == 201


class Repeating(SeededEntropy):
    """Entropy that draws the same share code twice before another."""

    def __init__(self) -> None:
        super().__init__("repeating")
        self.codes = ["AAAAAAAA", "AAAAAAAA", "BBBBBBBB"]

    def symbols(self, alphabet: str, length: int) -> str:
        return self.codes.pop(0) if length == 8 else super().symbols(alphabet, length)


async def test_a_code_that_is_taken_is_drawn_again(tmp_path: Path) -> None:
    async with opened(tmp_path, Repeating()) as mock:
        first = await make(mock, await mock.signed_in(INES))
        second = await make(mock, await mock.signed_in(OTTO))
        assert (first["code"], second["code"]) == ("WAAAAAAAA", "WBBBBBBBB")


async def test_every_kind_of_wrong_has_one_answer(mock: Mock) -> None:
    bearer = await mock.signed_in(INES)
    live, ended, cancelled = [await make(mock, bearer) for _ in range(3)]
    await mock.client.delete(f"/v1/right-to-work/share-codes/{cancelled['id']}", headers=bearer)
    await mock.parts.work.run(
        lambda c: c.execute(
            update(tables.share_code)
            .where(tables.share_code.c.share_code_id == ended["id"])
            .values(expires_at=mock.parts.clock.now())
        )
    )
    answers = [
        await check(mock, "W22222222", INES.birth_date),
        await check(mock, "nonsense", INES.birth_date),
        await check(mock, live["code"], OTTO.birth_date),
        await check(mock, live["code"], INES.birth_date, "rent"),
        await check(mock, ended["code"], INES.birth_date),
        await check(mock, cancelled["code"], INES.birth_date),
    ]
    bodies = [answer.json() | {"instance": ""} for answer in answers]
    assert [answer.status_code for answer in answers] == [404] * 6
    assert all(body == bodies[0] for body in bodies)
    spaced = " ".join([live["code"][:3].lower(), live["code"][3:6], live["code"][6:]])
    assert (await check(mock, spaced, INES.birth_date)).status_code == 200


async def test_five_wrong_birthdays_stop_a_code_and_tell_its_holder(mock: Mock) -> None:
    bearer = await mock.signed_in(INES)
    code, spare = await make(mock, bearer), await make(mock, bearer)
    for _ in range(4):
        await check(mock, code["code"], OTTO.birth_date)
    assert (await check(mock, code["code"], INES.birth_date)).status_code == 200
    before = len(await mock.messages())
    assert (await check(mock, code["code"], OTTO.birth_date)).status_code == 404
    assert (await check(mock, code["code"], INES.birth_date)).status_code == 404
    assert len(await mock.messages()) == before
    assert await mock.deliver() == {"applied": 1}
    assert await mock.deliver() == {}
    told = (await mock.messages())[: len(await mock.messages()) - before]
    assert sorted(row.address for row in told) == sorted([str(INES.phone), str(INES.email)])
    assert all(code["code"] not in row.body for row in told)
    assert (await check(mock, spare["code"], INES.birth_date)).status_code == 200
    assert (await check(mock, code["code"], OTTO.birth_date)).status_code == 404
    assert await mock.deliver() == {}
    assert len(await mock.messages()) == before + 2
    listed = (await mock.client.get("/v1/right-to-work/share-codes", headers=bearer)).json()
    assert {item["id"]: (item["state"], item["stopped"]) for item in listed["items"]} == {
        code["id"]: ("cancelled", True),
        spare["id"]: ("live", False),
    }


async def test_the_checkers_side_reads_what_is_published(mock: Mock) -> None:
    code = await make(mock, await mock.signed_in(INES))
    await mock.parts.work.run(
        lambda c: c.execute(
            update(tables.publication)
            .where(tables.publication.c.share_key == "s-Ines")
            .values(projection_key="s-Otto")
        )
    )
    assert (await check(mock, code["code"], INES.birth_date)).status_code == 404
    shown = await check(mock, code["code"], OTTO.birth_date)
    assert shown.json()["proof"]["given_names"] == "Otto"


async def test_every_act_is_in_an_unbroken_chain_without_personal_values(mock: Mock) -> None:
    bearer = await mock.signed_in(INES)
    code = await make(mock, bearer)
    await check(mock, code["code"], INES.birth_date)
    await check(mock, code["code"], OTTO.birth_date)
    await mock.client.delete(f"/v1/right-to-work/share-codes/{code['id']}", headers=bearer)
    rows = await mock.parts.work.run(lambda c: c.execute(select(tables.audit_log)).all())
    assert [row.outcome for row in rows] == ["created", "shown", "refused", "cancelled"]
    await mock.client.delete("/v1/session", headers=bearer)
    acts = await mock.parts.account.run(lambda c: c.execute(select(account.audit_log)).all())
    assert [row.act for row in acts] == ["send", "verify", "sign-out"]
    text = str([*rows, *acts])
    for value in (INES.name + " ", INES.number, INES.phone, code["code"], "1990"):
        assert str(value) not in text
    broken = await mock.parts.work.run(lambda c: first_broken(c, tables.audit_log))
    assert broken is None
    await mock.parts.work.run(
        lambda c: c.execute(
            update(tables.audit_log).where(tables.audit_log.c.seq == 2).values(outcome="refused")
        )
    )
    assert await mock.parts.work.run(lambda c: first_broken(c, tables.audit_log)) == 2
