"""The demonstration panels: people, faults, clock; by key and by mouse, and when refused."""

from __future__ import annotations

from textual.widgets import Input

from tests.fronts.drawn import pages
from tests.fronts.drawn.desk import ANA, FakeActive, FakeDesk
from tests.fronts.drawn.fakes import FakeSitting
from tests.fronts.drawn.screens import click_text, running, settled, text
from tui.core.page import Page, TextAsk
from tui.service.people import DoesNotApply
from tui.service.problems import ControlRefused, Unreachable

EMPTY = Page(pages.NUMBER.id, pages.NUMBER.heading, ask=TextAsk("document", "Document number"))


async def test_a_story_fills_nothing_in_by_itself() -> None:
    sitting = FakeSitting(EMPTY, practice=FakeDesk())
    async with running(sitting) as (app, pilot):
        assert "No story chosen." in text(app)
        await pilot.press("f5")
        await settled(pilot)
        assert "Ana, settled" in text(app)
        await pilot.press("1")
        await settled(pilot)
        assert "53 3401 372" in text(app)
        assert "14 May 1988" in text(app)
        await pilot.press("escape")
        await settled(pilot)
        assert app.screen.query_one(Input).value == ""
        assert "Story: Ana Kowalska" in text(app)
    assert sitting.sent == []


async def test_typed_for_me_fills_the_field_that_is_there() -> None:
    for page, wanted in ((EMPTY, ["53 3401 372"]), (pages.BIRTH, ["14", "5", "1988"])):
        async with running(FakeSitting(page, practice=FakeDesk())) as (app, pilot):
            await pilot.press("f5")
            await settled(pilot)
            await click_text(app, pilot, "Ana Kowalska")
            await click_text(app, pilot, "Type it for me")
            assert [field.value for field in app.screen.query(Input)] == wanted


async def test_nothing_is_offered_where_no_field_fits() -> None:
    async with running(FakeSitting(pages.PHONE, practice=FakeDesk())) as (app, pilot):
        await pilot.press("f5")
        await settled(pilot)
        await pilot.press("1")
        await settled(pilot)
        assert "Type it for me" not in text(app)
        await click_text(app, pilot, "Other people")
        assert "Omar Haddad" in text(app)


async def test_a_fault_goes_on_and_off_and_is_named_in_the_story_line() -> None:
    desk = FakeDesk()
    desk.current_person = ANA
    async with running(FakeSitting(pages.NAME, practice=desk)) as (app, pilot):
        await pilot.press("f6")
        await settled(pilot)
        assert "[ ] work proof mixed" in text(app)
        await click_text(app, pilot, "work proof mixed")
        assert desk.on == [FakeActive("work-proof-mixed", "ana")]
        assert "[x] work proof mixed" in text(app)
        assert "Story: Ana Kowalska · 1 fault on: work proof mixed" in text(app)
        await pilot.press("2")
        await settled(pilot)
        assert "2 faults on: work proof mixed, contacts old" in " ".join(text(app).split())
        await pilot.press("escape")
        await settled(pilot)
        assert "2 faults on" in text(app)
        await pilot.press("f6")
        await settled(pilot)
        await pilot.press("1", "2")
        await settled(pilot)
        assert desk.on == []


async def test_trouble_on_the_way_is_named_whoever_is_chosen() -> None:
    desk = FakeDesk()
    desk.current_person = ANA
    desk.on = [FakeActive("unavailable: status", ""), FakeActive("contacts-old", "omar")]
    async with running(FakeSitting(pages.NAME, practice=desk)) as (app, pilot):
        await pilot.press("f6")
        await settled(pilot)
        await click_text(app, pilot, "work proof mixed")
        shown = " ".join(text(app).split())
        assert "2 faults on: unavailable: status, work proof mixed" in shown


async def test_faults_want_a_person_first() -> None:
    async with running(FakeSitting(pages.NAME, practice=FakeDesk())) as (app, pilot):
        await pilot.press("f6")
        await settled(pilot)
        assert "Choose a person first" in text(app)


async def test_the_clock_moves() -> None:
    desk = FakeDesk()
    async with running(FakeSitting(pages.NAME, practice=desk)) as (app, pilot):
        await pilot.press("f7")
        await settled(pilot)
        assert "22 November 2026, 14:05" in text(app)
        await click_text(app, pilot, "1 day later")
        assert "23 November 2026" in text(app)
        await click_text(app, pilot, "90 days later")
        assert "21 February 2027" in text(app)
        await click_text(app, pilot, "Close")
        assert "Kowalska" in text(app)


async def test_a_refusal_is_a_sentence_and_can_be_tried_again() -> None:
    desk = FakeDesk()
    desk.refusal = Unreachable("nobody there")
    async with running(FakeSitting(pages.NAME, practice=desk)) as (app, pilot):
        await pilot.press("f5")
        await settled(pilot)
        assert "does not answer" in text(app)
        desk.refusal = ControlRefused("no desk")
        await click_text(app, pilot, "Try again")
        assert "does not let us see" in text(app)
        desk.refusal = None
        await click_text(app, pilot, "Try again")
        assert "Omar Haddad" in text(app)
        desk.current_person, desk.refusal = ANA, DoesNotApply("Ana has one phone.")
        await pilot.press("f6")
        await settled(pilot)
        await pilot.press("1")
        await settled(pilot)
        assert "That fault does not fit this person. Ana has one phone." in text(app)


async def test_no_panels_outside_practice() -> None:
    async with running(FakeSitting(pages.NAME)) as (app, pilot):
        await pilot.press("f5", "f6", "f7")
        await settled(pilot)
        assert app.screen is app.pages


async def test_one_panel_at_a_time_and_the_story_ends_with_the_sitting() -> None:
    sitting = FakeSitting(pages.NAME, practice=FakeDesk(), after=lambda _: (pages.FINISH, None))
    async with running(sitting) as (app, pilot):
        await pilot.press("f5")
        await settled(pilot)
        await pilot.press("1")
        await pilot.press("f6", "f7", "f1", "f5")
        await settled(pilot)
        assert len(app.screen_stack) == 2
        await pilot.press("f10")
        await settled(pilot)
        assert "Alongside kept nothing." in text(app)
        assert "No story chosen." in text(app)
