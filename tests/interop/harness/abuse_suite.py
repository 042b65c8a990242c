"""Malformed and abusive traffic, by sipp and, where sipp is too polite, by raw sockets.

The server stays up, answers sensibly and leaks nothing.
"""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable
from contextlib import ExitStack, suppress
from pathlib import Path

from . import floods, malformed
from .build import HERE, Programs
from .checks import Checks
from .meddler import Meddler
from .participant import Participant
from .pchatd import DOMAIN, Pchatd, User
from .stage import Stage, stage
from .wire import Caller, Wire, instance_of, request

ALICE = User("alice", "EXAMPLE\\alice", "Wonderland-7")
MALLORY = User("mallory", "EXAMPLE\\mallory", "not alice's")
ROOM = "Lobby"
FLOODED = "Flooded"
POOL = "pool1"
EPID = "0123456789"
SIPP_SECONDS = 60
FLOOD_CALLS = 3000
FLOOD_SOCKETS = 300
# An allocator keeps what it once needed, so memory is compared when all attacks were made before. What a repetition leaves behind
# then may not exceed this: far less than one KiB for each of its messages.
GROWTH_KIB = 2 * 1024
REPETITIONS_BEFORE = 2
SETTLE_SECONDS = 20.0
POLL_SECONDS = 0.05
# pchatd gives one message 30 s to arrive.
LORIS_SECONDS = 45.0


def run(checks: Checks, programs: Programs, folder: Path) -> None:
    for authentication, attacks in (("ntlm", attack_with_ntlm), ("none", attack_without_authentication)):
        with stage(checks, programs, folder / authentication, authentication=authentication, users=(ALICE, MALLORY)) as on:
            on.server.add_category("General")
            for room in (ROOM, FLOODED):
                on.server.add_room(room, "General", "--privacy", "open")
            on.server.start()
            besiege(checks, on, authentication, attacks)


def besiege(checks: Checks, on: Stage, authentication: str, attacks: Callable[[Checks, Stage], None]) -> None:
    """The attacks, with a good client before, meanwhile and after, and a look at what they cost the server."""
    server = on.server

    def good_client(name: str) -> Participant:
        address, ca = (server.tls, server.ca) if authentication == "ntlm" else (server.tcp, None)
        client = on.clients.peer(name, address, ALICE, ca=ca, authentication=authentication)
        client.expect("signed_on")
        client.say("join", ROOM)
        client.expect("joined", name=ROOM)
        return client

    with checks.check(f"{authentication}: a good client works before", essential=True):
        before = good_client("before")
        says(before, "before the siege")
        before.quit()
    descriptors = settled(server.descriptors)
    with checks.check(f"{authentication}: a good client is there when it begins", essential=True):
        meanwhile = good_client("meanwhile")
    pid = server.process.pid
    loris, began = Wire(server.tcp), time.monotonic()
    loris.send(b"OPTIONS sip:example.com SIP/2.0\r\nVia: ")
    attacks(checks, on)
    with checks.check(f"{authentication}: the server is still the same process"):
        assert server.process.is_running() and server.process.pid == pid
    with checks.check(f"{authentication}: the client that was there all the time still works"):
        says(meanwhile, "after the siege")
        assert not meanwhile.seen("disconnected")
        meanwhile.quit()
    with checks.check(f"{authentication}: a new client works too, and the room holds only what good clients said"):
        after = good_client("after")
        says(after, "much later")
        after.quit()
        texts = [message["text"] for message in server.history(ROOM)]
        assert texts == ["before the siege", "after the siege", "much later"], texts
    with checks.check(f"{authentication}: the same again does not make its memory grow"):
        again = Checks(prints=False)
        for _ in range(REPETITIONS_BEFORE):
            attacks(again, on)
        memory = server.resident_kib()
        attacks(again, on)
        grown = server.resident_kib() - memory
        assert grown < GROWTH_KIB, f"it grew by {grown} KiB from {memory} KiB"
        assert again.failed == 0, f"of the repeated checks {again.summary()}"
    if authentication == "none":
        # Its half minute has run meanwhile; the other server would only take as long again.
        with checks.check("none: readers that take nothing are cut off, and whoever talks does not notice"):
            talker = on.clients.peer("talker", server.tcp, ALICE, ca=None, authentication="none")
            talker.expect("signed_on")
            talker.say("join", FLOODED)
            talker.expect("joined", name=FLOODED)
            floods.post_to_the_deaf(server, MALLORY, talker, ALICE, server.room_uri(FLOODED))
            talker.quit()
        with checks.check("none: a message that dribbles in a byte at a time is given up on"):
            dribble(loris, began)
    loris.close()
    with checks.check(f"{authentication}: its file descriptors are back to {descriptors}"):
        wait_until(lambda: server.descriptors() <= descriptors, lambda: f"{server.descriptors()} are open")
    with checks.check(f"{authentication}: it ends cleanly, having panicked nowhere"):
        assert server.stop() == 0
        log = server.errors.read_text(errors="replace")
        assert "panicked" not in log, log[log.index("panicked") - 200 :][:600]


def says(client: Participant, text: str) -> None:
    since = client.mark()
    client.say("send", text)
    client.expect("message", since=since, author=ALICE.uri, text=text)


def wait_until(holds: Callable[[], bool], complaint: Callable[[], str]) -> None:
    """For what the server tells nobody: its descriptors."""
    deadline = time.monotonic() + SETTLE_SECONDS
    while not holds():
        assert time.monotonic() < deadline, complaint()
        time.sleep(POLL_SECONDS)


def settled(measure: Callable[[], int]) -> int:
    """A value once it did not change for ten looks."""
    values = [measure()]
    while len(values) < 10 or len(set(values[-10:])) > 1:
        assert len(values) < SETTLE_SECONDS / POLL_SECONDS, f"it never settles: {values[-10:]}"
        time.sleep(POLL_SECONDS)
        values.append(measure())
    return values[-1]


def attack_with_ntlm(checks: Checks, on: Stage) -> None:
    server = on.server
    with checks.check("ntlm: whoever did not sign in gets 401, whatever the method; ACK and CANCEL are not challenged"):
        sipp(server, "unauthenticated", on.folder)
    with checks.check("ntlm: a message with a wrong signature is refused and does not reach the room"):
        with Meddler(server.tcp) as meddler:
            victim = on.clients.peer("victim", meddler.address, MALLORY, ca=None, authentication="ntlm-over-tcp")
            victim.expect("signed_on")
            victim.say("join", ROOM)
            victim.expect("joined", name=ROOM)
            meddler.spoil_signatures()
            since = victim.mark()
            victim.say("send", "not from mallory")
            victim.expect("command_failed", since=since)
            assert meddler.spoiled > 0, "no signature passed"
            assert meddler.answers and set(meddler.answers) == {401}, f"the answers were {meddler.answers}"
            assert not victim.seen("message", since=since)
        victim.close()
    with checks.check(f"ntlm: {FLOOD_SOCKETS} silent connections on the TLS port keep nobody out"), ExitStack() as held:
        for _ in range(FLOOD_SOCKETS):
            held.enter_context(Wire(server.tls))
        guest = on.clients.peer("guest", server.tls, MALLORY, ca=server.ca, authentication="ntlm")
        guest.expect("signed_on")
        guest.quit()
    with checks.check("ntlm: garbage on the TLS port closes the connection"):
        for garbage in (
            b"REGISTER sip:example.com SIP/2.0\r\n\r\n",
            os.urandom(4096),
            b"\x16\x03\x01\xff\xff" + bytes(70000),
        ):
            with Wire(server.tls) as wire:
                send_what_is_taken(wire, garbage)
                assert closes(wire), f"{garbage[:20]!r} was not refused"


def attack_without_authentication(checks: Checks, on: Stage) -> None:
    server = on.server
    with checks.check(f"none: {FLOOD_SOCKETS} half-open connections keep nobody else out"), ExitStack() as held:
        half_open = [held.enter_context(Wire(server.tcp)) for _ in range(FLOOD_SOCKETS)]
        for wire in half_open[::2]:
            wire.send(b"INVITE sip:pool1@example.com SIP/2.0\r\nContent-Le")
        Caller(held.enter_context(Wire(server.tcp)), MALLORY.uri).register()
    malformed_messages(checks, server)
    bodies(checks, server)
    for scenario, what in (
        ("register_without_epid", "REGISTER without epid is refused with 400 and ErrorId 4010"),
        ("outside_dialog", "requests for dialogs that never were get 481"),
        ("wrong_dialog", "requests that nearly belong to a dialog get 481 or 500, and none after BYE is taken"),
        ("unknown_method", "unknown methods get 501, methods not served 405"),
    ):
        with checks.check(f"none: {what}"):
            sipp(server, scenario, on.folder)
    with checks.check(f"none: {floods.DIALOGS} dialogs of one client: as many as allowed, the others get 503"):
        answers = floods.many_dialogs(server, MALLORY)
        assert set(answers) == {200, 503}, answers
    with checks.check(f"none: {floods.POSTS} posts without waiting are all taken"):
        answers = floods.post_without_end(server, MALLORY, server.room_uri(FLOODED))
        assert answers == {200: floods.POSTS}, answers
    with checks.check(f"none: {FLOOD_CALLS} INVITEs nobody acknowledges, on one connection"):
        sipp(server, "invite_flood", on.folder, "-m", str(FLOOD_CALLS), "-r", "2000", "-l", str(FLOOD_CALLS))
    with checks.check(f"none: {FLOOD_SOCKETS} INVITEs, each on a connection of its own"):
        options = ("-m", str(FLOOD_SOCKETS), "-r", "500", "-l", str(FLOOD_SOCKETS))
        sipp(server, "invite_flood", on.folder, *options, transport="tn")


def dribble(wire: Wire, began: float) -> None:
    """One byte now and then, each of them news, until the server has enough of it."""
    while time.monotonic() - began < LORIS_SECONDS:
        try:
            wire.send(b"a")
            if wire.is_closed_by_server(seconds=0.5):
                return
        except TimeoutError:
            continue
        except ConnectionError:
            return
    raise AssertionError(f"after {LORIS_SECONDS:.0f} s the server still waits for one message")


def malformed_messages(checks: Checks, server: Pchatd) -> None:
    for case in malformed.CASES:
        with checks.check(f"none: {case.what}: {case.expected()}"), Wire(server.tcp) as wire:
            send_what_is_taken(wire, case.data)
            if case.ends_there:
                wire.finish_sending()
            answer = wire.final()
            outcome = "closed" if answer is None else str(answer.status)
            assert outcome in case.outcomes, f"the outcome was {outcome}"
            if answer is not None and case.stays_usable:
                wire.send(request("BYE", f"sip:{POOL}@{DOMAIN}"))
                following = wire.final()
                assert following is not None and following.status == 481, f"then BYE was answered {following}"


def bodies(checks: Checks, server: Pchatd) -> None:
    for what, body in malformed.documents():
        with checks.check(f"none: {what} in a chat dialog is survived by the dialog"), Wire(server.tcp) as wire:
            caller = Caller(wire, MALLORY.uri)
            caller.register()
            caller.invite(f"sip:{POOL}@{DOMAIN}")
            answer = caller.info(body)
            assert answer is not None and answer.status in (200, 400, 413, 488), f"it was answered {answer}"
            good = caller.info(malformed.document('<cmd id="cmd:getinv" seqid="1"><data/></cmd>'))
            assert good is not None and good.status == 200, f"the next good one was answered {good}"


def send_what_is_taken(wire: Wire, data: bytes) -> None:
    """A server that closes early is right to."""
    with suppress(ConnectionError, TimeoutError):
        wire.send(data)


def closes(wire: Wire) -> bool:
    try:
        return wire.is_closed_by_server()
    except UnicodeDecodeError:
        # A TLS alert.
        return True


def sipp(server: Pchatd, scenario: str, folder: Path, *options: str, transport: str = "t1") -> None:
    """Runs a scenario of the folder sipp, once unless the options say otherwise.

    It fails on any answer that the scenario does not expect.
    """
    errors = folder / f"{scenario}.sipp-errors"
    keys = {"domain": DOMAIN, "user": MALLORY.name, "pool": POOL, "epid": EPID, "instance": instance_of(EPID)}
    argv = [
        "sipp", server.tcp, "-i", "127.0.0.1", "-t", transport, "-sf", str(HERE / "sipp" / f"{scenario}.xml"),
        "-nostdin", "-max_socket", "4000", "-timeout", f"{SIPP_SECONDS}s", "-timeout_error",
        "-trace_err", "-error_file", str(errors),
        *(word for key, value in keys.items() for word in ("-key", key, value)),
        *(options or ("-m", "1")),
    ]  # fmt: skip
    done = subprocess.run(argv, cwd=folder, capture_output=True, timeout=SIPP_SECONDS + 10, check=False)
    if done.returncode != 0:
        told = errors.read_text(errors="replace") if errors.exists() else done.stdout.decode(errors="replace")[-1500:]
        raise AssertionError(f"sipp ended with {done.returncode}: {told[:1500]}")
