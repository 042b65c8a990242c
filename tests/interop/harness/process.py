"""Processes that are always ended, each by its own id."""

from __future__ import annotations

import os
import signal
import subprocess
from pathlib import Path
from typing import IO

END_SECONDS = 10.0


class Process:
    """A started program. Its standard error goes to a file, which a failure shows the end of."""

    def __init__(self, name: str, argv: list[str], errors: Path, *, text_input: bool = False, cwd: Path | None = None) -> None:
        self.name = name
        self.errors = errors
        with errors.open("ab") as log:
            self._process = subprocess.Popen(
                argv,
                stdin=subprocess.PIPE if text_input else subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=log,
                cwd=cwd,
                # The allocator's arenas, one for each thread, fill at different times: a plateau of memory comes late with many.
                env={**os.environ, "MALLOC_ARENA_MAX": "1"},
            )

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def input(self) -> IO[bytes]:
        stream = self._process.stdin
        assert stream is not None, f"{self.name} was started without an input"
        return stream

    @property
    def output(self) -> IO[bytes]:
        stream = self._process.stdout
        assert stream is not None
        return stream

    def is_running(self) -> bool:
        return self._process.poll() is None

    def wait(self, seconds: float = END_SECONDS) -> int:
        """The exit status, once it ended by itself."""
        return self._process.wait(seconds)

    def terminate(self, seconds: float = END_SECONDS) -> int:
        """Asks it to end, insists after the deadline, gives the exit status."""
        if self.is_running():
            self._process.send_signal(signal.SIGTERM)
        try:
            return self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            self._process.kill()
            return self._process.wait(seconds)

    def kill(self, seconds: float = END_SECONDS) -> None:
        """Ends it without a chance to clean up."""
        self._process.kill()
        self._process.wait(seconds)

    def last_errors(self, lines: int = 30) -> str:
        text = self.errors.read_text(errors="replace").splitlines()
        return "\n".join(f"    {self.name}| {line}" for line in text[-lines:])
