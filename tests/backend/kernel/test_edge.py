"""What every answer carries, and what no log may hold."""

from __future__ import annotations

import html
import io
import json
import logging
import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from fastapi import APIRouter

from backend_stub.app import create_app
from backend_stub.kernel.clock import Clock
from backend_stub.kernel.entropy import SeededEntropy
from backend_stub.kernel.logging import LOGGER, FieldNotAllowedError, log_event, set_up
from backend_stub.kernel.problem import PROBLEMS, Problem
from backend_stub.kernel.security import SECURITY_HEADERS
from backend_stub.parts import Parts, open_parts
from tests.backend.account.visitor import Visitor
from tests.backend.support import INES, Mock, opened

CANARY = "Zebulon-07700900999"


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Everything that is logged during a test."""
    names = (LOGGER.name, "uvicorn", "asyncio")
    before = [
        (logger, logger.handlers, logger.propagate, logger.level)
        for logger in map(logging.getLogger, names)
    ]
    stream = io.StringIO()
    set_up(stream, logging.INFO)
    yield stream
    for logger, handlers, propagate, level in before:
        logger.handlers, logger.propagate = handlers, propagate
        logger.setLevel(level)


@pytest.fixture
def parts(tmp_path: Path) -> Iterator[Parts]:
    """Empty stores."""
    value = open_parts(tmp_path, Clock(), SeededEntropy("x"))
    yield value
    value.close()


def client_of(parts: Parts, router: APIRouter | None = None) -> httpx.AsyncClient:
    """A client that sees what a network would show."""
    app = create_app(parts, control=router)
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    return httpx.AsyncClient(transport=transport, base_url="http://mock")


def broken_router() -> APIRouter:
    """A route that fails with words nobody may see."""
    router = APIRouter()

    @router.get("/broken/{name}")
    async def broken(name: str) -> None:
        raise LookupError(CANARY + name)

    return router


async def test_every_kind_of_answer_has_the_headers(parts: Parts) -> None:
    async with client_of(parts, broken_router()) as client:
        for path, status in (
            ("/version", 200),
            ("/v1/status", 401),
            ("/x", 404),
            ("/broken/x", 500),
        ):
            answer = await client.get(path)
            assert answer.status_code == status
            assert set(SECURITY_HEADERS.items()) <= set(answer.headers.items())
            assert len(answer.headers["x-request-id"]) == 32
            if status != 200:
                assert answer.headers["content-type"] == "application/problem+json"
                assert answer.json()["instance"] == answer.headers["x-request-id"]
                assert answer.json()["status"] == status


@pytest.mark.parametrize(
    ("offered", "taken"),
    [("abc-123_X", True), ("a" * 64, True), ("a" * 65, False), ("a b", False), ("<b>", False)],
)
async def test_a_request_id_is_taken_over_only_when_well_formed(
    parts: Parts, offered: str, *, taken: bool
) -> None:
    async with client_of(parts) as client:
        answer = await client.get("/version", headers={"X-Request-ID": offered})
    assert (answer.headers["x-request-id"] == offered) is taken


async def test_the_page_of_the_interface_loads_nothing(parts: Parts) -> None:
    async with client_of(parts) as client:
        answer = await client.get("/docs")
        description = (await client.get("/openapi.json")).json()
    loads_nothing(answer)
    for path in description["paths"]:
        assert path in answer.text
    links = set(re.findall(r'href="#([^"]+)"', answer.text))
    assert links <= set(re.findall(r'id="([^"]+)"', answer.text))
    assert set(description["components"]["schemas"]) >= links & {"ProblemBody", "SignInIn"}


async def test_the_type_of_every_problem_leads_to_a_page(parts: Parts) -> None:
    async with client_of(parts) as client:
        for slug, (status, title) in PROBLEMS.items():
            answer = await client.get(f"/problems/{slug}")
            loads_nothing(answer)
            assert title in html.unescape(answer.text)
            assert f"status {status}" in answer.text
        assert (await client.get("/problems/none")).status_code == 404


def loads_nothing(answer: httpx.Response) -> None:
    """A page that asks nobody for anything."""
    assert answer.headers["content-type"].startswith("text/html")
    assert answer.text.startswith("<!doctype html>")
    for loading in ("<script", "<link", "<img", "src=", "http:", "https:", "url("):
        assert loading not in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]


async def test_an_error_is_logged_by_its_kind_and_place_alone(
    parts: Parts, log: io.StringIO
) -> None:
    async with client_of(parts, broken_router()) as client:
        answer = await client.get(f"/broken/{CANARY}")
    assert CANARY not in answer.text
    try:
        raise ValueError(CANARY)
    except ValueError:
        logging.getLogger("uvicorn").exception("for %s", CANARY)
    lines = [json.loads(line) for line in log.getvalue().splitlines()]
    assert [line["event"] for line in lines] == ["request", "uvicorn"]
    assert (lines[0]["route"], lines[0]["status"]) == ("/broken/{name}", 500)
    assert lines[1]["error"] == "ValueError"
    assert CANARY not in log.getvalue()


async def test_a_whole_sign_in_leaves_no_personal_value_in_the_log(
    tmp_path: Path, log: io.StringIO
) -> None:
    async with opened(tmp_path) as mock:
        bearer = await mock.signed_in(INES)
        code = await mock.newest_code(INES.phone)
        await mock.client.get("/v1/status", headers=bearer)
        await mock.client.get(f"/{INES.number}?q={INES.email}", headers=bearer)
        await _checks(mock)
    text = log.getvalue()
    assert text.count('"event": "request"') == 5
    token = bearer["Authorization"].split()[1]
    for value in (INES.name, INES.number, INES.phone, INES.email, "1990", code, token, "Bakery"):
        assert str(value) not in text
    assert '"route": "unmatched"' in text


async def test_changes_and_recoveries_leave_no_personal_value_in_the_log(
    tmp_path: Path, log: io.StringIO
) -> None:
    async with opened(tmp_path) as mock:
        ines = await Visitor(mock, INES).signed_in()
        assert (await ines.update(family_name="Zebulon")).status_code == 202
        contact = {"channel": "email", "address": "zebulon@example.org"}
        step_up_id = await ines.step_up("change-contact", contact=contact)
        body = {"step_up_id": step_up_id, "contact": contact}
        assert (await ines.ask("POST", "contact-updates", body, **await ines.tag())).is_success
        document = {"kind": "passport", "issuing_state": "UTO", "number": "ZEBULON12345"}
        lost = {"document": document, "birth_date": "1977-07-07"}
        await mock.client.post("/v1/recoveries", json=lost, headers=mock.key())
        await mock.client.post("/v1/recoveries", json=lost | {"Zebulon": 1}, headers=mock.key())
        tokens = (ines.bearer, ines.machine.token)
    text = log.getvalue()
    assert text.count('"event": "request"') > 10
    for value in ("ebulon", "EBULON", "PRACTICE", "1977", INES.number, "900111", *tokens):
        assert value not in text


async def _checks(mock: Mock) -> None:
    body = {"code": "W12345678", "birth_date": "1990-05-17", "checker": {"name": "Bakery"}}
    await mock.client.post("/v1/checks/right-to-work", json=body)


def test_a_field_off_the_list_is_refused(log: io.StringIO) -> None:
    with pytest.raises(FieldNotAllowedError, match="name"):
        log_event("x", name="Ines")
    LOGGER.info("y", extra={"fields": {"name": "Ines", "count": 2}})
    assert json.loads(log.getvalue()) == {"level": "info", "event": "y", "count": 2}


async def test_received_requests_are_kept_by_route_not_by_address(parts: Parts) -> None:
    async with client_of(parts) as client:
        await client.get("/v1/photos/secret?x=y", headers={"X-Request-ID": "mine"})
        seen = client._transport.app.state.seen  # type: ignore[attr-defined]
    assert [(r.method, r.route, r.status, r.request_id) for r in seen] == [
        ("GET", "/v1/photos/{digest}", 401, "mine")
    ]


def test_problems_carry_extras_and_say_when_to_come_back() -> None:
    answer = Problem("wait", retry_after=7, tries=1).response("id")
    assert answer.headers["retry-after"] == "7"
    assert json.loads(bytes(answer.body))["tries"] == 1
    with pytest.raises(KeyError):
        Problem("no-such-problem")
    assert all(400 <= status < 600 for status, _ in PROBLEMS.values())
