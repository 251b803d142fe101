"""Nothing tells who exists: not what is answered, not its headers, not the work that it takes."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.backend.account.visitor import close, lock
from tests.backend.support import INES, OTTO, PIA, Mock, opened

DAY = timedelta(days=1, seconds=1)
NOBODY = ("NOBODY000", "1990-05-17")
# Who is asked about: Ines is well, Otto is locked, Pia's account is closed.
ASKED: dict[str, tuple[str, str]] = {
    "known": (INES.number, INES.birth_date.isoformat()),
    "wrong birthday": (INES.number, "1990-05-18"),
    "birthday of another": (INES.number, OTTO.birth_date.isoformat()),
    "unknown": NOBODY,
    "locked": (OTTO.number, OTTO.birth_date.isoformat()),
    "closed": (PIA.number, PIA.birth_date.isoformat()),
}
Outward = tuple[int, dict[str, str], dict[str, Any]]
Act = Callable[[Mock, tuple[str, str]], Awaitable[list[httpx.Response]]]


def outward(answer: httpx.Response) -> Outward:
    """What of an answer could tell people apart: status, headers, and the body but for its ids."""
    drawn = ("id", "instance")
    headers = {name: text for name, text in answer.headers.items() if name != "x-request-id"}
    body = {k: len(v) if k in drawn else v for k, v in answer.json().items()}
    return answer.status_code, headers, body


async def prepared(mock: Mock) -> Mock:
    await lock(mock, OTTO)
    await close(mock, PIA)
    return mock


async def signs_in(mock: Mock, asked: tuple[str, str], channel: str) -> list[httpx.Response]:
    """Begin, two wrong codes, a third at once, another code, begin again, a wrong code there."""
    number, birthday = asked
    begun = await mock.begin(INES, channel, document_number=number, birth_date=birthday)
    path = f"/v1/sign-ins/{begun.json()['id']}/codes"
    wrong = [await mock.verify(begun.json()["id"], "x") for _ in range(3)]
    soon = await mock.client.post(path, json={"channel": channel})
    mock.parts.clock.advance(timedelta(seconds=61))
    again = await mock.client.post(path, json={"channel": channel})
    anew = await mock.begin(INES, channel, document_number=number, birth_date=birthday)
    there = await mock.verify(anew.json()["id"], "x")
    return [begun, *wrong, soon, again, anew, there]


async def recovers(mock: Mock, asked: tuple[str, str], _channel: str) -> list[httpx.Response]:
    """A whole recovery up to the codes, the last of which are typed wrong."""
    number, birthday = asked
    document = {"kind": "passport", "issuing_state": "UTO", "number": number}
    body = {"document": document, "birth_date": birthday}
    begun = await mock.client.post("/v1/recoveries", json=body, headers=mock.key())
    path = f"/v1/recoveries/{begun.json()['id']}"
    steps = [
        ("contacts", {"phone": "07700 900999", "email": "new@example.org"}),
        ("face", {"face": "0" * 64}),
        ("face", {"face": "0" * 64}),
        ("contacts", {"phone": "07700 900999", "email": "new@example.org"}),
        ("contacts", {"phone": "07700 900999", "email": "new@example.org"}),
        ("confirmation", {"phone_code": "x", "email_code": "x"}),
    ]
    return [begun, *[await mock.client.post(f"{path}/{p}", json=b) for p, b in steps]]


FLOWS: dict[str, tuple[Any, str, list[int]]] = {
    "text": (signs_in, "text", [202, 422, 422, 429, 429, 202, 202, 422]),
    "email": (signs_in, "email", [202, 422, 422, 429, 429, 202, 202, 422]),
    "authenticator": (signs_in, "authenticator", [202, 422, 422, 429, 429, 202, 202, 422]),
    "recovery": (recovers, "", [202, 409, 202, 409, 202, 429, 422]),
}


@pytest.mark.parametrize("flow", FLOWS)
async def test_nobody_can_tell_who_exists(tmp_path: Path, flow: str) -> None:
    act, channel, statuses = FLOWS[flow]
    seen: dict[str, tuple[list[Outward], list[int]]] = {}
    for name, asked in ASKED.items():
        # Each on a mock of its own: what was typed before may not help to tell.
        folder = tmp_path / name
        folder.mkdir()
        async with opened(folder) as fresh:
            mock = await prepared(fresh)
            stores = mock.parts.stores().values()
            before = [store.statements for store in stores]
            outside = [outward(answer) for answer in await act(mock, asked, channel)]
            work = [store.statements - n for store, n in zip(stores, before, strict=True)]
        assert [answer[0] for answer in outside] == statuses, name
        seen[name] = (outside, work)
    for name, other in seen.items():
        assert other == seen["known"], name


async def test_waits_come_from_what_was_typed_not_from_what_there_is(mock: Mock) -> None:
    """Three wrong codes for a number, over several sign-ins: the fourth waits, whoever it is."""
    await prepared(mock)
    for number, birthday in ASKED.values():
        mock.parts.clock.advance(DAY)
        waits: list[str | None] = []
        for pause in (0, 61, 61):
            mock.parts.clock.advance(timedelta(seconds=pause))
            begun = await mock.begin(INES, document_number=number, birth_date=birthday)
            await mock.verify(begun.json()["id"], "x")
            refused = await mock.begin(INES, document_number=number, birth_date=birthday)
            waits.append(refused.headers.get("retry-after"))
        assert waits == [None, "5", "15"]


async def test_only_the_holder_learns_that_an_account_is_locked(mock: Mock) -> None:
    await lock(mock, OTTO)
    for channel in ("text", "authenticator"):
        mock.parts.clock.advance(DAY)
        assert (await mock.begin(OTTO, channel)).status_code == 202
        (told,) = await mock.messages(OTTO.phone)
        assert told.subject == "Your account is locked (practice)"
        assert not any(sign.isdigit() for sign in told.body)
        await mock.begin(OTTO, channel)
        assert len(await mock.messages(OTTO.phone)) == 1, "told at most once a minute"
        await mock.parts.outbox.run(lambda c: c.exec_driver_sql("DELETE FROM message"))
    assert await mock.messages() == []


def auc(one: list[float], other: list[float]) -> float:
    """How often a value of `other` is larger than one of `one`: 0.5 when nothing tells them."""
    ranked = sorted([(value, 0) for value in one] + [(value, 1) for value in other])
    ranks = sum(rank for rank, (_, group) in enumerate(ranked, 1) if group)
    pairs = len(one) * len(other)
    return (ranks - len(other) * (len(other) + 1) / 2) / pairs


def test_the_measure_tells_what_can_be_told_and_nothing_else() -> None:
    assert auc([1.0, 2.0], [3.0, 4.0]) == 1
    assert auc([3.0, 4.0], [1.0, 2.0]) == 0
    assert auc([1.0, 4.0], [2.0, 3.0]) == 0.5


@pytest.mark.long
@pytest.mark.parametrize("name", ["known again", "wrong birthday", "unknown", "locked", "closed"])
async def test_time_does_not_tell_either(tmp_path: Path, name: str) -> None:
    """1,500 of each in turn, the order in each pair drawn; A/A is the first of the names."""
    async with opened(tmp_path) as fresh:
        mock = await prepared(fresh)
        compared = {"first": ASKED["known"], "second": ASKED.get(name, ASKED["known"])}
        taken: dict[str, list[float]] = {"first": [], "second": []}
        for turn in range(1700):
            pair = list(compared)
            if mock.parts.entropy.octets(1)[0] % 2:
                pair.reverse()
            for which in pair:
                # Far enough that an account may be sent another message each time.
                mock.parts.clock.advance(timedelta(minutes=31))
                number, birthday = compared[which]
                began = time.perf_counter()
                begun = await mock.begin(INES, document_number=number, birth_date=birthday)
                spent = time.perf_counter() - began
                assert begun.status_code == 202
                if turn >= 200:
                    taken[which].append(spent)
    found = auc(taken["first"], taken["second"])
    print(f"AUC of {name}: {found:.3f}")
    assert 0.45 <= found <= 0.55
