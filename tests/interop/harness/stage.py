"""A server and the clients on it, which all end with the suite; when something failed, what they logged is shown."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from .build import Programs
from .checks import Checks
from .clients import Clients
from .pchatd import Pchatd, User

LOG_LINES = 40


@dataclass
class Stage:
    """What a suite works on."""

    server: Pchatd
    clients: Clients
    folder: Path


@contextmanager
def stage(checks: Checks, programs: Programs, folder: Path, *, authentication: str, users: tuple[User, ...]) -> Iterator[Stage]:
    """A server with these users, not started yet, in a folder of its own."""
    folder.mkdir(exist_ok=True)
    server = Pchatd(programs.pchatd, folder, authentication=authentication)
    for user in users:
        server.add_user(user)
    clients = Clients(programs, folder)
    failed_before = checks.failed
    try:
        yield Stage(server, clients, folder)
    finally:
        clients.close()
        server.close()
        if checks.failed > failed_before:
            print(clients.trouble(), file=sys.stderr)
            for log in sorted(folder.glob("*.log")):
                print(last_lines(log), file=sys.stderr)


def last_lines(log: Path) -> str:
    lines = log.read_text(errors="replace").splitlines()[-LOG_LINES:]
    return "\n".join(f"    {log.name}| {line[:400]}" for line in lines)
