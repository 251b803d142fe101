"""The status service: reads the record that the account's person key names."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, select

from backend_stub.kernel.caller import Caller
from backend_stub.kernel.clock import Clock
from backend_stub.kernel.keys import PersonKey
from backend_stub.kernel.portrait import Portrait
from backend_stub.kernel.prepared import Prepared
from backend_stub.kernel.problem import Problem
from backend_stub.kernel.store import Store
from backend_stub.pcdp import tables
from backend_stub.pcdp.model import PersonRecord, StatusRecord

_STATUS = Prepared(
    select(
        tables.person.c.given_names,
        tables.person.c.family_name,
        tables.person.c.birth_date,
        tables.person.c.photo_digest,
        tables.status.c.kind,
        tables.status.c.valid_from,
        tables.status.c.valid_until,
        tables.status.c.conditions,
    )
    .join(tables.status, tables.status.c.person_key == tables.person.c.person_key)
    .where(tables.person.c.person_key == bindparam("wanted"))
)


class StatusService:
    """Believes the key it is given, as the real one does."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def status(self, caller: Caller) -> StatusRecord:
        """The current record; Problem `status-not-found`. One that has ended is still shown."""
        now = self._clock.now()

        def work(c: Connection) -> StatusRecord | None:
            row = _STATUS.one(c, wanted=caller.person_key)
            return None if row is None else StatusRecord(**row._asdict(), as_at=now)

        found = await self._store.run(work)
        if found is None:
            raise Problem("status-not-found")
        return found

    async def person(self, person_key: PersonKey) -> PersonRecord | None:
        """Whom this key's record is about; for other services, which show none of it."""

        def work(c: Connection) -> PersonRecord | None:
            row = c.execute(
                select(
                    tables.person.c.given_names,
                    tables.person.c.family_name,
                    tables.person.c.birth_date,
                    tables.person.c.nationality,
                    tables.person.c.photo_digest,
                ).where(tables.person.c.person_key == person_key)
            ).one_or_none()
            return None if row is None else PersonRecord(**row._mapping)

        return await self._store.run(work)

    async def photo(self, caller: Caller, digest: str) -> Portrait | None:
        """The picture, when it is that of this caller's record."""

        def work(c: Connection) -> Portrait | None:
            portrait: Portrait | None = c.execute(
                select(tables.photo.c.portrait)
                .join(tables.person, tables.person.c.photo_digest == tables.photo.c.digest)
                .where(
                    tables.person.c.person_key == caller.person_key,
                    tables.photo.c.digest == digest,
                )
            ).scalar_one_or_none()
            return portrait

        return await self._store.run(work)
