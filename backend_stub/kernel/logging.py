"""Logs that cannot tell on anybody: a fixed list of fields, and nothing else ever written.

An event is a word from the code; free text, arguments and the messages of exceptions are left out,
since they may hold what a person typed.
"""

from __future__ import annotations

import json
import logging
import traceback
from typing import IO

LOGGER = logging.getLogger("backend_stub")

ALLOWED_FIELDS = frozenset(
    {"request_id", "method", "route", "status", "milliseconds", "part", "act", "outcome", "count"}
)


class FieldNotAllowedError(ValueError):
    """A field that is not on the list was handed to the log."""


def log_event(event: str, *, level: int = logging.INFO, **fields: str | int | float) -> None:
    """Write one event. A field off the list is an error: it is caught before anything is shown."""
    unlisted = sorted(set(fields) - ALLOWED_FIELDS)
    if unlisted:
        raise FieldNotAllowedError(", ".join(unlisted))
    LOGGER.log(level, event, extra={"fields": fields})


class SafeFormatter(logging.Formatter):
    """One JSON line a record, of the event, the listed fields, and where an error arose."""

    def format(self, record: logging.LogRecord) -> str:
        own = record.name == LOGGER.name
        line: dict[str, object] = {
            "level": record.levelname.lower(),
            "event": record.msg if own else record.name,
        }
        fields = getattr(record, "fields", {})
        line |= {name: fields[name] for name in sorted(fields) if name in ALLOWED_FIELDS}
        if record.exc_info and record.exc_info[0] is not None:
            frames = traceback.extract_tb(record.exc_info[2])
            line["error"] = record.exc_info[0].__name__
            line["where"] = [f"{frame.name}:{frame.lineno}" for frame in frames[-3:]]
        return json.dumps(line)


def set_up(stream: IO[str], level: int = logging.WARNING) -> logging.Handler:
    """Send our events, and the server's, through the safe formatter alone. Returns the handler."""
    handler = logging.StreamHandler(stream)
    handler.setFormatter(SafeFormatter())
    for name in (LOGGER.name, "uvicorn", "asyncio"):
        logger = logging.getLogger(name)
        logger.handlers = [handler]
        logger.propagate = False
        logger.setLevel(level if name == LOGGER.name else max(level, logging.WARNING))
    return handler
