"""Answers that are not of the agreed shape, member by member."""

from __future__ import annotations

from datetime import date

import pytest

from tests.service.answers import CODE, PICTURE, PROOF, REDEEMED, STATUS, Scripted
from tests.service.test_client import signed_in
from tui.core.events import Fault
from tui.core.records import Purpose, ShareCode
from tui.service.problems import Garbled, Problem


def without(answer: dict[str, object], *path: str) -> dict[str, object]:
    key, *rest = path
    inner = answer[key]
    if rest:
        assert isinstance(inner, dict)
        return {**answer, key: without(inner, *rest)}
    return {name: value for name, value in answer.items() if name != key}


def swapped(answer: dict[str, object], value: object, *path: str) -> dict[str, object]:
    key, *rest = path
    inner = answer[key]
    if rest:
        assert isinstance(inner, dict)
        return {**answer, key: swapped(inner, value, *rest)}
    return {**answer, key: value}


STATUS_PATHS = [(key,) for key in STATUS] + [("photo", "digest")]
PROOF_PATHS = [(key,) for key in PROOF] + [("photo", "digest")]


@pytest.mark.parametrize("path", STATUS_PATHS, ids=".".join)
@pytest.mark.parametrize("value", [True, 7, ["x"], {"x": 1}, "\x1b[2J"], ids=repr)
async def test_every_member_of_the_view_has_its_type(path: tuple[str, ...], value: object) -> None:
    if path == ("conditions",) and value == ["x"]:
        value = [1]
    script = Scripted()
    made = await signed_in(script)
    for wrong in (swapped(STATUS, value, *path), without(STATUS, *path)):
        script.set("GET /v1/status", (200, wrong))
        with pytest.raises(Garbled):
            await made.status()


@pytest.mark.parametrize("path", PROOF_PATHS, ids=".".join)
async def test_every_member_of_a_proof_is_needed(path: tuple[str, ...]) -> None:
    script = Scripted()
    made = await signed_in(script)
    for wrong in (swapped(PROOF, 7, *path), without(PROOF, *path)):
        script.set("GET /v1/right-to-work/preview", (200, wrong))
        with pytest.raises(Garbled):
            await made.preview(Purpose.WORK)


@pytest.mark.parametrize(
    "change",
    [
        {"purpose": "rent"},
        {"time_limit": "until"},
        {"time_limit": "for ever"},
        {"valid_until": "2027-01-01"},
        {"birth_date": "5 March 1985"},
        {"birth_date": "1985-02-30"},
        {"birth_date": "19850305"},
        {"family_name": "Kow\u202ealska"},
        {"photo": {"digest": "../../etc/passwd"}},
    ],
    ids=str,
)
async def test_a_proof_at_odds_with_itself_is_garbled(change: dict[str, object]) -> None:
    script = Scripted()
    made = await signed_in(script)
    script.set("GET /v1/right-to-work/preview", (200, {**PROOF, **change}))
    with pytest.raises(Garbled):
        await made.preview(Purpose.WORK)


@pytest.mark.parametrize(
    "change",
    [
        {"width": 4},
        {"height": 3},
        {"width": 1000},
        {"rows": ["01", "10"]},
        {"rows": ["012", "101"]},
        {"palette": []},
        {"palette": ["black", "#ffffff"]},
        {"alt": None},
    ],
    ids=str,
)
async def test_a_picture_that_cannot_be_drawn_is_garbled(change: dict[str, object]) -> None:
    script = Scripted()
    made = await signed_in(script)
    script.set("GET /v1/photos/face-of-ana", (200, {**PICTURE, **change}))
    with pytest.raises(Garbled):
        await made.status()


@pytest.mark.parametrize(
    ("route", "wrong"),
    [
        ("POST /v1/right-to-work/share-codes", {**CODE, "code": "W1234"}),
        ("POST /v1/right-to-work/share-codes", {**CODE, "purpose": "rent"}),
        ("POST /v1/right-to-work/share-codes", {**CODE, "id": "a/b"}),
        ("POST /v1/right-to-work/share-codes", {**CODE, "expires_at": "2027-01-31T14:06:00"}),
        ("POST /v1/right-to-work/share-codes", {**CODE, "expires_at": "2027-01-31"}),
    ],
)
async def test_a_code_of_another_shape_is_garbled(route: str, wrong: object) -> None:
    script = Scripted()
    made = await signed_in(script)
    script.set(route, (201, wrong))
    with pytest.raises(Garbled):
        await made.make_code(Purpose.WORK)


async def test_what_a_problem_says_holds_no_value_of_the_answer() -> None:
    script = Scripted()
    made = await signed_in(script)
    script.set("GET /v1/status", (200, {**STATUS, "birth_date": "Kowalska"}))
    with pytest.raises(Problem) as found:
        await made.status()
    assert found.value.fault is Fault.GARBLED
    assert "Kowalska" not in str(found.value)
    assert "birth_date" in str(found.value)
    assert found.value.__cause__ is None
    assert found.value.__suppress_context__


async def test_members_that_we_do_not_know_are_let_be() -> None:
    script = Scripted()
    made = await signed_in(script)
    script.set("POST /v1/checks/right-to-work", (200, {**REDEEMED, "new": [1, 2]}))
    share_code = ShareCode("code-1", "W1234ABCD", Purpose.WORK, date(2027, 1, 31))
    assert await made.redeem(share_code, date(1985, 3, 5)) is not None
