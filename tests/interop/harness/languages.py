"""The chat program of examples/, built and started in each language as its users do: installed, not out of the build folder."""

from __future__ import annotations

import shutil
import sys
import threading
import time
from pathlib import Path

from .build import ROOT, run
from .pchatd import Pchatd, User
from .process import END_SECONDS, Process

LANGUAGES = ("C", "C++", "Python", "Node")
READ_SECONDS = 20.0
# Builds wheels; the version that the tests of the Python package use.
MATURIN = "maturin==1.16.0"


class Languages:
    """Installs the library and the packages under one folder, quickly built rather than fast."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.prefix = folder / "usr"
        self._examples = ROOT / "examples"

    @property
    def pchatd(self) -> Path:
        return self.prefix / "bin" / "pchatd"

    def install_library(self) -> None:
        run(["env", f"PREFIX={self.prefix}", "PROFILE=dev", "./install"])

    def make(self, language: str) -> list[str]:
        """Builds or installs what the language needs, and gives the command that starts its chat."""
        if language in ("C", "C++"):
            return self._compile(language)
        return self._python() if language == "Python" else self._node()

    def _compile(self, language: str) -> list[str]:
        compiler, source = (["cc", "-std=c11"], "c/chat.c") if language == "C" else (["c++", "-std=c++17"], "cpp/chat.cpp")
        flags = run(["env", f"PKG_CONFIG_PATH={self.prefix / 'lib' / 'pkgconfig'}", "pkg-config", "--cflags", "--libs", "pchat"])
        program = self.folder / source.replace("/", "-").replace(".", "-")
        search = f"-Wl,-rpath,{self.prefix / 'lib'}"
        run([*compiler, "-Wall", "-Wextra", "-Werror", str(self._examples / source), "-o", str(program), *flags.split(), search])
        return [str(program)]

    def _python(self) -> list[str]:
        """A wheel in a virtual environment."""
        venv, wheels = self.folder / "venv", self.folder / "wheels"
        pip = [str(venv / "bin" / "pip"), "install", "-q", "--disable-pip-version-check"]
        if not (venv / "bin" / "maturin").exists():
            run([sys.executable, "-m", "venv", "--clear", str(venv)])
            run([*pip, MATURIN])
        shutil.rmtree(wheels, ignore_errors=True)
        manifest = str(ROOT / "bindings" / "python" / "Cargo.toml")
        run([str(venv / "bin" / "maturin"), "build", "-q", "--locked", "--profile", "dev", "-m", manifest, "-o", str(wheels)])
        run([*pip, "--force-reinstall", "--no-deps", "--no-index", *map(str, wheels.glob("*.whl"))])
        return [str(venv / "bin" / "python"), str(self._examples / "python" / "chat.py")]

    def _node(self) -> list[str]:
        """The package in a folder of its own, and in it the program: Node looks for packages where the program is."""
        package, folder = ROOT / "bindings" / "node", self.folder / "node"
        folder.mkdir(parents=True, exist_ok=True)
        run(["node", str(package / "install.cjs"), "--dev"])
        quiet = ["--no-audit", "--no-fund", "--no-save", "--loglevel=error"]
        run(["npm", "install", *quiet, "--prefix", str(folder), str(package)])
        program = folder / "chat.mjs"
        shutil.copy(self._examples / "node" / "chat.mjs", program)
        return ["node", str(program)]


class Chat:
    """A running chat program. Its lines are read as they come."""

    def __init__(self, name: str, command: list[str], server: Pchatd, user: User, room: str, errors: Path) -> None:
        self.name = name
        address = f"localhost:{server.tls.rsplit(':', 1)[1]}"
        self._process = Process(
            name, [*command, address, user.address, user.password, room, str(server.ca)], errors, text_input=True
        )
        self._lines: list[str] = []
        self._changed = threading.Condition()
        self._ended = False
        self._reader = threading.Thread(target=self._read, name=f"{name}-lines", daemon=True)
        self._reader.start()

    def _read(self) -> None:
        for line in self._process.output:
            with self._changed:
                self._lines.append(line.decode(errors="replace").rstrip("\n"))
                self._changed.notify_all()
        with self._changed:
            self._ended = True
            self._changed.notify_all()

    def expect(self, line: str, seconds: float = READ_SECONDS) -> bool:
        """Whether it prints this line in time."""
        deadline = time.monotonic() + seconds
        with self._changed:
            while line not in self._lines:
                left = deadline - time.monotonic()
                if self._ended or left <= 0:
                    return False
                self._changed.wait(left)
        return True

    def say(self, text: str) -> None:
        self._process.input.write(text.encode() + b"\n")
        self._process.input.flush()

    @property
    def lines(self) -> list[str]:
        with self._changed:
            return list(self._lines)

    def quit(self) -> int:
        """Ends its input and gives its exit status."""
        self._process.input.close()
        status = self._process.wait(END_SECONDS)
        self._reader.join(END_SECONDS)
        return status

    def close(self) -> None:
        """Ends it whatever state it is in."""
        self._process.terminate()
        self._reader.join(END_SECONDS)

    def trouble(self) -> str:
        """What it said last, on both of its outputs."""
        printed = "\n".join(f"    {self.name}> {line}" for line in self.lines[-15:])
        status = self._process.wait(0) if not self._process.is_running() else None
        end = f"    {self.name} ended with status {status}" if status is not None else f"    {self.name} is still running"
        return "\n".join(part for part in (printed, self._process.last_errors(15), end) if part)
