"""What was answered is there after `kill -9`. Loss of power was not tried."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Semaphore
from typing import Any

import httpx

from tests.backend.served.child import Child, sign_in, spawned

SEGMENTS = {"work": "right-to-work", "rent": "right-to-rent", "other": "something-else"}
EACH = 18


def write_until_dead(
    child: Child, bearer: dict[str, str], segment: str, first: int, done: Semaphore
) -> dict[str, dict[str, Any]]:
    """Make codes one after the other; those that were acknowledged, by their key."""
    acknowledged: dict[str, dict[str, Any]] = {}
    for number in range(first, first + EACH):
        key = f"{segment}-{number}"
        try:
            answer = child.client.post(
                f"/v1/{segment}/share-codes", json={}, headers=bearer | {"Idempotency-Key": key}
            )
        except httpx.TransportError:
            break
        if answer.status_code == 201:
            acknowledged[key] = answer.json()
            done.release()
    return acknowledged


def test_nothing_acknowledged_is_lost_and_nothing_is_half_done(tmp_path: Path) -> None:
    folder = str(tmp_path / "kept")
    bearer: dict[str, str] = {}
    kept: dict[str, dict[str, Any]] = {}
    for turn in range(2):
        with spawned("unix", "--folder", folder) as child:
            bearer = bearer or sign_in(child, "ana-settled")
            done = Semaphore(0)
            with ThreadPoolExecutor(max_workers=3) as pool:
                writers = [
                    pool.submit(write_until_dead, child, bearer, segment, turn * EACH, done)
                    for segment in SEGMENTS.values()
                ]
                # Twelve answers in, the others on their way: now.
                for _ in range(12):
                    done.acquire(timeout=30)
                child.process.kill()
            for writer in writers:
                kept |= writer.result()
        # Room for the next turn: 20 live codes are the most, so this turn's own are let go.
        with spawned("unix", "--folder", folder) as child:
            lists = {
                segment: child.client.get(f"/v1/{segment}/share-codes", headers=bearer).json()
                for segment in SEGMENTS.values()
            }
            codes = {item["id"]: item for found in lists.values() for item in found["items"]}
            for key, code in kept.items():
                assert code.items() <= codes[code["id"]].items(), key
            segment, key = "right-to-work", next(k for k in kept if k.startswith("right-to-work"))
            again = child.client.post(
                f"/v1/{segment}/share-codes", json={}, headers=bearer | {"Idempotency-Key": key}
            )
            assert again.json() == kept[key]
            for segment, found in lists.items():
                for item in found["items"]:
                    child.client.delete(f"/v1/{segment}/share-codes/{item['id']}", headers=bearer)
            assert child.end() == 0
    assert len(kept) >= 24
    for purpose in SEGMENTS:
        with sqlite3.connect(f"{folder}/sharing_{purpose}.db") as store:
            assert store.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            (codes_made,) = store.execute("SELECT count(*) FROM share_code").fetchone()
            (answers,) = store.execute("SELECT count(*) FROM idempotency").fetchone()
            (acts,) = store.execute(
                "SELECT count(*) FROM audit_log WHERE outcome = 'created'"
            ).fetchone()
            assert codes_made == answers == acts
        store.close()
