"""Strings that belong to no invented person and to nothing else in the project, and their hunt."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from pathlib import Path

DOCUMENTS = ("ZQ7718829", "QXKW-9027 7351", "QZXJCANARYNUMBER")
BORN = ("29", "2", "1904")
CODE = "907351"
GARBAGE = "qzxjgarbage\u202e\x1b[31m"

CANARIES = (*DOCUMENTS, "1904-02-29", "29/2/1904", "qzxjgarbage")
"""What to look for. The wrong security code has only six digits, which chance could write."""


def forms(text: str) -> Iterator[tuple[str, bytes]]:
    """The text in the ways in which it could be kept, each with its name."""
    closed = "".join(c for c in text if c.isalnum())
    for name, one in (("as typed", text), ("closed", closed), ("small", closed.lower())):
        raw = one.encode()
        yield name, raw
        yield f"{name}, UTF-16", one.encode("utf-16-le")
        yield f"{name}, base64", base64.b64encode(raw).rstrip(b"=")[:-1]
        for algorithm in ("md5", "sha1", "sha256", "sha512", "blake2b", "blake2s", "sha3_256"):
            digest = hashlib.new(algorithm, raw)
            yield f"{name}, {algorithm}", digest.digest()
            yield f"{name}, {algorithm} in hex", digest.hexdigest().encode()


def found(where: bytes, texts: tuple[str, ...]) -> list[str]:
    """Which of the texts are there, in any form; spelling of letters does not matter."""
    small = where.lower()
    return [
        f"{text!r} {name}"
        for text in texts
        for name, form in forms(text)
        if form in where or form.lower() in small
    ]


def files(folder: Path) -> list[Path]:
    return [one for one in sorted(folder.rglob("*")) if one.is_file() and not one.is_symlink()]


def hunt(folder: Path, texts: tuple[str, ...]) -> list[str]:
    """Every trace in any file under `folder`, or in its name."""
    return [
        f"{path.name}: {trace}"
        for path in files(folder)
        for trace in found(path.read_bytes() + str(path.relative_to(folder)).encode(), texts)
    ]
