"""Tables of checker.db: how often each client has checked. Nothing of any check."""

from __future__ import annotations

from sqlalchemy import MetaData

from backend_stub.kernel.tables import throttle_table

metadata = MetaData()
throttle = throttle_table(metadata)
