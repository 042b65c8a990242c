#!/usr/bin/env python3
"""Runs pchatd and the C library against clients and servers that others wrote. See README.md.

usage: run.py [sipe] [sipp] [kamailio]      (nothing named: all of them)
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from harness import abuse_suite, build, proxy_suite, sipe_suite
from harness.checks import Abandoned, Checks


@dataclass(frozen=True)
class Suite:
    """A set of checks, and what stops it from running here."""

    name: str
    missing: Callable[[], str | None]
    run: Callable[[Checks, build.Programs, Path], None]


SUITES = [
    Suite("sipe", build.missing_for_sipe, sipe_suite.run),
    Suite("sipp", lambda: build.missing_program("sipp", "sip-tester"), abuse_suite.run),
    Suite("kamailio", lambda: build.missing_program("kamailio", "kamailio"), proxy_suite.run),
]


def runnable(chosen: list[Suite], checks: Checks) -> list[Suite]:
    """Those whose packages are there. The others are skipped, or failed when PCHAT_REQUIRE_INTEROP=1."""
    is_required = os.environ.get("PCHAT_REQUIRE_INTEROP") == "1"
    found = []
    for suite in chosen:
        reason = suite.missing()
        if reason is None:
            found.append(suite)
        elif is_required:
            checks.begin(suite.name)
            checks.failure("cannot run", RuntimeError(reason))
        else:
            print(f"skip  {suite.name}: {reason}", flush=True)
    return found


def main(names: list[str]) -> int:
    known = {suite.name: suite for suite in SUITES}
    unknown = [name for name in names if name not in known]
    if unknown:
        print(f"unknown suite {unknown[0]}; there are: {', '.join(known)}", file=sys.stderr)
        return 2
    checks = Checks()
    suites = runnable([known[name] for name in names] or SUITES, checks)
    if suites:
        try:
            programs = build.build(with_sipe=known["sipe"] in suites)
        except RuntimeError as error:
            checks.begin("build")
            checks.failure("cannot build", error)
            suites = []
    for suite in suites:
        checks.begin(suite.name)
        with tempfile.TemporaryDirectory(prefix=f"pchat-{suite.name}-") as folder:
            try:
                suite.run(checks, programs, Path(folder))
            except Abandoned as reason:
                print(f"      {suite.name}: abandoned after: {reason}", flush=True)
            except Exception as error:
                checks.failure("stopped", error)
    print(checks.summary(), flush=True)
    return 1 if checks.failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
