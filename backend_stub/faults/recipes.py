"""Which rows each fault edits. A recipe only reads and plans; the desk writes."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from backend_stub.faults import crossing
from backend_stub.faults.edits import DoesNotApply, Edit
from backend_stub.faults.scene import PurposeRecipe, Recipe, Scene
from backend_stub.kernel.keys import PURPOSES, Purpose
from backend_stub.kernel.kinds import REFUSED
from backend_stub.personas.portraits import digest_of


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
    _, then = scene.looks_older(purpose)
    return [scene.rows.change(f"sharing_{purpose}", "projection", scene.share_key(purpose), **then)]


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
    until = scene.now.date() + timedelta(days=420)
    return [scene.rows.change("pcdp", "status", scene.person_key(), valid_until=until)]


def _status_type_wrong(scene: Scene) -> list[Edit]:
    conditions = scene.catalogue.conditions
    own = scene.person.status.kind
    kind = "skilled_worker_dependant" if own != "skilled_worker_dependant" else "student"
    changed = {"kind": kind, "conditions": list(conditions[kind])}
    return [scene.rows.change("pcdp", "status", scene.person_key(), **changed)]


def _refusal_shown(scene: Scene) -> list[Edit]:
    shown = {
        "kind": REFUSED,
        "valid_until": None,
        "conditions": list(scene.catalogue.conditions[REFUSED]),
    }
    return [scene.rows.change("pcdp", "status", scene.person_key(), **shown)]


def _new_document_unknown(scene: Scene) -> list[Edit]:
    """The account told of the new document, and then went on with the one before it."""
    if scene.person.old_document is None:
        raise DoesNotApply("This person has not replaced a document.")
    return [
        scene.rows.change(
            "account",
            "document",
            {"document_key": scene.keys.document(scene.person.id, which)},
            active=int(which == "replaced"),
        )
        for which in ("current", "replaced")
    ]


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
                "let_through": scene.begins - 1,
                "remaining": scene.calls,
                "status": status,
                "slug": slug,
            },
        )
        for route in routes
    ]


def _named(fault: str, routes: tuple[str, ...], status: int, slug: str) -> tuple[str, Recipe]:
    return fault, partial(_answers, fault, routes, status, slug)


_PURPOSE_RECIPES: dict[str, PurposeRecipe] = {
    "key-misaligned": _key_misaligned,
    "proof-entangled": _proof_entangled,
    "projection-stale": _projection_stale,
    "code-opens-another-record": _code_opens_another,
    "picture-changed": _picture_changed,
}

RECIPES: dict[str, Recipe] = {
    "status-dropped": _status_dropped,
    "status-entangled": _status_entangled,
    "status-mixed": _status_mixed,
    "couple-crossover": _couple_crossover,
    "end-date-on-settled": _end_date_on_settled,
    "status-type-wrong": _status_type_wrong,
    "refusal-shown": _refusal_shown,
    "new-document-unknown": _new_document_unknown,
    **crossing.RECIPES,
    **{
        f"{purpose}-{name}": partial(recipe, purpose)
        for purpose in PURPOSES
        for name, recipe in (_PURPOSE_RECIPES | crossing.PURPOSE_RECIPES).items()
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
