"""Changes that cross from one store to another, each as a message with an id of its own.

No transaction spans two stores. The sender puts a message into its queue in the transaction of the
act that it tells of; the pump carries it; the receiver notes its id in its inbox in the transaction
that applies it. A message may come twice, late, or after a newer one: ids and numbers see to it
that the end is the same.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Connection, Table, func, insert, select

from backend_stub.kernel.entropy import Entropy, new_id

Outcome = Literal["applied", "overtaken", "repeated"]

NOTICES = "outbox"
"""The address that tells the holder of an account something."""


@dataclass(frozen=True, slots=True)
class Change:
    """One message. `number` counts up for each address, kind and subject; `body` is JSON."""

    message_id: str
    address: str
    kind: str
    subject: str
    number: int
    body: Mapping[str, Any]


class NotForUs(Exception):
    """The receiver cannot use this message; the text is kept beside it in the queue."""


def check_kind(change: Change, kinds: Mapping[str, Collection[str]], receiver: str) -> None:
    """NotForUs, unless `kinds` knows the message's kind and its body has all that the kind says."""
    if change.kind not in kinds:
        raise NotForUs(f"{receiver} takes no {change.kind}")
    if missing := sorted(set(kinds[change.kind]) - set(change.body)):
        raise NotForUs(f"{receiver} misses {', '.join(missing)} in {change.kind}")


def enqueue(
    c: Connection,
    queue: Table,
    entropy: Entropy,
    now: datetime,
    *,
    address: str,
    kind: str,
    subject: str,
    body: Mapping[str, Any],
) -> None:
    """Put a message into the sender's queue, in the transaction of the act that it tells of."""
    newest = c.execute(
        select(func.max(queue.c.number)).where(
            queue.c.address == address, queue.c.kind == kind, queue.c.subject == subject
        )
    ).scalar()
    c.execute(
        insert(queue).values(
            message_id=new_id(entropy),
            address=address,
            kind=kind,
            subject=subject,
            number=(newest or 0) + 1,
            body=dict(body),
            made_at=now,
        )
    )


def accept(c: Connection, inbox: Table, change: Change, now: datetime) -> Outcome:
    """Note a message in the receiver's inbox; only "applied" asks the caller to apply it now."""
    known = c.execute(
        select(inbox.c.message_id).where(inbox.c.message_id == change.message_id)
    ).one_or_none()
    if known is not None:
        return "repeated"
    newest = c.execute(
        select(func.max(inbox.c.number)).where(
            inbox.c.kind == change.kind, inbox.c.subject == change.subject
        )
    ).scalar()
    outcome: Outcome = "applied" if newest is None or change.number > newest else "overtaken"
    c.execute(
        insert(inbox).values(
            message_id=change.message_id,
            kind=change.kind,
            subject=change.subject,
            number=change.number,
            received_at=now,
            outcome=outcome,
        )
    )
    return outcome
