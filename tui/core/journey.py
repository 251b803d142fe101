"""The journey of one person: steps, answers, observations; no input or output.

`advance` is total: every event on every step gives a journey, and what does not fit is ignored.
At most one effect is outstanding. A :class:`Journey` never holds a value that a service showed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from tui.core.events import (
    Channel,
    Effect,
    Fault,
    ProofTicks,
    StatusShown,
)
from tui.core.records import GivenCode, Purpose, ShareCode
from tui.core.value import value
from tui.core.working_days import WorkingDays

if TYPE_CHECKING:
    from tui.core.casework import CheckDraft, ReportSeen, SeenByStaff
    from tui.core.changes import CodeUse
    from tui.core.questions import Told

VIEW_REFS: Final = frozenset(
    {"view", "view.photo", "view.name", "view.kind", "view.end", "view.conditions"}
)
"""What may stay beside the journey while the client is asked about the view."""

ACCOUNT_REFS: Final = frozenset({"account", "account.holds"})
APP_REFS: Final = frozenset({"app", "app.secret", "app.address"})
"""What may stay beside the journey while the client looks at, and changes, their own account."""

PRACTISE, REAL = "practise", "real"
"""The two modes: against the mock, or a walkthrough beside the real website."""

PASSING: Final = frozenset(
    {
        "signin.sending",
        "signin.verifying",
        "status.looking",
        "proofs.checking",
        "code.making",
        "code.listing",
        "code.cancelling",
        "code.using",
        "account.looking",
        "account.sending",
        "account.proving",
        "account.changing",
        "account.new-sending",
        "account.confirming",
        "recover.beginning",
        "recover.showing",
        "recover.sending",
        "recover.finishing",
        "check.looking",
        "check.opening",
        "report.finding",
        "report.sending",
        "report.asking",
        "staff.opening",
        "staff.working",
        "finish.leaving",
        "finish.sure",
        "trouble",
    }
)
"""Steps that stand for a moment: *back* never leads to one, since nothing waits there any more."""

NOTHING: Final[Mapping[str, str]] = MappingProxyType({})


@value
class Typed:
    """What the client typed to sign in, as typed; kept until the sitting ends. `silent` is a
    document number that brought no message, before an older one was tried."""

    document: str = ""
    birth: tuple[str, str, str] = ("", "", "")
    channel: Channel | None = None
    code: str = ""
    silent: str = ""


@value
class SeenProof:
    """One surface: its class, its ticks (None when nothing was shown) and when it was seen."""

    surface_class: str
    ticks: ProofTicks | None = None
    at: datetime | None = None
    same_stranger_as: Purpose | None = None
    picture: str | None = None


@value
class Stumble:
    """An effect that was not done, how often in a row, and where it was asked."""

    fault: Fault
    effect: Effect
    step: str
    times: int
    wait_seconds: int | None = None


@dataclass(frozen=True, slots=True)
class Journey:
    """`seen` are the observations so far; `trail` is the way back; `kept` names what the runner may
    hold beside the journey; `answers` are the client's answers about one field each. `looks` and
    `proof_looks` count how often nothing came; `dead` are purposes whose new code was not right;
    `before` are the observations of a sign-in that has ended.

    Of the walkthrough: `told` are the answers by question, `passed` are the pages that stand only
    once on the way, `look_anyway` is the wish to look at the website although something is clear.
    `regulated` is a set-up answer about the organisation and outlives the person."""

    step: str = "start.who"
    mode: str = ""
    regulated: bool | None = None
    told: Mapping[str, Told] = field(default_factory=lambda: NOTHING)
    passed: frozenset[str] = frozenset()
    look_anyway: bool = False
    calendar: WorkingDays = field(default_factory=WorkingDays, repr=False)
    generation: int = 0
    pending: Effect | None = None
    trail: tuple[str, ...] = ()
    typed: Typed = field(default_factory=Typed)
    signed_in: bool = False
    seen: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    answers: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    before: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    kept: frozenset[str] = frozenset()
    status: StatusShown | None = None
    proofs: Mapping[Purpose, SeenProof] = field(default_factory=lambda: MappingProxyType({}))
    pictures_to_ask: tuple[Purpose, ...] = ()
    purpose: Purpose | None = None
    code: ShareCode | None = None
    dead: frozenset[Purpose] = frozenset()
    looks: int = 0
    proof_looks: int = 0
    codes: tuple[GivenCode, ...] = ()
    uses: tuple[CodeUse, ...] = ()
    stumble: Stumble | None = None
    error: str = ""
    notice: str = ""
    today: date | None = None
    check: CheckDraft | None = field(default=None, repr=False)
    """A checker's own sitting, or a client's look through a checker's eyes."""
    report: ReportSeen | None = None
    staff_saw: tuple[SeenByStaff, ...] = ()
    paused: Journey | None = field(default=None, repr=False)
    """What *finish* interrupted, while the client is asked whether to finish."""

    # Small steps that every area uses ------------------------------------------------------

    def to(self, step: str, *, lasting: bool = True) -> Journey:
        """Go on to `step`; *back* returns here when `lasting` and there is something to do here."""
        stays = lasting and self.step not in PASSING
        trail = (*self.trail, self.step) if stays else self.trail
        return replace(self, step=step, trail=trail, error="", notice="")

    def afresh(self, step: str) -> Journey:
        """Go to `step` with no way back: what was shown before is gone."""
        return replace(self, step=step, trail=(), error="", notice="")

    def wrong(self, error: str) -> Journey:
        """Stay, and say beside the field what to do."""
        return replace(self, error=error)

    def note(self, **observations: str) -> Journey:
        """Keep observations. *Not sure* is kept as an answer too."""
        return replace(self, seen=MappingProxyType({**self.seen, **observations}))

    def forget(self, *observations: str) -> Journey:
        left = {name: value for name, value in self.seen.items() if name not in observations}
        return replace(self, seen=MappingProxyType(left))

    def answered(self, **answers: str) -> Journey:
        return replace(self, answers=MappingProxyType({**self.answers, **answers}))

    def asking(self, effect: Effect, step: str) -> Journey:
        """Wait on `step` for `effect`; a late answer to anything earlier will be dropped."""
        return replace(
            self.to(step), pending=effect, generation=self.generation + 1, stumble=self.stumble
        )

    def next_effect(self, effect: Effect) -> Journey:
        """The same waiting step goes on with another effect."""
        return replace(self, pending=effect, generation=self.generation + 1)

    def done(self) -> Journey:
        """The outstanding effect has answered."""
        return replace(self, pending=None, stumble=None)


def new_journey(generation: int = 0, *, regulated: bool | None = None) -> Journey:
    """A sitting's beginning. A later sitting goes on counting generations, and set-up stays."""
    return Journey(generation=generation, regulated=regulated)
