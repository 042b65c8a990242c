"""Two clients on our C library and pchatd, with Kamailio as record-routing proxy between them. TCP, no authentication."""

from __future__ import annotations

import os
import re
import socket
import time
from collections import Counter
from pathlib import Path

from .build import HERE, Programs, find_program
from .checks import Checks
from .clients import Clients
from .participant import Participant, room_list, users_of
from .pchatd import Pchatd, User
from .process import Process
from .stage import stage
from .texts import TEXTS, unified

ALICE = User("alice", "EXAMPLE\\alice", "unused")
BOB = User("bob", "EXAMPLE\\bob", "unused")
ROOM = "Lobby"
START_SECONDS = 20.0
POLL_SECONDS = 0.05
# What the configuration writes for each request.
LINE = re.compile(r"(opened|routed|strayed|lost) ([A-Z]+)(?: from (client|server))?")


class Kamailio:
    """The proxy on a free port."""

    def __init__(self, folder: Path, pchatd: str) -> None:
        self.errors = folder / "kamailio.log"
        self._template = (HERE / "kamailio" / "kamailio.cfg.in").read_text()
        self._config = folder / "kamailio.cfg"
        self._pchatd_port = pchatd.rpartition(":")[2]
        self.address = ""
        self._process: Process | None = None

    def start(self) -> None:
        """Kamailio takes no port 0, so a free one is looked for, again when somebody else was quicker."""
        for _ in range(5):
            port = free_port()
            text = self._template.replace("@PROXY_PORT@", str(port)).replace("@PCHATD_PORT@", self._pchatd_port)
            self._config.write_text(text)
            argv = [find_program("kamailio") or "kamailio", "-DD", "-E", "-f", str(self._config), "-w", "/tmp"]
            if os.geteuid() == 0:
                argv += ["-u", "nobody", "-g", "nogroup"]
            self._process = Process("kamailio", argv, self.errors)
            if self._is_listening(port):
                self.address = f"127.0.0.1:{port}"
                return
            self.close()
        raise AssertionError(f"Kamailio does not start:\n{self._process.last_errors() if self._process else ''}")

    def _is_listening(self, port: int) -> bool:
        assert self._process is not None
        deadline = time.monotonic() + START_SECONDS
        while self._process.is_running() and time.monotonic() < deadline:
            try:
                socket.create_connection(("127.0.0.1", port), 1.0).close()
                return True
            except OSError:
                time.sleep(POLL_SECONDS)
        return False

    def is_running(self) -> bool:
        return self._process is not None and self._process.is_running()

    def close(self) -> None:
        if self._process is not None:
            self._process.terminate()

    def requests(self) -> Counter[tuple[str, str, str]]:
        """How often it logged (what it did, method, side it came from)."""
        return Counter((what, method, side) for what, method, side in LINE.findall(self.errors.read_text(errors="replace")))


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def run(checks: Checks, programs: Programs, folder: Path) -> None:
    with stage(checks, programs, folder, authentication="none", users=(ALICE, BOB)) as on:
        on.server.add_category("General")
        on.server.add_room(ROOM, "General", "--privacy", "open")
        on.server.start()
        proxy = Kamailio(folder, on.server.tcp)
        try:
            with checks.check("Kamailio starts with its configuration", essential=True):
                proxy.start()
            tell(checks, on.server, on.clients, proxy)
        finally:
            proxy.close()


def tell(checks: Checks, server: Pchatd, clients: Clients, proxy: Kamailio) -> None:
    def sign_in(user: User) -> Participant:
        client = clients.peer(user.name, proxy.address, user, ca=None, authentication="none")
        client.expect("signed_on")
        return client

    def say(speaker: Participant, user: User, listener: Participant, text: str) -> None:
        marks = (speaker.mark(), listener.mark())
        speaker.say("send", text)
        for participant, since in zip((speaker, listener), marks, strict=True):
            heard = participant.expect("message", since=since, author=user.uri)
            assert unified(heard["text"]) == unified(text), heard

    with checks.check("two clients sign in through the proxy", essential=True):
        alice, bob = sign_in(ALICE), sign_in(BOB)
    with checks.check("they browse"):
        assert room_list(alice)[ROOM]["users"] == 0
    with checks.check("they join and see each other", essential=True):
        alice.say("join", ROOM)
        alice.expect("joined", name=ROOM)
        bob.say("join", ROOM)
        assert set(users_of(bob.expect("joined", name=ROOM))) == {ALICE.uri, BOB.uri}
        alice.expect("user_joined", user=BOB.uri)
        assert room_list(bob)[ROOM]["users"] == 2
    for what, text in TEXTS.items():
        with checks.check(f"they talk both ways: {what}"):
            say(alice, ALICE, bob, text)
            say(bob, BOB, alice, text)
    with checks.check("history through the proxy is the server's"):
        bob.say("history", "50")
        bob.expect("history_end")
        lines = [(event["author"], unified(event["text"])) for event in bob.seen("history")]
        assert lines == [(author, unified(text)) for text in TEXTS.values() for author in (ALICE.uri, BOB.uri)], lines
        assert lines == [(message["author"], unified(message["text"])) for message in server.history(ROOM)]
    with checks.check("leaving is seen by the other"):
        since = bob.mark()
        alice.say("leave")
        alice.expect("left")
        bob.expect("user_left", since=since, user=ALICE.uri)
    with checks.check("they sign out"):
        alice.quit()
        bob.quit()
    with checks.check("all of it passed through Kamailio, inside the dialogs along the recorded route"):
        counts = proxy.requests()
        talk = 2 * len(TEXTS)
        assert counts["opened", "REGISTER", "client"] >= 4, counts
        assert counts["opened", "INVITE", "client"] >= 2, counts
        assert counts["routed", "ACK", "client"] == counts["opened", "INVITE", "client"], counts
        assert counts["routed", "INFO", "client"] >= talk, counts
        assert counts["routed", "INFO", "server"] >= 2 * talk, counts
        assert counts["routed", "BYE", "client"] == counts["opened", "INVITE", "client"], counts
        astray = {line: count for line, count in counts.items() if line[0] in ("strayed", "lost")}
        assert not astray, f"requests that left the recorded route: {astray}"
        assert proxy.is_running() and server.process.is_running()
