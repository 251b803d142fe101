"""Statements that nearly every request puts to a store, handed to the driver itself.

Written with Core and compiled once. Core's own execution costs ten times what SQLite needs for
them, and they are most of what an answer waits for; whatever is asked more rarely goes through
Core as usual.
"""

from __future__ import annotations

import collections
from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import ClauseElement, Connection, Select
from sqlalchemy.dialects.sqlite import dialect as sqlite_dialect

Processor = Callable[[Any], Any]

GUARD = "guard"
"""Under this name a connection's `info` has what its store calls before each statement."""

_DIALECT = sqlite_dialect()


class Prepared:
    """One statement with named parameters; values go in and come out as with Core.

    `gives`: names of the columns that an INSERT is given, every one that has a default in Python
    among them. TypeError when the statement cannot be compiled once for all its values.
    """

    def __init__(self, statement: ClauseElement, gives: Sequence[str] | None = None) -> None:
        compiled: Any = statement.compile(dialect=_DIALECT, column_keys=gives)
        self._sql = str(compiled)
        later = any(bind.callable is not None for bind in compiled.binds.values())
        unlike = "POSTCOMPILE" in self._sql or later
        if unlike or compiled.insert_prefetch or compiled.update_prefetch:
            raise TypeError(f"not the same for all its values: {self._sql}")
        self._fixed: dict[str, Any] = {
            name: bind.value for name, bind in compiled.binds.items() if not bind.required
        }
        self._binds: list[tuple[str, Processor]] = [
            (name, _into(compiled.binds[name].type)) for name in compiled.positiontup
        ]
        self._names = frozenset(name for name, _ in self._binds)
        columns = statement.selected_columns if isinstance(statement, Select) else None
        self._row = _row_of([] if columns is None else columns.keys())
        self._results = [_out_of(column.type) for column in columns or ()]

    def run(self, c: Connection, **values: Any) -> int:
        """Do it; how many rows it changed."""
        count: int = self._execute(c, values).rowcount
        return count

    def one(self, c: Connection, **values: Any) -> Any:
        """The first row, with the names of its columns, or None."""
        found = self._execute(c, values).fetchone()
        if found is None:
            return None
        return self._row._make(
            value if out is None else out(value)
            for out, value in zip(self._results, found, strict=True)
        )

    def _execute(self, c: Connection, values: dict[str, Any]) -> Any:
        fairy: Any = c.connection
        fairy.info[GUARD]()
        if not values.keys() <= self._names:
            raise TypeError(f"no such parameters: {sorted(values.keys() - self._names)}")
        given = self._fixed | values
        return fairy.driver_connection.execute(
            self._sql, [into(given[name]) for name, into in self._binds]
        )


def _row_of(names: Sequence[str]) -> Any:
    """A class of rows, whose names are known only now."""
    return collections.namedtuple("_Row", names)


def _into(kind: Any) -> Processor:
    return kind.dialect_impl(_DIALECT).bind_processor(_DIALECT) or _as_it_is


def _out_of(kind: Any) -> Processor | None:
    processor: Processor | None = kind.dialect_impl(_DIALECT).result_processor(_DIALECT, None)
    return processor


def _as_it_is(value: Any) -> Any:
    return value
