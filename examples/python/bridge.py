"""bridge.py SERVER USER PASSWORD ROOM ROOM [CA-FILE]: what is said in one room is repeated in the other."""

import asyncio
import sys

import pchat


async def repeat(source: pchat.Session, target: pchat.Session, own_uri: str) -> None:
    async for message in source:
        if message.author_uri != own_uri:
            await target.send_text(f"{message.author_name or message.author_uri}: {message.content}")


async def main(
    server: str, user: str, password: str, one: str, other: str, ca_file: str | None = None
) -> None:
    async with pchat.Endpoint(user, server=server, password=password, ca_file=ca_file) as endpoint:
        async with endpoint.join(one) as left, endpoint.join(other) as right:
            own = endpoint.owner_uri
            await asyncio.gather(repeat(left, right, own), repeat(right, left, own))


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
