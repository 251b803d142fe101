"""How services decide where there is more than one way: rows of their own stores, set from here."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from backend_stub.account.guards import CAREFUL, POLICY, WAYS
from backend_stub.account.tables import policy
from backend_stub.kernel.rows import put_row
from backend_stub.parts import Parts
from backend_stub.personas.suggest import UnknownName

POLICIES = {POLICY: tuple(WAYS)}


def shown(parts: Parts) -> list[dict[str, Any]]:
    """Each policy with its present value and the ones there are. Blocking."""
    rows = parts.account.call(lambda c: c.execute(select(policy)).all())
    found = {row.name: row.value for row in rows}
    return [
        {"name": name, "value": found.get(name, CAREFUL), "values": list(values)}
        for name, values in POLICIES.items()
    ]


def choose(parts: Parts, name: str, value: str) -> None:
    """Let one policy have a value. UnknownName, with suggestions, for what there is not."""
    if name not in POLICIES:
        raise UnknownName("policy", name, POLICIES)
    if value not in POLICIES[name]:
        raise UnknownName("way", value, POLICIES[name])
    row = None if value == CAREFUL else {"name": name, "value": value}
    parts.account.call(lambda c: put_row(c, policy, {"name": name}, row))
