"""Invented records for the tests of level one."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from tui.core.page import Picture
from tui.core.records import Photo, ProofRecord, Purpose, StatusRecord, TimeLimit

BORN = date(1987, 3, 14)
UNTIL = date(2029, 6, 30)


def photo(digest: str) -> Photo:
    return Photo(digest, Picture(1, 1, ("#000000",), ("0",), "a drawn face"))


def view(**changes: Any) -> StatusRecord:
    """A worker's status until 30 June 2029."""
    record = StatusRecord(
        given_names="Ilse Marie",
        family_name="Vantongeren",
        birth_date=BORN,
        photo=photo("digest-her"),
        kind="skilled_worker",
        kind_label="Skilled Worker",
        valid_from=date(2024, 7, 1),
        valid_until=UNTIL,
        conditions=("work",),
        as_at=datetime(2026, 5, 4, 14, 5, tzinfo=UTC),
    )
    return replace(record, **changes)


def proof(**changes: Any) -> ProofRecord:
    """The proof that goes with :func:`view`: nothing differs, the birth date is disclosed."""
    record = ProofRecord(
        purpose=Purpose.OTHER,
        given_names="Ilse Marie",
        family_name="Vantongeren",
        birth_date=BORN,
        photo=photo("digest-her"),
        kind="skilled_worker",
        kind_label="Skilled Worker",
        time_limit=TimeLimit.UNTIL,
        valid_until=UNTIL,
        conditions=("work",),
    )
    return replace(record, **changes)
