"""One long visit: nothing typed is in a log, and the same seed and clock give the same again."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from backend_stub.kernel.logging import ALLOWED_FIELDS
from tests.backend.contract.visit import Visit
from tests.backend.served.child import TOKEN, spawned
from tests.backend.support import interface

ROOT = Path(__file__).parents[3]
CONTROL = {"X-Control-Token": TOKEN}
DUMPED = """
import asyncio, hashlib, json, sys, tempfile
from pathlib import Path
from tests.backend.contract.visit import Visit
from tests.backend.contract.whole import whole
from tests.backend.seeded import TOKEN, opened

with tempfile.TemporaryDirectory() as folder, opened(Path(folder)) as mock:
    def ask(method, path, json=None, params=None, headers=None):
        return mock.ask(method, path, body=json, query=params, headers=headers)
    visit = Visit(ask, {"X-Control-Token": TOKEN}).whole()
    answers = hashlib.sha256(repr(visit.answers).encode()).hexdigest()
    rows = asyncio.run(whole(mock.parts))
    stores = hashlib.sha256(json.dumps(list(rows.values())).encode()).hexdigest()
    print(len(visit.answers), answers, stores)
"""


def dumped(hash_seed: str) -> str:
    """How many answers, their digest, and that of every row of every store, of another process."""
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed}
    words = [sys.executable, "-c", DUMPED]
    done = subprocess.run(words, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_the_same_seed_and_clock_give_the_same_answers_and_the_same_stores() -> None:
    first = dumped("1")
    assert int(first.split()[0]) > 40
    assert dumped("4242") == first


def test_a_log_tells_nothing_of_anybody() -> None:
    with spawned("unix", "--log") as child:
        visit = Visit(child.client.request, CONTROL).whole()
        assert {status for status, _ in visit.answers} >= {200, 201, 202, 204, 401, 404, 422}
        events = child.control("GET", "events")
        seen = {(event["method"], event["route"]) for event in events["items"]}
        assert child.end() == 0
        assert child.process.stderr is not None
        log = child.process.stderr.read()
    lines = [json.loads(line) for line in log.splitlines()]
    assert len(lines) > len(visit.answers)
    for line in lines:
        assert line.keys() <= ALLOWED_FIELDS | {"level", "event"}
        assert line["route"] in interface()["paths"] or not line["route"].startswith("/v1/")
    assert len(visit.secret) > 15
    for told in (log, json.dumps(events), repr(seen)):
        for secret in visit.secret:
            assert secret.lower() not in told.lower(), secret
