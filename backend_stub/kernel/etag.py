"""Strong entity tags, and the condition that a change names the state it was decided on."""

from __future__ import annotations

from backend_stub.kernel.problem import Problem
from backend_stub.kernel.security import keyed_hash


def etag(server_key: bytes, state: str) -> str:
    """The tag of exactly this state, quoted as the header wants it.

    Keyed, since the state may hold more than its reader is shown: a plain hash could be tried out.
    """
    return f'"{keyed_hash(server_key, "etag", state)[:32]}"'


def require_match(if_match: str | None, tag: str) -> None:
    """Problem `if-match-missing`, or `changed-meanwhile` when none of the tags is the present one.

    "*" is no tag: it would say that any state is as good as another.
    """
    if not if_match:
        raise Problem("if-match-missing")
    if tag not in (offered.strip() for offered in if_match.split(",")):
        raise Problem("changed-meanwhile")
