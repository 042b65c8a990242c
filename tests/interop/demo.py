#!/usr/bin/env python3
"""What ./demo shows: pchatd, the C quickstart and SIPE in one room. The last line is `demo: ok` when everything was seen."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from harness import build
from harness.clients import Clients
from harness.participant import Participant
from harness.pchatd import Pchatd, User

ANN = User("ann", "EXAMPLE\\ann", "Correct-Horse-1")
CAROL = User("carol", "EXAMPLE\\carol", "Battery-Staple-2")
ROOM = "Lobby"
POST = "Hello from C, to everybody & <all>"
GREETING = "Good morning. I am here since 2010."
PATIENCE_SECONDS = 60


def show(who: str, text: str) -> None:
    print(f"  {who:<22} {text}", flush=True)


def main() -> int:
    absent = build.missing_for_sipe()
    print("building pchatd, libpchat and the clients", flush=True)
    programs = build.build(with_sipe=absent is None)
    quickstart = build_quickstart(programs)
    with tempfile.TemporaryDirectory(prefix="pchat-demo-") as name:
        folder = Path(name)
        server = Pchatd(programs.pchatd, folder, authentication="ntlm")
        for user in (ANN, CAROL):
            server.add_user(user)
        server.add_category("General", "--description", "Everything")
        server.add_room(ROOM, "General", "--privacy", "open", "--topic", "Welcome", "--manager", CAROL.address)
        server.start()
        show("pchatd", f"serves example.com on {server.tls} (TLS, NTLM), two users, one room: {ROOM}")
        clients = Clients(programs, folder)
        try:
            if absent is None:
                tell("carol (SIPE)", clients.sipe("sipe", server.tls, CAROL, ca=server.ca), server, quickstart)
            else:
                show("carol", f"uses libpchat instead of SIPE: {absent}")
                tell("carol (libpchat)", clients.peer("peer", server.tls, CAROL, ca=server.ca), server, quickstart)
        finally:
            clients.close()
            server.close()
    print("demo: ok")
    return 0


def build_quickstart(programs: build.Programs) -> Path:
    """The example of the README, linked with the static library so that it runs without being installed."""
    program = programs.peer.with_name("quickstart")
    libraries = programs.pchatd.parent
    build.run(
        [
            *("cc", "-std=c11", "-Wall", "-Wextra", "-Werror", "-Iinclude", "examples/c/quickstart.c", "-o", str(program)),
            *(str(libraries / "libpchat.a"), "-lgcc_s", "-lutil", "-lrt", "-lpthread", "-lm", "-ldl"),
        ]
    )
    return program


def tell(name: str, carol: Participant, server: Pchatd, quickstart: Path) -> None:
    carol.expect("signed_on")
    show(name, "signs in")
    carol.say("join", server.room_uri(ROOM))
    joined = carol.expect("joined")
    show(name, f"joins {joined['name']}")
    since = carol.mark()
    carol.say("send", GREETING)
    carol.expect("message", since=since, author=CAROL.uri)
    show(name, f"posts: {GREETING}")

    host, port = server.tls.rsplit(":", 1)
    began = time.monotonic()
    run = subprocess.run(
        [str(quickstart), host, port, str(server.ca), ANN.address, ANN.password, ROOM, POST],
        capture_output=True,
        text=True,
        timeout=PATIENCE_SECONDS,
        check=False,
    )
    for line in (run.stdout + run.stderr).splitlines():
        show("ann (C quickstart)", line)
    if run.returncode != 0:
        raise RuntimeError(f"the quickstart ended with {run.returncode}")
    for expected in (f"history: <{CAROL.uri}> {GREETING}", f"received: <{ANN.uri}> {POST}", "signed out"):
        if expected not in run.stdout:
            raise RuntimeError(f"the quickstart did not print: {expected}")

    carol.expect("user_joined", user=ANN.uri)
    show(name, "saw ann come")
    heard = carol.expect("message", since=since, author=ANN.uri)
    show(name, f"read: {heard['text']}")
    if heard["text"] != POST:
        raise RuntimeError(f"the text changed on its way: {heard['text']!r}")
    carol.expect("user_left", user=ANN.uri)
    show(name, f"saw ann go; all of it took {time.monotonic() - began:.2f} s")
    carol.quit()
    show("pchatd", f"keeps {len(server.history(ROOM))} messages of {ROOM}")


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (AssertionError, RuntimeError, OSError, subprocess.TimeoutExpired) as error:
        print(f"demo: failed: {error}", file=sys.stderr)
        sys.exit(1)
