"""`kill -9` in the middle of everything, round after round: nothing acknowledged is lost, nothing
is half done. Loss of power was not tried."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, MetaData, func, select, text

from backend_stub.account import tables as account
from backend_stub.kernel.audit_log import first_broken
from backend_stub.kernel.clock import Clock
from backend_stub.kernel.entropy import SystemEntropy
from backend_stub.parts import STORE_TABLES, Parts, open_parts
from backend_stub.resolution import tables as resolution
from backend_stub.sharing import tables as sharing
from tests.backend.served.child import Child, spawned
from tests.backend.served.writers import CONTACTS, SEGMENTS, SHARER, Writers


def count(c: Connection, table: Any, *where: Any) -> int:
    """How many rows there are."""
    return int(c.execute(select(func.count()).select_from(table).where(*where)).scalar_one())


def acts(c: Connection, metadata: MetaData, act: str, outcome: str) -> int:
    """How often the audit log says so."""
    log = metadata.tables["audit_log"]
    return count(c, log, log.c.act == act, log.c.outcome == outcome)


def nothing_is_half_done(parts: Parts) -> None:
    """Of what was written in one transaction, all is there or none."""
    for name, store in parts.stores().items():
        assert store.call(lambda c: c.execute(text("PRAGMA integrity_check")).scalar()) == "ok"
        log = STORE_TABLES[name].tables.get("audit_log")
        if log is not None:
            assert store.call(lambda c, t=log: first_broken(c, t)) is None, name  # type: ignore[misc]
    for store in (parts.work, parts.rent, parts.other):

        def codes(c: Connection) -> None:
            made = acts(c, sharing.metadata, "share-code", "created")
            assert count(c, sharing.share_code) == made

        store.call(codes)

    def reports(c: Connection) -> None:
        received = acts(c, resolution.metadata, "fault-report", "received")
        assert count(c, resolution.report) == received
        stage = resolution.metadata.tables["stage"]
        assert count(c, stage, stage.c.stage == "received") == received

    def changes(c: Connection) -> None:
        done = acts(c, account.metadata, "change-contact", "done")
        changed = account.contact.c.changed_at
        # Each change leaves the contact that it made, the one in force and those before it.
        assert count(c, account.contact, changed.is_not(None)) == done
        update, document = account.document_update.c, account.document.c
        numbers = set(c.execute(select(update.number_norm).where(update.state == "done")).scalars())
        held = set(c.execute(select(document.number_norm)).scalars())
        assert numbers <= held
        begun = set(c.execute(select(update.number_norm).where(update.state != "done")).scalars())
        assert not begun & held

    parts.resolution.call(reports)
    parts.account.call(changes)


def all_that_was_acknowledged_is_there(child: Child, round_: Writers) -> int:
    """Everything that was answered, asked again: the same comes. How many there were."""
    seen = 0
    for name, answers in round_.answered.items():
        for answered in answers:
            if name == "asked":
                continue
            again = child.client.post(answered.path, json=answered.body, headers=answered.headers)
            if name.startswith(("contact", "document")):
                # The sessions have gone on under other tokens; what was done shows below.
                continue
            assert again.json() == answered.said, (name, again.text)
            seen += 1
    contact = child.client.get("/v1/account", headers=round_.bearers[CONTACTS])
    if "contact-done" in round_.answered and contact.status_code == 200:
        masked = {item["channel"]: item["masked"] for item in contact.json()["contacts"]}
        assert masked["email"].endswith("example.org")
    return seen + sum(len(a) for n, a in round_.answered.items() if n.endswith("-done"))


@pytest.mark.parametrize("rounds", [2, pytest.param(20, marks=pytest.mark.long)])
def test_nothing_acknowledged_is_lost_however_often_it_is_killed(
    tmp_path: Path, rounds: int
) -> None:
    folder = tmp_path / "kept"
    acknowledged = 0
    dones: dict[str, list[Writers]] = {"contact-done": [], "document-done": []}
    for turn in range(rounds):
        with spawned("tcp", "--folder", str(folder)) as child:
            child.control("PUT", "clock", json={"advance_days": 2})
            round_ = Writers(child, turn)
            round_.sign_everybody_in()
            round_.until_killed_after(33 - 7 * turn % 20)
        parts = open_parts(folder, Clock(), SystemEntropy())
        nothing_is_half_done(parts)
        parts.close()
        with spawned("tcp", "--folder", str(folder)) as child:
            acknowledged += all_that_was_acknowledged_is_there(child, round_)
            bearer = round_.bearers[SHARER]
            for segment in SEGMENTS:
                path = f"/v1/{segment}/share-codes"
                for item in child.client.get(path, headers=bearer).json()["items"]:
                    # Room for the next round: only so many may live.
                    child.client.delete(f"{path}/{item['id']}", headers=bearer)
            for name, rounds_done in dones.items():
                if name in round_.answered:
                    rounds_done.append(round_)
            child.process.kill()
    parts = open_parts(folder, Clock(), SystemEntropy())

    def kept(c: Connection) -> None:
        addresses = set(c.execute(select(account.contact.c.address)).scalars())
        numbers = set(c.execute(select(account.document.c.number_norm)).scalars())
        assert {each.address for each in dones["contact-done"]} <= addresses
        assert {each.number.replace(" ", "") for each in dones["document-done"]} <= numbers

    parts.account.call(kept)
    nothing_is_half_done(parts)
    parts.close()
    print(f"{acknowledged} acknowledged in {rounds} rounds, none lost")
    print({name: len(found) for name, found in dones.items()})
    assert acknowledged >= 10 * rounds
    assert all(dones.values())
