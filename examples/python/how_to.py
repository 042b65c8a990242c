"""how_to.py SERVER USER PASSWORD [CA-FILE]: the tasks of the SDK's how-to pages, one after the other, without asyncio."""

import sys
import tempfile
from pathlib import Path

import pchat.sync
from pchat import ChatRoomPrivacy, ChatRoomRole


def browse(services: pchat.sync.Services, user: str) -> None:
    """Rooms are found by name, category, filter, membership and right now."""
    category = services.room_management.find_categories_with_create_rights()[0]
    found = {
        "criteria": services.browse_by_criteria(criteria="lobby", match_exact_phrase=True),
        "category": services.browse_by_category(category.uri, 100),
        "filter": services.browse_by_filter(manager=user, privacy=ChatRoomPrivacy.SECRET),
        "mine": services.browse_my_chat_rooms(100),
        "managed": services.browse_chat_rooms_i_manage(100),
        "joined": services.browse_by_joined_user(user),
    }
    for how, rooms in found.items():
        print(f"by {how}:", ", ".join(room.name for room in rooms) or "none")


def administer(services: pchat.sync.Services, user: str) -> str:
    """A room is made, changed, and its roles are given, checked and taken."""
    management = services.room_management
    category = management.find_categories_with_create_rights()[0]
    uri = management.create_chat_room(name="How-to", parent_category_uri=category.uri)
    management.update_chat_room(room_uri=uri, privacy=ChatRoomPrivacy.SECRET, description="changed")
    room = management.get_chat_room(uri)
    print("made:", room.name, room.privacy, room.description)
    others = services.user_services.find_users(last_name="Miller").users
    people = [user, *(other.uri for other in others)]
    management.add_to_role(role=ChatRoomRole.MEMBER, room_uri=uri, principals=people)
    print("members:", [entry.principal.display_name for entry in management.get_members(uri)])
    management.remove_from_role(role=ChatRoomRole.MEMBER, room_uri=uri, principals=people[1:])
    print("members:", [entry.principal.display_name for entry in management.get_members(uri)])
    groups = services.user_services.get_user(user).member_of
    print("groups of the user:", [group.name for group in groups])
    for group in groups:
        # Servers tell administrators only.
        found = services.user_services.get_user_group(group.uri)
        print("group:", found.name, found.kind, [outer.name for outer in found.member_of])
    return uri


def talk(endpoint: pchat.sync.Endpoint, uri: str) -> None:
    """Text, RTF and a composed message are sent, heard, and looked for in three ways."""
    with endpoint.join(uri) as room:
        room.send_text("plain text")
        room.send(text="bold", rtf=r"{\rtf1 {\b bold}}")
        composed = pchat.MessageBuilder()
        composed.append_plain_text("read ")
        composed.append_hyperlink("this", "https://example.com/")
        composed.append_emoticon(pchat.ChatEmoticon.SMILE)
        room.send_built(composed)
        print("heard:", [room.receive(30).content for _ in range(3)])
        print("recent:", [message.content for message in room.recent_history(2)])
        print("this room:", [message.content for message in room.query_history(search="bold").messages])
    results = endpoint.services.query_history(room_uris=[uri], search="plain text", match_exact_phrase=True)
    print("any room:", [(result.room_name, len(result.messages)) for result in results])


def exchange(endpoint: pchat.sync.Endpoint, uri: str, folder: Path) -> None:
    """A file goes to the room and comes back, and says how far it is."""
    paper = folder / "paper.txt"
    paper.write_text("to be read\n" * 1000)
    with endpoint.join(uri) as room:
        if not room.properties or not room.properties.is_file_post_allowed:
            print("this room takes no files")
            return
        upload = room.upload_file(path=str(paper))
        print("uploaded:", follow(upload))
        link = room.receive(30).parts[0]
        assert link.uri is not None
        copy = folder / "copy.txt"
        print("downloaded:", follow(room.download_file(file_uri=link.uri, path=str(copy))))
        print("the same:", copy.read_bytes() == paper.read_bytes())
        # What is in memory, or comes from a file object or an iterator, needs no file on the disk.
        notes = room.upload_from(b"from memory\n", "notes.txt")
        print("read:", b"".join(room.download_stream(file_uri=notes.file_uri)))


def follow(transfer: pchat.sync.FileTransfer) -> str:
    """Tells how far a transfer is until it is over."""
    progress = transfer.progress
    while progress.state is pchat.FileTransferState.RUNNING:
        progress = transfer.progress_after(progress.percent)
        if sys.stdout.isatty():
            print(f"{transfer.file_name}: {progress.percent} %", end="\r")
    file = transfer.finish()
    return f"{file.file_name}, {file.size} bytes, {progress.percent} %"


def main(server: str, user: str, password: str, ca_file: str | None = None) -> None:
    with pchat.sync.Endpoint(user, server=server, password=password, ca_file=ca_file) as endpoint:
        uri = administer(endpoint.services, endpoint.owner_uri)
        browse(endpoint.services, endpoint.owner_uri)
        talk(endpoint, uri)
        with tempfile.TemporaryDirectory() as folder:
            exchange(endpoint, uri, Path(folder))


if __name__ == "__main__":
    main(*sys.argv[1:])
