"""What the checks read, each store at its own moment, and the shape of what they find."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from backend_stub.kernel.keys import PURPOSES, Purpose
from backend_stub.kernel.pump import QUEUE
from backend_stub.kernel.rows import Row, read_rows
from backend_stub.kernel.store import Store
from backend_stub.parts import Parts

INBOX = "change_inbox"


@dataclass(frozen=True, order=True)
class Disagreement:
    """One thing that does not agree. One of the two keys may be empty; `detail` has no values."""

    check: str
    person_key: str
    account_id: str
    parts: tuple[str, ...]
    detail: str


@dataclass(frozen=True)
class Service:
    """One sharing service's rows, by key."""

    name: str
    crosswalk: dict[str, str]
    own_keys: dict[str, str]
    projections: dict[str, Row]
    publications: dict[str, str]


@dataclass(frozen=True)
class Snapshot:
    """The rows that the checks read, by key. `queues` and `inboxes`: by the name of the store."""

    now: datetime
    accounts: dict[str, Row]
    documents: list[Row]
    contacts: list[Row]
    persons: dict[str, Row]
    statuses: dict[str, Row]
    applications: set[str]
    holders: dict[str, Row]
    services: tuple[Service, ...]
    queues: Mapping[str, list[Row]]
    inboxes: Mapping[str, set[str]]


def read(parts: Parts) -> Snapshot:
    """Blocking. A change that is still crossing may be in one store and not yet in another."""
    account, pcdp = parts.account, parts.pcdp
    stores = parts.stores()
    return Snapshot(
        now=parts.clock.now(),
        accounts={
            row["account_id"]: row for row in _rows(account, "account") if row["closed_at"] is None
        },
        documents=_rows(account, "document"),
        contacts=[row for row in _rows(account, "contact") if row["active"]],
        persons={row["person_key"]: row for row in _rows(pcdp, "person")},
        statuses={row["person_key"]: row for row in _rows(pcdp, "status")},
        applications={row["person_key"] for row in _rows(pcdp, "application")},
        holders={row["person_key"]: row for row in _rows(pcdp, "holder")},
        services=tuple(_service(parts, purpose) for purpose in PURPOSES),
        queues={
            name: _rows(store, QUEUE)
            for name, store in stores.items()
            if QUEUE in store.metadata.tables
        },
        inboxes={
            name: {row["message_id"] for row in _rows(store, INBOX)}
            for name, store in stores.items()
            if INBOX in store.metadata.tables
        },
    )


def _service(parts: Parts, purpose: Purpose) -> Service:
    store = parts.sharing_store(purpose)
    return Service(
        store.name,
        {row["account_id"]: row["share_key"] for row in _rows(store, "crosswalk")},
        {row["person_key"]: row["share_key"] for row in _rows(store, "own_key")},
        {row["share_key"]: row for row in _rows(store, "projection")},
        {row["share_key"]: row["projection_key"] for row in _rows(store, "publication")},
    )


def _rows(store: Store, table: str) -> list[Row]:
    return store.call(lambda c: read_rows(c, store.metadata.tables[table]))
