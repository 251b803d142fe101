"""A small service of two people in one process, whose every answer waits until it is let go.

It does its part at once and answers late: so a request can be under way for as long as a test
wants, and whoever asked may have gone meanwhile.
"""

from __future__ import annotations

import asyncio
import json
import re
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import httpx

from tests.service.answers import PERSON, PICTURE, PROOF, STATUS, problem
from tui.service.client import AccountClient
from tui.service.control import ControlClient
from tui.service.http import over
from tui.service.offices import offices

WHO = {"PRACTICE111": "Ada", "PRACTICE222": "Ben"}
CODES = {"Ada": "111111", "Ben": "222222"}
BORN = ("5", "3", "1985")

_PURPOSES = {"right-to-work": "work", "right-to-rent": "rent", "something-else": "other"}


class Counting:
    def __init__(self) -> None:
        self._numbers = count()

    def token(self) -> str:
        return f"key-{next(self._numbers)}"


@dataclass
class SmallService:
    """Implements the service that a sitting wants. `waiting` are answers that were not let go;
    `told` are tokens whose answer came: of any other nobody knows, and it runs out by itself."""

    sign_ins: dict[str, str] = field(default_factory=dict)
    sessions: dict[str, str] = field(default_factory=dict)
    codes: dict[str, dict[str, Any]] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    waiting: list[asyncio.Future[None]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    told: set[str] = field(default_factory=set)
    open: bool = False

    def __post_init__(self) -> None:
        self._wire = over(httpx.MockTransport(self._answer))
        self.calls = AccountClient(self._wire, Counting())
        self.control: ControlClient | None = ControlClient(self._wire, "desk")
        self.offices = offices(self._wire, Counting(), self.calls)
        self._numbers = count()

    async def ensure(self) -> None:
        """Always there."""

    async def lost(self) -> None:
        """Never lost."""

    async def close(self) -> None:
        await self._wire.close()

    def let_go(self) -> bool:
        """Let the oldest answer go; whether there was one."""
        self.waiting = [one for one in self.waiting if not one.done()]
        if self.waiting:
            self.waiting.pop(0).set_result(None)
            return True
        return False

    async def _answer(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(f"{request.method} {request.url.path}")
        status, body = self._done(request)
        if not self.open:
            turn = asyncio.get_running_loop().create_future()
            self.waiting.append(turn)
            await turn
        if isinstance(body, dict) and "token" in body:
            self.told.add(body["token"])
        return httpx.Response(status, json=body) if body is not None else httpx.Response(status)

    def _done(self, request: httpx.Request) -> tuple[int, Any]:
        path, method = request.url.path, request.method
        body = json.loads(request.content) if request.content else {}
        if path == "/control/people":
            return 200, {"items": [_person(number, who) for number, who in WHO.items()]}
        if path == "/control/phone":
            return 200, {"items": [_message(request.url.params["person"])]}
        if path == "/control/clock":
            now = "2026-11-02T14:05:00Z"
            return 200, {"now": now, "shifted_seconds": 0, "frozen": True}
        if path.startswith("/v1/sign-ins"):
            return self._signing_in(path, body)
        if path.startswith("/v1/checks/"):
            return self._checked(path, body)
        who = self.sessions.get(request.headers.get("Authorization", "").removeprefix("Bearer "))
        if who is None:
            return 401, problem("session-ended")
        if path.startswith("/v1/photos/"):
            return 200, PICTURE
        if path == "/v1/session":
            del self.sessions[request.headers["Authorization"].removeprefix("Bearer ")]
            return 204, None
        if path == "/v1/status":
            return 200, {**STATUS, "given_names": who, "photo": _photo(who)}
        return self._shared(method, path, who, request.headers.get("Idempotency-Key", ""))

    def _signing_in(self, path: str, body: dict[str, Any]) -> tuple[int, Any]:
        begun = {"channel": body.get("channel"), "expires_at": "2026-11-02T14:15:00Z"}
        if path == "/v1/sign-ins":
            made = f"sign-in-{next(self._numbers)}"
            self.sign_ins[made] = WHO[body["document_number"]]
            return 202, {"id": made, **begun}
        sign_in = path.split("/")[3]
        if sign_in not in self.sign_ins:
            return 404, problem("sign-in-not-found")
        who = self.sign_ins[sign_in]
        if path.endswith("/codes"):
            return 202, {"id": sign_in, **begun}
        if body["code"] != CODES[who]:
            return 422, problem("code-not-right", tries_left=3)
        del self.sign_ins[sign_in]
        token = f"token-of-{who}-for-the-{next(self._numbers)}th-time"
        self.sessions[token] = who
        return 201, {"token": token}

    def _shared(self, method: str, path: str, who: str, key: str) -> tuple[int, Any]:
        found = re.fullmatch(r"/v1/([a-z-]+)/(preview|share-codes)(?:/(.+))?", path)
        assert found is not None, path
        purpose = _PURPOSES[found[1]]
        if found[2] == "preview":
            return 200, _proof(who, purpose)
        if method == "GET":
            of = [one for one in self.codes.values() if one["who"] == who]
            listed = [{**one, "state": "live" if one["live"] else "cancelled"} for one in of]
            return 200, {"items": [one for one in listed if one["purpose"] == purpose]}
        if method == "DELETE":
            if self.codes.get(found[3], {}).get("who") != who:
                return 404, problem("share-code-not-found")
            self.codes[found[3]]["live"] = False
            return 204, None
        name = self.keys.setdefault(f"{who} {purpose} {key}", f"code-{next(self._numbers)}")
        if name not in self.codes:
            number = f"{purpose[0].upper()}{next(self._numbers):08}"
            end = "2027-01-31T14:06:00Z"
            made = {"id": name, "code": number, "purpose": purpose, "expires_at": end, "used": 0}
            self.codes[name] = {**made, "who": who, "live": True}
        return 201, self.codes[name]

    def _checked(self, path: str, body: dict[str, Any]) -> tuple[int, Any]:
        made = next((one for one in self.codes.values() if one["code"] == body["code"]), None)
        if made is None or not made["live"]:
            return 404, problem("no-match")
        made["used"] += 1
        proof = _proof(made["who"], made["purpose"])
        return 200, {"checked_at": "2026-11-02T14:06:01Z", "proof": proof, "photo": PICTURE}


def _photo(who: str) -> dict[str, str]:
    return {"digest": f"face-of-{who}", "href": f"/v1/photos/face-of-{who}"}


def _proof(who: str, purpose: str) -> dict[str, object]:
    return {**PROOF, "purpose": purpose, "given_names": who, "photo": _photo(who)}


def _person(number: str, who: str) -> dict[str, object]:
    return {**PERSON, "id": who, "name": who, "document_number": number}


def _message(who: str) -> dict[str, str]:
    at = "2026-11-02T14:05:00Z"
    return {"at": at, "to": f"phone of {who}", "kind": "text", "body": f"Code {CODES[who]}"}
