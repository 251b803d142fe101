"""The opened mock as one value: its stores, services, clock and chance."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from backend_stub.account import tables as account_tables
from backend_stub.checker import tables as checker_tables
from backend_stub.control import tables as practice_tables
from backend_stub.kernel.clock import Clock
from backend_stub.kernel.entropy import Entropy
from backend_stub.kernel.keys import Purpose
from backend_stub.kernel.store import Store
from backend_stub.outbox import tables as outbox_tables
from backend_stub.pcdp import tables as pcdp_tables
from backend_stub.resolution import tables as resolution_tables
from backend_stub.sharing import tables as sharing_tables

STORE_TABLES = {
    "account": account_tables.metadata,
    "pcdp": pcdp_tables.metadata,
    "sharing_work": sharing_tables.metadata,
    "sharing_rent": sharing_tables.metadata,
    "sharing_other": sharing_tables.metadata,
    "checker": checker_tables.metadata,
    "resolution": resolution_tables.metadata,
    "outbox": outbox_tables.metadata,
    "practice": practice_tables.metadata,
}


@dataclass(frozen=True, slots=True)
class Parts:
    """What seeding, faults, controls, reconciliation and the application all receive."""

    folder: Path
    clock: Clock
    entropy: Entropy
    account: Store
    pcdp: Store
    work: Store
    rent: Store
    other: Store
    checker: Store
    resolution: Store
    outbox: Store
    practice: Store
    server_key: bytes = field(repr=False)

    def sharing_store(self, purpose: Purpose) -> Store:
        """The store of one sharing service."""
        stores: dict[Purpose, Store] = {"work": self.work, "rent": self.rent, "other": self.other}
        return stores[purpose]

    def stores(self) -> dict[str, Store]:
        """Every store by its file's name without ending, in a fixed order."""
        opened = (
            self.account, self.pcdp, self.work, self.rent, self.other, self.checker,
            self.resolution, self.outbox, self.practice,
        )  # fmt: skip
        return {store.name: store for store in opened}

    def close(self) -> None:
        """Close every store. A second call does nothing."""
        for store in self.stores().values():
            store.close()


def open_parts(folder: Path, clock: Clock, entropy: Entropy) -> Parts:
    """Open (or make) every store in `folder`, which must exist; blocking, not for an event loop."""
    opened = {
        name: Store(name, folder / f"{name}.db", metadata)
        for name, metadata in STORE_TABLES.items()
    }
    return Parts(
        folder=folder,
        clock=clock,
        entropy=entropy,
        account=opened["account"],
        pcdp=opened["pcdp"],
        work=opened["sharing_work"],
        rent=opened["sharing_rent"],
        other=opened["sharing_other"],
        checker=opened["checker"],
        resolution=opened["resolution"],
        outbox=opened["outbox"],
        practice=opened["practice"],
        server_key=_server_key(folder / "server.key", entropy),
    )


def _server_key(path: Path, entropy: Entropy) -> bytes:
    """The key of every keyed hash: 32 bytes beside the stores, never inside one."""
    if not path.exists():
        path.touch(mode=0o600)
        path.write_bytes(entropy.octets(32))
    return path.read_bytes()
