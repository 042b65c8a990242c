"""Receives COUNT groupchat messages with slixmpp and prints how long that took.

usage: slixmpp_receiver.py PORT COUNT [CA-FILE]      with a CA file: TLS
"""

import asyncio
import json
import sys
import time
from pathlib import Path
from typing import Any

import slixmpp


class Receiver(slixmpp.ClientXMPP):  # type: ignore[misc, unused-ignore]
    """Counts messages and reads the body and the author of each."""

    def __init__(self, wanted: int) -> None:
        super().__init__("ann@localhost", "secret")
        self.wanted = wanted
        self.received = 0
        self.bytes = 0
        self.first = 0.0
        self.done: asyncio.Future[float] = asyncio.get_event_loop().create_future()
        self.plugin["feature_mechanisms"].unencrypted_plain = True
        self.add_event_handler("session_start", lambda _: self.send_presence())
        self.add_event_handler("message", self.on_message)

    def on_message(self, message: Any) -> None:
        """Reads what a program would read."""
        self.bytes += len(message["body"]) + len(message["from"].full)
        if self.received == 0:
            self.first = time.monotonic()
        self.received += 1
        if self.received == self.wanted and not self.done.done():
            self.done.set_result(time.monotonic() - self.first)


async def main() -> None:
    """Runs one measurement."""
    receiver = Receiver(int(sys.argv[2]))
    receiver.enable_starttls = False
    ca_file = sys.argv[3] if len(sys.argv) > 3 else None
    receiver.enable_direct_tls = ca_file is not None
    receiver.enable_plaintext = ca_file is None
    if ca_file is not None:
        receiver.ca_certs = Path(ca_file)
    receiver.connect("127.0.0.1", int(sys.argv[1]))
    seconds = await receiver.done
    print(json.dumps({"received": receiver.received, "bytes": receiver.bytes, "seconds": seconds}))


asyncio.run(main())
