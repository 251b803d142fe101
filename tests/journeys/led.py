"""Leading an invented person through the connected journey, headless, against a served mock."""

from __future__ import annotations

import asyncio
import json
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import count
from typing import Any

from tests.backend.served.child import TOKEN, spawned
from tui.content import Words
from tui.practice.client import Client
from tui.practice.rehearse import Rehearsal, rehearse
from tui.runner.outside import SystemChance
from tui.runner.sitting import Sitting
from tui.service.factories import given_mock
from tui.service.people import Person

WORDS = Words("en")
SITTINGS = 15
"""After how many the mock is put back to its beginning."""


@dataclass(frozen=True)
class Mock:
    """A served mock: its address and the token of its practice desk."""

    address: str
    token: str

    def sitting(self) -> Sitting:
        factory = given_mock(self.address, self.token, SystemChance())
        return Sitting(WORDS, factory, practice=True)

    def control(self, method: str, path: str, body: object | None = None) -> Any:
        """One call to the practice desk, past everything of ours."""
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(
            f"{self.address}/control/{path}",
            data=data,
            method=method,
            headers={"X-Control-Token": self.token, "Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=20) as answer:
            return json.load(answer)


@contextmanager
def served() -> Iterator[Mock]:
    """A mock that listens on a free port until the end of the block.

    Its time goes on, so that the same few people may ask for codes again and again.
    """
    with spawned("tcp", clock=None) as child:
        yield Mock(child.lines[0], TOKEN)


def client_of(person: Person) -> Client:
    """The person as a client. What the catalogue expects is taken away first."""
    blind = replace(person, expected="", starting_faults=(), story="")
    return Client(
        blind.document_number,
        blind.birth_date,
        blind.channel,
        blind.knows,
        WORDS,
        older_number=blind.older_number,
    )


@dataclass(frozen=True)
class Leader:
    """Leads people through one sitting, one after another."""

    mock: Mock
    sitting: Sitting
    runner: asyncio.Runner
    sittings: Iterator[int] = field(default_factory=partial(count, 1))

    def next_sitting(self) -> None:
        """A minute later, as an authenticator's code works once; after some, all is begun anew.

        A person may have twenty live codes, and a client may check a hundred times a day.
        """
        if next(self.sittings) % SITTINGS == 0:
            self.mock.control("POST", "reset")
        self.mock.control("PUT", "clock", {"advance_minutes": 1})

    def lead(self, person_id: str, *faults: str) -> Rehearsal:
        """The person's whole sitting with `faults` on top of their own; they are repaired after."""
        return self.runner.run(self._lead(person_id, faults))

    async def _lead(self, person_id: str, faults: tuple[str, ...]) -> Rehearsal:
        self.sitting.finish()
        desk = self.sitting.practice
        assert desk is not None
        people = {one.id: one for one in await desk.people()}
        applied: list[str] = []
        waited = 0

        async def wait(seconds: int) -> None:
            nonlocal waited
            minutes = -(-seconds // 60)
            self.mock.control("PUT", "clock", {"advance_minutes": minutes})
            waited += minutes

        try:
            for fault in faults:
                await desk.apply(fault, person_id)
                applied.append(fault)
            return await rehearse(self.sitting, client_of(people[person_id]), wait)
        finally:
            self.mock.control("PUT", "clock", {"advance_minutes": -waited})
            for fault in reversed(applied):
                await desk.repair(fault, person_id)
