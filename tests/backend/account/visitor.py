"""Somebody at a machine, who signs in there and changes things about their account."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import httpx
from sqlalchemy import insert, select, update

from backend_stub.account import tables
from tests.backend.support import Mock, Somebody

NEW_NUMBER = "PRACTICE 900"
MINUTE = timedelta(minutes=1)


@dataclass
class Machine:
    """A machine that keeps the client token it was given; `token` is empty until then."""

    token: str = ""

    @property
    def headers(self) -> dict[str, str]:
        return {"X-Client-Token": self.token} if self.token else {}


@dataclass
class Visitor:
    """`bearer` is the token of the running session, and changes with each step-up."""

    mock: Mock
    who: Somebody
    machine: Machine = field(default_factory=Machine)
    bearer: str = ""

    @property
    def headers(self) -> dict[str, str]:
        signed_in = {"Authorization": f"Bearer {self.bearer}"} if self.bearer else {}
        return self.machine.headers | signed_in

    async def ask(self, method: str, path: str, body: Any = None, **headers: str) -> httpx.Response:
        """One request under /v1/account, or from the root when the path begins with a slash."""
        path = path if path.startswith("/") else f"/v1/account/{path}"
        sent = self.headers | self.mock.key() | headers
        return await self.mock.client.request(method, path, json=body, headers=sent)

    async def sign_in(self, channel: str = "text", **changes: str) -> httpx.Response:
        """Sign in with the code that is sent; a machine without a token keeps the one it gets."""
        begun = await self.mock.begin(self.who, channel, self.machine.headers, **changes)
        address = self.who.email if channel == "email" else self.who.phone
        code = await self.mock.newest_code(address)
        answer = await self.mock.verify(begun.json()["id"], code, self.machine.headers)
        if answer.status_code == 201:
            self.bearer = answer.json()["token"]
            self.machine.token = answer.json()["client_token"] or self.machine.token
        return answer

    async def signed_in(self) -> Visitor:
        """Signed in, on a machine that is known from then on and to which the session is bound."""
        if not self.machine.token:
            await self.sign_in()
            await self.ask("DELETE", "/v1/session")
        answer = await self.sign_in()
        assert answer.status_code == 201, answer.text
        return self

    async def tag(self) -> dict[str, str]:
        """The If-Match header for the account as it is."""
        answer = await self.ask("GET", "/v1/account")
        assert answer.status_code == 200, answer.text
        return {"If-Match": answer.headers["etag"]}

    async def step_up(self, purpose: str, channel: str = "text", **about: Any) -> str:
        """Ask for a fresh code, type it, and go on under the new token; the id to be used."""
        body = {"purpose": purpose, "channel": channel, **about}
        begun = await self.ask("POST", "step-ups", body)
        assert begun.status_code == 202, begun.text
        address = self.who.email if channel == "email" else self.who.phone
        code = await self.mock.newest_code(address)
        path = f"step-ups/{begun.json()['id']}/verification"
        granted = await self.ask("POST", path, {"code": code})
        assert granted.status_code == 201, granted.text
        self.bearer = granted.json()["token"]
        step_up_id: str = granted.json()["step_up_id"]
        return step_up_id

    def new_document(self, number: str = NEW_NUMBER, **changes: str) -> dict[str, str]:
        """What a new passport of this person says."""
        return {
            "kind": "passport",
            "issuing_state": "UTO",
            "number": number,
            "given_names": self.who.name,
            "family_name": "Sample",
            "birth_date": self.who.birth_date.isoformat(),
            "nationality": "UTO",
        } | changes

    async def document_step_up(self, number: str = NEW_NUMBER) -> str:
        """A step-up for a new passport of this number."""
        named = {"kind": "passport", "issuing_state": "UTO", "number": number}
        return await self.step_up("change-document", document=named)

    def update_body(self, step_up_id: str, document: dict[str, str]) -> dict[str, Any]:
        """The body of a change of document, in which this person says who they are."""
        return {
            "step_up_id": step_up_id,
            "account_reference": f"REF-{self.who.name}",
            "birth_date": self.who.birth_date.isoformat(),
            "document": document,
        }

    async def start_update(self, number: str = NEW_NUMBER, **changes: str) -> httpx.Response:
        """Ask for a code, type it, and begin to change the document."""
        step_up_id = await self.document_step_up(number)
        body = self.update_body(step_up_id, self.new_document(number, **changes))
        return await self.ask("POST", "document-updates", body, **await self.tag())

    async def confirm(self, update_id: str) -> httpx.Response:
        """Confirm a change of document."""
        return await self.ask("POST", f"document-updates/{update_id}/confirmation")

    async def update(self, number: str = NEW_NUMBER, **changes: str) -> httpx.Response:
        """A whole change of document."""
        begun = await self.start_update(number, **changes)
        assert begun.status_code == 201, begun.text
        return await self.confirm(begun.json()["id"])


async def rows(mock: Mock, table: str) -> list[Any]:
    """All rows of a table of the account store."""
    return await mock.parts.account.run(
        lambda c: list(c.execute(select(tables.metadata.tables[table])).all())
    )


async def arrived(mock: Mock, address: str | None = None) -> list[Any]:
    """What has come to an address, or to anybody, once nothing is on its way; the newest first."""
    await mock.deliver()
    return await mock.messages(address)


async def told(mock: Mock) -> list[Any]:
    """What the account store has told the record."""
    return [row for row in await rows(mock, "change_queue") if row.kind == "account-changed"]


async def set_policy(mock: Mock, value: str) -> None:
    """Let the store's own policy say how documents are changed."""
    await mock.parts.account.run(
        lambda c: c.execute(insert(tables.policy).values(name="document-update", value=value))
    )


async def lock(mock: Mock, who: Somebody, client: str = "") -> None:
    """A hundred wrong codes in a row, written down as rows."""
    row = {"account_id": f"a-{who.name}", "client": client, "in_a_row": 100}
    await mock.parts.account.run(lambda c: c.execute(insert(tables.failures).values(**row)))


async def close(mock: Mock, who: Somebody) -> None:
    """Close an account."""
    await mock.parts.account.run(
        lambda c: c.execute(
            update(tables.account)
            .where(tables.account.c.account_id == f"a-{who.name}")
            .values(closed_at=mock.parts.clock.now())
        )
    )
