"""What is done again and again while the application runs."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from collections.abc import Awaitable, Callable
from typing import NoReturn

from sqlalchemy.exc import SQLAlchemyError

from backend_stub.kernel.logging import log_event
from backend_stub.kernel.store import UndoneError


async def for_ever(seconds: float, chore: Callable[[], Awaitable[object]]) -> NoReturn:
    """Do it, and again after so many seconds, also when a store could not be used meanwhile."""
    while True:
        try:
            await chore()
        except (SQLAlchemyError, sqlite3.Error, UndoneError):
            # The disk is full now, perhaps, and not the next time.
            log_event("chore", level=logging.ERROR, outcome="failed")
        await asyncio.sleep(seconds)
