"""What must hold after every step: document, account, person and sharing key belong together.

A document opens one account, an account asks for one record, a record is asked for by at most one
account, a document is that record's holder's, and each sharing service shares that very record.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from backend_stub.kernel.keys import PURPOSES
from backend_stub.kernel.rows import Row, read_rows
from backend_stub.kernel.store import Store
from backend_stub.parts import Parts


def broken_bonds(parts: Parts) -> list[str]:
    """What does not hold, each in one line of keys; nothing when all is well. Blocking.

    A sharing service that has not heard of a change may lag behind: that is a bond that is broken
    for a while, and reported as long as it is.
    """
    accounts = {
        row["account_id"]: row
        for row in _rows(parts.account, "account")
        if row["closed_at"] is None
    }
    documents = [row for row in _rows(parts.account, "document") if row["active"]]
    persons = {row["person_key"]: row for row in _rows(parts.pcdp, "person")}
    return sorted(
        [
            *_documents(documents, accounts, persons),
            *_accounts(accounts, persons),
            *_shares(parts, accounts, _only_applied(parts)),
        ]
    )


def _documents(
    documents: list[Row], accounts: dict[str, Row], persons: dict[str, Row]
) -> Iterator[str]:
    named = Counter((d["issuing_state"], d["kind"], d["number_norm"]) for d in documents)
    for row in documents:
        key = row["document_key"]
        if named[row["issuing_state"], row["kind"], row["number_norm"]] > 1:
            yield f"document {key}: it is linked more than once"
        account = accounts.get(row["account_id"])
        if account is None:
            yield f"document {key}: it opens no account"
            continue
        person = persons.get(account["person_key"])
        if person is not None and person["birth_date"] != row["birth_date"]:
            yield f"document {key}: it opens the record of somebody born on another day"
    per_account = Counter(row["account_id"] for row in documents if row["awaiting_use"])
    for account_id, count in per_account.items():
        if count > 1:
            yield f"account {account_id}: {count} documents wait to be used first"
    for account_id in accounts.keys() - {row["account_id"] for row in documents}:
        yield f"account {account_id}: no document opens it"


def _accounts(accounts: dict[str, Row], persons: dict[str, Row]) -> Iterator[str]:
    asked = Counter(row["person_key"] for row in accounts.values())
    for account_id, row in accounts.items():
        if row["person_key"] not in persons:
            yield f"account {account_id}: it asks for a record that there is not"
        elif asked[row["person_key"]] > 1:
            yield f"account {account_id}: another asks for its record too"


def _only_applied(parts: Parts) -> set[str]:
    """Records of people who have no status yet: there is nothing to share."""
    granted = {row["person_key"] for row in _rows(parts.pcdp, "status")}
    return {row["person_key"] for row in _rows(parts.pcdp, "application")} - granted


def _shares(parts: Parts, accounts: dict[str, Row], applied: set[str]) -> Iterator[str]:
    for purpose in PURPOSES:
        store = parts.sharing_store(purpose)
        copies = {row["share_key"]: row for row in _rows(store, "projection")}
        for row in _rows(store, "crosswalk"):
            account = accounts.get(row["account_id"])
            copy = copies.get(row["share_key"])
            source = None if copy is None else copy["source_person_key"]
            if account is None or (copy is None and account["person_key"] in applied):
                continue
            if source != account["person_key"]:
                yield f"account {row['account_id']}: its key for {purpose} shares another record"


def _rows(store: Store, table: str) -> list[Row]:
    return store.call(lambda c: read_rows(c, store.metadata.tables[table]))
