"""How often one client may check: enough for an honest office, far too little to guess."""

from __future__ import annotations

from datetime import timedelta

from backend_stub.kernel.throttle import Limit

CHECKS = (
    Limit(most=10, window=timedelta(minutes=1), apart=timedelta()),
    Limit(most=100, window=timedelta(days=1), apart=timedelta()),
)
