"""One line per check, and a count at the end."""

from __future__ import annotations

import sys
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager

LONGEST_TEXT = 2000


class Abandoned(Exception):
    """The rest of a suite makes no sense after what failed."""


class Checks:
    """Prints and counts results. A check is the body of `with checks.check("what holds"):`."""

    def __init__(self, *, prints: bool = True) -> None:
        self._prints = prints
        self.passed = 0
        self.failed = 0
        self._suite = ""

    def begin(self, suite: str) -> None:
        self._suite = suite

    @contextmanager
    def check(self, what: str, *, essential: bool = False) -> Iterator[None]:
        """Counts its body as passed unless it raises. A failed essential check abandons the suite."""
        began = time.monotonic()
        try:
            yield
        except Abandoned:
            raise
        except Exception as error:
            self.failed += 1
            self._say(f"FAIL  {self._suite}: {what}: {describe(error)}")
            if essential:
                raise Abandoned(what) from error
        else:
            self.passed += 1
            self._say(f"ok    {self._suite}: {what} ({time.monotonic() - began:.2f} s)")

    def _say(self, line: str) -> None:
        if self._prints:
            print(line, flush=True)

    def failure(self, what: str, error: Exception) -> None:
        """Counts something that went wrong outside a check."""
        self.failed += 1
        self._say(f"FAIL  {self._suite}: {what}: {describe(error)}")
        traceback.print_exception(error, file=sys.stderr)

    def summary(self) -> str:
        return f"{self.passed} passed, {self.failed} failed"


def describe(error: Exception) -> str:
    """An error for people, not longer than they read; an assertion without text tells where it stands."""
    if str(error):
        text = str(error) if isinstance(error, AssertionError) else f"{type(error).__name__}: {error}"
        return text if len(text) <= LONGEST_TEXT else f"{text[:LONGEST_TEXT]}..."
    frames = traceback.extract_tb(error.__traceback__)
    where = f" in line {frames[-1].lineno} of {frames[-1].filename}: {frames[-1].line}" if frames else ""
    return f"{type(error).__name__}{where}"
