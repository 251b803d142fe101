"""Every request of a whole sitting is broken once in every way: the end and the finding are those
of a sitting in which nothing broke."""

from __future__ import annotations

from collections.abc import AsyncIterator
from urllib.parse import urlsplit

import pytest

from tests.breakage.enemy import Enemy, Told
from tests.breakage.relay import Breakage, Relay, relaying
from tests.journeys.led import WORDS, Mock, client_of
from tui.core.records import Purpose
from tui.runner import Sitting, SystemChance
from tui.service.backend import RemoteService
from tui.service.http import Timeouts

PEOPLE = {
    "ana-settled": "OK",
    "tomas-missing": "MISS",
    "kwame-jobseeker": "ENT-PROOF",
    "ariel-opened": "CODE-OTHER",
    "marek-view": "ENT-VIEW",
}
FOR_EVERYBODY = (Breakage.HALF_BODY,)
"""Breakages that everybody meets; the others, in the short run, who meets the most requests."""
RUNS = [
    pytest.param(
        breakage,
        person,
        id=f"{breakage.name}-{person}",
        marks=()
        if breakage in FOR_EVERYBODY or person in ("ana-settled", "ariel-opened")
        else pytest.mark.long,
    )
    for breakage in Breakage
    for person in PEOPLE
]
PATIENT = Timeouts(5.0, 30.0, 60.0)
HASTY = Timeouts(5.0, 0.1, 60.0)
"""Waits a tenth of a second for an answer; a request that is let pass mostly takes far less."""

_baseline: dict[str, Told] = {}


@pytest.fixture
async def relay(mock: Mock) -> AsyncIterator[Relay]:
    port = urlsplit(mock.address).port
    assert port is not None
    async with relaying(port) as made:
        yield made


async def led(
    mock: Mock, relay: Relay, person: str, breakage: Breakage | None
) -> tuple[Told, Enemy]:
    mock.control("POST", "reset")
    timeouts = HASTY if breakage is Breakage.LATE else PATIENT

    def service() -> RemoteService:
        return RemoteService(relay.url, SystemChance(), control_token=mock.token, timeouts=timeouts)

    sitting = Sitting(WORDS, service, practice=True)
    try:
        desk = sitting.practice
        assert desk is not None
        people = {one.id: one for one in await desk.people()}
        client = client_of(people[person])
        client.wanted = (Purpose.WORK,)
        await sitting.close()
        # Another sitting, so that even its first request meets the breakage.
        sitting = Sitting(WORDS, service, practice=True)
        enemy = Enemy(sitting, relay, client, breakage)
        told = await enemy.lead()
    finally:
        await sitting.close()
    assert sitting.beside.messages() == ()
    assert sitting.beside.person is None
    return told, enemy


async def unbroken(mock: Mock, relay: Relay, person: str) -> Told:
    if person not in _baseline:
        _baseline[person], _ = await led(mock, relay, person, None)
        assert _baseline[person].code == PEOPLE[person]
    return _baseline[person]


@pytest.mark.parametrize(("breakage", "person"), RUNS)
async def test_the_same_end_and_finding_whatever_breaks(
    mock: Mock, relay: Relay, breakage: Breakage, person: str
) -> None:
    expected = await unbroken(mock, relay, person)
    told, enemy = await led(mock, relay, person, breakage)
    assert told == expected
    effects = {name.split()[0] for name, _ in enemy.broke}
    assert effects >= {"SendCode", "VerifyCode", "LookAtStatus", "SignOut"}
    if person == "ana-settled":
        assert effects >= {"CheckProof", "MakeCode", "ListCodes", "CancelCode"}
        made = [what for name, what in enemy.broke if name == "MakeCode work"]
        assert len(made) >= 6, made
