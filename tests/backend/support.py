"""A small mock opened in a test's own folder: two people, written straight into the tables."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import httpx
from fastapi import FastAPI
from sqlalchemy import Connection, insert, select

from backend_stub.account import tables as account
from backend_stub.account.model import Rules
from backend_stub.app import Services, build_services, create_app
from backend_stub.commands.openapi import COMMITTED
from backend_stub.kernel.clock import Clock
from backend_stub.kernel.entropy import Entropy, SeededEntropy
from backend_stub.kernel.keys import PURPOSES
from backend_stub.kernel.portrait import Portrait, portrait_digest
from backend_stub.outbox import tables as outbox
from backend_stub.parts import Parts, open_parts
from backend_stub.pcdp import tables as pcdp
from backend_stub.resolution import tables as resolution
from backend_stub.sharing import tables as sharing

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@dataclass(frozen=True)
class Somebody:
    """A person of these tests."""

    name: str
    number: str
    birth_date: date
    kind: str
    valid_until: date | None
    phone: str | None = None
    email: str | None = None
    secret: str | None = None


INES = Somebody(
    "Ines", "INES12345", date(1990, 5, 17), "settled", None, "+44 7700 900111", "ines@example.org"
)
OTTO = Somebody(
    "Otto", "OTTO67890", date(1984, 11, 2), "skilled_worker", date(2028, 6, 30),
    "+44 7700 900222", None, TOTP_SECRET,
)  # fmt: skip
PIA = Somebody(
    "Pia", "PIA555555", date(2001, 1, 9), "pre_settled", date(2029, 1, 1), "+44 7700 900333"
)
EVERYBODY = (INES, OTTO, PIA)
CONDITIONS = [{"about": "work", "says": "Can work"}, {"about": "funds", "says": "No funds"}]


def portrait(who: Somebody) -> Portrait:
    """A picture of one flat colour each."""
    return {
        "width": 24,
        "height": 28,
        "palette": [f"#{len(who.name):02x}{ord(who.name[0]):02x}00"],
        "rows": ["0" * 24] * 28,
        "alt": f"drawing of {who.name}",
    }


STAFF = ("helpline", "records")


def fill(parts: Parts, people: tuple[Somebody, ...] = EVERYBODY) -> None:
    """Write people into every store, all in order."""
    on_duty = [{"staff_id": name, "name": name.title(), "team": name} for name in STAFF]
    parts.resolution.call(lambda c: c.execute(insert(resolution.staff), on_duty))
    for who in people:
        picture = portrait(who)
        digest = portrait_digest(picture)
        person = {
            "given_names": who.name,
            "family_name": "Sample",
            "birth_date": who.birth_date,
            "photo_digest": digest,
        }
        status = {"kind": who.kind, "valid_until": who.valid_until, "conditions": CONDITIONS}

        def in_account(c: Connection, who: Somebody = who) -> None:
            c.execute(
                insert(account.account).values(
                    account_id=f"a-{who.name}", reference=f"REF-{who.name}",
                    person_key=f"p-{who.name}", opened_at=NOON,
                )
            )  # fmt: skip
            c.execute(
                insert(account.document).values(
                    document_key=f"d-{who.name}", account_id=f"a-{who.name}", kind="passport",
                    number_norm=who.number, birth_date=who.birth_date, issuing_state="UTO",
                )
            )  # fmt: skip
            for channel, address in (("text", who.phone), ("email", who.email)):
                if address:
                    c.execute(
                        insert(account.contact).values(
                            contact_id=f"c-{who.name}-{channel}", account_id=f"a-{who.name}",
                            channel=channel, address=address,
                        )
                    )  # fmt: skip
            if who.secret:
                c.execute(
                    insert(account.authenticator).values(
                        account_id=f"a-{who.name}", secret=who.secret
                    )
                )

        def in_pcdp(
            c: Connection,
            who: Somebody = who,
            person: dict[str, Any] = person,
            status: dict[str, Any] = status,
            picture: Portrait = picture,
        ) -> None:
            c.execute(
                insert(pcdp.person).values(person_key=f"p-{who.name}", nationality="UTO", **person)
            )
            c.execute(
                insert(pcdp.status).values(
                    person_key=f"p-{who.name}", valid_from=date(2021, 1, 1), **status
                )
            )
            c.execute(
                insert(pcdp.holder).values(
                    person_key=f"p-{who.name}",
                    account_id=f"a-{who.name}",
                    contacts=[],
                    documents=[],
                )
            )
            c.execute(insert(pcdp.photo).values(digest=person["photo_digest"], portrait=picture))

        def in_sharing(
            c: Connection,
            who: Somebody = who,
            row: dict[str, Any] = person | status,
            picture: Portrait = picture,
        ) -> None:
            key = f"s-{who.name}"
            c.execute(insert(sharing.own_key).values(person_key=f"p-{who.name}", share_key=key))
            c.execute(insert(sharing.crosswalk).values(account_id=f"a-{who.name}", share_key=key))
            c.execute(
                insert(sharing.projection).values(
                    share_key=key, source_person_key=f"p-{who.name}", **row
                )
            )
            c.execute(insert(sharing.publication).values(share_key=key, projection_key=key))
            c.execute(insert(sharing.photo).values(digest=row["photo_digest"], portrait=picture))

        parts.account.call(in_account)
        parts.pcdp.call(in_pcdp)
        for purpose in PURPOSES:
            parts.sharing_store(purpose).call(in_sharing)


@dataclass
class Mock:
    """An application with its parts and a client of it; `key` counts up."""

    parts: Parts
    app: FastAPI
    client: httpx.AsyncClient
    keys: list[str] = field(default_factory=list)

    def key(self) -> dict[str, str]:
        """A fresh Idempotency-Key header."""
        self.keys.append(f"key-{len(self.keys)}")
        return {"Idempotency-Key": self.keys[-1]}

    async def begin(
        self,
        who: Somebody,
        channel: str = "text",
        headers: dict[str, str] | None = None,
        **changes: str,
    ) -> httpx.Response:
        """POST a sign-in."""
        body = {
            "document_number": who.number,
            "birth_date": who.birth_date.isoformat(),
            "channel": channel,
        }
        sent = self.key() | (headers or {})
        return await self.client.post("/v1/sign-ins", json=body | changes, headers=sent)

    async def deliver(self) -> dict[str, int]:
        """Carry what crosses between the stores; how many messages by outcome."""
        services: Services = self.app.state.services
        return dict(await services.pump.deliver())

    async def messages(self, address: str | None = None) -> list[Any]:
        """Rows of the outbox, the newest first."""

        def work(c: Connection) -> list[Any]:
            rows = c.execute(select(outbox.message).where(outbox.message.c.delivered == 1))
            return [row for row in rows if address is None or row.address == address][::-1]

        return await self.parts.outbox.run(work)

    async def newest_code(self, address: str | None) -> str:
        """The six digits of the newest message with some to an address."""
        rows = await self.messages(address)
        codes = [
            (row.at, word)
            for row in rows
            for word in row.body.split()
            if word.isdigit() and len(word) == 6
        ]
        # Rows come the newest first, whatever the clock says.
        return str(max(codes, key=lambda code: code[0])[1])

    async def verify(
        self, sign_in_id: str, code: str, headers: dict[str, str] | None = None
    ) -> httpx.Response:
        """POST a verification."""
        return await self.client.post(
            f"/v1/sign-ins/{sign_in_id}/verification", json={"code": code}, headers=headers
        )

    async def signed_in(self, who: Somebody) -> dict[str, str]:
        """Sign in by text; the Authorization header."""
        begun = (await self.begin(who)).json()
        answer = await self.verify(begun["id"], await self.newest_code(who.phone))
        assert answer.status_code == 201, answer.text
        return {"Authorization": f"Bearer {answer.json()['token']}"}


@asynccontextmanager
async def opened(
    folder: Path,
    entropy: Entropy | None = None,
    clock: Clock | None = None,
    rules: Rules | None = None,
) -> AsyncIterator[Mock]:
    """A mock over `folder`, time frozen at NOON, closed at the end."""
    parts = _blocking(folder, entropy or SeededEntropy("tests"), clock or Clock(frozen_at=NOON))
    app = create_app(parts, services=build_services(parts, rules))
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://mock") as client:
        yield Mock(parts, app, client)
    parts.close()
    assert undescribed(app) == set()


@cache
def interface() -> dict[str, Any]:
    """The committed description, which a test of its own holds to the code: made once, not anew."""
    found: dict[str, Any] = json.loads(COMMITTED.read_text(encoding="utf-8"))
    return found


def undescribed(app: FastAPI) -> set[tuple[str, str, int]]:
    """What was answered and is not in the description: method, route and status."""
    paths = interface()["paths"]
    return {
        (seen.method, seen.route, seen.status)
        for seen in app.state.seen
        if seen.route.startswith("/v1/")
        and str(seen.status) not in paths[seen.route][seen.method.lower()]["responses"]
    }


def _blocking(folder: Path, entropy: Entropy, clock: Clock) -> Parts:
    """Opened and filled on another thread: stores refuse to be waited for on an event loop."""

    def work() -> Parts:
        parts = open_parts(folder, clock, entropy)
        fill(parts)
        return parts

    with ThreadPoolExecutor(max_workers=1) as pool:
        return pool.submit(work).result()
