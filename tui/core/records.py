"""What the service layer reads for us: typed copies of the mock's answers.

They are compared by :mod:`tui.core.observe` and then dropped; none of them may enter a journey.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import Enum

from tui.core.page import Picture
from tui.core.value import value


class Purpose(Enum):
    """What a proof or a share code is for. The values name the surface in observations."""

    WORK = "work"
    RENT = "rent"
    OTHER = "other"


class TimeLimit(Enum):
    """What a proof says about the end of the status."""

    NONE = "none"
    UNTIL = "until"
    NOT_SHOWN = "not_shown"


@value
class Photo:
    """A picture and its digest: equal digests are the same picture."""

    digest: str
    picture: Picture


@value
class StatusRecord:
    """The view: what the status page shows. `as_at` is the service's own time, UTC."""

    given_names: str
    family_name: str
    birth_date: date
    photo: Photo
    kind: str
    kind_label: str
    valid_from: date
    valid_until: date | None
    conditions: tuple[str, ...]
    as_at: datetime


@value
class ProofRecord:
    """What a checker would see for one purpose (preview or redeemed code).

    `birth_date` is None where the purpose does not disclose it; `valid_until` is set only with
    ``TimeLimit.UNTIL``.
    """

    purpose: Purpose
    given_names: str
    family_name: str
    birth_date: date | None
    photo: Photo
    kind: str
    kind_label: str
    time_limit: TimeLimit
    valid_until: date | None
    conditions: tuple[str, ...]


@value
class ShareCode:
    """A share code of the client: nine characters, its purpose, and its last day at the latest."""

    id: str
    code: str
    purpose: Purpose
    last_day: date

    @property
    def groups(self) -> tuple[str, str, str]:
        return self.code[0:3], self.code[3:6], self.code[6:9]


@value
class GivenCode:
    """One line of the list of codes already made; `state` is live, ended or cancelled."""

    share_code: ShareCode
    state: str
    used: int
