"""Nothing that is wrong is taken: each answer is a described problem, and no store has changed."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from backend_stub.kernel.bodies import MOST_BYTES
from backend_stub.kernel.problem import MEDIA_TYPE, PROBLEMS
from tests.backend.account.visitor import Visitor
from tests.backend.contract.whole import changed, whole
from tests.backend.support import INES, OTTO, Mock, interface, opened

JSON = {"Content-Type": "application/json"}
BODIES: dict[str, bytes] = {
    "nothing": b"",
    "a list": b"[]",
    "null": b"null",
    "a text": b'"x"',
    "a number": b"1",
    "a field too many": b'{"unknown": 1}',
    "broken": b"{",
    "very deep": b"[" * 20_000 + b"]" * 20_000,
    "deep objects": b'{"a":' * 10_000 + b"1" + b"}" * 10_000,
    "half a character": b'{"code": "\\ud800", "text": "\\ud800", "unknown": 1}',
    "no number": b'{"a": NaN}',
    "a number of 5,000 digits": b'{"minutes": 1' + b"0" * 5000 + b', "a": 1}',
    "UTF-16": '{"a": 1}'.encode("utf-16"),
    "UTF-16 without its mark": '{"minutes": 30}'.encode("utf-16-le"),
    "no UTF-8": b'{"a": "\xff"}',
    "a NUL": b"\x00",
}
WRONG_VALUES: tuple[Any, ...] = (
    None, [], {}, True, 0, -1, 1.5, "", "\x00", "x" * 5000, "2023-02-30",
)  # fmt: skip
SOME = 3
"""Of the bodies and values, so many for each address in the normal run; all of them in the long."""
HOW_MANY = pytest.mark.parametrize("most", [SOME, pytest.param(99, marks=pytest.mark.long)])
PATHS = (
    "/v1/status/", "//v1/status", "/v1//status", "/v1/status%00", "/v1/status;x=1", "/V1/status",
    "/v1/%73tatus%2f", "/v1/../control/people", "/v1/%2e%2e/control/people", "/control/people",
    "/v1/photos/..%2f..%2fserver.key", "/v1/photos/%ff%fe", "/docs/", "/openapi.json/",
    "/v1/photos/" + "a" * 5000, "/server.key", "/account.db", "/.env",
)  # fmt: skip
KINDS = (
    "text/plain", "application/xml", "application/x-www-form-urlencoded", "multipart/form-data",
    "application/json-patch+json", "application/json; charset=utf-16", "*/*", "json", "",
)  # fmt: skip


@pytest.fixture
async def mock(tmp_path: Path) -> AsyncIterator[Mock]:
    async with opened(tmp_path) as value:
        yield value


def problem(answer: httpx.Response) -> str:
    """The slug of a well-made problem."""
    assert answer.headers["content-type"] == MEDIA_TYPE, answer.text
    body = answer.json()
    slug: str = body["type"].removeprefix("/problems/")
    assert (answer.status_code, body["title"]) == PROBLEMS[slug]
    assert body["instance"] == answer.headers["x-request-id"]
    return slug


def with_bodies() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Method, path and schema of everything that takes a body."""
    description = interface()
    for path, methods in description["paths"].items():
        for method, operation in methods.items():
            if "requestBody" in operation:
                schema = operation["requestBody"]["content"]["application/json"]["schema"]
                name = schema["$ref"].rpartition("/")[2]
                yield method, path, description["components"]["schemas"][name]


def some(values: Any, turn: int, most: int) -> list[Any]:
    """So many of the values, others at each turn."""
    listed = list(values)
    return [listed[(turn * most + n) % len(listed)] for n in range(min(most, len(listed)))]


@HOW_MANY
async def test_no_body_that_is_wrong_changes_anything(mock: Mock, most: int) -> None:
    """Signed in, with fresh keys and the right tag: only the body is wrong."""
    ines = await Visitor(mock, INES).signed_in()
    tag, before = await ines.tag(), await whole(mock.parts)
    for turn, (method, path, _schema) in enumerate(with_bodies()):
        for name in some(BODIES, turn, most):
            headers = ines.headers | mock.key() | tag | JSON
            answer = await mock.client.request(method, path, content=BODIES[name], headers=headers)
            # Staff's pages are not for Ines.
            assert problem(answer) in ("not-understood", "staff-only"), (path, name)
    assert changed(before, await whole(mock.parts)) == []


@HOW_MANY
async def test_no_field_of_a_wrong_type_changes_anything(mock: Mock, most: int) -> None:
    ines = await Visitor(mock, INES).signed_in()
    tag, before = await ines.tag(), await whole(mock.parts)
    turn = 0
    for method, path, schema in with_bodies():
        for field in schema.get("properties", ()):
            turn += 1
            for value in some(WRONG_VALUES, turn, most):
                sent, headers = {field: value}, ines.headers | mock.key() | tag
                answer = await mock.client.request(method, path, json=sent, headers=headers)
                assert 400 <= answer.status_code < 500, (path, field, value)
                assert problem(answer) in PROBLEMS
    assert changed(before, await whole(mock.parts)) == []


@HOW_MANY
async def test_only_json_is_taken(mock: Mock, most: int) -> None:
    bearer = await mock.signed_in(INES)
    before = await whole(mock.parts)
    for turn, (method, path, _schema) in enumerate(with_bodies()):
        for kind in some(KINDS, turn, most):
            headers = bearer | mock.key() | {"Content-Type": kind}
            answer = await mock.client.request(method, path, content=b"{}", headers=headers)
            assert problem(answer) == "media-type", (path, kind)
    assert changed(before, await whole(mock.parts)) == []


async def test_a_body_has_64_kib_at_most(mock: Mock) -> None:
    bearer = await mock.signed_in(INES)
    path = "/v1/right-to-work/share-codes"
    before = await whole(mock.parts)

    async def in_pieces() -> AsyncIterator[bytes]:
        for _ in range(1 + MOST_BYTES // 1000):
            yield b" " * 1000

    for content in (b"{}" + b" " * MOST_BYTES, in_pieces()):
        headers = bearer | mock.key() | JSON
        answer = await mock.client.post(path, content=content, headers=headers)
        assert problem(answer) == "too-large"
        assert answer.headers["connection"] == "close"
    assert changed(before, await whole(mock.parts)) == []
    just = b"{}" + b" " * (MOST_BYTES - 2)
    answer = await mock.client.post(path, content=just, headers=bearer | mock.key() | JSON)
    assert answer.status_code == 201


async def test_no_path_leads_around(mock: Mock) -> None:
    bearer = await mock.signed_in(INES)
    before = await whole(mock.parts)
    for path in PATHS:
        answer = await mock.client.get(path, headers=bearer | {"Host": "elsewhere.example"})
        assert problem(answer) in ("not-found", "photo-not-found"), path
        assert "elsewhere" not in str(answer.headers)
    assert changed(before, await whole(mock.parts)) == []


async def test_no_other_method_does_anything(mock: Mock) -> None:
    bearer = await mock.signed_in(INES)
    before = await whole(mock.parts)
    for path, methods in interface()["paths"].items():
        for method in ("TRACE", "OPTIONS", "HEAD", "PATCH", "PROPFIND"):
            answer = await mock.client.request(method, path, headers=bearer)
            assert answer.status_code == 405, (path, method)
            assert set(answer.headers["allow"].lower().split(", ")) == set(methods)
    # These methods are in no description, so what was answered is not either.
    mock.app.state.seen.clear()
    assert changed(before, await whole(mock.parts)) == []


HEADERS = (
    ("Authorization", "Bearer", "session-ended"),
    ("Authorization", "Bearer  ", "session-ended"),
    ("Authorization", "Basic aW5lczppbmVz", "session-ended"),
    ("Authorization", "Bearer x\r\nX-Control-Token: y", "session-ended"),
    ("Authorization", "Bearer \u00ff\u0000", "session-ended"),
    ("Idempotency-Key", "", "idempotency-key-missing"),
    ("Idempotency-Key", "k" * 201, "not-understood"),
)


async def test_headers_that_are_wrong(mock: Mock) -> None:
    bearer = await mock.signed_in(INES)
    before = await whole(mock.parts)
    for name, value, slug in HEADERS:
        sent = [(k, v) for k, v in (bearer | mock.key() | {name: value}).items()]
        headers = [(k.encode(), v.encode("latin-1")) for k, v in sent]
        answer = await mock.client.post("/v1/right-to-work/share-codes", json={}, headers=headers)
        assert problem(answer) == slug
    assert changed(before, await whole(mock.parts)) == []


async def test_what_is_sent_never_becomes_a_header(mock: Mock) -> None:
    for value in ("a\r\nSet-Cookie: x=1", "a\nb", "\u00e9", "a" * 65):
        headers = [(b"x-request-id", value.encode("latin-1"))]
        answer = await mock.client.get("/version", headers=headers)
        assert len(answer.headers["x-request-id"]) == 32
        assert "set-cookie" not in answer.headers


async def test_keys_replayed_and_crossed(mock: Mock) -> None:
    ines = await mock.signed_in(INES)
    otto = await mock.signed_in(OTTO)
    path, key = "/v1/right-to-work/share-codes", {"Idempotency-Key": "the same"}
    first = await mock.client.post(path, json={}, headers=ines | key)
    before = await whole(mock.parts)
    again = await mock.client.post(path, json={}, headers=ines | key)
    assert again.json() == first.json()
    assert changed(before, await whole(mock.parts)) == [], "once is once"
    crossed = await mock.client.post(path, json={}, headers=otto | key)
    assert crossed.status_code == 201
    assert crossed.json()["code"] != first.json()["code"], "another's key is not one's own"
    body = {"document_number": INES.number, "birth_date": "1990-05-17", "channel": "text"}
    await mock.client.post("/v1/sign-ins", json=body, headers=key)
    before = await whole(mock.parts)
    for change in ({"channel": "email"}, {"birth_date": "1990-05-18"}, {"document_number": "X1"}):
        answer = await mock.client.post("/v1/sign-ins", json=body | change, headers=key)
        assert problem(answer) == "idempotency-key-reused"
    assert changed(before, await whole(mock.parts)) == []


async def test_tags_that_are_stale_foreign_or_none(mock: Mock) -> None:
    ines = await Visitor(mock, INES).signed_in()
    stale = await ines.tag()
    step_up_id = await ines.step_up(
        "change-contact", contact={"channel": "email", "address": "a@example.org"}
    )
    body = {"step_up_id": step_up_id, "contact": {"channel": "email", "address": "a@example.org"}}
    otto = await Visitor(mock, OTTO).signed_in()
    foreign = await otto.tag()
    before = await whole(mock.parts)
    for tag, slug in (
        ({}, "if-match-missing"),
        ({"If-Match": ""}, "if-match-missing"),
        ({"If-Match": "*"}, "changed-meanwhile"),
        ({"If-Match": "W/" + stale["If-Match"]}, "changed-meanwhile"),
        ({"If-Match": stale["If-Match"].strip('"')}, "changed-meanwhile"),
        (foreign, "changed-meanwhile"),
        ({"If-Match": "x" * 401}, "not-understood"),
    ):
        answer = await ines.ask("POST", "contact-updates", body, **tag)
        assert problem(answer) == slug, tag
    assert changed(before, await whole(mock.parts)) == []


async def test_a_clock_that_jumps_back(mock: Mock) -> None:
    """Wrong stays wrong, what is known stays known, and forward again all is as it was."""
    bearer = await mock.signed_in(INES)
    path = "/v1/right-to-work/share-codes"
    code = (await mock.client.post(path, json={}, headers=bearer | mock.key())).json()
    begun = (await mock.begin(OTTO)).json()
    for back in (timedelta(seconds=1), timedelta(days=1), timedelta(days=36_500)):
        mock.parts.clock.advance(-back)
        before = await whole(mock.parts)
        for method, where, body, slugs in (
            ("POST", f"/v1/sign-ins/{begun['id']}/verification", {"code": ""}, {"not-understood"}),
            ("POST", path, [], {"not-understood"}),
            ("DELETE", f"{path}/none", None, {"share-code-not-found"}),
            ("GET", "/v1/photos/none", None, {"photo-not-found"}),
            ("POST", "/v1/account/document-updates", {}, {"not-understood"}),
        ):
            sent = bearer | mock.key() | {"If-Match": '"x"'}
            answer = await mock.client.request(method, where, json=body, headers=sent)
            assert problem(answer) in slugs, (where, back)
        after = await whole(mock.parts)
        # Being asked for is all that a session remembers.
        assert set(changed(before, after)) <= {("account", "session")}
        for sign_in in (INES, OTTO):
            assert (await mock.begin(sign_in, "email")).status_code in (202, 429)
        mock.parts.clock.advance(back)
    # The session was used in what is now the past, so it has been idle since; the code lives.
    mock.parts.clock.advance(timedelta(days=1))
    bearer = await mock.signed_in(INES)
    listed = (await mock.client.get(path, headers=bearer)).json()["items"]
    assert [(item["code"], item["state"]) for item in listed] == [(code["code"], "live")]
