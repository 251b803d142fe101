"""The agreed interface, asked of a real process over each transport."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.backend.served.child import Child, Transport, sign_in, spawned

SEGMENTS = {"work": "right-to-work", "rent": "right-to-rent", "other": "something-else"}
PROOF = {
    "purpose", "given_names", "family_name", "birth_date", "photo", "kind", "kind_label",
    "time_limit", "valid_until", "conditions", "allowed", "check_again_on",
}  # fmt: skip
STATUS = {
    "given_names", "family_name", "birth_date", "photo", "kind", "kind_label", "valid_from",
    "valid_until", "conditions", "as_at",
}  # fmt: skip
PROBLEM = {"type", "title", "status", "detail", "instance"}


@pytest.fixture(scope="module", params=["unix", "tcp"])
def child(request: pytest.FixtureRequest) -> Iterator[Child]:
    """One process for all tests of a transport."""
    transport: Transport = request.param
    with spawned(transport) as value:
        yield value
        assert value.end() == 0
        assert value.process.stdout is not None
        assert value.process.stdout.read() == ""
        assert value.process.stderr is not None
        assert value.process.stderr.read() == ""


def get(child: Child, path: str, bearer: dict[str, str]) -> Any:
    """A JSON answer that must be a 200."""
    answer = child.client.get(f"/v1/{path}", headers=bearer)
    assert answer.status_code == 200, answer.text
    return answer.json()


@pytest.mark.parametrize("person_id", ["ana-settled", "mihai-presettled", "priya-skilled"])
def test_somebody_for_whom_all_is_well(child: Child, person_id: str) -> None:
    person = child.control("GET", f"people/{person_id}")
    bearer = sign_in(child, person_id)
    session = get(child, "session", bearer)
    assert session == {
        "expires_at": "2026-03-02T13:00:00Z",
        "idle_until": "2026-03-02T12:15:00Z",
    }
    account = get(child, "account", bearer)
    assert set(account) == {"account_reference", "contacts", "documents", "authenticator"}
    assert account["authenticator"] is (person["channel"] == "authenticator")
    status = get(child, "status", bearer)
    assert set(status) == STATUS
    assert status["birth_date"] == person["birth_date"]
    assert status["photo"]["digest"] == person["knows"]["face"]
    picture = child.client.get(status["photo"]["href"], headers=bearer).json()
    assert set(picture) == {"width", "height", "palette", "rows", "alt"}
    assert (len(picture["rows"]), {len(row) for row in picture["rows"]}) == (28, {24})
    assert {int(sign, 36) for row in picture["rows"] for sign in row} <= set(
        range(len(picture["palette"]))
    )
    for purpose, segment in SEGMENTS.items():
        proof = get(child, f"{segment}/preview", bearer)
        assert set(proof) == PROOF
        for name in ("given_names", "family_name", "photo", "kind", "kind_label"):
            assert proof[name] == status[name]
        limit = {"settled": "none", "pre_settled": "not_shown"}.get(status["kind"], "until")
        assert proof["time_limit"] == limit
        made = child.client.post(
            f"/v1/{segment}/share-codes",
            json={},
            headers=bearer | {"Idempotency-Key": f"{person_id}-{purpose}"},
        )
        assert made.status_code == 201
        code = made.json()
        assert set(code) == {"id", "code", "purpose", "created_at", "expires_at"}
        assert made.headers["location"] == f"/v1/{segment}/share-codes/{code['id']}"
        shown = child.client.post(
            f"/v1/checks/{segment}",
            json={
                "code": code["code"],
                "birth_date": person["birth_date"],
                "checker": {"name": "Corner Bakery"},
            },
        )
        assert set(shown.json()) == {"reference", "checked_at", "proof", "photo"}
        assert shown.json()["proof"] == proof
        assert shown.json()["photo"] == picture
        listed = get(child, f"{segment}/share-codes", bearer)
        assert listed == {"items": [code | {"state": "live", "used": 1, "stopped": False}]}
    assert child.client.delete("/v1/session", headers=bearer).status_code == 204
    assert child.client.get("/v1/status", headers=bearer).status_code == 401


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "slug"),
    [
        ("POST", "sign-ins", {}, 422, "not-understood"),
        ("POST", "sign-ins/x/codes", {"channel": "text"}, 404, "sign-in-not-found"),
        ("POST", "sign-ins/x/verification", {"code": "1"}, 404, "sign-in-not-found"),
        ("GET", "status", None, 401, "session-ended"),
        ("GET", "right-to-work/preview", None, 401, "session-ended"),
        ("POST", "right-to-rent/share-codes", {}, 401, "session-ended"),
        ("DELETE", "something-else/share-codes/x", None, 401, "session-ended"),
        ("GET", "photos/x", None, 401, "session-ended"),
        (
            "POST",
            "checks/right-to-work",
            {"code": "x", "birth_date": "2000-01-01", "checker": {"name": "x"}},
            404,
            "no-match",
        ),
        ("GET", "nothing", None, 404, "not-found"),
        ("PUT", "status", None, 405, "method-not-allowed"),
    ],
)
def test_errors_have_one_shape(
    child: Child, method: str, path: str, body: object, status: int, slug: str
) -> None:
    answer = child.client.request(
        method, f"/v1/{path}", json=body, headers={"X-Request-ID": "asked-1"}
    )
    assert (answer.status_code, answer.json()["type"]) == (status, f"/problems/{slug}")
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json().keys() >= PROBLEM
    assert answer.json()["instance"] == answer.headers["x-request-id"] == "asked-1"
    assert answer.headers["cache-control"] == "no-store"
    assert "server" not in answer.headers


def test_broken_json_is_a_problem_like_any_other(child: Child) -> None:
    answer = child.client.post(
        "/v1/sign-ins", content=b"{", headers={"Content-Type": "application/json"}
    )
    assert (answer.status_code, answer.json()["type"]) == (422, "/problems/not-understood")


def test_operations(child: Child) -> None:
    assert child.client.get("/health/live").json() == {"live": True}
    ready = child.client.get("/health/ready").json()
    assert len(ready["stores"]) == 9
    version = child.client.get("/version").json()
    assert (version["name"], version["mock"]) == ("Alongside mock", True)
    assert child.client.get("/openapi.json").json()["openapi"].startswith("3.1")
    assert child.client.get("/docs").status_code == 200


def test_the_controls_need_their_token(child: Child) -> None:
    for headers in ({}, {"X-Control-Token": "wrong"}):
        answer = child.client.get("/control/people", headers=headers)
        assert (answer.status_code, answer.json()["type"]) == (403, "/problems/control-token")
    assert len(child.control("GET", "people")["items"]) > 10


def test_requests_can_be_looked_at_afterwards(child: Child) -> None:
    child.client.get("/v1/photos/secret", headers={"X-Request-ID": "look-here"})
    events = child.control("GET", "events")["items"]
    found = [event for event in events if event["request_id"] == "look-here"]
    assert found == [
        {
            "method": "GET",
            "route": "/v1/photos/{digest}",
            "status": 401,
            "request_id": "look-here",
        }
    ]
