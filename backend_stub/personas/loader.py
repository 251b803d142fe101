"""Read the catalogue files; whatever is wrong in them is said with its file, person and cure."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from backend_stub.kernel.kinds import KIND_LABELS, TOPICS, Condition
from backend_stub.personas.drawing.features import CHOICES, REQUIRED, Face
from backend_stub.personas.people import (
    APPLIED,
    CHANNELS,
    KNOWS,
    Catalogue,
    Persona,
    StaffMember,
    StatusText,
)
from backend_stub.personas.spans import parse_span
from backend_stub.personas.suggest import close_names, hint

FOLDER = Path(__file__).parent
LISTED = "catalogue.toml"
OTHERS = "others.toml"

_REQUIRED = (
    "id", "given_names", "family_name", "birth_date", "nationality", "story", "expected",
    "document", "status", "face",
)  # fmt: skip
_OPTIONAL = (
    "old_document", "channel", "phone", "email", "holds", "partner", "signs_in_as", "history",
    "older_faces", "starting_faults", "letter_status", "failures", "knows",
)  # fmt: skip


class CatalogueError(ValueError):
    """The catalogue cannot be used; the message names file, person and entry."""


@cache
def load() -> Catalogue:
    """The catalogue that comes with the mock."""
    listed = tomllib.loads((FOLDER / LISTED).read_text(encoding="utf-8"))
    others = tomllib.loads((FOLDER / OTHERS).read_text(encoding="utf-8"))
    return build(listed, others)


def build(listed: Mapping[str, Any], others: Mapping[str, Any]) -> Catalogue:
    """The catalogue of two parsed files. CatalogueError says what is wrong, and where."""
    chosen = [_persona(LISTED, entry) for entry in listed.get("person", ())]
    rest = [_persona(OTHERS, entry) for entry in others.get("person", ())]
    people: dict[str, Persona] = {}
    for persona in (*chosen, *rest):
        if persona.id in people:
            raise CatalogueError(f"person {persona.id!r} is there twice")
        people[persona.id] = persona
    for persona in people.values():
        for role in (persona.partner, persona.signs_in_as):
            if role is not None:
                _known(f"person {persona.id!r}", "person", role, people)
    stranger = others.get("stranger", "")
    _known(OTHERS, "person", stranger, people)
    conditions = {kind: _conditions(kind, said) for kind, said in others["conditions"].items()}
    for kind in KIND_LABELS:
        _known(OTHERS, "kind under [conditions]", kind, conditions)
    staff = tuple(_staff(entry) for entry in others.get("staff", ()))
    return Catalogue(people, tuple(p.id for p in chosen), stranger, conditions, staff)


def _persona(file: str, entry: Mapping[str, Any]) -> Persona:
    place = f"{file}, person {entry.get('id', '?')!r}"
    _entries(place, entry, _REQUIRED, _OPTIONAL)
    if not isinstance(entry["birth_date"], date):
        raise CatalogueError(f"{place}: birth_date is written like 1981-03-14, without quotes")
    if not re.fullmatch("[A-Z]{3}", str(entry["nationality"])):
        raise CatalogueError(f"{place}: nationality is three letters, as in passports: 'POL'")
    channel = entry.get("channel", "text")
    _known(place, "channel", channel, CHANNELS)
    for key, value in entry.get("knows", {}).items():
        _known(place, "thing to know", key, KNOWS)
        _known(place, f"answer to {key}", value, KNOWS[key])
    addresses = tuple(entry[key] for key in ("phone", "email") if key in entry)
    if channel != "authenticator" and ("phone" if channel == "text" else "email") not in entry:
        raise CatalogueError(f"{place}: codes go by {channel}, but there is no such contact")
    face = _face(place, entry["face"])
    return Persona(
        id=entry["id"],
        given_names=entry["given_names"],
        family_name=entry["family_name"],
        birth_date=entry["birth_date"],
        nationality=entry["nationality"],
        story=entry["story"],
        expected=entry["expected"],
        document=entry["document"],
        old_document=entry.get("old_document"),
        channel=channel,
        phone=entry.get("phone"),
        email=entry.get("email"),
        holds=tuple(entry.get("holds", addresses)),
        partner=entry.get("partner"),
        signs_in_as=entry.get("signs_in_as"),
        status=_status(place, entry["status"]),
        history=tuple(_status(place, older) for older in entry.get("history", ())),
        letter_status=_status(place, entry.get("letter_status", entry["status"])),
        face=face,
        older_faces=tuple(
            _face(place, {**entry["face"], **older}) for older in entry.get("older_faces", ())
        ),
        starting_faults=tuple(entry.get("starting_faults", ())),
        failures=entry.get("failures", 0),
        knows={key: values[0] for key, values in KNOWS.items()} | entry.get("knows", {}),
    )


def _status(place: str, entry: Mapping[str, Any]) -> StatusText:
    _entries(f"{place}: status", entry, ("kind", "from"), ("until",))
    _known(place, "kind of status", entry["kind"], (*KIND_LABELS, APPLIED))
    try:
        until = parse_span(entry["until"]) if "until" in entry else None
        return StatusText(entry["kind"], parse_span(entry["from"]), until)
    except ValueError as error:
        raise CatalogueError(f"{place}: {error}") from error


def _staff(entry: Mapping[str, Any]) -> StaffMember:
    _entries(f"{OTHERS}, staff {entry.get('id', '?')!r}", entry, ("id", "name", "team"), ())
    return StaffMember(entry["id"], entry["name"], entry["team"])


def _conditions(kind: str, said: list[Mapping[str, Any]]) -> tuple[Condition, ...]:
    place = f"{OTHERS}: conditions of {kind}"
    for entry in said:
        _entries(place, entry, ("about", "says"), ())
        _known(place, "topic", entry["about"], TOPICS)
    return tuple(Condition(about=entry["about"], says=entry["says"]) for entry in said)


def _face(place: str, entry: Mapping[str, Any]) -> Face:
    _entries(f"{place}: face", entry, REQUIRED, CHOICES)
    for key, value in entry.items():
        _known(f"{place}: face", key, value, CHOICES[key])
    return Face(**entry)


def _entries(place: str, entry: Mapping[str, Any], required: Any, optional: Any) -> None:
    for key in entry:
        _known(place, "entry", key, (*required, *optional))
    for key in required:
        if key not in entry:
            raise CatalogueError(f"{place}: {key} is missing")


def _known(place: str, what: str, name: object, known: Any) -> None:
    if name not in known:
        close = close_names(str(name), [str(other) for other in known])
        raise CatalogueError(f"{place}: there is no {what} {name!r}{hint(close)}")
