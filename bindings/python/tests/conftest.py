"""What the tests share."""

from __future__ import annotations

import asyncio
import signal
import subprocess
import sys
import textwrap
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[3]

# A shell starts what it runs in the background with Ctrl-C ignored, and that is inherited: programs under test would never see it.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# How long anything may take before a test fails instead of hanging.
PATIENCE = 30


def run(test: Coroutine[Any, Any, None]) -> None:
    """Runs a test on an event loop of its own, and not for ever."""
    asyncio.run(asyncio.wait_for(test, PATIENCE))


def python(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Runs a program in an interpreter of its own."""
    return subprocess.run(
        [sys.executable, "-W", "error", "-X", "dev", "-c", textwrap.dedent(code), *arguments],
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )


@pytest.fixture
def root() -> Path:
    """The top folder of the project."""
    return ROOT
