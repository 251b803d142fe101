"""Reports of several people through any acts in any order, against a model that knows no SQL."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from collections.abc import Coroutine
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from backend_stub.app import build_services
from backend_stub.kernel.audit_log import first_broken
from backend_stub.kernel.caller import Caller, enter_request
from backend_stub.kernel.clock import Clock
from backend_stub.kernel.entropy import SeededEntropy
from backend_stub.kernel.idempotency import Once
from backend_stub.kernel.keys import AccountId, PersonKey
from backend_stub.kernel.problem import Problem
from backend_stub.parts import open_parts
from backend_stub.resolution import tables
from backend_stub.resolution.asked import ReportIn
from backend_stub.resolution.form import VIEWS, Nation, View
from backend_stub.resolution.model import Answer, Stage
from backend_stub.resolution.service import Reporter, Seen
from backend_stub.resolution.staff import Member, Move
from tests.backend.resolution.centre import form
from tests.backend.support import NOON, fill

ORDER = ["received", "triaged", "with_specialist", "repair_ordered", "repaired", "told"]
PEOPLE = st.sampled_from(["Ines", "Otto"])
MEMBER = Member("records", "Records", "records")
STEPS = st.timedeltas(timedelta(), timedelta(days=9))


@dataclass
class Known:
    """What the model remembers of a report."""

    owner: str
    received: date
    promised: date | None = None
    stages: list[tuple[str, datetime]] = field(default_factory=list)
    notes: int = 0
    verified: datetime | None = None

    @property
    def open_to_verify(self) -> bool:
        return self.stages[-1][0] in ("repaired", "told") or self.verified is not None


class Centre(RuleBasedStateMachine):
    """The model counts dates on its own; it never asks the code how."""

    reports: Bundle[str] = Bundle("reports")

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.clock = Clock(frozen_at=NOON)
        self.parts = open_parts(self.folder, self.clock, SeededEntropy("centre"))
        fill(self.parts)
        self.services = build_services(self.parts)
        self.known: dict[str, Known] = {}
        self.looks: dict[tuple[str, str], tuple[str, datetime]] = {}
        self.count = 0

    def teardown(self) -> None:
        if hasattr(self, "parts"):
            self.parts.close()
            shutil.rmtree(self.folder)

    def once(self) -> Once:
        self.count += 1
        return Once("machine", f"k{self.count}", "same")

    def caller(self, who: str) -> Caller:
        now = self.clock.now()
        return Caller(AccountId(f"a-{who}"), PersonKey(f"p-{who}"), "R", "t", now, now)

    @rule(target=reports, who=PEOPLE, nation=st.sampled_from(get_args(Nation)))
    def report(self, who: str, nation: str) -> str:
        asked = ReportIn.model_validate(form(nation=nation))
        made = asyncio.run(self.services.reports.report(asked.kept(), f"a-{who}", self.once()))
        reference = made.report.reference
        assert reference not in self.known
        now = self.clock.now()
        self.known[reference] = Known(who, now.date(), made.report.promised_on, [("received", now)])
        assert made.report.promised_on >= now.date() + timedelta(days=12)
        return reference

    @rule(by=STEPS)
    def time_passes(self, by: timedelta) -> None:
        self.clock.advance(by)

    @rule(
        reference=reports,
        stage=st.sampled_from(get_args(Stage)),
        answer=st.sampled_from(get_args(Answer)),
    )
    def move(self, reference: str, stage: Any, answer: Any) -> None:
        known = self.known[reference]
        now_at = known.stages[-1][0]
        said = answer if stage == "told" else None
        forward = ORDER.index(stage) > ORDER.index(now_at)
        honest = said in (None, "nothing_wrong") or now_at == "repaired"
        move = Move(stage, None, "resend" if stage == "repair_ordered" else None, said)
        asked = self.services.staff.move(reference, MEMBER, move, self.once())
        may = known.verified is None and forward and honest
        assert refused(asked) == ("" if may else "not-this-stage")
        if may:
            known.stages.append((stage, self.clock.now()))

    @rule(who=PEOPLE, view=st.sampled_from(VIEWS))
    def look(self, who: str, view: str) -> None:
        self.count += 1
        enter_request(f"look{self.count}")
        self.services.looks.taken(self.caller(who), view)
        self.looks[who, view] = (f"look{self.count}", self.clock.now())

    @rule(reference=reports, who=PEOPLE, wrong=st.sampled_from([*VIEWS, "", "", ""]))
    def verify(self, reference: str, who: str, wrong: str) -> None:
        """Names the newest look of each view that this person took, or one that nobody took."""
        known = self.known[reference]
        seen: dict[View, Seen] = {
            view: Seen(
                self.looks.get((who, view), ("nothing", NOON))[0],
                "wrong" if view == wrong else "right",
            )
            for view in VIEWS
        }
        since = known.stages[-1][1]
        fresh = all(
            (who, view) in self.looks and self.looks[who, view][1] >= since for view in VIEWS
        )
        reasons = {
            "report-not-found": who != known.owner,
            "": known.verified is not None,
            "not-this-stage": not known.open_to_verify,
            "not-all-right": wrong != "",
            "look-not-taken": not fresh,
        }
        expected = next((slug for slug, holds in reasons.items() if holds), "")
        assert refused(self.services.reports.verify(reference, self.caller(who), seen)) == expected
        if expected == "" and known.verified is None:
            known.verified = self.clock.now()

    @rule(reference=reports, who=PEOPLE)
    def reopen(self, reference: str, who: str) -> None:
        known = self.known[reference]
        by = Reporter(f"a-{who}", None)
        may = "" if known.open_to_verify else "not-this-stage"
        expected = may if who == known.owner else "report-not-found"
        assert refused(self.services.reports.reopen(reference, by, "came_back", "x")) == expected
        if expected == "":
            known.verified = None
            known.notes += 1
            known.stages.append(("received", self.clock.now()))

    @rule(reference=reports, who=PEOPLE)
    def chase(self, reference: str, who: str) -> None:
        known = self.known[reference]
        by = Reporter(f"a-{who}", None)
        asked = self.services.reports.add_note(reference, by, "chase", "And?", self.once())
        assert refused(asked) == ("" if who == known.owner else "report-not-found")
        known.notes += who == known.owner

    @rule()
    def carry(self) -> None:
        asyncio.run(self.services.pump.deliver())

    @invariant()
    def every_report_is_what_the_model_says(self) -> None:
        for reference, known in getattr(self, "known", {}).items():
            found = asyncio.run(self.services.staff.one(reference))
            assert [visit.stage for visit in found.visits] == [name for name, _ in known.stages]
            assert (found.received_at.date(), found.promised_on) == (
                known.received,
                known.promised,
            )
            assert (found.verified_at, len(found.notes)) == (known.verified, known.notes)
            end = (known.verified or self.clock.now()).date()
            assert found.days == (end - known.received).days
            edges = [at.date() for _, at in known.stages] + [end]
            assert [visit.days for visit in found.visits] == [
                (later - earlier).days for earlier, later in pairwise(edges)
            ]
            assert all(0 <= visit.working_days <= visit.days for visit in found.visits)
            told = known.stages[-1][0] == "told" or known.verified is not None
            late = known.promised is not None and self.clock.today() > known.promised
            assert found.overdue == (late and not told)
            assert found.reopened == [name for name, _ in known.stages].count("received") - 1

    @invariant()
    def the_log_is_an_unbroken_chain(self) -> None:
        if hasattr(self, "parts"):
            log = tables.audit_log
            assert self.parts.resolution.call(lambda c: first_broken(c, log)) is None


def refused(asked: Coroutine[Any, Any, object]) -> str:
    """The problem that it came to; nothing when it was done."""
    try:
        asyncio.run(asked)
    except Problem as no:
        return no.slug
    return ""


def test_reports_are_what_the_model_says() -> None:
    run_state_machine_as_test(
        Centre, settings=settings(max_examples=8, stateful_step_count=25, deadline=None)
    )


@pytest.mark.long
def test_many_reports_are_what_the_model_says() -> None:
    run_state_machine_as_test(
        Centre, settings=settings(max_examples=200, stateful_step_count=40, deadline=None)
    )
