"""What the services know one person by: a sign-in under way, and the session that follows it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from tui.core.events import Channel
from tui.core.records import Purpose, ShareCode


@dataclass(slots=True)
class Flow:
    """A sign-in under way. A late answer changes the flow that asked for it, and no other.

    `typed` are number and birth date; `key` belongs to a start that has not been answered yet;
    `sends` counts, so that only the newest answer says which sign-in the newest code is for.
    """

    typed: tuple[str, date]
    sign_in: str | None = None
    key: tuple[str, Channel] | None = None
    sends: int = 0


@dataclass(slots=True)
class Session:
    """A session and what it may have made: `keys` of codes that are still being made, `unshown`
    codes by their ids that nobody has seen yet. Both are undone when the session ends.

    `looks` names the request of the newest look at each view (status, work, rent, other) that
    showed something."""

    token: str
    keys: dict[Purpose, str] = field(default_factory=dict)
    unshown: dict[str, ShareCode] = field(default_factory=dict)
    looks: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class HeldAccount:
    """What an account holds, masked; the text of a contact that it has not is empty."""

    text: str
    email: str
    documents: tuple[str, ...]
    authenticator: bool


@dataclass(frozen=True, slots=True)
class HeldApp:
    """What to put into an authenticator app: its secret, and the same as an address for a QR."""

    secret: str
    address: str


@dataclass(frozen=True, slots=True)
class NewDocument:
    """A document as it was typed: how it is named, and what it says of its holder."""

    kind: str
    issued: str
    number: str
    given: str = ""
    family: str = ""
    born: str = ""
    nation: str = ""

    def named(self) -> dict[str, str]:
        return {"kind": self.kind, "issuing_state": self.issued, "number": self.number}

    def said(self) -> dict[str, str]:
        """`born` is YYYY-MM-DD, `nation` three letters."""
        return {
            "given_names": self.given,
            "family_name": self.family,
            "birth_date": self.born,
            "nationality": self.nation,
        }
