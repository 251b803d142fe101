"""What was decided and acknowledged reaches every proof, however often the process is killed."""

from __future__ import annotations

from pathlib import Path
from threading import Semaphore, Thread

import httpx
import pytest

from tests.backend.served.child import Child, sign_in, spawned

ROUTES = ("right-to-work", "right-to-rent", "something-else")
KINDS = ("student", "graduate", "skilled_worker", "parent", "refugee")
PERSON, BYSTANDER = "ana-settled", "mihai-presettled"


def decide_until_dead(child: Child, first: int, done: Semaphore, made: list[int]) -> None:
    """One decision after another; the number of the last that was acknowledged."""
    for number in range(first, first + 500):
        try:
            child.control(
                "POST",
                f"people/{PERSON}/decisions",
                json={"kind": KINDS[number % len(KINDS)]},
            )
        except httpx.TransportError:
            return
        made[0] = number
        # Half of them are carried here, the rest by the mock itself or after its death.
        if number % 2:
            try:
                child.control("POST", "deliveries")
            except httpx.TransportError:
                return
        done.release()


@pytest.mark.parametrize("rounds", [2, pytest.param(10, marks=pytest.mark.long)])
def test_every_proof_ends_with_what_was_decided_last(tmp_path: Path, rounds: int) -> None:
    folder, number = str(tmp_path / "kept"), -1
    found: list[str] = []
    for turn in range(rounds):
        with spawned("unix", "--folder", folder) as child:
            before = child.control("GET", "reconcile")["items"]
            made, done = [number], Semaphore(0)
            deciding = Thread(target=decide_until_dead, args=(child, number + 1, done, made))
            deciding.start()
            for _ in range(3 + turn):
                assert done.acquire(timeout=30)
            child.process.kill()
            deciding.join(timeout=30)
            number = made[0]
        with spawned("unix", "--folder", folder) as child:
            child.control("POST", "deliveries")
            waiting = child.control("GET", "deliveries", params={"waiting": "true"})["items"]
            # Somebody's are held back from the start.
            assert {item["hold_until"] is None for item in waiting} == {False}
            bearer = sign_in(child, PERSON)
            status = child.client.get("/v1/status", headers=bearer).json()["kind"]
            proofs = [
                child.client.get(f"/v1/{name}/preview", headers=bearer).json()["kind"]
                for name in ROUTES
            ]
            # The last decision may have been written though its answer never came.
            assert status in (KINDS[number % len(KINDS)], KINDS[(number + 1) % len(KINDS)])
            assert proofs == [status] * 3
            number += status != KINDS[number % len(KINDS)]
            assert child.control("GET", "reconcile")["items"] == before
            bearer = sign_in(child, BYSTANDER)
            shown = child.client.get("/v1/right-to-work/preview", headers=bearer).json()
            found.append(shown["kind"])
            assert child.end() == 0
    assert found == ["pre_settled"] * rounds
