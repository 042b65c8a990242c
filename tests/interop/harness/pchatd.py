"""The server under test: its data, its process, and what it uses."""

from __future__ import annotations

import json
import subprocess
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .process import Process

START_SECONDS = 30.0
COMMAND_SECONDS = 30.0
DOMAIN = "example.com"


@dataclass(frozen=True)
class User:
    """Somebody who may sign in."""

    name: str
    login: str
    password: str

    @property
    def address(self) -> str:
        return f"{self.name}@{DOMAIN}"

    @property
    def uri(self) -> str:
        return f"sip:{self.address}"


class Pchatd:
    """One data folder, and the server on it while it runs."""

    def __init__(self, program: Path, folder: Path, *, authentication: str) -> None:
        self._program = program
        self._folder = folder
        self._authentication = authentication
        self.data = folder / "data"
        self.errors = folder / "pchatd.log"
        self.tls = ""
        self.tcp = ""
        self.ca = Path()
        self._process: Process | None = None
        self.cli("init", "--data", str(self.data), "--domain", DOMAIN)

    def cli(self, *arguments: str, stdin: str = "") -> str:
        """Runs one of pchatd's commands and gives what it prints."""
        done = subprocess.run(
            [str(self._program), *arguments],
            input=stdin,
            capture_output=True,
            text=True,
            timeout=COMMAND_SECONDS,
            check=False,
        )
        if done.returncode != 0:
            raise AssertionError(f"pchatd {arguments[0]} failed with {done.returncode}: {done.stderr.strip()}")
        return done.stdout

    def add_user(self, user: User, *, display_name: str = "") -> None:
        self.cli(
            "user", "add", "--data", str(self.data), user.address, "--login", user.login,
            "--display-name", display_name or user.name.title(),
            "--password-stdin", stdin=user.password + "\n",
        )  # fmt: skip

    def add_category(self, name: str, *options: str) -> None:
        self.cli("category", "add", "--data", str(self.data), name, *options)

    def add_room(self, name: str, category: str, *options: str) -> None:
        self.cli("room", "add", "--data", str(self.data), name, "--category", category, *options)

    def room_uri(self, name: str) -> str:
        rooms = json.loads(self.cli("room", "list", "--data", str(self.data), "--json"))
        return next(str(room["uri"]) for room in rooms if room["name"] == name)

    def history(self, room: str) -> list[dict[str, Any]]:
        """The room's messages as the command line lists them, oldest first."""
        messages: list[dict[str, Any]] = json.loads(self.cli("history", room, "--data", str(self.data), "--json"))
        return messages

    def start(self) -> None:
        """On free ports; after a stop on the same ports as before."""
        ready_file = self._folder / "ready.json"
        ready_file.unlink(missing_ok=True)
        process = Process(
            "pchatd",
            [
                str(self._program), "serve", "--data", str(self.data),
                "--sip-tls", self.tls or "127.0.0.1:0", "--sip-tcp", self.tcp or "127.0.0.1:0",
                "--auth", self._authentication, "--ready-file", str(ready_file), "--log", "trace",
            ],
            self.errors,
        )  # fmt: skip
        self._process = process
        line = first_line(process, START_SECONDS)
        ready = json.loads(line)
        assert json.loads(ready_file.read_text()) == ready, "the ready file and the ready line differ"
        self.tls, self.tcp, self.ca = ready["sip_tls"], ready["sip_tcp"], Path(ready["ca"])

    def stop(self) -> int:
        """Ends it cleanly and gives its exit status."""
        assert self._process is not None, "pchatd was not started"
        status = self._process.terminate()
        self._process = None
        return status

    def kill(self) -> None:
        """Ends it as a crash would."""
        self.process.kill()
        self._process = None

    def close(self) -> None:
        if self._process is not None:
            self.stop()

    @property
    def process(self) -> Process:
        assert self._process is not None, "pchatd was not started"
        return self._process

    def resident_kib(self) -> int:
        """Memory in use, from /proc."""
        for line in Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1])
        raise AssertionError("pchatd is not running")

    def descriptors(self) -> int:
        """Open file descriptors."""
        return len(list(Path(f"/proc/{self.process.pid}/fd").iterdir()))


def first_line(process: Process, seconds: float) -> str:
    """The first line that it prints. The rest is read and dropped, so that it never blocks on its output."""
    lines: list[bytes] = []
    came = threading.Event()

    def read() -> None:
        for line in process.output:
            if not lines:
                lines.append(line)
                came.set()
        came.set()

    threading.Thread(target=read, name=f"{process.name}-output", daemon=True).start()
    came.wait(seconds)
    if not lines:
        raise AssertionError(f"{process.name} did not say that it is ready\n{process.last_errors()}")
    return lines[0].decode()
