"""What one store tells another. A message is written where it arises, in the transaction of what
it tells, and is given to those it is for until each has taken it: it may come twice, so whoever
takes it keeps its id.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from backend_stub.kernel.keys import AccountId, DocumentKey, PersonKey


@dataclass(frozen=True, slots=True)
class DocumentChanged:
    """An account has a further document to sign in with.

    `old` are those that opened it before; they go on doing so until the new one has been used
    once, so there is no hurry. `person_key` is the one that the account asked with at `at`.
    """

    message_id: str
    at: datetime
    account_id: AccountId
    person_key: PersonKey
    old: tuple[DocumentKey, ...]
    new: DocumentKey


@dataclass(frozen=True, slots=True)
class Notice:
    """A text or an e-mail that tells of a change. It holds no code and does not expire."""

    message_id: str
    at: datetime
    channel: Literal["text", "email"]
    address: str
    subject: str
    body: str


Outgoing = DocumentChanged | Notice


class NotNow(Exception):
    """Whoever the message is for cannot take it at present; it is offered again later."""
