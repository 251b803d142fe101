"""Answers of a decent mock, as bytes on a transport without a server."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import httpx

from tui.service.http import Wire, over

Route = tuple[int, Any] | Callable[[httpx.Request], tuple[int, Any]]

PICTURE: dict[str, object] = {
    "width": 3,
    "height": 2,
    "palette": ["#000000", "#ffffff"],
    "rows": ["010", "101"],
    "alt": "drawing of a person with a green scarf",
}
STATUS: dict[str, object] = {
    "given_names": "Ana Maria",
    "family_name": "Kowalska",
    "birth_date": "1985-03-05",
    "photo": {"digest": "face-of-ana", "href": "/v1/photos/face-of-ana"},
    "kind": "settled",
    "kind_label": "Settled status",
    "valid_from": "2020-01-02",
    "valid_until": None,
    "conditions": ["You can work.", "You can rent."],
    "as_at": "2026-11-02T14:05:00Z",
}
PROOF: dict[str, object] = {
    "purpose": "work",
    "given_names": "Ana Maria",
    "family_name": "Kowalska",
    "birth_date": None,
    "photo": {"digest": "face-of-ana", "href": "/v1/photos/face-of-ana"},
    "kind": "settled",
    "kind_label": "Settled status",
    "time_limit": "none",
    "valid_until": None,
    "conditions": [],
}
CODE: dict[str, object] = {
    "id": "code-1",
    "code": "W1234ABCD",
    "purpose": "work",
    "created_at": "2026-11-02T14:06:00Z",
    "expires_at": "2027-01-31T14:06:00Z",
}
SIGN_IN: dict[str, object] = {
    "id": "sign-in-1",
    "channel": "text",
    "expires_at": "2026-11-02T14:15:00Z",
}
SESSION: dict[str, object] = {
    "token": "a-token-of-some-length",
    "account_reference": "AA-1",
    "expires_at": "2026-11-02T15:05:00Z",
    "idle_seconds": 900,
}
REDEEMED: dict[str, object] = {
    "reference": "REF",
    "checked_at": "2026-11-02T14:06:01Z",
    "proof": PROOF,
    "photo": PICTURE,
}
PERSON: dict[str, object] = {
    "id": "ana-settled",
    "name": "Ana Maria Kowalska",
    "story": "All is well.",
    "expected": "OK",
    "document_number": "53 3401 372",
    "older_document_number": None,
    "birth_date": "1985-03-05",
    "channel": "text",
    "starting_faults": [],
    "knows": {
        "given_names": "Ana Maria",
        "family_name": "Kowalska",
        "face": "face-of-ana",
        "other_faces": [],
        "letter": "granted",
        "earlier": "no",
        "photo": "good",
        "letter_kind": "settled",
        "letter_until": None,
        "contacts": "mine",
        "contacts_after_silence": "mine",
        "document": "own",
        "recent": "nothing",
        "applied_in_time": "not_sure",
    },
}


def problem(slug: str, **extras: object) -> dict[str, object]:
    return {"type": f"/problems/{slug}", "title": slug, "detail": slug, **extras}


class Scripted:
    """A back end of fixed answers; `asked` are the requests in order."""

    def __init__(self) -> None:
        self.routes: dict[str, Route] = {
            "POST /v1/sign-ins": (202, SIGN_IN),
            "POST /v1/sign-ins/sign-in-1/codes": (202, SIGN_IN),
            "POST /v1/sign-ins/sign-in-1/verification": (201, SESSION),
            "GET /v1/status": (200, STATUS),
            "GET /v1/photos/face-of-ana": (200, PICTURE),
            "GET /v1/right-to-work/preview": (200, PROOF),
            "POST /v1/right-to-work/share-codes": (201, CODE),
            "POST /v1/checks/right-to-work": (200, REDEEMED),
            "DELETE /v1/right-to-work/share-codes/code-1": (204, None),
            "DELETE /v1/session": (204, None),
        }
        self.tag = '"as-it-was"'
        self.asked: list[httpx.Request] = []
        self.wire: Wire = over(httpx.MockTransport(self._answer))

    def set(self, route: str, answer: Route) -> None:
        self.routes[route] = answer

    def sent(self, route: str) -> list[httpx.Request]:
        return [one for one in self.asked if f"{one.method} {one.url.path}" == route]

    def bodies(self, route: str) -> list[Any]:
        return [json.loads(one.content) for one in self.sent(route)]

    def _answer(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        route = self.routes.get(f"{request.method} {request.url.path}", (404, problem("no-route")))
        status, body = route(request) if callable(route) else route
        if body is None:
            return httpx.Response(status)
        headers = {"ETag": self.tag} if request.url.path == "/v1/account" else {}
        return httpx.Response(status, json=body, headers=headers)
