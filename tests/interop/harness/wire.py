"""SIP over a plain socket, as crooked as a test wants it."""

from __future__ import annotations

import hashlib
import itertools
import socket
import uuid
from dataclasses import dataclass, field

ANSWER_SECONDS = 10.0
# spec: sip.md B.3. The namespace of endpoint instances, in Windows byte order.
INSTANCE_NAMESPACE = uuid.UUID("fcacfb03-8a73-46ef-91b1-e5ebeeaba4fe").bytes_le
OFFER = b"\r\n".join(
    [
        b"v=0",
        b"o=- 0 0 IN IP4 127.0.0.1",
        b"s=session",
        b"c=IN IP4 127.0.0.1",
        b"t=0 0",
        b"m=message 5060 sip null",
        b"a=accept-types:text/plain",
        b"",
    ]
)

_numbers = itertools.count(1)


def instance_of(epid: str) -> str:
    """The +sip.instance UUID that belongs to an endpoint id."""
    digest = bytearray(hashlib.sha1(INSTANCE_NAMESPACE + epid.encode()).digest()[:16])
    # Windows order: the version nibble is in byte 7, the variant bits are in byte 8.
    digest[7] = digest[7] & 0x0F | 0x50
    digest[8] = digest[8] & 0x3F | 0x80
    return str(uuid.UUID(bytes_le=bytes(digest)))


@dataclass
class Message:
    """A message from the server."""

    start: str
    headers: list[tuple[str, str]] = field(default_factory=list)
    body: bytes = b""

    @property
    def status(self) -> int | None:
        """Of a response."""
        return int(self.start.split()[1]) if self.start.startswith("SIP/2.0 ") else None

    def header(self, name: str) -> str:
        return next((value for key, value in self.headers if key.lower() == name.lower()), "")

    def ok(self) -> bytes:
        """The answer 200 to this request."""
        repeated = ("via", "from", "to", "call-id", "cseq")
        lines = [f"{name}: {value}" for name, value in self.headers if name.lower() in repeated]
        return "\r\n".join(["SIP/2.0 200 OK", *lines, "Content-Length: 0", "", ""]).encode()


class Wire:
    """One TCP connection."""

    def __init__(self, address: str) -> None:
        host, _, port = address.rpartition(":")
        self._socket = socket.create_connection((host, int(port)), ANSWER_SECONDS)
        self._buffer = b""

    def __enter__(self) -> Wire:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._socket.close()

    def fileno(self) -> int:
        return self._socket.fileno()

    def local(self) -> str:
        host, port = self._socket.getsockname()[:2]
        return f"{host}:{port}"

    def send(self, data: bytes) -> None:
        self._socket.sendall(data)

    def finish_sending(self) -> None:
        self._socket.shutdown(socket.SHUT_WR)

    def _fill(self) -> bool:
        """False at the end of the stream."""
        piece = self._socket.recv(65536)
        self._buffer += piece
        return bool(piece)

    def receive(self, seconds: float = ANSWER_SECONDS) -> Message | None:
        """The next message; None when the server closed the connection. TimeoutError when neither comes."""
        self._socket.settimeout(seconds)
        try:
            while True:
                self._buffer = self._buffer.lstrip(b"\r\n")
                head, found, rest = self._buffer.partition(b"\r\n\r\n")
                if found:
                    break
                if not self._fill():
                    return None
            lines = head.decode().split("\r\n")
            message = Message(lines[0])
            for line in lines[1:]:
                name, _, value = line.partition(":")
                message.headers.append((name.strip(), value.strip()))
            length = int(message.header("Content-Length") or 0)
            while len(rest) < length:
                if not self._fill():
                    return None
                rest = self._buffer.partition(b"\r\n\r\n")[2]
            message.body, self._buffer = rest[:length], rest[length:]
            return message
        except ConnectionError:
            return None

    def final(self, seconds: float = ANSWER_SECONDS) -> Message | None:
        """The next final response; requests and provisional responses before it are passed over."""
        while True:
            message = self.receive(seconds)
            if message is None or (message.status or 0) >= 200:
                return message

    def is_closed_by_server(self, seconds: float = ANSWER_SECONDS) -> bool:
        """Waits for the end of the stream, reading whatever else comes."""
        while True:
            if self.receive(seconds) is None:
                return True


def request(
    method: str,
    uri: str,
    *,
    sender: str = "sip:mallory@example.com",
    to: str = "",
    call_id: str = "",
    cseq: int = 1,
    headers: tuple[str, ...] = (),
    body: bytes = b"",
    length: str | None = None,
) -> bytes:
    """A request that is well formed unless its arguments are not. `length` replaces the Content-Length; "" leaves it out."""
    number = next(_numbers)
    content_length = f"Content-Length: {len(body)}" if length is None else f"Content-Length: {length}"
    lines = [
        f"{method} {uri} SIP/2.0",
        f"Via: SIP/2.0/TCP 127.0.0.1:5060;branch=z9hG4bKabuse{number}",
        "Max-Forwards: 70",
        f"From: <{sender}>;tag=abuse;epid=0123456789",
        f"To: {to or f'<{uri}>'}",
        f"Call-ID: {call_id or f'abuse-{number}'}",
        f"CSeq: {cseq} {method}",
        *headers,
        *([] if length == "" else [content_length]),
    ]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


class Caller:
    """A well-behaved client without authentication, as far as it goes: the ground from which a test misbehaves."""

    def __init__(self, wire: Wire, user: str, epid: str = "0123456789") -> None:
        self.wire = wire
        self.user = user
        self.epid = epid
        self._call_id = f"caller-{next(_numbers)}"
        self._cseq = 0
        self.to = ""
        self.target = ""

    def _contact(self) -> str:
        return f"Contact: <sip:{self.wire.local()};transport=tcp>"

    def register(self) -> None:
        domain = self.user.partition("@")[2]
        instance = f'{self._contact()};proxy=replace;+sip.instance="<urn:uuid:{instance_of(self.epid)}>"'
        headers = (instance, "Event: registration", "Supported: gruu-10", "Supported: msrtc-event-categories")
        self.wire.send(request("REGISTER", f"sip:{domain}", sender=self.user, to=f"<{self.user}>", headers=headers))
        answer = self.wire.final()
        assert answer is not None and answer.status == 200, f"REGISTER was answered {answer}"

    def invite(self, uri: str) -> Message:
        """Opens a dialog, in which `info` then speaks."""
        self._cseq = 1
        headers = (self._contact(), "Content-Type: application/sdp")
        self.wire.send(request("INVITE", uri, sender=self.user, call_id=self._call_id, headers=headers, body=OFFER))
        answer = self.wire.final()
        assert answer is not None and answer.status == 200, f"INVITE was answered {answer}"
        self.to = answer.header("To")
        self.target = answer.header("Contact").partition("<")[2].partition(">")[0] or uri
        self.wire.send(self.inside("ACK", cseq=1))
        return answer

    def inside(
        self,
        method: str,
        *,
        cseq: int | None = None,
        to: str = "",
        call_id: str = "",
        headers: tuple[str, ...] = (),
        body: bytes = b"",
    ) -> bytes:
        """A request in the dialog, or beside it when `to` or `call_id` says so."""
        if cseq is None:
            self._cseq += 1
            cseq = self._cseq
        return request(
            method,
            self.target,
            sender=self.user,
            to=to or self.to,
            call_id=call_id or self._call_id,
            cseq=cseq,
            headers=headers,
            body=body,
        )

    def info(self, body: bytes) -> Message | None:
        """Sends a document and gives the SIP answer; None when the connection was closed."""
        self.wire.send(self.inside("INFO", headers=("Content-Type: text/plain",), body=body))
        return self.wire.final()
