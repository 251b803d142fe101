"""The rows that the invented people have in every store before anything goes wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any

from backend_stub.account.announce import account_body
from backend_stub.kernel.keys import PURPOSES
from backend_stub.kernel.normal import normal_number
from backend_stub.kernel.rows import Row
from backend_stub.personas.crossings import Placed, Teller
from backend_stub.personas.drawing.features import Face
from backend_stub.personas.keys import Keys
from backend_stub.personas.people import Catalogue, Persona, StatusText
from backend_stub.personas.portraits import digest_of, draw


@dataclass(frozen=True)
class Maker:
    """Makes the seeded rows. `now`: the instant whose day the statuses' dates count from."""

    catalogue: Catalogue
    keys: Keys
    now: datetime

    def everyone(self) -> Iterator[Placed]:
        """Every row of every store, in an order that never changes."""
        pictures: dict[str, Face] = {}
        for persona in self.catalogue.people.values():
            for face in (persona.face, *persona.older_faces):
                pictures[digest_of(face)] = face
            yield from self._account(persona)
            yield from self._pcdp(persona)
            yield from self._sharing(persona)
            copies = [
                (self.status(text)["valid_from"], self.projection(persona, text))
                for text in persona.statuses
            ]
            yield from Teller(self.keys, persona, self.now.date()).rows(copies)
        for member in self.catalogue.staff:
            row: Row = {"staff_id": member.id, "name": member.name, "team": member.team}
            yield "resolution", "staff", row
        for digest, face in pictures.items():
            row = {"digest": digest, "portrait": dict(draw(face))}
            for store in ("pcdp", *(f"sharing_{purpose}" for purpose in PURPOSES)):
                yield store, "photo", row

    def status(self, text: StatusText) -> dict[str, Any]:
        """The columns of a status, with real dates."""
        today = self.now.date()
        return {
            "kind": text.kind,
            "valid_from": text.start.on(today),
            "valid_until": None if text.until is None else text.until.on(today),
            "conditions": list(self.catalogue.conditions[text.kind]),
        }

    def projection(self, persona: Persona, text: StatusText) -> Row:
        """What a sharing service copies of a record, without its own key."""
        status = self.status(text)
        del status["valid_from"]
        return {
            "source_person_key": self.keys.person(persona.id),
            "given_names": persona.given_names,
            "family_name": persona.family_name,
            "birth_date": persona.birth_date,
            "photo_digest": digest_of(persona.face),
            **status,
        }

    def _account(self, persona: Persona) -> Iterator[Placed]:
        account_id = self.keys.account(persona.id)
        opened = (*persona.history, persona.status)[0].start.on(self.now.date())
        yield (
            "account",
            "account",
            {
                "account_id": account_id,
                "reference": self.keys.reference(persona.id),
                "person_key": self.keys.person(persona.id),
                "opened_at": datetime.combine(opened - timedelta(days=30), time(9), UTC),
                "closed_at": None,
            },
        )
        numbers = (("current", persona.document), ("replaced", persona.old_document))
        for which, number in numbers:
            if number is not None:
                row = {
                    "document_key": self.keys.document(persona.id, which),
                    "account_id": account_id,
                    "kind": "passport",
                    "issuing_state": persona.nationality,
                    "number_norm": normal_number(number),
                    "birth_date": persona.birth_date,
                    "active": int(which == "current"),
                    "awaiting_use": 0,
                }
                yield "account", "document", row
        for channel, address in persona.contacts:
            row = {
                "contact_id": self.keys.contact(persona.id, channel),
                "account_id": account_id,
                "channel": channel,
                "address": address,
                "active": 1,
                "changed_at": None,
            }
            yield "account", "contact", row
        if persona.channel == "authenticator":
            secret = self.keys.authenticator(persona.id)
            row = {"account_id": account_id, "secret": secret, "last_step": None}
            yield "account", "authenticator", row
        if persona.failures:
            row = {"account_id": account_id, "client": "", "in_a_row": persona.failures}
            yield "account", "failures", row

    def _pcdp(self, persona: Persona) -> Iterator[Placed]:
        person_key = self.keys.person(persona.id)
        yield (
            "pcdp",
            "person",
            {
                "person_key": person_key,
                "given_names": persona.given_names,
                "family_name": persona.family_name,
                "birth_date": persona.birth_date,
                "nationality": persona.nationality,
                "photo_digest": digest_of(persona.face),
            },
        )
        if persona.statuses:
            yield "pcdp", "status", {"person_key": person_key, **self.status(persona.status)}
        else:
            made = persona.status.start.on(self.now.date())
            yield "pcdp", "application", {"person_key": person_key, "made_on": made}
        for version, older in enumerate(persona.history, start=1):
            key = {"person_key": person_key, "version": version}
            yield "pcdp", "status_history", {**key, **self.status(older)}
        told = account_body(
            self.keys.account(persona.id), persona.contacts, [self.keys.document(persona.id)]
        )
        yield "pcdp", "holder", {"person_key": person_key, **told}

    def _sharing(self, persona: Persona) -> Iterator[Placed]:
        for purpose in PURPOSES:
            store = f"sharing_{purpose}"
            share_key = self.keys.share(purpose, persona.id)
            crosswalk = {"account_id": self.keys.account(persona.id), "share_key": share_key}
            yield store, "crosswalk", crosswalk
            own_key = {"person_key": self.keys.person(persona.id), "share_key": share_key}
            yield store, "own_key", own_key
            if not persona.statuses:
                # Nothing has been told of the record: there is a key, and no copy under it.
                continue
            copy = self.projection(persona, persona.status)
            yield store, "projection", {"share_key": share_key, **copy}
            yield store, "publication", {"share_key": share_key, "projection_key": share_key}
