"""What checkers are shown, told and refused: one answer, the same work, and only what is due."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from datetime import date, timedelta
from itertools import count, product
from typing import Any

import httpx
import pytest
from sqlalchemy import update

from backend_stub.app import Services
from backend_stub.kernel.proof import Checker
from backend_stub.sharing import tables
from backend_stub.sharing.model import CAN_RENT, COULD_RENT
from tests.backend.services.turns import in_order, orders
from tests.backend.support import INES, OTTO, PIA, Mock, Somebody

SEGMENTS = {"work": "right-to-work", "rent": "right-to-rent", "other": "something-else"}
WRONG_DAY = date(1970, 7, 1)
_numbers = count(1)


async def made(mock: Mock, bearer: dict[str, str], purpose: str = "work") -> dict[str, Any]:
    answer = await mock.client.post(
        f"/v1/{SEGMENTS[purpose]}/share-codes", json={}, headers=bearer | mock.key()
    )
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def check(
    mock: Mock, code: str, day: date, purpose: str = "work", host: str = "", **more: Any
) -> httpx.Response:
    """One try, from an address that has not tried before unless one is given."""
    host = host or f"2001:db8::{next(_numbers):x}"
    transport = httpx.ASGITransport(mock.app, client=(host, 1))
    body = {"code": code, "birth_date": day.isoformat(), "checker": {"name": "Corner Bakery"}}
    async with httpx.AsyncClient(transport=transport, base_url="http://mock") as caller:
        return await caller.post(f"/v1/checks/{SEGMENTS[purpose]}", json=body | more)


# One answer for every kind of wrong ---------------------------------------------------------


async def wrong_kinds(mock: Mock) -> dict[str, tuple[str, date, str]]:
    """A code, a day and a purpose of each kind of wrong."""
    bearer = await mock.signed_in(INES)
    codes = {
        kind: await made(mock, bearer)
        for kind in ("birthday", "purpose", "ended", "cancelled", "stopped", "stopping")
    }
    path = f"/v1/right-to-work/share-codes/{codes['cancelled']['id']}"
    await mock.client.delete(path, headers=bearer)
    for kind, tries in (("stopped", 5), ("stopping", 4)):
        for _ in range(tries):
            await check(mock, codes[kind]["code"], WRONG_DAY)
    await mock.parts.work.run(
        lambda c: c.execute(
            update(tables.share_code)
            .where(tables.share_code.c.share_code_id == codes["ended"]["id"])
            .values(expires_at=mock.parts.clock.now())
        )
    )
    born = INES.birth_date
    return {
        "unknown": ("W22222222", born, "work"),
        "nonsense": ("-", born, "work"),
        "birthday": (codes["birthday"]["code"], WRONG_DAY, "work"),
        "purpose": (codes["purpose"]["code"], born, "rent"),
        "ended": (codes["ended"]["code"], born, "work"),
        "cancelled": (codes["cancelled"]["code"], born, "work"),
        "stopped": (codes["stopped"]["code"], born, "work"),
        "stopping": (codes["stopping"]["code"], WRONG_DAY, "work"),
    }


async def test_every_kind_of_wrong_has_the_same_answer_and_the_same_work(mock: Mock) -> None:
    answers, works = {}, {}
    for kind, (code, day, purpose) in (await wrong_kinds(mock)).items():
        stores = mock.parts.stores()
        before = {name: store.statements for name, store in stores.items()}
        answer = await check(mock, code, day, purpose)
        works[kind] = {
            name.replace("_rent", "_work"): store.statements - before[name]
            for name, store in stores.items()
            if store.statements > before[name]
        }
        body, headers = answer.json(), dict(answer.headers)
        del body["instance"], headers["x-request-id"]
        answers[kind] = (answer.status_code, body, headers)
    first = answers["unknown"]
    assert first[0] == 404
    assert {kind for kind, answer in answers.items() if answer != first} == set()
    assert {kind for kind, work in works.items() if work != works["unknown"]} == set(), works
    assert set(works["unknown"]) == {"checker", "sharing_work"}


@pytest.mark.long
async def test_the_time_that_a_wrong_check_takes_does_not_tell_which_kind(mock: Mock) -> None:
    """Mann and Whitney: how often one kind took longer than the other; a half is no telling."""
    kinds = await wrong_kinds(mock)
    del kinds["purpose"], kinds["stopping"]
    services: Services = mock.app.state.services
    checking, checker = services.checking["work"], Checker("A")
    took: dict[str, list[float]] = {kind: [] for kind in kinds}
    reset = update(tables.share_code).values(wrong_birthdays=0)
    live = reset.where(tables.share_code.c.code == kinds["birthday"][0])
    for _ in range(1500):
        for kind, (code, day, _) in kinds.items():
            began = time.perf_counter()
            assert await checking.check(code, day, checker) is None
            took[kind].append(time.perf_counter() - began)
        await mock.parts.work.run(lambda c: c.execute(live))
    for kind in kinds:
        assert 0.45 < longer(took[kind], took["unknown"]) < 0.55, kind


def longer(one: list[float], other: list[float]) -> float:
    """The share of pairs of which the first took longer."""
    ranked = sorted([(t, 0) for t in one] + [(t, 1) for t in other])
    ranks = sum(place for place, (_, which) in enumerate(ranked, start=1) if which == 0)
    return (ranks - len(one) * (len(one) + 1) / 2) / (len(one) * len(other))


# How often ----------------------------------------------------------------------------------


async def test_ten_a_minute_and_a_hundred_a_day_for_each_client(mock: Mock) -> None:
    code = await made(mock, await mock.signed_in(INES))

    async def tries(n: int, host: str) -> list[int]:
        days = [INES.birth_date if i % 2 else OTTO.birth_date for i in range(n)]
        codes = [code["code"] if i % 2 else "W22222222" for i in range(n)]
        answers = [await check(mock, c, d, host=host) for c, d in zip(codes, days, strict=True)]
        return [answer.status_code for answer in answers]

    for minute in range(10):
        assert set(await tries(10, "192.0.2.1")) == {200, 404}
        # What is right is refused like what is wrong, and a refusal is not counted.
        for typed in (code["code"], "W22222222"):
            no = await check(mock, typed, INES.birth_date, host="192.0.2.1")
            assert (no.status_code, no.json()["type"]) == (429, "/problems/wait")
            assert int(no.headers["retry-after"]) == (60 if minute < 9 else 24 * 3600 - 9 * 60)
        assert await tries(2, "192.0.2.2") == [404, 200]
        mock.parts.clock.advance(timedelta(minutes=1))
    over = await check(mock, code["code"], INES.birth_date, host="192.0.2.1")
    assert over.status_code == 429
    assert int(over.headers["retry-after"]) == 24 * 3600 - 10 * 60
    mock.parts.clock.advance(timedelta(hours=24))
    assert await tries(2, "192.0.2.1") == [404, 200]


async def test_the_count_of_a_client_says_nothing_of_who_it_was(mock: Mock) -> None:
    await check(mock, "W22222222", INES.birth_date, host="192.0.2.77")
    rows = await mock.parts.checker.run(lambda c: c.exec_driver_sql("SELECT * FROM throttle").all())
    assert len(rows) == 1
    assert "192.0.2.77" not in str(rows)


# Who used a code ----------------------------------------------------------------------------


async def test_the_holder_sees_who_used_a_code_and_when(mock: Mock) -> None:
    bearer = await mock.signed_in(INES)
    code, other = await made(mock, bearer, "other"), await made(mock, bearer, "other")
    path = f"/v1/something-else/share-codes/{code['id']}/checks"
    assert (await mock.client.get(path, headers=bearer)).json() == {"items": []}
    first = await check(mock, code["code"], INES.birth_date, "other")
    mock.parts.clock.advance(timedelta(minutes=5))
    named = {"name": "  Höhe & Söhne <b>", "reason": "A bank account"}
    second = await check(mock, code["code"], INES.birth_date, "other", checker=named)
    await check(mock, code["code"], WRONG_DAY, "other")
    await check(mock, other["code"], INES.birth_date, "other")
    listed = (await mock.client.get(path, headers=bearer)).json()["items"]
    assert listed == [
        {
            "reference": second.json()["reference"],
            "checked_at": "2026-03-02T12:05:00Z",
            "checker": "other",
            "checker_name": "  Höhe & Söhne <b>",
            "reason": "A bank account",
        },
        {
            "reference": first.json()["reference"],
            "checked_at": "2026-03-02T12:00:00Z",
            "checker": "other",
            "checker_name": "Corner Bakery",
            "reason": None,
        },
    ]
    # Another holder is told that there is no such code.
    stranger = await mock.client.get(path, headers=await mock.signed_in(OTTO))
    assert (stranger.status_code, stranger.json()["type"]) == (
        404,
        "/problems/share-code-not-found",
    )


@pytest.mark.parametrize(
    ("purpose", "kind"), [("work", "employer"), ("rent", "landlord"), ("other", "other")]
)
async def test_a_use_names_the_kind_of_checker(mock: Mock, purpose: str, kind: str) -> None:
    bearer = await mock.signed_in(INES)
    code = await made(mock, bearer, purpose)
    await check(mock, code["code"], INES.birth_date, purpose)
    path = f"/v1/{SEGMENTS[purpose]}/share-codes/{code['id']}/checks"
    uses = (await mock.client.get(path, headers=bearer)).json()["items"]
    assert [use["checker"] for use in uses] == [kind]


# What each is shown -------------------------------------------------------------------------


@pytest.mark.parametrize(("who", "purpose"), list(product((INES, OTTO, PIA), SEGMENTS)))
async def test_each_is_shown_what_is_due_and_no_more(
    mock: Mock, who: Somebody, purpose: str
) -> None:
    code = await made(mock, await mock.signed_in(who), purpose)
    proof = (await check(mock, code["code"], who.birth_date, purpose)).json()["proof"]
    said = {"work": ["Can work"], "rent": [CAN_RENT], "other": ["Can work", "No funds"]}
    assert proof["conditions"] == said[purpose]
    assert proof["birth_date"] == (who.birth_date.isoformat() if purpose == "other" else None)
    ends = who.valid_until.isoformat() if who is OTTO and who.valid_until else None
    # A pre-settled end date is left out for everybody, and nobody has to look again for it.
    assert proof["valid_until"] == ends
    assert proof["check_again_on"] == (None if purpose == "other" else ends)
    assert proof["allowed"] is True


async def test_a_status_is_still_a_right_on_its_last_day_and_no_longer_after(mock: Mock) -> None:
    assert OTTO.valid_until is not None
    for purpose, says in (("work", "Can work"), ("rent", CAN_RENT)):
        mock.parts.clock.set(mock.parts.clock.now().replace(year=2028, month=6, day=30, hour=12))
        code = await made(mock, await mock.signed_in(OTTO), purpose)
        proof = (await check(mock, code["code"], OTTO.birth_date, purpose)).json()["proof"]
        assert (proof["allowed"], proof["conditions"]) == (True, [says])
        mock.parts.clock.advance(timedelta(days=1))
        proof = (await check(mock, code["code"], OTTO.birth_date, purpose)).json()["proof"]
        assert proof["allowed"] is False
        assert proof["conditions"] == [COULD_RENT if purpose == "rent" else says]


async def test_the_right_to_rent_is_checked_in_england_alone(mock: Mock) -> None:
    code = await made(mock, await mock.signed_in(INES), "rent")
    for nation, status in (
        ("england", 200), ("wales", 409), ("scotland", 409), ("northern_ireland", 409), ("x", 422),
    ):  # fmt: skip
        # A code that there is not gets the same no: it is never looked at.
        for typed in (code["code"], "R22222222"):
            answer = await check(mock, typed, INES.birth_date, "rent", property_in=nation)
            assert answer.status_code == (404 if status == 200 and typed[1] == "2" else status)


async def test_only_others_are_asked_for_a_reason(mock: Mock) -> None:
    checker = {"name": "A", "reason": "B"}
    for purpose, status in (("work", 422), ("rent", 422), ("other", 404)):
        answer = await check(mock, "X", INES.birth_date, purpose, checker=checker)
        assert answer.status_code == status


# Requests that meet -------------------------------------------------------------------------


async def test_a_check_that_meets_a_cancelling_is_before_it_or_after_it(
    mock: Mock, monkeypatch: pytest.MonkeyPatch
) -> None:
    bearer = await mock.signed_in(INES)
    tried = set()
    # Whoever cancels has just been let in, so that only the store of the code is asked.
    for order in orders({"cancel": 1, "one": 2, "two": 2}):
        code = await made(mock, bearer)
        path = f"/v1/right-to-work/share-codes/{code['id']}"
        requests: dict[str, Callable[[], Awaitable[httpx.Response]]] = {
            "cancel": lambda p=path: mock.client.delete(p, headers=bearer),  # type: ignore[misc]
            "one": lambda c=code: check(mock, c["code"], INES.birth_date),  # type: ignore[misc]
            "two": lambda c=code: check(mock, c["code"], INES.birth_date),  # type: ignore[misc]
        }
        answers = await in_order(monkeypatch, order, requests)
        assert answers["cancel"].status_code == 204
        # The last unit of each is the one on the store that they share.
        reached = {name: [i for i, n in enumerate(order) if n == name][-1] for name in requests}
        for name in ("one", "two"):
            early = reached[name] < reached["cancel"]
            assert answers[name].status_code == (200 if early else 404), order
        tried.add(tuple(answers[name].status_code for name in ("one", "two")))
        uses = (await mock.client.get(f"{path}/checks", headers=bearer)).json()["items"]
        assert len(uses) == sum(answers[n].status_code == 200 for n in ("one", "two"))
    assert tried == {(200, 200), (200, 404), (404, 200), (404, 404)}


async def test_two_last_wrong_birthdays_at_once_stop_a_code_once(
    mock: Mock, monkeypatch: pytest.MonkeyPatch
) -> None:
    bearer = await mock.signed_in(INES)
    for order in orders({"one": 1, "two": 1, "right": 1}):
        code = await made(mock, bearer)
        for _ in range(4):
            await check(mock, code["code"], WRONG_DAY)
        before = len(await mock.messages())
        answers = await in_order(
            monkeypatch,
            order,
            {
                "one": lambda c=code: check(mock, c["code"], WRONG_DAY),  # type: ignore[misc]
                "two": lambda c=code: check(mock, c["code"], WRONG_DAY),  # type: ignore[misc]
                "right": lambda c=code: check(mock, c["code"], INES.birth_date),  # type: ignore[misc]
            },
            store="sharing_work",
        )
        assert answers["right"].status_code == (200 if order[0] == "right" else 404)
        assert {answers["one"].status_code, answers["two"].status_code} == {404}
        assert await mock.deliver() == {"applied": 1}
        assert len(await mock.messages()) == before + 2
        await mock.client.delete(f"/v1/right-to-work/share-codes/{code['id']}", headers=bearer)


async def test_many_checks_at_once_are_all_counted(mock: Mock) -> None:
    bearer = await mock.signed_in(INES)
    code = await made(mock, bearer)
    answers = await asyncio.gather(*(check(mock, code["code"], INES.birth_date) for _ in range(25)))
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.json()["reference"] for answer in answers}) == 25
    listed = (await mock.client.get("/v1/right-to-work/share-codes", headers=bearer)).json()
    assert [item["used"] for item in listed["items"]] == [25]
