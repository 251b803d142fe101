"""The one owner of chance, and the derivation of ids that must not be chance at all."""

from __future__ import annotations

import hashlib
import secrets
from typing import Protocol

DIGITS = "0123456789"


class Entropy(Protocol):
    """A source of unpredictable values."""

    def symbols(self, alphabet: str, length: int) -> str:
        """`length` independent symbols of `alphabet`, all equally likely."""

    def octets(self, length: int) -> bytes:
        """`length` bytes."""


class SystemEntropy:
    """The operating system's generator. Every secret that is handed out comes from here."""

    def symbols(self, alphabet: str, length: int) -> str:
        return "".join(secrets.choice(alphabet) for _ in range(length))

    def octets(self, length: int) -> bytes:
        return secrets.token_bytes(length)


class SeededEntropy:
    """A replayable stream for tests and recordings, SHAKE-256 over seed and counter. Not secret."""

    def __init__(self, seed: str) -> None:
        self._seed = seed.encode()
        self._drawn = 0

    def octets(self, length: int) -> bytes:
        self._drawn += 1
        return hashlib.shake_256(self._seed + b"\x00" + str(self._drawn).encode()).digest(length)

    def symbols(self, alphabet: str, length: int) -> str:
        # 64 bits a symbol: the bias of the remainder is far below anything a test could see.
        raw = self.octets(8 * length)
        words = (raw[at : at + 8] for at in range(0, len(raw), 8))
        return "".join(alphabet[int.from_bytes(word) % len(alphabet)] for word in words)


def new_id(entropy: Entropy) -> str:
    """A fresh identifier for a row made at run time: 32 hexadecimal digits."""
    return entropy.octets(16).hex()


def derived_id(seed: str, *names: str) -> str:
    """The identifier of a seeded row: the same for the same seed and names, in every process."""
    text = "\x00".join((seed, *names))
    return hashlib.sha256(text.encode()).hexdigest()[:32]
