"""What the rest of the app may ask of this room, without loading HTTP or a process."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol

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
from tui.core.page import Message
from tui.core.records import GivenCode, ProofRecord, Purpose, ShareCode, StatusRecord
from tui.service.people import ClockFace, FaultList, Person
from tui.service.replies import Redeemed

if TYPE_CHECKING:
    from tui.core.changes import CodeUse
    from tui.service.account import Changes
    from tui.service.offices import Offices
    from tui.service.recovery import Recovery


class Chance(Protocol):
    """Where unguessable tokens come from."""

    def token(self) -> str:
        """At least 128 bits in letters, digits, ``-`` and ``_``."""


class Clock(Protocol):
    def now(self) -> datetime:
        """The time in UTC."""


class Calls(Protocol):
    """The services for one person's sign-in; see :class:`tui.service.client.AccountClient`."""

    async def send_code(self, document_number: str, birth_date: date, channel: Channel) -> None: ...
    async def verify(self, code: str) -> SignedIn | CodeNotRight | CodeEnded: ...
    async def status(self) -> StatusRecord | StatusMissing | StatusFailing: ...
    async def preview(self, purpose: Purpose) -> ProofRecord | ProofMissing | ProofFailing: ...
    async def make_code(self, purpose: Purpose) -> ShareCode | ProofMissing | ProofFailing: ...
    def unshown(self, purpose: Purpose) -> tuple[ShareCode, ...]: ...
    async def undo(self, purpose: Purpose) -> None: ...
    def settle(self, purpose: Purpose) -> None: ...
    def shown(self, share_code: ShareCode) -> None: ...
    async def redeem(self, share_code: ShareCode, birth_date: date) -> Redeemed | None: ...
    async def list_codes(self) -> tuple[GivenCode, ...]: ...
    async def cancel(self, purpose: Purpose, share_code_id: str) -> None: ...
    async def code_uses(self, purpose: Purpose, share_code_id: str) -> tuple[CodeUse, ...]: ...
    async def sign_out(self) -> None: ...
    def forget(self) -> None: ...
    @property
    def changes(self) -> Changes:
        """What is changed about the account."""

    @property
    def recovery(self) -> Recovery:
        """How an account is got back."""

    @property
    def bearer(self) -> str | None: ...
    @property
    def looks(self) -> Mapping[str, str]: ...


class Control(Protocol):
    """The practice desk of the mock; see :class:`tui.service.control.ControlClient`."""

    async def people(self) -> tuple[Person, ...]: ...
    async def phone(self, person: str) -> tuple[Message, ...]: ...
    async def faults(self) -> FaultList: ...
    async def apply(self, fault: str, person: str, calls: int | None = None) -> None: ...
    async def repair(self, fault: str, person: str) -> None: ...
    async def clock(self) -> ClockFace: ...
    async def move_clock(self, days: int) -> ClockFace: ...
    async def reset(self) -> None: ...
    async def staff_token(self) -> str: ...


class Service(Protocol):
    """One back end for one sitting. :meth:`ensure` comes before every other use."""

    async def ensure(self) -> None:
        """Make it answer. A back end that has died is Unreachable once, and then begun afresh."""

    async def lost(self) -> None:
        """Nobody answered: find out whether the back end is gone, so that `ensure` replaces it."""

    @property
    def calls(self) -> Calls: ...

    @property
    def control(self) -> Control | None:
        """None where no practice desk is offered to us."""

    @property
    def offices(self) -> Offices:
        """What there is besides a person's own account."""

    async def close(self) -> None:
        """Let go of everything: connections, child process, folders. May be called twice."""


ServiceFactory = Callable[[], Service]
