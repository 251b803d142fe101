"""What a recipe may look at before it plans its edits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from backend_stub.faults.edits import DoesNotApply, Edit, Rows
from backend_stub.kernel.keys import Purpose
from backend_stub.kernel.kinds import time_limit
from backend_stub.kernel.rows import Row, decoded
from backend_stub.personas.crossings import message_id
from backend_stub.personas.keys import Keys
from backend_stub.personas.people import Catalogue, Persona
from backend_stub.sharing.tables import projection


@dataclass(frozen=True)
class Scene:
    """The person, everyone else, the keys, the rows as they stand.

    `calls`, `begins`: how many calls an answers fault answers, and from which on.
    """

    person: Persona
    catalogue: Catalogue
    keys: Keys
    now: datetime
    rows: Rows
    calls: int
    begins: int = 1

    def account_key(self) -> dict[str, str]:
        return {"account_id": self.keys.account(self.person.id)}

    def person_key(self) -> dict[str, str]:
        return {"person_key": self.keys.person(self.person.id)}

    def share_key(self, purpose: Purpose) -> dict[str, str]:
        return {"share_key": self.keys.share(purpose, self.person.id)}

    def versions(self, persona: Persona) -> int:
        """How often the sharing services were told of a person's record."""
        return len(persona.statuses)

    def told(self, purpose: Purpose, persona: Persona, version: int) -> Row:
        """The copy that one message about a person's record brought, without its key.

        DoesNotApply when no sharing service was ever told of it.
        """
        if version < 1:
            raise DoesNotApply("This person has no status that anybody was told of.")
        found = self.rows.seeded(
            "pcdp", "change_queue", **self.record_message(purpose, persona, version)
        )
        return decoded(projection, found["body"]["record"])

    def record_message(self, purpose: Purpose, persona: Persona, version: int) -> dict[str, str]:
        """The key of that message."""
        return self._message("record-changed", purpose, persona, version)

    def holder_message(self, purpose: Purpose, persona: Persona, number: int) -> dict[str, str]:
        """The key of a message that says which account leads to a person's copy."""
        return self._message("holder-changed", purpose, persona, number)

    def _message(
        self, kind: str, purpose: Purpose, persona: Persona, number: int
    ) -> dict[str, str]:
        found = message_id(self.keys, persona.id, f"sharing_{purpose}", kind, number)
        return {"message_id": found}

    def strangers_copy(self, purpose: Purpose) -> Row:
        """What a sharing service was told of the stranger."""
        stranger = self.catalogue.stranger
        return self.told(purpose, stranger, self.versions(stranger))

    def looks_older(self, purpose: Purpose) -> tuple[int, Row]:
        """The newest version that a proof would show differently, and what it was."""
        newest = self.versions(self.person)
        now = _shown(self.told(purpose, self.person, newest))
        for version in range(newest - 1, 0, -1):
            then = self.told(purpose, self.person, version)
            if _shown(then) != now:
                return version, then
        raise DoesNotApply("No earlier status of this person would look different in a proof.")


Recipe = Callable[[Scene], list[Edit]]
PurposeRecipe = Callable[[Purpose, Scene], list[Edit]]


def _shown(copy: Row) -> tuple[Any, ...]:
    limit = time_limit(copy["kind"], copy["valid_until"])
    return copy["kind"], limit, copy["valid_until"] if limit == "until" else None
