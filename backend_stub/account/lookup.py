"""What other parts may ask the account about, by its key or by what is typed to sign in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from backend_stub.account import tables
from backend_stub.kernel.keys import AccountId, Channel, PersonKey
from backend_stub.kernel.security import same_day
from backend_stub.kernel.store import Store

NOBODYS_BIRTHDAY = date(1, 1, 1)


@dataclass(frozen=True, slots=True)
class Owner:
    """Which record an account asks for, and the number that its owner knows it by."""

    person_key: PersonKey
    reference: str


class AccountLookup:
    """Reads; changes nothing."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def contacts(self, account_id: AccountId) -> list[tuple[Channel, str]]:
        """Every contact that messages may go to."""

        def work(c: Connection) -> list[tuple[Channel, str]]:
            rows = c.execute(
                select(tables.contact.c.channel, tables.contact.c.address)
                .where(tables.contact.c.account_id == account_id, tables.contact.c.active == 1)
                .order_by(tables.contact.c.contact_id)
            )
            return [(row.channel, row.address) for row in rows]

        return await self._store.run(work)

    async def owner(self, account_id: AccountId) -> Owner | None:
        """The account as it stands; nothing when it is closed."""

        def work(c: Connection) -> Owner | None:
            row = c.execute(
                select(tables.account.c.person_key, tables.account.c.reference).where(
                    tables.account.c.account_id == account_id, tables.account.c.closed_at.is_(None)
                )
            ).one_or_none()
            return None if row is None else Owner(PersonKey(row.person_key), row.reference)

        return await self._store.run(work)

    async def account_of_document(self, number: str, birth_date: date) -> AccountId | None:
        """Whose document this is. `number` in normal form; both must fit."""

        def work(c: Connection) -> AccountId | None:
            row = c.execute(
                select(tables.document.c.account_id, tables.document.c.birth_date).where(
                    tables.document.c.number_norm == number
                )
            ).one_or_none()
            known = NOBODYS_BIRTHDAY if row is None else row.birth_date
            fits = same_day(known, birth_date)
            return AccountId(row.account_id) if row is not None and fits else None

        return await self._store.run(work)
