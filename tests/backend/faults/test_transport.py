"""Trouble on the way: every kind is put on, seen on the wire, in no store, and taken off again."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backend_stub.faults.edits import DoesNotApply
from backend_stub.faults.rules import RuleBook, Wish
from backend_stub.faults.table import markdown
from backend_stub.faults.transport import EVERYTHING, PARTS, TRANSPORT, TransportFault
from backend_stub.parts import Parts
from backend_stub.reconcile.checks import reconcile
from backend_stub.reconcile.dump import Dump
from tests.backend.seeded import Mock, differences
from tests.backend.served.child import Child, sign_in, spawned
from tui.service.http import Address, Asked, Timeouts, build
from tui.service.problems import Problem

STATUS = "/v1/status"
ADDRESSES = {
    "sign-in": "/v1/session",
    "account": "/v1/account",
    "status": STATUS,
    "work-proof": "/v1/right-to-work/preview",
    "rent-proof": "/v1/right-to-rent/preview",
    "other-proof": "/v1/something-else/preview",
    "pictures": "/v1/photos/0",
    "checks": "/v1/checks/right-to-work",
    "reports": "/v1/fault-reports/X",
}
"""One call of each part."""


# On the wire ------------------------------------------------------------------------------


@dataclass
class Wire:
    """A served mock and its relay; every call through the relay has a connection of its own."""

    child: Child
    relay: str
    headers: dict[str, str]

    def ask(self, path: str = STATUS) -> httpx.Response:
        with httpx.Client(base_url=self.relay, timeout=5, trust_env=False) as caller:
            return caller.get(path, headers=self.headers)

    def make_code(self, key: str) -> httpx.Response:
        sent = {**self.headers, "Idempotency-Key": key}
        with httpx.Client(base_url=self.relay, timeout=5, trust_env=False) as caller:
            return caller.post("/v1/right-to-work/share-codes", json={}, headers=sent)

    def codes(self) -> int:
        got = self.child.client.get("/v1/right-to-work/share-codes", headers=self.headers)
        return len(got.json()["items"])

    def put(self, fault: str, **limits: Any) -> None:
        self.child.control("PUT", f"transport/{fault}", params=limits)

    def remove(self, fault: str, **limits: Any) -> None:
        self.child.control("DELETE", f"transport/{fault}", params=limits)


@pytest.fixture(scope="module")
def wire() -> Iterator[Wire]:
    with spawned("tcp", "--relay-port", "0") as child:
        address = child.lines[-1].removeprefix("relay ")
        yield Wire(child, address, sign_in(child, "ana-settled"))


def seen(wire: Wire, fault: TransportFault) -> None:
    """What a caller meets while this kind of trouble is on, for everything."""
    began = time.perf_counter()
    match fault.id:
        case "latency" | "drip":
            assert wire.ask().status_code == 200
            assert time.perf_counter() - began > 0.1
        case "jitter":
            assert wire.ask().status_code == 200
        case "reset":
            before = wire.codes()
            with pytest.raises(httpx.ReadError):
                wire.make_code("reset")
            assert wire.codes() == before
        case "reset-when-done":
            before = wire.codes()
            for _ in range(2):
                with pytest.raises(httpx.ReadError):
                    wire.make_code("done")
            assert wire.codes() == before + 1
        case "half-body":
            with pytest.raises(httpx.RemoteProtocolError, match="without sending complete"):
                wire.ask()
        case "refuse":
            with pytest.raises(httpx.ConnectError):
                wire.ask()
        case _:
            got = wire.ask()
            assert (got.status_code, got.headers["content-type"]) == (
                fault.status, "text/html; charset=utf-8",
            )  # fmt: skip
            asked = None if fault.retry_after is None else str(fault.retry_after)
            assert got.headers.get("retry-after") == asked


@pytest.mark.parametrize("fault", TRANSPORT.values(), ids=lambda fault: fault.id)
def test_each_kind_is_seen_is_in_no_store_and_comes_off(wire: Wire, fault: TransportFault) -> None:
    before, found = wire.child.control("GET", "dump"), wire.child.control("GET", "reconcile")
    short = {} if fault.milliseconds is None else {"milliseconds": 150 if fault.id != "drip" else 9}
    wire.put(fault.id, **short)
    seen(wire, fault)
    during = wire.child.control("GET", "dump")
    assert {store for store in before if during[store] != before[store]} == {"practice"}
    assert wire.child.control("GET", "reconcile") == found
    wire.remove(fault.id)
    assert wire.child.control("GET", "dump") == before
    assert wire.ask().status_code == 200


@pytest.mark.parametrize("fault", TRANSPORT.values(), ids=lambda fault: fault.id)
def test_the_app_takes_each_kind_for_what_the_page_says(wire: Wire, fault: TransportFault) -> None:
    async def met() -> str:
        # More than an honest answer needs, less than the drops take.
        asking = build(Address(wire.relay), Timeouts(connect=2, read=2, whole=2))
        token = wire.headers["Authorization"].removeprefix("Bearer ")
        try:
            await asking.ask(Asked("GET", STATUS, token=token))
        except Problem as problem:
            return problem.fault.value
        finally:
            await asking.close()
        return "late"

    wire.put(fault.id, **({} if fault.milliseconds is None else {"milliseconds": 400}))
    try:
        assert asyncio.run(met()) == fault.app
    finally:
        wire.remove(fault.id)


def test_a_relay_passes_on_whatever_comes_through_one_connection(wire: Wire) -> None:
    direct = wire.child.client
    with httpx.Client(base_url=wire.relay, timeout=5, trust_env=False) as caller:
        for path in (STATUS, "/v1/session", "/nowhere", "/openapi.json", STATUS):
            got, own = (one.get(path, headers=wire.headers) for one in (caller, direct))
            assert got.status_code == own.status_code
            if path in (STATUS, "/openapi.json"):
                assert got.content == own.content
        assert caller.head("/openapi.json").status_code in (200, 405)
        assert caller.get(STATUS, headers=wire.headers).status_code == 200


def test_who_does_not_come_through_the_relay_is_not_struck_by_it(wire: Wire) -> None:
    wire.put("reset", part="status", calls=1)
    assert wire.child.client.get(STATUS, headers=wire.headers).status_code == 200
    assert wire.ask("/v1/session").status_code == 200
    with pytest.raises(httpx.ReadError):
        wire.ask()
    assert wire.ask().status_code == 200
    wire.remove("reset", part="status")


def test_a_connection_that_is_open_is_cut_when_nobody_is_let_in_any_more(wire: Wire) -> None:
    with httpx.Client(base_url=wire.relay, timeout=5, trust_env=False) as caller:
        assert caller.get(STATUS, headers=wire.headers).status_code == 200
        wire.put("refuse")
        with pytest.raises(httpx.TransportError):
            caller.get(STATUS, headers=wire.headers)
        wire.remove("refuse")
        assert caller.get(STATUS, headers=wire.headers).status_code == 200


def test_a_mock_on_a_unix_socket_can_have_a_relay_too() -> None:
    with spawned("unix", "--relay-port", "0") as child:
        address = child.lines[-1].removeprefix("relay ")
        assert httpx.get(f"{address}/health/live", trust_env=False).status_code == 200


# Which calls ------------------------------------------------------------------------------


@pytest.mark.parametrize("part", PARTS)
def test_a_rule_strikes_its_own_part_alone(mock: Mock, clean: Dump, part: str) -> None:
    assert set(PARTS) == {EVERYTHING, *ADDRESSES}
    mock.book.put("server-error", part)
    answers = {
        name: mock.ask("POST" if name == "checks" else "GET", path).status_code
        for name, path in ADDRESSES.items()
    }
    assert mock.ask("GET", "/health/live").status_code == 200
    assert reconcile(mock.parts) == []
    mock.book.remove("server-error", part)
    struck = {name for name, status in answers.items() if status == 500}
    assert struck == (set(ADDRESSES) if part == EVERYTHING else {part})
    assert differences(mock.dump(), clean) == []


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    begins=st.integers(1, 6),
    calls=st.none() | st.integers(1, 6),
    paths=st.lists(st.sampled_from([STATUS, "/v1/account", "/control/people"]), max_size=16),
)
def test_of_its_part_exactly_the_calls_that_were_named_are_struck(
    mock: Mock, begins: int, calls: int | None, paths: list[str]
) -> None:
    book = RuleBook(mock.parts, relayed=True)
    book.put("server-error", "status", Wish(calls=calls, begins=begins))
    try:
        struck = [bool(asyncio.run(book.striking(path, "answers"))) for path in paths]
    finally:
        book.remove("server-error", "status")
    number, expected = 0, []
    for path in paths:
        number += path == STATUS
        last = float("inf") if calls is None else begins + calls - 1
        expected.append(path == STATUS and begins <= number <= last)
    assert struck == expected


def test_two_rules_strike_together_and_are_counted_each(mock: Mock, clean: Dump) -> None:
    token = mock.sign_in("ana-settled")
    mock.book.put("unavailable", "status", Wish(calls=1, begins=2, retry_after=7))
    mock.book.put("too-many-requests", wish=Wish(calls=1))
    mock.book.put("latency", "status", Wish(milliseconds=1))
    got = [mock.ask("GET", STATUS, token=token) for _ in range(3)]
    assert [answer.status_code for answer in got] == [429, 503, 200]
    assert got[1].headers["Retry-After"] == "7"
    assert [rule.seen for rule in mock.book.active()] == [3, 3, 3]
    newest = [one for one in mock.app.state.seen if one.status == 503][-1]
    assert newest.route == "on the way to status"
    for fault, part in (
        ("unavailable", "status"),
        ("latency", "status"),
        ("too-many-requests",) * 2,
    ):
        mock.book.remove(fault, EVERYTHING if part == fault else part)
    assert differences(mock.dump(), clean) == []


def test_a_rule_is_counted_once_by_callers_at_the_same_time(mock: Mock) -> None:
    mock.book.put("server-error", "status", Wish(calls=3))

    async def all_at_once() -> int:
        struck = await asyncio.gather(*(mock.book.striking(STATUS, "answers") for _ in range(20)))
        return sum(map(bool, struck))

    assert asyncio.run(all_at_once()) == 3
    mock.book.remove("server-error", "status")


def test_a_reset_takes_every_rule_off(mock: Mock) -> None:
    mock.book.put("server-error")
    assert mock.ask("GET", STATUS).status_code == 500
    assert mock.control("POST", "reset").status_code == 200
    assert mock.ask("GET", STATUS).status_code == 401
    mock.repair_all()


# What is refused --------------------------------------------------------------------------


def test_names_that_are_not_known_bring_suggestions(mock: Mock) -> None:
    for method in ("PUT", "DELETE"):
        got = mock.control(method, "transport/latancy")
        assert (got.status_code, got.json()["did_you_mean"][0]) == (404, "latency")
        got = mock.control(method, "transport/latency", part="work-prof")
        assert (got.status_code, got.json()["did_you_mean"][0]) == (404, "work-proof")
    for wrong in ({"calls": "0"}, {"from": "0"}, {"milliseconds": "-1"}, {"retry_after": "x"}):
        assert mock.control("PUT", "transport/latency", **wrong).status_code == 422


def test_what_makes_no_sense_is_refused_with_the_reason(mock: Mock, tmp_path: Any) -> None:
    for fault, limits, reason in (
        ("refuse", {"part": "status"}, "cannot be counted"),
        ("refuse", {"calls": "2"}, "cannot be counted"),
        ("reset", {"milliseconds": "5"}, "no use for milliseconds"),
        ("latency", {"retry_after": "5"}, "no use for retry_after"),
    ):
        got = mock.control("PUT", f"transport/{fault}", **limits)
        assert (got.status_code, reason in got.json()["detail"]) == (409, True)
    assert mock.control("DELETE", "transport/latency").json()["type"] == "/problems/not-applied"
    mock.control("PUT", "transport/latency", milliseconds="0")
    assert mock.control("PUT", "transport/latency").json()["type"] == "/problems/already-applied"
    mock.control("DELETE", "transport/latency")


def test_without_a_relay_there_is_nothing_to_cut(mock: Mock) -> None:
    alone: Parts = mock.parts
    for fault in TRANSPORT.values():
        book = RuleBook(alone, relayed=False)
        if fault.where == "relay":
            with pytest.raises(DoesNotApply, match="--relay-port"):
                book.put(fault.id)
        else:
            book.put(fault.id)
            book.remove(fault.id)


def test_what_is_on_is_told(mock: Mock) -> None:
    mock.control("PUT", "transport/drip", part="checks", **{"calls": "2", "from": "3"})
    told = mock.control("GET", "transport").json()
    beside = mock.control("GET", "faults").json()["on_the_way"]
    mock.control("DELETE", "transport/drip", part="checks")
    assert [item["id"] for item in told["items"]] == list(TRANSPORT)
    assert told["parts"] == list(PARTS)
    (rule,) = told["active"]
    assert beside == [rule]
    assert json.dumps(rule) == json.dumps({
        "fault": "drip", "part": "checks", "applied_at": "2026-09-14T09:30:00Z", "begins": 3,
        "calls": 2, "seen": 0, "milliseconds": 200, "retry_after": None,
    })  # fmt: skip


def test_every_kind_stands_in_the_page_of_faults() -> None:
    assert all(f"| `{fault}` |" in markdown() for fault in TRANSPORT)
