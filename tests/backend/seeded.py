"""A whole mock with its invented people, opened in a test's own folder, and one caller of it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import httpx
from fastapi import FastAPI
from sqlalchemy import Connection
from starlette.middleware import Middleware

from backend_stub.app import build_services, create_app
from backend_stub.control.routes import control_router
from backend_stub.faults.answers import AnswersMiddleware
from backend_stub.faults.desk import FaultDesk
from backend_stub.faults.rules import RuleBook
from backend_stub.faults.troubled import TroubleMiddleware
from backend_stub.kernel.changes import enqueue
from backend_stub.kernel.clock import Clock
from backend_stub.kernel.entropy import SeededEntropy
from backend_stub.parts import Parts, open_parts
from backend_stub.personas.keys import Keys
from backend_stub.personas.loader import load
from backend_stub.personas.people import Catalogue
from backend_stub.personas.seed import seed
from backend_stub.reconcile.dump import Dump, dump
from tests.backend.support import undescribed

MORNING = datetime(2026, 9, 14, 9, 30, tzinfo=UTC)
SEED = "a test"
TOKEN = "the desk's token"
CONTROLS = ("ana-settled", "mihai-presettled", "priya-skilled")
UNFIT = {"couple-crossover": "no partner"}
"""Faults that fit every status and yet no control person, and a word of the reason."""


def differences(one: Dump, other: Dump) -> list[tuple[str, str]]:
    """The (store, table) pairs whose rows are not the same, byte for byte."""
    assert [(s, list(t)) for s, t in one.items()] == [(s, list(t)) for s, t in other.items()]
    return [
        (store, table)
        for store, tables in one.items()
        for table, rows in tables.items()
        if json.dumps(rows) != json.dumps(other[store][table])
    ]


@dataclass
class Mock:
    """The opened mock. Requests run one at a time, each on an event loop of its own."""

    parts: Parts
    app: FastAPI
    desk: FaultDesk
    book: RuleBook
    catalogue: Catalogue = field(default_factory=load)
    keys: Keys = field(default_factory=lambda: Keys(SEED))
    asked: int = 0

    def dump(self) -> Dump:
        return dump(self.parts)

    def repair_all(self) -> None:
        """Take off whatever is on."""
        for on in self.desk.active():
            self.desk.repair(on.fault, on.person)

    def ask(
        self,
        method: str,
        path: str,
        *,
        token: str | None = None,
        body: Any = None,
        query: dict[str, str] | None = None,
        headers: dict[str, str] | None = None,
        client: tuple[str, int] = ("127.0.0.1", 50_000),
    ) -> httpx.Response:
        """One request, answered."""
        self.asked += 1
        sent = {"Idempotency-Key": f"key-{self.asked}", **(headers or {})}
        if token is not None:
            sent["Authorization"] = f"Bearer {token}"

        async def asking() -> httpx.Response:
            transport = httpx.ASGITransport(self.app, client=client)
            async with httpx.AsyncClient(transport=transport, base_url="http://mock") as caller:
                return await caller.request(method, path, json=body, params=query, headers=sent)

        return asyncio.run(asking())

    def somebody(self) -> tuple[str, int]:
        """The address of a client who has not been here before: each may check only so often."""
        return f"2001:db8::{self.asked:x}", 50_000

    def control(self, method: str, path: str, body: Any = None, **query: str) -> httpx.Response:
        """One request to the controls, with their token."""
        header = {"X-Control-Token": TOKEN}
        return self.ask(method, f"/control/{path}", body=body, query=query, headers=header)

    def share(self, token: str, segment: str) -> str:
        """A new share code."""
        made = self.ask("POST", f"/v1/{segment}/share-codes", token=token, body={})
        assert made.status_code == 201, made.text
        return str(made.json()["code"])

    def checked(self, segment: str, code: str, birth_date: date) -> dict[str, Any] | None:
        """What somebody who has not checked before is shown; nothing for every kind of wrong."""
        body = {"code": code, "birth_date": birth_date.isoformat(), "checker": {"name": "A"}}
        got = self.ask("POST", f"/v1/checks/{segment}", body=body, client=self.somebody())
        assert got.status_code in (200, 404), got.text
        found: dict[str, Any] = got.json()
        return found["proof"] if got.status_code == 200 else None

    def resend(self, person_key: str) -> None:
        """Order the record to tell everything of a person once more."""
        queue = self.parts.account.metadata.tables["change_queue"]

        def work(c: Connection) -> None:
            enqueue(
                c, queue, self.parts.entropy, self.parts.clock.now(),
                address="pcdp", kind="resend-record", subject=person_key, body={},
            )  # fmt: skip

        self.parts.account.call(work)

    def sign_in(self, person_id: str, number: str | None = None) -> str:
        """Sign in as the person would, reading the code on the person's own phone; the token.

        `number`: another document than the one that the person types first.
        """
        person = self.control("GET", f"people/{person_id}").json()
        body = {key: person[key] for key in ("document_number", "birth_date", "channel")}
        body["document_number"] = number or body["document_number"]
        begun = self.ask("POST", "/v1/sign-ins", body=body).json()
        newest = self.control("GET", "phone", person=person_id).json()["items"][0]["body"]
        code = next(word for word in newest.split() if word.isdigit())
        path = f"/v1/sign-ins/{begun['id']}/verification"
        answer = self.ask("POST", path, body={"code": code})
        assert answer.status_code == 201, answer.text
        return str(answer.json()["token"])


@contextmanager
def opened(folder: Path) -> Iterator[Mock]:
    """A freshly seeded mock whose time stands still."""
    parts = open_parts(folder, Clock(frozen_at=MORNING), SeededEntropy("a test"))
    try:
        seed(parts, SEED)
        services = build_services(parts)
        book = RuleBook(parts, relayed=True)
        app = create_app(
            parts,
            services=services,
            control=control_router(
                parts,
                token=TOKEN,
                seed_text=SEED,
                pump=services.pump,
                records=services.records,
                staff=services.staff,
                book=book,
            ),
            middleware=[
                Middleware(TroubleMiddleware, book=book, entropy=parts.entropy),
                Middleware(AnswersMiddleware, parts=parts, account_of=services.account_of),
            ],
        )
        yield Mock(parts, app, FaultDesk(parts, SEED, load()), book)
        assert undescribed(app) == set()
    finally:
        parts.close()
