"""Fill every store from seed text and clock: the same ones give the same rows, in any process."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

from sqlalchemy import Connection, MetaData, select

from backend_stub.control.tables import seeded
from backend_stub.faults.desk import FaultDesk
from backend_stub.kernel.rows import Row
from backend_stub.parts import Parts
from backend_stub.personas.keys import Keys
from backend_stub.personas.loader import load
from backend_stub.personas.rows import Maker


def seed(parts: Parts, seed_text: str) -> None:
    """Fill the empty stores of `parts` and apply what is wrong with each person from the start.

    A `FaultDesk` that is given the same seed text works on these rows.
    """
    catalogue = load()
    batches: dict[str, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for file, table, row in Maker(catalogue, Keys(seed_text), parts.clock.now()).everyone():
        batches[file][table].append(row)
    for name, store in parts.stores().items():
        if name in batches:
            store.call(_Fill(store.metadata, batches[name]))
    desk = FaultDesk(parts, seed_text, catalogue)
    for person_id in catalogue.listed:
        for fault_id in catalogue.people[person_id].starting_faults:
            desk.apply(fault_id, person_id)
    now = parts.clock.now()
    parts.practice.call(lambda c: c.execute(seeded.insert().values(name="seed", at=now)))


def seeded_at(parts: Parts) -> datetime | None:
    """When the stores were filled; nothing if they were not."""
    return parts.practice.call(lambda c: c.execute(select(seeded.c.at)).scalar())


def empty(parts: Parts) -> None:
    """Take every row out of every store."""
    for store in parts.stores().values():
        store.call(_Empty(store.metadata))


class _Fill:
    """Insert batches, one statement a table."""

    def __init__(self, metadata: MetaData, batches: dict[str, list[Row]]) -> None:
        self._metadata = metadata
        self._batches = batches

    def __call__(self, connection: Connection) -> None:
        for table, rows in self._batches.items():
            connection.execute(self._metadata.tables[table].insert(), rows)


class _Empty:
    """Delete all rows, those that point at others first."""

    def __init__(self, metadata: MetaData) -> None:
        self._metadata = metadata

    def __call__(self, connection: Connection) -> None:
        for table in reversed(self._metadata.sorted_tables):
            connection.execute(table.delete())
