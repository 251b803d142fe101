"""A name that is not known is an error that says which known ones look like it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


class UnknownName(LookupError):
    """`name` is none of the known ones; `did_you_mean` holds up to three that are close."""

    def __init__(self, what: str, name: str, known: Iterable[str]) -> None:
        self.name = name
        self.did_you_mean = close_names(name, known)
        super().__init__(f"no {what} is called {name!r}{hint(self.did_you_mean)}")


def close_names(name: str, known: Iterable[str]) -> list[str]:
    """The closest known names, best first; also those that merely begin alike."""
    names = list(known)
    close = difflib.get_close_matches(name, names, n=3, cutoff=0.5)
    starting = [other for other in names if name and other.startswith(name)]
    return [*close, *(other for other in starting if other not in close)][:3]


def hint(names: list[str]) -> str:
    """` (did you mean …?)`, or nothing to add."""
    return f" (did you mean {' or '.join(names)}?)" if names else ""
