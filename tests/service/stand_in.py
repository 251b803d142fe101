"""Stands in for the mock as a child: speaks the child's protocol, starts at once.

    stand_in.py (--uds-fd N | --port 0) --parent-stdin

What it does besides is in its name when it is linked or copied: see ``BEHAVIOUR``.
"""

from __future__ import annotations

import json
import os
import socket
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

BEHAVIOUR = os.path.basename(sys.argv[0]).removesuffix(".py")


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        body = json.dumps(
            {
                "mock": BEHAVIOUR != "impostor",
                "pid": os.getpid(),
                "environment": sorted(os.environ),
                "token": os.environ.get("ALONGSIDE_CONTROL_TOKEN", ""),
                "folder": os.getcwd(),
            }
        ).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def address_string(self) -> str:
        return "parent"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Says nothing, as the mock."""


def watch_parent() -> None:
    sys.stdin.buffer.read()
    os._exit(0)


def main() -> None:
    if BEHAVIOUR == "quitter":
        os._exit(3)
    threading.Thread(target=watch_parent, daemon=True).start()
    if BEHAVIOUR == "mute":
        threading.Event().wait()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    if "--uds-fd" in sys.argv:
        server.socket.close()
        server.socket = socket.socket(fileno=int(sys.argv[sys.argv.index("--uds-fd") + 1]))
    else:
        print("Control token: in the environment", flush=True)
        print(f"http://127.0.0.1:{server.server_address[1]}", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
