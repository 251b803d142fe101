"""Effects about an account: what was typed is taken from beside the journey and sent."""

from __future__ import annotations

from tui.core.changes import (
    AccountShown,
    AppMade,
    AskFreshCode,
    BeginChange,
    BeginRecovery,
    ChangeDone,
    Denied,
    Doing,
    FinishRecovery,
    FreshCodeTaken,
    ListUses,
    LookAtAccount,
    No,
    ProveFreshCode,
    ProveNew,
    SendToNew,
    SetContacts,
    ShowFace,
    UsesListed,
)
from tui.core.events import AccountEffect, Channel, NotInvented, Outcome
from tui.runner.store import Look, Store
from tui.runner.typed import day_of
from tui.service.held import HeldAccount, NewDocument
from tui.service.people import Person
from tui.service.ports import Service
from tui.service.problems import ControlRefused, Garbled

_NEW_CONTACT = {Doing.TEXT: "phone", Doing.EMAIL: "email"}


async def changed(store: Store, service: Service, effect: AccountEffect, look: Look) -> Outcome:
    """The outcome; what is to stay beside the journey is put on `look`. Raises Problem."""
    calls = service.calls
    changes = calls.changes
    match effect:
        case LookAtAccount():
            look.account = await changes.look()
            return AccountShown(_has(look.account))
        case AskFreshCode(doing=doing, channel=channel, kind=kind):
            document = _named(store, kind) if doing is Doing.DOCUMENT else None
            contact = _typed(store, _NEW_CONTACT.get(doing, ""))
            return await changes.ask_code(doing, channel, document, contact)
        case ProveFreshCode():
            proved = await changes.prove_code(_typed(store, "code"))
            if isinstance(proved, FreshCodeTaken):
                store.typed.pop("code", None)
            return proved
        case BeginChange():
            return await _begin(store, service, effect, look)
        case SendToNew():
            return await changes.send_to_new()
        case ProveNew(doing=Doing.APP):
            return await changes.prove_app(_typed(store, "code"))
        case ProveNew():
            return await changes.prove_contact(_typed(store, "code"))
        case ListUses(codes=codes):
            found = [await calls.code_uses(purpose, which) for purpose, which in codes]
            uses = [one for many in found for one in many]
            return UsesListed(tuple(sorted(uses, key=lambda one: one.at, reverse=True)))
        case _:
            return await _recover(store, service, effect, look)


async def _begin(store: Store, service: Service, effect: BeginChange, look: Look) -> Outcome:
    changes = service.calls.changes
    match effect.doing:
        case Doing.DOCUMENT:
            done = await changes.change_document(_said(store, effect.kind), effect.born)
            if isinstance(done, ChangeDone):
                # The desk tells of documents that people have linked.
                look.person = await _again(service, store.person)
            return done
        case Doing.APP:
            made = await changes.make_app()
            if isinstance(made, Denied):
                return made
            outcome, look.app = made
            assert isinstance(outcome, AppMade)
            return outcome
        case doing:
            return await changes.change_contact(doing.value, _typed(store, _NEW_CONTACT[doing]))


async def _recover(store: Store, service: Service, effect: AccountEffect, look: Look) -> Outcome:
    recovery = service.calls.recovery
    match effect:
        case BeginRecovery(kind=kind):
            number, born = _typed(store, "number"), day_of(store.typed.get("born", ""))
            if born is None:
                return NotInvented()
            people = await _people(service)
            if people is not None:
                known = (one for one in people if one.signs_in_with(number, born))
                look.person = next(known, None)
                if look.person is None:
                    # It belongs to nobody invented, so it may be somebody's own.
                    store.typed.clear()
                    return NotInvented()
            return await recovery.begin(_named(store, kind), born)
        case ShowFace(own=own):
            face = await _face(store, service, own=own)
            return Denied(No.NO_DRAWING) if face is None else await recovery.show_face(face)
        case SetContacts():
            return await recovery.set_contacts(_typed(store, "phone"), _typed(store, "email"))
        case FinishRecovery():
            codes = _typed(store, "phone-code"), _typed(store, "email-code")
            return await recovery.finish(*codes)
        case _:
            raise Garbled(type(effect).__name__)


def _has(account: HeldAccount) -> tuple[Channel, ...]:
    held = {
        Channel.TEXT: bool(account.text),
        Channel.EMAIL: bool(account.email),
        Channel.AUTHENTICATOR: account.authenticator,
    }
    return tuple(channel for channel, there in held.items() if there)


def _typed(store: Store, name: str) -> str:
    found = store.typed.get(name, "")
    return found if isinstance(found, str) else ""


def _named(store: Store, kind: str) -> NewDocument:
    return NewDocument(kind, _typed(store, "issued"), _typed(store, "number"))


def _said(store: Store, kind: str) -> NewDocument:
    born = day_of(store.typed.get("born", ""))
    return NewDocument(
        kind,
        _typed(store, "issued"),
        _typed(store, "number"),
        _typed(store, "given"),
        _typed(store, "family"),
        "" if born is None else born.isoformat(),
        _typed(store, "nation"),
    )


async def _people(service: Service) -> tuple[Person, ...] | None:
    if service.control is None:
        return None
    try:
        return await service.control.people()
    except ControlRefused:
        return None


async def _again(service: Service, person: Person | None) -> Person | None:
    people = await _people(service) or ()
    return next((one for one in people if person is not None and one.id == person.id), None)


async def _face(store: Store, service: Service, *, own: bool) -> str | None:
    """The digest of a drawing: of the invented person, or of another one."""
    person = store.person
    if person is None:
        return None
    if own:
        return person.knows.face
    people = await _people(service) or ()
    return next((one.knows.face for one in people if one.id != person.id), None)
