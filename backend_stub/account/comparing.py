"""One try at an account's code: compared, counted, and never telling what it was compared with."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Row

from backend_stub.account import attempts, authenticators, codes
from backend_stub.account.codes import Refused
from backend_stub.account.setting import Setting
from backend_stub.kernel.throttle import Guesser


def compare(
    c: Connection,
    at: Setting,
    code: Row[Any],
    what_for: str,
    typed: str,
    account_id: str | None,
    who: Guesser,
) -> Refused | None:
    """Count one try at an account's code, by whatever channel; None when it was right.

    The same statements are run whether or not there is an account, and whether or not it is
    stopped.
    """
    step = authenticators.accepted_step(c, account_id, typed, at.now)
    by_app = code.channel == "authenticator"
    right = step is not None if by_app else codes.matches(at, code, what_for, typed)
    stopped = attempts.stopped(c, account_id, who)
    accepted = right and account_id is not None and not stopped
    refused = codes.tried(c, code, accepted=accepted)
    if refused is not None:
        attempts.went_wrong(c, at, account_id, who)
        return refused
    assert account_id is not None
    if by_app and step is not None:
        authenticators.spend(c, account_id, step)
    attempts.went_right(c, account_id, who)
    return None
