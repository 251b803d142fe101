"""Answers about an account: what it holds, who opened a code, an authenticator to be set up."""

from __future__ import annotations

import re

from tui.core.changes import CodeUse
from tui.core.records import Purpose
from tui.service.decode import Reader
from tui.service.held import HeldAccount, HeldApp
from tui.service.replies import CHECKED_BY_US

_CHECKERS = frozenset({"employer", "landlord", "other"})
_SECRET = re.compile(r"[A-Z2-7]{16,64}").fullmatch
_OTPAUTH = re.compile(r"otpauth://totp/[!-~]{1,300}").fullmatch
_REFERENCE = re.compile(r"[A-Za-z0-9-]{4,40}").fullmatch


def code_use(share_code_id: str, purpose: Purpose, reader: Reader) -> CodeUse:
    """One time that a code was opened. The checker's own words are read only to know ours."""
    return CodeUse(
        share_code_id=share_code_id,
        purpose=purpose,
        reference=reader.matching("reference", _REFERENCE),
        at=reader.moment("checked_at"),
        checker=reader.word("checker", _CHECKERS),
        by_us=reader.text("checker_name") == CHECKED_BY_US,
    )


def reference(reader: Reader) -> str:
    """The account's own reference, to be said again with a change."""
    return reader.matching("account_reference", _REFERENCE)


def account(reader: Reader) -> HeldAccount:
    """What an account holds. Nothing that is not masked is taken on."""
    contacts = dict(reader.each("contacts", _contact))
    return HeldAccount(
        text=contacts.get("text", ""),
        email=contacts.get("email", ""),
        documents=reader.each("documents", lambda one: one.text("masked")),
        authenticator=reader.yes("authenticator"),
    )


def _contact(reader: Reader) -> tuple[str, str]:
    return reader.word("channel", frozenset({"text", "email"})), reader.text("masked")


def app(reader: Reader) -> HeldApp:
    """An authenticator that waits for its first code."""
    return HeldApp(reader.matching("secret", _SECRET), reader.matching("uri", _OTPAUTH))
