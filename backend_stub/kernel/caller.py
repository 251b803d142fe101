"""Who is asking, as every part's routes see it; and the thread of one request."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime

from fastapi import Request

from backend_stub.kernel.keys import AccountId, PersonKey

_request_id: ContextVar[str] = ContextVar("request_id", default="none")


@dataclass(frozen=True, slots=True)
class Caller:
    """A signed-in person: keys only.

    `client` is the key of the machine that signed in. `staff_id`: who looks in that person's place,
    if somebody does.
    """

    account_id: AccountId
    person_key: PersonKey
    reference: str
    token_hash: str
    expires_at: datetime
    idle_until: datetime
    client: str = ""
    staff_id: str = ""


@dataclass(frozen=True, slots=True)
class Machine:
    """The machine that asks: the hash of the client token it sent (may be empty), its address."""

    token_hash: str
    address: str


# A FastAPI dependency: answers who asks, or raises Problem "session-ended".
Gate = Callable[[Request], Awaitable[Caller]]


def current_request_id() -> str:
    """The id of the request being answered, "none" outside of one."""
    return _request_id.get()


def enter_request(request_id: str) -> None:
    """Say which request the code that runs from here on belongs to."""
    _request_id.set(request_id)


def client_of(request: Request) -> str:
    """What tells one client from another: its host; on a socket without addresses there is one."""
    return request.client.host if request.client else "here"
