"""What an account is at one moment, and the tag that names exactly that."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, select

from backend_stub.account import contacts, tables
from backend_stub.account.setting import Setting
from backend_stub.kernel.etag import etag


@dataclass(frozen=True, slots=True)
class State:
    """An account's rows that a change is decided on; `tag` changes whenever one of them does."""

    account: Row[Any]
    contacts: Sequence[Row[Any]]
    documents: Sequence[Row[Any]]
    authenticator: str | None
    tag: str


def state_of(c: Connection, at: Setting, account_id: str) -> State:
    """The account as it is in this transaction."""
    account = c.execute(
        select(tables.account).where(tables.account.c.account_id == account_id)
    ).one()
    held = contacts.active(c, account_id)
    documents = c.execute(
        select(tables.document)
        .where(tables.document.c.account_id == account_id, tables.document.c.active == 1)
        .order_by(tables.document.c.document_key)
    ).all()
    secret = c.execute(
        select(tables.authenticator.c.secret).where(tables.authenticator.c.account_id == account_id)
    ).scalar_one_or_none()
    everything = [tuple(account), *map(tuple, held), *map(tuple, documents), secret]
    tag = etag(at.server_key, json.dumps(everything, default=str))
    return State(account, held, documents, secret, tag)
