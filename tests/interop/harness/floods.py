"""Signed-in clients that ask for too much, or take too little."""

from __future__ import annotations

from collections import Counter

from .participant import Participant
from .pchatd import DOMAIN, Pchatd, User
from .wire import OFFER, Caller, Wire, request

POOL_URI = f"sip:pool1@{DOMAIN}"
DIALOGS = 1500
POSTS = 400
# More than the 16 MiB that pchatd lets wait for one reader, and what the sockets hold.
LARGE_POSTS = 900
LARGE_TEXT = "x" * 30_000


def xccos(content: str) -> bytes:
    return f'<xccos ver="1" envid="1" xmlns="urn:parlano:xml:ns:xccos">{content}</xccos>'.encode()


def statuses(wire: Wire, count: int) -> Counter[int]:
    """Of the next final responses; what the server asks meanwhile is answered."""
    found: Counter[int] = Counter()
    while found.total() < count:
        message = wire.receive()
        assert message is not None, f"the connection was closed after {found}"
        if message.status is None:
            wire.send(message.ok())
        elif message.status >= 200:
            found[message.status] += 1
    return found


def many_dialogs(server: Pchatd, user: User) -> Counter[int]:
    """One signed-in client opens dialog after dialog without waiting; what it was answered."""
    with Wire(server.tcp) as wire:
        Caller(wire, user.uri).register()
        contact = (f"Contact: <sip:{wire.local()};transport=tcp>", "Content-Type: application/sdp")
        for number in range(DIALOGS):
            wire.send(request("INVITE", POOL_URI, sender=user.uri, call_id=f"many-{number}", headers=contact, body=OFFER))
        return statuses(wire, DIALOGS)


def in_room(wire: Wire, user: User, room_uri: str) -> Caller:
    """A client in a room, as far as SIP goes: it answers nothing that the server asks."""
    caller = Caller(wire, user.uri)
    caller.register()
    caller.invite(POOL_URI)
    domain, _, value = room_uri.removeprefix("ma-chan://").partition("/")
    join = f'<cmd id="cmd:join" seqid="1"><data><chanid key="0" domain="{domain}" value="{value}"/></data></cmd>'
    answer = caller.info(xccos(join))
    assert answer is not None and answer.status == 200, f"joining was answered {answer}"
    return caller


def post_without_end(server: Pchatd, user: User, room_uri: str) -> Counter[int]:
    """Posts one after the other without waiting for anything; what each was answered."""
    with Wire(server.tcp) as wire:
        caller = in_room(wire, user, room_uri)
        post = xccos(
            f'<grpchat id="grpchat" seqid="1" chanUri="{room_uri}" author="{user.uri}" ts="2020-01-01T00:00:00Z">'
            "<chat>again and again</chat></grpchat>"
        )
        for _ in range(POSTS):
            wire.send(caller.inside("INFO", headers=("Content-Type: text/plain",), body=post))
        return statuses(wire, POSTS)


def post_to_the_deaf(server: Pchatd, deaf: User, talker: Participant, author: User, room_uri: str) -> None:
    """Of two in the room one takes nothing off the network and one answers nothing.

    They must be cut off, and whoever talks must not notice.
    """
    with Wire(server.tcp) as not_reading, Wire(server.tcp) as not_answering:
        in_room(not_reading, deaf, room_uri)
        in_room(not_answering, deaf, room_uri)
        for _ in range(LARGE_POSTS):
            since = talker.mark()
            talker.say("send", LARGE_TEXT)
            talker.expect("message", since=since, author=author.uri)
        for wire, what in ((not_reading, "reads nothing"), (not_answering, "answers nothing")):
            assert wire.is_closed_by_server(), f"whoever {what} is still connected"
