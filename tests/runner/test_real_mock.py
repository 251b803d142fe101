"""The sitting with the real mock as its child: killed in the middle, and begun again."""

from __future__ import annotations

import os
import re
import signal
from collections.abc import AsyncIterator

import pytest

from tui.content import Words
from tui.core.events import Answer, CodeMade, Event, Fault, MakeCode, Press
from tui.core.journey import VIEW_REFS
from tui.runner import SystemChance
from tui.runner.sitting import Sitting
from tui.service.backend import MockService


@pytest.fixture
async def pair() -> AsyncIterator[tuple[Sitting, MockService]]:
    service = MockService(SystemChance())
    sitting = Sitting(Words("en"), lambda: service, practice=True)
    yield sitting, service
    await sitting.close()


async def tell(sitting: Sitting, *events: Event) -> None:
    for event in events:
        effect = sitting.send(event)
        while effect is not None:
            effect = sitting.send(await sitting.perform(effect))


async def to_the_view(sitting: Sitting, person: str) -> None:
    """Type what the person types, up to the first page about their status."""
    await to_the_code(sitting, person)
    await type_the_code(sitting)


async def to_the_code(sitting: Sitting, person: str) -> None:
    assert sitting.practice is not None
    who = next(one for one in await sitting.practice.people() if one.id == person)
    born = who.birth_date
    await tell(
        sitting,
        Answer("start.who", "together"),
        Answer("start.mode", "practise"),
        Answer("safe.sign-in", "no"),
        Answer("safe.contacts", "mine"),
        Answer("signin.document", who.document_number),
        Answer("signin.document-shape", "yes"),
        Answer("signin.birth", (str(born.day), str(born.month), str(born.year))),
        Answer("signin.channel", who.channel.value),
    )
    assert sitting.page().id == "signin.code"


async def test_after_too_many_wrong_codes_the_service_says_how_long_to_wait(
    pair: tuple[Sitting, MockService],
) -> None:
    sitting, _ = pair
    await to_the_code(sitting, "ana-settled")
    wrong = "000000" if "000000" not in sitting.beside.messages()[0].body else "000001"
    await tell(sitting, *[Answer("signin.code", wrong)] * 2)
    assert sitting.journey.error == "not_right"
    await tell(sitting, Answer("signin.code", wrong))
    page = sitting.page()
    assert page.id == "trouble"
    assert page.heading == sitting.words.text("trouble", "heading.busy")
    assert "signin" not in sitting.journey.seen


async def type_the_code(sitting: Sitting) -> None:
    found = re.search(r"\d{3} ?\d{3}", sitting.beside.messages()[0].body)
    assert found is not None
    await tell(sitting, Answer("signin.code", found.group()))


async def test_a_mock_that_is_killed_is_begun_again_and_what_was_typed_is_kept(
    pair: tuple[Sitting, MockService],
) -> None:
    sitting, service = pair
    await to_the_view(sitting, "ana-settled")
    assert sitting.page().id == "status.photo"
    typed, first = sitting.journey.typed.document, service.pid
    assert first is not None
    await tell(sitting, Answer("status.photo", "mine"), Answer("status.name", "mine"))
    os.kill(first, signal.SIGKILL)
    await tell(sitting, Answer("status.kind", "as_letter"), Answer("status.end", "as_letter"))
    assert sitting.page().id == "trouble"
    assert sitting.journey.stumble is not None
    assert sitting.journey.stumble.fault is Fault.UNREACHABLE
    await tell(sitting, Press("trouble", "again"))
    assert sitting.page().id == "signin.ended"
    assert service.pid not in (None, first)
    assert sitting.journey.typed.document == typed
    assert sitting.beside.view is None
    await tell(sitting, Press("signin.ended", "again"))
    assert sitting.page().id == "signin.code"
    await type_the_code(sitting)
    assert sitting.page().id == "status.photo"


async def test_a_code_made_with_the_real_mock_opens_what_its_preview_showed(
    pair: tuple[Sitting, MockService],
) -> None:
    sitting, _ = pair
    await to_the_view(sitting, "ana-settled")
    await tell(
        sitting,
        Answer("status.photo", "mine"),
        Answer("status.name", "mine"),
        Answer("status.kind", "as_letter"),
        Answer("status.end", "as_letter"),
    )
    assert sitting.page().id == "proofs.table"
    assert sitting.journey.kept >= VIEW_REFS - {"view.photo"}
    effect = None
    for event in (
        Press("proofs.table", "code"),
        Answer("code.purpose", "rent"),
        Press("code.preview", "make"),
    ):
        effect = sitting.send(event)
    assert isinstance(effect, MakeCode)
    result = await sitting.perform(effect)
    assert isinstance(result.outcome, CodeMade)
    sitting.send(result)
    assert sitting.page().id == "code.shown"
