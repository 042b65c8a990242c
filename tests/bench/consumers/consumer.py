"""Consumes chat messages with pchat and prints what that took, as one line of JSON.

usage: consumer.py WORK STYLE COUNT RECORDING PORT [CA-FILE PASSWORD]

WORK is delivery (COUNT messages of a recording, without network), latency (COUNT single ones), receive (COUNT from the server) or
slow (the same, with a pause of 10 seconds after the first); STYLE is callback or async-for. With a CA file: TLS, NTLM and
signatures.
"""

import asyncio
import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pchat
from pchat import _native

ROOM = "ma-chan://example.com/11111111-2222-3333-4444-555555555555"
PAUSE = 10.0


def resident_kib(field: str) -> int:
    """A line of this process's status; VmHWM is the most since `forget_peak`."""
    status = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in status if line.startswith(field))


def forget_peak() -> None:
    """The highest memory is counted from now on."""
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


class Reader:
    """Reads of each message what a program would read."""

    def __init__(self, wanted: int) -> None:
        self.wanted = wanted
        self.received = 0
        self.bytes = 0
        self.first = 0.0
        self.last = 0.0
        self.done = asyncio.Event()

    def read(self, message: pchat.ChatMessage) -> None:
        """Takes one message."""
        self.bytes += len(message.content) + len(message.author_uri)
        if self.received == 0:
            self.first = time.perf_counter()
        self.received += 1
        if self.received == self.wanted:
            self.last = time.perf_counter()
            self.done.set()


async def consume(room: pchat.Session, style: str, wanted: int, begin: Callable[[], object]) -> Reader:
    """Receives all messages that `begin` sets going."""
    reader = Reader(wanted)
    if style == "callback":
        room.on_message_received(reader.read)
        begin()
        await reader.done.wait()
    else:
        begin()
        async for message in room:
            reader.read(message)
            if reader.received == wanted:
                break
    return reader


async def slow(room: pchat.Session, style: str, wanted: int, begin: Callable[[], object]) -> dict[str, int]:
    """The same with a pause after the first message, and the memory before, in the pause, and at most."""
    reader = Reader(wanted)
    stalled = 0
    forget_peak()
    before = resident_kib("VmRSS")

    def read_slowly(message: pchat.ChatMessage) -> None:
        nonlocal stalled
        if reader.received == 0:
            # On purpose: the program is busy, and so its event loop.
            time.sleep(PAUSE)
            stalled = resident_kib("VmHWM")
        reader.read(message)

    if style == "callback":
        room.on_message_received(read_slowly)
        begin()
        await reader.done.wait()
    else:
        begin()
        async for message in room:
            if reader.received == 0:
                await asyncio.sleep(PAUSE)
                stalled = resident_kib("VmHWM")
            reader.read(message)
            if reader.received == wanted:
                break
    return {
        "received": reader.received,
        "stalled_kib": stalled - before,
        "peak_kib": resident_kib("VmHWM") - before,
    }


async def latencies(room: pchat.Session, style: str, count: int) -> list[float]:
    """How long single messages take into an idle program, in microseconds."""
    arrived = asyncio.Event()
    at = 0.0

    def note(_: pchat.ChatMessage) -> None:
        nonlocal at
        at = time.perf_counter()
        arrived.set()

    async def loop() -> None:
        async for message in room:
            note(message)

    task = None
    if style == "callback":
        room.on_message_received(note)
    else:
        task = asyncio.create_task(loop())
    micros = []
    for _ in range(count):
        await asyncio.sleep(0.002)
        arrived.clear()
        began = time.perf_counter()
        _native.bench_replay(room._native, 1)
        await arrived.wait()
        micros.append((at - began) * 1e6)
    if task is not None:
        task.cancel()
    return micros


async def main() -> None:
    """Runs one measurement."""
    work, style, count, recording, port, *secure = sys.argv[1:]
    wanted = int(count)
    settings: dict[str, Any] = {"server": "127.0.0.1", "port": int(port), "transport": pchat.Transport.TCP}
    if secure:
        settings.update(transport=pchat.Transport.TLS, ca_file=secure[0], password=secure[1])
    async with pchat.Endpoint("ann@example.com", **settings) as endpoint:
        room = await endpoint.join(ROOM)
        posts = []

        def go() -> None:
            # The server takes the first post as the sign to begin; nothing of ours comes back.
            posts.append(asyncio.ensure_future(room.send_text("go")))

        def replay() -> None:
            _native.bench_load(recording)
            _native.bench_replay(room._native, wanted)

        report: dict[str, object]
        if work == "latency":
            _native.bench_load(recording)
            report = {"micros": await latencies(room, style, wanted)}
        elif work == "slow":
            report = dict(await slow(room, style, wanted, go))
        else:
            reader = await consume(room, style, wanted, replay if work == "delivery" else go)
            seconds = reader.last - reader.first
            report = {"received": reader.received, "bytes": reader.bytes, "seconds": seconds}
        print(json.dumps(report), flush=True)
        # The server does not say goodbye, so neither is one said to it.
        os._exit(0)


asyncio.run(main())
