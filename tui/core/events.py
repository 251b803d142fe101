"""What may happen to a journey, and what a journey may ask to be done.

A front sends *presses* (:class:`Answer`, :class:`Press`, :class:`Back`). `advance` may return one
*effect*; `runner` performs it and sends back a :class:`Result` that carries the generation under
which it was asked, so that a late answer after *back* or a wipe is dropped.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import Enum
from typing import TYPE_CHECKING, Union

from tui.core.records import GivenCode, Purpose, ShareCode
from tui.core.value import value

if TYPE_CHECKING:
    from tui.core.casework import CaseEffect, CaseOutcome

# From a front -----------------------------------------------------------------------------


@value
class Answer:
    """The answer to the ask of `page`: text, a choice id, a (day, month, year) or ticked ids."""

    page: str
    value: str | tuple[str, ...]


@value
class Press:
    """An action of `page`. The ids ``finish`` and ``back`` mean the same on every page."""

    page: str
    action: str


@value
class Back:
    page: str


# Effects ----------------------------------------------------------------------------------


class Channel(Enum):
    """Where the security code goes."""

    TEXT = "text"
    EMAIL = "email"
    AUTHENTICATOR = "authenticator"


@value
class SendCode:
    """Start a sign-in (or send again within it) with what was typed."""

    document_number: str
    birth_date: date
    channel: Channel


@value
class VerifyCode:
    code: str


@value
class LookAtStatus:
    """Read the view; `typed_birth_date` is what the client typed to sign in."""

    typed_birth_date: date


@value
class CheckProof:
    """Preview one purpose and compare it with the view kept beside the journey."""

    purpose: Purpose


@value
class MakeCode:
    """Preview again, make the code, redeem it as a checker would, and compare before returning."""

    purpose: Purpose


@value
class ListCodes:
    pass


@value
class CancelCode:
    purpose: Purpose
    share_code_id: str


@value
class SignOut:
    pass


class AccountEffect:
    """Something to be done about an account; `core/changes.py`, which is loaded later, has them."""

    __slots__ = ()


# By name only: what no first page needs is loaded later.
Effect = Union[
    SendCode
    | VerifyCode
    | LookAtStatus
    | CheckProof
    | MakeCode
    | ListCodes
    | CancelCode
    | SignOut
    | AccountEffect,
    "CaseEffect",
]


# Outcomes ---------------------------------------------------------------------------------


class Fault(Enum):
    """Why an effect could not be done; never says anything about the person's record."""

    UNREACHABLE = "unreachable"
    TIMED_OUT = "timed_out"
    GARBLED = "garbled"
    BUSY = "busy"
    UNAVAILABLE = "unavailable"
    SESSION_ENDED = "session_ended"
    NOT_THE_MOCK = "not_the_mock"


@value
class Trouble:
    """The effect was not done. `wait_seconds` is what the service asked us to wait, or None."""

    fault: Fault
    wait_seconds: int | None = None


@value
class CodeSent:
    channel: Channel


@value
class NotInvented:
    """What was typed belongs to no invented person; the runner has kept nothing of it."""


@value
class SignedIn:
    pass


@value
class CodeNotRight:
    tries_left: int


@value
class CodeEnded:
    """The code is used, too old, or had too many wrong tries: a new one is needed."""


class Birth(Enum):
    """The record's birth date beside the one typed."""

    SAME = "same"
    DIFFERENT = "different"


class Standing(Enum):
    """What sort of thing the view shows, as anybody can see it."""

    CURRENT = "current"
    CERTIFICATE = "certificate"
    REFUSED = "refused"
    ENDED = "ended"


class EndDate(Enum):
    """What the view says about the end."""

    NONE = "none"
    DATE = "date"
    DATE_ON_SETTLED = "date_on_settled"


@value
class StatusShown:
    """The view came. Its values are beside the journey (refs ``view.photo``, ``view.name``,
    ``view.kind``, ``view.end``, ``view.conditions``); here stands only what was compared."""

    birth: Birth
    standing: Standing
    kind_family: str
    """``settled``, ``pre_settled``, ``certificate`` or ``other``: which wording fits."""
    end: EndDate


@value
class StatusMissing:
    """The service says that it cannot find a status."""


@value
class StatusFailing:
    """The service says that it cannot show the status now."""


class Tick(Enum):
    """One field of a proof beside the same field of the view."""

    SAME = "same"
    VARIANT = "variant"
    UNCLEAR = "unclear"
    DIFFERENT = "different"
    HIDDEN = "hidden"


@value
class ProofTicks:
    """Level one, raw: how each field of one surface compares with the view."""

    photo: Tick
    name: Tick
    birth: Tick
    kind: Tick
    end: Tick


@value
class ProofSeen:
    """A proof came and was compared. `same_stranger_as` names an earlier surface that shows the
    same other person, or None. When `ask_picture` is true its picture (and only that) is kept
    beside the journey under ``proof.<purpose>.photo`` to ask the client about."""

    purpose: Purpose
    ticks: ProofTicks
    ask_picture: bool
    same_stranger_as: Purpose | None
    at: datetime


@value
class ProofMissing:
    """The service has no proof for this purpose."""

    purpose: Purpose


@value
class ProofFailing:
    """The service cannot show this proof now."""

    purpose: Purpose


@value
class CodeMade:
    """The code opened exactly what its preview showed, at `at` (service time, UTC)."""

    share_code: ShareCode
    at: datetime


@value
class CodeDiffers:
    """The new code opens something else than its preview; `cancelled` says if it is gone."""

    purpose: Purpose
    cancelled: bool


@value
class CodeNotOpened:
    """The checker's service does not know the new code. It was cancelled if `cancelled`."""

    purpose: Purpose
    cancelled: bool


@value
class PreviewChanged:
    """The fresh preview is no longer what was checked: no code was made; its ticks are new."""

    seen: ProofSeen | ProofMissing | ProofFailing


@value
class CodesListed:
    codes: tuple[GivenCode, ...]


@value
class CodeCancelled:
    share_code_id: str


@value
class SignedOut:
    pass


class AccountAnswer:
    """How something about an account ended; `core/changes.py` has them."""

    __slots__ = ()


Outcome = Union[
    Trouble
    | CodeSent
    | NotInvented
    | SignedIn
    | CodeNotRight
    | CodeEnded
    | StatusShown
    | StatusMissing
    | StatusFailing
    | ProofSeen
    | ProofMissing
    | ProofFailing
    | CodeMade
    | CodeDiffers
    | CodeNotOpened
    | PreviewChanged
    | CodesListed
    | CodeCancelled
    | SignedOut
    | AccountAnswer,
    "CaseOutcome",
]


@value
class Result:
    generation: int
    outcome: Outcome


Event = Answer | Press | Back | Result
