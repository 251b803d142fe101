"""The real mock beside the model: asking it, reading what arrives, and putting it back."""

from __future__ import annotations

import asyncio
import os
import tempfile
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any, ClassVar

import httpx
from hypothesis.stateful import RuleBasedStateMachine
from sqlalchemy import Connection, delete, select

from backend_stub.app import create_app
from backend_stub.outbox import tables as outbox
from backend_stub.parts import open_parts
from tests.backend.account.oracle import HOUR, MINUTE, Code, Flow, Model, Session
from tests.backend.account.saved import Saved
from tests.backend.support import NOON, Mock, opened

PASSER_BY = "passer-by"
"""A machine that keeps no token."""


class World:
    """One opened mock for all examples, put back before each."""

    def __init__(self) -> None:
        self.runner = asyncio.Runner()
        memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
        self.folder = tempfile.TemporaryDirectory(dir=memory)
        self.stack = AsyncExitStack()
        self.mock: Mock = self.do(self.stack.enter_async_context(opened(Path(self.folder.name))))
        self.saved = self.do(Saved.of(self.mock.parts.account))

    def do(self, coroutine: Any) -> Any:
        return self.runner.run(coroutine)

    def put_back(self) -> None:
        self.saved.store = self.mock.parts.account
        self.do(self.saved.restore())
        self.do(self.mock.parts.outbox.run(lambda c: c.execute(delete(outbox.message))))
        self.mock.parts.clock.set(NOON)

    def restart(self) -> None:
        """Close every store, and open it again as another process would."""
        parts = self.mock.parts
        parts.close()
        self.mock.parts = open_parts(parts.folder, parts.clock, parts.entropy)
        self.mock.app = create_app(self.mock.parts)
        self.do(self.mock.client.aclose())
        transport = httpx.ASGITransport(self.mock.app)
        self.mock.client = httpx.AsyncClient(transport=transport, base_url="http://mock")

    def close(self) -> None:
        self.mock.parts.close()
        self.do(self.stack.aclose())
        self.runner.close()
        self.folder.cleanup()


class Beside(RuleBasedStateMachine):
    """What the rules are made of: each asks the service, and says what the model expects."""

    world: ClassVar[World]
    mock: Mock
    model: Model

    def ask(
        self,
        method: str,
        path: str,
        body: Any = None,
        machine: str = PASSER_BY,
        token: str = "",
        **headers: str,
    ) -> httpx.Response:
        sent = self.mock.key() | headers
        if machine in self.model.machines:
            sent["X-Client-Token"] = self.model.machines[machine]
        if token:
            sent["Authorization"] = f"Bearer {token}"
        request = self.mock.client.request(method, f"/v1/{path}", json=body, headers=sent)
        answer: httpx.Response = self.world.do(request)
        return answer

    def arrived(self) -> list[tuple[str, str, str]]:
        """Every message since the last look: address, subject, digits."""

        def take(c: Connection) -> list[Any]:
            found = c.execute(select(outbox.message).where(outbox.message.c.delivered == 1)).all()
            c.execute(delete(outbox.message))
            return list(found)

        self.world.do(self.mock.deliver())
        rows = self.world.do(self.mock.parts.outbox.run(take))
        digits = [
            next((w for w in r.body.split() if w.isdigit() and len(w) == 6), "") for r in rows
        ]
        return [(r.address, r.subject, d) for r, d in zip(rows, digits, strict=True)]

    def sent(self, account: str | None, channel: str, counts_as: str) -> Code:
        """What was sent for a sign-in, as the model says it should have been."""
        model = self.model
        fresh = model.code(channel, "", model.now + 10 * MINUTE)
        messages = self.arrived()
        if account is None:
            assert messages == []
            return fresh
        address = model.accounts[account].contacts.get(channel)
        known = model.knows(account, counts_as)
        if not model.may_send(account, channel, known=known):
            assert messages == []
            before = model.outstanding(account, channel, counts_as)
            if before is None:
                return fresh
            before.state = "replaced"
            return model.code(channel, before.digits, before.expires, before.tries)
        model.accounts[account].sends.append((model.now, channel, known))
        if address is None:
            assert messages == []
            return fresh
        ((to, subject, digits),) = messages
        assert to == address
        if model.stopped(account, counts_as):
            assert (subject, digits) == ("Your account is locked (practice)", "")
        else:
            assert subject == "Your security code (practice)"
            assert len(digits) == 6
        fresh.digits = digits
        return fresh

    def in_session(
        self, session: Session, method: str, path: str, body: Any = None, **headers: str
    ) -> httpx.Response:
        """A request from the session's own machine."""
        own = {"X-Client-Token": session.machine} if session.machine else {}
        answer = self.ask(method, path, body, token=session.token, **headers | own)
        if answer.status_code != 401:
            session.seen = self.model.now
        return answer

    def tag(self, session: Session) -> dict[str, str]:
        return {"If-Match": self.in_session(session, "GET", "account").headers["etag"]}

    def fresh_code(self, session: Session, purpose: str, **about: Any) -> str | None:
        """Ask for a code to the phone and type it; nothing where the model says it cannot be."""
        model, account = self.model, self.model.accounts[session.account]
        body = {"purpose": purpose, "channel": "text", **about}
        answer = self.in_session(session, "POST", "account/step-ups", body)
        if not model.running(session):
            assert answer.status_code == 401
            return None
        known = model.knows(session.account, session.machine)
        wait = model.must_wait(session.machine, session.account, known=known)
        if wait or not model.may_send(session.account, "text", known=known):
            assert answer.status_code == 429
            return None
        assert answer.status_code == 202
        account.sends.append((model.now, "text", known))
        ((to, subject, digits),) = self.arrived()
        assert to == account.contacts["text"]
        if model.stopped(session.account, session.machine):
            assert "locked" in subject
            return None
        path = f"account/step-ups/{answer.json()['id']}/verification"
        granted = self.in_session(session, "POST", path, {"code": digits})
        assert granted.status_code == 201
        model.went_right(session.account, session.machine, session.account)
        session.token = granted.json()["token"]
        step_up_id: str = granted.json()["step_up_id"]
        return step_up_id

    def begin_sign_in(
        self, name: str, number: str, birthday: str, machine: str, channel: str
    ) -> str | None:
        """Ask for a code; the sign-in's id, or nothing where there is a wait."""
        model = self.model
        account = model.opened(number, birthday)
        counts_as = model.machine(machine)
        known = model.knows(account, counts_as)
        body = {"document_number": number, "birth_date": birthday, "channel": channel}
        answer = self.ask("POST", "sign-ins", body, machine)
        if model.must_wait(counts_as, number, known=known):
            assert answer.status_code == 429
            return None
        assert answer.status_code == 202
        code = self.sent(account, channel, counts_as)
        flow_id: str = answer.json()["id"]
        model.flows[flow_id] = Flow(account, counts_as, number, model.now, code, [model.now])
        return flow_id

    def type_sign_in_code(self, flow_id: str, machine: str, *, right: bool) -> Session | None:
        """Type a code; the session, where there is one."""
        model, flow = self.model, self.model.flows[flow_id]
        counts_as, code = model.machine(machine), flow.code
        typed = code.digits if right and code.digits else "x"
        path = f"sign-ins/{flow_id}/verification"
        answer = self.ask("POST", path, {"code": typed}, machine)
        if model.now - flow.began >= HOUR:
            assert answer.status_code == 404
            return None
        if code.state != "live" or code.expires <= model.now:
            assert answer.status_code == 410
            return None
        known = model.knows(flow.account, counts_as)
        if model.must_wait(counts_as, flow.number, known=known):
            assert answer.status_code == 429
            return None
        code.tries += 1
        if flow.account is None or typed == "x" or model.stopped(flow.account, counts_as):
            assert answer.status_code == (410 if code.tries == 5 else 422)
            code.state = "dead" if code.tries == 5 else "live"
            model.went_wrong(flow.account, counts_as, flow.number)
            return None
        assert answer.status_code == 201
        code.state = "used"
        model.went_right(flow.account, counts_as, flow.number)
        flow.asked.clear()
        model.used(flow.account, flow.number)
        given = answer.json()["client_token"]
        assert (given is None) == (counts_as != "")
        if given is not None and machine != PASSER_BY:
            model.machines[machine] = given
        model.accounts[flow.account].known.add(given or counts_as)
        session = Session(flow.account, counts_as, answer.json()["token"], model.now, model.now)
        model.sessions.append(session)
        return session
