"""One long visit that types every kind of thing that a person may type: for logs, and to compare.

What is typed holds `CANARY` wherever free text is taken.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import httpx

WHO = "ana-settled"
CANARY = "Zebulon"
MAIL = "zebulon@example.org"
NEW = "PRACTICE 7707770"
SEGMENTS = ("right-to-work", "right-to-rent", "something-else")


Caller = Callable[..., httpx.Response]
"""Asks a mock: method, path, then `json`, `params` and `headers`."""


@dataclass
class Visit:
    """`answers`: all that was answered. `secret`: what may never be written down anywhere else.

    Every request is named, so that no drawn id holds the digits of a code by accident.
    """

    ask: Caller
    control: dict[str, str]
    answers: list[tuple[int, bytes]] = field(default_factory=list)
    secret: set[str] = field(default_factory=lambda: {CANARY, "7707770"})
    session: dict[str, str] = field(default_factory=dict)

    def say(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        """One request with a key of its own; the decoded answer."""
        key = {"Idempotency-Key": f"{CANARY}-{len(self.answers)}"}
        sent = {"X-Request-ID": f"asked-{len(self.answers)}"} | key | self.session | headers
        answer = self.ask(method, path, json=body, headers=sent)
        self.answers.append((answer.status_code, answer.content))
        assert answer.status_code < 500, (path, answer.text)
        found = answer.json() if answer.content else {}
        self._keep(found)
        return found

    def controls(self, method: str, path: str, **kw: Any) -> Any:
        """Ask the practice controls."""
        named = self.control | {"X-Request-ID": "controls"}
        return self.ask(method, f"/control/{path}", headers=named, **kw).json()

    def code(self) -> str:
        """The newest security code on the person's phone."""
        items = self.controls("GET", "phone", params={"person": WHO})["items"]
        newest = next(item["body"] for item in items if "security code" in item["body"])
        words: list[str] = newest.split()
        found = next(word for word in words if word.isdigit() and len(word) == 6)
        self.secret.add(found)
        return found

    def sign_in(self) -> None:
        """With two wrong codes first."""
        person = self.controls("GET", f"people/{WHO}")
        self.secret |= {person["document_number"].split()[-1], person["birth_date"]}
        self.secret |= {person["knows"]["given_names"], person["knows"]["family_name"]}
        identity = {name: person[name] for name in ("document_number", "birth_date", "channel")}
        path = f"/v1/sign-ins/{self.say('POST', '/v1/sign-ins', identity)['id']}"
        for wrong in (CANARY, "000000"):
            self.say("POST", f"{path}/verification", {"code": wrong})
        self.controls("PUT", "clock", json={"advance_minutes": 1})
        found = self.say("POST", f"{path}/verification", {"code": self.code()})
        self.session = {"Authorization": f"Bearer {found['token']}"}

    def share(self) -> None:
        """Look at everything, make a code of each kind, have each checked rightly and wrongly."""
        birth_date = self.say("GET", "/v1/status")["birth_date"]
        for segment in SEGMENTS:
            self.say("GET", f"/v1/{segment}/preview")
            made = self.say("POST", f"/v1/{segment}/share-codes", {})
            checker: dict[str, Any] = {"name": f"{CANARY} Bakery"}
            asked = {"code": made["code"], "birth_date": birth_date, "checker": checker}
            self.say("POST", f"/v1/checks/{segment}", asked)
            self.say("POST", f"/v1/checks/{segment}", asked | {"birth_date": "1977-07-07"})
            self.say("GET", f"/v1/{segment}/share-codes/{made['id']}/checks")
        self.say("DELETE", f"/v1/{SEGMENTS[0]}/share-codes/{CANARY}")

    def report(self) -> None:
        """A report with words in every field, a note, a look by staff, and its way to an answer."""
        made = self.say("POST", "/v1/fault-reports", FORM)
        path = f"/v1/fault-reports/{made['reference']}"
        self.secret.add(made["key"])
        self.say("POST", f"{path}/notes", {"text": f"It says {CANARY}."})
        self.say("PUT", f"{path}/permission", {"minutes": 30})
        member = self.controls("GET", "staff")["items"][0]["id"]
        token = self.controls("POST", f"staff/{member}/token")["token"]
        staff = {"Authorization": f"Bearer {token}"}
        self.secret.add(token)
        where = f"/v1/staff/fault-reports/{made['reference']}"
        look = self.say("POST", f"{where}/looks", **staff)
        self.say("GET", "/v1/status", Authorization=f"Bearer {look['token']}")
        self.say("POST", f"{where}/stages", {"stage": "triaged"}, **staff)
        self.say("POST", f"{where}/notes", {"text": f"{CANARY} was told"}, **staff)
        self.say("GET", path)

    def change(self) -> None:
        """A new contact, and a passport of another name, which is held for review."""
        contact = {"channel": "email", "address": MAIL}
        done = self._fresh({"purpose": "change-contact", "contact": contact})
        self.say("POST", "/v1/account/contact-updates", done | {"contact": contact}, **self._tag())
        self.controls("PUT", "clock", json={"advance_minutes": 2})
        named = {"kind": "passport", "issuing_state": "POL", "number": NEW}
        done = self._fresh({"purpose": "change-document", "document": named})
        account = self.say("GET", "/v1/account")
        holder = {"given_names": CANARY, "family_name": CANARY, "nationality": "POL"}
        body = done | {
            "account_reference": account["account_reference"],
            "birth_date": self.controls("GET", f"people/{WHO}")["birth_date"],
            "document": named | holder | {"birth_date": "1977-07-07"},
        }
        begun = self.say("POST", "/v1/account/document-updates", body, **self._tag())
        self.say("POST", f"/v1/account/document-updates/{begun['id']}/confirmation")

    def mistakes(self) -> None:
        """What is wrong, lost or nowhere."""
        named = {"kind": "passport", "issuing_state": "POL", "number": NEW}
        lost = {"document": named, "birth_date": "1977-07-07"}
        self.say("POST", "/v1/recoveries", lost)
        self.say("POST", "/v1/recoveries", lost | {CANARY: CANARY})
        self.say("GET", f"/{CANARY}?q={CANARY}")
        self.say("GET", f"/v1/photos/{CANARY}")
        self.say("GET", f"/v1/fault-reports/{CANARY}", **{"X-Report-Key": CANARY})
        self.say("GET", "/v1/status", Authorization=f"Bearer {CANARY}")
        self.say("DELETE", "/v1/session")

    def whole(self) -> Visit:
        """All of it, in order."""
        for part in (self.sign_in, self.share, self.report, self.change, self.mistakes):
            part()
        self.controls("POST", "deliveries")
        return self

    def _fresh(self, about: dict[str, Any]) -> dict[str, Any]:
        asked = self.say("POST", "/v1/account/step-ups", {"channel": "text"} | about)
        path = f"/v1/account/step-ups/{asked['id']}/verification"
        granted = self.say("POST", path, {"code": self.code()})
        self.session = {"Authorization": f"Bearer {granted['token']}"}
        return {"step_up_id": granted["step_up_id"]}

    def _tag(self) -> dict[str, str]:
        named = self.session | {"X-Request-ID": "tag"}
        answer = self.ask("GET", "/v1/account", headers=named)
        return {"If-Match": answer.headers["etag"]}

    def _keep(self, found: Any) -> None:
        for name in ("token", "code", "client_token"):
            if isinstance(found, dict) and found.get(name):
                self.secret.add(str(found[name]))


FORM: dict[str, Any] = {
    "nation": "england",
    "can_open": True,
    "problems": ["share_code", "name"],
    "details": {"name": f"It says {CANARY}"},
    "share_codes": ["work"],
    "description": f"{CANARY} waited.",
    "person": {
        "full_name": f"{CANARY} Sample",
        "birth_date": "1977-07-07",
        "nationality": "Poland",
    },
    "reference": {"type": "passport", "number": "7707770X"},
    "reply": {"by": "email", "email": MAIL},
    "supporter": {"kind": "friend_or_relative", "name": CANARY, "email": MAIL, "consent": True},
}
