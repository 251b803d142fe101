"""What the account service works with, and its rules in figures."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal, Protocol

from backend_stub.kernel.keys import AccountId, Channel, DocumentKey, PersonKey

CODE_DIGITS = 6
FLOW_LIFE = timedelta(minutes=60)
CONTACT_REST = timedelta(hours=24)
"""For how long after a change of one contact the other stays as it is."""
TOTP_STEP_SECONDS = 30
TOTP_WINDOW = 1

ContactChannel = Literal["text", "email"]
StepUpPurpose = Literal["change-document", "change-contact", "set-up-authenticator"]
DocumentKind = Literal["passport", "identity-card", "travel-document"]


@dataclass(frozen=True, slots=True)
class Rules:
    """Figures that a deployment may choose."""

    code_life: timedelta = timedelta(minutes=10)
    session_idle: timedelta = timedelta(minutes=15)
    session_life: timedelta = timedelta(minutes=60)


@dataclass(frozen=True, slots=True)
class Message:
    """A text or an e-mail with a code. Without an address it goes nowhere, at the same cost."""

    channel: Channel
    address: str | None
    subject: str
    body: str
    expires_at: datetime | None


class Deliver(Protocol):
    """Where messages go; wired to the outbox."""

    async def __call__(self, message: Message) -> None:
        """Hand over one message."""


@dataclass(frozen=True, slots=True)
class Identity:
    """What somebody signs in with. `number` is in normal form."""

    number: str
    birth_date: date


@dataclass(frozen=True, slots=True)
class Opened:
    """What a document opens: an account, and by which document."""

    account_id: AccountId
    document_key: DocumentKey


@dataclass(frozen=True, slots=True)
class DocumentId:
    """A document, named as no two in the world are. `number` is in normal form."""

    kind: str
    issuing_state: str
    number: str

    @property
    def text(self) -> str:
        """The same for the same document, in one line."""
        return f"{self.issuing_state} {self.kind} {self.number}"


@dataclass(frozen=True, slots=True)
class Holder:
    """Whom a document, or a record, says that it is about."""

    given_names: str
    family_name: str
    birth_date: date
    nationality: str | None


@dataclass(frozen=True, slots=True)
class Record:
    """What the account service may see of a person's record: whom it is about, and the picture."""

    holder: Holder
    photo_digest: str


# The record that a person key names; wired to the status service.
RecordOf = Callable[[PersonKey], Awaitable[Record | None]]


@dataclass(frozen=True, slots=True)
class Sending:
    """A security code on its way; in clear it stands in `words` alone, subject and body.

    `channel` is the one that was asked for, `by` the one that is used: they differ when an account
    is stopped and its authenticator is asked for, since that is told to a contact. Without an
    `address` the words go nowhere.
    """

    flow_id: str
    channel: Channel
    expires_at: datetime
    by: Channel
    address: str | None
    words: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Session:
    """A session just begun, or gone on with under another token. Tokens are shown once.

    `client_token` is what the machine should send from now on to be known again.
    """

    token: str
    account_id: AccountId
    reference: str
    expires_at: datetime
    client_token: str | None


@dataclass(frozen=True, slots=True)
class Summary:
    """What an account holds, masked; `tag` is the entity tag of its present state."""

    reference: str
    contacts: list[tuple[str, str]]
    documents: list[tuple[str, str]]
    authenticator: bool
    tag: str


def masked_contact(channel: str, address: str) -> str:
    """A contact that its owner recognises and nobody else can use."""
    if channel == "email":
        name, _, domain = address.partition("@")
        return f"{name[:1]}***@{domain}"
    return f"ends in {address[-3:]}"


def masked_number(number: str) -> str:
    """A document number with all but its last three signs hidden."""
    return "*" * max(0, len(number) - 3) + number[-3:]
