"""Kinds of status, their plain names, and what a proof may say about when one ends."""

from __future__ import annotations

from datetime import date
from typing import Literal, TypedDict

TimeLimit = Literal["none", "until", "not_shown"]
Topic = Literal["work", "funds"]
TOPICS: tuple[Topic, ...] = ("work", "funds")


class Condition(TypedDict):
    """One thing that a status allows or forbids; what it is about decides who is shown it."""

    about: Topic
    says: str


REFUSED = "refused"
"""An application that was refused stands where a status would, and gives no permission."""

KIND_LABELS: dict[str, str] = {
    "settled": "Settled status",
    "pre_settled": "Pre-settled status",
    "certificate_of_application": "Certificate of Application",
    "skilled_worker": "Skilled Worker",
    "skilled_worker_dependant": "Skilled Worker dependant",
    "health_and_care_worker": "Health and Care Worker",
    "student": "Student",
    "graduate": "Graduate",
    "spouse": "Partner (spouse)",
    "parent": "Parent",
    "refugee": "Refugee",
    REFUSED: "Application refused",
}


def time_limit(kind: str, valid_until: date | None) -> TimeLimit:
    """What a proof says of the end. A pre-settled end date is left out by design, never shown."""
    if kind == "pre_settled":
        return "not_shown"
    if valid_until is not None:
        return "until"
    return "none" if kind == "settled" else "not_shown"


def gives_permission(kind: str) -> bool:
    """Whether anything can be proved with it at all."""
    return kind != REFUSED


def still_runs(valid_until: date | None, day: date) -> bool:
    """Whether a status holds on a day: its last day is one of them."""
    return valid_until is None or day <= valid_until
