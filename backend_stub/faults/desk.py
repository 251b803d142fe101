"""Apply and repair faults by name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from backend_stub.control.tables import fault_active
from backend_stub.faults.catalogue import FAULTS, Fault, status_class
from backend_stub.faults.edits import DoesNotApply, Edit, Rows, do, from_json, undo
from backend_stub.faults.recipes import RECIPES
from backend_stub.faults.scene import Scene
from backend_stub.kernel.rows import Row, put_row, read_rows
from backend_stub.parts import Parts
from backend_stub.personas.keys import Keys
from backend_stub.personas.people import Catalogue
from backend_stub.personas.suggest import UnknownName

DEFAULT_CALLS = 2
"""How often an answers fault answers, unless told otherwise."""


class AlreadyApplied(ValueError):
    """This fault is active for this person."""


class NotApplied(ValueError):
    """This fault is not active for this person."""


@dataclass(frozen=True)
class ActiveFault:
    """A fault that is on, since when."""

    fault: str
    person: str
    applied_at: datetime


class FaultDesk:
    """The only writer of faults. It needs the seed text to know the seeded rows' keys.

    No transaction spans two stores, so the inverse is kept before the first row is edited and
    dropped after the last is back: a process that dies between leaves what `repair` can end.
    """

    def __init__(self, parts: Parts, seed_text: str, catalogue: Catalogue) -> None:
        self._parts = parts
        self._stores = parts.stores()
        self._keys = Keys(seed_text)
        self._catalogue = catalogue

    def apply(
        self, fault_id: str, person_id: str, calls: int = DEFAULT_CALLS, begins: int = 1
    ) -> None:
        """Raises UnknownName, AlreadyApplied or DoesNotApply (with the reason)."""
        fault = known_fault(fault_id)
        person = self._catalogue.person(person_id)
        kept = self._kept()
        if any((row["fault"], row["person"]) == (fault_id, person_id) for row in kept):
            raise AlreadyApplied(f"{fault_id} is already on for {person_id}.")
        reason = fault.not_for.get(status_class(person.status.kind))
        if reason is not None:
            raise DoesNotApply(reason)
        taken = {e.place: f"{r['fault']} for {r['person']}" for r in kept for e in self._edits(r)}
        scene = Scene(
            person=person,
            catalogue=self._catalogue,
            keys=self._keys,
            now=self._parts.clock.now(),
            rows=Rows(self._stores, taken),
            calls=calls,
            begins=begins,
        )
        edits = RECIPES[fault.id](scene)
        row = {
            "fault": fault_id,
            "person": person_id,
            "applied_at": self._parts.clock.now(),
            "undo": [edit.as_json() for edit in edits],
        }
        self._keep(row, row)
        do(self._stores, edits)

    def repair(self, fault_id: str, person_id: str) -> None:
        """Put back exactly the rows that the fault edited. UnknownName or NotApplied."""
        known_fault(fault_id)
        self._catalogue.person(person_id)
        for row in self._kept():
            if (row["fault"], row["person"]) == (fault_id, person_id):
                undo(self._stores, self._edits(row))
                self._keep(row, None)
                return
        raise NotApplied(f"{fault_id} is not on for {person_id}.")

    def active(self) -> list[ActiveFault]:
        """What is on, in order of fault and person."""
        return [ActiveFault(r["fault"], r["person"], r["applied_at"]) for r in self._kept()]

    def _edits(self, row: Row) -> Iterator[Edit]:
        return (from_json(self._stores, kept) for kept in row["undo"])

    def _kept(self) -> list[Row]:
        return self._parts.practice.call(lambda connection: read_rows(connection, fault_active))

    def _keep(self, row: Row, becomes: Row | None) -> None:
        key = {"fault": row["fault"], "person": row["person"]}

        def write(connection: Connection) -> None:
            put_row(connection, fault_active, key, becomes)

        self._parts.practice.call(write)


def known_fault(fault_id: str) -> Fault:
    """UnknownName, with suggestions, when there is no such fault."""
    if fault_id not in FAULTS:
        raise UnknownName("fault", fault_id, FAULTS)
    return FAULTS[fault_id]
