"""Setting up an authenticator app: proved by a code, each code once, one step of drift."""

from __future__ import annotations

import base64
from datetime import timedelta
from typing import Any

import pyotp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend_stub.account.authenticators import step_of
from tests.backend.account.visitor import Visitor, arrived, rows
from tests.backend.support import INES, NOON, OTTO, TOTP_SECRET, Mock

HALF_MINUTE = timedelta(seconds=30)
STEP = int(NOON.timestamp()) // 30


@pytest.fixture
async def ines(mock: Mock) -> Visitor:
    """Ines, signed in on a machine that is known."""
    return await Visitor(mock, INES).signed_in()


async def handed_out(ines: Visitor) -> Any:
    """An authenticator that waits for its first code."""
    step_up_id = await ines.step_up("set-up-authenticator")
    body = {"step_up_id": step_up_id}
    answer = await ines.ask("POST", "authenticator", body, **await ines.tag())
    assert answer.status_code == 201
    return answer.json()


async def test_it_works_from_its_first_code_on_which_works_no_second_time(
    mock: Mock, ines: Visitor
) -> None:
    made = await handed_out(ines)
    app = pyotp.parse_uri(made["uri"])
    assert isinstance(app, pyotp.TOTP)
    assert (app.secret, app.digits, app.interval) == (made["secret"], 6, 30)
    assert app.name == "REF-Ines", "an app shows the reference, not a name"
    assert (await ines.ask("GET", "/v1/account")).json()["authenticator"] is False
    code = app.at(NOON)
    typed = {"code": f"{code[:3]} {code[3:]}"}
    ready = await ines.ask("POST", "authenticator/verification", typed)
    assert (ready.status_code, ready.json()) == (200, {"authenticator": True})
    assert (await ines.ask("GET", "/v1/account")).json()["authenticator"] is True
    told = [m.address for m in await arrived(mock) if "authenticator" in m.subject]
    assert set(told) == {INES.phone, INES.email}
    begun = (await mock.begin(INES, "authenticator")).json()
    assert (await mock.verify(begun["id"], code)).status_code == 422
    assert (await mock.verify(begun["id"], app.at(NOON + HALF_MINUTE))).status_code == 201


async def test_an_authenticator_s_secret_has_160_bits(ines: Visitor) -> None:
    made = await handed_out(ines)
    assert len(base64.b32decode(made["secret"])) == 20


async def test_a_wrong_first_code_proves_nothing(mock: Mock, ines: Visitor) -> None:
    made = await handed_out(ines)
    wrong = await ines.ask("POST", "authenticator/verification", {"code": "x"})
    assert (wrong.status_code, wrong.json()["type"]) == (422, "/problems/code-not-right")
    begun = (await mock.begin(INES, "authenticator")).json()
    right = pyotp.TOTP(made["secret"]).at(NOON)
    assert (await mock.verify(begun["id"], right)).status_code == 422


async def test_one_that_is_not_proved_in_ten_minutes_is_none(mock: Mock, ines: Visitor) -> None:
    made = await handed_out(ines)
    mock.parts.clock.advance(timedelta(minutes=10))
    code = pyotp.TOTP(made["secret"]).at(mock.parts.clock.now())
    late = await ines.ask("POST", "authenticator/verification", {"code": code})
    assert (late.status_code, late.json()["type"]) == (404, "/problems/update-not-found")


async def test_a_new_one_takes_the_place_of_the_old(mock: Mock) -> None:
    otto = await Visitor(mock, OTTO).signed_in()
    made = await handed_out(otto)
    code = pyotp.TOTP(made["secret"]).at(NOON)
    assert (await otto.ask("POST", "authenticator/verification", {"code": code})).is_success
    later = NOON + HALF_MINUTE
    begun = (await mock.begin(OTTO, "authenticator")).json()
    assert (await mock.verify(begun["id"], pyotp.TOTP(TOTP_SECRET).at(later))).status_code == 422
    assert (await mock.verify(begun["id"], pyotp.TOTP(made["secret"]).at(later))).is_success
    assert len(await rows(mock, "authenticator")) == 1


async def test_a_repeated_request_hands_out_the_same_one(ines: Visitor) -> None:
    body = {"step_up_id": await ines.step_up("set-up-authenticator")}
    key = {"Idempotency-Key": "mine"} | await ines.tag()
    first = await ines.ask("POST", "authenticator", body, **key)
    second = await ines.ask("POST", "authenticator", body, **key)
    assert (first.status_code, second.json()) == (201, first.json())


async def test_it_needs_the_tag_of_the_account(ines: Visitor) -> None:
    body = {"step_up_id": await ines.step_up("set-up-authenticator")}
    assert (await ines.ask("POST", "authenticator", body)).status_code == 428
    stale = await ines.ask("POST", "authenticator", body, **{"If-Match": '"x"'})
    assert stale.status_code == 412


@given(st.integers(-4, 4), st.one_of(st.none(), st.integers(-4, 4)))
def test_a_code_is_taken_one_step_around_now_and_after_the_last(
    drift: int, last: int | None
) -> None:
    code = pyotp.TOTP(TOTP_SECRET).generate_otp(STEP + drift)
    used = None if last is None else STEP + last
    taken = step_of(TOTP_SECRET, used, code, NOON)
    allowed = abs(drift) <= 1 and (last is None or drift > last)
    assert taken == (STEP + drift if allowed else None)
