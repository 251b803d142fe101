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
