"""What the account tells the person-centric record: whose it is, what opens it, whom it reaches."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from backend_stub.account import tables
from backend_stub.kernel.changes import enqueue
from backend_stub.kernel.entropy import Entropy
from backend_stub.kernel.keys import AccountId

RECORD = "pcdp"


def account_body(
    account_id: str | None, contacts: Iterable[tuple[str, str]], documents: Iterable[str]
) -> dict[str, Any]:
    """What `account-changed` says, in an order that does not depend on rows. `documents`: keys."""
    return {
        "account_id": account_id,
        "contacts": sorted([list(contact) for contact in contacts]),
        "documents": sorted(documents),
    }


def announce(c: Connection, entropy: Entropy, now: datetime, account_id: AccountId) -> None:
    """Tell of an account as it stands, or that it is closed: call it in the act's transaction."""
    contact = tables.contact.c
    contacts = c.execute(
        select(contact.channel, contact.address).where(
            contact.account_id == account_id, contact.active == 1
        )
    )
    document = tables.document.c
    documents = c.execute(
        select(document.document_key).where(document.account_id == account_id, document.active == 1)
    ).scalars()
    account = c.execute(
        select(tables.account.c.person_key, tables.account.c.closed_at).where(
            tables.account.c.account_id == account_id
        )
    ).one()
    enqueue(
        c, tables.change_queue, entropy, now,
        address=RECORD,
        kind="account-changed",
        subject=account.person_key,
        body=account_body(
            account_id if account.closed_at is None else None,
            [(row.channel, row.address) for row in contacts],
            documents,
        ),
    )  # fmt: skip
