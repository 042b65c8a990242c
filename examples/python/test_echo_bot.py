import asyncio

from pchat.testing import LocalServer

import echo_bot


def test_echo_bot(pchat_server: LocalServer) -> None:
    async def talk() -> None:
        it = pchat_server.settings("bot")
        bot = echo_bot.main(f"localhost:{it['port']}", it["user_uri"], it["password"], "Lobby", it["ca_file"])
        async with pchat_server.endpoint("ann") as ann, ann.join("Lobby") as room:
            task = asyncio.create_task(bot)
            await anext(room.events())
            await room.send_text("!echo hi")
            assert [(await anext(room.messages)).content for _ in range(2)] == ["!echo hi", "hi"], task

    asyncio.run(talk())
