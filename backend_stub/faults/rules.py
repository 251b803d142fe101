"""The rules of trouble on the way: rows of the practice store, counted call by call."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, update

from backend_stub.control.tables import transport_rule
from backend_stub.faults.desk import AlreadyApplied, NotApplied
from backend_stub.faults.edits import DoesNotApply
from backend_stub.faults.transport import (
    EVERYTHING,
    TRANSPORT,
    Where,
    concerned,
    known_part,
    known_transport,
)
from backend_stub.kernel.rows import put_row, read_rows
from backend_stub.parts import Parts


@dataclass(frozen=True, slots=True)
class Wish:
    """How far a rule goes. `calls`: how many it spoils, nothing for all; `begins`: from which on.
    `milliseconds`, `retry_after`: nothing for what the kind takes by itself."""

    calls: int | None = None
    begins: int = 1
    milliseconds: int | None = None
    retry_after: int | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule that is on. `seen`: calls of its part since it was put on."""

    fault: str
    part: str
    applied_at: datetime
    begins: int
    calls: int | None
    seen: int
    milliseconds: int | None
    retry_after: int | None

    def strikes(self, call: int) -> bool:
        """Whether it spoils this call of its part; the first since it was put on is 1."""
        return call >= self.begins and (self.calls is None or call < self.begins + self.calls)


class RuleBook:
    """Puts rules on and off, and says which strike a call.

    The rules stand in the practice store; what is remembered here only spares reading it for every
    call while there are none. `relayed`: whether anybody can come through a relay.
    """

    def __init__(self, parts: Parts, *, relayed: bool) -> None:
        self._parts = parts
        self._relayed = relayed
        self._rules: tuple[Rule, ...] | None = None
        self._changes = 0
        self._watching: list[Callable[[], None]] = []

    def put(self, fault_id: str, part: str = EVERYTHING, wish: Wish | None = None) -> None:
        """Blocking. UnknownName, AlreadyApplied, or DoesNotApply with the reason."""
        fault, part, wish = known_transport(fault_id), known_part(part), wish or Wish()
        if fault.where == "relay" and not self._relayed:
            raise DoesNotApply("Nobody comes through a relay: serve with --relay-port.")
        if not fault.counted and (part, wish.calls, wish.begins) != (EVERYTHING, None, 1):
            raise DoesNotApply(
                "What is refused does not say what it wanted and cannot be counted: it is "
                "everything, until this is taken off."
            )
        for name in ("milliseconds", "retry_after"):
            if getattr(wish, name) is not None and getattr(fault, name) is None:
                raise DoesNotApply(f"{fault_id} has no use for {name}.")
        if any((rule.fault, rule.part) == (fault_id, part) for rule in self.active()):
            raise AlreadyApplied(f"{fault_id} is already on for {part}.")
        row = {
            "fault": fault_id,
            "part": part,
            "applied_at": self._parts.clock.now(),
            "begins": wish.begins,
            "calls": wish.calls,
            "seen": 0,
            "milliseconds": _first(wish.milliseconds, fault.milliseconds),
            "retry_after": _first(wish.retry_after, fault.retry_after),
        }
        key = {"fault": fault_id, "part": part}
        self._parts.practice.call(lambda c: put_row(c, transport_rule, key, row))
        self.changed()

    def remove(self, fault_id: str, part: str = EVERYTHING) -> None:
        """Blocking. UnknownName, or NotApplied."""
        key = {"fault": known_transport(fault_id).id, "part": known_part(part)}
        if not any((rule.fault, rule.part) == (fault_id, part) for rule in self.active()):
            raise NotApplied(f"{fault_id} is not on for {part}.")
        self._parts.practice.call(lambda c: put_row(c, transport_rule, key, None))
        self.changed()

    def active(self) -> list[Rule]:
        """What is on, in order of fault and part, with what was counted so far. Blocking."""
        return self._parts.practice.call(_read)

    def watch(self, changed: Callable[[], None]) -> None:
        """Call this, from whatever thread, whenever a rule comes or goes."""
        self._watching.append(changed)

    def changed(self) -> None:
        """The rows are other ones now: read them anew."""
        self._changes += 1
        self._rules = None
        for watching in self._watching:
            watching()

    async def rules(self) -> tuple[Rule, ...]:
        """What is on, as last read."""
        if self._rules is not None:
            return self._rules
        before = self._changes
        found = tuple(await self._parts.practice.run(_read))
        # What changed while they were read is read with the next call.
        if before == self._changes:
            self._rules = found
        return found

    async def striking(self, path: str, where: Where) -> dict[str, Rule]:
        """Count one call, and give the rules that strike it, by fault; the first of a kind."""
        here = [
            rule
            for rule in await self.rules()
            if TRANSPORT[rule.fault].where == where
            and TRANSPORT[rule.fault].counted
            and concerned(rule.part, path)
        ]
        if not here:
            return {}
        counted = await self._parts.practice.run(lambda c: [_count(c, rule) for rule in here])
        struck = [rule for rule, call in zip(here, counted, strict=True) if rule.strikes(call)]
        return {rule.fault: rule for rule in reversed(struck)}

    async def refusing(self) -> bool:
        """Whether nobody is to be let in."""
        return any(not TRANSPORT[rule.fault].counted for rule in await self.rules())


def _first(*values: int | None) -> int | None:
    return next((value for value in values if value is not None), None)


def _read(c: Connection) -> list[Rule]:
    return [Rule(**row) for row in read_rows(c, transport_rule)]


def _count(c: Connection, rule: Rule) -> int:
    """Which call of its part this is; 0 for a rule that has just been taken off."""
    table = transport_rule.c
    counting = (
        update(transport_rule)
        .where(table.fault == rule.fault, table.part == rule.part)
        .values(seen=table.seen + 1)
        .returning(table.seen)
    )
    return c.execute(counting).scalar() or 0
