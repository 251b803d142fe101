"""An app of its own for the tests: types canaries in every field, leads an invented person to
their code with our own mock, tells what must never be found, waits for a line, and departs.

    python -m tests.breakage.departing FD WAY

`FD` is where the secrets go, as one line of JSON: never to a stream that a test searches.
"""

from __future__ import annotations

import asyncio
import json
import os
import resource
import sys
from datetime import date

from tests.breakage.canaries import BORN, CODE, DOCUMENTS, GARBAGE
from tests.journeys.led import WORDS, client_of
from tui.commands.guard import install
from tui.core.events import Answer, Channel, Effect, Press
from tui.core.records import Purpose
from tui.runner import Sitting, SystemChance
from tui.service.backend import MockService

FIRST = (
    Answer("start.who", "together"),
    Answer("start.mode", "practise"),
    Answer("safe.sign-in", "no"),
    Answer("safe.contacts", "mine"),
)


async def type_canaries(sitting: Sitting, service: MockService) -> None:
    """Numbers, dates and codes that belong to nobody, in the app and past it, at the mock."""
    for document in DOCUMENTS:
        for event in FIRST:
            sitting.send(event)
        for event in (Answer("signin.document", GARBAGE), Answer("signin.document", document)):
            sitting.send(event)
        if sitting.page().id == "signin.document-shape":
            sitting.send(Answer("signin.document-shape", "yes"))
        assert sitting.page().id == "signin.birth"
        sitting.send(Answer("signin.birth", (GARBAGE, GARBAGE, GARBAGE)))
        sitting.send(Answer("signin.birth", BORN))
        await done(sitting, sitting.send(Answer("signin.channel", "text")))
        assert sitting.journey.error == "not_invented"
        sitting.finish()
    await service.ensure()
    born = date(int(BORN[2]), int(BORN[1]), int(BORN[0]))
    for document in DOCUMENTS:
        await service.calls.send_code(document, born, Channel.TEXT)
        await service.calls.verify(CODE)
    service.calls.forget()


async def done(sitting: Sitting, effect: Effect | None) -> None:
    while effect is not None:
        effect = sitting.send(await sitting.perform(effect))


async def lead(sitting: Sitting) -> dict[str, str]:
    """The invented person to their code; what of it must stay nowhere."""
    desk = sitting.practice
    assert desk is not None
    people = {one.id: one for one in await desk.people()}
    client = client_of(people["ana-settled"])
    client.wanted = (Purpose.WORK,)
    wrong = False
    secrets = {"number": client.document_number.replace(" ", "")}
    while (event := client.answer(sitting.page(), sitting.beside)) is not None:
        if sitting.page().id == "signin.code":
            assert isinstance(event, Answer)
            secrets["security code"] = str(event.value)
            if not wrong:
                wrong, event = True, Answer("signin.code", CODE)
        await done(sitting, sitting.send(event))
    assert sitting.journey.code is not None
    secrets["share code"] = sitting.journey.code.code
    secrets["share code in groups"] = " ".join(sitting.journey.code.groups)
    return secrets


async def main(tell: int, way: str) -> None:
    service = MockService(SystemChance())
    sitting = Sitting(WORDS, lambda: service, practice=True)
    await sitting._ready()
    await type_canaries(sitting, service)
    secrets = await lead(sitting)
    assert service._calls is not None
    assert service._calls._session is not None
    secrets["token"] = service._calls._session.token
    told = {
        "secrets": secrets,
        "child": service.pid,
        "core": resource.getrlimit(resource.RLIMIT_CORE),
    }
    os.write(tell, json.dumps(told).encode() + b"\n")
    await asyncio.to_thread(sys.stdin.readline)
    match way:
        case "finish":
            await done(sitting, sitting.send(Press(sitting.page().id, "finish")))
            await done(sitting, sitting.send(Answer("finish.sure", "yes")))
            await sitting.close()
        case "close":
            await sitting.close()
        case "exception":
            raise RuntimeError(f"in the middle of {secrets} {sitting.journey!r}")
        case "exit":
            sys.exit(0)
        case "os._exit":
            os._exit(0)
        case _:
            await asyncio.Event().wait()


if __name__ == "__main__":
    install()
    asyncio.run(main(int(sys.argv[1]), sys.argv[2]))
