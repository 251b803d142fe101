"""Every page of the real journey, and both pages of every finding, without a service."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import product
from types import MappingProxyType

from tui.content import Words
from tui.core.areas import PAGES
from tui.core.casework import CheckDraft, CheckSeen, NoteSeen, ReportSeen, SeenByStaff, Stay
from tui.core.changes import CodeUse, Doing, No
from tui.core.diagnose import diagnose
from tui.core.events import (
    Birth,
    Channel,
    EndDate,
    Fault,
    ProofTicks,
    SendCode,
    Standing,
    StatusShown,
    Tick,
)
from tui.core.findings import CONTRADICTIONS, ROWS, TABLE
from tui.core.journey import REAL, VIEW_REFS, Journey, SeenProof, Stumble, Typed
from tui.core.page import Page
from tui.core.pages import help_for, page_for
from tui.core.proof import Space, hit_cube
from tui.core.questions import BY_ID
from tui.core.records import GivenCode, Purpose, ShareCode
from tui.core.routes import ROUTES
from tui.core.steps.refused import SAID
from tui.core.steps.report import CODES, TICKS
from tui.core.table import NOT_REACHED, NOT_SURE, Row

WORDS = Words("en")
NOW = datetime(2026, 3, 2, 14, 5, tzinfo=UTC)
SAME = ProofTicks(Tick.SAME, Tick.SAME, Tick.SAME, Tick.SAME, Tick.SAME)
MIXED = ProofTicks(Tick.SAME, Tick.DIFFERENT, Tick.HIDDEN, Tick.DIFFERENT, Tick.DIFFERENT)
OTHER_PICTURE = replace(SAME, photo=Tick.DIFFERENT)
OWN = {
    "contacts": "mine",
    "signin": "in",
    "status": "shown",
    "view": "own",
    "standing": "current",
    "kind": "as_letter",
    "end": "as_letter",
    "proofs": "all_shown",
    "work": "mixture",
    "rent": "own",
    "other": "own",
    "code": "none",
}


DAY = date(2026, 3, 2)
REPORT = ReportSeen(
    "PRACTICE-R2345ABCD",
    DAY,
    date(2026, 3, 16),
    True,
    (
        Stay("received", DAY, 1, 1),
        Stay("with_specialist", DAY, 12, 8),
        Stay("repair_ordered", DAY, 3, 3, "resend"),
    ),
    16,
    12,
    1,
    False,
    TICKS,
    CODES,
    ("status", "work"),
    NOW,
    ("status", "work", "rent", "other"),
    tuple(
        NoteSeen(DAY, by, kind, about)
        for by, kind, about in (
            ("person", "note", ""),
            ("person", "note", "partly"),
            ("person", "chase", "chase"),
            ("centre", "note", ""),
            ("centre", "note", "ask"),
        )
    ),
)
CHECKED = CheckSeen("PRACTICE-C7Q4", NOW, allowed=True, again=date(2028, 9, 30))


def code(purpose: Purpose) -> ShareCode:
    return ShareCode(f"id-{purpose.value}", "WMW4MWQ8M", purpose, date(2026, 9, 30))


MIDWAY = Journey(
    typed=Typed("53 3401 372", ("14", "3", "1981"), Channel.TEXT, "12 34"),
    signed_in=True,
    seen=MappingProxyType(OWN),
    trail=("start.who",),
    kept=VIEW_REFS | {f"proof.{one.value}.photo" for one in Purpose},
    status=StatusShown(Birth.SAME, Standing.CURRENT, "settled", EndDate.NONE),
    proofs=MappingProxyType(
        {
            Purpose.WORK: SeenProof("mixture", MIXED, NOW),
            Purpose.RENT: SeenProof("own", SAME, NOW),
            Purpose.OTHER: SeenProof("own", OTHER_PICTURE, NOW, picture="mine"),
        }
    ),
    pictures_to_ask=(Purpose.OTHER,),
    purpose=Purpose.RENT,
    code=code(Purpose.RENT),
    codes=tuple(
        GivenCode(code(one), state, 1)
        for one, state in zip(Purpose, ("live", "live", "ended"), strict=True)
    ),
    stumble=Stumble(
        Fault.BUSY, SendCode("533401372", date(1981, 3, 14), Channel.TEXT), "signin.sending", 3, 600
    ),
    notice="preview_changed",
    answers=MappingProxyType(
        {
            "account.has": "text email authenticator",
            "account.doing": "app",
            "account.no": "in_use",
            "report_problems": " ".join(TICKS),
            "report_codes": " ".join(CODES),
            "report_helper": "legal_representative",
        }
    ),
    uses=tuple(
        CodeUse(f"id-{one.value}", one, f"CPRACTICE{one.value}", NOW, checker, by_us=by_us)
        for one, checker, by_us in (
            (Purpose.WORK, "employer", False),
            (Purpose.RENT, "landlord", False),
            (Purpose.OTHER, "other", False),
            (Purpose.RENT, "landlord", True),
        )
    ),
    check=CheckDraft(
        Purpose.OTHER, "Riverside Bank", "bank", "W2S QQH 4WS", ("14", "3", "1981"), CHECKED
    ),
    report=REPORT,
    staff_saw=tuple(
        SeenByStaff(one, answer, ticks)
        for one, answer, ticks in (
            ("status", "shown", None),
            ("work", "shown", MIXED),
            ("rent", "missing", None),
            ("other", "shown", None),
        )
    ),
)


BESIDE_ONLY = ("walk.", "no.", "outcome.way")
BESIDE = Journey(
    mode=REAL,
    told=MappingProxyType(
        {
            "brings": "said",
            "nation": "england",
            "purpose": "job",
            "due": "two_days",
            "there": "no",
            "holds": "settled",
            "check": "fails",
            "view": ("right",),
            "work": ("name", "differs"),
            "reported_on": "2026-02-20",
        }
    ),
    seen=MappingProxyType({**OWN, "nation": "england", "due": "two_days"}),
    answers=MappingProxyType(
        {
            "way": "ecs",
            "said": "will_not_wait",
            "danger": "yes",
            "words_for": "status",
            "message": "cannot-find",
            "means": "missing",
        }
    ),
    trail=("start.who",),
    today=date(2026, 3, 2),
)
_HEARD = frozenset(("brings", "holds", "check", "says", "carrier", "reported", "report_age")) | {
    *("code_kind", "code_age", "code_typed", "passport", "accounts"),
}
"""What is only told, and never seen by the connected journey."""


def steps(words: Words) -> Iterator[tuple[str, Page]]:
    """Each step once, those with a field once more with the longest of its errors, and each page
    of help once, which several steps may share."""
    helped: list[Page] = []
    for step in PAGES:
        midway = BESIDE if step.startswith(BESIDE_ONLY) else MIDWAY
        if step.startswith(("report.", "staff.")):
            midway = replace(midway, notice="")
        yield step, page_for(replace(midway, step=step), words)
        told = help_for(replace(midway, step=step), words)
        if told not in helped:
            helped.append(told)
            yield f"help of {step}", told
    yield from beside_the_website(words)
    yield from of_the_account(words)
    yield from reports(words)
    for step, error in (
        ("signin.document", "not_invented"),
        ("signin.birth", "no_such"),
        ("signin.code", "ended"),
        ("status.letter", "choose"),
        ("code.list", "choose"),
        ("check.who", "empty"),
        ("check.code", "shape"),
        ("check.birth", "no_such"),
        ("report.problems", "empty"),
        ("report.codes", "empty"),
    ):
        yield f"{step} {error}", page_for(replace(MIDWAY, step=step, error=error), words)
    for purpose in Purpose:
        made = replace(MIDWAY, purpose=purpose, code=code(purpose))
        for step in ("code.shown", "code.qr", "code.next"):
            yield f"{step} {purpose.value}", page_for(replace(made, step=step), words)
        draft = CheckDraft(purpose, seen=replace(CHECKED, allowed=purpose is not Purpose.RENT))
        for step in ("check.shown", "check.seen", "check.who"):
            page = page_for(replace(MIDWAY, step=step, check=draft), words)
            yield f"{step} {purpose.value}", page
    yield "code.shown gone", page_for(replace(MIDWAY, step="code.shown", code=None), words)
    assert MIDWAY.stumble is not None
    for fault in Fault:
        stumble = replace(MIDWAY.stumble, fault=fault)
        yield (
            f"trouble {fault.value}",
            page_for(replace(MIDWAY, step="trouble", stumble=stumble), words),
        )


NOTICES = ("look_not_taken", "not_all_right", "closed", "allowed", "no_permission")


def reports(words: Words) -> Iterator[tuple[str, Page]]:
    """A report at each of its stages, with each thing that is said of it."""
    for stage, detail in (("received", "came_back"), ("told", "nothing_wrong")):
        at = replace(REPORT, stays=(*REPORT.stays, Stay(stage, DAY, 2, 2, detail)), looked=())
        for step in ("report.follow", "staff.move"):
            journey = replace(MIDWAY, step=step, report=at, notice="")
            yield f"more {step} {stage}", page_for(journey, words)
    closed = replace(REPORT, verified=True, overdue=False, allowed_until=None)
    noted = replace(closed, verified=False, notes=REPORT.notes[:2], stays=REPORT.stays[:1])
    for name, at in (("closed", closed), ("noted", noted)):
        for step in ("report.follow", "staff.report"):
            journey = replace(MIDWAY, step=step, report=at, notice="")
            yield f"more {step} {name}", page_for(journey, words)
    for notice in NOTICES:
        yield (
            f"more report.follow {notice}",
            page_for(replace(MIDWAY, step="report.follow", notice=notice), words),
        )
    yield (
        "more staff.report no_permission",
        page_for(replace(MIDWAY, step="staff.report", notice="no_permission"), words),
    )
    for name, seen, signed_in in (
        ("another", {**OWN, "view": "mixture"}, True),
        ("cannot see", {"status": "missing"}, True),
        ("cannot sign in", {"signin": "refused"}, False),
    ):
        seen_now = MappingProxyType(seen)
        journey = replace(MIDWAY, step="report.check", seen=seen_now, signed_in=signed_in)
        yield f"more report.check {name}", page_for(journey, words)


def beside_the_website(words: Words) -> Iterator[tuple[str, Page]]:
    """The pages of the walkthrough that show more than one thing under one name."""
    for name in (one.id for one in ROUTES):
        journey = replace(BESIDE, step="outcome.way", answers=MappingProxyType({"way": name}))
        yield f"way {name}", page_for(journey, words)
    for name in SAID:
        journey = replace(BESIDE, step="no.note", answers=MappingProxyType({"said": name}))
        yield f"no {name}", page_for(journey, words)
    for nation in (*BY_ID["nation"].answers, NOT_SURE):
        seen = MappingProxyType({**BESIDE.seen, "nation": nation})
        yield f"help in {nation}", page_for(replace(BESIDE, step="no.help", seen=seen), words)
    for due, purpose in product(("today", "two_days"), ("job", "home", "bank")):
        told = MappingProxyType({**BESIDE.told, "due": due, "purpose": purpose})
        name = f"note {due} {purpose}"
        yield name, page_for(replace(BESIDE, step="walk.note", told=told), words)
    yield "adviser here", page_for(replace(BESIDE, step="walk.adviser", regulated=True), words)
    elsewhere = MappingProxyType({**BESIDE.seen, "view": "own", "work": "own"})
    yield "elsewhere", page_for(replace(BESIDE, step="walk.stranger", seen=elsewhere), words)
    for step, error in (
        ("walk.view", "ticks_alone"),
        ("walk.work", "ticks_empty"),
        ("walk.reported_on", "future"),
        ("walk.words", "unknown"),
        ("walk.words", "empty"),
        ("walk.brings", "choose"),
    ):
        yield f"{step} {error}", page_for(replace(BESIDE, step=step, error=error), words)


def of_the_account(words: Words) -> Iterator[tuple[str, Page]]:
    """The pages about the account that show more than one thing under one name."""

    def shown(step: str, error: str = "", **answers: str) -> Page:
        said = {**MIDWAY.answers, **{f"account.{name}": one for name, one in answers.items()}}
        journey = replace(MIDWAY, step=step, error=error, answers=MappingProxyType(said))
        return page_for(journey, words)

    for doing in Doing:
        yield f"account.done {doing.value}", shown("account.done", doing=doing.value)
        yield f"account.channel {doing.value}", shown("account.channel", doing=doing.value)
    for why in No:
        if words.has(f"account.denied.{why.value}", "heading"):
            yield f"account.denied {why.value}", shown("account.denied", no=why.value)
        if words.has(f"recover.denied.{why.value}", "heading"):
            answers = MappingProxyType({"recover.no": why.value})
            journey = replace(MIDWAY, step="recover.denied", answers=answers)
            yield f"recover.denied {why.value}", page_for(journey, words)
    differs = "given_names family_name birth_date nationality record"
    yield "account.held all", shown("account.held", differs=differs)
    yield "account.code by the app", shown("account.code", channel="authenticator")
    for step, error in (
        ("account.number", "not_invented"),
        ("account.phone", "not_invented"),
        ("account.born", "no_such"),
        ("account.code", "ended"),
        ("recover.number", "nobody"),
        ("recover.phone-code", "ended"),
    ):
        yield f"{step} {error}", shown(step, error)
    yield "code.uses nobody", page_for(replace(MIDWAY, step="code.uses", uses=()), words)
    lost = MappingProxyType({"contacts": "both_lost"})
    outside = replace(MIDWAY, step="outcome", seen=lost, signed_in=False)
    yield "outcome with a recovery", page_for(outside, words)


def _longest_of_each() -> Iterator[Row]:
    """Rows that differ only in their purpose share their words; the last purpose has the longest
    name."""
    yield from {row.page: row for row in ROWS}.values()


def findings(words: Words) -> Iterator[tuple[str, Page]]:
    """Both pages of every finding, led by it where it can lead, and of every contradiction."""
    space = Space(TABLE.observations)
    outside = [one.when for one in CONTRADICTIONS]
    for row in _longest_of_each():
        before = [hit_cube(TABLE, one) for one in ROWS if one.band < row.band]
        before += [hit_cube(TABLE, one) for one in ROWS if row.id in one.over]
        _, witness = space.count(inside=[hit_cube(TABLE, row)], outside=outside + before)
        assert witness is not None, row.id
        seen = {name: value for name, value in dict(witness).items() if value != NOT_REACHED}
        assert diagnose(TABLE, seen).has(row.id)
        midway = BESIDE if _HEARD & {*row.needs} else MIDWAY
        journey = replace(midway, seen=MappingProxyType(seen), notice="")
        for step in ("outcome", "outcome.more"):
            yield f"{step} {row.id}", page_for(replace(journey, step=step), words)
    for one in CONTRADICTIONS:
        _, witness = space.count(inside=[one.when])
        assert witness is not None
        seen = {name: value for name, value in dict(witness).items() if value != NOT_REACHED}
        yield one.id, page_for(replace(MIDWAY, step="outcome", seen=MappingProxyType(seen)), words)
    empty = replace(MIDWAY, step="outcome", seen=MappingProxyType({}))
    yield "outcome open", page_for(empty, words)


EVERY = (*steps(WORDS), *findings(WORDS))
