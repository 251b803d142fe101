"""A change of document, with the process killed between its steps: nothing is half done."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from tests.backend.served.child import Child, sign_in, spawned

WHO = "ana-settled"
NUMBER = "PRACTICE 888"
DOCUMENT = {"kind": "passport", "issuing_state": "POL", "number": NUMBER}


def key() -> dict[str, str]:
    return {"Idempotency-Key": os.urandom(8).hex()}


def phone(child: Child) -> list[dict[str, str]]:
    """What is on the person's phone and in their mail, the newest first."""
    items: list[dict[str, str]] = child.control("GET", "phone", params={"person": WHO})["items"]
    return items


def digits(child: Child) -> str:
    """The newest code that came to the phone."""
    newest = next(item["body"] for item in phone(child) if item["kind"] == "text")
    return next(word for word in newest.split() if word.isdigit())


def started(child: Child, bearer: dict[str, str]) -> tuple[str, dict[str, str]]:
    """A change that is begun: its address, and the header that the session goes on with."""
    account = child.client.get("/v1/account", headers=bearer)
    person = child.control("GET", f"people/{WHO}")
    asked = {"purpose": "change-document", "channel": "text", "document": DOCUMENT}
    step_up = child.client.post("/v1/account/step-ups", json=asked, headers=bearer | key())
    assert step_up.status_code == 202, step_up.text
    where = f"/v1/account/step-ups/{step_up.json()['id']}/verification"
    granted = child.client.post(where, json={"code": digits(child)}, headers=bearer).json()
    bearer = {"Authorization": f"Bearer {granted['token']}"}
    body: dict[str, Any] = {
        "step_up_id": granted["step_up_id"],
        "account_reference": account.json()["account_reference"],
        "birth_date": person["birth_date"],
        "document": DOCUMENT
        | {
            "given_names": person["knows"]["given_names"],
            "family_name": person["knows"]["family_name"],
            "birth_date": person["birth_date"],
            "nationality": person["knows"]["nationality"],
        },
    }
    headers = bearer | key() | {"If-Match": account.headers["etag"]}
    begun = child.client.post("/v1/account/document-updates", json=body, headers=headers)
    assert begun.status_code == 201, begun.text
    return begun.headers["location"], bearer


def signs_in(child: Child, number: str) -> bool:
    """Whether a code arrives for this number, and opens the account."""
    now = child.control("PUT", "clock", json={"advance_minutes": 61})["now"]
    person = child.control("GET", f"people/{WHO}")
    body = {"document_number": number, "birth_date": person["birth_date"], "channel": "text"}
    begun = child.client.post("/v1/sign-ins", json=body, headers=key()).json()
    if not any(item["at"] == now and "your security code" in item["body"] for item in phone(child)):
        return False
    where = f"/v1/sign-ins/{begun['id']}/verification"
    return child.client.post(where, json={"code": digits(child)}).status_code == 201


def test_each_step_is_there_after_a_kill_and_the_next_can_be_taken(tmp_path: Path) -> None:
    folder = str(tmp_path / "kept")
    with spawned("unix", "--folder", folder) as child:
        where, bearer = started(child, sign_in(child, WHO))
        child.process.kill()
    with spawned("unix", "--folder", folder) as child:
        assert child.client.get(where, headers=bearer).json()["state"] == "started"
        done = child.client.post(f"{where}/confirmation", headers=bearer)
        child.process.kill()
        assert (done.status_code, done.json()["state"]) == (200, "done")
    with spawned("unix", "--folder", folder) as child:
        again = child.client.post(f"{where}/confirmation", headers=bearer)
        assert again.json() == done.json()
        told = {item["to"] for item in phone(child) if "new document" in item["body"]}
        assert len(told) == 2, "both contacts, whether it died before or after"
        old = child.control("GET", f"people/{WHO}")["document_number"]
        assert signs_in(child, old)
        child.process.kill()
    with spawned("unix", "--folder", folder) as child:
        assert signs_in(child, NUMBER)
        child.process.kill()
    with spawned("unix", "--folder", folder) as child:
        assert not signs_in(child, old)
        assert signs_in(child, NUMBER)
        assert child.end() == 0
