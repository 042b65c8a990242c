"""Cancelling: time limits, tasks, and the moment in which an operation succeeds and is cancelled at once."""

from __future__ import annotations

import asyncio
import socket
import sys
import time
from collections.abc import Awaitable, Callable

import pchat
import pchat.sync
import pytest
from conftest import PATIENCE, run
from pchat import _sync_base
from pchat.testing import LocalServer


def present(server: LocalServer) -> list[str]:
    """Who is in the Lobby, as the server sees it."""
    with server.sync_endpoint("watcher") as watcher, watcher.join("Lobby") as room:
        return sorted(one.uri for one in room.participants if one.uri != watcher.owner_uri)


async def until(is_so: Callable[[], bool]) -> None:
    """Turns the event loop."""
    while not is_so():
        await asyncio.sleep(0)


def silent_endpoint(listener: socket.socket) -> pchat.Endpoint:
    port = listener.getsockname()[1]
    return pchat.Endpoint("ann@example.com", server="127.0.0.1", port=port, transport=pchat.Transport.TCP)


def test_wait_for_cancels_the_operation() -> None:
    async def test() -> None:
        with socket.create_server(("127.0.0.1", 0)) as listener:
            endpoint = silent_endpoint(listener)
            with pytest.raises(asyncio.TimeoutError):
                await asyncio.wait_for(endpoint.establish(), 0.01)
            assert endpoint._host.platform.running_operations == 0
            await until(lambda: endpoint.state is pchat.EndpointState.TERMINATED)

    run(test())


@pytest.mark.skipif(sys.version_info < (3, 11), reason="asyncio.timeout came with Python 3.11")
def test_asyncio_timeout_cancels_the_operation(pchat_server: LocalServer) -> None:
    async def test() -> None:
        with socket.create_server(("127.0.0.1", 0)) as listener:
            endpoint = silent_endpoint(listener)
            with pytest.raises(TimeoutError):
                async with asyncio.timeout(0.01), endpoint:
                    raise AssertionError("nobody answers")
            assert endpoint._host.platform.running_operations == 0
            await until(lambda: endpoint.state is pchat.EndpointState.TERMINATED)
        # Around a loop over messages: the room is left, the endpoint goes on.
        async with pchat_server.endpoint("ann") as ann:
            with pytest.raises(TimeoutError):
                async with asyncio.timeout(0.1), ann.join("Lobby") as room:
                    async for _ in room:
                        pass
            assert ann.active_sessions == []
            async with asyncio.timeout(PATIENCE), ann.join("Lobby") as room:
                await room.send_text("still here")

    run(test())


def test_cancelling_a_task_cancels_the_operation() -> None:
    async def test() -> None:
        with socket.create_server(("127.0.0.1", 0)) as listener:
            endpoint = silent_endpoint(listener)
            states = endpoint.events()
            task = asyncio.create_task(endpoint.establish())
            await until(lambda: endpoint.state is not pchat.EndpointState.IDLE)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            told = [one async for one in states]
            assert isinstance(told[-1], pchat.EndpointStateChanged)
            assert told[-1].state is pchat.EndpointState.TERMINATED
            assert endpoint._host.platform.running_operations == 0

    run(test())


async def cancelled_too_late(
    awaitable: Awaitable[object], host: object, is_done: Callable[[], bool], moment: str
) -> None:
    """Cancels a task whose operation has succeeded: before the loop heard of it, or when the loop has just heard."""
    from pchat._base import Host

    assert isinstance(host, Host)
    loop = asyncio.get_running_loop()

    async def call() -> None:
        await awaitable

    task = loop.create_task(call())
    await until(lambda: task.done() or host.platform.running_operations == 1)
    loop.remove_reader(host._descriptor)
    await until(is_done)
    if moment == "before the loop heard":
        task.cancel()
    elif moment == "in the turn in which the loop hears":
        await until(lambda: drained(host))
        task.cancel()
    else:
        # The cancelled task has not run on yet when the loop hears.
        task.cancel()
        await asyncio.sleep(0)
        task.cancel()
        await until(lambda: drained(host))
    loop.add_reader(host._descriptor, host._drain)
    with pytest.raises(asyncio.CancelledError):
        await task
    await until(lambda: not host._settling and not host._running)
    assert host.platform.running_operations == 0


def drained(host: object) -> bool:
    """Takes what came, and says whether the operation was among it. Not a step of the loop lies between that and the caller's next."""
    host._drain()  # type: ignore[attr-defined]
    return bool(host.platform.running_operations == 0)  # type: ignore[attr-defined]


MOMENTS = ["before the loop heard", "in the turn in which the loop hears", "twice"]


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize(
    "how", ["Endpoint.join", "Session.join", "Session.join_by_name", "Session.join_room"]
)
def test_a_join_that_was_cancelled_when_it_succeeded_is_left(
    pchat_server: LocalServer, moment: str, how: str
) -> None:
    async def test() -> None:
        async with pchat_server.endpoint("ann") as ann:
            (found,) = await ann.services.browse_by_criteria(criteria="Lobby")
            joining = ann.join("Lobby")
            room = joining._session if how == "Endpoint.join" else pchat.Session(ann)
            joins: dict[str, Callable[[], Awaitable[object]]] = {
                "Endpoint.join": lambda: joining,
                "Session.join": lambda: room.join(found.room_uri),
                "Session.join_by_name": lambda: room.join_by_name("Lobby"),
                "Session.join_room": lambda: room.join_room(room_uri=found.room_uri),
            }
            await cancelled_too_late(joins[how](), ann._host, lambda: bool(ann.active_sessions), moment)
            await until(lambda: room.state is pchat.SessionState.IDLE)
            assert ann.active_sessions == []
            assert await asyncio.to_thread(present, pchat_server) == []
            # Nothing is in the way of the next one.
            async with ann.join("Lobby") as again:
                await again.send_text("hello")

    run(test())


@pytest.mark.parametrize("moment", MOMENTS)
def test_an_endpoint_that_was_cancelled_when_it_succeeded_is_terminated(
    pchat_server: LocalServer, moment: str
) -> None:
    async def test() -> None:
        ann = pchat_server.endpoint("ann")
        await cancelled_too_late(
            ann.establish(), ann._host, lambda: ann.state is pchat.EndpointState.ESTABLISHED, moment
        )
        await until(lambda: ann.state is pchat.EndpointState.TERMINATED)
        await until(lambda: pchat_server.connection_count == 0)

    run(test())


def test_joins_cancelled_at_any_moment_leak_nothing(pchat_server: LocalServer) -> None:
    async def test() -> None:
        async with pchat_server.endpoint("ann") as ann:
            for turns in range(60):
                joining = ann.join("Lobby")
                task = asyncio.create_task(joining._join())
                for _ in range(turns):
                    await asyncio.sleep(0)
                task.cancel()
                try:
                    room = await task
                except asyncio.CancelledError:
                    await until(lambda: joining._session.state is pchat.SessionState.IDLE)  # noqa: B023
                else:
                    await room.leave()
            assert ann._host.platform.running_operations == 0
            assert not ann._host._running and not ann._host._settling
            assert await asyncio.to_thread(present, pchat_server) == []

    run(test())


@pytest.mark.parametrize("is_taken", [True, False])
def test_a_blocking_join_that_was_interrupted_when_it_succeeded_is_left(
    pchat_server: LocalServer, monkeypatch: pytest.MonkeyPatch, is_taken: bool
) -> None:
    with pchat_server.sync_endpoint("ann") as ann:
        wait_until = _sync_base.Host.wait_until

        def interrupted(host: _sync_base.Host, is_ready: Callable[[], bool], timeout: float | None) -> bool:
            monkeypatch.undo()
            if is_taken:
                assert wait_until(host, is_ready, PATIENCE)
            else:
                while not ann.active_sessions:
                    pass
            raise KeyboardInterrupt

        monkeypatch.setattr(_sync_base.Host, "wait_until", interrupted)
        with pytest.raises(KeyboardInterrupt):
            ann.join("Lobby")
        assert not ann._host._abandoned and not ann._host._done
        if not is_taken:
            # Nobody had the session: the library leaves the room by itself, while the program goes on.
            end = time.monotonic() + PATIENCE
            while (ann.active_sessions or present(pchat_server)) and time.monotonic() < end:
                pass
        assert ann.active_sessions == []
        assert present(pchat_server) == []


def test_time_that_runs_out_cancels_the_operation(pchat_server: LocalServer) -> None:
    with pchat_server.sync_endpoint("ann") as ann:
        with pytest.raises(pchat.OperationTimeout):
            ann.join("Lobby", timeout=0)
        assert ann.active_sessions == []
        assert ann._host.platform.running_operations == 0
        with ann.join("Lobby", timeout=PATIENCE) as room:
            room.send_text("hello")
