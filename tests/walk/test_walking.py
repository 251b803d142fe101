"""Any walk beside the real website: every page can be read and left, and nothing typed strays."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Final

import pytest
from hypothesis import Phase, given, note, settings
from hypothesis import strategies as st

from tests.walk.pressing import ASKED, CANARY, beside_the_website, presses, sensibly
from tui.core.asking import NOT_COUNTED
from tui.core.events import Answer, Back, Event, Press
from tui.core.journey import REAL, Journey
from tui.core.page import ChecksAsk, ChoiceAsk, DateAsk, Page, TextAsk
from tui.core.pages import text_of
from tui.core.steps.walk import ON_SCREEN, ONE_AT_A_TIME, PREFIX
from tui.core.table import NOT_SURE
from tui.core.tidy import kept
from tui.runner.sitting import Sitting

WALKS: Final = 50
MANY_WALKS: Final = 1_200

FOREIGN: Final = ("other", "mixture", "unclear")
SURE: Final = ("start.who", "start.mode", "walk.words", "walk.words-right", "outcome.ways")
"""Pages without *not sure*: the set-up, the paste (whoever has none goes back) and its result, and
the choice of a way to read about."""
TWO_MORE: Final = ("no.said", "finish.sure")
"""And what was said against somebody, chosen by pressing *they say no*; and the way out."""

_NUMBERED: Final = {
    *(step for step, question in ASKED.items() if question.id not in NOT_COUNTED),
    *(f"{PREFIX}{surface}.{name}" for surface, names in ONE_AT_A_TIME.items() for name in names),
}


def texts(page: Page) -> Iterator[str]:
    """All that stands on a page but what was typed into its field."""
    yield text_of(page)
    yield from (one.label for one in page.actions)
    match page.ask:
        case None:
            pass
        case ChoiceAsk() | ChecksAsk():
            yield from (page.ask.label, page.ask.error, page.ask.hint)
        case TextAsk() | DateAsk():
            yield from (page.ask.label, page.ask.error, page.ask.hint)
            yield from page.ask.parts if isinstance(page.ask, DateAsk) else ()


def check(sitting: Sitting) -> Page:
    """What is true of every page of a walk."""
    journey, page = sitting.journey, sitting.page()
    # Help draws the page once more: it is asked for on every third.
    help_page = sitting.help() if len(journey.trail) % 3 == 0 else page
    assert page.id == journey.step
    assert page.heading
    assert text_of(help_page).strip()
    assert CANARY not in "".join((*texts(page), *texts(help_page)))
    assert page.back == bool(journey.trail)
    assert not page.waiting
    assert not page.sensitive
    way_on = page.actions or isinstance(page.ask, ChoiceAsk)
    assert way_on, f"no way on from {page.id}"
    assert all(one.label for one in page.actions)
    if journey.mode == REAL:
        _check_step(page)
    if page.ask is not None and page.id not in (*SURE, *TWO_MORE):
        options = page.ask.options if isinstance(page.ask, ChoiceAsk) else ()
        assert NOT_SURE in {one.id for one in (*options, *page.actions)}, page.id
    if isinstance(page.ask, ChoiceAsk | ChecksAsk):
        assert page.ask.options
        assert all(one.label for one in page.ask.options)
    return page


def _check_step(page: Page) -> None:
    if page.id in _NUMBERED:
        assert page.step is not None
        assert page.about
        assert 1 <= page.step[0] <= page.step[1]
    else:
        assert page.step is None


def foreign(journey: Journey) -> frozenset[str]:
    """The surfaces that show somebody else, or nobody knows whom."""
    if journey.told.get("document") in ("childs", "someone_elses"):
        return frozenset()
    return frozenset(one for one in ONE_AT_A_TIME if journey.seen.get(one) in FOREIGN)


def after(sitting: Sitting, before: Journey, shown: Page, event: Event) -> None:
    """What is true of every event of a walk."""
    journey = sitting.journey
    assert journey.pending is None
    assert not journey.kept
    if isinstance(event, Back) and before.trail and before.paused is None:
        assert journey.step == before.trail[-1]
        assert journey.told == before.told
    if journey.error and isinstance(event, Answer) and before.paused is None:
        assert journey.step == before.step
        _nothing_is_lost(sitting.page(), shown, event)
    went_on = event == Press(shown.id, "finish") or isinstance(event, Back)
    if not went_on and foreign(journey) - foreign(before) and ON_SCREEN not in before.passed:
        assert journey.step == "walk.stranger"


def _nothing_is_lost(page: Page, shown: Page, event: Answer) -> None:
    """What was given stands in the field again, with what is to be put right. Pasted words do
    not: a stranger's name may be among them."""
    assert page.ask is not None
    assert page.ask.error
    match page.ask:
        case DateAsk(value=value):
            assert value == tuple(kept(one) for one in event.value)
        case ChecksAsk(chosen=chosen):
            assert {*chosen} == {*event.value}
        case TextAsk(value=value):
            assert value == ""
        case ChoiceAsk(options=options):
            assert isinstance(shown.ask, ChoiceAsk)
            assert options == shown.ask.options


def walk(data: st.DataObject) -> None:
    """Some way in, mostly past the opening, and then whatever comes."""
    sitting = beside_the_website()
    chance = random.Random(data.draw(st.integers(0, 9_999)))
    led = data.draw(st.sampled_from((0, 12, 16, 18, 20, 22, 24, 28)))
    for number in range(led + data.draw(st.integers(8, 24))):
        if sitting.page().id.startswith("check."):
            return  # A checker practises: no more of the website.
        page = check(sitting)
        before = sitting.journey
        if number < led and page.id != "outcome":
            event = sensibly(page, chance)
        else:
            event = data.draw(presses(page))
        note(str(event))
        assert sitting.send(event) is None
        after(sitting, before, page, event)
    if not sitting.page().id.startswith("check."):
        check(sitting)


@settings(max_examples=WALKS, phases=[Phase.generate])
@given(st.data())
def test_every_walk_can_be_read_and_left(data: st.DataObject) -> None:
    walk(data)


@pytest.mark.long
@settings(max_examples=MANY_WALKS, phases=[Phase.generate], derandomize=False)
@given(st.data())
def test_ever_more_walks_can_be_read_and_left(data: st.DataObject) -> None:
    walk(data)
