"""A slow reader never grows memory; what happens instead is the reader's choice."""

from __future__ import annotations

import asyncio

import pchat
import pytest
from conftest import run
from pchat.testing import LocalServer

FLOOD = 300


def flood(server: LocalServer) -> None:
    for number in range(FLOOD):
        server.post("Lobby", "ann@example.com", str(number))


async def settled(room: pchat.Session, length: int) -> None:
    """Waits until the room for messages is filled, on its way through the event loop."""
    while len(room.messages._inbox) < length:
        await asyncio.sleep(0)


def test_wait_loses_nothing(pchat_server: LocalServer) -> None:
    async def test() -> None:
        async with pchat_server.endpoint("ann", event_capacity=8) as ann:
            async with ann.join("Lobby", capacity=4) as room:
                await room.send_text("begin")
                assert (await anext(room.messages)).content == "begin"
                await asyncio.to_thread(flood, pchat_server)
                await settled(room, 5)
                assert len(room.messages._inbox) == 5
                # Operations go through although events wait.
                assert len(await room.recent_history(1)) == 1
                got = [(await anext(room.messages)).content for _ in range(FLOOD)]
                assert got == [str(number) for number in range(FLOOD)]
                assert room.messages.dropped == 0

    run(test())


@pytest.mark.parametrize("policy", [pchat.Policy.DROP_OLDEST, None])
def test_drop_oldest_keeps_the_newest(pchat_server: LocalServer, policy: pchat.Policy | None) -> None:
    # None: nobody has begun to read, and perhaps nobody ever will.
    async def test() -> None:
        async with pchat_server.endpoint("ann") as ann:
            room = await ann.join("Lobby", capacity=4, policy=policy or pchat.Policy.WAIT)
            if policy is not None:
                await room.send_text("begin")
                await anext(room.messages)
            everything = room.events()
            await asyncio.to_thread(flood, pchat_server)
            async for event in everything:
                if isinstance(event, pchat.ChatMessage) and event.content == str(FLOOD - 1):
                    break
            assert len(room.messages._inbox) == 4
            assert room.messages.dropped >= FLOOD - 4
            newest = [(await anext(room.messages)).content for _ in range(4)]
            assert newest == [str(number) for number in range(FLOOD - 4, FLOOD)]
            await ann.terminate()

    run(test())
