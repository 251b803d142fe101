"""A service without HTTP: its answers are set by the test, its calls are counted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

from tests.service.answers import Scripted
from tui.core.changes import CodeUse
from tui.core.events import (
    Channel,
    CodeEnded,
    CodeNotRight,
    ProofFailing,
    ProofMissing,
    SignedIn,
    StatusFailing,
    StatusMissing,
)
from tui.core.page import Message, Picture
from tui.core.records import (
    GivenCode,
    Photo,
    ProofRecord,
    Purpose,
    ShareCode,
    StatusRecord,
    TimeLimit,
)
from tui.runner.outside import SystemChance
from tui.service.account import Changes
from tui.service.held import Session
from tui.service.offices import Offices
from tui.service.people import ClockFace, FaultList, Knowledge, Person
from tui.service.problems import Problem, Unreachable
from tui.service.recovery import Recovery
from tui.service.replies import Redeemed

NOW = datetime(2026, 11, 2, 14, 5, tzinfo=UTC)
BORN = date(1985, 3, 5)


def photo(name: str) -> Photo:
    return Photo(f"face-of-{name}", Picture(1, 1, ("#000000",), ("0",), f"drawing of {name}"))


VIEW = StatusRecord(
    given_names="Ana Maria",
    family_name="Kowalska",
    birth_date=BORN,
    photo=photo("ana"),
    kind="settled",
    kind_label="Settled status",
    valid_from=date(2020, 1, 2),
    valid_until=None,
    conditions=("You can work.", "You can rent."),
    as_at=NOW,
)
OWN = ProofRecord(
    purpose=Purpose.WORK,
    given_names="Ana Maria",
    family_name="Kowalska",
    birth_date=None,
    photo=photo("ana"),
    kind="settled",
    kind_label="Settled status",
    time_limit=TimeLimit.NONE,
    valid_until=None,
    conditions=(),
)
STRANGER = replace(
    OWN,
    given_names="Rolf",
    family_name="Zimmermann",
    photo=photo("rolf"),
    kind="skilled_worker",
    kind_label="Skilled Worker",
    time_limit=TimeLimit.UNTIL,
    valid_until=date(2028, 5, 1),
)
OLD_PICTURE = replace(OWN, photo=photo("young ana"))
PERSON = Person(
    id="ana-settled",
    name="Ana Maria Kowalska",
    story="All is well.",
    expected="OK",
    document_number="PRACTICE 423",
    birth_date=BORN,
    channel=Channel.TEXT,
    starting_faults=(),
    knows=Knowledge(
        "Ana Maria", "Kowalska", "face-of-ana", (), "granted", "no", "good", "settled", None,
        "mine", "mine", "own", "nothing", "not_sure",
    ),
)  # fmt: skip
MESSAGE = Message("2026-11-02T14:05:00Z", "+44 7700 900001", "text", "Your code is 123 456.")


class FixedClock:
    def now(self) -> datetime:
        return NOW


@dataclass
class FakeCalls:
    """`did` is what was asked, in order; `fails` names calls and the problem each of them meets."""

    view: StatusRecord | StatusMissing | StatusFailing = VIEW
    proofs: dict[Purpose, ProofRecord | ProofMissing | ProofFailing] = field(
        default_factory=lambda: {one: replace(OWN, purpose=one) for one in Purpose}
    )
    opens: dict[Purpose, ProofRecord | None] = field(
        default_factory=lambda: {one: replace(OWN, purpose=one) for one in Purpose}
    )
    verified: SignedIn | CodeNotRight | CodeEnded = field(default_factory=SignedIn)
    fails: dict[str, Problem] = field(default_factory=dict)
    did: list[str] = field(default_factory=list)
    made: dict[Purpose, ShareCode] = field(default_factory=dict)
    settled: int = 0
    script: Scripted = field(default_factory=Scripted)
    """What answers where something about the account is changed: those calls are the real ones."""

    def __post_init__(self) -> None:
        self.changes = Changes(self.script.wire, SystemChance(), lambda: Session("a-token"))
        self.recovery = Recovery(self.script.wire, SystemChance())

    def _do(self, what: str) -> None:
        self.did.append(what)
        if what in self.fails:
            raise self.fails[what]

    async def send_code(self, document_number: str, birth_date: date, channel: Channel) -> None:
        self._do("send")

    async def verify(self, code: str) -> SignedIn | CodeNotRight | CodeEnded:
        self._do("verify")
        return self.verified

    async def status(self) -> StatusRecord | StatusMissing | StatusFailing:
        self._do("status")
        return self.view

    async def preview(self, purpose: Purpose) -> ProofRecord | ProofMissing | ProofFailing:
        self._do("preview")
        return self.proofs[purpose]

    async def make_code(self, purpose: Purpose) -> ShareCode | ProofMissing:
        self._do("make")
        if purpose not in self.made:
            number = self.settled
            self.made[purpose] = ShareCode(
                f"code-{number}", f"W0000000{number}", purpose, date(2027, 1, 31)
            )
        return self.made[purpose]

    def unshown(self, purpose: Purpose) -> tuple[ShareCode, ...]:
        return (self.made[purpose],) if purpose in self.made else ()

    async def undo(self, purpose: Purpose) -> None:
        if purpose in self.made:
            self._do("cancel")
        self.settle(purpose)

    def shown(self, share_code: ShareCode) -> None:
        self.settle(share_code.purpose)

    def settle(self, purpose: Purpose) -> None:
        if self.made.pop(purpose, None) is not None:
            self.settled += 1

    async def redeem(self, share_code: ShareCode, birth_date: date) -> Redeemed | None:
        self._do("redeem")
        assert birth_date == BORN
        opened = self.opens[share_code.purpose]
        return None if opened is None else Redeemed(opened, NOW)

    async def list_codes(self) -> tuple[GivenCode, ...]:
        self._do("list")
        return ()

    async def cancel(self, purpose: Purpose, share_code_id: str) -> None:
        self._do("cancel")

    async def code_uses(self, purpose: Purpose, share_code_id: str) -> tuple[CodeUse, ...]:
        self._do("uses")
        return ()

    async def sign_out(self) -> None:
        self._do("sign out")

    def forget(self) -> None:
        self._do("forget")

    @property
    def bearer(self) -> str | None:
        return "a-token"

    @property
    def looks(self) -> Mapping[str, str]:
        return {}


@dataclass
class FakeControl:
    messages: tuple[Message, ...] = (MESSAGE,)
    invented: tuple[Person, ...] = (PERSON,)
    fails: Exception | None = None

    def _do(self) -> None:
        if self.fails is not None:
            raise self.fails

    async def people(self) -> tuple[Person, ...]:
        self._do()
        return self.invented

    async def phone(self, person: str) -> tuple[Message, ...]:
        self._do()
        return self.messages

    async def faults(self) -> FaultList:
        self._do()
        return FaultList((), ())

    async def apply(self, fault: str, person: str, calls: int | None = None) -> None:
        self._do()

    async def repair(self, fault: str, person: str) -> None:
        self._do()

    async def clock(self) -> ClockFace:
        self._do()
        return ClockFace(NOW, 0, frozen=True)

    async def move_clock(self, days: int) -> ClockFace:
        self._do()
        return ClockFace(NOW, days * 86400, frozen=True)

    async def reset(self) -> None:
        self._do()

    async def staff_token(self) -> str:
        self._do()
        return "a-token-of-the-staff"


class FakeService:
    def __init__(self, *, desk: bool = True) -> None:
        self.fake_calls = FakeCalls()
        self.fake_control = FakeControl() if desk else None
        self.begins_with: Problem | None = None
        self.was_lost = 0
        self.closed = 0

    async def ensure(self) -> None:
        if self.begins_with is not None:
            raise self.begins_with

    async def lost(self) -> None:
        self.was_lost += 1

    @property
    def calls(self) -> FakeCalls:
        return self.fake_calls

    @property
    def control(self) -> FakeControl | None:
        return self.fake_control

    @property
    def offices(self) -> Offices:
        raise Unreachable("no offices here")

    async def close(self) -> None:
        self.closed += 1

    def factory(self) -> Callable[[], FakeService]:
        return lambda: self
