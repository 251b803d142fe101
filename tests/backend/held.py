"""A store whose thread is busy, so that what is asked meanwhile is done together."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection

from backend_stub.kernel.store import Store


@contextmanager
def held(store: Store) -> Iterator[None]:
    """Within, nothing is done on this store; afterwards all that waits is, in one transaction."""
    busy, go_on = threading.Event(), threading.Event()

    def work(_c: Connection) -> None:
        busy.set()
        assert go_on.wait(10)

    holder = threading.Thread(target=store.call, args=(work,))
    holder.start()
    assert busy.wait(10)
    try:
        yield
    finally:
        go_on.set()
        holder.join()
