"""The form: its ticks, limits and shapes, and what of it is kept."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from backend_stub.kernel.store import Store
from backend_stub.resolution.asked import ReportIn
from backend_stub.resolution.form import LET_GO, LIMITS, SHORT, TICKS, concerns, fits
from tests.backend.resolution.centre import FORM, form, reported
from tests.backend.support import Mock

RIGHT = {"signin_email": "ines@example.org", "signin_phone": "+44 7700 900111"}


def detail(tick: str, length: int = 1) -> str:
    return RIGHT.get(tick, "x" * length)


def accepted(**changes: Any) -> bool:
    try:
        ReportIn.model_validate(form(**changes))
    except ValidationError:
        return False
    return True


def ticked(*ticks: str, **texts: str) -> dict[str, Any]:
    """The parts of a form that say what is wrong."""
    wanted = {tick: texts.get(tick, detail(tick)) for tick in ticks if tick != "share_code"}
    codes = ["work"] if "share_code" in ticks else []
    return {"problems": list(ticks), "details": wanted, "share_codes": codes}


def test_the_form_has_fourteen_ticks_and_each_can_be_made() -> None:
    assert len(TICKS) == 14
    assert set(LIMITS) | LET_GO <= set(TICKS)
    for tick in TICKS:
        assert accepted(**ticked(tick)), tick
    assert accepted(**ticked(*TICKS))


@pytest.mark.parametrize("tick", [t for t in TICKS if t not in (*RIGHT, "share_code")])
def test_a_text_may_be_as_long_as_the_form_allows(tick: str) -> None:
    most = LIMITS.get(tick, SHORT)  # type: ignore[call-overload]
    assert accepted(**ticked(tick, **{tick: "x" * most}))
    assert not accepted(**ticked(tick, **{tick: "x" * (most + 1)}))


def test_the_published_limits() -> None:
    assert {LIMITS[tick] for tick in ("photo", "restrictions", "other")} == {500}
    assert accepted(can_open=False, description="x" * 2000, **ticked())
    assert not accepted(can_open=False, description="x" * 2001, **ticked())


@pytest.mark.parametrize(
    "changes",
    [
        ticked(),
        {"can_open": False, **ticked()},
        {**ticked("photo"), "details": {}},
        {**ticked("photo"), "details": {"photo": " "}},
        {**ticked("photo"), "details": {"photo": "x", "other": "y"}},
        {**ticked("share_code"), "share_codes": []},
        {**ticked("photo"), "share_codes": ["work"]},
        {**ticked("share_code"), "share_codes": ["work", "work"]},
        {**ticked("photo"), "problems": ["photo", "photo"]},
        {**ticked("photo"), "problems": ["foto"]},
        ticked("signin_email", signin_email="nobody"),
        ticked("signin_phone", signin_phone="none"),
        ticked("sponsor_licence", sponsor_licence="a-b"),
        {"nation": "ireland"},
        {"reply": {"by": "email", "email": "ines@mail.org"}},
        {"reply": {"by": "pigeon"}},
        {"supporter": {"kind": "sponsor", "name": "A", "email": "a@example.com"}},
        {
            "supporter": {
                "kind": "sponsor", "name": "A", "email": "a@example.com", "consent": False,
            }
        },
        {"another_person_at": ["status", "status"]},
        {"trouble": {"step": "elsewhere"}},
        {"surprise": 1},
    ],
)  # fmt: skip
def test_what_the_form_would_not_take_is_refused(changes: dict[str, Any]) -> None:
    assert accepted()
    assert not accepted(**changes)


@pytest.mark.parametrize(
    ("kind", "right", "wrong"),
    [
        ("uan", ["1234-1234-1234-1234"], ["1234123412341234", "1234-1234-1234-123", ""]),
        ("gwf", ["GWF012345678", "gwf012345678"], ["GWF12345678", "GWF0123456789"]),
        ("brp", ["RZX123456", "RZ1234567", "rz1234567"], ["ZZ1234567", "RZY123456", "R1X123456"]),
        ("ukvi", ["KX12345678", "kx12345678"], ["KX1234567", "KX123456789", "KY12345678"]),
        ("passport", ["120382978", "PRACTICE 423"], ["", "   ", "x" * 41]),
        ("none", [None], ["1"]),
    ],
)
def test_reference_numbers_have_the_shapes_of_the_form(
    kind: Any, right: list[str | None], wrong: list[str]
) -> None:
    assert all(fits(kind, number) for number in right)
    assert not any(fits(kind, number) for number in wrong)
    if kind != "none":
        assert not fits(kind, None)


@given(st.text(max_size=40))
def test_any_text_at_all_is_judged_without_an_error(text: str) -> None:
    kinds: tuple[Any, ...] = ("uan", "gwf", "brp", "ukvi", "passport")
    judged = [fits(kind, text) for kind in kinds]
    # No number is of two kinds, but that a passport's may look like anything.
    assert sum(judged[:4]) <= 1


@pytest.mark.parametrize(
    ("ticks", "seen", "step", "about"),
    [
        (["photo"], [], None, ["status"]),
        (["share_code"], [], None, ["proof"]),
        (["status", "share_code"], [], None, ["status", "proof"]),
        (["signin_phone"], [], None, ["account"]),
        (["other"], [], None, ["other"]),
        (["other"], ["status"], None, ["status"]),
        (["other"], ["rent"], None, ["proof"]),
        ([], [], "code", ["account"]),
        ([], [], "status", ["status"]),
        ([], [], "check", ["proof"]),
    ],
)
def test_status_faults_and_proof_faults_are_told_apart(
    ticks: Any, seen: Any, step: Any, about: list[str]
) -> None:
    assert concerns(ticks, seen, step) == about


def test_names_numbers_and_birthdays_are_looked_at_and_let_go() -> None:
    canaries = {tick: f"Zebulon{i}" for i, tick in enumerate(sorted(LET_GO))}
    canaries |= {"signin_email": "zebulon@mail.org", "signin_phone": "+44 1632 960001"}
    person = {"full_name": "Zebulon Q", "birth_date": "1931-03-14", "nationality": "Zubrowka"}
    supporter = {
        "kind": "friend_or_relative", "name": "Yolanda", "email": "y@example.com", "consent": True,
    }  # fmt: skip
    asked = ReportIn.model_validate(
        form(
            **ticked(*LET_GO, "photo", photo="Blurred", **canaries),
            person=person,
            reference={"type": "passport", "number": "ZEB 123456"},
            supporter=supporter,
        )
    )
    kept = json.dumps(asked.kept())
    assert "Blurred" in kept
    for value in (*canaries.values(), *person.values(), "ZEB", "123456", "Yolanda", "y@example"):
        assert value not in kept
    assert asked.kept()["supporter"] == "friend_or_relative"
    assert set(asked.kept()["details"]) == {*LET_GO, "photo"}


async def test_no_store_and_no_message_has_what_was_let_go(mock: Mock) -> None:
    person = {"full_name": "Zebulon Q", "birth_date": "1931-03-14", "nationality": "Zubrowka"}
    await reported(
        mock,
        person=person,
        reference={"type": "passport", "number": "ZEB 123456"},
        **ticked("ni_number", ni_number="QQ123456Z"),
    )
    await mock.deliver()
    for store in mock.parts.stores().values():
        held = await all_rows(store)
        for value in ("Zebulon", "1931", "Zubrowka", "ZEB", "123456", "QQ12"):
            assert value not in held, store.name


async def all_rows(store: Store) -> str:
    found = []
    for table in store.metadata.tables.values():
        found += await store.run(lambda c, t=table: [tuple(r) for r in c.execute(t.select())])  # type: ignore[misc]
    return str(found)


def test_an_address_is_kept_as_it_will_be_written_on_the_envelope() -> None:
    address = {
        "by": "address", "line_1": "1 Example Street", "town": "Nowhere", "postcode": "ZZ99 3VZ",
    }  # fmt: skip
    asked = ReportIn.model_validate(form(reply=address))
    assert asked.kept()["reply"] == {
        "by": "address",
        "to": "1 Example Street\nNowhere\nZZ99 3VZ",
    }
    assert not accepted(reply=address | {"postcode": "SW1A 2AA"})
    assert FORM["reply"]["by"] == "email"
