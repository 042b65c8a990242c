"""The programs that are shown work."""

from __future__ import annotations

import re
import signal
import subprocess
import sys

import pytest
from conftest import PATIENCE, ROOT
from pchat.testing import LocalServer

EXAMPLES = ROOT / "examples" / "python"
tidy_ctrl_c = pytest.mark.skipif(
    sys.version_info < (3, 11), reason="before 3.11 asyncio lets Ctrl-C break off anything halfway"
)


def start(name: str, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, str(EXAMPLES / name), *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def arguments(server: LocalServer, user: str, *rooms: str) -> list[str]:
    server.add_user(address=f"{user}@example.com", password="secret")
    return [f"localhost:{server.sip_tls_port}", f"{user}@example.com", "secret", *rooms, server.ca_file]


def finish(process: subprocess.Popen[str]) -> tuple[str, str]:
    process.send_signal(signal.SIGINT)
    return process.communicate(timeout=PATIENCE)


def test_programs_are_short() -> None:
    def lines(name: str) -> int:
        text = (EXAMPLES / name).read_text()
        return len([line for line in text.splitlines() if line.strip()])

    assert lines("echo_bot.py") <= 20
    assert len((EXAMPLES / "hello.py").read_text().splitlines()) < 25


@tidy_ctrl_c
def test_hello(pchat_server: LocalServer) -> None:
    process = start("hello.py", *arguments(pchat_server, "ann", "Lobby"))
    assert process.stdout is not None
    assert process.stdout.readline() == (EXAMPLES.parent / "hello.txt").read_text()
    assert finish(process) == ("", "")
    assert process.returncode == 0


def test_chat(pchat_server: LocalServer) -> None:
    address, *more = arguments(pchat_server, "ann", "Lobby")
    process = subprocess.Popen(
        [sys.executable, str(EXAMPLES / "chat.py"), address, *more],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdin is not None and process.stdout is not None
    assert process.stdout.readline() == "in Lobby\n"
    for text in ("one", "two, <b>ünïcode</b> & 😀"):
        process.stdin.write(f"\n{text}\n")
        process.stdin.flush()
        assert process.stdout.readline() == f"ann: {text}\n"
    assert process.communicate(timeout=PATIENCE) == ("", "")
    assert process.returncode == 0


@tidy_ctrl_c
def test_echo_bot(pchat_server: LocalServer) -> None:
    with pchat_server.sync_endpoint("ann") as ann, ann.join("Lobby") as room:
        people = room.events()
        process = start("echo_bot.py", *arguments(pchat_server, "bot", "Lobby"))
        next(people)
        room.send_text("not for the bot")
        room.send_text("!echo hello")
        got = [room.receive(PATIENCE) for _ in range(3)]
        assert [(one.author_name, one.content) for one in got] == [
            ("ann", "not for the bot"),
            ("ann", "!echo hello"),
            ("bot", "hello"),
        ]
        finish(process)


@tidy_ctrl_c
def test_bridge(pchat_server: LocalServer) -> None:
    pchat_server.add_room(name="Attic")
    with pchat_server.sync_endpoint("ann") as ann:
        with ann.join("Lobby") as lobby, ann.join("Attic") as attic:
            came = [lobby.events(), attic.events()]
            process = start("bridge.py", *arguments(pchat_server, "bridge", "Lobby", "Attic"))
            for people in came:
                next(people)
            lobby.send_text("up")
            assert attic.receive(PATIENCE).content == "ann: up"
            attic.send_text("down")
            assert [lobby.receive(PATIENCE).content for _ in range(2)] == ["up", "ann: down"]
            finish(process)


def test_room_digest(pchat_server: LocalServer) -> None:
    pchat_server.add_user(address="eve@example.com")
    for text in ("one", "two", "three"):
        pchat_server.post("Lobby", "eve@example.com", text)
    process = start("room_digest.py", *arguments(pchat_server, "ann"))
    out, error = process.communicate(timeout=PATIENCE)
    assert error == ""
    head, author, last = out.splitlines()
    assert (head, author) == ("Lobby: 3 messages", "  eve: 3")
    assert last.startswith("  last, 20") and last.endswith(": three")


def finished(name: str, server: LocalServer) -> list[str]:
    """The output of a program that makes rooms."""
    user = arguments(server, "ann")
    server.add_category(name="Workshop", creators=["ann@example.com"], file_upload=True)
    server.add_user(address="miller@example.com", display_name="Max Miller", last_name="Miller")
    server.add_group(name="CsPersistentChatAdministrator", members=["ann@example.com"])
    out, error = start(name, *user).communicate(timeout=PATIENCE)
    assert error == ""
    return out.splitlines()


def test_sample_chat(pchat_server: LocalServer) -> None:
    pchat_server.set_room_management_url("https://example.com/rooms")
    root = pchat_server.root_category_uri
    name, *facts = finished("sample_chat.py", pchat_server)
    assert re.fullmatch(r"server: pchatd [0-9.]+ [0-9a-f-]{36}", name)
    clock = facts.pop(4)
    assert re.fullmatch(r"its clock: 20\d\d-.*", clock)
    assert facts == [
        "messages of 32768 bytes, stories of 131072",
        "a search gives: 999",
        "rooms are managed at: https://example.com/rooms",
        f"all rooms are under: {root}",
        "heard: ['plain'] ",
        "heard: ['A story', 'the story body'] ",
        "heard: ['see ', 'SampleChat', ' and ', 'the docs'] alert",
        "recent: 1 plain",
        "recent: 2 A story",
        "recent: 3 see ",
        "found: ['A story']",
    ]


def test_how_to(pchat_server: LocalServer) -> None:
    assert finished("how_to.py", pchat_server) == [
        "made: How-to ChatRoomPrivacy.SECRET changed",
        "members: ['ann', 'Max Miller']",
        "members: ['ann']",
        "groups of the user: ['CsPersistentChatAdministrator']",
        "group: CsPersistentChatAdministrator PrincipalKind.DIRECTORY_GROUP []",
        "by criteria: Lobby",
        "by category: How-to",
        "by filter: How-to",
        "by mine: How-to",
        "by managed: How-to",
        "by joined: none",
        "heard: ['plain text', 'bold', 'read <a href=\"https://example.com/\">this</a>:)']",
        "recent: ['bold', 'read <a href=\"https://example.com/\">this</a>:)']",
        "this room: ['bold']",
        "any room: [('How-to', 1)]",
        "uploaded: paper.txt, 11000 bytes, 100 %",
        "downloaded: paper.txt, 11000 bytes, 100 %",
        "the same: True",
        "read: b'from memory\\n'",
    ]


def test_a_bots_test_is_ten_lines() -> None:
    program = EXAMPLES / "test_echo_bot.py"
    function = program.read_text().partition("\ndef ")[2]
    assert len([line for line in function.splitlines() if line.strip()]) <= 10
    result = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(program)],
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )
    assert "1 passed" in result.stdout, result.stdout + result.stderr
