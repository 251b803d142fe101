"""Keys that look alike and must never be mixed: the type checker keeps them apart."""

from __future__ import annotations

from typing import Literal, NewType

AccountId = NewType("AccountId", str)
DocumentKey = NewType("DocumentKey", str)
PersonKey = NewType("PersonKey", str)
ShareKey = NewType("ShareKey", str)
"""A person's key inside one sharing service: each has its own, and its store says whose it is."""
SignInId = NewType("SignInId", str)

Channel = Literal["text", "email", "authenticator"]
Purpose = Literal["work", "rent", "other"]
PURPOSES: tuple[Purpose, ...] = ("work", "rent", "other")
