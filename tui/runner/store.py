"""What lives beside the journey: the records that are being compared, and what of them is shown.

Nothing here is shown unless the journey names it in `kept`, and a proof shows something only when
every field but its picture agrees with the view: a stranger's values never leave this module.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from tui.core.events import ProofTicks, Tick
from tui.core.page import Message, Picture
from tui.core.records import ProofRecord, Purpose, StatusRecord, TimeLimit
from tui.core.words import Words
from tui.runner.typed import day_of
from tui.service.people import Person

if TYPE_CHECKING:
    from tui.service.held import HeldAccount, HeldApp

_AGREES = frozenset({Tick.SAME, Tick.VARIANT, Tick.HIDDEN})
DOCUMENT = ("number", "issued", "given", "family", "born", "nation")
"""What is typed of a new document, in the order in which it is shown to be looked over."""
_PERSONAL = ("photo", "name", "birth")


def only_picture_may_differ(ticks: ProofTicks) -> bool:
    """Whether every field but the picture agrees with the view."""
    return {ticks.name, ticks.birth, ticks.kind, ticks.end} <= _AGREES


@dataclass(frozen=True, slots=True)
class HeldProof:
    """A proof as it was last compared with the view."""

    record: ProofRecord
    ticks: ProofTicks

    @property
    def stranger(self) -> bool:
        """Whether it shows, at least in part, somebody else."""
        return any(getattr(self.ticks, name) is Tick.DIFFERENT for name in _PERSONAL)


@dataclass(slots=True)
class Look:
    """What one effect brought back besides its outcome; taken over only if it is not too late."""

    view: StatusRecord | None = None
    typed_birth_date: date | None = None
    proofs: dict[Purpose, HeldProof | None] = field(default_factory=dict)
    person: Person | None = None
    messages: tuple[Message, ...] | None = None
    account: HeldAccount | None = None
    app: HeldApp | None = None
    checked: ProofRecord | None = None


class Store:
    """The one implementation of :class:`tui.core.page.Beside`."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self._kept: frozenset[str] = frozenset()
        self._messages: tuple[Message, ...] = ()
        self.view: StatusRecord | None = None
        self.typed_birth_date: date | None = None
        self.proofs: dict[Purpose, HeldProof] = {}
        self.person: Person | None = None
        self.account: HeldAccount | None = None
        self.app: HeldApp | None = None
        self.typed: dict[str, str | tuple[str, ...]] = {}
        """What was typed for a change, by the names of `core/fields.py`."""
        self.checked: ProofRecord | None = None

    # Beside ---------------------------------------------------------------------------------

    def text(self, ref: str) -> str | None:
        if ref.startswith(("typed.", "account.", "app.")):
            return self._own(ref)
        shown = self._shown(ref)
        if shown is None:
            return None
        record, name = shown
        match name:
            case "name":
                return f"{record.given_names} {record.family_name}".strip()
            case "birth":
                return None if record.birth_date is None else self.words.day(record.birth_date)
            case "kind":
                return record.kind_label
            case "end":
                return self._end(record)
            case "conditions":
                return "\n".join(record.conditions)
            case _:
                return None

    def picture(self, ref: str) -> Picture | None:
        shown = self._shown(ref)
        return shown[0].photo.picture if shown is not None and shown[1] == "photo" else None

    def messages(self) -> tuple[Message, ...]:
        return self._messages

    # For the sitting ------------------------------------------------------------------------

    def take(self, look: Look) -> None:
        """Take over what an effect brought back."""
        if look.view is not None:
            self.view, self.typed_birth_date = look.view, look.typed_birth_date
            self.proofs.clear()
        for purpose, held in look.proofs.items():
            self.proofs.pop(purpose, None)
            if held is not None:
                self.proofs[purpose] = held
        if look.person is not None:
            self.person = look.person
        if look.messages is not None:
            self._messages = look.messages
        if look.account is not None:
            self.account = look.account
        if look.app is not None:
            self.app = look.app
        if look.checked is not None:
            self.checked = look.checked

    def keep(self, kept: frozenset[str]) -> None:
        """Show only what `kept` names; without the view there is nothing left to compare."""
        self._kept = kept
        if "view" not in kept:
            self.view = self.typed_birth_date = None
            self.proofs.clear()
        if "account" not in kept:
            self.account = None
        if "app" not in kept:
            self.app = None
        if not any(ref.startswith("check.") for ref in kept):
            self.checked = None

    def phone(self, messages: tuple[Message, ...]) -> None:
        """The invented person's phone as it is now."""
        self._messages = messages

    def wipe(self) -> None:
        """Nobody is here any more."""
        self.keep(frozenset())
        self._messages = ()
        self.person = None
        self.typed.clear()

    # ----------------------------------------------------------------------------------------

    def _own(self, ref: str) -> str | None:
        """What the person typed, and what their own account has; several lines of "name: value"."""
        if ref == "typed.document":
            typed = ((name, self._as_typed(name)) for name in DOCUMENT)
            return self._lines("account.check", typed)
        if ref not in self._kept:
            return None
        if ref == "app.secret" and self.app is not None:
            groups = (self.app.secret[at : at + 4] for at in range(0, len(self.app.secret), 4))
            return " ".join(groups)
        if ref == "app.address" and self.app is not None:
            return self.app.address
        if ref == "account.holds" and (held := self.account) is not None:
            documents = ", ".join(held.documents)
            named = (("text", held.text), ("email", held.email), ("documents", documents))
            return self._lines("account.home", named)
        return None

    def _as_typed(self, name: str) -> str:
        typed = self.typed.get(name, "")
        if isinstance(typed, str):
            return typed
        day = day_of(typed)
        return "" if day is None else self.words.day(day)

    def _lines(self, context: str, named: Iterable[tuple[str, str]]) -> str:
        return "\n".join(
            f"{self.words.text(context, name)}: {text}" for name, text in named if text
        )

    def _shown(self, ref: str) -> tuple[StatusRecord | ProofRecord, str] | None:
        if ref not in self._kept:
            return None
        surface, _, name = ref.rpartition(".")
        if surface == "view":
            return None if self.view is None else (self.view, name)
        if surface == "check":
            return None if self.checked is None else (self.checked, name)
        held = next((h for p, h in self.proofs.items() if surface == f"proof.{p.value}"), None)
        if held is None or not only_picture_may_differ(held.ticks):
            return None
        return held.record, name

    def _end(self, record: StatusRecord | ProofRecord) -> str:
        if record.valid_until is not None:
            return self.words.day(record.valid_until)
        hidden = isinstance(record, ProofRecord) and record.time_limit is TimeLimit.NOT_SHOWN
        return self.words.text("beside", "end-not-shown" if hidden else "end-none")
