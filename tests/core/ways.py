"""Ways into the journey that many tests begin from."""

from __future__ import annotations

from datetime import UTC, date, datetime

from tui.core.advance import advance
from tui.core.casework import ReportSeen, Stay
from tui.core.events import (
    Answer,
    Birth,
    Channel,
    CodeSent,
    EndDate,
    Event,
    ProofSeen,
    ProofTicks,
    Result,
    SignedIn,
    Standing,
    StatusShown,
    Tick,
)
from tui.core.journey import Journey, new_journey
from tui.core.records import Purpose, ShareCode

NOW = datetime(2026, 3, 2, 14, 5, tzinfo=UTC)


def share_code(purpose: Purpose) -> ShareCode:
    return ShareCode(
        f"id-{purpose.value}", f"{purpose.value[0].upper()}4K7TP2MX", purpose, date(2026, 5, 31)
    )


def lead(journey: Journey, *events: Event) -> Journey:
    for event in events:
        journey, _ = advance(journey, event)
    return journey


def before_signing_in() -> Journey:
    return lead(
        new_journey(),
        Answer("start.who", "together"),
        Answer("start.mode", "practise"),
        Answer("safe.sign-in", "no"),
    )


def signed_in() -> Journey:
    journey = lead(
        before_signing_in(),
        Answer("safe.contacts", "mine"),
        Answer("signin.document", " 53-3401 372 "),
        Answer("signin.birth", ("14", "3", "1981")),
        Answer("signin.channel", "text"),
    )
    journey = lead(journey, Result(journey.generation, CodeSent(Channel.TEXT)))
    journey = lead(journey, Answer("signin.code", "123 456"))
    return lead(journey, Result(journey.generation, SignedIn()))


SETTLED = StatusShown(Birth.SAME, Standing.CURRENT, "settled", EndDate.NONE)
ALL_SAME = ProofTicks(Tick.SAME, Tick.SAME, Tick.SAME, Tick.SAME, Tick.SAME)


STRANGER = ProofTicks(Tick.SAME, Tick.DIFFERENT, Tick.HIDDEN, Tick.SAME, Tick.DIFFERENT)


def at_the_table(**other: ProofTicks) -> Journey:
    journey = signed_in()
    journey = lead(
        journey,
        Result(journey.generation, SETTLED),
        Answer("status.photo", "mine"),
        Answer("status.name", "mine"),
        Answer("status.kind", "as_letter"),
    )
    for purpose in Purpose:
        seen = ProofSeen(purpose, other.get(purpose.value, ALL_SAME), False, None, NOW)
        journey = lead(journey, Result(journey.generation, seen))
    return journey


DAY = NOW.date()
REPORT = ReportSeen(
    "PRACTICE-R2345ABCD", DAY, DAY, False, (Stay("received", DAY, 0, 0),), 0, 0, 0, False
)
