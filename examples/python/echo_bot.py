"""echo_bot.py SERVER USER PASSWORD ROOM [CA-FILE]: answers every message that begins with "!echo "."""

import asyncio
import sys

import pchat


async def main(server: str, user: str, password: str, room: str, ca_file: str | None = None) -> None:
    async with pchat.Endpoint(user, server=server, password=password, ca_file=ca_file) as endpoint:
        async with endpoint.join(room) as session:
            async for message in session:
                if message.content.startswith("!echo "):
                    await session.send_text(message.content.removeprefix("!echo "))


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
