"""Who may use the controls: callers on this machine who have the token."""

from __future__ import annotations

import hmac
from collections.abc import Callable
from ipaddress import ip_address

from fastapi import Request

from backend_stub.kernel.problem import Problem

HEADER = "X-Control-Token"


def guard(token: str) -> Callable[[Request], None]:
    """A dependency that answers `control-token` to everybody else."""

    def check(request: Request) -> None:
        offered = request.headers.get(HEADER, "")
        right = hmac.compare_digest(offered.encode(), token.encode())
        if not right or not _near(request):
            raise Problem("control-token")

    return check


def _near(request: Request) -> bool:
    """On the loopback, or on a socket that has no addresses at all."""
    host = request.client.host if request.client else ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return True
