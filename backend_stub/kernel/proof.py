"""A proof: what is shown to a checker. The word that sharing and checking have in common."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from pydantic import BaseModel

from backend_stub.kernel.keys import Purpose
from backend_stub.kernel.kinds import TimeLimit
from backend_stub.kernel.portrait import Portrait

# The words that stand for the purposes in addresses.
SEGMENTS: dict[Purpose, str] = {
    "work": "right-to-work",
    "rent": "right-to-rent",
    "other": "something-else",
}


CheckerKind = Literal["employer", "landlord", "other"]
CHECKERS: dict[Purpose, CheckerKind] = {"work": "employer", "rent": "landlord", "other": "other"}


@dataclass(frozen=True, slots=True)
class Checker:
    """Who checks, in their own words; only "other" is asked for a reason."""

    name: str
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Proof:
    """What a checker sees for one purpose, and no more.

    `birth_date` and what the status says on public funds are disclosed for "other" only.
    `allowed`: whether the status runs on the day of the look. `check_again_on`: when an employer or
    a landlord has to look once more; nothing where no end is shown.
    """

    purpose: Purpose
    given_names: str
    family_name: str
    birth_date: date | None
    photo_digest: str
    kind: str
    kind_label: str
    time_limit: TimeLimit
    valid_until: date | None
    conditions: list[str]
    allowed: bool
    check_again_on: date | None


@dataclass(frozen=True, slots=True)
class Shown:
    """A check that was answered: its reference is what the checker keeps."""

    reference: str
    checked_at: datetime
    proof: Proof
    portrait: Portrait


class PhotoLink(BaseModel):
    """Where to see a picture."""

    digest: str
    href: str


class ProofOut(BaseModel):
    """A proof as it goes over the wire."""

    purpose: Literal["work", "rent", "other"]
    given_names: str
    family_name: str
    birth_date: date | None
    photo: PhotoLink
    kind: str
    kind_label: str
    time_limit: Literal["none", "until", "not_shown"]
    valid_until: date | None
    conditions: list[str]
    allowed: bool
    check_again_on: date | None


def photo_link(digest: str) -> PhotoLink:
    """The link of one picture."""
    return PhotoLink(digest=digest, href=f"/v1/photos/{digest}")


def proof_out(proof: Proof) -> ProofOut:
    """A proof made ready for the wire."""
    return ProofOut(
        purpose=proof.purpose,
        given_names=proof.given_names,
        family_name=proof.family_name,
        birth_date=proof.birth_date,
        photo=photo_link(proof.photo_digest),
        kind=proof.kind,
        kind_label=proof.kind_label,
        time_limit=proof.time_limit,
        valid_until=proof.valid_until,
        conditions=proof.conditions,
        allowed=proof.allowed,
        check_again_on=proof.check_again_on,
    )
