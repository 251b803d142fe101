"""Leading an invented person through the connected journey, headless, against a served mock."""

from __future__ import annotations

import json
import urllib.request
from dataclasses import dataclass, replace
from typing import Any

from tui.content import Words
from tui.practice.client import Client
from tui.practice.rehearse import Rehearsal, rehearse
from tui.runner.outside import SystemChance
from tui.runner.sitting import Sitting
from tui.service.factories import given_mock
from tui.service.people import Person

WORDS = Words("en")


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


def client_of(person: Person) -> Client:
    """The person as a client. What the catalogue expects is taken away first."""
    blind = replace(person, expected="", starting_faults=(), story="")
    return Client(blind.document_number, blind.birth_date, blind.channel, blind.knows, WORDS)


async def led(mock: Mock, person_id: str, *faults: str) -> Rehearsal:
    """The person's whole sitting with `faults` on top of their own; they are repaired after it."""
    sitting = mock.sitting()
    assert sitting.practice is not None
    try:
        people = {one.id: one for one in await sitting.practice.people()}
        for fault in faults:
            await sitting.practice.apply(fault, person_id)
        try:
            return await rehearse(sitting, client_of(people[person_id]))
        finally:
            for fault in reversed(faults):
                await sitting.practice.repair(fault, person_id)
    finally:
        await sitting.close()
