"""The keys of seeded rows: derived from the seed text, so every run has the same ones."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass

from backend_stub.kernel.entropy import derived_id
from backend_stub.kernel.keys import AccountId, DocumentKey, PersonKey, Purpose, ShareKey


@dataclass(frozen=True)
class Keys:
    """Every service has keys of its own: none can be guessed from another service's."""

    seed_text: str

    def account(self, person_id: str) -> AccountId:
        return AccountId(derived_id(self.seed_text, "account", person_id))

    def former_account(self, person_id: str) -> AccountId:
        """What the account was known by while the replaced document was the current one."""
        return AccountId(derived_id(self.seed_text, "account under old document", person_id))

    def person(self, person_id: str) -> PersonKey:
        return PersonKey(derived_id(self.seed_text, "person", person_id))

    def document(self, person_id: str, which: str = "current") -> DocumentKey:
        """`which`: current or replaced."""
        return DocumentKey(derived_id(self.seed_text, "document", which, person_id))

    def contact(self, person_id: str, channel: str) -> str:
        return derived_id(self.seed_text, "contact", channel, person_id)

    def share(self, purpose: Purpose, person_id: str) -> ShareKey:
        return ShareKey(derived_id(self.seed_text, "share", purpose, person_id))

    def message(self, *names: str) -> str:
        """The id of a message that was sent before the stores were made."""
        return derived_id(self.seed_text, "message", *names)

    def extra(self, *names: str) -> str:
        """A key that no seeded row has: for rows that a fault adds, or keys that point nowhere."""
        return derived_id(self.seed_text, "extra", *names)

    def reference(self, person_id: str) -> str:
        """A number that people could read out: `PRACTICE-` and eight digits."""
        digits = int(derived_id(self.seed_text, "reference", person_id), 16) % 10**8
        return f"PRACTICE-{digits:08d}"

    def authenticator(self, person_id: str) -> str:
        """An authenticator's secret, base 32, 160 bits."""
        text = f"{self.seed_text}\x00authenticator\x00{person_id}"
        return base64.b32encode(hashlib.sha256(text.encode()).digest()[:20]).decode()
