"""Builds what the suites need, and tells what the machine lacks."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
HERE = ROOT / "tests" / "interop"
SIPE_PLUGIN = Path("/usr/lib/purple-2/libsipe.so")


@dataclass(frozen=True)
class Programs:
    """Paths of what was built. What a suite does not need may be absent."""

    pchatd: Path
    peer: Path
    sipe: Path


def run(argv: list[str], cwd: Path = ROOT) -> str:
    done = subprocess.run(argv, cwd=cwd, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(argv)} failed:\n{done.stdout}{done.stderr}")
    return done.stdout


def build(*, with_sipe: bool) -> Programs:
    """Server and C library with cargo, the clients with make."""
    run(["cargo", "build", "--quiet", "-p", "pchat-server", "-p", "pchat"])
    target = Path(json.loads(run(["cargo", "metadata", "--format-version", "1", "--no-deps"]))["target_directory"])
    libraries = target / "debug"
    out = target / "interop"
    run(["make", "--silent", "-C", str(HERE / "peer"), f"OUT={out}", f"LIBRARIES={libraries}"])
    if with_sipe:
        run(["make", "--silent", "-C", str(HERE / "sipe"), f"OUT={out}"])
    return Programs(pchatd=libraries / "pchatd", peer=out / "pchat_peer", sipe=out / "sipe_driver")


def missing_for_sipe() -> str | None:
    """What is to be installed, or None."""
    if not SIPE_PLUGIN.exists():
        return f"the Debian package pidgin-sipe is not installed ({SIPE_PLUGIN} is not there)"
    if (
        shutil.which("pkg-config") is None
        or subprocess.run(["pkg-config", "--exists", "purple", "libxml-2.0"], check=False).returncode
    ):
        return "the Debian packages libpurple-dev and libxml2-dev are not installed"
    return None


def find_program(program: str) -> str | None:
    """Where it is; servers are in a folder that is not on everybody's path."""
    return shutil.which(program, path=os.pathsep.join([os.environ.get("PATH", os.defpath), "/usr/sbin"]))


def missing_program(program: str, package: str) -> str | None:
    return None if find_program(program) else f"the Debian package {package} is not installed ({program} is not there)"
