#!/usr/bin/env python3
"""What ./demo shows: one room of pchatd with a program in each language, and SIPE where it is installed.

Each author says what is in the script below. The last line is `demo: ok` when every author read every message, once and in order.
"""

from __future__ import annotations

import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Protocol

from harness import build
from harness.clients import Clients
from harness.languages import Chat, Languages
from harness.participant import Missing, Participant
from harness.pchatd import Pchatd, User
from harness.texts import unified

ROOM = "Lobby"
SIPE = "SIPE"
READ_SECONDS = 20.0
POLL_SECONDS = 0.02
USERS = {
    "C": User("ann", "ann", "Correct-Horse-1"),
    "C++": User("ben", "ben", "Battery-Staple-2"),
    "Python": User("cleo", "cleo", "Tr0ub4dor-3"),
    "Node": User("dora", "dora", "Hunter-2-4"),
    SIPE: User("erik", "EXAMPLE\\erik", "Since-2010-5"),
}
SCRIPT = [
    (SIPE, "Good morning. I am SIPE, and I speak this since 2010."),
    ("C", "Hello from C, to everybody & <all>."),
    ("C++", "Hello from C++. The destructor will say goodbye for me."),
    ("Python", "Hello from Python: async for message in room"),
    ("Node", "Hello from Node, too: for await (const message of room)"),
    ("C", "Does everybody read this? ¡Sí, 日本, 😀!"),
    ("Node", "I do."),
    ("C++", "So do I."),
    ("Python", "And I."),
    (SIPE, "Me too."),
]


class Failed(Exception):
    """The demo did not show what it promises."""


class Voice(Protocol):
    """How an author's program is driven, whatever it is."""

    def join(self) -> None: ...
    def say(self, text: str) -> None: ...
    def read(self) -> list[str]:
        """What it read so far, as `Name: text`."""

    def leave(self) -> None: ...
    def trouble(self) -> str: ...


@dataclass
class ExampleVoice:
    """The chat program of examples/."""

    chat: Chat

    def join(self) -> None:
        if not self.chat.expect(f"in {ROOM}"):
            raise Failed("it did not join the room")

    def say(self, text: str) -> None:
        self.chat.say(text)

    def read(self) -> list[str]:
        return [line for line in self.chat.lines if line != f"in {ROOM}"]

    def leave(self) -> None:
        if (status := self.chat.quit()) != 0:
            raise Failed(f"it ended with status {status}")

    def trouble(self) -> str:
        return self.chat.trouble()


@dataclass
class SipeVoice:
    """SIPE, through the driver of the tests."""

    sipe: Participant
    room_uri: str
    names: dict[str, str]

    def join(self) -> None:
        self.sipe.expect("signed_on")
        self.sipe.say("join", self.room_uri)
        self.sipe.expect("joined")

    def say(self, text: str) -> None:
        self.sipe.say("send", text)

    def read(self) -> list[str]:
        said = self.sipe.seen("message")
        return [f"{self.names.get(line['author'], line['author'])}: {unified(line['text'])}" for line in said]

    def leave(self) -> None:
        self.sipe.quit()

    def trouble(self) -> str:
        return self.sipe.trouble()


@dataclass
class Author:
    """Who talks, and how it looks."""

    language: str
    voice: Voice
    colour: str

    @property
    def name(self) -> str:
        return USERS[self.language].name.title()

    @property
    def label(self) -> str:
        return f"{self.name} ({self.language})"

    def show(self, text: str) -> None:
        show(self.label, text, self.colour)

    def do(self, what: str, action: Callable[[], None]) -> None:
        """An action of its program; when it fails what the program logged is shown."""
        try:
            action()
        except (Failed, Missing, AssertionError, OSError) as error:
            raise Failed(f"{self.label} could not {what}: {error}\n{self.voice.trouble()}") from error


def has_colour() -> bool:
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM", "dumb") != "dumb"


COLOURED = has_colour()
COLOURS = {"C": "34", "C++": "36", "Python": "33", "Node": "32", SIPE: "35"}


def show(who: str, text: str, colour: str = "") -> None:
    line = f"  {who:<16} {text}"
    print(f"\x1b[{colour}m{line}\x1b[0m" if colour and COLOURED else line, flush=True)


@contextmanager
def step(what: str) -> Iterator[None]:
    began = time.monotonic()
    print(f"  {what} ... ", end="", flush=True)
    try:
        yield
    except BaseException:
        print("failed", flush=True)
        raise
    print(f"{time.monotonic() - began:.0f} s", flush=True)


def main() -> int:
    folder = build.ROOT / "target" / "demo"
    folder.mkdir(parents=True, exist_ok=True)
    absent = build.missing_for_sipe()
    if absent is not None:
        print(f"  without SIPE: {absent}")
    languages = Languages(folder)
    with step(f"building and installing the library and pchatd into {languages.prefix.relative_to(build.ROOT)}"):
        languages.install_library()
    commands: dict[str, list[str]] = {}
    for language in USERS:
        if language != SIPE:
            with step(f"building the chat in {language}"):
                commands[language] = languages.make(language)
    sipe = folder / "sipe_driver"
    if absent is None:
        with step("building the driver for SIPE"):
            build.run(["make", "--silent", "-C", str(build.HERE / "sipe"), f"OUT={folder}"])
    with tempfile.TemporaryDirectory(prefix="pchat-demo-") as name:
        logs = Path(name)
        server = Pchatd(languages.pchatd, logs, authentication="ntlm")
        clients = Clients(build.Programs(pchatd=languages.pchatd, peer=Path(), sipe=sipe), logs)
        chats: list[Chat] = []
        try:
            talkers = [language for language in USERS if language != SIPE or absent is None]
            open_room(server, talkers)
            authors: list[Author] = []
            for language in talkers:
                user = USERS[language]
                voice: Voice
                if language == SIPE:
                    names = {other.uri: other.name.title() for other in USERS.values()}
                    voice = SipeVoice(clients.sipe("sipe", server.tls, user, ca=server.ca), server.room_uri(ROOM), names)
                else:
                    chats.append(Chat(user.name, commands[language], server, user, ROOM, logs / f"{user.name}.log"))
                    voice = ExampleVoice(chats[-1])
                authors.append(Author(language, voice, COLOURS[language]))
            talk(authors, server)
        finally:
            for chat in chats:
                chat.close()
            clients.close()
            server.close()
    print("demo: ok")
    return 0


def open_room(server: Pchatd, talkers: list[str]) -> None:
    for language in talkers:
        server.add_user(USERS[language])
    server.add_category("General", "--description", "Everything")
    server.add_room(ROOM, "General", "--privacy", "open", "--topic", "Welcome")
    server.start()
    show("pchatd", f"serves example.com on {server.tls} (TLS, NTLM): {len(talkers)} users, one room, {ROOM}")


def talk(authors: list[Author], server: Pchatd) -> None:
    for author in authors:
        author.do(f"join {ROOM}", author.voice.join)
        author.show(f"joins {ROOM}")
    said: list[str] = []
    by_language = {author.language: author for author in authors}
    began = time.monotonic()
    for language, text in SCRIPT:
        if language not in by_language:
            continue
        author = by_language[language]
        author.do("post", lambda author=author, text=text: author.voice.say(text))  # type: ignore[misc]
        said.append(f"{author.name}: {text}")
        # The next one speaks when this one has its message back: so the order is the same for everybody.
        read = wait_until_read(author, said[-1:])
        author.show(text)
        if said[-1] not in read:
            raise Failed(f"{author.label} does not see its own message: {text}\n{author.voice.trouble()}")
    complaints = []
    for author in authors:
        read = wait_until_read(author, said)
        if read != said:
            complaints += [f"  {complaint}" for complaint in compare(author, said, read)]
            complaints.append(author.voice.trouble())
    if complaints:
        raise Failed("\n".join(["not everybody read everything:", *complaints]))
    seconds = time.monotonic() - began
    print(f"  {len(authors)} authors read each of the {len(said)} messages once and in order, within {seconds:.2f} s")
    kept = [unified(str(message["text"])) for message in server.history(ROOM)]
    if kept != [line.split(": ", 1)[1] for line in said]:
        raise Failed(f"pchatd keeps something else: {kept}")
    show("pchatd", f"keeps {len(kept)} messages of {ROOM}")
    for author in authors:
        author.do("leave", author.voice.leave)
        author.show("leaves")


def wait_until_read(author: Author, lines: list[str]) -> list[str]:
    """What the author read, once all of the lines are among it or the time is over."""
    deadline = time.monotonic() + READ_SECONDS
    while not set(lines) <= set(read := author.voice.read()) and time.monotonic() < deadline:
        time.sleep(POLL_SECONDS)
    return read


def compare(author: Author, said: list[str], read: list[str]) -> Iterator[str]:
    missed = [line for line in said if line not in read]
    unexpected = [line for line in read if line not in said]
    yield from (f"{author.label} missed what {line.replace(': ', ' said: ', 1)}" for line in missed)
    yield from (f"{author.label} read what nobody said: {line}" for line in unexpected)
    if not missed and not unexpected:
        yield f"{author.label} read it twice or in another order: {read}"


def interrupted(number: int, _: FrameType | None) -> None:
    raise KeyboardInterrupt(signal.Signals(number).name)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, interrupted)
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        print("demo: interrupted", file=sys.stderr)
        sys.exit(130)
    except (Failed, AssertionError, RuntimeError, OSError) as error:
        print(f"demo: failed: {error}", file=sys.stderr)
        sys.exit(1)
