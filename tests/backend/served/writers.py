"""Who writes to a mock until it dies: share codes, reports, a contact and a document."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from threading import Semaphore, Thread
from typing import Any

import httpx

from tests.backend.served.child import Child, sign_in

SEGMENTS = ("right-to-work", "right-to-rent", "something-else")
SHARER, CONTACTS, DOCUMENTS = "ana-settled", "mihai-presettled", "kwame-jobseeker"
CODES, REPORTS = 6, 4
"""Of each kind a round: enough that all the writers are at work at once until the end."""
REPORT: dict[str, Any] = {
    "nation": "england",
    "can_open": True,
    "problems": ["share_code"],
    "details": {},
    "share_codes": ["work"],
    "person": {"full_name": "Ana", "birth_date": "1981-03-14", "nationality": "Poland"},
    "reference": {"type": "none"},
    "reply": {"by": "email", "email": "ana@example.org"},
}


@dataclass
class Answered:
    """What was asked and answered before the end: replay it, and the same must come."""

    path: str
    body: Any
    headers: dict[str, str]
    said: dict[str, Any]


@dataclass
class Writers:
    """One round. `answered`: by whom, in order. `done` counts every acknowledgement."""

    child: Child
    turn: int
    done: Semaphore = field(default_factory=lambda: Semaphore(0))
    answered: dict[str, list[Answered]] = field(default_factory=dict)
    bearers: dict[str, dict[str, str]] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    @property
    def address(self) -> str:
        """The new contact of this round."""
        return f"mihai-{self.turn}@example.org"

    @property
    def number(self) -> str:
        """The new document of this round."""
        return f"PRACTICE 9{self.turn:03d}"

    def sign_everybody_in(self) -> None:
        """Before anybody writes. A change of document ends the other sessions on its machine, so
        each signs in at another address."""
        for last, person in enumerate((SHARER, CONTACTS, DOCUMENTS), 1):
            wire = httpx.HTTPTransport(local_address=f"127.0.0.{last}")
            with httpx.Client(transport=wire, base_url=self.child.client.base_url) as client:
                at = replace(self.child, client=client)
                self.bearers[person] = sign_in(at, person)

    def until_killed_after(self, answers: int) -> None:
        """Everybody at once; after so many answers the process is killed in the middle of more."""
        jobs = (
            *[lambda segment=segment: self._codes(segment) for segment in SEGMENTS],
            self._reports,
            self._contact,
            self._document,
        )
        writers = [Thread(target=self._quietly, args=(job,)) for job in jobs]
        for writer in writers:
            writer.start()
        for _ in range(answers):
            assert self.done.acquire(timeout=20), self.wrong
        self.child.process.kill()
        for writer in writers:
            writer.join(timeout=20)
        assert self.wrong == []

    def _quietly(self, job: Any) -> None:
        try:
            job()
        except httpx.TransportError:
            return
        except (AssertionError, KeyError) as error:
            self.wrong.append(repr(error))

    def _post(self, who: str, name: str, path: str, body: Any, **more: str) -> dict[str, Any]:
        headers = self.bearers[who] | {"Idempotency-Key": f"{self.turn} {name}"} | more
        answer = self.child.client.post(path, json=body, headers=headers)
        assert answer.is_success, (path, answer.text)
        said: dict[str, Any] = answer.json()
        self.answered.setdefault(name.split()[0], []).append(Answered(path, body, headers, said))
        self.done.release()
        return said

    def _codes(self, segment: str) -> None:
        for number in range(CODES):
            self._post(SHARER, f"{segment} {number}", f"/v1/{segment}/share-codes", {})

    def _reports(self) -> None:
        for number in range(REPORTS):
            made = self._post(SHARER, f"report {number}", "/v1/fault-reports", REPORT)
            path = f"/v1/fault-reports/{made['reference']}/notes"
            self._post(SHARER, f"note {number}", path, {"text": f"Note {number}"})

    def _contact(self) -> None:
        contact = {"channel": "email", "address": self.address}
        step_up = self._step_up(CONTACTS, {"purpose": "change-contact", "contact": contact})
        body = {"step_up_id": step_up, "contact": contact}
        path = "/v1/account/contact-updates"
        begun = self._post(CONTACTS, "contact-begun", path, body, **self._tag(CONTACTS))
        code = self._code("outbox", {"to": self.address})
        where = f"{path}/{begun['id']}/verification"
        self._post(CONTACTS, "contact-done", where, {"code": code})

    def _document(self) -> None:
        named = {"kind": "passport", "issuing_state": "GHA", "number": self.number}
        step_up = self._step_up(DOCUMENTS, {"purpose": "change-document", "document": named})
        person = self.child.control("GET", f"people/{DOCUMENTS}")
        account = self.child.client.get("/v1/account", headers=self.bearers[DOCUMENTS])
        knows = person["knows"]
        holder = {n: knows[n] for n in ("given_names", "family_name", "nationality")}
        body = {
            "step_up_id": step_up,
            "account_reference": account.json()["account_reference"],
            "birth_date": person["birth_date"],
            "document": named | holder | {"birth_date": person["birth_date"]},
        }
        path, tag = "/v1/account/document-updates", {"If-Match": account.headers["etag"]}
        begun = self._post(DOCUMENTS, "document-begun", path, body, **tag)
        self._post(DOCUMENTS, "document-done", f"{path}/{begun['id']}/confirmation", None)

    def _step_up(self, who: str, about: dict[str, Any]) -> str:
        asked = {"channel": "text"} | about
        begun = self._post(who, f"asked {who}", "/v1/account/step-ups", asked)
        where = f"/v1/account/step-ups/{begun['id']}/verification"
        code = self._code("phone", {"person": who})
        # It cannot be replayed: the session goes on under another token.
        answer = self.child.client.post(where, json={"code": code}, headers=self.bearers[who])
        assert answer.status_code == 201, answer.text
        self.bearers[who] = {"Authorization": f"Bearer {answer.json()['token']}"}
        self.done.release()
        return str(answer.json()["step_up_id"])

    def _tag(self, who: str) -> dict[str, str]:
        answer = self.child.client.get("/v1/account", headers=self.bearers[who])
        return {"If-Match": answer.headers["etag"]}

    def _code(self, where: str, query: dict[str, str]) -> str:
        for item in self.child.control("GET", where, params=query)["items"]:
            for word in item["body"].split():
                if word.isdigit() and len(word) == 6:
                    return str(word)
        raise AssertionError("no code has come")
