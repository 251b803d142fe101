"""What the person-centric record holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from backend_stub.kernel.caller import Caller
from backend_stub.kernel.kinds import Condition
from backend_stub.kernel.portrait import Portrait


@dataclass(frozen=True, slots=True)
class StatusRecord:
    """A person's current status, as the view shows it. `as_at` is when it was read."""

    given_names: str
    family_name: str
    birth_date: date
    photo_digest: str
    kind: str
    valid_from: date
    valid_until: date | None
    conditions: list[Condition]
    as_at: datetime


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """Whom a record is about, and its picture; `nationality` may be missing."""

    given_names: str
    family_name: str
    birth_date: date
    nationality: str | None
    photo_digest: str


class PhotoSource(Protocol):
    """Something that has pictures of what its caller may see."""

    async def photo(self, caller: Caller, digest: str) -> Portrait | None:
        """The picture, only when a record this caller is shown names it."""
