"""Schemathesis over the whole interface, in process, signed in as a person and as staff.

Half of the values that have a meaning here (who somebody is, the state a change was decided on) are
the signed-in person's own, so that requests come further than the first refusal.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import schemathesis
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import events, from_schema
from sqlalchemy import Connection, delete, insert, select, update
from starlette.types import Receive, Scope, Send

from backend_stub.account import tables
from backend_stub.kernel.security import token_hash
from backend_stub.resolution import tables as centre
from tests.backend.seeded import Mock, opened

WHO = "ana-settled"
PERSON, STAFF = "a token of a person", "a token of staff"
# These refusals depend on what came before or on a secret, which no schema can say: a sign-in that
# is over, a state that has changed, a condition that is missing, a code that is not right.
ALSO_RIGHT = {"410": "it is over", "412": "it has changed", "422": "a code, or a key used twice"}
FINE = ["2xx", "401", "403", "404", "409", "429", "503", *ALSO_RIGHT]
MISSING = ["400", "401", "422", "428"]


@dataclass
class Outcome:
    """What a run did: answers by operation and status, cases by operation, and what was wrong.

    `takes`: every operation there is, and whether it takes anything that could be varied.
    """

    takes: dict[str, bool]
    cases: Counter[str] = field(default_factory=Counter)
    answers: Counter[tuple[str, int]] = field(default_factory=Counter)
    wrong: dict[str, str] = field(default_factory=dict)

    def take(self, event: events.EngineEvent) -> None:
        """Count what a scenario did, and keep one example of each kind of mistake."""
        if isinstance(event, events.NonFatalError | events.FatalError):
            self.wrong[type(event).__name__] = str(getattr(event, "value", event))
        if not isinstance(event, events.ScenarioFinished):
            return
        for case_id, node in event.recorder.cases.items():
            label = node.value.operation.label
            made = event.recorder.interactions.get(case_id)
            if made is not None and made.response is not None:
                self.cases[label] += 1
                self.answers[label, made.response.status_code] += 1
            for check in event.recorder.checks.get(case_id, []):
                if check.failure_info is not None:
                    failure = check.failure_info.failure
                    self.wrong.setdefault(
                        f"{label}: {check.name}",
                        f"{failure}\n{check.failure_info.code_sample}"
                        f"\n{made and made.response and made.response.content[:400]!r}",
                    )


PHASES = ("examples", "coverage", "fuzzing", "stateful")


def run(folder: Path, phases: list[str], examples: int, seed: int) -> Outcome:
    """All checks of these phases, so many examples of each operation.

    Fuzzing takes no ids from earlier answers: it would soon have asked for all of them, and stop.
    """
    by_phase: dict[str, Any] = {name: {"enabled": name in phases} for name in PHASES}
    by_phase["fuzzing"]["extra-data-sources"] = {"responses": False}
    with opened(folder) as mock:
        config = SchemathesisConfig.from_dict(
            {
                "seed": seed,
                "continue-on-failure": True,
                "generation": {"max-examples": examples, "deterministic": True, "database": "none"},
                "phases": by_phase,
                "checks": {
                    "positive_data_acceptance": {"expected-statuses": FINE},
                    "missing_required_header": {"expected-statuses": MISSING},
                },
            }
        )
        outcome = Outcome(dict(_operations(mock)))
        schema = schemathesis.openapi.from_dict(mock.app.openapi(), config=config)
        visit = Visit(mock)
        schema.app = visit
        schema.auth()(Tokens)

        def before_call(_context: Any, case: Any, _kwargs: Any) -> None:
            visit.own_values(case)

        schemathesis.hook(before_call)
        try:
            for event in from_schema(schema).execute():
                outcome.take(event)
        finally:
            schemathesis.hooks.unregister(before_call)
        # What was answered has been judged here, methods that no route has included.
        mock.app.state.seen.clear()
    return outcome


def _operations(mock: Mock) -> Iterator[tuple[str, bool]]:
    for path, methods in mock.app.openapi()["paths"].items():
        for method, operation in methods.items():
            takes = bool(operation.get("parameters") or "requestBody" in operation)
            yield f"{method.upper()} {path}", takes


class Tokens:
    """Who asks: staff for what staff do, else the person."""

    def get(self, case: Any, _context: Any) -> str:
        return STAFF if "/staff/" in case.path else PERSON

    def set(self, case: Any, data: str, _context: Any) -> None:
        case.headers = {**(case.headers or {}), "Authorization": f"Bearer {data}"}


class Visit:
    """The application, in which both tokens work again before each request, a minute later."""

    def __init__(self, mock: Mock) -> None:
        self._mock = mock
        self._asked = 0
        person = mock.catalogue.person(WHO)
        self._account_id = mock.keys.account(WHO)
        self._own = {
            "document_number": person.document,
            "birth_date": person.birth_date.isoformat(),
            "account_reference": mock.keys.reference(WHO),
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            # Nothing that goes on by itself: each case stands alone.
            raise NotImplementedError
        self._mock.parts.clock.advance(timedelta(minutes=1))
        await self._mock.parts.account.run(self._session)
        await self._mock.parts.resolution.run(self._duty)
        await self._mock.app(scope, receive, send)

    def own_values(self, case: Any) -> None:
        """Every other well-formed request says what the signed-in person would."""
        self._asked += 1
        if self._asked % 2 or case.meta is None or not case.meta.generation.mode.is_positive:
            return
        if case.headers and "If-Match" in case.headers:
            answer = self._mock.ask("GET", "/v1/account", token=PERSON)
            case.headers["If-Match"] = answer.headers.get("etag", "none")
        if isinstance(case.body, dict):
            for name in case.body.keys() & self._own.keys():
                case.body[name] = self._own[name]

    def _session(self, c: Connection) -> None:
        now = self._mock.parts.clock.now()
        c.execute(delete(tables.session).where(tables.session.c.token_hash == token_hash(PERSON)))
        c.execute(
            insert(tables.session).values(
                token_hash=token_hash(PERSON), account_id=self._account_id,
                client="address of the tests", created_at=now, last_seen=now,
            )
        )  # fmt: skip

    def _duty(self, c: Connection) -> None:
        first = select(centre.staff.c.staff_id).limit(1).scalar_subquery()
        until = self._mock.parts.clock.now() + timedelta(hours=1)
        c.execute(
            update(centre.staff)
            .where(centre.staff.c.staff_id == first)
            .values(token_hash=token_hash(STAFF), token_until=until)
        )
