"""A practice desk without a service behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta


@dataclass(frozen=True)
class FakePerson:
    id: str
    name: str
    story: str
    document_number: str
    birth_date: date
    issuing_state: str = "POL"
    reached_at: tuple[str, ...] = ("+44 7700 900112",)
    new_documents: tuple[tuple[str, date], ...] = (("PRACTICE888", date(1988, 5, 14)),)


@dataclass(frozen=True)
class FakeFault:
    id: str
    effect: str


@dataclass(frozen=True)
class FakeActive:
    fault: str
    person: str


@dataclass(frozen=True)
class FakeClock:
    now: datetime


ANA = FakePerson("ana", "Ana Kowalska", "Ana, settled", "53 3401 372", date(1988, 5, 14))
OMAR = FakePerson("omar", "Omar Haddad", "Omar, student", "ZX 998877", date(2001, 12, 3))


class FakeDesk:
    def __init__(self) -> None:
        self.current_person: FakePerson | None = None
        self.on: list[FakeActive] = []
        self.time = datetime(2026, 11, 22, 14, 5, tzinfo=UTC)
        self.refusal: Exception | None = None

    async def people(self) -> Sequence[FakePerson]:
        if self.refusal:
            raise self.refusal
        return (ANA, OMAR)

    async def faults(self) -> Sequence[FakeFault]:
        return (
            FakeFault("work-proof-mixed", "The work proof shows another person’s details."),
            FakeFault("contacts-old", "The account has an old phone number."),
        )

    async def active_faults(self) -> Sequence[FakeActive]:
        return tuple(self.on)

    async def apply(self, fault: str, person: str) -> None:
        if self.refusal:
            raise self.refusal
        self.on.append(FakeActive(fault, person))

    async def repair(self, fault: str, person: str) -> None:
        self.on.remove(FakeActive(fault, person))

    async def clock(self) -> FakeClock:
        return FakeClock(self.time)

    async def move_clock(self, days: int) -> FakeClock:
        self.time += timedelta(days=days)
        return FakeClock(self.time)
