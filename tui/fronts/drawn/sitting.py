"""What this front needs of a sitting, and nothing more.

The real one glues journey and service together; tests hand in pages made by hand.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol

from tui.core.events import Effect, Event, Result
from tui.core.page import Beside, Page


class WordsLike(Protocol):
    """The words of one language."""

    def text(self, context: str, key: str, /, **slots: str) -> str:
        """The sentence under `key` with its slots filled in."""

    def day(self, day: date, /) -> str:
        """A date in words."""


class Person(Protocol):
    """One invented person of the practice service."""

    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def story(self) -> str: ...
    @property
    def document_number(self) -> str: ...
    @property
    def birth_date(self) -> date: ...
    @property
    def issuing_state(self) -> str: ...
    @property
    def reached_at(self) -> tuple[str, ...]: ...
    @property
    def new_documents(self) -> tuple[tuple[str, date], ...]: ...


class KnownFault(Protocol):
    """A fault that can be put into the practice data, and what it does, in a sentence."""

    @property
    def id(self) -> str: ...
    @property
    def effect(self) -> str: ...


class ActiveFault(Protocol):
    """A fault that is on, and the person it was put on."""

    @property
    def fault(self) -> str: ...
    @property
    def person(self) -> str: ...


class ClockFace(Protocol):
    @property
    def now(self) -> datetime: ...


class PracticeDesk(Protocol):
    """What whoever demonstrates may do to the practice service."""

    @property
    def current_person(self) -> Person | None:
        """The invented person who is signing in or signed in."""

    async def people(self) -> Sequence[Person]: ...

    async def faults(self) -> Sequence[KnownFault]: ...

    async def active_faults(self) -> Sequence[ActiveFault]: ...

    async def apply(self, fault: str, person: str) -> None: ...

    async def repair(self, fault: str, person: str) -> None: ...

    async def clock(self) -> ClockFace: ...

    async def move_clock(self, days: int) -> ClockFace: ...


class SittingLike(Protocol):
    """One person being helped, from the first page to the wipe."""

    @property
    def beside(self) -> Beside: ...

    @property
    def mode(self) -> str:
        """``practise``, ``real``, or nothing before either was chosen."""

    @property
    def practice(self) -> PracticeDesk | None: ...

    def page(self) -> Page: ...

    def help(self) -> Page: ...

    def send(self, event: Event) -> Effect | None: ...

    async def perform(self, effect: Effect) -> Result: ...

    def finish(self) -> None: ...

    async def close(self) -> None: ...
