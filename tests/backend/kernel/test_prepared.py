"""Statements handed to the driver give what Core gives, and are counted and guarded alike."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import (
    JSON,
    Column,
    Date,
    Integer,
    MetaData,
    String,
    Table,
    bindparam,
    delete,
    insert,
    select,
    update,
)

from backend_stub.kernel.prepared import Prepared
from backend_stub.kernel.store import Instant, Store, StoreThreadError

metadata = MetaData()
thing = Table(
    "thing",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String),
    Column("born", Date),
    Column("at", Instant),
    Column("body", JSON),
    Column("tries", Integer, nullable=False, default=0),
)
PUT = Prepared(insert(thing), thing.c.keys())
GET = Prepared(select(thing).where(thing.c.id == bindparam("which")))
LATER = Prepared(
    update(thing).where(thing.c.at < bindparam("until"), thing.c.tries == 0).values(tries=1)
)

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"))
values = st.fixed_dictionaries(
    {
        "name": st.none() | texts,
        "born": st.none() | st.dates(),
        "at": st.none()
        | st.datetimes(
            min_value=datetime(1900, 1, 1),  # noqa: DTZ001 (the zone is drawn beside it)
            timezones=st.sampled_from([UTC, timezone(timedelta(hours=5, minutes=30))]),
        ),
        "body": st.recursive(
            st.booleans() | st.integers(-(2**53), 2**53) | texts,
            lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
        ),
        "tries": st.integers(0, 2**31),
    }
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store of one table with a column of each kind."""
    opened = Store("things", tmp_path / "things.db", metadata)
    yield opened
    opened.close()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(values)
def test_what_goes_in_one_way_comes_out_the_other(store: Store, row: dict[str, Any]) -> None:
    store.call(lambda c: c.execute(delete(thing)))
    assert store.call(lambda c: PUT.run(c, id=1, **row)) == 1
    store.call(lambda c: c.execute(insert(thing).values(id=2, **row)))
    (first, second) = store.call(lambda c: c.execute(select(thing).order_by(thing.c.id)).all())
    for number, stored in ((1, first), (2, second)):
        assert stored._asdict() == {"id": number, **row}
    for number in (1, 2):
        found = store.call(partial(GET.one, which=number))
        assert found._asdict() == {"id": number, **row}


def test_nothing_found_is_nothing_and_the_rows_changed_are_counted(store: Store) -> None:
    at = datetime(2026, 3, 2, tzinfo=UTC)
    plain: dict[str, Any] = {"name": None, "born": date(2000, 1, 1), "body": [], "tries": 0}
    for number in (1, 2, 3):
        day = at + timedelta(days=number)
        store.call(partial(PUT.run, id=number, at=day, **plain))
    assert store.call(lambda c: GET.one(c, which=9)) is None
    assert store.call(lambda c: LATER.run(c, until=at + timedelta(days=3))) == 2
    assert store.call(lambda c: LATER.run(c, until=at + timedelta(days=3))) == 0


def test_a_value_that_is_not_given_or_not_wanted_is_an_error(store: Store) -> None:
    with pytest.raises(KeyError):
        store.call(lambda c: PUT.run(c, id=1))
    with pytest.raises(TypeError, match="wich"):
        store.call(lambda c: GET.one(c, which=1, wich=2))


@pytest.mark.parametrize(
    ("statement", "gives"),
    [
        (select(thing).where(thing.c.id.in_([1, 2])), None),
        (insert(thing), ["id", "name"]),
        (select(thing).where(thing.c.id == bindparam("which", callable_=lambda: 1)), None),
    ],
    ids=[
        "as many parameters as values",
        "a default in Python that nobody gives",
        "a value made anew each time",
    ],
)
def test_what_cannot_be_compiled_once_is_refused(statement: Any, gives: list[str] | None) -> None:
    with pytest.raises(TypeError, match="not the same"):
        Prepared(statement, gives)


def test_it_is_counted_and_kept_off_event_loops_as_any_statement(store: Store) -> None:
    before = store.statements
    store.call(lambda c: GET.one(c, which=1))
    assert store.statements == before + 1

    async def sly(c: Any) -> Any:
        return GET.one(c, which=1)

    with pytest.raises(StoreThreadError, match="statement on an event loop"):
        store.call(lambda c: asyncio.run(sly(c)))
