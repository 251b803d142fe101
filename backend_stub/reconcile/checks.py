"""The small check across the stores: which records do not agree, told by their keys alone.

It reads; it repairs nothing. What it says of a record is which columns differ, never what they
hold, so its output can be shown to people who may not see the records.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from backend_stub.kernel.rows import Row
from backend_stub.parts import Parts
from backend_stub.pcdp.records import PERSON_COLUMNS, STATUS_COLUMNS
from backend_stub.reconcile.crossing import crossing
from backend_stub.reconcile.snapshot import Disagreement, Service, Snapshot, read


def reconcile(parts: Parts) -> list[Disagreement]:
    """Every disagreement between the stores, in a fixed order. Blocking.

    Each store is read at its own moment: a change that is still crossing may show once.
    """
    seen = read(parts)
    found = [*_accounts(seen), *_documents(seen), *_records(seen), *crossing(seen)]
    for service in seen.services:
        found += [*_keys(seen, service), *_copies(seen, service), *_published(seen, service)]
    return sorted(found)


def _accounts(seen: Snapshot) -> Iterator[Disagreement]:
    asked = Counter(row["person_key"] for row in seen.accounts.values())
    for account_id, row in seen.accounts.items():
        key = row["person_key"]
        if key not in seen.statuses and key not in seen.applications:
            detail = "the account asks for a record that has no status"
            yield Disagreement(
                "account-without-status", key, account_id, ("account", "pcdp"), detail
            )
        if asked[key] > 1:
            detail = f"{asked[key]} accounts ask for this record"
            yield Disagreement("record-with-two-accounts", key, account_id, ("account",), detail)
    for key in seen.persons.keys() - asked.keys():
        detail = "no account asks for this record"
        yield Disagreement("record-without-account", key, "", ("account", "pcdp"), detail)


def _documents(seen: Snapshot) -> Iterator[Disagreement]:
    for row in seen.documents:
        account = seen.accounts.get(row["account_id"])
        key = "" if account is None else account["person_key"]
        person = seen.persons.get(key)
        if person is None or person["birth_date"] != row["birth_date"]:
            detail = "the document's birth date is not that of the record it opens"
            yield Disagreement(
                "document-of-another-record", key, row["account_id"], ("account", "pcdp"), detail
            )


def _records(seen: Snapshot) -> Iterator[Disagreement]:
    pictured: dict[str, list[str]] = defaultdict(list)
    for key, row in seen.persons.items():
        pictured[row["photo_digest"]].append(key)
    for keys in pictured.values():
        if len(keys) > 1:
            detail = f"{len(keys)} records have one picture"
            yield from (
                Disagreement("picture-of-two-people", key, "", ("pcdp",), detail) for key in keys
            )
    for key, row in seen.statuses.items():
        if row["kind"] == "settled" and row["valid_until"] is not None:
            yield Disagreement("end-on-settled", key, "", ("pcdp",), "settled, with an end date")


def _keys(seen: Snapshot, service: Service) -> Iterator[Disagreement]:
    where = ("account", service.name)
    given = set(service.own_keys.values())
    for account_id, row in seen.accounts.items():
        share_key = service.crosswalk.get(account_id)
        if share_key is None:
            detail = "the account has no key in this service"
            yield Disagreement("account-without-key", row["person_key"], account_id, where, detail)
        elif share_key not in service.projections and not _nothing_yet(seen, service, row):
            detail = "the account's key leads to no copy"
            yield Disagreement("key-points-nowhere", row["person_key"], account_id, where, detail)
        if share_key in given and share_key != service.own_keys.get(row["person_key"]):
            detail = "the account's key was given for another record"
            yield Disagreement(
                "key-of-another-record", row["person_key"], account_id, where, detail
            )
    for account_id in service.crosswalk.keys() - seen.accounts.keys():
        detail = "a key is kept for an account that there is not"
        yield Disagreement("key-without-account", "", account_id, where, detail)


def _nothing_yet(seen: Snapshot, service: Service, account: Row) -> bool:
    """Whether its key rightly leads to no copy: its own key, and applied for without a status."""
    key, own = account["person_key"], service.own_keys.get(account["person_key"])
    applied = key in seen.applications and key not in seen.statuses
    return applied and service.crosswalk.get(account["account_id"]) == own


def _copies(seen: Snapshot, service: Service) -> Iterator[Disagreement]:
    """The copy that each account's owner would share, against the record the account asks for."""
    where = ("pcdp", service.name)
    for account_id, row in seen.accounts.items():
        key = row["person_key"]
        copy = service.projections.get(service.crosswalk.get(account_id, ""))
        person, status = seen.persons.get(key), seen.statuses.get(key)
        if copy is None:
            continue
        if copy["source_person_key"] != key:
            detail = "the copy was made from another record"
            yield Disagreement("copy-of-another-record", key, account_id, where, detail)
        differing = [
            column
            for source, columns in ((person, PERSON_COLUMNS), (status, STATUS_COLUMNS))
            for column in columns
            if source is not None and source[column] != copy[column]
        ]
        if differing:
            detail = f"the copy differs in {', '.join(differing)}"
            yield Disagreement("copy-differs", key, account_id, where, detail)


def _published(seen: Snapshot, service: Service) -> Iterator[Disagreement]:
    owner = {share_key: account_id for account_id, share_key in service.crosswalk.items()}
    for share_key in service.projections.keys() - service.publications.keys():
        detail = "a copy has no key of its own"
        source = service.projections[share_key]["source_person_key"]
        yield Disagreement("copy-without-key", source, "", (service.name,), detail)
    for share_key, shown_key in service.publications.items():
        if shown_key != share_key:
            account_id = owner.get(share_key, "")
            account = seen.accounts.get(account_id)
            detail = "checkers are shown another copy than the owner"
            key = "" if account is None else account["person_key"]
            yield Disagreement("published-copy-differs", key, account_id, (service.name,), detail)
