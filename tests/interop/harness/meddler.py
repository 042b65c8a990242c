"""A man in the middle who changes what a client sends."""

from __future__ import annotations

import re
import socket
import threading
from contextlib import suppress

# Of the 32 hex digits the middle ones are the checksum (spec: sip.md C12).
SIGNATURE = re.compile(rb'(response="01000000)[0-9a-fA-F]{16}')
STATUS = re.compile(rb"SIP/2\.0 (\d{3}) ")


class Meddler:
    """Passes one TCP connection on to the server, spoiling the client's signatures once told to."""

    def __init__(self, server: str) -> None:
        host, _, port = server.rpartition(":")
        self._server = (host, int(port))
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.address = f"127.0.0.1:{self._listener.getsockname()[1]}"
        self._is_spoiling = False
        self.spoiled = 0
        self.answers: list[int] = []
        self._sockets: list[socket.socket] = [self._listener]
        self._threads = [threading.Thread(target=self._accept, daemon=True)]
        self._threads[0].start()

    def __enter__(self) -> Meddler:
        return self

    def __exit__(self, *_: object) -> None:
        for held in self._sockets:
            with suppress(OSError):
                held.shutdown(socket.SHUT_RDWR)
            held.close()
        for thread in self._threads:
            thread.join(5.0)

    def spoil_signatures(self) -> None:
        """From now on: well formed, but of something else."""
        self._is_spoiling = True

    def _accept(self) -> None:
        try:
            client, _ = self._listener.accept()
            server = socket.create_connection(self._server)
        except OSError:
            return
        self._sockets += [client, server]
        for source, sink, is_upward in ((client, server, True), (server, client, False)):
            thread = threading.Thread(target=self._pass_on, args=(source, sink, is_upward), daemon=True)
            self._threads.append(thread)
            thread.start()

    def _pass_on(self, source: socket.socket, sink: socket.socket, is_upward: bool) -> None:
        with suppress(OSError):
            while data := source.recv(65536):
                if is_upward and self._is_spoiling:
                    data, count = SIGNATURE.subn(rb"\g<1>0123456789abcdef", data)
                    self.spoiled += count
                elif self._is_spoiling:
                    self.answers += [int(status) for status in STATUS.findall(data)]
                sink.sendall(data)
            sink.shutdown(socket.SHUT_WR)
