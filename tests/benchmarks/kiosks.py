"""``python -m tests.benchmarks.kiosks``: many kiosks at one mock, and nobody sees anybody else.

Every answer is compared with the invented person who sits there; every code that was given is
looked for again and opened as a checker would. The first thing that is wrong ends the run with 1.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import itertools
import os
import random
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.backend.served.child import TOKEN, Child, spawned
from tests.benchmarks.lines import Answer, AsyncLine, percentile
from tests.benchmarks.terminal import peak

SEGMENTS = ("right-to-work", "right-to-rent", "something-else")
A_ROUND = 60.0
"""Seconds that one person sits at a kiosk; then all sign out, and others sit down."""
LEFT_OUT = {
    *("gheorghe-charity", "amina-mother", "nadia-locked", "rui-lost", "yusuf-couple"),
    "samir-applied",
}
"""Whom no code reaches, who are locked out, come with another's document, share a mail box or have
no status yet."""


class WrongAnswer(Exception):
    """An answer that should not be: what was asked, and in what it is wrong."""


@dataclass
class Run:
    """What all kiosks share. Local addresses are counted up, so that each client is another."""

    child: Child
    pause: float
    took: list[float] = field(default_factory=list)
    codes: int = 0
    checks: int = 0
    sittings: int = 0
    clients: itertools.count[int] = field(default_factory=lambda: itertools.count(1))

    def line(self) -> AsyncLine:
        """A connection from an address that was not used before."""
        number, url = next(self.clients), self.child.client.base_url
        local = f"127.{1 + number // 62500}.{number // 250 % 250}.{1 + number % 250}"
        return AsyncLine(url.host, url.port or 0, local)


@dataclass
class Kiosk:
    """One machine with the person who sits at it."""

    run: Run
    number: int
    person: dict[str, Any]
    chance: random.Random
    line: AsyncLine = field(init=False)
    bearer: dict[str, str] = field(default_factory=dict)
    reference: str = ""
    kept: dict[str, set[str]] = field(default_factory=lambda: {s: set() for s in SEGMENTS})
    asked: int = 0

    async def ask(self, method: str, path: str, expect: int, body: Any = None) -> Answer:
        """One request of this session; WrongAnswer for another status."""
        self.asked += 1
        key = {"Idempotency-Key": f"{self.number} {self.run.sittings} {self.asked}"}
        answer = await self.line.ask(method, path, self.bearer | key, body)
        self.run.took.append(self.line.took)
        if answer.status != expect:
            raise WrongAnswer(f"{method} {path}: {answer.status} {answer.body[:200]!r}")
        return answer

    def own(self, what: str, shown: dict[str, Any]) -> None:
        """The person's own names, birthday and picture; WrongAnswer when any is somebody else's.

        A proof for work or for a home leaves the birthday out.
        """
        knows = self.person["knows"]
        born = shown["birth_date"] in (self.person["birth_date"], None)
        named = all(shown[name] == knows[name] for name in ("given_names", "family_name"))
        if not (born and named and shown["photo"]["digest"] == knows["face"]):
            raise WrongAnswer(f"{self.person['id']} at {self.number}: {what} shows somebody else")

    async def sign_in(self) -> None:
        """As the person would, the code read from the person's own phone."""
        names = ("document_number", "birth_date", "channel")
        body = {name: self.person[name] for name in names}
        begun = (await self.ask("POST", "/v1/sign-ins", 202, body)).json()
        path = f"/control/phone?person={self.person['id']}"
        phone = await self.line.ask("GET", path, {"X-Control-Token": TOKEN})
        words = phone.json()["items"][0]["body"].replace(".", " ").split()
        code = next(word for word in words if word.isdigit() and len(word) == 6)
        where = f"/v1/sign-ins/{begun['id']}/verification"
        session = (await self.ask("POST", where, 201, {"code": code})).json()
        self.bearer = {"Authorization": f"Bearer {session['token']}"}
        self.reference = session["account_reference"]
        self.run.sittings += 1

    async def sit(self, until: float) -> None:
        """Look at everything, make codes and have them checked, until it is time; then sign out."""
        while time.monotonic() < until:
            await self._look()
            await self._share(self.chance.choice(SEGMENTS))
        for segment in SEGMENTS:
            await self._all_there(segment)
        await self.ask("DELETE", "/v1/session", 204)
        await self.ask("GET", "/v1/status", 401)

    async def _look(self) -> None:
        account = (await self.ask("GET", "/v1/account", 200)).json()
        if account["account_reference"] != self.reference:
            raise WrongAnswer(f"kiosk {self.number}: another account")
        await self._think()
        status = (await self.ask("GET", "/v1/status", 200)).json()
        self.own("the status", status)
        await self.ask("GET", status["photo"]["href"], 200)
        await self._think()
        for segment in SEGMENTS:
            self.own(segment, (await self.ask("GET", f"/v1/{segment}/preview", 200)).json())

    async def _share(self, segment: str) -> None:
        path = f"/v1/{segment}/share-codes"
        made = (await self.ask("POST", path, 201, {})).json()
        self.run.codes += 1
        self.kept[segment].add(made["code"])
        await self._think()
        checker = {"name": f"Kiosk {self.number}"}
        body = {"code": made["code"], "birth_date": self.person["birth_date"], "checker": checker}
        async with self.run.line() as elsewhere:
            got = await elsewhere.ask("POST", f"/v1/checks/{segment}", {}, body)
            self.run.took.append(elsewhere.took)
        if got.status != 200:
            raise WrongAnswer(f"kiosk {self.number}: a code does not open: {got.body[:200]!r}")
        self.own("the check", got.json()["proof"])
        self.run.checks += 1
        await self._all_there(segment)
        if len(self.kept[segment]) > 2:
            await self.ask("DELETE", f"{path}/{made['id']}", 204)
            self.kept[segment].remove(made["code"])

    async def _all_there(self, segment: str) -> None:
        listed = (await self.ask("GET", f"/v1/{segment}/share-codes", 200)).json()["items"]
        live = {item["code"] for item in listed if item["state"] == "live"}
        if lost := self.kept[segment] - live:
            raise WrongAnswer(f"kiosk {self.number}: {len(lost)} codes are lost")

    async def _think(self) -> None:
        await asyncio.sleep(self.chance.uniform(0, 2 * self.run.pause))


async def sitting(run: Run, people: list[dict[str, Any]], kiosks: int, seconds: float) -> None:
    """Everybody signs in, sits for so long, and signs out; all that was kept is let go."""
    machines = [
        Kiosk(run, number, people[number % len(people)], random.Random(number))
        for number in range(kiosks)
    ]
    async with contextlib.AsyncExitStack() as stack:
        for wave in range(0, kiosks, len(people)):
            # A person's codes come at least a minute apart.
            run.child.control("PUT", "clock", json={"advance_minutes": 2 if wave else 2880})
            several = machines[wave : wave + len(people)]
            for kiosk in several:
                kiosk.line = await stack.enter_async_context(run.line())
            await asyncio.gather(*(kiosk.sign_in() for kiosk in several))
        until = time.monotonic() + seconds
        async with asyncio.TaskGroup() as group:
            for kiosk in machines:
                group.create_task(kiosk.sit(until))
    # Only so many codes may live: their 90 days go by.
    run.child.control("PUT", "clock", json={"advance_days": 91})


def seated(child: Child) -> list[dict[str, Any]]:
    """Those who get their codes, once everything that is wrong in the stores has been repaired."""
    for on in child.control("GET", "faults")["active"]:
        child.control("DELETE", f"faults/{on['fault']}", params={"person": on["person"]})
    people: list[dict[str, Any]] = child.control("GET", "people")["items"]
    return [
        child.control("GET", f"people/{person['id']}")
        for person in people
        if person["id"] not in LEFT_OUT
    ]


def main() -> int:
    """Run, and print what was seen; 1 when anything was wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.kiosks", description=__doc__)
    parser.add_argument("--kiosks", type=int, default=50)
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--pause", type=float, default=0.5, help="mean seconds between two pages")
    args = parser.parse_args()
    return kiosks(args.kiosks, args.minutes, args.pause)


def kiosks(number: int = 50, minutes: float = 5, pause: float = 0.5) -> int:
    """So many kiosks for so long; prints what was seen, and is 1 when anything was wrong."""
    with tempfile.TemporaryDirectory() as folder:
        kept = str(Path(folder) / "mock")
        with spawned("tcp", "--folder", kept, "--kiosk", clock=None) as child:
            run, people = Run(child, pause), seated(child)
            print(f"{number} kiosks, {len(people)} people, load {os.getloadavg()[0]:.1f}")
            began, left = time.monotonic(), minutes * 60
            wrong: list[BaseException] = []
            while left > 0 and not wrong:
                try:
                    asyncio.run(sitting(run, people, number, min(left, A_ROUND)))
                except* WrongAnswer as group:
                    wrong += group.exceptions
                left -= A_ROUND
            tell(run, time.monotonic() - began)
            for error in wrong:
                print(error, file=sys.stderr)
            return 1 if child.end() or wrong else 0


def tell(run: Run, spent: float) -> None:
    """Print the figures of a run of so many seconds."""
    print(f"  {run.sittings} sittings, {run.codes} codes made, {run.checks} opened by a checker")
    print(f"  {len(run.took)} requests in {spent:.0f} s, {len(run.took) / spent:.0f} a second")
    parts = [f"p{part} {percentile(run.took, part / 100):.0f} ms" for part in (50, 95, 99)]
    print(f"  {', '.join(parts)}, longest {max(run.took):.0f} ms")
    print(f"  memory of the mock (peak RSS) {peak(run.child.process.pid):.0f} MiB")


if __name__ == "__main__":
    sys.exit(main())
