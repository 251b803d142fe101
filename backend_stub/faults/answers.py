"""Answers given in place of a service, counted down from rows: trouble that passes by itself."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, select, update
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from backend_stub.control.tables import answer_rule
from backend_stub.faults.recipes import PROOF_ROUTES, STATUS_ROUTES
from backend_stub.kernel.keys import AccountId
from backend_stub.kernel.problem import problem_response
from backend_stub.parts import Parts

RETRY_AFTER = 5
"""Seconds that an unavailable service asks for: enough to be seen, too little to bore."""

_RULE = select(answer_rule).where(
    answer_rule.c.account_id == bindparam("whose"),
    answer_rule.c.route == bindparam("where"),
    answer_rule.c.remaining > 0,
)
_ANY = select(answer_rule.c.rule_id).where(answer_rule.c.remaining > 0).limit(1)
_ROUTES = frozenset((*STATUS_ROUTES, *PROOF_ROUTES))


@dataclass(frozen=True)
class Answered:
    """What the log of requests reads in place of a route that was not reached."""

    path: str


class AnswersMiddleware:
    """Looks for a rule for this session's account and route; without one the service answers."""

    def __init__(
        self,
        app: ASGIApp,
        parts: Parts,
        account_of: Callable[[str], Awaitable[AccountId | None]],
    ) -> None:
        self._app = app
        self._practice = parts.practice
        self._account_of = account_of
        self._quiet_at: int | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        rule = await self._rule(scope) if _concerned(scope) else None
        if rule is None:
            await self._app(scope, receive, send)
            return
        scope["route"] = Answered(scope["path"])
        status, slug = rule
        wait = RETRY_AFTER if status == 503 else None
        answer = problem_response(slug, scope["state"]["request_id"], retry_after=wait)
        await answer(scope, receive, send)

    async def _rule(self, scope: Scope) -> tuple[int, str] | None:
        scheme, _, token = Headers(scope=scope).get("authorization", "").partition(" ")
        if scheme.lower() != "bearer" or await self._quiet():
            return None
        account_id = await self._account_of(token.strip())
        if account_id is None:
            return None
        return await self._practice.run(lambda c: _take(c, account_id, scope["path"]))

    async def _quiet(self) -> bool:
        """Whether there is no rule for anybody; read anew when the practice store has changed."""
        before = self._practice.changes
        if before != self._quiet_at and not await self._practice.run(_any):
            self._quiet_at = before
        return before == self._quiet_at


def _concerned(scope: Scope) -> bool:
    return scope["type"] == "http" and scope["method"] == "GET" and scope["path"] in _ROUTES


def _any(connection: Connection) -> bool:
    return connection.execute(_ANY).first() is not None


def _take(connection: Connection, account_id: str, route: str) -> tuple[int, str] | None:
    """Status and slug of the rule, one call fewer left; nothing where the service answers."""
    found = connection.execute(_RULE, {"whose": account_id, "where": route}).first()
    if found is None:
        return None
    counting = "let_through" if found.let_through else "remaining"
    connection.execute(
        update(answer_rule)
        .where(answer_rule.c.rule_id == found.rule_id)
        .values({counting: answer_rule.c[counting] - 1})
    )
    return None if found.let_through else (found.status, found.slug)
