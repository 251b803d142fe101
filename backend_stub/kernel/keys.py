"""Keys that look alike and must never be mixed: the type checker keeps them apart."""

from __future__ import annotations

from typing import Literal, NewType

AccountId = NewType("AccountId", str)
DocumentKey = NewType("DocumentKey", str)
PersonKey = NewType("PersonKey", str)
WorkKey = NewType("WorkKey", str)
RentKey = NewType("RentKey", str)
OtherKey = NewType("OtherKey", str)
SignInId = NewType("SignInId", str)
ShareCodeId = NewType("ShareCodeId", str)

# The sharing services are one implementation: inside it the three keys are one type, and only the
# store they came from says which.
ShareKey = WorkKey | RentKey | OtherKey

Channel = Literal["text", "email", "authenticator"]
Purpose = Literal["work", "rent", "other"]
PURPOSES: tuple[Purpose, ...] = ("work", "rent", "other")
