"""The asyncio classes against a server."""

from __future__ import annotations

import asyncio
import datetime

import pchat
import pytest
from conftest import PATIENCE, run
from pchat.testing import LocalServer


def test_a_message_goes_from_one_to_the_other(pchat_server: LocalServer) -> None:
    async def test() -> None:
        async with pchat_server.endpoint("ann") as ann, pchat_server.endpoint("bob") as bob:
            async with ann.join("Lobby") as a, bob.join("Lobby") as b:
                before = datetime.datetime.now(datetime.timezone.utc)
                await a.send_text("hello")
                message = await anext(b.messages)
                assert (message.content, message.author_name, message.room_name) == ("hello", "ann", "Lobby")
                assert message.timestamp.tzinfo is datetime.timezone.utc
                assert abs(message.timestamp - before) < datetime.timedelta(seconds=60)
                assert await a.recent_history(1) == [message]
                await a.send(text="careful", is_alert=True)
                assert (await anext(b.messages)).is_alert

    run(test())


def test_iteration_ends_when_the_room_is_left(pchat_server: LocalServer) -> None:
    async def test() -> None:
        async with pchat_server.endpoint("ann") as ann:
            [found] = await ann.services.browse_by_criteria(criteria="Lobby")
            # What describes a room joins it.
            room = await ann.join(found)
            for text in ("one", "two"):
                await room.send_text(text)
            await room.leave()
            assert [message.content async for message in room] == ["one", "two"]
            await room.join_by_name("Lobby")
            await room.send_text("three")
            async for message in room:
                assert message.content == "three"
                break

    run(test())


def test_iteration_raises_why_the_connection_ended(pchat_server: LocalServer) -> None:
    async def test() -> None:
        endpoint = pchat_server.endpoint("ann")
        await endpoint.establish()
        events = endpoint.events()
        room = await endpoint.join("Lobby")
        pchat_server.disconnect_all()
        with pytest.raises(pchat.ChatConnectionError) as caught:
            await anext(room.messages)
        assert caught.value.code is pchat.ErrorCode.CONNECTION_LOST
        changed = await anext(events)
        assert isinstance(changed, pchat.EndpointStateChanged)
        assert (changed.state, changed.reason) == (pchat.EndpointState.TERMINATED, caught.value)

    run(test())


def test_a_callback_begins_operations(pchat_server: LocalServer) -> None:
    async def test() -> None:
        async with pchat_server.endpoint("ann") as ann, ann.join("Lobby") as room:
            answers: list[asyncio.Task[None]] = []

            def answer(message: pchat.ChatMessage) -> None:
                if message.content == "ping":
                    answers.append(asyncio.create_task(room.send_text("pong")))

            room.on_message_received(answer)
            await room.send_text("ping")
            messages = aiter(room)
            assert [(await anext(messages)).content for _ in range(2)] == ["ping", "pong"]
            await asyncio.gather(*answers)
            assert len(answers) == 1

    run(test())


def test_objects_are_the_same_while_held(pchat_server: LocalServer) -> None:
    async def test() -> None:
        async with pchat_server.endpoint("ann") as ann:
            assert ann.owner_uri == "sip:ann@example.com"
            async with ann.join("Lobby") as room:
                assert ann.active_sessions == [room]
                assert ann.session_by_name("lobby") is room
                services = ann.services
                assert ann.services is services
                assert room.endpoint is ann
                assert room.properties is not None
                assert ann.session_by_uri(room.properties.room_uri) is room
                assert [one.uri for one in room.participants] == ["sip:ann@example.com"]
            assert ann.session_by_name("Lobby") is None

    run(test())


def test_browsing(pchat_server: LocalServer) -> None:
    async def test() -> None:
        pchat_server.add_user(address="ann@example.com", password="secret")
        pchat_server.add_room(name="Ours", members=["ann@example.com"], managers=["ann@example.com"])
        async with pchat_server.endpoint("ann", password="secret") as ann:
            found = await ann.services.browse_by_criteria(criteria="lob")
            assert [room.name for room in found] == ["Lobby"]
            assert found == await ann.services.browse_by_criteria(pchat.RoomQuery(criteria="lobby"))
            assert [room.name for room in await ann.services.browse_my_chat_rooms(0)] == ["Ours"]
            assert [room.name for room in await ann.services.browse_chat_rooms_i_manage(0)] == ["Ours"]
            assert ann.services.server_configuration().domain_name == "example.com"

    run(test())


def test_callbacks_run_on_the_loop_in_order(pchat_server: LocalServer) -> None:
    async def test() -> None:
        async with pchat_server.endpoint("ann") as ann:
            seen: list[str] = []
            done = asyncio.Event()
            room = pchat.Session(ann)

            def on_message(message: pchat.ChatMessage) -> None:
                seen.append(message.content)
                if len(seen) == 3:
                    done.set()

            states: list[pchat.SessionState] = []
            subscription = room.on_message_received(on_message)
            room.on_state_changed(lambda event: states.append(event.state))
            await room.join_by_name("Lobby")
            for text in ("1", "2", "3"):
                await room.send_text(text)
            await done.wait()
            subscription.cancel()
            await room.send_text("4")
            await room.leave()
            assert seen == ["1", "2", "3"]
            assert states[:2] == [pchat.SessionState.ESTABLISHING, pchat.SessionState.ESTABLISHED]

    run(test())


def test_what_describes_a_room_joins_it(pchat_server: LocalServer) -> None:
    async def test() -> None:
        async with pchat_server.endpoint("ann") as ann, pchat_server.endpoint("bob") as bob:
            (found,) = await ann.services.browse_by_criteria(criteria="Lobby")
            first, second = pchat.Session(ann), pchat.Session(bob)
            with pytest.raises(pchat.ArgumentError, match="room: this Session has no properties now"):
                await second.join_room(first)
            with pytest.raises(pchat.ArgumentError, match="room: this Session has no properties now"):
                bob.join(first)
            await first.join_room(found)
            for room in (first, first.properties, found):
                await second.join_room(room)
                assert second.properties and second.properties.room_uri == found.room_uri
                await second.leave()
            async with bob.join(first) as joined:
                assert joined.properties
            built = pchat.MessageBuilder()
            for described in (found, first, first.properties):
                assert described
                built.append_chat_room_link(described)
            assert [part.uri for part in pchat.MessageBuilder.parse(built.content)] == [found.room_uri] * 3
            with pytest.raises(TypeError, match="room: a ChatRoomSummary is needed, not str"):
                await second.join_room(found.room_uri)  # type: ignore[arg-type]

    run(test())


def test_callbacks_get_events_as_they_came(pchat_server: LocalServer) -> None:
    async def test() -> None:
        async with pchat_server.endpoint("bob") as bob, bob.join("Lobby") as room:
            seen: list[object] = []
            done = asyncio.Event()

            def note(event: object) -> None:
                seen.append(event)
                if len(seen) == 6:
                    done.set()

            room.on_message_received(lambda message: note(message.content))
            room.on_participant_attendance_changed(lambda change: note(change.is_active))
            # The loop stands still meanwhile, so that all of it comes in one go.
            with pchat_server.sync_endpoint("ann") as ann:
                for text in ("1", "2"):
                    with ann.join("Lobby") as mine:
                        mine.send_text(text)
            await done.wait()
            assert seen == [True, "1", False, True, "2", False]

    run(test())


def test_an_exception_in_a_callback_is_the_loops_to_report(pchat_server: LocalServer) -> None:
    async def test() -> None:
        reported: asyncio.Future[BaseException] = asyncio.get_running_loop().create_future()
        asyncio.get_running_loop().set_exception_handler(lambda _, it: reported.set_result(it["exception"]))
        async with pchat_server.endpoint("ann") as ann, ann.join("Lobby") as room:

            def fail(_: pchat.ChatMessage) -> None:
                raise ZeroDivisionError

            room.on_message_received(fail)
            await room.send_text("x")
            assert isinstance(await reported, ZeroDivisionError)

    run(test())


def test_a_coroutine_function_is_no_callback(pchat_server: LocalServer) -> None:
    async def test() -> None:
        async def callback(_: pchat.EndpointStateChanged) -> None: ...

        endpoint = pchat_server.endpoint("ann")
        with pytest.raises(TypeError, match="plain function"):
            endpoint.on_state_changed(callback)

    run(test())


def test_an_endpoint_needs_a_loop() -> None:
    with pytest.raises(RuntimeError, match=r"pchat\.sync"):
        pchat.Endpoint("ann@example.com")


def test_loops_one_after_the_other(pchat_server: LocalServer) -> None:
    async def test() -> None:
        async with pchat_server.endpoint("ann") as ann, ann.join("Lobby") as room:
            await room.send_text("again")

    for _ in range(3):
        run(test())


def test_uvloop(pchat_server: LocalServer) -> None:
    import uvloop

    async def test() -> None:
        async with pchat_server.endpoint("ann") as ann, ann.join("Lobby") as room:
            await room.send_text("fast")
            assert (await anext(room.messages)).content == "fast"

    loop = uvloop.new_event_loop()
    try:
        loop.run_until_complete(asyncio.wait_for(test(), PATIENCE))
    finally:
        loop.close()


def test_a_platform_of_ones_own_ends_everything_on_it(pchat_server: LocalServer) -> None:
    async def test() -> None:
        async with pchat.Platform(worker_threads=1) as platform:
            ann = pchat.Endpoint(platform=platform, **pchat_server.settings("ann"))
            await ann.establish()
            room = await ann.join("Lobby")
            await room.send_text("hello")
        assert ann.state is pchat.EndpointState.TERMINATED
        with pytest.raises(pchat.StateError) as caught:
            await room.send_text("too late")
        assert caught.value.code is pchat.ErrorCode.PLATFORM_SHUT_DOWN
        await platform.shut_down()

    run(test())
