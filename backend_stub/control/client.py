"""Ask a running mock's controls from the command line, with the standard library alone."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlencode, urlsplit
from urllib.request import ProxyHandler, Request, build_opener

URL = "http://127.0.0.1:8765"
TOKEN_VARIABLE = "ALONGSIDE_CONTROL_TOKEN"
PATIENCE = 30.0
"""Seconds to wait for an answer."""

NO_SERVER = 3
REFUSED = 1


class Refused(Exception):
    """The mock said no; the message is for the person at the command line."""


class Unreachable(Exception):
    """No mock answered at that address."""


class Desk:
    """The controls of one running mock."""

    def __init__(self, url: str, token: str) -> None:
        self._url = url.rstrip("/")
        self._token = token
        # A proxy would carry the token off this machine.
        self._opener = build_opener(ProxyHandler({}))

    def ask(self, method: str, path: str, /, **query: str) -> Any:
        """The answer's JSON. Raises Refused or Unreachable."""
        address = f"{self._url}/control/{quote(path)}"
        if query:
            address += f"?{urlencode(query)}"
        request = Request(address, method=method, headers={"X-Control-Token": self._token})
        try:
            with self._opener.open(request, timeout=PATIENCE) as answer:
                return json.load(answer)
        except HTTPError as error:
            with error:
                raise Refused(_said(error)) from error
        except (URLError, TimeoutError, ConnectionError) as error:
            raise Unreachable(
                f"No mock answers at {self._url}. Start one with: python -m backend_stub serve"
            ) from error
        except ValueError as error:
            raise Unreachable(f"What answers at {self._url} is not this mock.") from error


def add_connection(parser: argparse.ArgumentParser) -> None:
    """`--url` and `--token`, the same for every command that needs a running mock."""
    parser.add_argument("--url", default=URL, help=f"address of the running mock (default {URL})")
    parser.add_argument(
        "--token", help=f"its control token (default: the environment's {TOKEN_VARIABLE})"
    )


def talk(args: argparse.Namespace, work: Callable[[Desk], int]) -> int:
    """Run `work` with the mock that the arguments name; trouble becomes one line and a code."""
    token = args.token or os.environ.get(TOKEN_VARIABLE, "")
    scheme, host = urlsplit(args.url).scheme, urlsplit(args.url).hostname
    if scheme != "http" or host is None:
        print(f"--url {args.url}: write it like {URL}", file=sys.stderr)
        return 2
    if not token:
        print(f"A control token is needed: --token or {TOKEN_VARIABLE}.", file=sys.stderr)
        return 2
    try:
        return work(Desk(args.url, token))
    except Refused as error:
        print(error, file=sys.stderr)
        return REFUSED
    except Unreachable as error:
        print(error, file=sys.stderr)
        return NO_SERVER


def _said(error: HTTPError) -> str:
    try:
        problem = json.load(error)
        return str(problem["detail"])
    except (ValueError, KeyError, TypeError):
        return f"The mock answered {error.code}."
