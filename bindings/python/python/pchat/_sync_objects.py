# ruff: noqa
# Written by `cargo run -p pchat-generator`. Do not edit: change the description and run it again.

"""Methods of the blocking classes."""

from __future__ import annotations

import datetime
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from . import _native
from ._sync_base import BlockingObject, Subscription
from ._native import AddIn, AuditData, ChatMessage, ChatRoom, ChatRoomCategorySummary, ChatRoomInvitation, ChatRoomParticipant, ChatRoomProperties, ChatRoomPropertiesChanged, ChatRoomSettings, ChatRoomSnapshot, ChatRoomSummary, ChatRoomUpdate, ContentDownload, EndpointSettings, EndpointStateChanged, FileDownload, FileTransferProgress, FileUpload, HistoryProgress, HistoryQuery, HistoryResult, InheritedInvitationSetting, InvitationList, JoinRooms, LocalAddIn, LocalCategory, LocalCategoryChange, LocalGroup, LocalLimits, LocalRoom, LocalServerSettings, LocalUser, MessageBuilderSettings, MessagePart, OutboundMessage, ParticipantAttendanceChanged, ParticipantPrivilegeChanged, PlatformSettings, PreferenceBundle, PrincipalSummary, RoleChange, RoleEntry, RoomFilter, RoomNotJoined, RoomPermissions, RoomQuery, ServerConfiguration, SessionStateChanged, TransferredFile, User, UserGroup, UserSearch, UserSearchResult

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from . import MessageBuilder
    from .sync import Endpoint, FileTransfer, HistoryPager, JoinedRooms, RoomManagement, Services, Session, UserServices
    from ._enums import Authentication, ChatEmoticon, ChatRoomBehavior, ChatRoomInvitationSetting, ChatRoomPrivacy, ChatRoomRole, EndpointState, ErrorCode, FileTransferState, MessagePartKind, PrincipalKind, SessionState, Transport
    from ._errors import PchatError
    from ._fields import ChatRoomSettingsFields, ChatRoomSummaryFields, ChatRoomUpdateFields, ContentDownloadFields, EndpointSettingsFields, FileDownloadFields, FileUploadFields, HistoryQueryFields, JoinRoomsFields, LocalAddInFields, LocalCategoryFields, LocalCategoryChangeFields, LocalGroupFields, LocalLimitsFields, LocalRoomFields, LocalServerSettingsFields, LocalUserFields, MessageBuilderSettingsFields, OutboundMessageFields, PlatformSettingsFields, RoleChangeFields, RoomFilterFields, RoomQueryFields, UserSearchFields


class EndpointMethods(BlockingObject[_native.Endpoint]):
    """One user's connection to one Persistent Chat server (the SDK's `PersistentChatEndpoint` and its
    `UserEndpoint` in one).

    It is used once: idle, establishing, established, terminating, terminated.
    """

    def establish(self, *, timeout: float | None = None) -> None:
        """Connects, signs in, finds the chat server and opens the chat. Once only.

        Fails with `ErrorCode.INVALID_OPERATION` when it is not idle, with
        `ErrorCode.INVALID_FLOW_OF_OPERATIONS` when it is terminated meanwhile, else with what went wrong
        between 40 and 69 or `ErrorCode.TIMED_OUT`; the endpoint is terminated then.
        """
        self._complete(timeout, self._native.establish(), undo=self._native.terminate)

    def terminate(self, *, timeout: float | None = None) -> None:
        """Leaves every room, closes the chat and signs out. Sessions end with it.

        Succeeds at once when the endpoint is terminated already. A server that does not answer is left
        after a few seconds. Fails with `ErrorCode.PLATFORM_SHUT_DOWN` once the platform was shut down,
        which has terminated it.
        """
        self._complete(timeout, self._native.terminate())

    def join_rooms(self, rooms: JoinRooms | None = None, /, timeout: float | None = None, **fields: Unpack[JoinRoomsFields]) -> JoinedRooms:
        """Joins many rooms at once, each with a session of its own, which is quicker than one after the other.
        Rooms that cannot be joined are among the failures; the others are joined all the same.

        Fails with `ErrorCode.ENDPOINT_NOT_ESTABLISHED`, or, when the server answers for no room at all,
        with the reason: `ErrorCode.TIMED_OUT`, `ErrorCode.CONNECTION_LOST`, … Nothing is joined then.
        """
        if rooms is None:
            rooms = JoinRooms(**fields)
        elif fields:
            raise TypeError("give either a JoinRooms or its fields")
        result: JoinedRooms = self._wrap(self._complete(timeout, self._native.join_rooms(rooms)))
        return result

    @property
    def state(self) -> EndpointState:
        """The state now."""
        return self._native.state()

    @property
    def owner_uri(self) -> str:
        """The signed-in user's SIP URI, with `sip:`."""
        return self._native.owner_uri()

    @property
    def active_sessions(self) -> list[Session]:
        """The sessions that are joined now. A copy."""
        return [self._wrap(one) for one in self._native.active_sessions()]

    def session_by_name(self, name: str) -> Session | None:
        """The joined session of the room with this name, compared without case. `ErrorCode.BAD_ARGUMENT` when
        the name is empty.
        """
        found = self._native.session_by_name(name)
        return None if found is None else self._wrap(found)

    def session_by_uri(self, uri: str) -> Session | None:
        """The joined session of the room with this URI. `ErrorCode.BAD_ARGUMENT` when it is not a room URI
        (`ma-chan://…`).
        """
        found = self._native.session_by_uri(uri)
        return None if found is None else self._wrap(found)

    @property
    def services(self) -> Services:
        """Browsing and server facts. Usable while the endpoint is established."""
        result: Services = self._wrap(self._native.services())
        return result

    def on_state_changed(self, callback: Callable[[EndpointStateChanged], object], /) -> Subscription:
        """The state moved.

        Calls `callback` inside `Endpoint.run()`, until `cancel()` of the result is called.
        """
        return self._subscribe(self._native, 100, callback)

    def on_chat_room_invitation_received(self, callback: Callable[[ChatRoomInvitation], object], /) -> Subscription:
        """The user was made a member of a room that invites its members. Invitations of the time before the
        sign-in are not told here: which of them are new only the program knows, so it asks
        `Services.browse_by_invitations` with the number of the last one that it has seen.

        Calls `callback` inside `Endpoint.run()`, until `cancel()` of the result is called.
        """
        return self._subscribe(self._native, 101, callback)


class FileTransferMethods(BlockingObject[_native.FileTransfer]):
    """A file on its way up or down (the SDK's `ChatRoomFileUploadJob` and `ChatRoomFileDownloadJob`).
    Functions of `Session` begin it: from or to a path, bytes in memory, or a stream of chunks that the
    program writes or reads.

    It runs by itself. A short loss of the connection to the file service is mended: the transfer goes
    on where it was. A download is written beside its path under a name of its own, which is gone when
    the transfer is dropped, and gets its real name when it is complete and on the disk. What is in
    memory is bounded: whoever writes or reads too slowly stops the transfer until he goes on, and at
    most some MiB wait.
    """

    def finish(self, *, timeout: float | None = None) -> TransferredFile:
        """Waits until the transfer is over. Giving up waiting does not cancel it. After the last `write()` it
        says that nothing more comes; the link is posted only then. Of a download that the program reads
        itself it ends when the last chunk was read.

        Fails with `ErrorCode.CANCELLED`; `ErrorCode.FILE_UPLOAD_FAILED` or `ErrorCode.FILE_DOWNLOAD_FAILED`
        (too large, no such file, refused, the connection is lost for good); `ErrorCode.INVALID_TOKEN` (the
        file service does not take the chat server's token); `ErrorCode.ERROR_PERMISSION` (no files here, or
        not for this user), `ErrorCode.USER_NOT_JOINED`, `ErrorCode.NO_SUCH_NODE`; `ErrorCode.IO` (the file
        on this machine); `ErrorCode.CONNECTION_LOST` (the endpoint ended). After an upload that could not
        be posted it fails as `Session.send` does.
        """
        result: TransferredFile = self._complete(timeout, self._native.finish())
        return result

    def write(self, chunk: bytes | bytearray | memoryview, *, timeout: float | None = None) -> None:
        """Writes the next chunk of an upload that `Session.upload_stream` began, of any length. Succeeds when
        the chunk is taken over, which waits while others are on their way; one chunk at a time. Giving it
        up leaves the chunk unwritten, unless it was taken at that moment.

        Fails as `finish()` does when the transfer has failed or was cancelled;
        `ErrorCode.FILE_UPLOAD_FAILED` for more than the announced size, which ends the transfer;
        `ErrorCode.INVALID_OPERATION` for another transfer, while a chunk is being written, and after
        `finish()`.
        """
        self._complete(timeout, self._native.write(chunk))

    def read(self, *, timeout: float | None = None) -> bytes | None:
        """Reads the next chunk of a download that `Session.download_stream` began, of 1 byte to 1 MiB; `None`
        when the file is complete. No more than a few chunks are fetched ahead. One chunk at a time; whoever
        gives a read up should cancel the transfer, as that read may have taken a chunk with it.

        Fails as `finish()` does when the transfer has failed or was cancelled;
        `ErrorCode.INVALID_OPERATION` for another transfer, and while a chunk is being read.
        """
        result: bytes | None = self._complete(timeout, self._native.read())
        return result

    def content(self, *, timeout: float | None = None) -> bytes:
        """Waits until a download that `Session.download_bytes` began is over; gives the whole file. May be
        asked again.

        Fails as `finish()` does; `ErrorCode.INVALID_OPERATION` for another transfer.
        """
        result: bytes = self._complete(timeout, self._native.content())
        return result

    @property
    def progress(self) -> FileTransferProgress:
        """How far it is."""
        return self._native.progress()

    def progress_after(self, percent: int, *, timeout: float | None = None) -> FileTransferProgress:
        """Waits until it is further than `percent`, or over; gives how far it is then."""
        result: FileTransferProgress = self._complete(timeout, self._native.progress_after(percent))
        return result

    def cancel(self) -> None:
        """Cancels it. It is over soon after that; what is over stays as it is."""
        self._native.cancel()

    def resume(self) -> None:
        """Goes on after a failure or a cancellation, where the transfer was. The server keeps half an upload
        for half an hour.

        `ErrorCode.INVALID_OPERATION` while it runs, when it is completed, and for what the program writes
        or reads itself; `ErrorCode.ENDPOINT_NOT_ESTABLISHED`; `ErrorCode.PLATFORM_SHUT_DOWN`.
        """
        self._native.resume()

    @property
    def is_upload(self) -> bool:
        """Whether it goes up."""
        return self._native.is_upload()

    @property
    def path(self) -> str:
        """The path on this machine; empty for a transfer of bytes, or of what the program writes or reads."""
        return self._native.path()

    @property
    def file_name(self) -> str:
        """The name for people."""
        return self._native.file_name()

    @property
    def file_uri(self) -> str | None:
        """The file's URI; of an upload as soon as it is complete."""
        return self._native.file_uri()

    @property
    def endpoint(self) -> Endpoint:
        """The endpoint that it belongs to."""
        result: Endpoint = self._wrap(self._native.endpoint())
        return result

    def on_progress_changed(self, callback: Callable[[FileTransferProgress], object], /) -> Subscription:
        """It has got further or is over (the SDK's event of that name). One event at a time waits to be taken,
        then comes the newest progress; the last one says how it ended.

        Calls `callback` inside `Endpoint.run()`, until `cancel()` of the result is called.
        """
        return self._subscribe(self._native, 300, callback)


class HistoryPagerMethods(BlockingObject[_native.HistoryPager]):
    """Reads any part of one room's history page by page, from the oldest message or from the newest. Made
    by `Services.history_pager`(super::Services::history_pager) and
    `Session.history_pager`(super::Session::history_pager).

    It keeps nothing of what it gave, so that a room of any size is read in the memory of a page.
    """

    def next_page(self, *, timeout: float | None = None) -> list[ChatMessage]:
        """The next messages: `HistoryQuery.limit` of them, or as many as the server gives. An empty page is
        the end, and nothing is asked any more then.

        A page that failed or was cancelled is read again by the next call. Fails with
        `ErrorCode.INVALID_OPERATION` while another page is being read, `ErrorCode.PROTOCOL_VIOLATION` when
        the server does not number its messages, and like
        `Services.query_history`(super::Services::query_history).
        """
        result: list[ChatMessage] = self._complete(timeout, self._native.next_page())
        return result

    @property
    def progress(self) -> HistoryProgress:
        """How far it is."""
        return self._native.progress()

    @property
    def room_uri(self) -> str:
        """The room's URI."""
        return self._native.room_uri()

    def __iter__(self) -> Iterator[ChatMessage]:
        """All that is left, one by one."""
        while page := self.next_page():
            yield from page


class JoinedRoomsMethods(BlockingObject[_native.JoinedRooms]):
    """What became of joining many rooms at once."""

    @property
    def sessions(self) -> list[Session]:
        """The sessions of the rooms that were joined, in the order in which the rooms were named."""
        return [self._wrap(one) for one in self._native.sessions()]

    @property
    def failures(self) -> list[RoomNotJoined]:
        """The rooms that were not joined and why, in the order in which they were named."""
        return self._native.failures()

    @property
    def endpoint(self) -> Endpoint:
        """The endpoint that joined them."""
        result: Endpoint = self._wrap(self._native.endpoint())
        return result


class RoomManagementMethods(BlockingObject[_native.RoomManagement]):
    """Room administration for ordinary users (the SDK's `ChatRoomManagementServices`).

    What a user may do is decided by the server: creators of a category make rooms in it, managers
    change their rooms. Every operation needs an established endpoint
    (`ErrorCode.ENDPOINT_NOT_ESTABLISHED`) and refuses with `ErrorCode.BAD_ARGUMENT` what could not be
    meant, before anything is sent. The server answers `ErrorCode.ERROR_PERMISSION` for what the user
    may not do and `ErrorCode.NO_SUCH_NODE` for a room that is not there.
    """

    def find_categories_with_create_rights(self, *, timeout: float | None = None) -> list[ChatRoomCategorySummary]:
        """The categories in which the user may create rooms; none when there are none."""
        result: list[ChatRoomCategorySummary] = self._complete(timeout, self._native.find_categories_with_create_rights())
        return result

    def create_chat_room(self, settings: ChatRoomSettings | None = None, /, timeout: float | None = None, **fields: Unpack[ChatRoomSettingsFields]) -> str:
        """Creates a room and gives its URI. The user is its manager then, and a member only when added as one.

        Fails with `ErrorCode.DUPLICATE_ROOM_NAME`, `ErrorCode.UNABLE_TO_CREATE_ROOM` (the user may not in
        this category), `ErrorCode.NODE_HIERARCHY_VIOLATION` (the root is no place for rooms),
        `ErrorCode.NO_SUCH_NODE` (no such category).
        """
        if settings is None:
            settings = ChatRoomSettings(**fields)
        elif fields:
            raise TypeError("give either a ChatRoomSettings or its fields")
        result: str = self._complete(timeout, self._native.create_chat_room(settings))
        return result

    def create_chat_room_in(self, name: str, category_uri: str, *, timeout: float | None = None) -> str:
        """Creates a room with nothing but a name, in this category, and gives its URI. Fails like
        `RoomManagement.create_chat_room`.
        """
        result: str = self._complete(timeout, self._native.create_chat_room_in(name, category_uri))
        return result

    def get_chat_room(self, room_uri: str, *, timeout: float | None = None) -> ChatRoom:
        """Everything about the room with this URI."""
        result: ChatRoom = self._complete(timeout, self._native.get_chat_room(room_uri))
        return result

    def get_chat_room_by_name(self, name: str, *, timeout: float | None = None) -> ChatRoom:
        """Everything about the room with this name, compared without case."""
        result: ChatRoom = self._complete(timeout, self._native.get_chat_room_by_name(name))
        return result

    def update_chat_room(self, change: ChatRoomUpdate | None = None, /, timeout: float | None = None, **fields: Unpack[ChatRoomUpdateFields]) -> None:
        """Changes what the update names, all of it or nothing; the rest of the room stays as it is.

        Fails with `ErrorCode.DATA_COLLISION` (changed since `expected_updated_on`; read it again),
        `ErrorCode.DUPLICATE_ROOM_NAME`, `ErrorCode.NO_SUCH_PRINCIPAL`, `ErrorCode.PRINCIPALS_NOT_IN_SCOPE`,
        `ErrorCode.PRESENTER_NOT_IN_MEM_LIST`.
        """
        if change is None:
            change = ChatRoomUpdate(**fields)
        elif fields:
            raise TypeError("give either a ChatRoomUpdate or its fields")
        self._complete(timeout, self._native.update_chat_room(change))

    def change_parent_category(self, room_uri: str, category_uri: str, *, timeout: float | None = None) -> None:
        """Moves the room to another category, in which the user must be a creator. Who is outside the new
        category's scope loses the roles in the room.
        """
        self._complete(timeout, self._native.change_parent_category(room_uri, category_uri))

    def find_chat_rooms_by_parent_category(self, category_uri: str, *, timeout: float | None = None) -> list[ChatRoomSnapshot]:
        """The rooms of a category that the user may see."""
        result: list[ChatRoomSnapshot] = self._complete(timeout, self._native.find_chat_rooms_by_parent_category(category_uri))
        return result

    def find_chat_rooms_using_add_in(self, add_in_id: str, *, timeout: float | None = None) -> list[ChatRoomSnapshot]:
        """The rooms that have this add-in; its id is `add_in_id` of an `AddIn`."""
        result: list[ChatRoomSnapshot] = self._complete(timeout, self._native.find_chat_rooms_using_add_in(add_in_id))
        return result

    def get_all_add_ins(self, *, timeout: float | None = None) -> list[AddIn]:
        """Every add-in that is registered on the server."""
        result: list[AddIn] = self._complete(timeout, self._native.get_all_add_ins())
        return result

    def get_permissions(self, room_uri: str, *, timeout: float | None = None) -> RoomPermissions:
        """What the user may do in the room."""
        result: RoomPermissions = self._complete(timeout, self._native.get_permissions(room_uri))
        return result

    def get_members(self, room_uri: str, *, timeout: float | None = None) -> list[RoleEntry]:
        """The members of the room: users, and groups whose users are members with them."""
        result: list[RoleEntry] = self._complete(timeout, self._native.get_members(room_uri))
        return result

    def get_managers(self, room_uri: str, *, timeout: float | None = None) -> list[RoleEntry]:
        """The managers of the room."""
        result: list[RoleEntry] = self._complete(timeout, self._native.get_managers(room_uri))
        return result

    def get_presenters(self, room_uri: str, *, timeout: float | None = None) -> list[RoleEntry]:
        """The presenters of the room."""
        result: list[RoleEntry] = self._complete(timeout, self._native.get_presenters(room_uri))
        return result

    def find_users_or_groups_for_role(self, role: ChatRoomRole, room_uri: str, search: str, *, timeout: float | None = None) -> list[PrincipalSummary]:
        """Who could be given the role: users and groups in the category's scope, for presenters members of the
        room, whose name has the text `search` in it. `ErrorCode.BAD_ARGUMENT` when it is empty, and for
        `Creator`, which is no role of a room.
        """
        result: list[PrincipalSummary] = self._complete(timeout, self._native.find_users_or_groups_for_role(role, room_uri, search))
        return result

    def add_to_role(self, change: RoleChange | None = None, /, timeout: float | None = None, **fields: Unpack[RoleChangeFields]) -> None:
        """Gives users and groups a role, all of them or nobody.

        Fails with `ErrorCode.PRINCIPALS_ALREADY_DEFINED` (somebody has it already),
        `ErrorCode.PRINCIPALS_NOT_IN_SCOPE`, `ErrorCode.PRESENTER_NOT_IN_MEM_LIST`,
        `ErrorCode.NO_SUCH_PRINCIPAL`; `ErrorCode.BAD_ARGUMENT` for `Creator`, which is no role of a room.
        """
        if change is None:
            change = RoleChange(**fields)
        elif fields:
            raise TypeError("give either a RoleChange or its fields")
        self._complete(timeout, self._native.add_to_role(change))

    def remove_from_role(self, change: RoleChange | None = None, /, timeout: float | None = None, **fields: Unpack[RoleChangeFields]) -> None:
        """Takes a role from users and groups. Who is no member any more is put out of the room. Fails like
        `RoomManagement.add_to_role`.
        """
        if change is None:
            change = RoleChange(**fields)
        elif fields:
            raise TypeError("give either a RoleChange or its fields")
        self._complete(timeout, self._native.remove_from_role(change))

    def get_category_users(self, category_uri: str, filter: str, result_size: int, *, timeout: float | None = None) -> list[PrincipalSummary]:
        """Users and groups that could be creators in the category, whose name starts with `filter`; empty for
        all. At most `result_size`, 0 for as many as the server gives.
        """
        result: list[PrincipalSummary] = self._complete(timeout, self._native.get_category_users(category_uri, filter, result_size))
        return result


class ServicesMethods(BlockingObject[_native.Services]):
    """Browsing and server facts (the SDK's `PersistentChatServices`)."""

    def server_configuration(self) -> ServerConfiguration:
        """Facts of the connected server. `ErrorCode.ENDPOINT_NOT_ESTABLISHED` before the endpoint is
        established.
        """
        return self._native.server_configuration()

    def browse_by_criteria(self, query: RoomQuery | None = None, /, timeout: float | None = None, **fields: Unpack[RoomQueryFields]) -> list[ChatRoomSnapshot]:
        """Rooms whose name, or description if asked, matches. Also `ErrorCode.LIMIT_EXCEEDED` when the server
        finds the query too wide.
        """
        if query is None:
            query = RoomQuery(**fields)
        elif fields:
            raise TypeError("give either a RoomQuery or its fields")
        result: list[ChatRoomSnapshot] = self._complete(timeout, self._native.browse_by_criteria(query))
        return result

    def browse_by_category(self, category_uri: str, max_results: int, *, timeout: float | None = None) -> list[ChatRoomSnapshot]:
        """Rooms of this category that the user may see; at most `max_results`, 0 for as many as the server
        gives. The SDK's overload without a number means 100; here the program gives the number.
        `ErrorCode.BAD_ARGUMENT` when it is no category URI (`ma-cat://…`).
        """
        result: list[ChatRoomSnapshot] = self._complete(timeout, self._native.browse_by_category(category_uri, max_results))
        return result

    def browse_by_filter(self, filter: RoomFilter | None = None, /, timeout: float | None = None, **fields: Unpack[RoomFilterFields]) -> list[ChatRoomSnapshot]:
        """Rooms that fit everything in the filter. `ErrorCode.BAD_ARGUMENT` when a URI in it is of the wrong
        kind.
        """
        if filter is None:
            filter = RoomFilter(**fields)
        elif fields:
            raise TypeError("give either a RoomFilter or its fields")
        result: list[ChatRoomSnapshot] = self._complete(timeout, self._native.browse_by_filter(filter))
        return result

    def browse_by_joined_user(self, user_uri: str, *, timeout: float | None = None) -> list[ChatRoomSnapshot]:
        """Rooms that this user is in right now, as far as the asking user may see them.
        `ErrorCode.BAD_ARGUMENT` when it is no SIP URI.
        """
        result: list[ChatRoomSnapshot] = self._complete(timeout, self._native.browse_by_joined_user(user_uri))
        return result

    def browse_by_invitations(self, last_invitation_id: int, *, timeout: float | None = None) -> InvitationList:
        """Invitations with a greater number than `last_invitation_id`; 0 for all. The server may give them in
        portions: ask again with the `last_invitation_id` of the result until it is empty.
        """
        result: InvitationList = self._complete(timeout, self._native.browse_by_invitations(last_invitation_id))
        return result

    def browse_my_chat_rooms(self, max_results: int, *, timeout: float | None = None) -> list[ChatRoomSnapshot]:
        """Rooms that the user is a member of; at most `max_results`, 0 for as many as the server gives."""
        result: list[ChatRoomSnapshot] = self._complete(timeout, self._native.browse_my_chat_rooms(max_results))
        return result

    def browse_chat_rooms_i_manage(self, max_results: int, *, timeout: float | None = None) -> list[ChatRoomSnapshot]:
        """Rooms that the user may manage; at most `max_results`, 0 for as many as the server gives."""
        result: list[ChatRoomSnapshot] = self._complete(timeout, self._native.browse_chat_rooms_i_manage(max_results))
        return result

    def get_preference(self, label: str, sequence_id: int, provide_default: bool, *, timeout: float | None = None) -> PreferenceBundle | None:
        """The bundle with this label, when the server's version is newer than `sequence_id`; -1 always gets
        it. `None` when it is not, or when nothing is stored; with `provide_default` the server gives an
        empty default of number 0 then, unless the program knows number 0 or a later one already.
        `ErrorCode.BAD_ARGUMENT` when the label is empty.
        """
        result: PreferenceBundle | None = self._complete(timeout, self._native.get_preference(label, sequence_id, provide_default))
        return result

    def set_preference(self, label: str, sequence_id: int, data: str, *, timeout: float | None = None) -> PreferenceBundle:
        """Stores a bundle; gives it with its new number. `sequence_id` is the version that the program knows.
        `ErrorCode.BAD_ARGUMENT` when the label is empty or longer than 255 characters,
        `ErrorCode.LIMIT_EXCEEDED` when the server finds the data too long: pchatd takes 192 KiB (196,608
        bytes of UTF-8; 256 KiB as they travel, in base64).
        """
        result: PreferenceBundle = self._complete(timeout, self._native.set_preference(label, sequence_id, data))
        return result

    def query_history(self, query: HistoryQuery | None = None, /, timeout: float | None = None, **fields: Unpack[HistoryQueryFields]) -> list[HistoryResult]:
        """Looks for messages in many rooms at once, joined or not: one result for each room, in the order in
        which they are named. Members read, and everybody whom an open room admits; a room whose category
        keeps no history has nothing.

        When there is more than fits into one answer (4 MiB from pchatd), each room with messages still has
        at least one of them, and `exceeded_server_limit`: go on with `start_message_id`, or with a pager.

        Fails with `ErrorCode.BAD_ARGUMENT` (no room, too many, one that is no room URI, an author that is
        no SIP URI, times in the wrong order, a text that is too long), `ErrorCode.ERROR_PERMISSION`,
        `ErrorCode.NODE_DISABLED` or `ErrorCode.NO_SUCH_NODE` when one of the rooms may not be read.
        """
        if query is None:
            query = HistoryQuery(**fields)
        elif fields:
            raise TypeError("give either a HistoryQuery or its fields")
        result: list[HistoryResult] = self._complete(timeout, self._native.query_history(query))
        return result

    def history_pager(self, query: HistoryQuery | None = None, /, **fields: Unpack[HistoryQueryFields]) -> HistoryPager:
        """Makes a pager over the messages of the one room that the query names. Asks nothing yet. Fails with
        `ErrorCode.BAD_ARGUMENT` like `Services.query_history`.
        """
        if query is None:
            query = HistoryQuery(**fields)
        elif fields:
            raise TypeError("give either a HistoryQuery or its fields")
        result: HistoryPager = self._wrap(self._native.history_pager(query))
        return result

    @property
    def room_management(self) -> RoomManagement:
        """Making and changing rooms."""
        result: RoomManagement = self._wrap(self._native.room_management())
        return result

    @property
    def user_services(self) -> UserServices:
        """The directory."""
        result: UserServices = self._wrap(self._native.user_services())
        return result


class SessionMethods(BlockingObject[_native.Session]):
    """One user's presence in one room (the SDK's `ChatRoomSession`).

    After `leave()` it is idle again and may join the same or another room. So it is when the server
    takes the user out of the room: the reason of the state is `ErrorCode.ERROR_PERMISSION` when the
    user may not be in it any more and `ErrorCode.NODE_DISABLED` when the room was disabled; nothing of
    the room is delivered any more. Only with its endpoint it ends for good.
    """

    def join(self, room_uri: str, *, timeout: float | None = None) -> None:
        """Joins the room with this URI (`ma-chan://<domain>/<guid>`).

        Fails with `ErrorCode.BAD_ARGUMENT` (not a room URI), `ErrorCode.INVALID_OPERATION` (this endpoint
        is in the room already), `ErrorCode.SESSION_STATE` (not idle), `ErrorCode.ENDPOINT_NOT_ESTABLISHED`,
        or the server's answer: `ErrorCode.NO_SUCH_NODE`, `ErrorCode.NODE_DISABLED`,
        `ErrorCode.ERROR_PERMISSION`, … The session is idle again then.
        """
        self._complete(timeout, self._native.join(room_uri), undo=self._native.leave)

    def join_by_name(self, name: str, *, timeout: float | None = None) -> None:
        """Joins the room with this name, compared without case; looks it up first. `ErrorCode.NO_SUCH_NODE`
        when there is none, `ErrorCode.NODE_DISABLED` when it is disabled. Fails like `Session.join`.
        """
        self._complete(timeout, self._native.join_by_name(name), undo=self._native.leave)

    def join_room(self, room: ChatRoomSummary | ChatRoom | ChatRoomProperties | ChatRoomSnapshot | Session | None = None, /, timeout: float | None = None, **fields: Unpack[ChatRoomSummaryFields]) -> None:
        """Joins the room of this summary, or of anything else that describes a room: what browsing and room
        management give, and the properties that another session knows. Fails like `Session.join`.
        """
        if room is None:
            room = ChatRoomSummary(**fields)
        elif fields:
            raise TypeError("give either a ChatRoomSummary or its fields")
        self._complete(timeout, self._native.join_room(room), undo=self._native.leave)

    def leave(self, *, timeout: float | None = None) -> None:
        """Leaves the room. When it ends the session is idle. `ErrorCode.SESSION_STATE` when it is in no room."""
        self._complete(timeout, self._native.leave())

    def send(self, message: OutboundMessage | None = None, /, timeout: float | None = None, **fields: Unpack[OutboundMessageFields]) -> None:
        """Posts a message. Succeeds when the server has taken it; it comes back as `on_message_received` with
        its number.

        Fails with `ErrorCode.BAD_ARGUMENT` (no text, a NUL character, a title that is none, RTF that is not
        valid), `ErrorCode.LIMIT_EXCEEDED` (longer than the server's limit; nothing was sent),
        `ErrorCode.SESSION_STATE`, `ErrorCode.ERROR_PERMISSION` (may not post here),
        `ErrorCode.USER_NOT_JOINED`.
        """
        if message is None:
            message = OutboundMessage(**fields)
        elif fields:
            raise TypeError("give either a OutboundMessage or its fields")
        self._complete(timeout, self._native.send(message))

    def send_text(self, text: str, *, timeout: float | None = None) -> None:
        """Posts plain text. Fails like `Session.send`."""
        self._complete(timeout, self._native.send_text(text))

    def send_alert(self, text: str, *, timeout: float | None = None) -> None:
        """Posts plain text as an alert. Fails like `Session.send`."""
        self._complete(timeout, self._native.send_alert(text))

    def send_story(self, title: str, text: str, *, timeout: float | None = None) -> None:
        """Posts a story: a long text under a title. Fails like `Session.send`."""
        self._complete(timeout, self._native.send_story(title, text))

    def send_built(self, message: MessageBuilder, *, timeout: float | None = None) -> None:
        """Posts what a builder has now; the builder may go on and be sent again. Fails like `Session.send`."""
        self._complete(timeout, self._native.send_built(message._native))

    def recent_history(self, count: int, *, timeout: float | None = None) -> list[ChatMessage]:
        """The newest `count` messages of the room, oldest first. `ErrorCode.BAD_ARGUMENT` when `count` is 0.

        The server may give fewer and does not say so: its own limit counts (pchatd: `history-limit`, 1,000
        at first), and what fits into one answer (pchatd: 4 MiB). Messages that are older than the first one
        given are read with `history_pager()`, which gives all there are.
        """
        result: list[ChatMessage] = self._complete(timeout, self._native.recent_history(count))
        return result

    def query_history(self, query: HistoryQuery | None = None, /, timeout: float | None = None, **fields: Unpack[HistoryQueryFields]) -> HistoryResult:
        """Looks for messages of the room. Fails with `ErrorCode.SESSION_STATE` when it is in none, and like
        `Services.query_history`(super::Services::query_history); `room_uris` stays empty.
        """
        if query is None:
            query = HistoryQuery(**fields)
        elif fields:
            raise TypeError("give either a HistoryQuery or its fields")
        result: HistoryResult = self._complete(timeout, self._native.query_history(query))
        return result

    def history_pager(self, query: HistoryQuery | None = None, /, **fields: Unpack[HistoryQueryFields]) -> HistoryPager:
        """Makes a pager over the messages of the room; it goes on after the session has left. Asks nothing
        yet. Fails with `ErrorCode.SESSION_STATE` when it is in no room, and with `ErrorCode.BAD_ARGUMENT`
        like `Services.query_history`(super::Services::query_history).
        """
        if query is None:
            query = HistoryQuery(**fields)
        elif fields:
            raise TypeError("give either a HistoryQuery or its fields")
        result: HistoryPager = self._wrap(self._native.history_pager(query))
        return result

    def hidden_participants(self, *, timeout: float | None = None) -> list[ChatRoomParticipant]:
        """Asks who is in a large room, sorted by URI; the server tells nobody there unasked.

        Fails with `ErrorCode.SESSION_STATE` (in no room) and `ErrorCode.CANNOT_GET_PARTICIPANT_LIST`: the
        room is not large (`is_roster_hidden` of the properties), so that `participants` has them.
        """
        result: list[ChatRoomParticipant] = self._complete(timeout, self._native.hidden_participants())
        return result

    def upload_file(self, upload: FileUpload | None = None, /, **fields: Unpack[FileUploadFields]) -> FileTransfer:
        """Begins to upload a file to the room; when it is there its link is posted. Needs a category that
        takes files (`ChatRoomProperties.is_file_post_allowed`); its size is checked before the first byte.

        Fails with `ErrorCode.BAD_ARGUMENT` (no path, or a name that is none), `ErrorCode.SESSION_STATE` (in
        no room). Everything else `FileTransfer.finish` tells.
        """
        if upload is None:
            upload = FileUpload(**fields)
        elif fields:
            raise TypeError("give either a FileUpload or its fields")
        result: FileTransfer = self._wrap(self._native.upload_file(upload))
        return result

    def download_file(self, download: FileDownload | None = None, /, **fields: Unpack[FileDownloadFields]) -> FileTransfer:
        """Begins to download a file that a message links to.

        Fails with `ErrorCode.BAD_ARGUMENT` (no link to a file, or no path), `ErrorCode.SESSION_STATE` (in
        no room). Everything else `FileTransfer.finish` tells.
        """
        if download is None:
            download = FileDownload(**fields)
        elif fields:
            raise TypeError("give either a FileDownload or its fields")
        result: FileTransfer = self._wrap(self._native.download_file(download))
        return result

    def upload_bytes(self, file_name: str, content: bytes | bytearray | memoryview) -> FileTransfer:
        """Begins to upload bytes to the room as a file of this name. Like `upload_file()` otherwise; it keeps
        the bytes until it is dropped.

        Fails with `ErrorCode.BAD_ARGUMENT` (a name that is none: 1 to 255 bytes, no folders),
        `ErrorCode.SESSION_STATE` (in no room). Everything else `FileTransfer.finish` tells.
        """
        result: FileTransfer = self._wrap(self._native.upload_bytes(file_name, content))
        return result

    def upload_stream(self, file_name: str, size: int) -> FileTransfer:
        """Begins to upload what `FileTransfer.write` is given, as a file of this name. The file service wants
        to know the size before the first byte: a stream that is shorter or longer fails, and nothing is
        posted. When everything is written, `FileTransfer.finish` posts the link; dropping the transfer
        before cancels it.

        Fails like `upload_bytes()`.
        """
        result: FileTransfer = self._wrap(self._native.upload_stream(file_name, size))
        return result

    def download_bytes(self, download: ContentDownload | None = None, /, **fields: Unpack[ContentDownloadFields]) -> FileTransfer:
        """Begins to download a file into memory, for `FileTransfer.content`; unless `max_bytes` says otherwise
        it has to be 64 MiB or less.

        Fails with `ErrorCode.BAD_ARGUMENT` (no link to a file), `ErrorCode.SESSION_STATE` (in no room).
        Everything else `FileTransfer.finish` tells, so `ErrorCode.FILE_DOWNLOAD_FAILED` for a file that is
        too long, before its first byte.
        """
        if download is None:
            download = ContentDownload(**fields)
        elif fields:
            raise TypeError("give either a ContentDownload or its fields")
        result: FileTransfer = self._wrap(self._native.download_bytes(download))
        return result

    def download_stream(self, download: ContentDownload | None = None, /, **fields: Unpack[ContentDownloadFields]) -> FileTransfer:
        """Begins to download a file that `FileTransfer.read` gives chunk by chunk; dropping the transfer
        cancels it.

        Fails like `download_bytes()`.
        """
        if download is None:
            download = ContentDownload(**fields)
        elif fields:
            raise TypeError("give either a ContentDownload or its fields")
        result: FileTransfer = self._wrap(self._native.download_stream(download))
        return result

    @property
    def state(self) -> SessionState:
        """The state now."""
        return self._native.state()

    @property
    def properties(self) -> ChatRoomProperties | None:
        """The room's properties, or `None` while in no room. A copy."""
        return self._native.properties()

    @property
    def participants(self) -> list[ChatRoomParticipant]:
        """Who is in the room, sorted by URI; empty while in no room, and in a large room, whose participants
        the server does not tell (`is_roster_hidden` of the properties). A copy.
        """
        return self._native.participants()

    @property
    def endpoint(self) -> Endpoint:
        """The endpoint that the session belongs to."""
        result: Endpoint = self._wrap(self._native.endpoint())
        return result

    def on_state_changed(self, callback: Callable[[SessionStateChanged], object], /) -> Subscription:
        """The state moved.

        Calls `callback` inside `Endpoint.run()`, until `cancel()` of the result is called.
        """
        return self._subscribe(self._native, 200, callback)

    def on_message_received(self, callback: Callable[[ChatMessage], object], /) -> Subscription:
        """A message was posted to the room. The user's own messages come back too.

        Calls `callback` inside `Endpoint.run()`, until `cancel()` of the result is called.
        """
        return self._subscribe(self._native, 201, callback)

    def on_participant_attendance_changed(self, callback: Callable[[ParticipantAttendanceChanged], object], /) -> Subscription:
        """Somebody came or went.

        Calls `callback` inside `Endpoint.run()`, until `cancel()` of the result is called.
        """
        return self._subscribe(self._native, 202, callback)

    def on_participant_privilege_changed(self, callback: Callable[[ParticipantPrivilegeChanged], object], /) -> Subscription:
        """What a participant may do in the room changed.

        Calls `callback` inside `Endpoint.run()`, until `cancel()` of the result is called.
        """
        return self._subscribe(self._native, 203, callback)

    def on_chat_room_properties_changed(self, callback: Callable[[ChatRoomPropertiesChanged], object], /) -> Subscription:
        """Properties of the room changed.

        Calls `callback` inside `Endpoint.run()`, until `cancel()` of the result is called.
        """
        return self._subscribe(self._native, 204, callback)


class UserServicesMethods(BlockingObject[_native.UserServices]):
    """The directory (the SDK's `PersistentChatUserServices`).

    Every operation needs an established endpoint (`ErrorCode.ENDPOINT_NOT_ESTABLISHED`).
    """

    def find_users(self, search: UserSearch | None = None, /, timeout: float | None = None, **fields: Unpack[UserSearchFields]) -> UserSearchResult:
        """Users whose last name, first name or e-mail address has the letters that are looked for.
        `ErrorCode.BAD_ARGUMENT` when nothing is.
        """
        if search is None:
            search = UserSearch(**fields)
        elif fields:
            raise TypeError("give either a UserSearch or its fields")
        result: UserSearchResult = self._complete(timeout, self._native.find_users(search))
        return result

    def get_user(self, user_uri: str, *, timeout: float | None = None) -> User:
        """The user with this SIP URI. Servers tell users about themselves only, and administrators about
        everybody: others get `ErrorCode.ERROR_PERMISSION`. For `pchatd` and `LocalServer` whoever is in the
        group named `CsPersistentChatAdministrator`, also through other groups, is an administrator.
        `ErrorCode.NO_SUCH_PRINCIPAL` when there is no such user.
        """
        result: User = self._complete(timeout, self._native.get_user(user_uri))
        return result

    def get_user_group(self, group_uri: str, *, timeout: float | None = None) -> UserGroup:
        """The group with this URI (`ma-grp:…`). Servers tell administrators only, those of
        `UserServices.get_user`: others get `ErrorCode.ERROR_PERMISSION`. `ErrorCode.NO_SUCH_PRINCIPAL` when
        there is no such group.
        """
        result: UserGroup = self._complete(timeout, self._native.get_user_group(group_uri))
        return result
