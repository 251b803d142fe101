"""Share codes and proofs: rules in figures, and what each purpose discloses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from backend_stub.kernel.entropy import Entropy
from backend_stub.kernel.keys import Purpose
from backend_stub.kernel.kinds import (
    KIND_LABELS,
    Condition,
    gives_permission,
    still_runs,
    time_limit,
)
from backend_stub.kernel.proof import Proof

# Without 0, O, 1 and I, which are mistaken for each other on paper.
ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
FIRST_LETTERS: dict[Purpose, str] = {"work": "W", "rent": "R", "other": "S"}
CAN_RENT = "You can rent a home in England."
COULD_RENT = "The status that let you rent a home in England has ended."
CODE_LIFE = timedelta(days=90)
LIVE_CODES = 20
WRONG_BIRTHDAYS = 5


@dataclass(frozen=True, slots=True)
class Copy:
    """This service's own copy of a record, before anything is left out."""

    given_names: str
    family_name: str
    birth_date: date
    photo_digest: str
    kind: str
    valid_until: date | None
    conditions: list[Condition]

    def disclosed(self, purpose: Purpose, on: date) -> Proof:
        """What of it a purpose shows on a day: each thing only where it is due."""
        limit = time_limit(self.kind, self.valid_until)
        shown_end = self.valid_until if limit == "until" else None
        allowed = gives_permission(self.kind) and still_runs(self.valid_until, on)
        return Proof(
            purpose=purpose,
            given_names=self.given_names,
            family_name=self.family_name,
            birth_date=self.birth_date if purpose == "other" else None,
            photo_digest=self.photo_digest,
            kind=self.kind,
            kind_label=KIND_LABELS.get(self.kind, self.kind),
            time_limit=limit,
            valid_until=shown_end,
            conditions=self._conditions(purpose, allowed=allowed),
            allowed=allowed,
            check_again_on=None if purpose == "other" else shown_end,
        )

    def _conditions(self, purpose: Purpose, *, allowed: bool) -> list[str]:
        # A landlord may rent or may not: what somebody works, or lives on, is not theirs to know.
        if purpose == "rent":
            return [CAN_RENT if allowed else COULD_RENT]
        return [
            condition["says"]
            for condition in self.conditions
            if purpose == "other" or condition["about"] == "work"
        ]


@dataclass(frozen=True, slots=True)
class ShareCode:
    """A share code, nine signs without spaces. `stopped`: cancelled by wrong birthdays."""

    id: str
    code: str
    purpose: Purpose
    created_at: datetime
    expires_at: datetime
    state: Literal["live", "ended", "cancelled"]
    used: int
    stopped: bool


@dataclass(frozen=True, slots=True)
class Use:
    """One check that a code opened, as its holder may know of it."""

    reference: str
    checked_at: datetime
    checker_name: str
    reason: str | None


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
