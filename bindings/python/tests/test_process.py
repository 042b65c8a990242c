"""fork, the end of the interpreter, and what may be alive then: no crash, no hang, no word."""

from __future__ import annotations

import pytest
from conftest import python

ALIVE = """
import asyncio, sys, threading
import pchat, pchat.sync
from pchat.testing import LocalServer
server = LocalServer()
server.add_room(name="Lobby")
"""

ENDINGS = {
    "a live blocking endpoint": """
        endpoint = server.sync_endpoint("ann")
        endpoint.establish()
        room = endpoint.join("Lobby")
    """,
    "a live endpoint of a loop that is not closed": """
        loop = asyncio.new_event_loop()
        async def main():
            global endpoint, room
            endpoint = server.endpoint("ann")
            await endpoint.establish()
            room = await endpoint.join("Lobby")
        loop.run_until_complete(main())
        # asyncio itself warns of a loop that nobody closes; that is not what is tested.
        loop.close()
    """,
    "sys.exit in a callback": """
        async def main():
            endpoint = server.endpoint("ann")
            await endpoint.establish()
            room = await endpoint.join("Lobby")
            room.on_message_received(lambda message: sys.exit(7))
            await room.send_text("x")
            await asyncio.Event().wait()
        asyncio.run(main())
    """,
    "sys.exit in a callback of the blocking twin": """
        with server.sync_endpoint("ann") as endpoint, endpoint.join("Lobby") as room:
            room.on_message_received(lambda message: sys.exit(7))
            room.send_text("x")
            endpoint.run()
    """,
    "a daemon thread that waits": """
        waiting = threading.Event()
        def wait():
            with server.sync_endpoint("ann") as endpoint, endpoint.join("Lobby") as room:
                waiting.set()
                for message in room:
                    pass
        threading.Thread(target=wait, daemon=True).start()
        waiting.wait()
    """,
    "a daemon thread with an event loop": """
        waiting = threading.Event()
        async def main():
            async with server.endpoint("ann") as endpoint, endpoint.join("Lobby") as room:
                waiting.set()
                async for message in room:
                    pass
        threading.Thread(target=lambda: asyncio.run(main()), daemon=True).start()
        waiting.wait()
    """,
    "events that nobody took": """
        endpoint = server.sync_endpoint("ann", event_capacity=4)
        endpoint.establish()
        room = endpoint.join("Lobby")
        for number in range(100):
            server.post("Lobby", "ann@example.com", str(number))
    """,
}


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_interpreter_ends_cleanly(ending: str) -> None:
    import textwrap

    result = python(ALIVE + textwrap.dedent(ENDINGS[ending]))
    wanted = 7 if "sys.exit" in ending else 0
    assert (result.returncode, result.stdout, result.stderr) == (wanted, "", "")


def test_a_forked_child_is_told_and_can_begin_anew() -> None:
    code = (
        ALIVE
        + """
import os, warnings
# Python 3.12 warns of every fork in a program with threads.
warnings.simplefilter("ignore", DeprecationWarning)
endpoint = server.sync_endpoint("ann")
endpoint.establish()
room = endpoint.join("Lobby")
settings = server.settings("bob")
child = os.fork()
if child == 0:
    for use in (lambda: room.send_text("x"), lambda: endpoint.state, lambda: server.connection_count):
        try:
            use()
        except pchat.ForkedProcessError as error:
            assert error.code is pchat.ErrorCode.FORKED_PROCESS
        else:
            raise AssertionError
    with pchat.sync.Endpoint(**settings) as mine, mine.join("Lobby") as here:
        here.send_text("from the child")
    async def main():
        async with pchat.Endpoint(**settings) as mine, mine.join("Lobby") as here:
            await here.send_text("from the child's loop")
    asyncio.run(main())
    sys.exit(5)
_, status = os.waitpid(child, 0)
assert os.waitstatus_to_exitcode(status) == 5
assert [room.receive(10).content for _ in range(2)] == ["from the child", "from the child's loop"]
endpoint.terminate()
"""
    )
    result = python(code)
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")


FORKS = {
    "os.fork": """
child = os.fork()
if child == 0:
    in_child()
    os._exit(5)
_, status = os.waitpid(child, 0)
assert os.waitstatus_to_exitcode(status) == 5
""",
    "multiprocessing": """
child = multiprocessing.get_context("fork").Process(target=in_child)
child.start()
child.join()
assert child.exitcode == 0
""",
}


@pytest.mark.parametrize("fork", FORKS)
def test_a_child_forked_on_an_event_loop_is_told_and_can_begin_anew(fork: str) -> None:
    code = (
        ALIVE
        + """
import multiprocessing, os, warnings
# Python 3.12 warns of every fork in a program with threads.
warnings.simplefilter("ignore", DeprecationWarning)
async def anew():
    async with pchat.Endpoint(**settings) as mine, mine.join("Lobby") as here:
        await here.send_text("from the child")
def in_child():
    for use in (lambda: endpoint.state, lambda: room._native.send_text("x"), lambda: server.stop()):
        try:
            use()
        except pchat.ForkedProcessError as error:
            assert error.code is pchat.ErrorCode.FORKED_PROCESS and "child" in str(error)
        else:
            raise AssertionError
    # The loop that was running is the parent's.
    asyncio.events._set_running_loop(None)
    asyncio.run(anew())
async def main():
    global endpoint, room, settings
    settings = server.settings("bob")
    # Waiting for the child blocks the loop.
    asyncio.get_running_loop().slow_callback_duration = 60
    async with server.endpoint("ann") as endpoint, endpoint.join("Lobby") as room:
        fork()
        message = await anext(room.messages)
        assert message.content == "from the child"
def fork():
    """
        + FORKS[fork].replace("\n", "\n    ")
        + """
asyncio.run(main())
"""
    )
    result = python(code)
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
