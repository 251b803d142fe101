"""Faults in what crosses between the stores, and those that nobody can see on a page.

A message that comes twice, or late behind a newer one, does no harm: the receivers see to that. So
what is wrong here is the rows themselves: a message held back, one that never came, numbers in the
wrong order, a message under the wrong envelope. Each recipe writes both the queue's rows and what
delivering them does in the receiving store; a test delivers them and compares.
"""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any

from backend_stub.faults.edits import DoesNotApply, Edit
from backend_stub.faults.scene import PurposeRecipe, Recipe, Scene
from backend_stub.kernel.keys import PURPOSES, Purpose
from backend_stub.kernel.rows import Row, encoded

HELD = timedelta(days=365)
"""How long a message is held back that nobody is meant to see arrive by itself."""


def _delayed_propagation(scene: Scene) -> list[Edit]:
    if scene.person.old_document is None:
        raise DoesNotApply("This person has not replaced a document.")
    former = scene.keys.former_account(scene.person.id)
    held = {"hold_until": scene.now + HELD, "delivered_at": None}
    edits: list[Edit] = []
    for purpose in PURPOSES:
        store, message = f"sharing_{purpose}", scene.holder_message(purpose, scene.person, 2)
        present = scene.rows.remove(store, "crosswalk", scene.account_key())
        moved = {**(present.before or {}), "account_id": former}
        edits += [
            scene.rows.change("pcdp", "change_queue", message, **held),
            scene.rows.remove(store, "change_inbox", message),
            present,
            scene.rows.add(store, "crosswalk", moved),
        ]
    return edits


def _update_lost(purpose: Purpose, scene: Scene) -> list[Edit]:
    version, then = scene.looks_older(purpose)
    store = f"sharing_{purpose}"
    lost = range(version + 1, scene.versions(scene.person) + 1)
    return [
        scene.rows.change(store, "projection", scene.share_key(purpose), **then),
        *(
            scene.rows.remove(
                store, "change_inbox", scene.record_message(purpose, scene.person, number)
            )
            for number in lost
        ),
    ]


def _updates_reordered(purpose: Purpose, scene: Scene) -> list[Edit]:
    version, then = scene.looks_older(purpose)
    newest, store = scene.versions(scene.person), f"sharing_{purpose}"
    first = scene.record_message(purpose, scene.person, version)
    last = scene.record_message(purpose, scene.person, newest)
    between = [
        scene.record_message(purpose, scene.person, number) for number in range(version + 1, newest)
    ]
    late: dict[str, Any] = {"outcome": "overtaken"}
    return [
        scene.rows.change("pcdp", "change_queue", first, number=newest),
        scene.rows.change("pcdp", "change_queue", last, number=version),
        scene.rows.change(store, "change_inbox", first, number=newest),
        scene.rows.change(store, "change_inbox", last, number=version, **late),
        *(scene.rows.change(store, "change_inbox", message, **late) for message in between),
        scene.rows.change(store, "projection", scene.share_key(purpose), **then),
    ]


def _repair_undone(purpose: Purpose, scene: Scene) -> list[Edit]:
    _, then = scene.looks_older(purpose)
    newest = scene.versions(scene.person)
    now = scene.told(purpose, scene.person, newest)
    subject = scene.keys.person(scene.person.id)
    sent = [
        _message(
            purpose, scene, "record-changed", subject, newest + step, {"record": encoded(copy)}
        )
        for step, copy in ((1, now), (2, then))
    ]
    return [
        *(edit for edits in sent for edit in edits),
        scene.rows.change(f"sharing_{purpose}", "projection", scene.share_key(purpose), **then),
    ]


def _key_misrouted(purpose: Purpose, scene: Scene) -> list[Edit]:
    store, stranger = f"sharing_{purpose}", scene.catalogue.stranger
    strangers_key = scene.keys.share(purpose, stranger.id)
    body = scene.account_key()
    return [
        *_sent(purpose, scene, "holder-changed", 2 + (stranger.old_document is not None), body),
        scene.rows.change(store, "crosswalk", scene.account_key(), share_key=strangers_key),
        scene.rows.remove(store, "crosswalk", {"account_id": scene.keys.account(stranger.id)}),
    ]


def _record_copied(purpose: Purpose, scene: Scene) -> list[Edit]:
    stranger = scene.catalogue.stranger
    copy = scene.told(purpose, scene.person, scene.versions(scene.person))
    key = {"share_key": scene.keys.share(purpose, stranger.id)}
    body = {"record": encoded(copy)}
    return [
        *_sent(purpose, scene, "record-changed", scene.versions(stranger) + 1, body),
        scene.rows.change(f"sharing_{purpose}", "projection", key, **copy),
    ]


def _sent(purpose: Purpose, scene: Scene, kind: str, number: int, body: Row) -> list[Edit]:
    """A message that is filed under the stranger, at both of its ends."""
    subject = scene.keys.person(scene.catalogue.stranger_id)
    return _message(purpose, scene, kind, subject, number, body)


def _message(
    purpose: Purpose, scene: Scene, kind: str, subject: str, number: int, body: Row
) -> list[Edit]:
    """A delivered message, at both of its ends."""
    store = f"sharing_{purpose}"
    message = {
        "message_id": scene.keys.extra("message", kind, purpose, scene.person.id, str(number)),
        "kind": kind,
        "subject": subject,
        "number": number,
    }
    sent = {"made_at": scene.now, "hold_until": None, "delivered_at": scene.now, "refused": None}
    received = {"received_at": scene.now, "outcome": "applied"}
    return [
        scene.rows.add("pcdp", "change_queue", {**message, "address": store, "body": body, **sent}),
        scene.rows.add(store, "change_inbox", {**message, **received}),
    ]


def _keys_crossed(purpose: Purpose, scene: Scene) -> list[Edit]:
    store, stranger_id = f"sharing_{purpose}", scene.catalogue.stranger_id
    own = scene.share_key(purpose)
    others = {"share_key": scene.keys.share(purpose, stranger_id)}
    strangers_account = {"account_id": scene.keys.account(stranger_id)}
    # Each account leads to the other's key, and under each key lies the other's copy: on a page
    # both are right, until the next message about either of them.
    copies = [scene.rows.row(store, "projection", **key) or {} for key in (own, others)]
    return [
        scene.rows.change(store, "crosswalk", scene.account_key(), **others),
        scene.rows.change(store, "crosswalk", strangers_account, **own),
        scene.rows.change(store, "projection", own, **{**copies[1], **own}),
        scene.rows.change(store, "projection", others, **{**copies[0], **others}),
    ]


def _contacts_crossed(scene: Scene) -> list[Edit]:
    channel = "text" if scene.person.channel == "email" else "email"
    if channel not in dict(scene.person.contacts):
        raise DoesNotApply("This person has no contact besides the one that codes go to.")
    stranger_id = scene.catalogue.stranger_id
    own = {"contact_id": scene.keys.contact(scene.person.id, channel)}
    others = {"contact_id": scene.keys.contact(stranger_id, channel)}
    strangers = scene.keys.account(stranger_id)
    return [
        scene.rows.change("account", "contact", own, account_id=strangers),
        scene.rows.change("account", "contact", others, **scene.account_key()),
    ]


PURPOSE_RECIPES: dict[str, PurposeRecipe] = {
    "update-lost": _update_lost,
    "updates-reordered": _updates_reordered,
    "key-misrouted": _key_misrouted,
    "record-copied-to-another": _record_copied,
    "keys-crossed": _keys_crossed,
}

RECIPES: dict[str, Recipe] = {
    "delayed-propagation": _delayed_propagation,
    "contacts-crossed": _contacts_crossed,
    "work-repair-undone": partial(_repair_undone, "work"),
}
