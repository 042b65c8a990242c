"""SIPE in rooms of every privacy, with roles, with many people, with files, and in rooms that it has to leave."""

from __future__ import annotations

from pathlib import Path

from .checks import Checks
from .participant import Event, Participant, room_list, users_of
from .pchatd import Pchatd, User
from .stage import Stage

ALICE = User("alice", "EXAMPLE\\alice", "Wonderland-7 <&>\"'")
BOB = User("bob", "EXAMPLE\\bob", "Builder-9")
CAROL = User("carol", "EXAMPLE\\carol", "Caroling-3")
USERS = (ALICE, BOB, CAROL)
MEMBERS = ("--member", ALICE.uri, "--member", BOB.uri, "--member", CAROL.uri)
PLAZA, CLUB, ELSEWHERE, DEN, VAULT, SHUT, INNER, STAGE, HALL = (
    "Plaza", "Club", "Elsewhere", "Den", "Vault", "Shut", "Inner", "Stage", "Hall",
)  # fmt: skip


def add_rooms(server: Pchatd) -> None:
    server.add_category("General", "--file-upload", "on")
    server.add_category("Sealed", "--allow", BOB.uri)
    server.add_room(PLAZA, "General", "--privacy", "open")
    server.add_room(CLUB, "General", "--privacy", "closed", *MEMBERS)
    server.add_room(ELSEWHERE, "General", "--privacy", "closed", "--member", BOB.uri)
    server.add_room(DEN, "General", "--privacy", "secret", *MEMBERS)
    server.add_room(VAULT, "General", "--privacy", "secret", "--member", BOB.uri, "--manager", BOB.uri)
    server.add_room(SHUT, "General", "--privacy", "open")
    server.add_room(INNER, "Sealed", "--privacy", "open")
    server.add_room(
        STAGE, "General", "--privacy", "closed", "--auditorium", *MEMBERS, "--presenter", BOB.uri, "--manager", CAROL.uri
    )
    server.add_room(HALL, "General", "--privacy", "open")
    set_room(server, SHUT, "--disabled", "on")


def set_room(server: Pchatd, room: str, *changes: str) -> None:
    server.cli("room", "set", "--data", str(server.data), room, *changes)


def run(checks: Checks, on: Stage) -> None:
    add_rooms(on.server)
    on.server.start()
    rooms = Rooms(checks, on)
    rooms.everybody_signs_in()
    rooms.privacy()
    rooms.roles()
    rooms.many_people()
    rooms.files()
    rooms.somebody_is_kicked()
    rooms.sipe_is_kicked()
    rooms.disabled()
    rooms.end()


class Rooms:
    """The checks in their order. SIPE is in one room at a time, so that whatever it tells is of that room."""

    def __init__(self, checks: Checks, on: Stage) -> None:
        self.checks = checks
        self.server = on.server
        self.clients = on.clients
        self.folder = on.folder

    def everybody_signs_in(self) -> None:
        with self.checks.check("SIPE and two users of our library sign in", essential=True):
            self.alice = self.clients.sipe("sipe", self.server.tls, ALICE, ca=self.server.ca)
            self.bob = self.clients.peer("bob", self.server.tls, BOB, ca=self.server.ca)
            self.carol = self.clients.peer("carol", self.server.tls, CAROL, ca=self.server.ca)
            for who in (self.alice, self.bob, self.carol):
                who.expect("signed_on")

    def enter(self, who: Participant, room: str) -> Event:
        since = who.mark()
        who.say("join", self.server.room_uri(room))
        joined = who.expect("joined", since=since)
        if who is self.alice:
            # SIPE asks for the history on joining; what is posted before the answer would come twice. Its list comes after it.
            room_list(who)
        return joined

    def leave(self, *all_of_them: Participant) -> None:
        for who in all_of_them:
            since = who.mark()
            who.say("leave")
            who.expect("left", since=since)
            if who is self.alice:
                # SIPE leaves before the server answered, and does not join again before that; its list comes after it.
                room_list(who)

    def talk(self, what: str) -> None:
        """One message each way between SIPE and bob, who both hear both, once."""
        marks = {listener: listener.mark() for listener in (self.alice, self.bob)}
        said = [(self.alice, ALICE, f"{what}, says SIPE"), (self.bob, BOB, f"{what}, says our library")]
        for speaker, user, text in said:
            speaker.say("send", text)
            for listener, since in marks.items():
                listener.expect("message", since=since, author=user.uri, text=text)
        expected = [text for _, _, text in said]
        for listener, since in marks.items():
            # History that comes after a join is none of it.
            texts = [message["text"] for message in listener.seen("message", since=since)]
            assert [text for text in texts if text in expected] == expected, f"{listener.name} heard {texts}"

    def is_not_delivered(self, room: str, text: str) -> None:
        """SIPE posts. It does not show its message, which never comes back (it ignores the reason); nobody hears it."""
        since, of_bob = self.alice.mark(), self.bob.mark()
        self.alice.say("send", text)
        # Whatever the post brought about came before these answers.
        room_list(self.alice)
        room_list(self.bob)
        assert not self.bob.seen("message", since=of_bob, text=text)
        assert not self.alice.seen("message", since=since, text=text)
        assert text not in [message["text"] for message in self.server.history(room)]

    def is_refused(self, room: str) -> str:
        since = self.alice.mark()
        self.alice.say("join", self.server.room_uri(room))
        dialog = self.alice.expect("dialog", since=since)
        assert "joining" in str(dialog["primary"]), dialog
        assert not self.alice.seen("joined", since=since)
        return f"{dialog['primary']} {dialog['secondary']}"

    def privacy(self) -> None:
        with self.checks.check("SIPE finds open, closed and its own secret rooms; none secret, disabled or out of scope"):
            rooms = room_list(self.alice)
            assert set(rooms) == {PLAZA, CLUB, ELSEWHERE, DEN, STAGE, HALL}, sorted(rooms)
            private = {name for name, room in rooms.items() if room["private"]}
            assert private == {DEN}, private
        for room, kind in ((PLAZA, "an open"), (CLUB, "a closed"), (DEN, "a secret")):
            with self.checks.check(f"SIPE joins {kind} room and they talk there"):
                self.enter(self.bob, room)
                assert users_of(self.enter(self.alice, room)) == {ALICE.uri: False, BOB.uri: False}
                self.talk(room)
                self.leave(self.alice, self.bob)
        with self.checks.check(
            "SIPE is refused: no member, disabled; a secret room and one out of scope are as if they did not exist"
        ):
            told = {room: self.is_refused(room) for room in (ELSEWHERE, VAULT, INNER, SHUT)}
            assert told[VAULT] == told[INNER] and "NO_SUCH_NODE" in told[VAULT], told
            assert "ERROR_PERMISSION" in told[ELSEWHERE] and "NODE_DISABLED" in told[SHUT], told

    def roles(self) -> None:
        with self.checks.check("SIPE shows the manager as operator, the presenter not"):
            self.enter(self.bob, STAGE)
            self.enter(self.carol, STAGE)
            users = users_of(self.enter(self.alice, STAGE))
            assert users == {ALICE.uri: False, BOB.uri: False, CAROL.uri: True}, users
        with self.checks.check("a manager who comes later is an operator, too"):
            since = self.alice.mark()
            self.leave(self.carol)
            self.alice.expect("user_left", since=since, user=CAROL.uri)
            self.enter(self.carol, STAGE)
            self.alice.expect("user_joined", since=since, user=CAROL.uri)
            self.alice.say("users")
            users = users_of(self.alice.expect("users", since=since))
            assert users == {ALICE.uri: False, BOB.uri: False, CAROL.uri: True}, users
        with self.checks.check("in an auditorium SIPE hears the presenter, and its own post is refused"):
            since = self.alice.mark()
            self.bob.say("send", "listen")
            self.alice.expect("message", since=since, author=BOB.uri, text="listen")
            self.is_not_delivered(STAGE, "may I?")
        with self.checks.check("made a presenter meanwhile, SIPE may post"):
            set_room(self.server, STAGE, "--add-presenter", ALICE.uri)
            self.talk("on stage")
        with self.checks.check("made a manager and no more, SIPE stays in the room"):
            since = self.alice.mark()
            set_room(self.server, STAGE, "--add-manager", ALICE.uri, "--topic", "changed")
            set_room(self.server, STAGE, "--remove-manager", ALICE.uri)
            self.talk("still on stage")
            assert not self.alice.seen("user_left", since=since) and not self.alice.seen("dialog", since=since)
            self.leave(self.alice, self.bob, self.carol)

    def limit(self, people: int) -> None:
        self.server.cli("settings", "set", "--data", str(self.server.data), "--participant-update-limit", str(people))

    def many_people(self) -> None:
        with self.checks.check("a room becomes large while SIPE is there: it is not told who comes, and they talk"):
            self.limit(2)
            self.enter(self.bob, HALL)
            self.enter(self.alice, HALL)
            since = self.alice.mark()
            self.enter(self.carol, HALL)
            self.talk("crowded")
            assert not self.alice.seen("user_joined", since=since)
            assert room_list(self.alice)[HALL]["users"] == 3
        with self.checks.check("SIPE joins a large room, is told of nobody there, and they talk"):
            self.leave(self.alice)
            users = users_of(self.enter(self.alice, HALL))
            assert users == {}, users
            self.talk("still crowded")
        with self.checks.check("in a large room SIPE hears the third, too, and not that she leaves"):
            since = self.alice.mark()
            self.carol.say("send", "bye")
            self.alice.expect("message", since=since, author=CAROL.uri, text="bye")
            self.leave(self.carol)
            self.talk("less crowded")
            assert not self.alice.seen("user_left", since=since)
        with self.checks.check("small again, SIPE is told who leaves and comes, once each"):
            self.limit(75)
            self.enter(self.carol, HALL)
            self.alice.expect("user_joined", user=CAROL.uri)
            since = self.alice.mark()
            self.leave(self.bob)
            self.alice.expect("user_left", since=since, user=BOB.uri)
            self.enter(self.bob, HALL)
            self.alice.expect("user_joined", since=since, user=BOB.uri)
            self.alice.say("users")
            assert set(users_of(self.alice.expect("users", since=since))) == {BOB.uri, CAROL.uri}
            self.leave(self.alice, self.bob, self.carol)

    def files(self) -> None:
        with self.checks.check("SIPE is not disturbed by a file: it shows a text with its name, and the talk goes on"):
            path = Path(self.folder) / "minutes & more.txt"
            path.write_text("what was said")
            self.enter(self.bob, CLUB)
            self.enter(self.alice, CLUB)
            since = self.alice.mark()
            self.bob.say("upload", str(path))
            link = next(
                text
                for text in iter(lambda: str(self.alice.expect("message", since=since)["text"]), "")
                if "ma-filelink:" in text
            )
            assert "minutes &amp; more.txt" in link, link
            self.bob.expect("message", author=BOB.uri, text=link)
            self.talk("with a file")
        with self.checks.check("nor by a file, a story and an alert in the history of a room that it joins"):
            mark = self.alice.mark()
            self.bob.say("send_story", "once upon\na time")
            self.bob.say("send_rich", "look here")
            self.alice.expect("message", since=mark, text="look here")
            live = [message["text"] for message in self.alice.seen("message", since=since)]
            self.leave(self.alice)
            since = self.alice.mark()
            self.enter(self.alice, CLUB)
            for text in live:
                self.alice.expect("message", since=since, text=text)
            self.talk("with all that")

    def somebody_is_kicked(self) -> None:
        with self.checks.check("somebody is taken the membership: SIPE sees her leave, once, and the talk goes on"):
            since = self.alice.mark()
            self.enter(self.carol, CLUB)
            self.alice.expect("user_joined", since=since, user=CAROL.uri)
            set_room(self.server, CLUB, "--remove-member", CAROL.uri)
            self.alice.expect("user_left", since=since, user=CAROL.uri)
            self.talk("without her")
            assert len(self.alice.seen("user_left", since=since)) == 1

    def sipe_is_kicked(self) -> None:
        with self.checks.check("SIPE is taken the membership: both see alice leave"):
            marks = (self.alice.mark(), self.bob.mark())
            set_room(self.server, CLUB, "--remove-member", ALICE.uri)
            self.bob.expect("user_left", since=marks[1], user=ALICE.uri)
            self.alice.expect("user_left", since=marks[0], user=ALICE.uri)
        with self.checks.check("what SIPE says there afterwards is not delivered, and it hears nothing more"):
            self.is_not_delivered(CLUB, "am I still here?")
            since, of_bob = self.alice.mark(), self.bob.mark()
            self.bob.say("send", "between us")
            self.bob.expect("message", since=of_bob, text="between us")
            room_list(self.alice)
            assert not self.alice.seen("message", since=since)
        with self.checks.check("SIPE closes the room; joining is refused, until it is a member again"):
            self.leave(self.alice)
            self.is_refused(CLUB)
            set_room(self.server, CLUB, "--add-member", ALICE.uri)
            self.enter(self.alice, CLUB)
            self.talk("here again")

    def disabled(self) -> None:
        with self.checks.check("the room is disabled under SIPE: everybody leaves it"):
            since = self.alice.mark()
            set_room(self.server, CLUB, "--disabled", "on")
            for user in (ALICE, BOB):
                self.alice.expect("user_left", since=since, user=user.uri)
            since = self.bob.mark()
            self.bob.say("send", "nor am I")
            self.bob.expect("command_failed", since=since, command="send")
            assert CLUB not in room_list(self.alice)
        with self.checks.check("what SIPE says there is not delivered"):
            self.is_not_delivered(CLUB, "anybody here?")
        with self.checks.check("SIPE closes it, is refused, and talks in another room"):
            self.leave(self.alice)
            self.is_refused(CLUB)
            self.enter(self.bob, PLAZA)
            self.enter(self.alice, PLAZA)
            self.talk("elsewhere")
            self.leave(self.alice, self.bob)
        with self.checks.check("enabled again, SIPE finds and joins it"):
            set_room(self.server, CLUB, "--disabled", "off")
            assert CLUB in room_list(self.alice)
            self.enter(self.bob, CLUB)
            self.enter(self.alice, CLUB)
            self.talk("open again")

    def end(self) -> None:
        with self.checks.check("SIPE was never disconnected, and signs out; the server ends without a panic"):
            assert not self.alice.seen("disconnected")
            for who in (self.alice, self.bob, self.carol):
                who.quit()
            assert self.server.stop() == 0
            assert "panicked" not in self.server.errors.read_text(errors="replace")
