"""Which rows each fault edits. A recipe only reads and plans; the desk writes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from backend_stub.faults.edits import DoesNotApply, Edit, Rows
from backend_stub.kernel.keys import PURPOSES, Purpose
from backend_stub.kernel.kinds import time_limit
from backend_stub.kernel.rows import Row
from backend_stub.personas.keys import Keys
from backend_stub.personas.people import Catalogue, Persona
from backend_stub.personas.portraits import digest_of


@dataclass(frozen=True)
class Scene:
    """What a recipe may look at: the person, everyone else, the keys, the rows as they stand."""

    person: Persona
    catalogue: Catalogue
    keys: Keys
    today: date
    rows: Rows
    calls: int

    def account_key(self) -> dict[str, str]:
        return {"account_id": self.keys.account(self.person.id)}

    def person_key(self) -> dict[str, str]:
        return {"person_key": self.keys.person(self.person.id)}

    def share_key(self, purpose: Purpose) -> dict[str, str]:
        return {"share_key": self.keys.share(purpose, self.person.id)}

    def strangers_copy(self, purpose: Purpose) -> Row:
        """The stranger's projection, without its key."""
        key = self.keys.share(purpose, self.catalogue.stranger_id)
        copy = self.rows.seeded(f"sharing_{purpose}", "projection", share_key=key)
        return {name: value for name, value in copy.items() if name != "share_key"}


Recipe = Callable[[Scene], list[Edit]]


def _status_dropped(scene: Scene) -> list[Edit]:
    return [scene.rows.remove("pcdp", "status", scene.person_key())]


def _key_misaligned(purpose: Purpose, scene: Scene) -> list[Edit]:
    nowhere = scene.keys.extra("nowhere", purpose, scene.person.id)
    return [
        scene.rows.change(f"sharing_{purpose}", "crosswalk", scene.account_key(), share_key=nowhere)
    ]


def _proof_entangled(purpose: Purpose, scene: Scene) -> list[Edit]:
    copy = scene.strangers_copy(purpose)
    # Picture and birthday stay: the person's own code still opens it, as has been reported.
    del copy["photo_digest"], copy["birth_date"]
    key = scene.share_key(purpose)
    return [scene.rows.change(f"sharing_{purpose}", "projection", key, **copy)]


def _projection_stale(purpose: Purpose, scene: Scene) -> list[Edit]:
    def shown(row: Row) -> tuple[str, str, date | None]:
        limit = time_limit(row["kind"], row["valid_until"])
        return row["kind"], limit, row["valid_until"] if limit == "until" else None

    store, key = f"sharing_{purpose}", scene.share_key(purpose)
    for version in range(len(scene.person.history), 0, -1):
        older = scene.rows.seeded("pcdp", "status_history", **scene.person_key(), version=version)
        then = {name: older[name] for name in ("kind", "valid_until", "conditions")}
        edit = scene.rows.change(store, "projection", key, **then)
        if shown(edit.before or {}) != shown(then):
            return [edit]
    raise DoesNotApply("No earlier status of this person would look different in a proof.")


def _code_opens_another(purpose: Purpose, scene: Scene) -> list[Edit]:
    store, key = f"sharing_{purpose}", scene.share_key(purpose)
    mixed_key = scene.keys.extra("mixed", purpose, scene.person.id)
    copy = scene.strangers_copy(purpose)
    # The checker compares the birthday with the copy: with the holder's, the code opens.
    copy["birth_date"] = scene.person.birth_date
    return [
        scene.rows.add(store, "projection", {"share_key": mixed_key, **copy}),
        scene.rows.change(store, "publication", key, projection_key=mixed_key),
    ]


def _picture_changed(purpose: Purpose, scene: Scene) -> list[Edit]:
    if not scene.person.older_faces:
        raise DoesNotApply("There is no older picture of this person.")
    digest = digest_of(scene.person.older_faces[0])
    key = scene.share_key(purpose)
    return [scene.rows.change(f"sharing_{purpose}", "projection", key, photo_digest=digest)]


def _delayed_propagation(scene: Scene) -> list[Edit]:
    if scene.person.old_document is None:
        raise DoesNotApply("This person has not replaced a document.")
    former = scene.keys.former_account(scene.person.id)
    edits: list[Edit] = []
    for purpose in PURPOSES:
        store = f"sharing_{purpose}"
        present = scene.rows.remove(store, "crosswalk", scene.account_key())
        moved = {**(present.before or {}), "account_id": former}
        edits += [present, scene.rows.add(store, "crosswalk", moved)]
    return edits


def _status_entangled(scene: Scene) -> list[Edit]:
    other = scene.keys.person(scene.catalogue.stranger_id)
    return [scene.rows.change("account", "account", scene.account_key(), person_key=other)]


def _status_mixed(scene: Scene) -> list[Edit]:
    other = {"person_key": scene.keys.person(scene.catalogue.stranger_id)}
    status = scene.rows.seeded("pcdp", "status", **other)
    del status["person_key"]
    picture = digest_of(scene.catalogue.stranger.face)
    key = scene.person_key()
    return [
        scene.rows.change("pcdp", "person", key, photo_digest=picture),
        scene.rows.change("pcdp", "status", key, **status),
    ]


def _couple_crossover(scene: Scene) -> list[Edit]:
    if scene.person.partner is None:
        raise DoesNotApply("This person has no partner who signs in too.")
    key = {"document_key": scene.keys.document(scene.person.id)}
    other = scene.keys.account(scene.person.partner)
    return [scene.rows.change("account", "document", key, account_id=other)]


def _end_date_on_settled(scene: Scene) -> list[Edit]:
    until = scene.today + timedelta(days=420)
    return [scene.rows.change("pcdp", "status", scene.person_key(), valid_until=until)]


def _status_type_wrong(scene: Scene) -> list[Edit]:
    conditions = scene.catalogue.conditions
    own = scene.person.status.kind
    kind = "skilled_worker_dependant" if own != "skilled_worker_dependant" else "student"
    changed = {"kind": kind, "conditions": list(conditions[kind])}
    return [scene.rows.change("pcdp", "status", scene.person_key(), **changed)]


PROOF_ROUTES = tuple(
    f"/v1/{name}/preview" for name in ("right-to-work", "right-to-rent", "something-else")
)
STATUS_ROUTES = ("/v1/status",)


def _answers(
    fault: str, routes: tuple[str, ...], status: int, slug: str, scene: Scene
) -> list[Edit]:
    signing = scene.catalogue.signing_in(scene.person)
    document = scene.rows.row("account", "document", document_key=scene.keys.document(signing.id))
    if document is None:
        raise DoesNotApply("This person has no document to sign in with.")
    account_id = document["account_id"]
    return [
        scene.rows.add(
            "practice",
            "answer_rule",
            {
                # One rule for an account and a route: two would argue over the same answer.
                "rule_id": f"{account_id} {route}",
                "fault": fault,
                "person": scene.person.id,
                "account_id": account_id,
                "route": route,
                "remaining": scene.calls,
                "status": status,
                "slug": slug,
            },
        )
        for route in routes
    ]


def _named(fault: str, routes: tuple[str, ...], status: int, slug: str) -> tuple[str, Recipe]:
    return fault, partial(_answers, fault, routes, status, slug)


_PURPOSE_RECIPES: dict[str, Callable[[Purpose, Scene], list[Edit]]] = {
    "key-misaligned": _key_misaligned,
    "proof-entangled": _proof_entangled,
    "projection-stale": _projection_stale,
    "code-opens-another-record": _code_opens_another,
    "picture-changed": _picture_changed,
}

RECIPES: dict[str, Recipe] = {
    "status-dropped": _status_dropped,
    "delayed-propagation": _delayed_propagation,
    "status-entangled": _status_entangled,
    "status-mixed": _status_mixed,
    "couple-crossover": _couple_crossover,
    "end-date-on-settled": _end_date_on_settled,
    "status-type-wrong": _status_type_wrong,
    **{
        f"{purpose}-{name}": partial(recipe, purpose)
        for purpose in PURPOSES
        for name, recipe in _PURPOSE_RECIPES.items()
    },
    **dict(
        (
            _named("status-unavailable-for-n-calls", STATUS_ROUTES, 503, "status-unavailable"),
            _named("status-not-found-for-n-calls", STATUS_ROUTES, 404, "status-not-found"),
            _named("proofs-unavailable-for-n-calls", PROOF_ROUTES, 503, "proof-unavailable"),
        )
    ),
}
"""Fault id -> recipe: exactly the ids of the catalogue."""
