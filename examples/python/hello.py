"""hello.py SERVER USER PASSWORD ROOM [CA-FILE]: joins a room, says hello, prints what is said until Ctrl-C."""

import asyncio
import sys

import pchat


async def main(server: str, user: str, password: str, room_name: str, ca_file: str | None = None) -> None:
    async with pchat.Endpoint(user, server=server, password=password, ca_file=ca_file) as endpoint:
        async with endpoint.join(room_name) as room:
            await room.send_text("hello")
            async for message in room:
                print(f"{message.author_name or message.author_uri}: {message.content}", flush=True)


try:
    asyncio.run(main(*sys.argv[1:]))
except KeyboardInterrupt:
    pass
