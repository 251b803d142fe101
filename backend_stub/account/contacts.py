"""An account's contacts: where messages go, how many went there, and who is told of a change."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from backend_stub.account import tables
from backend_stub.account.setting import Setting
from backend_stub.kernel.changes import NOTICES, enqueue
from backend_stub.kernel.entropy import new_id
from backend_stub.kernel.keys import Channel
from backend_stub.kernel.throttle import Sent


def first(c: Connection, account_id: str | None, channels: Sequence[Channel]) -> Row[Any] | None:
    """The active contact for one of these channels, phones before e-mail."""
    return c.execute(
        select(tables.contact)
        .where(
            tables.contact.c.account_id == (account_id or ""),
            tables.contact.c.channel.in_(channels),
            tables.contact.c.active == 1,
        )
        .order_by(tables.contact.c.channel.desc(), tables.contact.c.contact_id)
        .limit(1)
    ).one_or_none()


def active(c: Connection, account_id: str) -> Sequence[Row[Any]]:
    """Every active contact, phones before e-mail."""
    return c.execute(
        select(tables.contact)
        .where(tables.contact.c.account_id == account_id, tables.contact.c.active == 1)
        .order_by(tables.contact.c.channel.desc(), tables.contact.c.contact_id)
    ).all()


def sent(c: Connection, subject: str) -> list[Sent]:
    """The codes that went out lately: to an account, or in a sign-in that has none."""
    log = tables.throttle.c
    rows = c.execute(
        select(log.at, log.channel, log.known).where(log.kind == "sent", log.subject == subject)
    )
    return [Sent(row.at, row.channel, known=bool(row.known)) for row in rows]


def tell(c: Connection, at: Setting, to: Sequence[Row[Any]], words: tuple[str, str]) -> None:
    """Tell contacts of a change, in the transaction of the change itself."""
    subject, body = words
    for contact in to:
        enqueue(
            c, tables.change_queue, at.entropy, at.now,
            address=NOTICES,
            kind="reply",
            # Each has a subject of its own: none overtakes another.
            subject=new_id(at.entropy),
            body={
                "channel": contact.channel,
                "to": contact.address,
                "subject": subject,
                "text": body,
            },
        )  # fmt: skip


def put(c: Connection, at: Setting, account_id: str, channel: str, address: str) -> None:
    """Make this the account's contact for its channel, in place of any other."""
    of_channel = (tables.contact.c.account_id == account_id) & (tables.contact.c.channel == channel)
    c.execute(update(tables.contact).where(of_channel).values(active=0))
    c.execute(
        insert(tables.contact).values(
            contact_id=new_id(at.entropy),
            account_id=account_id,
            channel=channel,
            address=address,
            changed_at=at.now,
        )
    )
