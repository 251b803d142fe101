"""A whole sitting without a screen: pages are answered by an invented client until it ends."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Protocol

from tui.core.diagnose import Diagnosis, diagnose
from tui.core.events import Effect, Event, Press, Result
from tui.core.findings import TABLE
from tui.core.journey import Journey
from tui.core.page import Beside, Page
from tui.core.records import ShareCode
from tui.practice.client import Client

MOST_PAGES = 200
"""No sitting is longer; more means that it goes round in a circle."""


class Rehearsable(Protocol):
    """What is needed of :class:`tui.runner.Sitting`."""

    journey: Journey

    @property
    def beside(self) -> Beside: ...
    def page(self) -> Page: ...
    def send(self, event: Event) -> Effect | None: ...
    async def perform(self, effect: Effect) -> Result: ...


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """How a sitting went: the pages in order, where it ended, and what it means."""

    pages: tuple[Page, ...]
    journey: Journey
    diagnosis: Diagnosis
    codes: tuple[ShareCode, ...]

    @property
    def code(self) -> str:
        """The taxonomy code of the leading finding; UNSURE and CONFLICT where there is none."""
        if self.diagnosis.contradictions:
            return "CONFLICT"
        leading = self.diagnosis.leading
        return leading.row.code if leading is not None else "UNSURE"


async def rehearse(
    sitting: Rehearsable, client: Client, wait: Callable[[int], Awaitable[None]] | None = None
) -> Rehearsal:
    """Lead `client` through the journey, as far as the pages lead.

    Trouble with the connection ends the rehearsal on its own page after one more try; `wait` lets
    so many seconds pass before that, where the service asked for them.
    """
    pages: list[Page] = []
    codes: list[ShareCode] = []
    while len(pages) < MOST_PAGES:
        page = sitting.page()
        pages.append(page)
        made = sitting.journey.code
        if page.id == "code.shown" and made is not None:
            codes.append(made)
        if page.id == "trouble" and sum(one.id == "trouble" for one in pages) == 1:
            asked = sitting.journey.stumble.wait_seconds if sitting.journey.stumble else None
            if wait is not None and asked:
                await wait(asked)
            event: Event | None = Press(page.id, "again")
        else:
            event = client.answer(page, sitting.beside)
        if event is None:
            break
        effect = sitting.send(event)
        while effect is not None:
            effect = sitting.send(await sitting.perform(effect))
    journey = sitting.journey
    return Rehearsal(tuple(pages), journey, diagnose(TABLE, journey.seen), tuple(codes))
