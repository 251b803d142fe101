"""How fast the mock answers on one connection. For information: no bar hangs on it yet."""

from __future__ import annotations

import contextlib
import http.client
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.backend.served.child import sign_in, spawned
from tests.benchmarks.report import Report
from tests.benchmarks.start import HERE

PERSON = "ana-settled"


class Line(http.client.HTTPConnection):
    """One kept connection; a light client, so that the server is what is measured."""

    location = ""

    def ask(self, method: str, path: str, headers: Mapping[str, str], expect: int) -> float:
        """One request; milliseconds to its whole answer."""
        body = b"{}" if method == "POST" else None
        kind = {"Content-Type": "application/json"} if body else {}
        began = time.perf_counter()
        self.request(method, path, body, {**headers, **kind})
        answer = self.getresponse()
        answer.read()
        took = (time.perf_counter() - began) * 1000
        if answer.status != expect:
            raise RuntimeError(f"{method} {path}: {answer.status}")
        self.location = answer.headers.get("Location", "")
        return took


@contextlib.contextmanager
def served_ok() -> Iterator[Line]:
    """The floor's server."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(16)
        number, port = listening.fileno(), listening.getsockname()[1]
        command = (sys.executable, str(HERE / "floors" / "ok.py"), str(number))
        process = subprocess.Popen(command, pass_fds=(number,))
    with contextlib.closing(Line("127.0.0.1", port)) as line:
        try:
            line.ask("GET", "/", {}, 200)
            yield line
        finally:
            process.terminate()
            process.wait(10)


def durable_insert(store: sqlite3.Connection, text: str) -> float:
    """One row, committed to the disk; milliseconds."""
    began = time.perf_counter()
    with store:
        store.execute("INSERT INTO row (text) VALUES (?)", (text,))
    return (time.perf_counter() - began) * 1000


def rates(report: Report, rounds: int) -> None:
    """GET the status beside "ok", POST a share code beside one durable insert."""
    with tempfile.TemporaryDirectory() as folder:
        store = sqlite3.connect(Path(folder) / "floor.db")
        store.execute("PRAGMA journal_mode=WAL")
        store.execute("PRAGMA synchronous=FULL")
        store.execute("CREATE TABLE row (id INTEGER PRIMARY KEY, text TEXT)")
        with served_ok() as ok, spawned("tcp", "--folder", f"{folder}/mock") as child:
            bearer = sign_in(child, PERSON)
            url = child.client.base_url
            mock = Line(url.host, url.port)
            status: list[float] = []
            nothing: list[float] = []
            made: list[float] = []
            rows: list[float] = []
            for number in range(rounds):
                status.append(mock.ask("GET", "/v1/status", bearer, 200))
                nothing.append(ok.ask("GET", "/", {}, 200))
                key = bearer | {"Idempotency-Key": f"bench-{number}"}
                made.append(mock.ask("POST", "/v1/right-to-work/share-codes", key, 201))
                # Only so many codes may live at a time.
                mock.ask("DELETE", mock.location, bearer, 204)
                rows.append(durable_insert(store, f"bench-{number}" * 20))
            mock.close()
        store.close()
    report.against('GET /v1/status, floor "ok"', status, nothing, "ms")
    report.line("", f"{1000 / (sum(status) / len(status)):.0f} a second, one connection")
    report.against("POST a share code, floor one insert", made, rows, "ms")
    report.line("", f"{1000 / (sum(made) / len(made)):.0f} a second, one connection")
