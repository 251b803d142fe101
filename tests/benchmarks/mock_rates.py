"""How fast the mock answers, to one caller and to sixteen, beside what it stands on; its memory."""

from __future__ import annotations

import asyncio
import contextlib
import http.client
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping
from pathlib import Path

from tests.backend.served.child import Child, sign_in, spawned
from tests.benchmarks.lines import AsyncLine, percentile
from tests.benchmarks.report import Report
from tests.benchmarks.start import HERE
from tests.benchmarks.terminal import peak

PERSON = "ana-settled"
CODES = "/v1/right-to-work/share-codes"
CALLERS = 16
BURSTS = 5


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


def floor_store(path: Path) -> sqlite3.Connection:
    """One table in one file, with the settings of the mock's stores."""
    store = sqlite3.connect(path)
    store.execute("PRAGMA journal_mode=WAL")
    store.execute("PRAGMA synchronous=FULL")
    store.execute("CREATE TABLE row (id INTEGER PRIMARY KEY, text TEXT)")
    return store


def rates(report: Report, rounds: int) -> None:
    """GET the status beside "ok", POST a share code beside one durable insert; memory."""
    with tempfile.TemporaryDirectory() as folder:
        store = floor_store(Path(folder) / "floor.db")
        with served_ok() as ok, spawned("tcp", "--folder", f"{folder}/mock") as child:
            url = child.client.base_url
            mock = Line(url.host, url.port)
            bearer = sign_in(child, PERSON)
            _one_caller(report, mock, ok, store, bearer, rounds)
            mock.close()
            address = url.host, url.port or 0
            asyncio.run(_many_reading(report, address, (ok.host, ok.port), bearer, rounds))
            asyncio.run(_many_writing(report, address, store, several(child), rounds))
            report.most(
                "memory of the mock after it (peak RSS)", [peak(child.process.pid)], "MiB", 90
            )
        store.close()


def _one_caller(
    report: Report,
    mock: Line,
    ok: Line,
    store: sqlite3.Connection,
    bearer: dict[str, str],
    rounds: int,
) -> None:
    status: list[float] = []
    nothing: list[float] = []
    made: list[float] = []
    rows: list[float] = []
    for number in range(rounds):
        status.append(mock.ask("GET", "/v1/status", bearer, 200))
        nothing.append(ok.ask("GET", "/", {}, 200))
        key = bearer | {"Idempotency-Key": f"bench-{number}"}
        made.append(mock.ask("POST", CODES, key, 201))
        # Only so many codes may live at a time.
        mock.ask("DELETE", mock.location, bearer, 204)
        rows.append(durable_insert(store, f"bench-{number}" * 20))
    report.against('GET /v1/status, floor "ok", one caller', status, nothing, "ms", bar=10)
    report.line("", f"{1000 / (sum(status) / len(status)):.0f} a second")
    report.against("POST a share code, floor one insert", made, rows, "ms", bar=8)
    report.line("", f"{1000 / (sum(made) / len(made)):.0f} a second")


def several(child: Child) -> list[dict[str, str]]:
    """Sixteen people who are signed in and whose work proof can be shared."""
    found: list[dict[str, str]] = []
    for person in child.control("GET", "people")["items"]:
        if len(found) == CALLERS or person["channel"] == "authenticator":
            continue
        with contextlib.suppress(AssertionError, IndexError, StopIteration):
            # Some are locked out, have lost their phone, or have no proof: that is their story.
            bearer = sign_in(child, person["id"])
            if child.client.get("/v1/right-to-work/preview", headers=bearer).is_success:
                found.append(bearer)
    return found


async def _burst(
    where: tuple[str, int],
    callers: int,
    asked: Callable[[AsyncLine, int], Awaitable[list[float]]],
) -> tuple[float, list[float]]:
    """All callers at once: how many answers a second, and how long each took, in ms."""
    async with contextlib.AsyncExitStack() as stack:
        lines = [await stack.enter_async_context(AsyncLine(*where)) for _ in range(callers)]
        began = time.perf_counter()
        taken = await asyncio.gather(*(asked(line, n) for n, line in enumerate(lines)))
        every = [took for each in taken for took in each]
        return len(every) / (time.perf_counter() - began), every


async def _many_reading(
    report: Report,
    mock: tuple[str, int],
    ok: tuple[str, int],
    bearer: dict[str, str],
    rounds: int,
) -> None:
    async def status(line: AsyncLine, _n: int) -> list[float]:
        return [await timed(line, "GET", "/v1/status", bearer, 200) for _ in range(rounds // 4)]

    async def nothing(line: AsyncLine, _n: int) -> list[float]:
        return [await timed(line, "GET", "/", {}, 200) for _ in range(rounds // 4)]

    both = [
        (await _burst(mock, CALLERS, status), await _burst(ok, CALLERS, nothing))
        for _ in range(BURSTS)
    ]
    # As the time of one answer, so that the ratio reads as it does with one caller.
    report.against(
        f'GET /v1/status, floor "ok", {CALLERS} callers',
        [1000 / mine[0] for mine, _ in both],
        [1000 / its[0] for _, its in both],
        "ms",
        bar=10,
    )
    taken = [took for mine, _ in both for took in mine[1]]
    rate = statistics.median(mine[0] for mine, _ in both)
    report.line("", f"{rate:.0f} a second, p99 {percentile(taken, 0.99):.1f} ms")


async def _many_writing(
    report: Report,
    mock: tuple[str, int],
    store: sqlite3.Connection,
    bearers: list[dict[str, str]],
    rounds: int,
) -> None:
    each = min(rounds, 18)

    async def codes(line: AsyncLine, n: int) -> list[float]:
        taken: list[float] = []
        for number in range(each):
            key = {"Idempotency-Key": f"{time.perf_counter()}-{number}"}
            taken.append(await timed(line, "POST", CODES, bearers[n] | key, 201))
        return taken

    floor: list[float] = []
    ours: list[float] = []
    taken: list[float] = []
    for _ in range(BURSTS):
        inserts = [durable_insert(store, f"bench-{n}" * 20) for n in range(each * len(bearers))]
        floor.append(sum(inserts) / len(inserts))
        rate, these = await _burst(mock, len(bearers), codes)
        ours.append(1000 / rate)
        taken += these
        await _let_go(mock, bearers)
    name = f"POST a share code, {len(bearers)} callers"
    report.against(f"{name}, floor one insert", ours, floor, "ms", bar=6)
    report.line("", f"{1000 / statistics.median(ours):.0f} a second")
    report.most(f"{name}, p99", [percentile(taken, 0.99)], "ms", 30)


async def _let_go(mock: tuple[str, int], bearers: list[dict[str, str]]) -> None:
    async with AsyncLine(*mock) as line:
        for bearer in bearers:
            for item in (await line.ask("GET", CODES, bearer)).json()["items"]:
                if item["state"] == "live":
                    await line.ask("DELETE", f"{CODES}/{item['id']}", bearer)


async def timed(
    line: AsyncLine, method: str, path: str, headers: dict[str, str], expect: int
) -> float:
    """One request that must be answered so; milliseconds."""
    answer = await line.ask(method, path, headers, {} if method == "POST" else None)
    if answer.status != expect:
        raise RuntimeError(f"{method} {path}: {answer.status}")
    return line.took
