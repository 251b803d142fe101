"""Share codes and proofs: rules in figures, and what each purpose discloses."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from backend_stub.kernel.entropy import Entropy
from backend_stub.kernel.keys import AccountId, Purpose
from backend_stub.kernel.kinds import KIND_LABELS, time_limit
from backend_stub.kernel.proof import Proof

# Without 0, O, 1 and I, which are mistaken for each other on paper.
ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
FIRST_LETTERS: dict[Purpose, str] = {"work": "W", "rent": "R", "other": "S"}
CODE_LIFE = timedelta(days=90)
LIVE_CODES = 20
WRONG_BIRTHDAYS = 5

# Tells the holder of an account something: account, subject, body.
Tell = Callable[[AccountId, str, str], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Copy:
    """This service's own copy of a record, before anything is left out."""

    given_names: str
    family_name: str
    birth_date: date
    photo_digest: str
    kind: str
    valid_until: date | None
    conditions: list[str]

    def disclosed(self, purpose: Purpose) -> Proof:
        """What of it a purpose shows: an end date, or a birthday, only where it is due."""
        limit = time_limit(self.kind, self.valid_until)
        return Proof(
            purpose=purpose,
            given_names=self.given_names,
            family_name=self.family_name,
            birth_date=self.birth_date if purpose == "other" else None,
            photo_digest=self.photo_digest,
            kind=self.kind,
            kind_label=KIND_LABELS.get(self.kind, self.kind),
            time_limit=limit,
            valid_until=self.valid_until if limit == "until" else None,
            conditions=self.conditions,
        )


@dataclass(frozen=True, slots=True)
class ShareCode:
    """A share code, nine signs without spaces."""

    id: str
    code: str
    purpose: Purpose
    created_at: datetime
    expires_at: datetime
    state: Literal["live", "ended", "cancelled"]
    used: int


def new_code(entropy: Entropy, purpose: Purpose) -> str:
    """A code of the right first letter; whether it is taken is for the caller to see."""
    return FIRST_LETTERS[purpose] + entropy.symbols(ALPHABET, 8)


def state_of(
    expires_at: datetime, cancelled_at: datetime | None, now: datetime
) -> Literal["live", "ended", "cancelled"]:
    """What a code is now."""
    if cancelled_at is not None:
        return "cancelled"
    return "live" if now < expires_at else "ended"
