"""What every transaction of the account service needs besides its connection."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from backend_stub.account import tables
from backend_stub.account.model import Rules
from backend_stub.kernel.audit_log import Act, append
from backend_stub.kernel.caller import Machine
from backend_stub.kernel.entropy import Entropy
from backend_stub.kernel.security import keyed_hash


@dataclass(frozen=True, slots=True)
class Setting:
    """One moment, and what is used in it."""

    now: datetime
    entropy: Entropy
    server_key: bytes
    request_id: str
    rules: Rules

    def hashed(self, flow: str, code: str) -> str:
        """What is stored of a security code. `flow`: what it is for, so that it opens no other."""
        return keyed_hash(self.server_key, f"security-code {flow}", code)

    def bound(self, text: str) -> str:
        """What is stored of the one thing that a fresh code is for."""
        return keyed_hash(self.server_key, "bound", text)

    def subject(self, number: str) -> str:
        """What wrong codes for a typed document number are counted against.

        16 bits on purpose: the same for anybody who types the number, whether there is such a
        document or not, and shared by so many numbers that it does not tell which was typed.
        """
        return "typed " + keyed_hash(self.server_key, "typed", number)[:4]

    def address(self, machine: Machine) -> str:
        """The key of a machine that sent no token that we gave out: one for its address."""
        return "address " + keyed_hash(self.server_key, "address", machine.address)[:16]

    def audit(self, c: Connection, actor: str, subject: str, act: str, outcome: str) -> None:
        """Write one row of the audit log; keys and words from the code only."""
        append(c, tables.audit_log, self.now, Act(actor, subject, act, outcome, self.request_id))
