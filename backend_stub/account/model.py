"""What the account service works with, and its rules in figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol

from backend_stub.kernel.keys import AccountId, Channel, SignInId

CODE_LIFE = timedelta(minutes=10)
CODE_DIGITS = 6
FLOW_LIFE = timedelta(minutes=60)
SESSION_IDLE = timedelta(minutes=15)
SESSION_LIFE = timedelta(minutes=60)
TOTP_STEP_SECONDS = 30
TOTP_WINDOW = 1


@dataclass(frozen=True, slots=True)
class Message:
    """A text or an e-mail. Without an address it goes nowhere, at the same cost."""

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
class Sending:
    """A security code on its way: `clear` leaves this process in `message` alone."""

    sign_in_id: SignInId
    channel: Channel
    expires_at: datetime
    address: str | None
    clear: str


@dataclass(frozen=True, slots=True)
class Session:
    """A session just begun; `token` is shown once and stored hashed."""

    token: str
    account_id: AccountId
    reference: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Summary:
    """What an account holds, masked."""

    reference: str
    contacts: list[tuple[str, str]]
    documents: list[tuple[str, str]]
    authenticator: bool


def masked_contact(channel: str, address: str) -> str:
    """A contact that its owner recognises and nobody else can use."""
    if channel == "email":
        name, _, domain = address.partition("@")
        return f"{name[:1]}***@{domain}"
    return f"ends in {address[-3:]}"


def masked_number(number: str) -> str:
    """A document number with all but its last three signs hidden."""
    return "*" * max(0, len(number) - 3) + number[-3:]


def code_message(channel: Channel, code: str) -> tuple[str, str]:
    """Subject and body of the message that carries a security code."""
    subject = "Your security code (practice)"
    minutes = int(CODE_LIFE.total_seconds()) // 60
    return subject, (
        f"PRACTICE. {code} is your security code. It works for {minutes} minutes, once. "
        "Do not share it."
    )
