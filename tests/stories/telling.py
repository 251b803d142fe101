"""Telling a story to the program: all its answers at once, or one question after another."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final

from tests.stories.test_told import Story
from tui.content import Words
from tui.core.advance import advance
from tui.core.diagnose import Diagnosis, diagnose
from tui.core.events import Answer, Event, Press
from tui.core.findings import TABLE
from tui.core.journey import Journey, new_journey
from tui.core.page import ChoiceAsk, Page
from tui.core.pages import page_for
from tui.core.questions import BY_ID, Kind, Told
from tui.core.routes import offered
from tui.core.table import NOT_SURE
from tui.core.told import observed
from tui.core.working_days import WorkingDays

WORDS: Final = Words("en")
TODAY: Final = date(2026, 11, 26)
CALENDAR: Final = WorkingDays()
MOST: Final = 80
NOT_COUNTED: Final = ("contacts",)
NOTHING_MORE: Final = frozenset(
    {
        # After a proof that shows somebody else nobody looks further.
        ("s56-rent-a-stranger-work-nothing", "PROVE-SOME"),
        ("s58-work-old-rent-a-stranger", "STALE-PROOF"),
    }
)
"""Further findings whose questions are not asked, and rightly so."""

_SAID: Final = {"fails": "code_fails", "service_no": "service_no"}
_NO_RENT_CHECKS: Final = ("scotland", "wales", "northern_ireland")


def answers_of(story: Story) -> dict[str, Told]:
    return {
        name: tuple(one) if isinstance(one, list) else str(one)
        for name, one in story["answers"].items()
    }


def day_of(story: Story) -> date:
    day = story.get("today", TODAY)
    assert isinstance(day, date)
    return day


def code_of(diagnosis: Diagnosis) -> str:
    if diagnosis.contradictions:
        return "CONFLICT"
    return diagnosis.leading.row.code if diagnosis.leading is not None else "UNSURE"


def at_once(story: Story) -> Diagnosis:
    """All that the story answers, whether it would be asked or not."""
    return diagnose(TABLE, observed(answers_of(story), CALENDAR, day_of(story)))


def refusals(answers: Mapping[str, Told]) -> tuple[str, ...]:
    """What somebody would say when they press *they say no*. Whoever asks for a code says no to
    nothing, except where nobody may ask for one."""
    said = []
    check, says = answers.get("check"), answers.get("says")
    if isinstance(check, str) and check in _SAID:
        said.append(_SAID[check])
    unlawful = answers.get("purpose") == "home" and answers.get("nation") in _NO_RENT_CHECKS
    harmless = ("nothing", NOT_SURE, *(() if unlawful else ("wants_code",)))
    if isinstance(says, str) and says not in harmless:
        said.append(says)
    return tuple(said)


@dataclass
class Teller:
    """Answers any page as the story would. `look`: looks further although something is clear;
    `refuse`: says afterwards what was said against them and was not asked."""

    story: Story
    look: bool = True
    refuse: bool = True
    asked: list[str] = field(default_factory=list)
    untold: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    @property
    def answers(self) -> dict[str, Told]:
        return answers_of(self.story)

    @property
    def counted(self) -> int:
        return len([one for one in self.asked if one not in NOT_COUNTED])

    def event(self, page: Page) -> Event | None:
        """What the story would do on `page`; None where it ends."""
        safety: Mapping[str, Any] = self.story.get("safety", {})
        fixed = {
            "start.who": safety.get("who", "together"),
            "start.mode": "real",
            "walk.company": safety.get("company", "adviser"),
            "walk.regulated": "no",
            "walk.controlled": safety.get("controlled", "no"),
            "safe.sign-in": safety.get("safe", "no"),
            "walk.stranger": safety.get("danger", "no"),
        }
        if page.id in fixed:
            return Answer(page.id, fixed[page.id])
        match page.id:
            case "walk.note" | "walk.others-phone" | "walk.adviser":
                return Press(page.id, "continue")
            case "no.said":
                return Answer(page.id, self.said[-1])
            case "no.note":
                return Press(page.id, "found")
            case "outcome":
                return self._from_the_outcome(page)
            case _ if page.id.startswith("walk."):
                return self._answer(page.id.removeprefix("walk."))
            case _:
                return None

    def _from_the_outcome(self, page: Page) -> Event | None:
        offered_here = {one.id for one in page.actions}
        if self.look and "look" in offered_here:
            return Press(page.id, "look")
        for one in refusals(self.answers):
            question = "check" if one in _SAID.values() else "says"
            told = question in self.asked or one in self.said
            if self.refuse and "no" in offered_here and not told:
                self.said.append(one)
                return Press(page.id, "no")
        return None

    def _answer(self, name: str) -> Event:
        question = BY_ID[name]
        again = name in self.asked
        if not again:
            self.asked.append(name)
        given = self.answers.get(name)
        if given is None:
            if not again:
                self.untold.append(name)
            given = (NOT_SURE,) if question.kind is Kind.TICKS else NOT_SURE
        step = f"walk.{name}"
        if given == ("nothing",) and again:
            # It was seen once and opens now: what it shows is not told.
            given = ("same",)
        if given in (NOT_SURE, (NOT_SURE,)) and question.kind is not Kind.CHOICE:
            return Press(step, NOT_SURE)
        if question.kind is Kind.DAY:
            assert isinstance(given, str)
            year, month, day = given.split("-")
            return Answer(step, (day, month, year))
        return Answer(step, given)


@dataclass
class Walk:
    """How a walkthrough went: the pages in order, who told it, and where it ended."""

    journey: Journey
    teller: Teller
    pages: list[Page] = field(default_factory=list)

    @property
    def stop(self) -> str | None:
        step = self.journey.step
        return step.removeprefix("stop.") if step.startswith("stop.") else None

    @property
    def diagnosis(self) -> Diagnosis:
        return diagnose(TABLE, self.journey.seen)

    @property
    def asked(self) -> list[str]:
        return self.teller.asked

    @property
    def counted(self) -> int:
        return self.teller.counted


def walked(
    story: Story,
    *,
    look: bool = True,
    refuse: bool = True,
    watch: Callable[[Journey, Page], None] | None = None,
) -> Walk:
    """One page after another, each drawn and answered as the story tells; to the end of all."""
    journey = replace(new_journey(), today=day_of(story), calendar=CALENDAR)
    walk = Walk(journey, Teller(story, look, refuse))
    for _ in range(MOST):
        page = page_for(walk.journey, WORDS)
        walk.pages.append(page)
        if watch is not None:
            watch(walk.journey, page)
        event = walk.teller.event(page)
        if event is None:
            return walk
        before = walk.journey
        walk.journey, effect = advance(before, event)
        assert effect is None
        assert walk.journey != before, f"{event} leads nowhere from {page.id}"
        assert not walk.journey.error, f"{event}: {walk.journey.error}"
        if isinstance(page.ask, ChoiceAsk) and isinstance(event, Answer):
            assert event.value in {one.id for one in page.ask.options}, f"{event} is not offered"
        walk.journey = replace(walk.journey, today=day_of(story))
    raise AssertionError(f"it goes round: {[one.id for one in walk.pages[-20:]]}")


def misses(story: Story, diagnosis: Diagnosis) -> list[str]:
    """Where a diagnosis is not what the story expects."""
    found = []
    code = code_of(diagnosis)
    if code != story["code"]:
        found.append(f"{code} instead of {story['code']}")
    codes = {one.row.code for one in diagnosis.findings}
    found += [f"no {one} also" for one in story.get("also", ()) if one not in codes]
    ways = offered(diagnosis)
    found += [f"{one} is not offered" for one in story.get("routes", ()) if one not in ways]
    found += [f"{one} is offered" for one in story.get("not_routes", ()) if one in ways]
    first = story.get("first_route")
    if first is not None and ways[:1] != (first,):
        found.append(f"{first} is not first")
    return found


def missed_at_once(story: Story) -> list[str]:
    """A sitting that ends at a stop page has no diagnosis."""
    return [] if "stop" in story else misses(story, at_once(story))


def missed_walking(story: Story, walk: Walk) -> list[str]:
    if "stop" in story:
        return [] if walk.stop == story["stop"] else [f"{walk.stop} instead of {story['stop']}"]
    if walk.stop is not None:
        return [f"stops at {walk.stop}"]
    excused = {f"no {code} also" for name, code in NOTHING_MORE if name == story["id"]}
    return [one for one in misses(story, walk.diagnosis) if one not in excused]
