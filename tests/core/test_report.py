"""When a report may be sent, what it says, what may be done with it: laws, without a service."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import product
from types import MappingProxyType

import pytest

from backend_stub.resolution.asked import MoveIn, ReportIn
from backend_stub.resolution.form import TICKS as FORM_TICKS
from backend_stub.resolution.model import STAGES, may_follow
from tests.core.ways import REPORT, STRANGER, at_the_table
from tui.content import Words
from tui.core.casework import ReportForm, Stay
from tui.core.journey import REAL, Journey
from tui.core.pages import page_for
from tui.core.steps.report import (
    CODES,
    HELPERS,
    NATIONS,
    REPLIES,
    TICKS,
    VIEWS,
    begin,
    form_of,
    found_now,
    may_report,
    suggested,
)
from tui.core.steps.staff import MOVES, moves
from tui.runner.casework import filled_form, move_body
from tui.runner.store import Store

WORDS = Words("en")
BORN = date(1981, 3, 14)
MIDWAY = at_the_table(work=STRANGER)
OWN = MIDWAY.seen


def seen(**more: str) -> Journey:
    return replace(MIDWAY, report=None, seen=MappingProxyType({**OWN, **more}))


def test_the_form_s_ticks_are_those_of_the_home_office() -> None:
    assert TICKS == FORM_TICKS


def test_beside_the_real_website_nothing_is_sent() -> None:
    journey = replace(seen(), mode=REAL)
    assert not may_report(journey)
    assert begin(journey) == (journey, None)
    names = [one.id for one in page_for(replace(journey, step="outcome"), WORDS).actions]
    assert "report" not in names


def test_who_is_not_known_to_the_mock_reports_nothing() -> None:
    assert may_report(seen())
    unknown = replace(seen(), signed_in=False, typed=replace(MIDWAY.typed, document=""))
    assert not may_report(unknown)


def test_where_the_status_is_in_doubt_the_adviser_comes_first() -> None:
    doubt = replace(
        MIDWAY,
        report=None,
        seen=MappingProxyType(
            {
                "contacts": "mine",
                "signin": "in",
                "status": "shown",
                "view": "own",
                "standing": "ended",
                "kind": "differs",
                "letter": "ended",
                "applied": "not_in_time",
            }
        ),
    )
    assert not may_report(doubt)


@pytest.mark.parametrize(
    ("more", "ticks", "codes"),
    [
        ({}, ("share_code",), ("work",)),
        ({"rent": "missing"}, ("share_code",), ("work", "rent")),
        ({"work": "own", "end": "differs"}, ("valid_until",), ()),
        ({"work": "own", "view": "mixture"}, ("name", "status"), ()),
        ({"work": "own", "code": "other_record"}, ("share_code",), ()),
    ],
)
def test_what_was_seen_is_ticked(
    more: dict[str, str], ticks: tuple[str, ...], codes: tuple[str, ...]
) -> None:
    assert suggested(seen(**more)) == (ticks, codes)


def test_only_looks_at_one_s_own_are_called_right() -> None:
    assert dict(found_now(seen()))["work"] == "wrong"
    nothing = replace(MIDWAY, seen=MappingProxyType({"status": "missing"}))
    assert {found for _, found in found_now(nothing)} == {"nothing"}


@pytest.mark.parametrize("opens", [True, False])
def test_every_form_is_one_that_the_centre_takes(opens: bool) -> None:
    """Each tick alone and all together, with every other answer: never refused, never too long."""
    store = Store(WORDS)
    ticked = [(one,) for one in TICKS] + [TICKS] if opens else [()]
    steps = ("status", "work", "check") if opens else ("status", "sign_in")
    for problems, (nation, helper, reply), at in product(
        ticked, zip(NATIONS, HELPERS, (*REPLIES, *REPLIES, "email"), strict=True), steps
    ):
        codes = CODES if "share_code" in problems else ()
        kind = "" if helper == "nobody" else helper
        form = ReportForm(nation, opens, problems, codes, VIEWS, at, kind, reply)
        body = filled_form(form, store, BORN)
        ReportIn.model_validate(body)


def test_what_may_come_next_is_what_the_centre_allows() -> None:
    for stage in STAGES:
        at = replace(REPORT, stays=(Stay(stage, BORN, 0, 0),))
        bodies = {name: MoveIn.model_validate(move_body(name)).move() for name, _ in MOVES}
        wanted = {n for n, one in bodies.items() if may_follow(stage, one.stage, one.answer)}
        assert set(moves(at)) == wanted, stage
    assert moves(replace(REPORT, verified=True)) == ()


def test_the_page_shows_what_is_sent() -> None:
    journey = replace(seen(view="mixture"), step="report.check")
    body = filled_form(form_of(journey), Store(WORDS), BORN)
    assert str(body["description"]) in repr(page_for(journey, WORDS))
