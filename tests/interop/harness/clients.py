"""Starts the two kinds of participants."""

from __future__ import annotations

import shutil
from pathlib import Path

from .build import Programs
from .participant import Participant
from .pchatd import User


class Clients:
    """Makes participants and ends all of them."""

    def __init__(self, programs: Programs, folder: Path) -> None:
        self._programs = programs
        self._folder = folder
        self._started: list[Participant] = []

    def _password_file(self, name: str, password: str) -> str:
        path = self._folder / f"{name}.password"
        path.write_text(password + "\n")
        path.chmod(0o600)
        return str(path)

    def _start(self, name: str, argv: list[str]) -> Participant:
        participant = Participant(name, argv, self._folder / f"{name}.log")
        self._started.append(participant)
        return participant

    def sipe(
        self, name: str, server: str, user: User, *, ca: Path | None, transport: str = "tls", password: str = ""
    ) -> Participant:
        """SIPE, signing in at once. Without `ca` it trusts what the system trusts."""
        home = self._folder / f"{name}.home"
        home.mkdir()
        argv = [
            str(self._programs.sipe), "--server", server, "--user", user.address, "--login", user.login,
            "--password-file", self._password_file(name, password or user.password), "--transport", transport,
            "--home", str(home), "--debug-file", str(self._folder / f"{name}.debug"),
        ]  # fmt: skip
        if ca is not None:
            # libpurple reads a folder of *.pem files.
            trusted = self._folder / f"{name}.trusted"
            trusted.mkdir()
            shutil.copy(ca, trusted / "pchatd.pem")
            argv += ["--ca-folder", str(trusted)]
        return self._start(name, argv)

    def peer(self, name: str, server: str, user: User, *, ca: Path | None, authentication: str = "ntlm") -> Participant:
        """The client on our C library, signing in at once: over TLS when given a CA, else over TCP."""
        argv = [
            str(self._programs.peer), "--server", server, "--user", user.address, "--login", user.login,
            "--password-file", self._password_file(name, user.password), "--authentication", authentication,
        ]  # fmt: skip
        argv += ["--transport", "tcp"] if ca is None else ["--transport", "tls", "--ca-file", str(ca)]
        return self._start(name, argv)

    def close(self) -> None:
        for participant in self._started:
            participant.close()

    def trouble(self) -> str:
        return "\n".join(participant.trouble() for participant in self._started)
