"""Types that several requests and answers are made of."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, PlainSerializer

from backend_stub.kernel.clock import rfc3339


def _day(text: object) -> date:
    """Exactly YYYY-MM-DD: no number, no time, no other order."""
    if not isinstance(text, str) or not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise ValueError("not a date")
    return date.fromisoformat(text)


Day = Annotated[date, BeforeValidator(_day)]
Moment = Annotated[datetime, PlainSerializer(rfc3339, return_type=str)]


class Asked(BaseModel):
    """A request's body: what it does not know is refused, so a slip is seen."""

    model_config = ConfigDict(extra="forbid")


class PortraitOut(BaseModel):
    """A drawn picture: each character of a row is an index in base 36 into the palette."""

    width: int
    height: int
    palette: list[str]
    rows: list[str]
    alt: str
