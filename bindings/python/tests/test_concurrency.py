"""Several threads, event loops and endpoints at once; and ends of operations that race."""

from __future__ import annotations

import asyncio
import random
import threading
from collections.abc import Callable, Coroutine
from typing import Any

import pchat
import pchat.sync
import pytest
from conftest import PATIENCE, run
from pchat.testing import LocalServer

ROOMS = ("North", "South")
WORKERS = 4
STAYS = 3
MESSAGES = 4
SEED = 20131001

# What an operation may end with that was overtaken by the end of its session, endpoint or platform, or by nothing.
ENDS = {
    pchat.ErrorCode.CONNECTION_LOST,
    pchat.ErrorCode.ENDPOINT_NOT_ESTABLISHED,
    pchat.ErrorCode.INVALID_OPERATION,
    pchat.ErrorCode.PLATFORM_SHUT_DOWN,
    pchat.ErrorCode.SESSION_STATE,
}


def in_threads(work: list[Callable[[], None]]) -> None:
    """Runs all at once, each on a thread of its own, and not for ever."""
    failures: list[BaseException] = []
    together = threading.Barrier(len(work))

    def guarded(one: Callable[[], None]) -> None:
        try:
            together.wait(PATIENCE)
            one()
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=guarded, args=(one,), daemon=True) for one in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
        assert not thread.is_alive()
    assert failures == []


def text(worker: int, number: int) -> str:
    return f"{worker} {number}"


def check_heard(contents: list[str], room: str) -> None:
    """Each message of each worker of the room once, and in order."""
    for worker in range(WORKERS):
        mine = [content for content in contents if content.startswith(f"{worker} ")]
        is_here = ROOMS[worker % 2] == room
        assert mine == [text(worker, number) for number in range(STAYS * MESSAGES if is_here else 0)]


def check_watched(server: LocalServer, work: list[Callable[[], None]]) -> None:
    """Runs the work while somebody watches both rooms, who must hear everything."""
    for name in ROOMS:
        server.add_room(name=name)
    with server.sync_endpoint("watcher") as watcher:
        with watcher.join("North") as north, watcher.join("South") as south:
            in_threads(work)
            for name, room in zip(ROOMS, (north, south), strict=True):
                room.send_text("the end", timeout=PATIENCE)
                heard = []
                while (content := room.receive(PATIENCE).content) != "the end":
                    heard.append(content)
                check_heard(heard, name)
                assert [one.uri for one in room.participants] == [watcher.owner_uri]
                assert len(room.recent_history(100)) == len(heard) + 1


def test_threads_join_post_and_leave_at_once(pchat_server: LocalServer) -> None:
    endpoints: list[pchat.sync.Endpoint] = []

    def work(worker: int) -> None:
        # The first two have one endpoint between them, and are in rooms of their own.
        endpoint = endpoints[max(worker - 1, 0)]
        for stay in range(STAYS):
            with endpoint.join(ROOMS[worker % 2], timeout=PATIENCE) as room:
                for number in range(stay * MESSAGES, (stay + 1) * MESSAGES):
                    room.send_text(text(worker, number), timeout=PATIENCE)
                # Every other time it goes while messages are still on their way.
                if stay % 2 == 0:
                    mine = (one.content for one in room if one.content.startswith(f"{worker} "))
                    assert [next(mine) for _ in range(MESSAGES)] == [
                        text(worker, number) for number in range(stay * MESSAGES, (stay + 1) * MESSAGES)
                    ]

    for number in range(WORKERS - 1):
        endpoints.append(pchat_server.sync_endpoint(f"worker{number}"))
        endpoints[-1].establish(timeout=PATIENCE)
    check_watched(pchat_server, [lambda worker=worker: work(worker) for worker in range(WORKERS)])  # type: ignore[misc]
    for endpoint in endpoints:
        endpoint.terminate(timeout=PATIENCE)


def test_loops_join_post_and_leave_at_once(pchat_server: LocalServer) -> None:
    async def work(worker: int) -> None:
        async with pchat_server.endpoint(f"worker{worker}") as endpoint:
            for stay in range(STAYS):
                async with endpoint.join(ROOMS[worker % 2]) as room:
                    for number in range(stay * MESSAGES, (stay + 1) * MESSAGES):
                        await room.send_text(text(worker, number))

    check_watched(pchat_server, [lambda worker=worker: run(work(worker)) for worker in range(WORKERS)])  # type: ignore[misc]


def test_an_operation_that_is_over_before_it_is_waited_for_is_not_lost(pchat_server: LocalServer) -> None:
    with pchat_server.sync_endpoint("ann") as ann, ann.join("Lobby") as room:
        host = room._host
        operation = room._native.recent_history(1)
        # Another thread drains before this one gets to its wait.
        while host.platform.running_operations > 0:
            with host._changed:
                host._drain()
        assert host.complete(PATIENCE, operation) == []
        assert not host._done


async def race(server: LocalServer, user: str, choice: random.Random) -> list[object]:
    """Operations of all kinds, and two ends of what they stand on, in any order."""
    platform = pchat.Platform()
    ann = pchat.Endpoint(platform=platform, **server.settings(user))
    await ann.establish()
    room = await ann.join("Lobby")
    other = pchat.Session(ann)
    kinds: list[Callable[[], Coroutine[Any, Any, object]]] = [
        lambda: room.send_text("hello"),
        lambda: room.recent_history(3),
        lambda: ann.services.browse_by_criteria(),
        lambda: other.join_by_name("Attic"),
        lambda: other.leave(),
    ]
    tasks: list[asyncio.Task[object]] = []

    async def disconnect() -> None:
        await asyncio.to_thread(server.disconnect_all)

    async def cancel() -> None:
        for task in choice.sample(tasks, len(tasks) // 2):
            task.cancel()

    ways: list[Callable[[], Coroutine[Any, Any, object]]] = [
        ann.terminate,
        platform.shut_down,
        disconnect,
        cancel,
    ]
    enders: list[asyncio.Task[object]] = []
    when = {choice.randrange(24): way for way in choice.choices(ways, k=2)}
    for number in range(24):
        tasks.append(asyncio.create_task(choice.choice(kinds)()))
        if number in when:
            enders.append(asyncio.create_task(when[number]()))
        for _ in range(choice.randrange(6)):
            await asyncio.sleep(0)
    await asyncio.gather(*enders, return_exceptions=True)
    await platform.shut_down()
    results = await asyncio.gather(*tasks, return_exceptions=True)
    assert platform._host.platform.running_operations == 0
    assert not platform._host._running and not platform._host._settling
    return results


def test_racing_ends_complete_each_operation_once(pchat_server: LocalServer) -> None:
    async def test() -> None:
        # An operation that completes twice, or whose error nobody takes, is told here.
        complaints: list[dict[str, Any]] = []
        asyncio.get_running_loop().set_exception_handler(lambda _, context: complaints.append(context))
        choice = random.Random(SEED)
        pchat_server.add_room(name="Attic")
        for number in range(12):
            for result in await race(pchat_server, f"user{number}", choice):
                if isinstance(result, pchat.PchatError):
                    assert result.code in ENDS
                else:
                    assert not isinstance(result, BaseException) or isinstance(result, asyncio.CancelledError)
        assert complaints == []

    run(test())


def test_racing_time_limits_end_each_call_once(pchat_server: LocalServer) -> None:
    choice = random.Random(SEED)
    with pchat_server.sync_endpoint("ann") as ann, ann.join("Lobby") as room:
        host = ann._host

        def work(limits: list[float]) -> None:
            for limit in limits:
                try:
                    room.send_text("hello", timeout=limit)
                    assert room.recent_history(1, timeout=limit)
                except pchat.OperationTimeout:
                    pass

        limits = [[choice.random() / 500 for _ in range(20)] for _ in range(3)]
        in_threads([lambda mine=mine: work(mine) for mine in limits])  # type: ignore[misc]
        assert not host._done and not host._abandoned
        with pytest.raises(pchat.OperationTimeout):
            room.send_text("hello", timeout=0)
        room.send_text("still here", timeout=PATIENCE)
        assert host.platform.running_operations == 0
