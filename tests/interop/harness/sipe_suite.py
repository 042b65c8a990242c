"""SIPE and our C library in the same rooms of pchatd, over TLS with NTLM."""

from __future__ import annotations

from pathlib import Path

from . import sipe_rooms
from .build import Programs
from .checks import Checks
from .clients import Clients
from .participant import Participant, room_list, users_of
from .pchatd import Pchatd, User
from .process import Process
from .stage import Stage, stage
from .texts import TEXTS, unified

ALICE = User("alice", "EXAMPLE\\alice", "Wonderland-7 <&>\"'")
BOB = User("bob", "EXAMPLE\\bob", "Builder-9")
LOBBY = "Lobby"
TOPIC = "Welcome"
EARLIER = ["before you came: one", "before you came: two\r\nwith a second line", "before you came: 3 < 4"]


def run(checks: Checks, programs: Programs, folder: Path) -> None:
    with checks.check("libxml2 is repaired within the driver's own process", essential=True):
        test = Process("self-test", [str(programs.sipe), "--self-test"], folder / "self-test.log")
        output = test.output.read().decode()
        assert test.wait() == 0, output
    with stage(checks, programs, folder / "tcp", authentication="none", users=(ALICE, BOB)) as on:
        over_plain_tcp(checks, on)
    with stage(checks, programs, folder / "rooms", authentication="ntlm", users=sipe_rooms.USERS) as on:
        sipe_rooms.run(checks, on)
    with stage(checks, programs, folder / "tls", authentication="ntlm", users=(ALICE, BOB)) as on:
        server = on.server
        server.add_category("General")
        server.add_room(LOBBY, "General", "--privacy", "open", "--topic", TOPIC, "--description", "For all", "--manager", BOB.uri)
        server.add_room("Den", "General", "--privacy", "secret", "--member", ALICE.uri, "--member", BOB.uri)
        server.add_room("Vault", "General", "--privacy", "secret", "--member", BOB.uri)
        server.add_room("Club", "General", "--privacy", "closed", "--member", BOB.uri)
        server.start()
        Story(checks, server, on.clients).tell()
        with checks.check("no log has a password, a token or a signature in it"):
            logs = list(folder.glob("**/*.log"))
            assert len(logs) > 5, logs
            for log in logs:
                text = log.read_text(errors="replace")
                for secret in (ALICE.password, BOB.password, 'gssapi-data="T', 'response="0', 'rspauth="0'):
                    assert secret not in text, f"{log.name} tells {secret[:14]!r}"


def over_plain_tcp(checks: Checks, on: Stage) -> None:
    """The short form without TLS and authentication, where nothing is signed."""
    on.server.add_category("General")
    on.server.add_room(LOBBY, "General", "--privacy", "open")
    on.server.start()
    with checks.check("over TCP without authentication both join and talk both ways"):
        bob = on.clients.peer("peer", on.server.tcp, BOB, ca=None, authentication="none")
        bob.expect("signed_on")
        bob.say("join", LOBBY)
        bob.expect("joined")
        alice = on.clients.sipe("sipe", on.server.tcp, ALICE, ca=None, transport="tcp")
        alice.expect("signed_on")
        alice.say("join", on.server.room_uri(LOBBY))
        alice.expect("joined")
        bob.expect("user_joined", user=ALICE.uri)
        for speaker, user, listener in ((alice, ALICE, bob), (bob, BOB, alice)):
            for text in TEXTS.values():
                since = listener.mark()
                speaker.say("send", text)
                heard = listener.expect("message", since=since, author=user.uri)
                assert unified(heard["text"]) == unified(text), heard
        alice.quit()
        bob.expect("user_left", user=ALICE.uri)
        bob.quit()


class Story:
    """The checks in their order; each builds on what the ones before left behind."""

    def __init__(self, checks: Checks, server: Pchatd, clients: Clients) -> None:
        self.checks = checks
        self.server = server
        self.clients = clients
        self.said: list[tuple[str, str]] = []

    def tell(self) -> None:
        self.refusals()
        self.sign_in()
        self.rooms_before()
        self.joining()
        self.talking()
        self.undisturbed()
        self.rooms_meanwhile()
        self.refused()
        self.leaving()
        self.restart()
        self.crash()
        self.farewell()

    def refusals(self) -> None:
        with self.checks.check("SIPE refuses a server whose certificate authority it was not told to trust"):
            stranger = self.clients.sipe("sipe-untrusting", self.server.tls, ALICE, ca=None)
            reason = str(stranger.expect("disconnected")["reason"])
            assert "certificate" in reason, reason
            assert not stranger.seen("signed_on")
            stranger.quit()
        with self.checks.check("SIPE with a wrong password is refused as such"):
            forger = self.clients.sipe("sipe-forging", self.server.tls, ALICE, ca=self.server.ca, password="not the password")
            reason = str(forger.expect("disconnected")["reason"])
            assert "uthentication failed" in reason, reason
            assert not forger.seen("signed_on")
            forger.quit()

    def sign_in(self) -> None:
        with self.checks.check("our C library signs in over TLS with NTLM", essential=True):
            self.bob = self.clients.peer("peer", self.server.tls, BOB, ca=self.server.ca)
            self.bob.expect("signed_on")
        with self.checks.check("SIPE signs in over TLS with NTLM", essential=True):
            self.alice = self.clients.sipe("sipe", self.server.tls, ALICE, ca=self.server.ca)
            self.alice.expect("signed_on")
            assert not self.alice.seen("question"), "the certificate was asked about"

    def rooms_before(self) -> None:
        with self.checks.check("our library joins and posts before SIPE comes", essential=True):
            self.bob.say("join", LOBBY)
            self.bob.expect("joined", name=LOBBY)
            for text in EARLIER:
                self.post(self.bob, BOB, text)
        with self.checks.check("SIPE's room list has the user count and the private flag, and hides what alice may not see"):
            rooms = room_list(self.alice)
            assert set(rooms) == {LOBBY, "Den", "Club"}, sorted(rooms)
            assert rooms[LOBBY]["users"] == 1 and rooms[LOBBY]["private"] is False, rooms[LOBBY]
            assert rooms["Den"]["users"] == 0 and rooms["Den"]["private"] is True, rooms["Den"]
            assert rooms[LOBBY]["uri"] == self.server.room_uri(LOBBY)
            assert rooms[LOBBY]["description"] == "For all", rooms[LOBBY]
        with self.checks.check("our library's room list agrees"):
            rooms = room_list(self.bob)
            assert set(rooms) == {LOBBY, "Den", "Club", "Vault"}, sorted(rooms)
            assert rooms[LOBBY]["users"] == 1 and rooms[LOBBY]["private"] is False, rooms[LOBBY]
            assert rooms["Vault"]["private"] is True, rooms["Vault"]

    def joining(self) -> None:
        with self.checks.check("SIPE joins: it sees our library's user there, as manager, and the topic", essential=True):
            self.alice.say("join", self.server.room_uri(LOBBY))
            joined = self.alice.expect("joined")
            assert users_of(joined) == {ALICE.uri: False, BOB.uri: True}, joined
            assert joined["topic"] == TOPIC, joined
        with self.checks.check("our library sees SIPE join"):
            self.bob.expect("user_joined", user=ALICE.uri)
        with self.checks.check("SIPE gets the history on joining, in order, with authors and times"):
            for text in EARLIER:
                line = self.alice.expect("message", author=BOB.uri)
                assert unified(line["text"]) == unified(text), line
            times = [message["time"] for message in self.alice.seen("message")]
            assert times == sorted(times), times
        with self.checks.check("SIPE sees our library leave and join again, once each"):
            since = self.alice.mark()
            self.bob.say("leave")
            self.bob.expect("left")
            self.alice.expect("user_left", since=since, user=BOB.uri)
            self.bob.say("join", LOBBY)
            again = self.bob.expect("joined", name=LOBBY)
            assert set(users_of(again)) == {ALICE.uri, BOB.uri}, again
            self.alice.expect("user_joined", since=since, user=BOB.uri)
            assert len(self.alice.seen("user_joined", since=since)) == 1

    def post(self, speaker: Participant, user: User, text: str) -> None:
        """Posts, and waits until the speaker's own message came back."""
        since = speaker.mark()
        speaker.say("send", text)
        echo = speaker.expect("message", since=since, author=user.uri)
        assert unified(echo["text"]) == unified(text), f"the echo differs: {echo}"
        self.said.append((user.uri, text))

    def talking(self) -> None:
        began = {listener: listener.mark() for listener in (self.alice, self.bob)}
        for speaker, user, listener, who in (
            (self.alice, ALICE, self.bob, "SIPE to our library"),
            (self.bob, BOB, self.alice, "our library to SIPE"),
        ):
            for what, text in TEXTS.items():
                with self.checks.check(f"{who}: {what}"):
                    since = listener.mark()
                    self.post(speaker, user, text)
                    heard = listener.expect("message", since=since, author=user.uri)
                    assert unified(heard["text"]) == unified(text), heard
        with self.checks.check("both got every message once, in the order of the server's history"):
            expected = [(author, unified(text)) for author, text in self.said[len(EARLIER) :]]
            for listener, since in began.items():
                got = [(str(event["author"]), unified(str(event["text"]))) for event in listener.seen("message", since=since)]
                assert got == expected, f"{listener.name} got {len(got)} messages for {len(expected)}"
        self.history_agrees()

    def undisturbed(self) -> None:
        link = '<a href="https://example.com/?a=1&amp;b=2">a link</a> :-)'
        for what, command, text, shown in (
            ("a story", "send_story", "line one\nline two", "[STORY]News[/STORY]line one\nline two"),
            ("an alert with an RTF twin", "send_rich", "look here", "look here"),
            ("a link and a face", "send", link, link),
        ):
            with self.checks.check(f"SIPE is not disturbed by {what}: it shows the plain text, and the talk goes on"):
                since, answered = self.alice.mark(), self.bob.mark()
                self.bob.say(command, text)
                heard = self.alice.expect("message", since=since, author=BOB.uri)
                assert unified(heard["text"]) == shown, heard
                self.bob.expect("message", since=answered, author=BOB.uri, text=shown)
                self.said.append((BOB.uri, shown))
                self.post(self.alice, ALICE, f"{what}, I see")
                self.bob.expect("message", since=answered, author=ALICE.uri)
        self.history_agrees()

    def history_agrees(self) -> None:
        with self.checks.check("`pchatd history` has every message as it was sent"):
            kept = [(message["author"], unified(message["text"])) for message in self.server.history(LOBBY)]
            assert kept == [(author, unified(text)) for author, text in self.said], f"{len(kept)} kept, {len(self.said)} said"
        with self.checks.check("our library's recent history agrees with it"):
            since = self.bob.mark()
            self.bob.say("history", "50")
            self.bob.expect("history_end", since=since)
            kept = [(event["author"], unified(event["text"])) for event in self.bob.seen("history", since=since)]
            assert kept == [(author, unified(text)) for author, text in self.said], f"{len(kept)} lines"

    def rooms_meanwhile(self) -> None:
        with self.checks.check("both room lists count two users now"):
            for participant in (self.alice, self.bob):
                assert room_list(participant)[LOBBY]["users"] == 2

    def refused(self) -> None:
        for room, what in (("Club", "of which it is no member"), ("Vault", "of which it may not know")):
            with self.checks.check(f"SIPE is told that it may not join a room {what}"):
                since = self.alice.mark()
                self.alice.say("join", self.server.room_uri(room))
                dialog = self.alice.expect("dialog", since=since)
                assert "joining" in str(dialog["primary"]), dialog
                assert not self.alice.seen("joined", since=since)

    def leaving(self) -> None:
        with self.checks.check("our library sees SIPE leave"):
            since = self.bob.mark()
            self.alice.say("leave")
            self.alice.expect("left")
            self.bob.expect("user_left", since=since, user=ALICE.uri)
            # SIPE leaves before the server answered; its list comes after that answer.
            assert room_list(self.alice)[LOBBY]["users"] == 1
        with self.checks.check("SIPE may join again, and gets the newest 25 lines"):
            since = self.alice.mark()
            self.alice.say("join", self.server.room_uri(LOBBY))
            self.alice.expect("joined", since=since)
            for author, text in self.said[-25:]:
                line = self.alice.expect("message", since=since, author=author)
                assert unified(line["text"]) == unified(text), line
            self.bob.expect("user_joined", user=ALICE.uri)

    def restart(self) -> None:
        with self.checks.check("the server ends cleanly on SIGTERM; SIPE and our library notice"):
            marks = (self.alice.mark(), self.bob.mark())
            status = self.server.stop()
            assert status == 0, f"exit status {status}"
            self.alice.expect("disconnected", since=marks[0])
            self.bob.expect("disconnected", since=marks[1])
        with self.checks.check("it starts again on the same ports and data", essential=True):
            ports = (self.server.tls, self.server.tcp)
            self.server.start()
            assert (self.server.tls, self.server.tcp) == ports
        with self.checks.check("SIPE signs in again and is back in its room by itself", essential=True):
            since = self.alice.mark()
            self.alice.say("sign_in")
            self.alice.expect("signed_on", since=since)
            self.alice.expect("joined", since=since)
            for author, text in self.said[-25:]:
                line = self.alice.expect("message", since=since, author=author)
                assert unified(line["text"]) == unified(text), line
        with self.checks.check("our library signs in again too", essential=True):
            self.bob = self.clients.peer("peer-again", self.server.tls, BOB, ca=self.server.ca)
            self.bob.expect("signed_on")
            self.bob.say("join", LOBBY)
            joined = self.bob.expect("joined", name=LOBBY)
            assert set(users_of(joined)) == {ALICE.uri, BOB.uri}, joined
            self.alice.expect("user_joined", since=since, user=BOB.uri)
        with self.checks.check("they talk both ways as before"):
            for speaker, user, listener in ((self.alice, ALICE, self.bob), (self.bob, BOB, self.alice)):
                since = listener.mark()
                self.post(speaker, user, f"{user.name} is back")
                listener.expect("message", since=since, author=user.uri, text=f"{user.name} is back")
        self.history_agrees()

    def crash(self) -> None:
        with self.checks.check("a server that is killed has lost nothing that came back to who said it", essential=True):
            since = self.alice.mark()
            self.post(self.alice, ALICE, "last words")
            self.server.kill()
            self.alice.expect("disconnected", since=since)
            self.bob.expect("disconnected")
            self.server.start()
            assert [unified(message["text"]) for message in self.server.history(LOBBY)] == [
                unified(text) for _, text in self.said
            ]
        with self.checks.check("both come back to it", essential=True):
            since = self.alice.mark()
            self.alice.say("sign_in")
            self.alice.expect("joined", since=since)
            self.alice.expect("message", since=since, text="last words")
            self.bob = self.clients.peer("peer-after-crash", self.server.tls, BOB, ca=self.server.ca)
            self.bob.expect("signed_on")
            self.bob.say("join", LOBBY)
            assert set(users_of(self.bob.expect("joined", name=LOBBY))) == {ALICE.uri, BOB.uri}

    def farewell(self) -> None:
        with self.checks.check("SIPE signs out: our library sees it go"):
            since = self.bob.mark()
            self.alice.quit()
            self.bob.expect("user_left", since=since, user=ALICE.uri)
        with self.checks.check("our library signs out and ends without fault"):
            self.bob.quit()
