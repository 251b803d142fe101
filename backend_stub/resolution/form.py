"""What the Home Office's public error-report form asks, and what a report is about.

Lists, limits and shapes are those of the form's published source (UKHomeOffice/
evisa-error-correction, June 2026). It has no tick for another person's details: where those were
seen is asked besides.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Literal, get_args

Tick = Literal[
    "name", "birth_date", "nationality", "photo", "ni_number", "restrictions", "share_code",
    "status", "valid_from", "valid_until", "signin_email", "signin_phone", "sponsor_licence",
    "other",
]  # fmt: skip
TICKS: tuple[Tick, ...] = get_args(Tick)
Nation = Literal["england", "wales", "scotland", "northern_ireland", "abroad"]
View = Literal["status", "work", "rent", "other"]
VIEWS: tuple[View, ...] = get_args(View)
Step = Literal["sign_in", "code", "status", "work", "rent", "other", "check"]
ReferenceType = Literal["uan", "gwf", "brp", "ukvi", "passport", "none"]
SupporterKind = Literal[
    "sponsor", "legal_representative", "friend_or_relative", "support_organisation"
]
Concern = Literal["status", "proof", "account", "other"]

DESCRIPTION = 2000
SHORT = 200
"""Characters of a detail for which the form states no limit: ours."""
LIMITS: dict[Tick, int] = {
    "photo": 500, "restrictions": 500, "other": 500, "sponsor_licence": 20, "signin_email": 254,
}  # fmt: skip

# What is asked for one's own numbers and names is looked at and let go: nothing that somebody typed
# and that may be a real person's stays in a store.
LET_GO: frozenset[Tick] = frozenset(
    ("name", "birth_date", "nationality", "ni_number", "signin_email", "signin_phone",
     "sponsor_licence")
)  # fmt: skip

REFERENCE_SHAPES: dict[ReferenceType, re.Pattern[str]] = {
    "uan": re.compile(r"[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{4}"),
    "gwf": re.compile(r"GWF[0-9]{9}", re.IGNORECASE),
    "brp": re.compile(r"R[A-Z][0-9X][0-9]{6}", re.IGNORECASE),
    "ukvi": re.compile(r"KX.{8}", re.IGNORECASE),
    "passport": re.compile(r"[0-9A-Z -]{0,39}[0-9A-Z]", re.IGNORECASE),
}

_ACCOUNT: frozenset[str] = frozenset(("signin_email", "signin_phone"))
_STATUS: frozenset[str] = frozenset(TICKS) - _ACCOUNT - {"share_code", "other"}
_PROOFS: frozenset[str] = frozenset(("work", "rent", "other"))


def fits(kind: ReferenceType, number: str | None) -> bool:
    """Whether a reference number has the shape of its kind; "none" has no number."""
    if kind == "none":
        return number is None
    return number is not None and REFERENCE_SHAPES[kind].fullmatch(number) is not None


def concerns(
    ticks: Collection[Tick], another_person_at: Collection[View], step: Step | None
) -> list[Concern]:
    """What a report is about: faults of the status and faults of a proof are counted apart."""
    marked, seen = set(ticks), set(another_person_at)
    about: dict[Concern, bool] = {
        "status": bool(marked & _STATUS) or "status" in seen or step == "status",
        "proof": "share_code" in marked
        or bool(seen & _PROOFS)
        or step in ("work", "rent", "other", "check"),
        "account": bool(marked & _ACCOUNT) or step in ("sign_in", "code"),
    }
    return [concern for concern, is_so in about.items() if is_so] or ["other"]
