"""Which addresses a back end may be given by, decided before anything is sent or even loaded."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit


class BadAddress(ValueError):
    """The address is not one that we may use; the text says why, for the person who typed it."""


def checked_url(url: str) -> str:
    """`url` in the form that we use, or BadAddress. Only https, or http on this very machine."""
    if any(one.isspace() or not one.isprintable() for one in url):
        raise BadAddress("The address must not hold a space or a line end.")
    try:
        parts = urlsplit(url)
    except ValueError:
        raise BadAddress("That is not an address.") from None
    try:
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise BadAddress("The address has a port that is not a number from 0 to 65535.") from None
    if parts.scheme not in ("http", "https"):
        raise BadAddress("The address must begin with https:// or, on this machine, http://.")
    if parts.username is not None or parts.password is not None:
        raise BadAddress("The address must not hold a user name or a password.")
    if not host:
        raise BadAddress("The address names no machine.")
    if parts.query or parts.fragment or "?" in url or "#" in url:
        raise BadAddress("The address must end before any ? or #.")
    if parts.scheme == "http" and not _here(host):
        raise BadAddress("To another machine the address must begin with https://.")
    return url.rstrip("/")


def _here(host: str) -> bool:
    """Whether the host is this machine: 127.0.0.0/8, ::1 or localhost."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
