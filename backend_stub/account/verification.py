"""Typing the security code of a sign-in, as a transaction on account.db."""

from __future__ import annotations

from sqlalchemy import Connection

from backend_stub.account import attempts, codes, comparing, documents, sessions
from backend_stub.account.codes import Refused
from backend_stub.account.model import Session
from backend_stub.account.setting import Setting
from backend_stub.account.sign_in import sign_in_row
from backend_stub.kernel.caller import Machine
from backend_stub.kernel.keys import AccountId, SignInId


def verify(
    c: Connection, at: Setting, sign_in_id: SignInId, typed: str, machine: Machine
) -> Session | Refused:
    """Compare one code; Problems `sign-in-not-found`, `code-ended`, `wait`, `code-not-right`."""
    flow = sign_in_row(c, sign_in_id, at.now)
    code = codes.live(c, at, sign_in_id)
    who = attempts.guesser(c, at, machine, flow.account_id, flow.subject)
    attempts.require_turn(c, at, who)
    refused = comparing.compare(c, at, code, "sign-in", typed, flow.account_id, who)
    outcome = "accepted" if refused is None else "refused"
    at.audit(c, "sign-in", sign_in_id, "verify", outcome)
    if refused is not None:
        return refused
    account_id = AccountId(flow.account_id)
    documents.used(c, at, flow.document_key)
    attempts.forget_sends(c, [account_id, sign_in_id])
    return sessions.begin(c, at, account_id, who)
