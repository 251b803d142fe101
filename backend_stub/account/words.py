"""Subjects and bodies of what the account service sends. No telephone number, no name."""

from __future__ import annotations

from datetime import timedelta

_FOR = {
    "sign-in": "your security code",
    "change-document": "your security code to change your identity document",
    "change-contact": "your security code to change your phone number or e-mail address",
    "set-up-authenticator": "your security code to set up an authenticator app",
    "new-contact": "the security code that shows that this is yours",
    "recovery": "the security code to recover your account",
}

NOT_YOU = "If you did not do this, tell the Resolution Centre today."

LOCKED = (
    "Your account is locked (practice)",
    (
        "PRACTICE. Your account is locked, because too many wrong security codes were typed. No "
        "code was sent. Recover your account, or ask the Resolution Centre to open it again. If "
        "somebody else tried to sign in, they did not get in."
    ),
)
CHANGED_DOCUMENT = (
    "Your identity document was changed (practice)",
    (
        "PRACTICE. You can sign in with your new document. The old one still works until you have "
        f"signed in with the new one once. {NOT_YOU}"
    ),
)
HELD_DOCUMENT = (
    "We are checking your new identity document (practice)",
    (
        "PRACTICE. Your new document does not say the same as your record, so nothing was changed. "
        f"Go on using the old one. {NOT_YOU}"
    ),
)
AUTHENTICATOR = (
    "An authenticator app was added (practice)",
    f"PRACTICE. Security codes from an authenticator app now work for your account. {NOT_YOU}",
)
RECOVERED = (
    "Your account was recovered (practice)",
    (
        "PRACTICE. Your account has a new phone number and a new e-mail address, and everybody was "
        f"signed out. {NOT_YOU}"
    ),
)


def changed_contact(channel: str) -> tuple[str, str]:
    """What the old contacts are told when one of them was changed."""
    what = "phone number" if channel == "text" else "e-mail address"
    return (
        f"Your {what} was changed (practice)",
        f"PRACTICE. Your account has another {what} now. {NOT_YOU}",
    )


def code_message(purpose: str, code: str, life: timedelta) -> tuple[str, str]:
    """Subject and body of the message that carries a security code."""
    minutes = int(life.total_seconds()) // 60
    return "Your security code (practice)", (
        f"PRACTICE. {code} is {_FOR[purpose]}. It works for {minutes} minutes, once. "
        "Do not share it."
    )
