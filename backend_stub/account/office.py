"""What every service of the account part works with."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from backend_stub.account.codes import Refused
from backend_stub.account.model import Deliver, Message, Rules, Sending
from backend_stub.account.setting import Setting
from backend_stub.kernel.caller import current_request_id
from backend_stub.kernel.clock import Clock
from backend_stub.kernel.entropy import Entropy
from backend_stub.kernel.store import Store, Work

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Office:
    """One store, and what its services share."""

    store: Store
    clock: Clock
    entropy: Entropy
    server_key: bytes = field(repr=False)
    deliver: Deliver
    rules: Rules

    def setting(self) -> Setting:
        """This moment, for a transaction."""
        return Setting(
            self.clock.now(), self.entropy, self.server_key, current_request_id(), self.rules
        )

    def now(self) -> datetime:
        """The present instant."""
        return self.clock.now()

    async def change(self, work: Work[T | Refused]) -> T:
        """Run a transaction that may refuse and keep the try.

        The Problem of a refusal is raised once the try has been committed.
        """
        result = await self.store.run(work)
        if isinstance(result, Refused):
            raise result.problem
        return result

    async def hand_over(self, sending: Sending) -> None:
        """Put a message with a code down in the outbox; it is deleted when the code ends."""
        subject, body = sending.words
        expires_at = self.clock.now() + self.rules.code_life
        await self.deliver(Message(sending.by, sending.address, subject, body, expires_at))
