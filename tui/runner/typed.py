"""What is typed about an account stops here: the journey hears whether it fits, and nothing else.

Pages that ask for it again, or show it to be looked over, are given it when they are drawn. It is
let go as soon as the change is over, left, or the person finishes.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from tui.core.events import Answer, Event
from tui.core.journey import Journey
from tui.core.page import DateAsk, Page, Symbol, TextAsk

if TYPE_CHECKING:
    from tui.runner.store import Store

AREAS = ("account.", "recover.")
_OVER = frozenset(
    {
        *("account.looking", "account.home", "account.done", "account.held", "account.denied"),
        *("recover.done", "recover.denied"),
    }
)
"""Where nothing that was typed is needed any more."""


def is_changing(journey: Journey) -> bool:
    """Whether somebody is in the middle of typing what a change or a recovery needs."""
    here = journey.paused or journey
    step = here.step
    if step == "trouble" and here.stumble is not None:
        step = here.stumble.step
    return step.startswith(AREAS) and step not in _OVER


def held_back(journey: Journey, event: Event, store: Store) -> Event:
    """The event, with what was typed in such a field replaced by a verdict on it."""
    if not isinstance(event, Answer) or not event.page.startswith(AREAS):
        return event
    # Not at the top: nobody changes anything on the first page.
    from tui.core.fields import FIELDS, read

    name = FIELDS.get(event.page)
    if name is None or journey.step != event.page:
        return event
    verdict, kept = read(event.page, event.value, journey.today)
    store.typed[name] = kept
    return Answer(event.page, verdict)


def filled(page: Page, store: Store) -> Page:
    """The page with what was typed in its field before, and with the symbol that it names."""
    if not page.id.startswith(AREAS):
        return page
    from tui.core.fields import FIELDS

    typed = store.typed.get(FIELDS.get(page.id, ""), "")
    match page.ask:
        case TextAsk() as ask if isinstance(typed, str):
            page = replace(page, ask=replace(ask, value=typed))
        case DateAsk() as ask if isinstance(typed, tuple) and len(typed) == 3:
            page = replace(page, ask=replace(ask, value=typed))
        case _:
            pass
    if any(isinstance(one, Symbol) and one.ref for one in page.blocks):
        blocks = tuple(
            replace(one, text=store.text(one.ref) or "") if isinstance(one, Symbol) else one
            for one in page.blocks
        )
        page = replace(page, blocks=blocks)
    return page


def day_of(typed: str | tuple[str, ...]) -> date | None:
    """The date that was typed as (day, month, year), once it fits."""
    if not isinstance(typed, tuple) or len(typed) != 3:
        return None
    day, month, year = (int(one) for one in typed)
    return date(year, month, day)
