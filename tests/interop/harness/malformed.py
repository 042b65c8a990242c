"""Messages that no good client sends, and what a server may do with each."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass

from .wire import request

URI = "sip:pool1@example.com"
CLOSED = "closed"
PLAIN = ("Content-Type: text/plain",)
TLS_HELLO = b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x5a" * 400 + b"\r\n\r\n"
STRAY_RESPONSE = b"SIP/2.0 200 OK\r\nContent-Length: 0\r\n\r\n"
MIB = 1024 * 1024


@dataclass(frozen=True)
class Case:
    """Bytes, and the outcomes that are right: a status, or the connection closed without one."""

    what: str
    data: bytes
    outcomes: tuple[str, ...]
    # The client says that nothing more will come.
    ends_there: bool = False
    # The end of the bad message is known, so the connection goes on.
    stays_usable: bool = False

    def expected(self) -> str:
        return " or ".join(self.outcomes)


def with_line(line: str) -> bytes:
    return request("BYE", URI, headers=(line,))


def replaced(old: bytes, new: bytes) -> bytes:
    good = request("BYE", URI)
    assert old in good, old
    return good.replace(old, new, 1)


def many_headers(count: int) -> bytes:
    return request("BYE", URI, headers=tuple(f"X-{number}: {number}" for number in range(count)))


CASES = [
    Case("no start line but noise", os.urandom(2000).replace(b"\n", b"x") + b"\r\n\r\n", (CLOSED, "400")),
    Case("noise without end", b"\x00\xff\xfe" * 40000, (CLOSED, "400", "513")),
    Case("a start line of one word", replaced(f"BYE {URI} SIP/2.0".encode(), b"BYE"), (CLOSED, "400")),
    Case("a start line with two blanks", replaced(b"BYE sip", b"BYE  sip"), (CLOSED, "400")),
    Case("a method that is no token", replaced(b"BYE sip", b"B\xc3\x84E sip"), (CLOSED, "400")),
    Case("SIP/7.0", replaced(b" SIP/2.0\r\nVia", b" SIP/7.0\r\nVia"), ("505",)),
    Case("HTTP", b"GET / HTTP/1.1\r\nHost: example.com\r\n\r\n", (CLOSED, "400", "505")),
    Case("a TLS hello on the TCP port", TLS_HELLO, (CLOSED, "400")),
    Case("a status line that is no answer to anything", STRAY_RESPONSE + request("BYE", URI), ("481", CLOSED)),
    Case("lines that end with LF alone", request("BYE", URI).replace(b"\r\n", b"\n") + b"\n\n", (CLOSED, "400")),
    Case("a header line without colon", with_line("what is this"), (CLOSED, "400")),
    # Within a quoted pair a NUL is allowed (RFC 3261 25.1), so letting it pass is no fault.
    Case("a NUL within a header", with_line("X-Nul: a\0b"), (CLOSED, "400", "481")),
    Case("no Via", replaced(b"Via:", b"X-Via:"), ("400", CLOSED)),
    Case("no Call-ID", replaced(b"Call-ID:", b"X-Call-ID:"), ("400", CLOSED)),
    Case("no CSeq", replaced(b"CSeq:", b"X-CSeq:"), ("400", CLOSED)),
    Case("a CSeq of another method", replaced(b"1 BYE", b"1 INVITE"), ("400",)),
    Case("a CSeq beyond 32 bits", replaced(b"1 BYE", b"99999999999 BYE"), ("400",)),
    Case("no From", replaced(b"From:", b"X-From:"), ("400", CLOSED)),
    Case("a From with open quotes", replaced(b"From: <", b'From: "open <'), ("400", "481", CLOSED)),
    Case("Content-Length missing before a body", request("INFO", URI, headers=PLAIN, body=b"hello", length=""), ("400",)),
    Case("Content-Length that is no number", request("BYE", URI, length="five"), ("400",)),
    Case("Content-Length below zero", request("BYE", URI, length="-1"), ("400",)),
    Case("Content-Length beyond 64 bits", request("BYE", URI, length="99999999999999999999999"), ("400", "413", "513")),
    Case("Content-Length twice and different", request("BYE", URI, headers=("Content-Length: 3",)), ("400",)),
    Case("Content-Length beyond what comes", request("BYE", URI, body=b"abc", length="500"), (CLOSED, "400"), ends_there=True),
    Case("Content-Length shorter than the body", request("BYE", URI, body=b"BYE and then some", length="3"), ("481",)),
    Case("a head of more than 64 KiB", with_line("X-Long: " + "a" * (70 * 1024)), (CLOSED, "400", "513")),
    Case("a head without end", b"BYE sip:a@example.com SIP/2.0\r\n" + b"X-Long: aaaaaaaaaa\r\n" * 10000, (CLOSED, "400", "513")),
    Case("300 headers", many_headers(300), (CLOSED, "400", "513")),
    Case("200 headers", many_headers(200), ("481",), stays_usable=True),
    Case("a body of more than 2 MiB", request("INFO", URI, body=b"x" * (2 * MIB + 1)), ("481", "513"), stays_usable=True),
    Case("a body of nearly 2 MiB", request("INFO", URI, headers=PLAIN, body=b"x" * (2 * MIB)), ("481",), stays_usable=True),
    Case("a body of more than 64 MiB", request("INFO", URI, body=b"abc", length=str(65 * MIB)), ("413", "513")),
    Case("Max-Forwards of 0", replaced(b"Max-Forwards: 70", b"Max-Forwards: 0"), ("481", "483"), stays_usable=True),
    Case("no number as Max-Forwards", replaced(b"Max-Forwards: 70", b"Max-Forwards: many"), ("481", "400"), stays_usable=True),
    Case("an endless line of keep-alives before it", b"\r\n" * 50000 + request("BYE", URI), ("481",), stays_usable=True),
]  # fmt: skip


def document(content: str) -> bytes:
    return f'<xccos ver="1" envid="1" xmlns="urn:parlano:xml:ns:xccos">{content}</xccos>'.encode()


def documents() -> Iterator[tuple[str, bytes]]:
    """Bodies that no good client sends."""
    deep = 20000
    yield "XML that is 20000 elements deep", document("<a>" * deep + "</a>" * deep)
    yield "XML that is cut off", document('<cmd id="cmd:getinv" seqid="1"><data/></cmd>')[:-20]
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    yield (
        "entity expansion",
        f'<!DOCTYPE xccos [<!ENTITY e0 "lol">{entities}]>'.encode()
        + document('<grpchat id="grpchat" chanUri="&e11;"><chat>&e11;</chat></grpchat>'),
    )
    yield (
        "an external entity",
        b'<!DOCTYPE xccos [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        + document('<grpchat id="grpchat" seqid="1"><chat>&x;</chat></grpchat>'),
    )
    yield "50000 attributes", document("<cmd " + " ".join(f'a{n}="1"' for n in range(50000)) + "/>")
    yield "100000 commands in one document", document('<cmd id="x"/>' * 70000)
    yield "bytes that are not UTF-8", document("<cmd/>").replace(b"cmd", b"\xff\xfe\xc0")
    yield "no XML at all", os.urandom(3000)
    yield "an empty body", b""
    yield "a command that does not exist", document('<cmd id="cmd:selfdestruct" seqid="1"><data/></cmd>')
    yield (
        "a message for a room that was not joined",
        document('<grpchat id="grpchat" seqid="1" chanUri="ma-chan://example.com/none"><chat>x</chat></grpchat>'),
    )
