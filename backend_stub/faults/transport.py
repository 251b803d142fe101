"""Trouble on the way: what there is, and the parts of the service that it can be limited to.

It is about connections and answers, never about anybody's record: no store of a service is
touched, so no check across the stores can find it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from backend_stub.personas.suggest import UnknownName

Where = Literal["answers", "relay"]
"""`answers`: in the application itself; `relay`: only for callers who come through the relay."""

App = Literal["late", "unreachable", "timed_out", "garbled", "busy", "unavailable"]
"""What the app takes it for: `late` is no trouble, the others have pages of their own."""

EVERYTHING = "everything"

PARTS: dict[str, tuple[str, ...]] = {
    EVERYTHING: ("/v1/",),
    "sign-in": ("/v1/sign-ins", "/v1/session", "/v1/recoveries"),
    "account": ("/v1/account",),
    "status": ("/v1/status",),
    "work-proof": ("/v1/right-to-work",),
    "rent-proof": ("/v1/right-to-rent",),
    "other-proof": ("/v1/something-else",),
    "pictures": ("/v1/photos",),
    "checks": ("/v1/checks",),
    "reports": ("/v1/fault-reports", "/v1/staff"),
}
"""Part -> how the addresses of its calls begin. The controls belong to none: trouble can always be
taken off again."""


@dataclass(frozen=True, slots=True)
class TransportFault:
    """One kind of trouble. `milliseconds`, `retry_after` (seconds): what it takes if nothing else
    is said; nothing where it has no use for that. `status`: what is answered in place of the part.
    """

    id: str
    effect: str
    where: Where
    app: App
    milliseconds: int | None = None
    status: int | None = None
    retry_after: int | None = None
    counted: bool = True


TRANSPORT: dict[str, TransportFault] = {
    fault.id: fault
    for fault in (
        TransportFault("latency", "Every answer comes late.", "answers", "late", 2_000),
        TransportFault(
            "jitter",
            "Every answer comes late, each by another time, by chance.",
            "answers",
            "late",
            2_000,
        ),
        TransportFault(
            "server-error",
            "An error page comes in place of an answer.",
            "answers",
            "garbled",
            status=500,
        ),
        TransportFault(
            "bad-gateway",
            "What stands before the service says that it cannot reach it.",
            "answers",
            "unavailable",
            status=502,
        ),
        TransportFault(
            "unavailable",
            "The service says that it is not available, and for how long.",
            "answers",
            "unavailable",
            status=503,
            retry_after=5,
        ),
        TransportFault(
            "too-many-requests",
            "The service says that too much is asked of it, and how long to wait.",
            "answers",
            "busy",
            status=429,
            retry_after=30,
        ),
        TransportFault(
            "reset",
            "The connection is cut before the service has heard anything.",
            "relay",
            "unreachable",
        ),
        TransportFault(
            "reset-when-done",
            "The service does what was asked; then the connection is cut.",
            "relay",
            "unreachable",
        ),
        TransportFault(
            "half-body",
            "The answer stops in the middle.",
            "relay",
            "garbled",
        ),
        TransportFault(
            "drip",
            "The answer comes a few bytes at a time.",
            "relay",
            "timed_out",
            200,
        ),
        TransportFault(
            "refuse",
            "Nobody listens: no connection is taken at all.",
            "relay",
            "unreachable",
            counted=False,
        ),
    )
}
"""By id, in the order in which lists show them. `counted`: whether calls can be told apart."""


def known_transport(fault_id: str) -> TransportFault:
    """UnknownName, with suggestions, when there is no such trouble."""
    if fault_id not in TRANSPORT:
        raise UnknownName("transport fault", fault_id, TRANSPORT)
    return TRANSPORT[fault_id]


def known_part(part: str) -> str:
    """UnknownName, with suggestions, when the service has no such part."""
    if part not in PARTS:
        raise UnknownName("part of the service", part, PARTS)
    return part


def concerned(part: str, path: str) -> bool:
    """Whether a call to this address is one of the part's."""
    return path.startswith(PARTS[part])
