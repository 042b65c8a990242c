"""Ctrl-C ends every call that waits, also when the server says nothing any more."""

from __future__ import annotations

from conftest import python

# Each waits for a server that fell silent after the sign-in.
WAITS = [
    "room.send_text('x')",
    "room.send_alert('x')",
    "room.recent_history(1)",
    "room.leave()",
    "endpoint.join('Attic')",
    "endpoint.services.browse_by_criteria()",
    "endpoint.establish()",
    "endpoint.run()",
    "room.receive()",
    "next(room.events())",
    "next(endpoint.events())",
    "endpoint.terminate()",
    "platform.shut_down()",
]


def test_ctrl_c_ends_every_wait_for_a_server_that_is_silent() -> None:
    # Not eval(): Ctrl-C inside makes the interpreter end as if nobody had caught it.
    waits = [f"({wait!r}, lambda endpoint, room: {wait})," for wait in WAITS]
    result = python(PROGRAM.replace("WAITS", "\n".join(waits)))
    assert result.stderr == ""
    assert result.stdout.splitlines() == [f"interrupted: {wait}" for wait in WAITS]
    assert result.returncode == 0


# The signal comes from a thread that has seen the main thread wait.
PROGRAM = """
import os, signal, sys, threading
import pchat, pchat.sync
from pchat.testing import LocalServer
waits = [
WAITS
]
main = threading.main_thread().ident
def interrupt():
    while sys._current_frames()[main].f_code.co_name not in ("wait_until", "shut_down"):
        pass
    os.kill(os.getpid(), signal.SIGINT)
platform = pchat.sync.Platform()
with LocalServer() as server:
    server.add_room(name="Lobby")
    def make():
        return pchat.sync.Endpoint(platform=platform, **server.settings("ann"))
    def sign_in(wait):
        endpoint = make()
        if wait == "endpoint.establish()":
            return endpoint, None
        endpoint.establish()
        return endpoint, endpoint.join("Lobby")
    signed_in = {wait: sign_in(wait) for wait, _ in waits}
    server.set_silent(True)
    for wait, call in waits:
        endpoint, room = signed_in[wait]
        interrupter = threading.Thread(target=interrupt)
        try:
            interrupter.start()
            call(endpoint, room)
        except KeyboardInterrupt:
            print("interrupted:", wait, flush=True)
        interrupter.join()
"""
