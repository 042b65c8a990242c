# ruff: noqa
# Written by `cargo run -p pchat-generator`. Do not edit: change the description and run it again.

"""Methods of classes that need no platform."""

from __future__ import annotations

import datetime
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from . import _native
from ._native import AddIn, AuditData, ChatMessage, ChatRoom, ChatRoomCategorySummary, ChatRoomInvitation, ChatRoomParticipant, ChatRoomProperties, ChatRoomPropertiesChanged, ChatRoomSettings, ChatRoomSnapshot, ChatRoomSummary, ChatRoomUpdate, ContentDownload, EndpointSettings, EndpointStateChanged, FileDownload, FileTransferProgress, FileUpload, HistoryProgress, HistoryQuery, HistoryResult, InheritedInvitationSetting, InvitationList, JoinRooms, LocalAddIn, LocalCategory, LocalCategoryChange, LocalGroup, LocalLimits, LocalRoom, LocalServerSettings, LocalUser, MessageBuilderSettings, MessagePart, OutboundMessage, ParticipantAttendanceChanged, ParticipantPrivilegeChanged, PlatformSettings, PreferenceBundle, PrincipalSummary, RoleChange, RoleEntry, RoomFilter, RoomNotJoined, RoomPermissions, RoomQuery, ServerConfiguration, SessionStateChanged, TransferredFile, User, UserGroup, UserSearch, UserSearchResult

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from . import _aio, sync
    from ._enums import Authentication, ChatEmoticon, ChatRoomBehavior, ChatRoomInvitationSetting, ChatRoomPrivacy, ChatRoomRole, EndpointState, ErrorCode, FileTransferState, MessagePartKind, PrincipalKind, SessionState, Transport
    from ._errors import PchatError
    from ._fields import ChatRoomSettingsFields, ChatRoomSummaryFields, ChatRoomUpdateFields, ContentDownloadFields, EndpointSettingsFields, FileDownloadFields, FileUploadFields, HistoryQueryFields, JoinRoomsFields, LocalAddInFields, LocalCategoryFields, LocalCategoryChangeFields, LocalGroupFields, LocalLimitsFields, LocalRoomFields, LocalServerSettingsFields, LocalUserFields, MessageBuilderSettingsFields, OutboundMessageFields, PlatformSettingsFields, RoleChangeFields, RoomFilterFields, RoomQueryFields, UserSearchFields


class LocalServerMethods:
    """A Persistent Chat server inside this process, for tests. It listens on loopback addresses only.

    Dropping the last one stops it. All methods may be called from any thread; those that wait for the
    server or the disk say so, and do it for a moment only.
    """

    def __init__(self, settings: LocalServerSettings | None = None, /, **fields: Unpack[LocalServerSettingsFields]) -> None:
        """Starts a server. Blocks until it listens.

        Fails with `ErrorCode.BAD_ARGUMENT` for settings that cannot work and `ErrorCode.IO` when a folder
        or a port cannot be used.
        """
        if settings is None:
            settings = LocalServerSettings(**fields)
        elif fields:
            raise TypeError("give either a LocalServerSettings or its fields")
        self._native = _native.LocalServer.start(settings)

    @property
    def sip_tls_port(self) -> int:
        """The port for TLS; 0 when TLS is off."""
        return self._native.sip_tls_port()

    @property
    def sip_tcp_port(self) -> int:
        """The port for plain TCP; 0 when TCP is off."""
        return self._native.sip_tcp_port()

    @property
    def ca_file(self) -> str:
        """The path of the PEM file with the authority that a TLS client has to trust."""
        return self._native.ca_file()

    @property
    def domain(self) -> str:
        """The SIP domain."""
        return self._native.domain()

    @property
    def data_folder(self) -> str:
        """Where the server keeps its data."""
        return self._native.data_folder()

    @property
    def root_category_uri(self) -> str:
        """The URI of the root category, of which all categories are children. No room can be made in it."""
        return self._native.root_category_uri()

    def add_user(self, user: LocalUser | None = None, /, **fields: Unpack[LocalUserFields]) -> None:
        """Adds a user. Blocks until it is stored.

        Fails with `ErrorCode.BAD_ARGUMENT` (the message says what is wrong or taken) and
        `ErrorCode.INVALID_OPERATION` when the server is stopped.
        """
        if user is None:
            user = LocalUser(**fields)
        elif fields:
            raise TypeError("give either a LocalUser or its fields")
        self._native.add_user(user)

    def add_category(self, category: LocalCategory | None = None, /, **fields: Unpack[LocalCategoryFields]) -> str:
        """Adds a category and gives its `ma-cat` URI. Blocks until it is stored.

        Fails as `LocalServer.add_user` does, and with `ErrorCode.PRINCIPALS_NOT_IN_SCOPE` when a creator is
        not in its scope.
        """
        if category is None:
            category = LocalCategory(**fields)
        elif fields:
            raise TypeError("give either a LocalCategory or its fields")
        return self._native.add_category(category)

    def change_category(self, change: LocalCategoryChange | None = None, /, **fields: Unpack[LocalCategoryChangeFields]) -> None:
        """Changes a category. Roles in its rooms stay, but count for nothing for those who are out of its
        scope now: who is in a room has to leave.

        Fails with `ErrorCode.NO_SUCH_NODE`, `ErrorCode.NODE_HIERARCHY_VIOLATION` (it is the root),
        `ErrorCode.NO_SUCH_PRINCIPAL` (a group that does not exist), `ErrorCode.PRINCIPALS_NOT_IN_SCOPE` (a
        creator), `ErrorCode.BAD_ARGUMENT` (the message says what is wrong or taken), and
        `ErrorCode.INVALID_OPERATION` when the server is stopped.
        """
        if change is None:
            change = LocalCategoryChange(**fields)
        elif fields:
            raise TypeError("give either a LocalCategoryChange or its fields")
        self._native.change_category(change)

    def remove_category(self, category: str) -> None:
        """Removes a category without rooms. `category` is its name or URI.

        Fails with `ErrorCode.NO_SUCH_NODE`, `ErrorCode.NODE_HIERARCHY_VIOLATION` (it is the root),
        `ErrorCode.ERROR_PERMISSION` while there are rooms in it, and `ErrorCode.INVALID_OPERATION` when the
        server is stopped.
        """
        self._native.remove_category(category)

    def add_room(self, room: LocalRoom | None = None, /, **fields: Unpack[LocalRoomFields]) -> str:
        """Adds a room and gives its `ma-chan` URI. Blocks until it is stored.

        Fails as `LocalServer.add_user` does, with `ErrorCode.DUPLICATE_ROOM_NAME`, `ErrorCode.NO_SUCH_NODE`
        (its category or add-in), with `ErrorCode.NODE_HIERARCHY_VIOLATION` (the category is the root), with
        `ErrorCode.PRINCIPALS_NOT_IN_SCOPE` when somebody is not in the category's scope,
        `ErrorCode.PRESENTER_NOT_IN_MEM_LIST` when a presenter is not among the members and
        `ErrorCode.NO_SUCH_PRINCIPAL` (a group that does not exist). Everybody in scope joins an open room,
        but its presenters have to be members all the same.
        """
        if room is None:
            room = LocalRoom(**fields)
        elif fields:
            raise TypeError("give either a LocalRoom or its fields")
        return self._native.add_room(room)

    def set_room_disabled(self, room: str, disabled: bool) -> None:
        """Disables a room, which nobody sees, joins or reads then, or enables it again. `room` is its name or
        URI. Blocks until it is stored.

        Fails with `ErrorCode.NO_SUCH_NODE`, and `ErrorCode.INVALID_OPERATION` when the server is stopped.
        """
        self._native.set_room_disabled(room, disabled)

    def move_room(self, room: str, category: str) -> None:
        """Moves a room into another category. Whoever is out of that one's scope loses all roles in the room.
        `room` and `category` are names or URIs.

        Fails with `ErrorCode.NO_SUCH_NODE`, `ErrorCode.NODE_HIERARCHY_VIOLATION` (the category is the
        root), and `ErrorCode.INVALID_OPERATION` when the server is stopped.
        """
        self._native.move_room(room, category)

    def remove_room(self, room: str) -> None:
        """Removes a room with its messages, which no client may do; who is in it has to leave. `room` is its
        name or URI.

        Fails with `ErrorCode.NO_SUCH_NODE`, and `ErrorCode.INVALID_OPERATION` when the server is stopped.
        """
        self._native.remove_room(room)

    def set_role(self, room: str, role: ChatRoomRole, principal: str, has: bool) -> None:
        """Gives a role in a room to a user or group, or takes it away. `room` is a name or URI, `principal` a
        SIP address or `group:NAME`.

        Fails with `ErrorCode.NO_SUCH_NODE`, `ErrorCode.NO_SUCH_PRINCIPAL`,
        `ErrorCode.PRINCIPALS_ALREADY_DEFINED`, `ErrorCode.PRINCIPALS_NOT_IN_SCOPE`,
        `ErrorCode.PRESENTER_NOT_IN_MEM_LIST`, `ErrorCode.BAD_ARGUMENT` (a creator, which a category has and
        no room; a presenter outside of an auditorium), and `ErrorCode.INVALID_OPERATION` when the server is
        stopped.
        """
        self._native.set_role(room, role, principal, has)

    def add_group(self, group: LocalGroup | None = None, /, **fields: Unpack[LocalGroupFields]) -> str:
        """Adds a group and gives its `ma-grp` URI.

        Fails as `LocalServer.add_user` does, and with `ErrorCode.NO_SUCH_PRINCIPAL` when a member does not
        exist.
        """
        if group is None:
            group = LocalGroup(**fields)
        elif fields:
            raise TypeError("give either a LocalGroup or its fields")
        return self._native.add_group(group)

    def set_group_member(self, group: str, member: str, is_member: bool) -> None:
        """Puts a user or group into a group, or takes it out. `group` is a name or URI, `member` a SIP address
        or `group:NAME`.

        Fails with `ErrorCode.NO_SUCH_PRINCIPAL` (one of them does not exist, or is not in the group),
        `ErrorCode.PRINCIPALS_ALREADY_DEFINED`, `ErrorCode.ERROR_PERMISSION` (a group would be inside
        itself), and `ErrorCode.INVALID_OPERATION` when the server is stopped.
        """
        self._native.set_group_member(group, member, is_member)

    def remove_group(self, group: str) -> None:
        """Removes a group with its roles; its members stay. `group` is a name or URI.

        Fails with `ErrorCode.NO_SUCH_PRINCIPAL`, and `ErrorCode.INVALID_OPERATION` when the server is
        stopped.
        """
        self._native.remove_group(group)

    def add_add_in(self, add_in: LocalAddIn | AddIn | None = None, /, **fields: Unpack[LocalAddInFields]) -> str:
        """Registers an add-in and gives its id.

        Fails as `LocalServer.add_user` does, and with `ErrorCode.DUPLICATE_ADDIN_NAME`.
        """
        if add_in is None:
            add_in = LocalAddIn(**fields)
        elif fields:
            raise TypeError("give either a LocalAddIn or its fields")
        return self._native.add_add_in(add_in)

    def remove_add_in(self, add_in: str) -> None:
        """Removes an add-in, also from the rooms that show it. `add_in` is its name or id.

        Fails with `ErrorCode.NO_SUCH_NODE`, and `ErrorCode.INVALID_OPERATION` when the server is stopped.
        """
        self._native.remove_add_in(add_in)

    def set_user_disabled(self, address: str, disabled: bool) -> None:
        """Disables a user, who is signed off and refused then, or enables one again.

        Fails with `ErrorCode.BAD_ARGUMENT`, `ErrorCode.NO_SUCH_PRINCIPAL`, and
        `ErrorCode.INVALID_OPERATION` when the server is stopped.
        """
        self._native.set_user_disabled(address, disabled)

    def remove_user(self, address: str) -> None:
        """Removes a user, who is signed off and refused then, with roles, preferences and invitations;
        messages stay.

        Fails with `ErrorCode.BAD_ARGUMENT`, `ErrorCode.NO_SUCH_PRINCIPAL`, and
        `ErrorCode.INVALID_OPERATION` when the server is stopped.
        """
        self._native.remove_user(address)

    def set_room_management_url(self, url: str) -> None:
        """Sets the address of the web page where rooms are managed, which clients read as
        `room_management_url` when they sign in; an empty one takes it away. There is none at first.

        Fails with `ErrorCode.BAD_ARGUMENT`, and `ErrorCode.INVALID_OPERATION` when the server is stopped.
        """
        self._native.set_room_management_url(url)

    def set_limits(self, limits: LocalLimits | None = None, /, **fields: Unpack[LocalLimitsFields]) -> None:
        """Changes limits, which hold at once.

        Fails with `ErrorCode.BAD_ARGUMENT` for a limit out of its range, and `ErrorCode.INVALID_OPERATION`
        when the server is stopped.
        """
        if limits is None:
            limits = LocalLimits(**fields)
        elif fields:
            raise TypeError("give either a LocalLimits or its fields")
        self._native.set_limits(limits)

    def post(self, room: str, author: str, text: str) -> int:
        """Posts a message in the name of a user, joined or not, and gives its id: for a history to start from.
        Who is in the room gets it. `room` is a name or URI, `author` a SIP address. Blocks until it is
        stored.

        Fails with `ErrorCode.NO_SUCH_NODE`, `ErrorCode.NO_SUCH_PRINCIPAL`, and
        `ErrorCode.INVALID_OPERATION` when the server is stopped.
        """
        return self._native.post(room, author, text)

    def remove_message(self, room: str, message_id: int) -> None:
        """Removes a message from the history of a room, which no client may do. Nobody is told, and its number
        is not given out again. `room` is a name or URI, `message_id` what `LocalServer.post` gave and
        messages have.

        Fails with `ErrorCode.NO_SUCH_NODE` (no such room, or no such message in it), and
        `ErrorCode.INVALID_OPERATION` when the server is stopped.
        """
        self._native.remove_message(room, message_id)

    def replace_message(self, room: str, message_id: int, text: str) -> None:
        """Puts another text in the place of a message, as an administrator does with one that must not be
        read; its RTF goes, its author and time stay. Nobody is told. Otherwise as
        `LocalServer.remove_message`.

        Fails as `LocalServer.remove_message` does, and with `ErrorCode.BAD_ARGUMENT` for an empty text.
        """
        self._native.replace_message(room, message_id, text)

    @property
    def connection_count(self) -> int:
        """How many connections are open. 0 when the server is stopped. Blocks until the server has counted
        them.
        """
        return self._native.connection_count()

    def disconnect_all(self) -> None:
        """Drops every connection without a word, as a broken network does. Clients may connect again at once.
        Blocks while another thread changes the server.

        Fails with `ErrorCode.INVALID_OPERATION` when the server is stopped.
        """
        self._native.disconnect_all()

    def set_silent(self, silent: bool) -> None:
        """From now on does nothing with what clients send, as a server that hangs, for tests of cancelling and
        of time limits; or goes on, beginning with what came meanwhile. Clients still connect. Blocks until
        the server does so.

        Fails with `ErrorCode.INVALID_OPERATION` when the server is stopped.
        """
        self._native.set_silent(silent)

    def stop(self) -> None:
        """Closes all connections, stops listening and removes a temporary folder. Blocks until that is done.
        Stopping twice is no error.
        """
        self._native.stop()


class MessageBuilderMethods:
    """A message made of parts (the SDK's `FormattedOutboundChatMessage`).

    `Session.send_built` posts it. What is appended reads back as the same part; text that spells a link
    or a face is one, as in every message. Any thread may use it; nothing waits.
    """

    def __init__(self, settings: MessageBuilderSettings | None = None, /, **fields: Unpack[MessageBuilderSettingsFields]) -> None:
        """Begins a message. `ErrorCode.BAD_ARGUMENT` for a title that is empty, has more than one line, or has
        `[/STORY]` in it.
        """
        if settings is None:
            settings = MessageBuilderSettings(**fields)
        elif fields:
            raise TypeError("give either a MessageBuilderSettings or its fields")
        self._native = _native.MessageBuilder.new(settings)

    def append_plain_text(self, text: str) -> None:
        r"""Appends text. Lines end with `\n`. `ErrorCode.BAD_ARGUMENT` when it is empty, has a NUL character,
        or makes the message begin with `[STORY]`, which stands for a title. Markup of links in it is not
        taken away: receivers read `<a href="…">` and `ma-filelink:` as links.
        """
        self._native.append_plain_text(text)

    def append_hyperlink(self, display_text: str, uri: str) -> None:
        """Appends a link: what people read, and where it leads. `ErrorCode.BAD_ARGUMENT` when the text is
        empty or the URI is not absolute (`https://…`), has spaces, or is that of a file, which only an
        upload posts. A room's URI makes a room link.
        """
        self._native.append_hyperlink(display_text, uri)

    def append_chat_room_link(self, room: ChatRoomSummary | ChatRoom | ChatRoomProperties | ChatRoomSnapshot | _aio.Session | sync.Session | None = None, /, **fields: Unpack[ChatRoomSummaryFields]) -> None:
        """Appends a link to a room, which shows the room's name, or its URI when the name is empty. Takes what
        `Session.join_room`(super::Session::join_room) takes. `ErrorCode.BAD_ARGUMENT` when the URI is no
        room's.
        """
        if room is None:
            room = ChatRoomSummary(**fields)
        elif fields:
            raise TypeError("give either a ChatRoomSummary or its fields")
        self._native.append_chat_room_link(room)

    def append_emoticon(self, emoticon: ChatEmoticon) -> None:
        """Appends a face."""
        self._native.append_emoticon(emoticon)

    def set_rtf(self, rtf: str) -> None:
        """Sets the RTF twin, the whole message as an RTF document. The plain text goes along, for clients
        without RTF. `ErrorCode.BAD_ARGUMENT` says what is wrong with it and where.
        """
        self._native.set_rtf(rtf)

    @property
    def parts(self) -> list[MessagePart]:
        """What is appended, as those who receive it will find it: the title of a story first, neighbouring
        texts in one.
        """
        return self._native.parts()

    @property
    def content(self) -> str:
        """The text of the message as it is posted: the raw texts of all parts."""
        return self._native.content()

    @property
    def rtf(self) -> str | None:
        """The RTF twin, or `None`."""
        return self._native.rtf()

    @property
    def is_alert(self) -> bool:
        """Of high importance."""
        return self._native.is_alert()

    @property
    def story_title(self) -> str | None:
        """The title of the story; `None` when it is none."""
        return self._native.story_title()

    @staticmethod
    def parse(text: str) -> list[MessagePart]:
        """What a text of a message is made of (`ChatMessage.content`). Never fails: what is nothing else is
        plain text. Time is linear in the length.
        """
        return _native.MessageBuilder.parse(text)

    @staticmethod
    def parse_rtf(rtf: str | None) -> list[MessagePart]:
        """What an RTF document is made of (`ChatMessage.rtf_content`): links, faces, text without its
        formatting, which is in the raw texts. Never fails: a broken document is shown up to where it
        breaks. Empty for `None`.
        """
        return _native.MessageBuilder.parse_rtf(rtf)

    @staticmethod
    def story_title_of(text: str) -> str | None:
        """The title of the story that a text is; `None` for other messages."""
        return _native.MessageBuilder.story_title_of(text)

    @staticmethod
    def emoticon_text(emoticon: ChatEmoticon) -> str:
        """The text that makes a face (the SDK's `GetEmoticonString`)."""
        return _native.MessageBuilder.emoticon_text(emoticon)
