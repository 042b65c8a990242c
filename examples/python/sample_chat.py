"""sample_chat.py SERVER USER PASSWORD [CA-FILE]: the SDK's SampleChat.

Makes a room where the user may, becomes a member, says something in four ways and finds it again in the history.
"""

import asyncio
import sys

import pchat


async def main(server: str, user: str, password: str, ca_file: str | None = None) -> None:
    async with pchat.Endpoint(user, server=server, password=password, ca_file=ca_file) as endpoint:
        services = endpoint.services
        facts = services.server_configuration()
        print("server:", facts.display_name or facts.domain_name, facts.database_version)
        print(f"messages of {facts.message_size_limit} bytes, stories of {facts.story_size_limit}")
        print("a search gives:", facts.search_limit)
        print("rooms are managed at:", facts.room_management_url or "no page")
        print("all rooms are under:", facts.root_category_uri)
        print("its clock:", facts.server_time)
        category = (await services.room_management.find_categories_with_create_rights())[0]
        uri = await services.room_management.create_chat_room(
            name="SampleChat", parent_category_uri=category.uri, description="made by a sample"
        )
        me = await services.user_services.get_user(endpoint.owner_uri)
        await services.room_management.add_to_role(
            role=pchat.ChatRoomRole.MEMBER, room_uri=uri, principals=[me.uri]
        )
        async with endpoint.join(uri) as room:
            await room.send(text="plain", rtf=r"{\rtf1 {\b rich}}")
            await room.send_story("A story", "the story body")
            alert = pchat.MessageBuilder(is_alert=True)
            alert.append_plain_text("see ")
            alert.append_chat_room_link(room_uri=uri, name="SampleChat")
            alert.append_plain_text(" and ")
            alert.append_hyperlink("the docs", "https://example.com/")
            await room.send_built(alert)
            messages = aiter(room)
            for _ in range(3):
                message = await anext(messages)
                print(
                    "heard:",
                    [part.display_text for part in message.parts],
                    "alert" if message.is_alert else "",
                )
            for message in await room.recent_history(3):
                print("recent:", message.message_id, message.story_title or message.parts[0].display_text)
        (found,) = await services.query_history(room_uris=[uri], search="story body")
        print("found:", [message.story_title for message in found.messages])


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
