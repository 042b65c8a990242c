"""The blocking classes against a server."""

from __future__ import annotations

import signal
import threading

import pchat
import pchat.sync
import pytest
from conftest import PATIENCE, python
from pchat.testing import LocalServer


def test_a_message_goes_from_one_to_the_other(pchat_server: LocalServer) -> None:
    with pchat_server.sync_endpoint("ann") as ann, pchat_server.sync_endpoint("bob") as bob:
        with ann.join("Lobby") as a, bob.join("Lobby") as b:
            a.send_text("hello")
            message = b.receive(PATIENCE)
            assert message.content == "hello"
            assert a.recent_history(1, timeout=PATIENCE) == [message]
            assert ann.active_sessions == [a] and a.endpoint is ann
            a.send(text="careful", is_alert=True)
            for message in b:
                assert message.is_alert
                break
        assert [message.content for message in a] == ["hello", "careful"]


def test_an_endpoint_and_its_services_are_not_mistaken_for_each_other(pchat_server: LocalServer) -> None:
    with pchat_server.sync_endpoint("ann") as ann, ann.join("Lobby") as room:
        services = ann.services
        assert ann.services is services and services.room_management is ann.services.room_management
        assert room.endpoint is ann
        del services
        assert room.endpoint is ann


def test_time_runs_out(pchat_server: LocalServer) -> None:
    with pchat_server.sync_endpoint("ann") as ann, ann.join("Lobby") as room:
        with pytest.raises(pchat.OperationTimeout):
            room.receive(0.01)
        assert not ann.run(0.01)


def test_callbacks_get_events_as_they_came(pchat_server: LocalServer) -> None:
    with pchat_server.sync_endpoint("ann") as ann, pchat_server.sync_endpoint("bob") as bob:
        seen: list[object] = []

        def note(event: object) -> None:
            seen.append(event)
            # Waiting inside a callback takes more out of the queue, which is nobody's turn yet.
            bob.services.browse_by_criteria(timeout=PATIENCE)
            if len(seen) == 12:
                bob.terminate()

        pchat_server.add_room(name="Other")
        uris = {room.name: room.room_uri for room in ann.services.browse_by_criteria(timeout=PATIENCE)}
        rooms = [bob.join("Lobby"), bob.join("Other")]
        for room in rooms:
            room.on_message_received(lambda message: note(message.content))
            room.on_participant_attendance_changed(lambda change: note((change.room_uri, change.is_active)))
        for name in ["Lobby", "Other", "Lobby"]:
            with ann.join(name) as mine:
                mine.send_text(f"{name} 1")
                mine.send_text(f"{name} 2")
        assert bob.run(PATIENCE)
        came = [
            [(uris[name], True), f"{name} 1", f"{name} 2", (uris[name], False)]
            for name in ["Lobby", "Other", "Lobby"]
        ]
        assert seen == [event for visit in came for event in visit]


def test_callbacks_run_in_run(pchat_server: LocalServer) -> None:
    with pchat_server.sync_endpoint("ann") as ann, ann.join("Lobby") as room:
        seen: list[tuple[str, int]] = []

        def on_message(message: pchat.ChatMessage) -> None:
            seen.append((message.content, threading.get_ident()))
            # Waiting inside a callback is allowed here: it drains.
            if message.content == "1":
                room.send_text("2")
            else:
                ann.terminate()

        room.on_message_received(on_message)
        room.send_text("1")
        assert ann.run(PATIENCE)
        me = threading.get_ident()
        assert seen == [("1", me), ("2", me)]


def test_an_exception_of_a_callback_comes_out_of_run(pchat_server: LocalServer) -> None:
    with pchat_server.sync_endpoint("ann") as ann, ann.join("Lobby") as room:

        def fail(_: pchat.ChatMessage) -> None:
            raise ZeroDivisionError

        room.on_message_received(fail)
        room.send_text("x")
        with pytest.raises(ZeroDivisionError):
            ann.run(PATIENCE)


def test_threads_share_the_platform(pchat_server: LocalServer) -> None:
    failures: list[BaseException] = []

    def talk(name: str) -> None:
        try:
            with pchat_server.sync_endpoint(name) as endpoint, endpoint.join("Lobby") as room:
                for number in range(20):
                    room.send_text(f"{name} {number}", timeout=PATIENCE)
                wanted = [f"{name} {number}" for number in range(20)]
                got = (message.content for message in room if message.author_name == name)
                assert [next(got) for _ in wanted] == wanted
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=talk, args=(f"user{n}",), daemon=True) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
        assert not thread.is_alive()
    assert failures == []


@pytest.mark.parametrize(
    "wait", ["next(iter(room))", "endpoint.run()", "room.receive()", "silent.establish()"]
)
def test_ctrl_c_ends_every_wait(wait: str) -> None:
    # The signal comes from a thread that has seen the main thread in poll().
    code = f"""
        import os, signal, socket, sys, threading, traceback
        import pchat, pchat.sync
        from pchat.testing import LocalServer
        main = threading.main_thread().ident
        def interrupt():
            while sys._current_frames()[main].f_code.co_name != "wait_until":
                pass
            os.kill(os.getpid(), signal.SIGINT)
        with LocalServer() as server, socket.create_server(("127.0.0.1", 0)) as listener:
            server.add_room(name="Lobby")
            with server.sync_endpoint("ann") as endpoint, endpoint.join("Lobby") as room:
                silent = pchat.sync.Endpoint("a@example.com", server="127.0.0.1", port=listener.getsockname()[1],
                    transport=pchat.Transport.TCP)
                threading.Thread(target=interrupt).start()
                try:
                    {wait}
                except KeyboardInterrupt:
                    print("interrupted")
                room.send_text("still works")
    """
    result = python(code)
    assert (result.returncode, result.stdout, result.stderr) == (0, "interrupted\n", "")
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_a_platform_of_ones_own_ends_everything_on_it(pchat_server: LocalServer) -> None:
    with pchat.sync.Platform(worker_threads=1) as platform:
        ann = pchat.sync.Endpoint(platform=platform, **pchat_server.settings("ann"))
        ann.establish()
        room = ann.join("Lobby")
    with pytest.raises(pchat.StateError) as caught:
        room.send_text("too late")
    assert caught.value.code is pchat.ErrorCode.PLATFORM_SHUT_DOWN
    platform.shut_down()
