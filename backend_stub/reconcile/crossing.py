"""Whether what one store tells has reached the others, and reached the right ones."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise

from backend_stub.kernel.rows import Row
from backend_stub.reconcile.snapshot import Disagreement, Snapshot

PATIENCE = timedelta(hours=1)
"""A message that is older and has not been delivered is overdue."""


def crossing(seen: Snapshot) -> Iterator[Disagreement]:
    """Disagreements in and between the queues and the inboxes, and in what the account told."""
    for sender, queue in seen.queues.items():
        yield from _deliveries(seen, sender, queue)
        yield from _order(sender, queue)
    yield from _holders(seen)
    for row in seen.contacts:
        contact = [row["channel"], row["address"]]
        yield from _told_by_another(seen, "contact", row["account_id"], contact)
    yield from _documents_told(seen)
    for row in seen.documents:
        if row["active"]:
            yield from _told_by_another(seen, "document", row["account_id"], row["document_key"])


def _deliveries(seen: Snapshot, sender: str, queue: list[Row]) -> Iterator[Disagreement]:
    for row in queue:
        if row["refused"] is not None:
            check, said = "message-refused", "was refused"
        elif row["delivered_at"] is None and row["made_at"] + PATIENCE < seen.now:
            check, said = "message-overdue", "has not been delivered"
        elif row["delivered_at"] is not None and not _came(seen, row):
            check, said = "message-lost", "was sent and never came"
        else:
            continue
        # A notice is about an account; everything else is about a person.
        account_id = row["body"]["account_id"] if row["kind"] == "notice" else ""
        person_key = "" if account_id else row["subject"]
        where, detail = (sender, row["address"]), f"a {row['kind']} message {said}"
        yield Disagreement(check, person_key, account_id, where, detail)


def _came(seen: Snapshot, row: Row) -> bool:
    return row["message_id"] in seen.inboxes.get(row["address"], ())


def _order(sender: str, queue: list[Row]) -> Iterator[Disagreement]:
    """A newer message must have a higher number: the number alone decides which one holds."""
    streams: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for row in queue:
        streams[row["address"], row["kind"], row["subject"]].append(row)
    for (address, kind, subject), rows in streams.items():
        rows.sort(key=lambda row: row["number"])
        if any(later["made_at"] < earlier["made_at"] for earlier, later in pairwise(rows)):
            detail = f"{kind} messages are numbered out of order"
            yield Disagreement("messages-out-of-order", subject, "", (sender, address), detail)


def _holders(seen: Snapshot) -> Iterator[Disagreement]:
    for person_key, row in seen.holders.items():
        account = seen.accounts.get(row["account_id"])
        if account is not None and account["person_key"] != person_key:
            detail = "the account asks for another record than the one that it told of"
            yield Disagreement(
                "account-of-another-record",
                person_key,
                row["account_id"],
                ("account", "pcdp"),
                detail,
            )


def _documents_told(seen: Snapshot) -> Iterator[Disagreement]:
    """What opens an account and no account told of, once what was told has come."""
    crossing = {
        row["subject"]
        for queue in seen.queues.values()
        for row in queue
        if row["kind"] == "account-changed" and row["delivered_at"] is None
    }
    told = {document for row in seen.holders.values() for document in row["documents"]}
    for row in seen.documents:
        account = seen.accounts.get(row["account_id"])
        if not row["active"] or account is None or row["document_key"] in told:
            continue
        key = account["person_key"]
        if key not in crossing:
            detail = "the account is opened by a document that it never told of"
            yield Disagreement(
                "document-not-told", key, row["account_id"], ("account", "pcdp"), detail
            )


def _told_by_another(
    seen: Snapshot, what: str, account_id: str, thing: object
) -> Iterator[Disagreement]:
    """What one account told of and another has now. A contact may be shared: both told of it."""
    account = seen.accounts.get(account_id)
    told = {row["account_id"] for row in seen.holders.values() if thing in row[f"{what}s"]}
    if account is not None and told and account_id not in told:
        detail = f"a {what} is one that another account told of"
        key, where = account["person_key"], ("account", "pcdp")
        yield Disagreement(f"{what}-of-another-account", key, account_id, where, detail)
