"""The mock as a process of its own, the way the app starts it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import httpx

TOKEN = "token-of-the-tests"
CLOCK = "2026-03-02T12:00:00Z"
Transport = Literal["unix", "tcp"]
ENVIRONMENT = {
    name: value for name, value in os.environ.items() if not name.startswith("ALONGSIDE_")
}


@dataclass
class Child:
    """A running mock and a client of it."""

    process: subprocess.Popen[str]
    client: httpx.Client
    lines: list[str]

    def folders(self) -> list[Path]:
        """Its private folders that are there now."""
        return folders_of(self.process.pid)

    def control(self, method: str, path: str, **kw: Any) -> Any:
        """Ask the practice controls; the decoded answer."""
        answer = self.client.request(
            method, f"/control/{path}", headers={"X-Control-Token": TOKEN}, **kw
        )
        assert answer.status_code == 200, answer.text
        return answer.json()

    def end(self) -> int:
        """Close its standard input, as a parent that ends would; the exit code."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        return self.process.wait(timeout=20)


def folders_of(pid: int) -> list[Path]:
    """Private folders that carry a process id."""
    bases = {Path("/dev/shm"), Path(tempfile.gettempdir())}
    return [found for base in bases for found in base.glob(f"alongside-mock-{pid}-*")]


def command(*words: str) -> list[str]:
    """The command line of the mock."""
    return [sys.executable, "-m", "backend_stub", *words]


@contextmanager
def spawned(
    transport: Transport,
    *words: str,
    token: str | None = TOKEN,
    clock: str | None = CLOCK,
    parent: bool = True,
) -> Iterator[Child]:
    """Start a mock, and see to it that nothing of it is left. Without `clock` its time goes on."""
    frozen = () if clock is None else ("--clock", clock)
    words = ("serve", *frozen, *words, *(["--parent-stdin"] if parent else []))
    environment = ENVIRONMENT | ({} if token is None else {"ALONGSIDE_CONTROL_TOKEN": token})
    with tempfile.TemporaryDirectory() as folder, socket.socket(socket.AF_UNIX) as listening:
        path = f"{folder}/mock.sock"
        handed: tuple[int, ...] = ()
        if transport == "unix":
            listening.bind(path)
            listening.listen(64)
            handed = (listening.fileno(),)
            words += ("--uds-fd", str(listening.fileno()))
        else:
            words += ("--port", "0")
        process = subprocess.Popen(
            command(*words),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            pass_fds=handed,
            env=environment,
        )
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        listening.close()
        try:
            # Read only as many lines as are due: more would wait for ever.
            due = (transport == "tcp") + (token is None) + ("--relay-port" in words)
            lines = [process.stdout.readline().rstrip("\n") for _ in range(due)]
            wire = httpx.HTTPTransport(uds=path if transport == "unix" else None)
            base = lines[0] if transport == "tcp" else "http://mock"
            with httpx.Client(transport=wire, base_url=base, timeout=30) as client:
                yield Child(process, client, lines)
        finally:
            if process.poll() is None:
                process.kill()
            process.wait(timeout=20)
            for pipe in (process.stdin, process.stdout, process.stderr):
                pipe.close()


def sign_in(child: Child, person_id: str) -> dict[str, str]:
    """Sign one invented person in, reading the code from their phone; the Authorization header."""
    person = child.control("GET", f"people/{person_id}")
    begun = child.client.post(
        "/v1/sign-ins",
        json={name: person[name] for name in ("document_number", "birth_date", "channel")},
        headers={"Idempotency-Key": os.urandom(8).hex()},
    )
    assert begun.status_code == 202, begun.text
    newest = child.control("GET", "phone", params={"person": person_id})["items"][0]
    code = next(w for w in newest["body"].replace(".", " ").split() if w.isdigit() and len(w) == 6)
    answer = child.client.post(
        f"/v1/sign-ins/{begun.json()['id']}/verification", json={"code": code}
    )
    assert answer.status_code == 201, answer.text
    return {"Authorization": f"Bearer {answer.json()['token']}"}
