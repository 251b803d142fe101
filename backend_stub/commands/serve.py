"""`serve`: run the mock on a socket of this machine."""

from __future__ import annotations

import argparse
import gc
import logging
import os
import signal
import socket
import sys
import threading
from datetime import timedelta
from pathlib import Path
from types import FrameType

import uvicorn
from pydantic import ValidationError
from sqlalchemy import Connection, select
from starlette.middleware import Middleware

from backend_stub.app import build_services, create_app
from backend_stub.commands.folder import private_folder, remove, remove_leftovers
from backend_stub.commands.relaying import Place, run_with_relay
from backend_stub.commands.settings import Settings, settings_from
from backend_stub.control import tables as practice_tables
from backend_stub.control.routes import control_router
from backend_stub.faults.answers import AnswersMiddleware
from backend_stub.faults.rules import RuleBook
from backend_stub.faults.troubled import TroubleMiddleware
from backend_stub.kernel.clock import Clock
from backend_stub.kernel.entropy import SystemEntropy
from backend_stub.kernel.logging import set_up
from backend_stub.parts import STORE_TABLES, Parts, open_parts
from backend_stub.personas.seed import seed


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the command line."""
    parser = subparsers.add_parser("serve", help="run the mock on this machine")
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--uds-fd", type=int, help="an inherited, listening Unix socket")
    where.add_argument("--port", type=int, help="TCP port, 0 takes a free one (default 8765)")
    parser.add_argument(
        "--relay-port", type=int, help="also listen here with a relay that can cut; 0: a free one"
    )
    parser.add_argument("--host", help="address of this machine (default 127.0.0.1)")
    parser.add_argument("--folder", type=Path, help="keep the stores here, also for the next start")
    parser.add_argument("--seed", help="text that the invented people's keys come from")
    parser.add_argument("--clock", help="freeze time at this instant (ISO 8601)")
    parser.add_argument("--control-token", help="token of the practice controls")
    parser.add_argument(
        "--no-control", dest="control", action="store_false", default=None,
        help="leave the practice controls out",
    )  # fmt: skip
    parser.add_argument("--code-minutes", type=int, help="how long a code works (default 10)")
    parser.add_argument("--session-minutes", type=int, help="longest session (default 60)")
    parser.add_argument("--idle-minutes", type=int, help="longest pause (default 15, kiosk 5)")
    parser.add_argument(
        "--kiosk", action="store_true", default=None, help="figures for a machine of many people"
    )
    parser.add_argument(
        "--parent-stdin", action="store_true", default=None, help="end when standard input closes"
    )
    parser.add_argument(
        "--log", action="store_true", default=None, help="log requests to standard error"
    )


def run(args: argparse.Namespace) -> int:
    """Serve until told to stop; 2 when a setting makes no sense."""
    try:
        settings = settings_from(args)
    except ValidationError as error:
        for problem in error.errors(include_input=False, include_url=False):
            print(f"{'.'.join(map(str, problem['loc']))}: {problem['msg']}", file=sys.stderr)
        return 2
    for stop in (signal.SIGINT, signal.SIGTERM):
        # The server hands a signal on once it is done; the default would skip the tidying below.
        signal.signal(stop, _stop)
    set_up(sys.stderr, logging.INFO if settings.log else logging.WARNING)
    remove_leftovers()
    folder = settings.folder or private_folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    temporary = folder if settings.folder is None else None
    if settings.parent_stdin:
        threading.Thread(target=_end_with_parent, args=(temporary,), daemon=True).start()
    try:
        _serve(settings, folder)
    finally:
        if temporary is not None:
            remove(temporary)
    return 0


def _serve(settings: Settings, folder: Path) -> None:
    parts = _opened(settings, folder)
    try:
        services = build_services(parts, settings.rules())
        secret = settings.control_token
        token = secret.get_secret_value() if secret else parts.entropy.octets(16).hex()
        book = RuleBook(parts, relayed=settings.relay_port is not None)
        control = control_router(
            parts,
            token=token,
            seed_text=settings.seed,
            pump=services.pump,
            records=services.records,
            staff=services.staff,
            book=book,
        )
        trouble = Middleware(TroubleMiddleware, book=book, entropy=parts.entropy)
        answers = Middleware(AnswersMiddleware, parts=parts, account_of=services.account_of)
        app = create_app(
            parts,
            services=services,
            control=control if settings.control else None,
            middleware=[trouble, answers],
        )
        listening = _listening(settings)
        if settings.control and secret is None:
            print(f"control token {token}", flush=True)
        # What start-up made lives as long as the process: keep it out of every collection.
        gc.freeze()
        # An answer makes a thousand objects, few of them in cycles: to look for those after every
        # 700 costs a tenth of it.
        gc.set_threshold(10_000, 20, 50)
        gc.enable()
        # A store's thread holds the interpreter at most this long (seconds) while the event loop
        # waits for it; the usual 5 ms is longer than most of our answers take.
        sys.setswitchinterval(0.001)
        config = uvicorn.Config(
            app,
            loop="asyncio",
            http="h11",
            ws="none",
            log_config=None,
            access_log=False,
            proxy_headers=False,
            server_header=False,
            timeout_graceful_shutdown=2,
        )
        server = uvicorn.Server(config)
        if settings.relay_port is None:
            server.run(sockets=[listening])
        else:
            place = Place(settings.host, settings.relay_port)
            run_with_relay(server, listening, place, book)
    finally:
        parts.close()


def _opened(settings: Settings, folder: Path) -> Parts:
    """The stores, seeded when they are new, with the clock as it was left."""
    done = folder / "seeded"
    if not done.exists():
        # A start that died half-way left stores that nobody may believe.
        for name in STORE_TABLES:
            for left in folder.glob(f"{name}.db*"):
                left.unlink()
    parts = open_parts(folder, Clock(frozen_at=settings.clock), SystemEntropy())
    if done.exists():
        parts.practice.call(lambda c: _restore_clock(c, parts.clock))
    else:
        seed(parts, settings.seed)
        done.touch()
    return parts


def _restore_clock(c: Connection, clock: Clock) -> None:
    row = c.execute(select(practice_tables.clock)).one_or_none()
    if row is not None:
        clock.restore(frozen_at=row.frozen_at, shift=timedelta(seconds=row.shift_seconds))


def _listening(settings: Settings) -> socket.socket:
    """The socket to serve on; for TCP its address is printed once it takes callers."""
    if settings.uds_fd is not None:
        return socket.socket(fileno=settings.uds_fd)
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    # The protocol is named so that the event loop switches Nagle's delay off: 40 ms a request.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    if os.name == "posix":
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listening.bind((settings.host, settings.port))
    listening.listen(128)
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    print(f"http://{host}:{listening.getsockname()[1]}", flush=True)
    return listening


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise SystemExit(0)


def _end_with_parent(temporary: Path | None) -> None:
    """Wait for standard input to close, then end at once, whatever is being done."""
    while os.read(0, 4096):
        pass
    if temporary is not None:
        remove(temporary)
    os._exit(0)
