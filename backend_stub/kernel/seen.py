"""The requests that were received, so that a test or a demonstration can look at them."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SeenRequest:
    """One request: its route's template, never its path, query or body."""

    method: str
    route: str
    status: int
    request_id: str


Seen = deque[SeenRequest]
SEEN_LENGTH = 1000
