"""chat.py SERVER USER PASSWORD ROOM [CA-FILE]: a chat in a terminal. Posts each line of the input and prints what is said."""

import asyncio
import sys

import pchat


def show(message: pchat.ChatMessage) -> None:
    print(f"{message.author_name or message.author_uri}: {message.content}", flush=True)


async def main(server: str, user: str, password: str, room_name: str, ca_file: str | None = None) -> None:
    async with pchat.Endpoint(user, server=server, password=password, ca_file=ca_file) as endpoint:
        async with endpoint.join(room_name) as room:
            room.on_message_received(show)
            print(f"in {room_name}", flush=True)
            while line := await asyncio.to_thread(sys.stdin.readline):
                if text := line.rstrip("\n"):
                    await room.send_text(text)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
