# ruff: noqa
# Written by `cargo run -p pchat-generator`. Do not edit: change the description and run it again.

import datetime
from collections.abc import Iterable
from typing import Any, ClassVar, final

from typing_extensions import Self

from ._enums import Authentication, ChatEmoticon, ChatRoomBehavior, ChatRoomInvitationSetting, ChatRoomPrivacy, ChatRoomRole, EndpointState, ErrorCode, FileTransferState, MessagePartKind, PrincipalKind, SessionState, Transport
from ._errors import PchatError

__all__ = [
    "__version__",
    "Platform",
    "Inbox",
    "set_log_level",
    "take_log_lines",
    "AddIn",
    "AuditData",
    "ChatMessage",
    "ChatRoom",
    "ChatRoomCategorySummary",
    "ChatRoomInvitation",
    "ChatRoomParticipant",
    "ChatRoomProperties",
    "ChatRoomPropertiesChanged",
    "ChatRoomSettings",
    "ChatRoomSnapshot",
    "ChatRoomSummary",
    "ChatRoomUpdate",
    "ContentDownload",
    "EndpointSettings",
    "EndpointStateChanged",
    "FileDownload",
    "FileTransferProgress",
    "FileUpload",
    "HistoryProgress",
    "HistoryQuery",
    "HistoryResult",
    "InheritedInvitationSetting",
    "InvitationList",
    "JoinRooms",
    "LocalAddIn",
    "LocalCategory",
    "LocalCategoryChange",
    "LocalGroup",
    "LocalLimits",
    "LocalRoom",
    "LocalServerSettings",
    "LocalUser",
    "MessageBuilderSettings",
    "MessagePart",
    "OutboundMessage",
    "ParticipantAttendanceChanged",
    "ParticipantPrivilegeChanged",
    "PlatformSettings",
    "PreferenceBundle",
    "PrincipalSummary",
    "RoleChange",
    "RoleEntry",
    "RoomFilter",
    "RoomNotJoined",
    "RoomPermissions",
    "RoomQuery",
    "ServerConfiguration",
    "SessionStateChanged",
    "TransferredFile",
    "User",
    "UserGroup",
    "UserSearch",
    "UserSearchResult",
    "Endpoint",
    "FileTransfer",
    "HistoryPager",
    "JoinedRooms",
    "LocalServer",
    "MessageBuilder",
    "RoomManagement",
    "Services",
    "Session",
    "UserServices",
]

__version__: str

def set_log_level(level: int) -> None:
    """Collects lines that are at least as important as `level`, a number of Python's `logging`."""

def take_log_lines() -> list[tuple[int, str, str]]:
    """The lines that wait: level, target, text. The first says how many were lost, if any."""

@final
class Platform:
    """What endpoints live on: the threads of the library and the queue of their events."""

    @staticmethod
    def start(settings: PlatformSettings) -> Platform:
        """Starts the internal threads."""

    def shut_down(self) -> None:
        """Terminates every endpoint and ends the threads. Blocks for a few seconds at most; Ctrl-C ends the wait."""

    def descriptor(self) -> int:
        """A descriptor that is readable while something waits for `drain`. It belongs to the platform."""

    def drain(
        self, limit: int
    ) -> tuple[list[tuple[int, Any, BaseException | None]], list[int], bool]:
        """Takes at most `limit` items out of the queue: the outcomes of operations, the tokens of inboxes that got
        something, and whether log lines wait. Never blocks.
        """

    def cancel(self, operation: int) -> None:
        """Cancels an operation. Its outcome comes all the same."""

    @property
    def arrived(self) -> int:
        """How many events came: the place of the last one."""

    @property
    def running_operations(self) -> int:
        """How many operations run."""

@final
class Inbox:
    """Bounded room for events of some kinds."""

    @property
    def token(self) -> int:
        """The number that `Platform.drain` tells when something came."""

    def pop(self, up_to: int = ...) -> Any:
        """The oldest event's value, or None: also when the event came after the place `up_to`."""

    @property
    def place(self) -> int | None:
        """The place of the oldest event in the order in which events came to the platform, or None."""

    def clear(self) -> None:
        """Forgets what waits."""

    @property
    def dropped(self) -> int:
        """How many events were dropped because the reader was too slow."""

    def __len__(self) -> int: ...

@final
class AddIn:
    """A web page that clients show beside a room. Administrators register add-ins on the server."""

    __match_args__: ClassVar[tuple[str, str, str]]

    def __new__(
        cls,
        *,
        add_in_id: str,
        name: str,
        url: str,
    ) -> Self: ...
    @property
    def add_in_id(self) -> str:
        """Its GUID."""

    @property
    def name(self) -> str:
        """Its name."""

    @property
    def url(self) -> str:
        """Its page, as the administrator wrote it: it may be no valid URL."""

    def __replace__(self, *, add_in_id: str = ..., name: str = ..., url: str = ...) -> Self:
        """The same with some fields changed."""

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...
    def __reduce__(self) -> tuple[Any, ...]: ...

@final
class AuditData:
    """Who made and who changed something, and when."""

    __match_args__: ClassVar[tuple[str, str, str, str]]

    def __new__(
        cls,
        *,
        created_by: str | None = ...,
        created_on: datetime.datetime | None = ...,
        updated_by: str | None = ...,
        updated_on: datetime.datetime | None = ...,
    ) -> Self: ...
    @property
    def created_by(self) -> str | None:
        """The URI of who made it."""

    @property
    def created_on(self) -> datetime.datetime | None:
        """When it was made."""

    @property
    def updated_by(self) -> str | None:
        """The URI of who changed it last."""

    @property
    def updated_on(self) -> datetime.datetime | None:
        """When it was changed last."""

    def __replace__(self, *, created_by: str | None = ..., created_on: datetime.datetime | None = ..., updated_by: str | None = ..., updated_on: datetime.datetime | None = ...) -> Self:
        """The same with some fields changed."""

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...
    def __reduce__(self) -> tuple[Any, ...]: ...

@final
class ChatMessage:
    """A message as the server keeps it (the SDK's `ChatMessage`)."""

    __match_args__: ClassVar[tuple[str, str, str, str, str, str, str, str, str]]

    def __new__(
        cls,
        *,
        message_id: int | None = ...,
        author_uri: str,
        author_name: str | None = ...,
        timestamp: datetime.datetime,
        room_uri: str,
        room_name: str,
        content: str,
        rtf_content: str | None = ...,
        is_alert: bool,
    ) -> Self: ...
    @property
    def message_id(self) -> int | None:
        """The message's number, rising within its room; `None` when the server sends none."""

    @property
    def author_uri(self) -> str:
        """The author's SIP URI."""

    @property
    def author_name(self) -> str | None:
        """The author's display name, when known."""

    @property
    def timestamp(self) -> datetime.datetime:
        """When the server received the message."""

    @property
    def room_uri(self) -> str:
        """The room's URI."""

    @property
    def room_name(self) -> str:
        """The room's name; empty when it is not known."""

    @property
    def content(self) -> str:
        r"""The plain text as it was posted, links and the title of a story included. Lines end with `\n`."""

    @property
    def rtf_content(self) -> str | None:
        """The RTF twin of the text, when the author sent one."""

    @property
    def is_alert(self) -> bool:
        """Of high importance."""

    @property
    def parts(self) -> list[MessagePart]:
        """What the plain text is made of: text, links, faces, files, the title of a story. Found out anew by
        each call.
        """

    @property
    def rtf_parts(self) -> list[MessagePart]:
        """What the RTF twin is made of; empty without one. Found out anew by each call."""

    @property
    def story_title(self) -> str | None:
        """The title of a story; `None` for other messages."""

    def __replace__(self, *, message_id: int | None = ..., author_uri: str = ..., author_name: str | None = ..., timestamp: datetime.datetime = ..., room_uri: str = ..., room_name: str = ..., content: str = ..., rtf_content: str | None = ..., is_alert: bool = ...) -> Self:
        """The same with some fields changed."""

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...
    def __reduce__(self) -> tuple[Any, ...]: ...

@final
class ChatRoom:
    """Everything about a room."""

    __match_args__: ClassVar[tuple[str, str, str, str, str, str, str, str, str, str, str, str, str]]

    def __new__(
        cls,
        *,
        room_uri: str,
        name: str,
        description: str,
        add_in: AddIn | None = ...,
        file_store_uri: str | None = ...,
        is_auditorium: bool,
        is_disabled: bool,
        parent_category_uri: str | None = ...,
        parent_category_name: str | None = ...,
        parent_category_description: str | None = ...,
        privacy: ChatRoomPrivacy | None = ...,
        send_invitations_to_members: InheritedInvitationSetting,
        change_history: AuditData | None = ...,
    ) -> Self: ...
    @property
    def room_uri(self) -> str:
        """The URI, which the server made and which never changes."""

    @property
    def name(self) -> str:
        """The name, unique on the server."""

    @property
    def description(self) -> str:
        """The description; may be empty."""

    @property
    def add_in(self) -> AddIn | None:
        """Its add-in, if it has one."""

    @property
    def file_store_uri(self) -> str | None:
        """The web service for its files, when the server tells it."""

    @property
    def is_auditorium(self) -> bool:
        """Only presenters may post."""

    @property
    def is_disabled(self) -> bool:
        """Nobody can join it or read it. Rooms are not deleted through this API."""

    @property
    def parent_category_uri(self) -> str | None:
        """The URI of its category."""

    @property
    def parent_category_name(self) -> str | None:
        """The name of its category, when the server tells it."""

    @property
    def parent_category_description(self) -> str | None:
        """The description of its category, when the server tells it."""

    @property
    def privacy(self) -> ChatRoomPrivacy | None:
        """Who sees and joins it; `None` when the server does not say."""

    @property
    def send_invitations_to_members(self) -> InheritedInvitationSetting:
        """Whether new members get invitations."""

    @property
    def change_history(self) -> AuditData | None:
        """Who made and changed it, when the server tells it."""

    def __replace__(self, *, room_uri: str = ..., name: str = ..., description: str = ..., add_in: AddIn | None = ..., file_store_uri: str | None = ..., is_auditorium: bool = ..., is_disabled: bool = ..., parent_category_uri: str | None = ..., parent_category_name: str | None = ..., parent_category_description: str | None = ..., privacy: ChatRoomPrivacy | None = ..., send_invitations_to_members: InheritedInvitationSetting = ..., change_history: AuditData | None = ...) -> Self:
        """The same with some fields changed."""

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...
    def __reduce__(self) -> tuple[Any, ...]: ...

@final
class ChatRoomCategorySummary:
    """A category, as far as programs see it."""

    __match_args__: ClassVar[tuple[str, str, str, str]]

    def __new__(
        cls,
        *,
        uri: str,
        name: str,
        description: str,
        invitations: bool,
    ) -> Self: ...
    @property
    def uri(self) -> str:
        """Its URI, `ma-cat://<domain>/<guid>`."""

    @property
    def name(self) -> str:
        """Its name."""

    @property
    def description(self) -> str:
        """Its description; may be empty."""

    @property
    def invitations(self) -> bool:
        """Rooms in it invite their new members, unless they say no."""

    def __replace__(self, *, uri: str = ..., name: str = ..., description: str = ..., invitations: bool = ...) -> Self:
        """The same with some fields changed."""

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...
    def __reduce__(self) -> tuple[Any, ...]: ...

@final
class ChatRoomInvitation:
    """The user was made a member of a room that tells so."""

    __match_args__: ClassVar[tuple[str, str, str]]

    def __new__(
        cls,
        *,
        invitation_id: int | None = ...,
        created_on: datetime.datetime | None = ...,
        room: ChatRoomSnapshot,
    ) -> Self: ...
    @property
    def invitation_id(self) -> int | None:
        """The number of the invitation, rising for each user; `None` when the server sends none."""

    @property
    def created_on(self) -> datetime.datetime | None:
        """When it was made."""

    @property
    def room(self) -> ChatRoomSnapshot:
        """The room."""

    def __replace__(self, *, invitation_id: int | None = ..., created_on: datetime.datetime | None = ..., room: ChatRoomSnapshot = ...) -> Self:
        """The same with some fields changed."""

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...
    def __reduce__(self) -> tuple[Any, ...]: ...

@final
class ChatRoomParticipant:
    """Somebody in a room."""

    __match_args__: ClassVar[tuple[str, str, str, str, str]]

    def __new__(
        cls,
        *,
        uri: str,
        name: str | None = ...,
        is_manager: bool,
        is_presenter: bool,
        guid: str | None = ...,
    ) -> Self: ...
    @property
    def uri(self) -> str:
        """The SIP URI."""

    @property
    def name(self) -> str | None:
        """The display name, when the server sends one."""

    @property
    def is_manager(self) -> bool:
        """Manages the room."""

    @property
    def is_presenter(self) -> bool:
        """May post in an auditorium."""

    @property
    def guid(self) -> str | None:
        """The GUID of the object in the directory, when the server tells it."""

    def __replace__(self, *, uri: str = ..., name: str | None = ..., is_manager: bool = ..., is_presenter: bool = ..., guid: str | None = ...) -> Self:
        """The same with some fields changed."""

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...
    def __reduce__(self) -> tuple[Any, ...]: ...

@final
class ChatRoomProperties:
    """What the server told about a room when it was joined."""

    __match_args__: ClassVar[tuple[str, str, str, str, str, str, str, str, str, str, str, str, str, str]]

    def __new__(
        cls,
        *,
        room_uri: str,
        name: str,
        description: str,
        topic: str,
        parent_category_uri: str | None = ...,
        add_in: AddIn | None = ...,
        is_auditorium: bool,
        is_file_post_allowed: bool,
        is_invite: bool,
        is_logged: bool,
        visible_only_to_members: bool,
        can_chat: bool,
        can_manage: bool,
        is_roster_hidden: bool,
    ) -> Self: ...
    @property
    def room_uri(self) -> str:
        """The room's URI."""

    @property
    def name(self) -> str:
        """The room's name."""

    @property
    def description(self) -> str:
        """The room's description; may be empty."""

    @property
    def topic(self) -> str:
        """The room's topic; may be empty. Servers of 2013 and later send none."""

    @property
    def parent_category_uri(self) -> str | None:
        """The URI of its category, when known."""

    @property
    def add_in(self) -> AddIn | None:
        """Its add-in, if it has one."""

    @property
    def is_auditorium(self) -> bool:
        """Only presenters may post."""

    @property
    def is_file_post_allowed(self) -> bool:
        """File posting is allowed."""

    @property
    def is_invite(self) -> bool:
        """New members get invitations."""

    @property
    def is_logged(self) -> bool:
        """History is kept."""

    @property
    def visible_only_to_members(self) -> bool:
        """Private: seen by members only."""

    @property
    def can_chat(self) -> bool:
        """The signed-in user may post."""

    @property
    def can_manage(self) -> bool:
        """The signed-in user may manage the room."""

    @property
    def is_roster_hidden(self) -> bool:
        """So many are in the room that the server does not tell who, nor who comes and goes:
        `Session.participants` is empty because nobody knows, and `Session.hidden_participants` asks.
        """

    def __replace__(self, *, room_uri: str = ..., name: str = ..., description: str = ..., topic: str = ..., parent_category_uri: str | None = ..., add_in: AddIn | None = ..., is_auditorium: bool = ..., is_file_post_allowed: bool = ..., is_invite: bool = ..., is_logged: bool = ..., visible_only_to_members: bool = ..., can_chat: bool = ..., can_manage: bool = ..., is_roster_hidden: bool = ...) -> Self:
        """The same with some fields changed."""

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...
    def __reduce__(self) -> tuple[Any, ...]: ...

@final
class ChatRoomPropertiesChanged:
    """Properties of the room changed."""

    __match_args__: ClassVar[tuple[str, str, str, str]]

    def __new__(
        cls,
        *,
        room_uri: str,
        old_properties: ChatRoomProperties,
        new_properties: ChatRoomProperties,
        changed: Iterable[str],
    ) -> Self: ...
    @property
    def room_uri(self) -> str:
        """The room."""

    @property
    def old_properties(self) -> ChatRoomProperties:
        """As they were."""

    @property
    def new_properties(self) -> ChatRoomProperties:
        """As they are now."""

    @property
    def changed(self) -> list[str]:
        """The names of the fields that differ, as C writes them: `name`, `is_auditorium`, `can_chat`, … At
        least one.
        """

    def __replace__(self, *, room_uri: str = ..., old_properties: ChatRoomProperties = ..., new_properties: ChatRoomProperties = ..., changed: Iterable[str] = ...) -> Self:
        """The same with some fields changed."""

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...
    def __reduce__(self) -> tuple[Any, ...]: ...

@final
class ChatRoomSettings:
    """A room to be made with `RoomManagement.create_chat_room`. It needs a name and a category."""

    __match_args__: ClassVar[tuple[str, str, str, str, str, str, str, str]]

    def __new__(
        cls,
        *,
        name: str = ...,
        parent_category_uri: str = ...,
        description: str = ...,
        add_in_id: str | None = ...,
        is_auditorium: bool = ...,
        is_disabled: bool = ...,
        invitations: ChatRoomInvitationSetting = ...,
        visible_only_to_members: bool = ...,
    ) -> Self: ...
    @property
    def name(self) -> str:
        """The name: up to 256 characters, unique on the server."""

    @property
    def parent_category_uri(self) -> str:
        """The URI of the category that it is made in."""

    @property
    def description(self) -> str:
        """The description, up to 256 characters."""

    @property
    def add_in_id(self) -> str | None:
        """The id of its add-in, or `None`."""

    @property
    def is_auditorium(self) -> bool:
        """Only presenters may post."""

    @property
    def is_disabled(self) -> bool:
        """Nobody can join it yet."""

    @property
    def invitations(self) -> ChatRoomInvitationSetting:
        """Whether new members get invitations."""

    @property
    def visible_only_to_members(self) -> bool:
        """Secret: only members see it. Otherwise it is closed: seen by everyone in scope, joined by members."""

    def __replace__(self, *, name: str = ..., parent_category_uri: str = ..., description: str = ..., add_in_id: str | None = ..., is_auditorium: bool = ..., is_disabled: bool = ..., invitations: ChatRoomInvitationSetting = ..., visible_only_to_members: bool = ...) -> Self:
        """The same with some fields changed."""

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...
    def __reduce__(self) -> tuple[Any, ...]: ...

@final
class ChatRoomSnapshot:
    """A room in a result of browsing."""

    __match_args__: ClassVar[tuple[str, str, str, str, str]]

    def __new__(
        cls,
        *,
        room_uri: str,
        name: str,
        description: str,
        participant_count: int | None = ...,
        privacy: ChatRoomPrivacy | None = ...,
    ) -> Self: ...
    @property
    def room_uri(self) -> str:
        """The room's URI, `ma-chan://<domain>/<guid>`."""

    @property
    def name(self) -> str:
        """The room's name."""

    @property
    def description(self) -> str:
        """The room's description; may be empty."""

    @property
    def participant_count(self) -> int | None:
        """How many participants are joined now; `None` when the server does not say."""

    @property
    def privacy(self) -> ChatRoomPrivacy | None:
        """Who sees and joins it; `None` when the server does not say."""

    def __replace__(self, *, room_uri: str = ..., name: str = ..., description: str = ..., participant_count: int | None = ..., privacy: ChatRoomPrivacy | None = ...) -> Self:
        """The same with some fields changed."""

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...
    def __reduce__(self) -> tuple[Any, ...]: ...

@final
class ChatRoomSummary:
    """Enough about a room to join it."""

    __match_args__: ClassVar[tuple[str, str, str]]

    def __new__(
        cls,
        *,
        room_uri: str = ...,
        name: str = ...,
        description: str = ...,
    ) -> Self: ...
    @property
    def room_uri(self) -> str:
        """The room's URI, `ma-chan://<domain>/<guid>`."""

    @property
    def name(self) -> str:
        """The room's name."""

    @property
    def description(self) -> str:
        """The room's description; may be empty."""

    def __replace__(self, *, room_uri: str = ..., name: str = ..., description: str = ...) -> Self:
        """The same with some fields changed."""

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...
    def __reduce__(self) -> tuple[Any, ...]: ...

@final
class ChatRoomUpdate:
    """Changes for `RoomManagement.update_chat_room`. What is `None` stays as it is."""

    __match_args__: ClassVar[tuple[str, str, str, str, str, str, str, str, str, str, str, str, str]]

    def __new__(
        cls,
        *,
        room_uri: str = ...,
        name: str | None = ...,
        description: str | None = ...,
        privacy: ChatRoomPrivacy | None = ...,
        is_auditorium: bool | None = ...,
        is_disabled: bool | None = ...,
        invitations: ChatRoomInvitationSetting | None = ...,
        add_in_id: str | None = ...,
        detach_add_in: bool = ...,
        members: Iterable[str] | None = ...,
        managers: Iterable[str] | None = ...,
        presenters: Iterable[str] | None = ...,
        expected_updated_on: datetime.datetime | None = ...,
    ) -> Self: ...
    @property
    def room_uri(self) -> str:
        """The room."""

    @property
    def name(self) -> str | None:
        """Another name."""

    @property
    def description(self) -> str | None:
        """Another description."""

    @property
    def privacy(self) -> ChatRoomPrivacy | None:
        """Who sees and joins it."""

    @property
    def is_auditorium(self) -> bool | None:
        """Only presenters may post."""

    @property
    def is_disabled(self) -> bool | None:
        """Nobody can join it or read it; who is in it is put out."""

    @property
    def invitations(self) -> ChatRoomInvitationSetting | None:
        """Whether new members get invitations."""

    @property
    def add_in_id(self) -> str | None:
        """The id of the add-in that it has from now on."""

    @property
    def detach_add_in(self) -> bool:
        """It has no add-in any more."""

    @property
    def members(self) -> list[str] | None:
        """Its members are exactly these users and groups: URIs, `sip:` or `ma-grp:`."""

    @property
    def managers(self) -> list[str] | None:
        """Its managers are exactly these."""

    @property
    def presenters(self) -> list[str] | None:
        """Its presenters are exactly these."""

    @property
    def expected_updated_on(self) -> datetime.datetime | None:
        """`updated_on` of the `AuditData` that the change is based on. When the room was changed since,
        nothing happens but `ErrorCode.DATA_COLLISION`.
        """

    def __replace__(self, *, room_uri: str = ..., name: str | None = ..., description: str | None = ..., privacy: ChatRoomPrivacy | None = ..., is_auditorium: bool | None = ..., is_disabled: bool | None = ..., invitations: ChatRoomInvitationSetting | None = ..., add_in_id: str | None = ..., detach_add_in: bool = ..., members: Iterable[str] | None = ..., managers: Iterable[str] | None = ..., presenters: Iterable[str] | None = ..., expected_updated_on: datetime.datetime | None = ...) -> Self:
        """The same with some fields changed."""

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...
    def __reduce__(self) -> tuple[Any, ...]: ...

@final
class ContentDownload:
    """A file of a room to download into memory, or to read piece by piece."""

    __match_args__: ClassVar[tuple[str, str]]

    def __new__(
        cls,
        *,
        file_uri: str = ...,
        max_bytes: int | None = ...,
    ) -> Self: ...
    @property
    def file_uri(self) -> str:
        """The link, `ma-filelink://…`: the `uri` of a part of a message of kind `FileDownloadLink`."""

    @property
    def max_bytes(self) -> int | None:
        """A longer file is refused before its first byte; 0 for no limit. Left out (`None`) it is 64 MiB for a
        download into memory, and no limit for one that is read piece by piece.
        """

    def __replace__(self, *, file_uri: str = ..., max_bytes: int | None = ...) -> Self:
        """The same with some fields changed."""

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...
    def __reduce__(self) -> tuple[Any, ...]: ...

@final
class EndpointSettings:
    """How an endpoint connects and signs in. Only `user_uri` and, where the server asks for it, `password`
    are needed.
    """

    __match_args__: ClassVar[tuple[str, str, str, str, str, str, str, str, str, str, str, str, str, str, str, str, str]]

    def __new__(
        cls,
        *,
        user_uri: str = ...,
        server: str | None = ...,
        port: int | None = ...,
        transport: Transport = ...,
        authentication: Authentication = ...,
        login: str | None = ...,
        password: str | None = ...,
        allow_ntlm_over_tcp: bool = ...,
        ca_file: str | None = ...,
        certificate_name: str | None = ...,
        danger_accept_any_certificate: bool = ...,
        chat_server_uri: str | None = ...,
        endpoint_id: str | None = ...,
        user_agent: str | None = ...,
        connect_timeout_ms: int = ...,
        operation_timeout_ms: int = ...,
        event_capacity: int = ...,
        max_body_bytes: int = ...,
    ) -> Self: ...
    @property
    def user_uri(self) -> str:
        """The user's SIP address, with or without `sip:`, for example `ann@example.com`."""

    @property
    def server(self) -> str | None:
        """The server's host name or IP address, which `:port` may follow, or `None` to use the domain of
        `user_uri` (`sip.<domain>`, then the domain itself).
        """

    @property
    def port(self) -> int | None:
        """The server's port, or `None` for the one in `server`, else 5061 with TLS and 5060 with TCP."""

    @property
    def transport(self) -> Transport:
        """TLS unless told otherwise."""

    @property
    def authentication(self) -> Authentication:
        """How to authenticate."""

    @property
    def login(self) -> str | None:
        r"""The login name: `DOMAIN\name`, `name@domain` or `name`; `None` for the SIP address without `sip:`."""

    @property
    def allow_ntlm_over_tcp(self) -> bool:
        """Lets NTLM run over a connection that is not TLS. Whoever listens can then try passwords offline
        (spec: sip.md I5).
        """

    @property
    def ca_file(self) -> str | None:
        """A PEM file of certificate authorities to trust instead of the system's."""

    @property
    def certificate_name(self) -> str | None:
        """The name to look for in the server's certificate, or `None` for `server`."""

    @property
    def danger_accept_any_certificate(self) -> bool:
        """Accepts every certificate. A test switch: whoever stands in between reads and changes everything."""

    @property
    def chat_server_uri(self) -> str | None:
        """The Persistent Chat pool, for example `sip:pool1@example.com`, or `None` for what the server
        provisions and else `sip:ocschat@<domain>`.
        """

    @property
    def endpoint_id(self) -> str | None:
        """The endpoint id (`epid`), up to 16 letters and digits, stable for this user, machine and program;
        `None` derives one.
        """

    @property
    def user_agent(self) -> str | None:
        """What the `User-Agent` header says; `None` for `libpchat/<version>`."""

    @property
    def connect_timeout_ms(self) -> int:
        """How long to wait for the connection itself, in milliseconds; 0 for 15,000."""

    @property
    def operation_timeout_ms(self) -> int:
        """How long an operation waits for the server's answer, in milliseconds; 0 for 32,000."""

    @property
    def event_capacity(self) -> int:
        """How many events may wait for the program before the endpoint stops reading its socket; 0 for 1,024."""

    @property
    def max_body_bytes(self) -> int:
        """The largest message body accepted from the server, in bytes; 0 for 8 MiB, which is enough for the
        list of 16,000 members of a room. An operation whose answer is longer fails with
        `ErrorCode.LIMIT_EXCEEDED`; the endpoint goes on.
        """

    def __replace__(self, *, user_uri: str = ..., server: str | None = ..., port: int | None = ..., transport: Transport = ..., authentication: Authentication = ..., login: str | None = ..., password: str | None = ..., allow_ntlm_over_tcp: bool = ..., ca_file: str | None = ..., certificate_name: str | None = ..., danger_accept_any_certificate: bool = ..., chat_server_uri: str | None = ..., endpoint_id: str | None = ..., user_agent: str | None = ..., connect_timeout_ms: int = ..., operation_timeout_ms: int = ..., event_capacity: int = ..., max_body_bytes: int = ...) -> Self:
        """The same with some fields changed."""

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...
    def __reduce__(self) -> tuple[Any, ...]: ...

@final
class EndpointStateChanged:
    """The endpoint's state moved."""

    __match_args__: ClassVar[tuple[str, str]]

    def __new__(
        cls,
        *,
        state: EndpointState,
        reason: PchatError | None = ...,
    ) -> Self: ...
    @property
    def state(self) -> EndpointState:
        """The state it is in now."""

    @property
    def reason(self) -> PchatError | None:
        """Why, when it was not asked for: the connection was lost, the server signed the user out, …"""

    def __replace__(self, *, state: EndpointState = ..., reason: PchatError | None = ...) -> Self:
        """The same with some fields changed."""

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...
    def __reduce__(self) -> tuple[Any, ...]: ...

@final
class FileDownload:
    """A file of a room to download."""

    __match_args__: ClassVar[tuple[str, str, str, str]]

    def __new__(
        cls,
        *,
        file_uri: str = ...,
        path: str = ...,
        overwrite: bool = ...,
        max_bytes: int = ...,
    ) -> Self: ...
    @property
    def file_uri(self) -> str:
        """The link, `ma-filelink://…`: the `uri` of a part of a message of kind `FileDownloadLink`."""

    @property
    def path(self) -> str:
        """Where the file goes: a path with a file name, in a folder that exists. The name in the link comes
        from the network; do not use it without a look.
        """

    @property
    def overwrite(self) -> bool:
        """Replaces a file that is there already, at the very end."""

    @property
    def max_bytes(self) -> int:
        """A longer file is refused before its first byte; 0 for no limit."""

    def __replace__(self, *, file_uri: str = ..., path: str = ..., overwrite: bool = ..., max_bytes: int = ...) -> Self:
        """The same with some fields changed."""

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...
    def __reduce__(self) -> tuple[Any, ...]: ...

@final
class FileTransferProgress:
    """How far a transfer is (the SDK's `ChatRoomFileTransferProgressEventArgs`)."""

    __match_args__: ClassVar[tuple[str, str, str, str]]

    def __new__(
        cls,
        *,
        state: FileTransferState,
        percent: int,
        transferred_bytes: int,
        total_bytes: int | None = ...,
    ) -> Self: ...
    @property
    def state(self) -> FileTransferState:
        """Under way, or how it ended."""

    @property
    def percent(self) -> int:
        """0 to 100; 100 only when it is completed."""

    @property
    def transferred_bytes(self) -> int:
        """Bytes of the file that have arrived."""

    @property
    def total_bytes(self) -> int | None:
        """Bytes of the whole file, as soon as that is known."""

    def __replace__(self, *, state: FileTransferState = ..., percent: int = ..., transferred_bytes: int = ..., total_bytes: int | None = ...) -> Self:
        """The same with some fields changed."""

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...
    def __reduce__(self) -> tuple[Any, ...]: ...

@final
class FileUpload:
    """A file to upload to the room of a session."""

    __match_args__: ClassVar[tuple[str, str]]

    def __new__(
        cls,
        *,
        path: str = ...,
        file_name: str | None = ...,
    ) -> Self: ...
    @property
    def path(self) -> str:
        """Where the file is."""

    @property
    def file_name(self) -> str | None:
        """What people read, up to 255 bytes, without folders; `None` for the last part of `path`."""

    def __replace__(self, *, path: str = ..., file_name: str | None = ...) -> Self:
        """The same with some fields changed."""

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...
    def __reduce__(self) -> tuple[Any, ...]: ...

@final
class HistoryProgress:
    """How far a pager is."""

    __match_args__: ClassVar[tuple[str, str, str]]

    def __new__(
        cls,
        *,
        messages_read: int,
        total: int | None = ...,
        is_complete: bool,
    ) -> Self: ...
    @property
    def messages_read(self) -> int:
        """Messages that it has given."""

    @property
    def total(self) -> int | None:
        """How many there are in all; `None` before the first page, and when nobody counts them because it
        begins at a message. Messages that are posted meanwhile come on top.
        """

    @property
    def is_complete(self) -> bool:
        """There is nothing more to read."""

    def __replace__(self, *, messages_read: int = ..., total: int | None = ..., is_complete: bool = ...) -> Self:
        """The same with some fields changed."""

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...
    def __reduce__(self) -> tuple[Any, ...]: ...

@final
class HistoryQuery:
    """Which messages are asked for (the SDK's `ChatHistoryQueryOptions`). A message is found when it fits
    everything that is given; a query without anything finds all.
    """

    __match_args__: ClassVar[tuple[str, str, str, str, str, str, str, str, str, str, str]]

    def __new__(
        cls,
        *,
        room_uris: Iterable[str] = ...,
        search: str = ...,
        match_exact_phrase: bool = ...,
        match_case: bool = ...,
        authors: Iterable[str] = ...,
        since: datetime.datetime | None = ...,
        until: datetime.datetime | None = ...,
        start_message_id: int | None = ...,
        limit: int = ...,
        newest_first: bool = ...,
        search_newest_first: bool = ...,
    ) -> Self: ...
    @property
    def room_uris(self) -> list[str]:
        """The rooms (`ma-chan://…`), joined or not, at most 256. A session asks for its own room and takes
        none.
        """

    @property
    def search(self) -> str:
        """Words, separated by spaces; a message with any of them is found. Empty finds all messages. Words are
        whole: `plan` does not find `planned`. At most 4,096 bytes of UTF-8.
        """

    @property
    def match_exact_phrase(self) -> bool:
        """Takes `search` as one phrase: its words follow each other."""

    @property
    def match_case(self) -> bool:
        """Upper and lower case differ."""

    @property
    def authors(self) -> list[str]:
        """SIP URIs; only what these wrote. Empty for everybody."""

    @property
    def since(self) -> datetime.datetime | None:
        """Only messages from this time on. Does not count with `start_message_id`."""

    @property
    def until(self) -> datetime.datetime | None:
        """Only messages up to this time. Does not count with `start_message_id`."""

    @property
    def start_message_id(self) -> int | None:
        """Only messages beyond the one with this number, in the direction of the search: give the number of
        the last message of a result to get those that follow.
        """

    @property
    def limit(self) -> int:
        """At most so many messages for each room; 0 for as many as the server gives. The server's own limit
        (`ServerConfiguration.search_limit`) wins.
        """

    @property
    def newest_first(self) -> bool:
        """Gives the newest message first instead of the oldest."""

    @property
    def search_newest_first(self) -> bool:
        """Searches from the newest message backwards. It matters when there are more than `limit`: the newest
        are found then. A pager takes its direction from `newest_first` alone.
        """

    def __replace__(self, *, room_uris: Iterable[str] = ..., search: str = ..., match_exact_phrase: bool = ..., match_case: bool = ..., authors: Iterable[str] = ..., since: datetime.datetime | None = ..., until: datetime.datetime | None = ..., start_message_id: int | None = ..., limit: int = ..., newest_first: bool = ..., search_newest_first: bool = ...) -> Self:
        """The same with some fields changed."""

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...
    def __reduce__(self) -> tuple[Any, ...]: ...

@final
class HistoryResult:
    """What was found in one room (the SDK's `ChatHistoryResult`)."""

    __match_args__: ClassVar[tuple[str, str, str, str, str]]

    def __new__(
        cls,
        *,
        room_uri: str,
        room_name: str,
        messages: Iterable[ChatMessage],
        search_results_count: int,
        exceeded_server_limit: bool,
    ) -> Self: ...
    @property
    def room_uri(self) -> str:
        """The room's URI."""

    @property
    def room_name(self) -> str:
        """The room's name; empty when it is not known."""

    @property
    def messages(self) -> list[ChatMessage]:
        """The messages, in the order that was asked for."""

    @property
    def search_results_count(self) -> int:
        """How many messages fit in all. With `HistoryQuery.start_message_id` a server may stop counting: at
        least so many then.
        """

    @property
    def exceeded_server_limit(self) -> bool:
        """There are more messages than are here."""

    def __replace__(self, *, room_uri: str = ..., room_name: str = ..., messages: Iterable[ChatMessage] = ..., search_results_count: int = ..., exceeded_server_limit: bool = ...) -> Self:
        """The same with some fields changed."""

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...
    def __reduce__(self) -> tuple[Any, ...]: ...

@final
class InheritedInvitationSetting:
    """Whether new members get invitations, and why (the SDK's `InheritedChatRoomInviteProperty`)."""

    __match_args__: ClassVar[tuple[str, str, str]]

    def __new__(
        cls,
        *,
        local_value: ChatRoomInvitationSetting,
        inherited_value: bool,
        value: bool,
    ) -> Self: ...
    @property
    def local_value(self) -> ChatRoomInvitationSetting:
        """What the room says."""

    @property
    def inherited_value(self) -> bool:
        """What the category says."""

    @property
    def value(self) -> bool:
        """What comes of both."""

    def __replace__(self, *, local_value: ChatRoomInvitationSetting = ..., inherited_value: bool = ..., value: bool = ...) -> Self:
        """The same with some fields changed."""

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...
    def __reduce__(self) -> tuple[Any, ...]: ...

@final
class InvitationList:
    """What `Services.browse_by_invitations` found."""

    __match_args__: ClassVar[tuple[str, str]]

    def __new__(
        cls,
        *,
        invitations: Iterable[ChatRoomInvitation],
        last_invitation_id: int,
    ) -> Self: ...
    @property
    def invitations(self) -> list[ChatRoomInvitation]:
        """The invitations, the oldest first."""

    @property
    def last_invitation_id(self) -> int:
        """The cursor for the next time."""

    def __replace__(self, *, invitations: Iterable[ChatRoomInvitation] = ..., last_invitation_id: int = ...) -> Self:
        """The same with some fields changed."""

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...
    def __reduce__(self) -> tuple[Any, ...]: ...

@final
class JoinRooms:
    """The rooms to join at once."""

    __match_args__: ClassVar[tuple[str]]

    def __new__(
        cls,
        *,
        room_uris: Iterable[str] = ...,
    ) -> Self: ...
    @property
    def room_uris(self) -> list[str]:
        """Their URIs (`ma-chan://<domain>/<guid>`)."""

    def __replace__(self, *, room_uris: Iterable[str] = ...) -> Self:
        """The same with some fields changed."""

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...
    def __reduce__(self) -> tuple[Any, ...]: ...

@final
class LocalAddIn:
    """An add-in for a local server: a web page that rooms show."""

    __match_args__: ClassVar[tuple[str, str]]

    def __new__(
        cls,
        *,
        name: str = ...,
        url: str = ...,
    ) -> Self: ...
    @property
    def name(self) -> str:
        """Its name, unique, 50 characters at most."""

    @property
    def url(self) -> str:
        """An `http` or `https` address, 255 characters at most."""

    def __replace__(self, *, name: str = ..., url: str = ...) -> Self:
        """The same with some fields changed."""

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...
    def __reduce__(self) -> tuple[Any, ...]: ...

@final
class LocalCategory:
    """A category for a local server."""

    __match_args__: ClassVar[tuple[str, str, str, str, str, str, str, str]]

    def __new__(
        cls,
        *,
        name: str = ...,
        description: str | None = ...,
        allowed: Iterable[str] = ...,
        denied: Iterable[str] = ...,
        creators: Iterable[str] = ...,
        invitations: bool = ...,
        file_upload: bool = ...,
        history: bool = ...,
    ) -> Self: ...
    @property
    def name(self) -> str:
        """Its name, unique."""

    @property
    def description(self) -> str | None:
        """What its rooms are for."""

    @property
    def allowed(self) -> list[str]:
        """SIP addresses of those in its scope; empty for everybody."""

    @property
    def denied(self) -> list[str]:
        """SIP addresses of those who are not, although allowed."""

    @property
    def creators(self) -> list[str]:
        """SIP addresses of those who may create rooms in it."""

    @property
    def invitations(self) -> bool:
        """New members are invited. On by default."""

    @property
    def file_upload(self) -> bool:
        """Files may be posted. Off by default."""

    @property
    def history(self) -> bool:
        """Messages are kept. On by default."""

    def __replace__(self, *, name: str = ..., description: str | None = ..., allowed: Iterable[str] = ..., denied: Iterable[str] = ..., creators: Iterable[str] = ..., invitations: bool = ..., file_upload: bool = ..., history: bool = ...) -> Self:
        """The same with some fields changed."""

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...
    def __reduce__(self) -> tuple[Any, ...]: ...

@final
class LocalCategoryChange:
    """Changes of a category of a local server. What is `None` stays as it is."""

    __match_args__: ClassVar[tuple[str, str, str, str, str, str, str, str, str]]

    def __new__(
        cls,
        *,
        category: str = ...,
        name: str | None = ...,
        description: str | None = ...,
        allowed: Iterable[str] | None = ...,
        denied: Iterable[str] | None = ...,
        creators: Iterable[str] | None = ...,
        invitations: bool | None = ...,
        file_upload: bool | None = ...,
        history: bool | None = ...,
    ) -> Self: ...
    @property
    def category(self) -> str:
        """Which category: its name or URI."""

    @property
    def name(self) -> str | None:
        """Another name, unique."""

    @property
    def description(self) -> str | None:
        """What its rooms are for."""

    @property
    def allowed(self) -> list[str] | None:
        """Those in its scope are exactly these: SIP addresses, and `group:NAME`; empty for everybody."""

    @property
    def denied(self) -> list[str] | None:
        """Those who are not, although allowed, are exactly these."""

    @property
    def creators(self) -> list[str] | None:
        """Those who may create rooms in it are exactly these."""

    @property
    def invitations(self) -> bool | None:
        """New members are invited."""

    @property
    def file_upload(self) -> bool | None:
        """Files may be posted."""

    @property
    def history(self) -> bool | None:
        """Messages are kept."""

    def __replace__(self, *, category: str = ..., name: str | None = ..., description: str | None = ..., allowed: Iterable[str] | None = ..., denied: Iterable[str] | None = ..., creators: Iterable[str] | None = ..., invitations: bool | None = ..., file_upload: bool | None = ..., history: bool | None = ...) -> Self:
        """The same with some fields changed."""

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...
    def __reduce__(self) -> tuple[Any, ...]: ...

@final
class LocalGroup:
    """A group of users and groups for a local server."""

    __match_args__: ClassVar[tuple[str, str, str]]

    def __new__(
        cls,
        *,
        name: str = ...,
        email: str | None = ...,
        members: Iterable[str] = ...,
    ) -> Self: ...
    @property
    def name(self) -> str:
        """Its name, unique. Wherever a local server takes a SIP address for a role it also takes `group:` and
        this name.
        """

    @property
    def email(self) -> str | None:
        """The e-mail address."""

    @property
    def members(self) -> list[str]:
        """SIP addresses of the users in it, and `group:NAME` of the groups, all of which have to exist."""

    def __replace__(self, *, name: str = ..., email: str | None = ..., members: Iterable[str] = ...) -> Self:
        """The same with some fields changed."""

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...
    def __reduce__(self) -> tuple[Any, ...]: ...

@final
class LocalLimits:
    """Limits of a local server; 0 leaves one as it is."""

    __match_args__: ClassVar[tuple[str, str, str, str, str, str, str]]

    def __new__(
        cls,
        *,
        message_size_limit: int = ...,
        story_size_limit: int = ...,
        search_limit: int = ...,
        history_limit: int = ...,
        default_history: int = ...,
        participant_update_limit: int = ...,
        max_file_kb: int = ...,
    ) -> Self: ...
    @property
    def message_size_limit(self) -> int:
        """The longest message in bytes, up to 200,000; 32,768 at first. Its RTF twin may be eight times as
        long.
        """

    @property
    def story_size_limit(self) -> int:
        """The longest story in bytes, up to 200,000; 131,072 at first. Its RTF twin may be eight times as
        long.
        """

    @property
    def search_limit(self) -> int:
        """The most rooms or people that a search gives, and messages of each room in a history query; 999 at
        first.
        """

    @property
    def history_limit(self) -> int:
        """The most messages that recent history gives; 1,000 at first."""

    @property
    def default_history(self) -> int:
        """Messages of recent history for a client that says no number, 1 to 500; 30 at first."""

    @property
    def participant_update_limit(self) -> int:
        """With more people in a room its comings and goings are not told; 75 at first."""

    @property
    def max_file_kb(self) -> int:
        """The longest file in kilobytes; 20,000 at first."""

    def __replace__(self, *, message_size_limit: int = ..., story_size_limit: int = ..., search_limit: int = ..., history_limit: int = ..., default_history: int = ..., participant_update_limit: int = ..., max_file_kb: int = ...) -> Self:
        """The same with some fields changed."""

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...
    def __reduce__(self) -> tuple[Any, ...]: ...

@final
class LocalRoom:
    """A room for a local server."""

    __match_args__: ClassVar[tuple[str, str, str, str, str, str, str, str, str, str, str]]

    def __new__(
        cls,
        *,
        name: str = ...,
        category: str | None = ...,
        description: str | None = ...,
        topic: str | None = ...,
        privacy: ChatRoomPrivacy = ...,
        auditorium: bool = ...,
        members: Iterable[str] = ...,
        managers: Iterable[str] = ...,
        presenters: Iterable[str] = ...,
        invitations: bool = ...,
        add_in: str | None = ...,
    ) -> Self: ...
    @property
    def name(self) -> str:
        """Its name, unique."""

    @property
    def category(self) -> str | None:
        """The name of its category; `None` for `General`, which every local server has."""

    @property
    def description(self) -> str | None:
        """What it is for."""

    @property
    def topic(self) -> str | None:
        """What it is about just now."""

    @property
    def privacy(self) -> ChatRoomPrivacy:
        """Who finds and joins it. Open by default."""

    @property
    def auditorium(self) -> bool:
        """Only presenters post."""

    @property
    def members(self) -> list[str]:
        """SIP addresses of its members."""

    @property
    def managers(self) -> list[str]:
        """SIP addresses of its managers, who join only when they are members too."""

    @property
    def presenters(self) -> list[str]:
        """SIP addresses of those who post in an auditorium."""

    @property
    def invitations(self) -> bool:
        """New members are invited, when the category wants it too. On by default."""

    @property
    def add_in(self) -> str | None:
        """The name or id of the add-in beside it."""

    def __replace__(self, *, name: str = ..., category: str | None = ..., description: str | None = ..., topic: str | None = ..., privacy: ChatRoomPrivacy = ..., auditorium: bool = ..., members: Iterable[str] = ..., managers: Iterable[str] = ..., presenters: Iterable[str] = ..., invitations: bool = ..., add_in: str | None = ...) -> Self:
        """The same with some fields changed."""

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...
    def __reduce__(self) -> tuple[Any, ...]: ...

@final
class LocalServerSettings:
    """How a local server listens and behaves. The defaults suit most tests."""

    __match_args__: ClassVar[tuple[str, str, str, str, str, str, str, str, str, str, str, str]]

    def __new__(
        cls,
        *,
        domain: str = ...,
        tls: bool = ...,
        tcp: bool = ...,
        tls_port: int = ...,
        tcp_port: int = ...,
        authentication: Authentication = ...,
        session_expires_seconds: int = ...,
        registration_expires_seconds: int = ...,
        message_size_limit: int = ...,
        echo: bool = ...,
        data_folder: str | None = ...,
        file_service: bool = ...,
    ) -> Self: ...
    @property
    def domain(self) -> str:
        """The SIP domain of all addresses; `example.com` by default."""

    @property
    def tls(self) -> bool:
        """Listen for TLS. On by default."""

    @property
    def tcp(self) -> bool:
        """Listen for plain TCP. On by default."""

    @property
    def tls_port(self) -> int:
        """The TLS port; 0, the default, takes a free one."""

    @property
    def tcp_port(self) -> int:
        """The TCP port; 0, the default, takes a free one."""

    @property
    def authentication(self) -> Authentication:
        """NTLM (also for `Authentication.AUTOMATIC`), or `Authentication.NONE`: everybody is believed."""

    @property
    def session_expires_seconds(self) -> int:
        """After how many seconds a chat session in which nothing happens is over; 0 for 1800."""

    @property
    def registration_expires_seconds(self) -> int:
        """How long a registration lasts, in seconds; 0 for 7200."""

    @property
    def message_size_limit(self) -> int:
        """The longest message in bytes; 0 for 32,768."""

    @property
    def echo(self) -> bool:
        """Whether a message comes back to the session that sent it, as it should. On by default."""

    @property
    def data_folder(self) -> str | None:
        """Where the server keeps its data; the folder stays, and every message is on the disk before it is
        acknowledged. `None`: a temporary folder that goes away with the server, and no waiting for the
        disk.
        """

    @property
    def file_service(self) -> bool:
        """Whether there is a file service. On by default; without one, files fail with
        `ErrorCode.MSG_NOT_SUPPORTED`.
        """

    def __replace__(self, *, domain: str = ..., tls: bool = ..., tcp: bool = ..., tls_port: int = ..., tcp_port: int = ..., authentication: Authentication = ..., session_expires_seconds: int = ..., registration_expires_seconds: int = ..., message_size_limit: int = ..., echo: bool = ..., data_folder: str | None = ..., file_service: bool = ...) -> Self:
        """The same with some fields changed."""

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...
    def __reduce__(self) -> tuple[Any, ...]: ...

@final
class LocalUser:
    """A user for a local server."""

    __match_args__: ClassVar[tuple[str, str, str, str, str, str, str]]

    def __new__(
        cls,
        *,
        address: str = ...,
        password: str | None = ...,
        login: str | None = ...,
        display_name: str | None = ...,
        email: str | None = ...,
        first_name: str | None = ...,
        last_name: str | None = ...,
        company: str | None = ...,
    ) -> Self: ...
    @property
    def address(self) -> str:
        """The SIP address, with or without `sip:`."""

    @property
    def login(self) -> str | None:
        r"""`DOMAIN\name` or `name`; `None` for the part of the address before the `@`."""

    @property
    def display_name(self) -> str | None:
        """What others see; `None` for the part of the address before the `@`."""

    @property
    def email(self) -> str | None:
        """The e-mail address."""

    @property
    def first_name(self) -> str | None:
        """The first name."""

    @property
    def last_name(self) -> str | None:
        """The last name."""

    @property
    def company(self) -> str | None:
        """The company."""

    def __replace__(self, *, address: str = ..., password: str | None = ..., login: str | None = ..., display_name: str | None = ..., email: str | None = ..., first_name: str | None = ..., last_name: str | None = ..., company: str | None = ...) -> Self:
        """The same with some fields changed."""

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...
    def __reduce__(self) -> tuple[Any, ...]: ...

@final
class MessageBuilderSettings:
    """What a composed message is besides its parts."""

    __match_args__: ClassVar[tuple[str, str]]

    def __new__(
        cls,
        *,
        is_alert: bool = ...,
        story_title: str | None = ...,
    ) -> Self: ...
    @property
    def is_alert(self) -> bool:
        """Of high importance: clients show it with a sound."""

    @property
    def story_title(self) -> str | None:
        """Makes it a story, a long text under a title: one line, not empty."""

    def __replace__(self, *, is_alert: bool = ..., story_title: str | None = ...) -> Self:
        """The same with some fields changed."""

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...
    def __reduce__(self) -> tuple[Any, ...]: ...

@final
class MessagePart:
    """A slice of a message (the SDK's `MessagePart`). The raw texts of all parts, one after another, are
    the message.
    """

    __match_args__: ClassVar[tuple[str, str, str, str, str, str, str, str]]

    def __new__(
        cls,
        *,
        kind: MessagePartKind,
        display_text: str,
        raw_text: str,
        uri: str | None = ...,
        emoticon: ChatEmoticon | None = ...,
        file_name: str | None = ...,
        file_size: int | None = ...,
        file_size_estimate: str | None = ...,
    ) -> Self: ...
    @property
    def kind(self) -> MessagePartKind:
        """What it is."""

    @property
    def display_text(self) -> str:
        """For people: the text of a link, the name of a file, the title of a story."""

    @property
    def raw_text(self) -> str:
        """The slice as the message has it."""

    @property
    def uri(self) -> str | None:
        """Where a link leads: an absolute URI of any scheme. It came from the network: look at its scheme
        before you open it.
        """

    @property
    def emoticon(self) -> ChatEmoticon | None:
        """Which face an emoticon is."""

    @property
    def file_name(self) -> str | None:
        """The file's name for people, without folders; not checked for what a file system forbids."""

    @property
    def file_size(self) -> int | None:
        """The file's size in bytes, when the link tells it."""

    @property
    def file_size_estimate(self) -> str | None:
        """The file's size in words, such as "10 kilobytes", when the link tells it."""

    def __replace__(self, *, kind: MessagePartKind = ..., display_text: str = ..., raw_text: str = ..., uri: str | None = ..., emoticon: ChatEmoticon | None = ..., file_name: str | None = ..., file_size: int | None = ..., file_size_estimate: str | None = ...) -> Self:
        """The same with some fields changed."""

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...
    def __reduce__(self) -> tuple[Any, ...]: ...

@final
class OutboundMessage:
    """A message to post: plain or alert, story or not, with an RTF twin or without (the SDK's eight
    sends).
    """

    __match_args__: ClassVar[tuple[str, str, str, str]]

    def __new__(
        cls,
        *,
        text: str = ...,
        rtf: str | None = ...,
        story_title: str | None = ...,
        is_alert: bool = ...,
    ) -> Self: ...
    @property
    def text(self) -> str:
        r"""The plain text, not empty. Lines end with `\n`; the limit is
        `ServerConfiguration.message_size_limit` in bytes, for a story
        `ServerConfiguration.story_size_limit`, its title included. Links and faces are what
        `MessageBuilder` makes.

        The wire has no escape: who receives a text that begins with `[STORY]…[/STORY]` reads a story, and
        `<a href="…">` and `ma-filelink:` in it are read as links, whoever wrote them. A program that passes
        on what others typed decides itself what to do with these.
        """

    @property
    def rtf(self) -> str | None:
        r"""The same text as an RTF document, for clients that show it; `None` sends none. It begins with
        `{\rtf`, its braces balance, and it has at most 1 MiB. Servers have limits of their own that they do
        not tell: pchatd takes eight times the limit of the text, 256 KiB at first.
        """

    @property
    def story_title(self) -> str | None:
        """Makes it a story, a long text under a title: one line, not empty."""

    @property
    def is_alert(self) -> bool:
        """Of high importance: clients show it with a sound."""

    def __replace__(self, *, text: str = ..., rtf: str | None = ..., story_title: str | None = ..., is_alert: bool = ...) -> Self:
        """The same with some fields changed."""

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...
    def __reduce__(self) -> tuple[Any, ...]: ...

@final
class ParticipantAttendanceChanged:
    """Somebody came or went."""

    __match_args__: ClassVar[tuple[str, str, str]]

    def __new__(
        cls,
        *,
        room_uri: str,
        participant: ChatRoomParticipant,
        is_active: bool,
    ) -> Self: ...
    @property
    def room_uri(self) -> str:
        """The room."""

    @property
    def participant(self) -> ChatRoomParticipant:
        """Who."""

    @property
    def is_active(self) -> bool:
        """True when the participant is in the room now."""

    def __replace__(self, *, room_uri: str = ..., participant: ChatRoomParticipant = ..., is_active: bool = ...) -> Self:
        """The same with some fields changed."""

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...
    def __reduce__(self) -> tuple[Any, ...]: ...

@final
class ParticipantPrivilegeChanged:
    """What a participant may do in the room changed: a manager or presenter was made or unmade."""

    __match_args__: ClassVar[tuple[str, str]]

    def __new__(
        cls,
        *,
        room_uri: str,
        participant: ChatRoomParticipant,
    ) -> Self: ...
    @property
    def room_uri(self) -> str:
        """The room."""

    @property
    def participant(self) -> ChatRoomParticipant:
        """Who, with what he is now. For the signed-in user `can_chat` and `can_manage` of the properties have
        changed with it.
        """

    def __replace__(self, *, room_uri: str = ..., participant: ChatRoomParticipant = ...) -> Self:
        """The same with some fields changed."""

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...
    def __reduce__(self) -> tuple[Any, ...]: ...

@final
class PlatformSettings:
    """How a platform is made. The default fits a program with a few hundred endpoints."""

    __match_args__: ClassVar[tuple[str, str]]

    def __new__(
        cls,
        *,
        worker_threads: int = ...,
        pull_events: bool = ...,
    ) -> Self: ...
    @property
    def worker_threads(self) -> int:
        """Threads that do the network work; 0 for 2."""

    @property
    def pull_events(self) -> bool:
        """The program takes events out of the queue on its own threads, instead of being called back on a
        thread of the library.
        """

    def __replace__(self, *, worker_threads: int = ..., pull_events: bool = ...) -> Self:
        """The same with some fields changed."""

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...
    def __reduce__(self) -> tuple[Any, ...]: ...

@final
class PreferenceBundle:
    """A text that the server keeps for the user under a label, for example the list of rooms that a client
    joins by itself.
    """

    __match_args__: ClassVar[tuple[str, str, str]]

    def __new__(
        cls,
        *,
        label: str,
        sequence_id: int,
        data: str,
    ) -> Self: ...
    @property
    def label(self) -> str:
        """Its name, up to 255 characters."""

    @property
    def sequence_id(self) -> int:
        """Its version, which rises with every change."""

    @property
    def data(self) -> str:
        """What the program wrote."""

    def __replace__(self, *, label: str = ..., sequence_id: int = ..., data: str = ...) -> Self:
        """The same with some fields changed."""

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...
    def __reduce__(self) -> tuple[Any, ...]: ...

@final
class PrincipalSummary:
    """A user or group, short."""

    __match_args__: ClassVar[tuple[str, str, str, str, str, str]]

    def __new__(
        cls,
        *,
        uri: str,
        name: str,
        display_name: str | None = ...,
        kind: PrincipalKind,
        guid: str | None = ...,
        directory_path: str | None = ...,
    ) -> Self: ...
    @property
    def uri(self) -> str:
        """`sip:user@domain` or `ma-grp:<guid>@u.g`."""

    @property
    def name(self) -> str:
        """The name."""

    @property
    def display_name(self) -> str | None:
        """The full name, when the server tells it."""

    @property
    def kind(self) -> PrincipalKind:
        """What it is."""

    @property
    def guid(self) -> str | None:
        """The GUID of its object in the directory, when the server tells it."""

    @property
    def directory_path(self) -> str | None:
        """Its path in the directory, when the server tells it."""

    def __replace__(self, *, uri: str = ..., name: str = ..., display_name: str | None = ..., kind: PrincipalKind = ..., guid: str | None = ..., directory_path: str | None = ...) -> Self:
        """The same with some fields changed."""

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...
    def __reduce__(self) -> tuple[Any, ...]: ...

@final
class RoleChange:
    """Who gets or loses a role, see `RoomManagement.add_to_role`."""

    __match_args__: ClassVar[tuple[str, str, str]]

    def __new__(
        cls,
        *,
        role: ChatRoomRole = ...,
        room_uri: str = ...,
        principals: Iterable[str] = ...,
    ) -> Self: ...
    @property
    def role(self) -> ChatRoomRole:
        """The role; not `ChatRoomRole.CREATOR`."""

    @property
    def room_uri(self) -> str:
        """The room."""

    @property
    def principals(self) -> list[str]:
        """Users and groups: their URIs, `sip:` or `ma-grp:`. At least one."""

    def __replace__(self, *, role: ChatRoomRole = ..., room_uri: str = ..., principals: Iterable[str] = ...) -> Self:
        """The same with some fields changed."""

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...
    def __reduce__(self) -> tuple[Any, ...]: ...

@final
class RoleEntry:
    """Somebody in a role (the SDK's `PersistentChatRoleDescriptor`)."""

    __match_args__: ClassVar[tuple[str, str]]

    def __new__(
        cls,
        *,
        principal: PrincipalSummary,
        change_history: AuditData | None = ...,
    ) -> Self: ...
    @property
    def principal(self) -> PrincipalSummary:
        """Who has the role."""

    @property
    def change_history(self) -> AuditData | None:
        """Who gave it and when, when the server tells it."""

    def __replace__(self, *, principal: PrincipalSummary = ..., change_history: AuditData | None = ...) -> Self:
        """The same with some fields changed."""

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...
    def __reduce__(self) -> tuple[Any, ...]: ...

@final
class RoomFilter:
    """What to look for with `Services.browse_by_filter`. A room has to fit everything that is set."""

    __match_args__: ClassVar[tuple[str, str, str, str, str, str, str, str, str, str, str, str]]

    def __new__(
        cls,
        *,
        search_terms: str = ...,
        search_description: bool = ...,
        member: str | None = ...,
        manager: str | None = ...,
        category_uri: str | None = ...,
        add_in_id: str | None = ...,
        disabled: bool = ...,
        privacy: ChatRoomPrivacy | None = ...,
        behavior: ChatRoomBehavior | None = ...,
        search_invitations: bool = ...,
        invitations: bool | None = ...,
        max_results: int = ...,
    ) -> Self: ...
    @property
    def search_terms(self) -> str:
        """Words to look for in names; empty for every name."""

    @property
    def search_description(self) -> bool:
        """Also look in descriptions."""

    @property
    def member(self) -> str | None:
        """The URI of a user or group: rooms with this member."""

    @property
    def manager(self) -> str | None:
        """The URI of a user or group: rooms with this manager."""

    @property
    def category_uri(self) -> str | None:
        """Rooms of this category."""

    @property
    def add_in_id(self) -> str | None:
        """Rooms with the add-in of this id."""

    @property
    def disabled(self) -> bool:
        """Rooms that are disabled; otherwise those that are not. Always counts."""

    @property
    def privacy(self) -> ChatRoomPrivacy | None:
        """Rooms that are seen and joined like this."""

    @property
    def behavior(self) -> ChatRoomBehavior | None:
        """Rooms in which these may post."""

    @property
    def search_invitations(self) -> bool:
        """Look at `invitations`."""

    @property
    def invitations(self) -> bool | None:
        """Rooms whose invitations are on or off; `None` finds those that leave it to their category. Counts
        only with `search_invitations`.
        """

    @property
    def max_results(self) -> int:
        """At most so many rooms; -1 for all that the server gives."""

    def __replace__(self, *, search_terms: str = ..., search_description: bool = ..., member: str | None = ..., manager: str | None = ..., category_uri: str | None = ..., add_in_id: str | None = ..., disabled: bool = ..., privacy: ChatRoomPrivacy | None = ..., behavior: ChatRoomBehavior | None = ..., search_invitations: bool = ..., invitations: bool | None = ..., max_results: int = ...) -> Self:
        """The same with some fields changed."""

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...
    def __reduce__(self) -> tuple[Any, ...]: ...

@final
class RoomNotJoined:
    """A room that was not joined with the others."""

    __match_args__: ClassVar[tuple[str, str]]

    def __new__(
        cls,
        *,
        room_uri: str,
        reason: PchatError,
    ) -> Self: ...
    @property
    def room_uri(self) -> str:
        """The URI as it was given."""

    @property
    def reason(self) -> PchatError:
        """Why: `ErrorCode.BAD_ARGUMENT` (not a room URI), `ErrorCode.INVALID_OPERATION` (this endpoint is in
        the room already, or it was named twice), or the server's answer: `ErrorCode.NO_SUCH_NODE`,
        `ErrorCode.NODE_DISABLED`, `ErrorCode.ERROR_PERMISSION`, … Servers that only say that it failed give
        `ErrorCode.UNKNOWN_SERVER_ERROR`.
        """

    def __replace__(self, *, room_uri: str = ..., reason: PchatError = ...) -> Self:
        """The same with some fields changed."""

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...
    def __reduce__(self) -> tuple[Any, ...]: ...

@final
class RoomPermissions:
    """What the user may do in a room (the SDK's `RoomPermissionMap`)."""

    __match_args__: ClassVar[tuple[str, str, str, str, str, str]]

    def __new__(
        cls,
        *,
        can_manage_room: bool,
        can_join: bool,
        can_chat: bool,
        can_read_history: bool,
        can_view: bool,
        can_auditorium_chat: bool,
    ) -> Self: ...
    @property
    def can_manage_room(self) -> bool:
        """Change it and its lists."""

    @property
    def can_join(self) -> bool:
        """Join it."""

    @property
    def can_chat(self) -> bool:
        """Post to it."""

    @property
    def can_read_history(self) -> bool:
        """Read what was said, also without joining."""

    @property
    def can_view(self) -> bool:
        """See it."""

    @property
    def can_auditorium_chat(self) -> bool:
        """Post to it although it is an auditorium."""

    def __replace__(self, *, can_manage_room: bool = ..., can_join: bool = ..., can_chat: bool = ..., can_read_history: bool = ..., can_view: bool = ..., can_auditorium_chat: bool = ...) -> Self:
        """The same with some fields changed."""

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...
    def __reduce__(self) -> tuple[Any, ...]: ...

@final
class RoomQuery:
    """What to look for with `Services.browse_by_criteria`."""

    __match_args__: ClassVar[tuple[str, str, str, str, str]]

    def __new__(
        cls,
        *,
        criteria: str = ...,
        search_description: bool = ...,
        match_all: bool = ...,
        match_exact_phrase: bool = ...,
        max_results: int = ...,
    ) -> Self: ...
    @property
    def criteria(self) -> str:
        """Words to look for in names; empty finds every room."""

    @property
    def search_description(self) -> bool:
        """Also look in descriptions."""

    @property
    def match_all(self) -> bool:
        """All words must match; otherwise any of them. Ignored with `match_exact_phrase`."""

    @property
    def match_exact_phrase(self) -> bool:
        """`criteria` is one phrase instead of words."""

    @property
    def max_results(self) -> int:
        """At most so many rooms; -1 for all that the server gives."""

    def __replace__(self, *, criteria: str = ..., search_description: bool = ..., match_all: bool = ..., match_exact_phrase: bool = ..., max_results: int = ...) -> Self:
        """The same with some fields changed."""

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...
    def __reduce__(self) -> tuple[Any, ...]: ...

@final
class ServerConfiguration:
    """Facts of the connected server, as told when the endpoint was established."""

    __match_args__: ClassVar[tuple[str, str, str, str, str, str, str, str, str]]

    def __new__(
        cls,
        *,
        display_name: str | None = ...,
        message_size_limit: int,
        story_size_limit: int,
        search_limit: int,
        root_category_uri: str | None = ...,
        room_management_url: str | None = ...,
        database_version: str | None = ...,
        server_time: datetime.datetime | None = ...,
        domain_name: str,
    ) -> Self: ...
    @property
    def display_name(self) -> str | None:
        """The pool's friendly name, when the server tells it."""

    @property
    def message_size_limit(self) -> int:
        """The largest ordinary message, in bytes of UTF-8; 0 when the server does not tell."""

    @property
    def story_size_limit(self) -> int:
        """The largest story, in bytes of UTF-8; 0 when the server does not tell."""

    @property
    def search_limit(self) -> int:
        """The most results of one search; 0 when the server does not tell."""

    @property
    def root_category_uri(self) -> str | None:
        """The root of the category tree."""

    @property
    def room_management_url(self) -> str | None:
        """The web page that manages rooms, when there is one."""

    @property
    def database_version(self) -> str | None:
        """The identity of the server's database."""

    @property
    def server_time(self) -> datetime.datetime | None:
        """The server's clock when the endpoint was established."""

    @property
    def domain_name(self) -> str:
        """The domain of the chat pool's SIP URI."""

    def __replace__(self, *, display_name: str | None = ..., message_size_limit: int = ..., story_size_limit: int = ..., search_limit: int = ..., root_category_uri: str | None = ..., room_management_url: str | None = ..., database_version: str | None = ..., server_time: datetime.datetime | None = ..., domain_name: str = ...) -> Self:
        """The same with some fields changed."""

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...
    def __reduce__(self) -> tuple[Any, ...]: ...

@final
class SessionStateChanged:
    """The session's state moved."""

    __match_args__: ClassVar[tuple[str, str]]

    def __new__(
        cls,
        *,
        state: SessionState,
        reason: PchatError | None = ...,
    ) -> Self: ...
    @property
    def state(self) -> SessionState:
        """The state it is in now."""

    @property
    def reason(self) -> PchatError | None:
        """Why, when it was not asked for: the user was removed from the room (`ErrorCode.ERROR_PERMISSION`),
        the room was disabled (`ErrorCode.NODE_DISABLED`), the connection was lost, …
        """

    def __replace__(self, *, state: SessionState = ..., reason: PchatError | None = ...) -> Self:
        """The same with some fields changed."""

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...
    def __reduce__(self) -> tuple[Any, ...]: ...

@final
class TransferredFile:
    """A completed transfer."""

    __match_args__: ClassVar[tuple[str, str, str, str]]

    def __new__(
        cls,
        *,
        file_uri: str,
        path: str,
        file_name: str,
        size: int,
    ) -> Self: ...
    @property
    def file_uri(self) -> str:
        """The file's URI, `ma-filelink://…`: what `FileDownload.file_uri` takes."""

    @property
    def path(self) -> str:
        """The path on this machine; empty for one that has none."""

    @property
    def file_name(self) -> str:
        """The name for people."""

    @property
    def size(self) -> int:
        """Its size in bytes."""

    def __replace__(self, *, file_uri: str = ..., path: str = ..., file_name: str = ..., size: int = ...) -> Self:
        """The same with some fields changed."""

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...
    def __reduce__(self) -> tuple[Any, ...]: ...

@final
class User:
    """Everything about a user."""

    __match_args__: ClassVar[tuple[str, str, str, str, str, str, str, str, str, str, str]]

    def __new__(
        cls,
        *,
        uri: str,
        name: str,
        display_name: str | None = ...,
        kind: PrincipalKind,
        guid: str | None = ...,
        directory_path: str | None = ...,
        company_name: str | None = ...,
        email: str | None = ...,
        is_disabled: bool,
        member_of: Iterable[PrincipalSummary],
        change_history: AuditData | None = ...,
    ) -> Self: ...
    @property
    def uri(self) -> str:
        """`sip:user@domain`."""

    @property
    def name(self) -> str:
        """The name."""

    @property
    def display_name(self) -> str | None:
        """The full name, when the server tells it."""

    @property
    def kind(self) -> PrincipalKind:
        """What it is."""

    @property
    def guid(self) -> str | None:
        """The GUID of the object in the directory, when the server tells it."""

    @property
    def directory_path(self) -> str | None:
        """The path in the directory, when the server tells it."""

    @property
    def company_name(self) -> str | None:
        """The company, when the server tells it."""

    @property
    def email(self) -> str | None:
        """The e-mail address, when the server tells it."""

    @property
    def is_disabled(self) -> bool:
        """May not connect any more. Users are not deleted."""

    @property
    def member_of(self) -> list[PrincipalSummary]:
        """The groups, containers and domain that the user is in."""

    @property
    def change_history(self) -> AuditData | None:
        """Who made and changed it, when the server tells it."""

    def __replace__(self, *, uri: str = ..., name: str = ..., display_name: str | None = ..., kind: PrincipalKind = ..., guid: str | None = ..., directory_path: str | None = ..., company_name: str | None = ..., email: str | None = ..., is_disabled: bool = ..., member_of: Iterable[PrincipalSummary] = ..., change_history: AuditData | None = ...) -> Self:
        """The same with some fields changed."""

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...
    def __reduce__(self) -> tuple[Any, ...]: ...

@final
class UserGroup:
    """Everything about a group."""

    __match_args__: ClassVar[tuple[str, str, str, str, str, str, str, str]]

    def __new__(
        cls,
        *,
        uri: str,
        name: str,
        display_name: str | None = ...,
        kind: PrincipalKind,
        guid: str | None = ...,
        directory_path: str | None = ...,
        member_of: Iterable[PrincipalSummary],
        change_history: AuditData | None = ...,
    ) -> Self: ...
    @property
    def uri(self) -> str:
        """`ma-grp:<guid>@u.g`."""

    @property
    def name(self) -> str:
        """The name."""

    @property
    def display_name(self) -> str | None:
        """The full name, when the server tells it."""

    @property
    def kind(self) -> PrincipalKind:
        """What it is."""

    @property
    def guid(self) -> str | None:
        """The GUID of the object in the directory, when the server tells it."""

    @property
    def directory_path(self) -> str | None:
        """The path in the directory, when the server tells it."""

    @property
    def member_of(self) -> list[PrincipalSummary]:
        """The groups, containers and domain that the group is in."""

    @property
    def change_history(self) -> AuditData | None:
        """Who made and changed it, when the server tells it."""

    def __replace__(self, *, uri: str = ..., name: str = ..., display_name: str | None = ..., kind: PrincipalKind = ..., guid: str | None = ..., directory_path: str | None = ..., member_of: Iterable[PrincipalSummary] = ..., change_history: AuditData | None = ...) -> Self:
        """The same with some fields changed."""

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...
    def __reduce__(self) -> tuple[Any, ...]: ...

@final
class UserSearch:
    """Which users are looked for with `UserServices.find_users`: those that fit any of these. At least one
    is needed.
    """

    __match_args__: ClassVar[tuple[str, str, str]]

    def __new__(
        cls,
        *,
        last_name: str | None = ...,
        first_name: str | None = ...,
        email: str | None = ...,
    ) -> Self: ...
    @property
    def last_name(self) -> str | None:
        """Letters of the last name."""

    @property
    def first_name(self) -> str | None:
        """Letters of the first name."""

    @property
    def email(self) -> str | None:
        """Letters of the e-mail address."""

    def __replace__(self, *, last_name: str | None = ..., first_name: str | None = ..., email: str | None = ...) -> Self:
        """The same with some fields changed."""

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...
    def __reduce__(self) -> tuple[Any, ...]: ...

@final
class UserSearchResult:
    """What `UserServices.find_users` found."""

    __match_args__: ClassVar[tuple[str, str]]

    def __new__(
        cls,
        *,
        users: Iterable[PrincipalSummary],
        more_available: bool,
    ) -> Self: ...
    @property
    def users(self) -> list[PrincipalSummary]:
        """The users."""

    @property
    def more_available(self) -> bool:
        """There are more than the server gives; narrow the search."""

    def __replace__(self, *, users: Iterable[PrincipalSummary] = ..., more_available: bool = ...) -> Self:
        """The same with some fields changed."""

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...
    def __reduce__(self) -> tuple[Any, ...]: ...

@final
class Endpoint:
    """One user's connection to one Persistent Chat server (the SDK's `PersistentChatEndpoint` and its
    `UserEndpoint` in one).

    It is used once: idle, establishing, established, terminating, terminated.
    """

    @property
    def identity(self) -> int:
        """The same for handles of the same object."""

    def inbox(self, kinds: list[int], capacity: int, drop_oldest: bool) -> Inbox:
        """Bounded room for events of these kinds, from now on."""

    @staticmethod
    def new(platform: Platform, settings: EndpointSettings) -> Endpoint:
        """Makes an idle endpoint; nothing is sent yet. Its events go to the platform's event queue.

        Fails with `ErrorCode.BAD_ARGUMENT` when a setting cannot work (the message names it),
        `ErrorCode.FORKED_PROCESS` and `ErrorCode.PLATFORM_SHUT_DOWN`.
        """

    def establish(self) -> int:
        """Connects, signs in, finds the chat server and opens the chat. Once only.

        Fails with `ErrorCode.INVALID_OPERATION` when it is not idle, with
        `ErrorCode.INVALID_FLOW_OF_OPERATIONS` when it is terminated meanwhile, else with what went wrong
        between 40 and 69 or `ErrorCode.TIMED_OUT`; the endpoint is terminated then.
        """

    def terminate(self) -> int:
        """Leaves every room, closes the chat and signs out. Sessions end with it.

        Succeeds at once when the endpoint is terminated already. A server that does not answer is left
        after a few seconds. Fails with `ErrorCode.PLATFORM_SHUT_DOWN` once the platform was shut down,
        which has terminated it.
        """

    def join_rooms(self, rooms: JoinRooms) -> int:
        """Joins many rooms at once, each with a session of its own, which is quicker than one after the other.
        Rooms that cannot be joined are among the failures; the others are joined all the same.

        Fails with `ErrorCode.ENDPOINT_NOT_ESTABLISHED`, or, when the server answers for no room at all,
        with the reason: `ErrorCode.TIMED_OUT`, `ErrorCode.CONNECTION_LOST`, … Nothing is joined then.
        """

    def state(self) -> EndpointState:
        """The state now."""

    def owner_uri(self) -> str:
        """The signed-in user's SIP URI, with `sip:`."""

    def active_sessions(self) -> list[Session]:
        """The sessions that are joined now. A copy."""

    def session_by_name(self, name: str) -> Session | None:
        """The joined session of the room with this name, compared without case. `ErrorCode.BAD_ARGUMENT` when
        the name is empty.
        """

    def session_by_uri(self, uri: str) -> Session | None:
        """The joined session of the room with this URI. `ErrorCode.BAD_ARGUMENT` when it is not a room URI
        (`ma-chan://…`).
        """

    def services(self) -> Services:
        """Browsing and server facts. Usable while the endpoint is established."""


@final
class FileTransfer:
    """A file on its way up or down (the SDK's `ChatRoomFileUploadJob` and `ChatRoomFileDownloadJob`).
    Functions of `Session` begin it: from or to a path, bytes in memory, or a stream of chunks that the
    program writes or reads.

    It runs by itself. A short loss of the connection to the file service is mended: the transfer goes
    on where it was. A download is written beside its path under a name of its own, which is gone when
    the transfer is dropped, and gets its real name when it is complete and on the disk. What is in
    memory is bounded: whoever writes or reads too slowly stops the transfer until he goes on, and at
    most some MiB wait.
    """

    @property
    def identity(self) -> int:
        """The same for handles of the same object."""

    def inbox(self, kinds: list[int], capacity: int, drop_oldest: bool) -> Inbox:
        """Bounded room for events of these kinds, from now on."""

    def finish(self) -> int:
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

    def write(self, chunk: bytes | bytearray | memoryview) -> int:
        """Writes the next chunk of an upload that `Session.upload_stream` began, of any length. Succeeds when
        the chunk is taken over, which waits while others are on their way; one chunk at a time. Giving it
        up leaves the chunk unwritten, unless it was taken at that moment.

        Fails as `finish()` does when the transfer has failed or was cancelled;
        `ErrorCode.FILE_UPLOAD_FAILED` for more than the announced size, which ends the transfer;
        `ErrorCode.INVALID_OPERATION` for another transfer, while a chunk is being written, and after
        `finish()`.
        """

    def read(self) -> int:
        """Reads the next chunk of a download that `Session.download_stream` began, of 1 byte to 1 MiB; `None`
        when the file is complete. No more than a few chunks are fetched ahead. One chunk at a time; whoever
        gives a read up should cancel the transfer, as that read may have taken a chunk with it.

        Fails as `finish()` does when the transfer has failed or was cancelled;
        `ErrorCode.INVALID_OPERATION` for another transfer, and while a chunk is being read.
        """

    def content(self) -> int:
        """Waits until a download that `Session.download_bytes` began is over; gives the whole file. May be
        asked again.

        Fails as `finish()` does; `ErrorCode.INVALID_OPERATION` for another transfer.
        """

    def progress(self) -> FileTransferProgress:
        """How far it is."""

    def progress_after(self, percent: int) -> int:
        """Waits until it is further than `percent`, or over; gives how far it is then."""

    def cancel(self) -> None:
        """Cancels it. It is over soon after that; what is over stays as it is."""

    def resume(self) -> None:
        """Goes on after a failure or a cancellation, where the transfer was. The server keeps half an upload
        for half an hour.

        `ErrorCode.INVALID_OPERATION` while it runs, when it is completed, and for what the program writes
        or reads itself; `ErrorCode.ENDPOINT_NOT_ESTABLISHED`; `ErrorCode.PLATFORM_SHUT_DOWN`.
        """

    def is_upload(self) -> bool:
        """Whether it goes up."""

    def path(self) -> str:
        """The path on this machine; empty for a transfer of bytes, or of what the program writes or reads."""

    def file_name(self) -> str:
        """The name for people."""

    def file_uri(self) -> str | None:
        """The file's URI; of an upload as soon as it is complete."""

    def endpoint(self) -> Endpoint:
        """The endpoint that it belongs to."""


@final
class HistoryPager:
    """Reads any part of one room's history page by page, from the oldest message or from the newest. Made
    by `Services.history_pager`(super::Services::history_pager) and
    `Session.history_pager`(super::Session::history_pager).

    It keeps nothing of what it gave, so that a room of any size is read in the memory of a page.
    """

    @property
    def identity(self) -> int:
        """The same for handles of the same object."""

    def next_page(self) -> int:
        """The next messages: `HistoryQuery.limit` of them, or as many as the server gives. An empty page is
        the end, and nothing is asked any more then.

        A page that failed or was cancelled is read again by the next call. Fails with
        `ErrorCode.INVALID_OPERATION` while another page is being read, `ErrorCode.PROTOCOL_VIOLATION` when
        the server does not number its messages, and like
        `Services.query_history`(super::Services::query_history).
        """

    def progress(self) -> HistoryProgress:
        """How far it is."""

    def room_uri(self) -> str:
        """The room's URI."""


@final
class JoinedRooms:
    """What became of joining many rooms at once."""

    @property
    def identity(self) -> int:
        """The same for handles of the same object."""

    def sessions(self) -> list[Session]:
        """The sessions of the rooms that were joined, in the order in which the rooms were named."""

    def failures(self) -> list[RoomNotJoined]:
        """The rooms that were not joined and why, in the order in which they were named."""

    def endpoint(self) -> Endpoint:
        """The endpoint that joined them."""


@final
class LocalServer:
    """A Persistent Chat server inside this process, for tests. It listens on loopback addresses only.

    Dropping the last one stops it. All methods may be called from any thread; those that wait for the
    server or the disk say so, and do it for a moment only.
    """

    @staticmethod
    def start(settings: LocalServerSettings) -> LocalServer:
        """Starts a server. Blocks until it listens.

        Fails with `ErrorCode.BAD_ARGUMENT` for settings that cannot work and `ErrorCode.IO` when a folder
        or a port cannot be used.
        """

    def sip_tls_port(self) -> int:
        """The port for TLS; 0 when TLS is off."""

    def sip_tcp_port(self) -> int:
        """The port for plain TCP; 0 when TCP is off."""

    def ca_file(self) -> str:
        """The path of the PEM file with the authority that a TLS client has to trust."""

    def domain(self) -> str:
        """The SIP domain."""

    def data_folder(self) -> str:
        """Where the server keeps its data."""

    def root_category_uri(self) -> str:
        """The URI of the root category, of which all categories are children. No room can be made in it."""

    def add_user(self, user: LocalUser) -> None:
        """Adds a user. Blocks until it is stored.

        Fails with `ErrorCode.BAD_ARGUMENT` (the message says what is wrong or taken) and
        `ErrorCode.INVALID_OPERATION` when the server is stopped.
        """

    def add_category(self, category: LocalCategory) -> str:
        """Adds a category and gives its `ma-cat` URI. Blocks until it is stored.

        Fails as `LocalServer.add_user` does, and with `ErrorCode.PRINCIPALS_NOT_IN_SCOPE` when a creator is
        not in its scope.
        """

    def change_category(self, change: LocalCategoryChange) -> None:
        """Changes a category. Roles in its rooms stay, but count for nothing for those who are out of its
        scope now: who is in a room has to leave.

        Fails with `ErrorCode.NO_SUCH_NODE`, `ErrorCode.NODE_HIERARCHY_VIOLATION` (it is the root),
        `ErrorCode.NO_SUCH_PRINCIPAL` (a group that does not exist), `ErrorCode.PRINCIPALS_NOT_IN_SCOPE` (a
        creator), `ErrorCode.BAD_ARGUMENT` (the message says what is wrong or taken), and
        `ErrorCode.INVALID_OPERATION` when the server is stopped.
        """

    def remove_category(self, category: str) -> None:
        """Removes a category without rooms. `category` is its name or URI.

        Fails with `ErrorCode.NO_SUCH_NODE`, `ErrorCode.NODE_HIERARCHY_VIOLATION` (it is the root),
        `ErrorCode.ERROR_PERMISSION` while there are rooms in it, and `ErrorCode.INVALID_OPERATION` when the
        server is stopped.
        """

    def add_room(self, room: LocalRoom) -> str:
        """Adds a room and gives its `ma-chan` URI. Blocks until it is stored.

        Fails as `LocalServer.add_user` does, with `ErrorCode.DUPLICATE_ROOM_NAME`, `ErrorCode.NO_SUCH_NODE`
        (its category or add-in), with `ErrorCode.NODE_HIERARCHY_VIOLATION` (the category is the root), with
        `ErrorCode.PRINCIPALS_NOT_IN_SCOPE` when somebody is not in the category's scope,
        `ErrorCode.PRESENTER_NOT_IN_MEM_LIST` when a presenter is not among the members and
        `ErrorCode.NO_SUCH_PRINCIPAL` (a group that does not exist). Everybody in scope joins an open room,
        but its presenters have to be members all the same.
        """

    def set_room_disabled(self, room: str, disabled: bool) -> None:
        """Disables a room, which nobody sees, joins or reads then, or enables it again. `room` is its name or
        URI. Blocks until it is stored.

        Fails with `ErrorCode.NO_SUCH_NODE`, and `ErrorCode.INVALID_OPERATION` when the server is stopped.
        """

    def move_room(self, room: str, category: str) -> None:
        """Moves a room into another category. Whoever is out of that one's scope loses all roles in the room.
        `room` and `category` are names or URIs.

        Fails with `ErrorCode.NO_SUCH_NODE`, `ErrorCode.NODE_HIERARCHY_VIOLATION` (the category is the
        root), and `ErrorCode.INVALID_OPERATION` when the server is stopped.
        """

    def remove_room(self, room: str) -> None:
        """Removes a room with its messages, which no client may do; who is in it has to leave. `room` is its
        name or URI.

        Fails with `ErrorCode.NO_SUCH_NODE`, and `ErrorCode.INVALID_OPERATION` when the server is stopped.
        """

    def set_role(self, room: str, role: ChatRoomRole, principal: str, has: bool) -> None:
        """Gives a role in a room to a user or group, or takes it away. `room` is a name or URI, `principal` a
        SIP address or `group:NAME`.

        Fails with `ErrorCode.NO_SUCH_NODE`, `ErrorCode.NO_SUCH_PRINCIPAL`,
        `ErrorCode.PRINCIPALS_ALREADY_DEFINED`, `ErrorCode.PRINCIPALS_NOT_IN_SCOPE`,
        `ErrorCode.PRESENTER_NOT_IN_MEM_LIST`, `ErrorCode.BAD_ARGUMENT` (a creator, which a category has and
        no room; a presenter outside of an auditorium), and `ErrorCode.INVALID_OPERATION` when the server is
        stopped.
        """

    def add_group(self, group: LocalGroup) -> str:
        """Adds a group and gives its `ma-grp` URI.

        Fails as `LocalServer.add_user` does, and with `ErrorCode.NO_SUCH_PRINCIPAL` when a member does not
        exist.
        """

    def set_group_member(self, group: str, member: str, is_member: bool) -> None:
        """Puts a user or group into a group, or takes it out. `group` is a name or URI, `member` a SIP address
        or `group:NAME`.

        Fails with `ErrorCode.NO_SUCH_PRINCIPAL` (one of them does not exist, or is not in the group),
        `ErrorCode.PRINCIPALS_ALREADY_DEFINED`, `ErrorCode.ERROR_PERMISSION` (a group would be inside
        itself), and `ErrorCode.INVALID_OPERATION` when the server is stopped.
        """

    def remove_group(self, group: str) -> None:
        """Removes a group with its roles; its members stay. `group` is a name or URI.

        Fails with `ErrorCode.NO_SUCH_PRINCIPAL`, and `ErrorCode.INVALID_OPERATION` when the server is
        stopped.
        """

    def add_add_in(self, add_in: object) -> str:
        """Registers an add-in and gives its id.

        Fails as `LocalServer.add_user` does, and with `ErrorCode.DUPLICATE_ADDIN_NAME`.
        """

    def remove_add_in(self, add_in: str) -> None:
        """Removes an add-in, also from the rooms that show it. `add_in` is its name or id.

        Fails with `ErrorCode.NO_SUCH_NODE`, and `ErrorCode.INVALID_OPERATION` when the server is stopped.
        """

    def set_user_disabled(self, address: str, disabled: bool) -> None:
        """Disables a user, who is signed off and refused then, or enables one again.

        Fails with `ErrorCode.BAD_ARGUMENT`, `ErrorCode.NO_SUCH_PRINCIPAL`, and
        `ErrorCode.INVALID_OPERATION` when the server is stopped.
        """

    def remove_user(self, address: str) -> None:
        """Removes a user, who is signed off and refused then, with roles, preferences and invitations;
        messages stay.

        Fails with `ErrorCode.BAD_ARGUMENT`, `ErrorCode.NO_SUCH_PRINCIPAL`, and
        `ErrorCode.INVALID_OPERATION` when the server is stopped.
        """

    def set_room_management_url(self, url: str) -> None:
        """Sets the address of the web page where rooms are managed, which clients read as
        `room_management_url` when they sign in; an empty one takes it away. There is none at first.

        Fails with `ErrorCode.BAD_ARGUMENT`, and `ErrorCode.INVALID_OPERATION` when the server is stopped.
        """

    def set_limits(self, limits: LocalLimits) -> None:
        """Changes limits, which hold at once.

        Fails with `ErrorCode.BAD_ARGUMENT` for a limit out of its range, and `ErrorCode.INVALID_OPERATION`
        when the server is stopped.
        """

    def post(self, room: str, author: str, text: str) -> int:
        """Posts a message in the name of a user, joined or not, and gives its id: for a history to start from.
        Who is in the room gets it. `room` is a name or URI, `author` a SIP address. Blocks until it is
        stored.

        Fails with `ErrorCode.NO_SUCH_NODE`, `ErrorCode.NO_SUCH_PRINCIPAL`, and
        `ErrorCode.INVALID_OPERATION` when the server is stopped.
        """

    def remove_message(self, room: str, message_id: int) -> None:
        """Removes a message from the history of a room, which no client may do. Nobody is told, and its number
        is not given out again. `room` is a name or URI, `message_id` what `LocalServer.post` gave and
        messages have.

        Fails with `ErrorCode.NO_SUCH_NODE` (no such room, or no such message in it), and
        `ErrorCode.INVALID_OPERATION` when the server is stopped.
        """

    def replace_message(self, room: str, message_id: int, text: str) -> None:
        """Puts another text in the place of a message, as an administrator does with one that must not be
        read; its RTF goes, its author and time stay. Nobody is told. Otherwise as
        `LocalServer.remove_message`.

        Fails as `LocalServer.remove_message` does, and with `ErrorCode.BAD_ARGUMENT` for an empty text.
        """

    def connection_count(self) -> int:
        """How many connections are open. 0 when the server is stopped. Blocks until the server has counted
        them.
        """

    def disconnect_all(self) -> None:
        """Drops every connection without a word, as a broken network does. Clients may connect again at once.
        Blocks while another thread changes the server.

        Fails with `ErrorCode.INVALID_OPERATION` when the server is stopped.
        """

    def set_silent(self, silent: bool) -> None:
        """From now on does nothing with what clients send, as a server that hangs, for tests of cancelling and
        of time limits; or goes on, beginning with what came meanwhile. Clients still connect. Blocks until
        the server does so.

        Fails with `ErrorCode.INVALID_OPERATION` when the server is stopped.
        """

    def stop(self) -> None:
        """Closes all connections, stops listening and removes a temporary folder. Blocks until that is done.
        Stopping twice is no error.
        """


@final
class MessageBuilder:
    """A message made of parts (the SDK's `FormattedOutboundChatMessage`).

    `Session.send_built` posts it. What is appended reads back as the same part; text that spells a link
    or a face is one, as in every message. Any thread may use it; nothing waits.
    """

    @staticmethod
    def new(settings: MessageBuilderSettings) -> MessageBuilder:
        """Begins a message. `ErrorCode.BAD_ARGUMENT` for a title that is empty, has more than one line, or has
        `[/STORY]` in it.
        """

    def append_plain_text(self, text: str) -> None:
        r"""Appends text. Lines end with `\n`. `ErrorCode.BAD_ARGUMENT` when it is empty, has a NUL character,
        or makes the message begin with `[STORY]`, which stands for a title. Markup of links in it is not
        taken away: receivers read `<a href="…">` and `ma-filelink:` as links.
        """

    def append_hyperlink(self, display_text: str, uri: str) -> None:
        """Appends a link: what people read, and where it leads. `ErrorCode.BAD_ARGUMENT` when the text is
        empty or the URI is not absolute (`https://…`), has spaces, or is that of a file, which only an
        upload posts. A room's URI makes a room link.
        """

    def append_chat_room_link(self, room: object) -> None:
        """Appends a link to a room, which shows the room's name, or its URI when the name is empty. Takes what
        `Session.join_room`(super::Session::join_room) takes. `ErrorCode.BAD_ARGUMENT` when the URI is no
        room's.
        """

    def append_emoticon(self, emoticon: ChatEmoticon) -> None:
        """Appends a face."""

    def set_rtf(self, rtf: str) -> None:
        """Sets the RTF twin, the whole message as an RTF document. The plain text goes along, for clients
        without RTF. `ErrorCode.BAD_ARGUMENT` says what is wrong with it and where.
        """

    def parts(self) -> list[MessagePart]:
        """What is appended, as those who receive it will find it: the title of a story first, neighbouring
        texts in one.
        """

    def content(self) -> str:
        """The text of the message as it is posted: the raw texts of all parts."""

    def rtf(self) -> str | None:
        """The RTF twin, or `None`."""

    def is_alert(self) -> bool:
        """Of high importance."""

    def story_title(self) -> str | None:
        """The title of the story; `None` when it is none."""

    @staticmethod
    def parse(text: str) -> list[MessagePart]:
        """What a text of a message is made of (`ChatMessage.content`). Never fails: what is nothing else is
        plain text. Time is linear in the length.
        """

    @staticmethod
    def parse_rtf(rtf: str | None) -> list[MessagePart]:
        """What an RTF document is made of (`ChatMessage.rtf_content`): links, faces, text without its
        formatting, which is in the raw texts. Never fails: a broken document is shown up to where it
        breaks. Empty for `None`.
        """

    @staticmethod
    def story_title_of(text: str) -> str | None:
        """The title of the story that a text is; `None` for other messages."""

    @staticmethod
    def emoticon_text(emoticon: ChatEmoticon) -> str:
        """The text that makes a face (the SDK's `GetEmoticonString`)."""


@final
class RoomManagement:
    """Room administration for ordinary users (the SDK's `ChatRoomManagementServices`).

    What a user may do is decided by the server: creators of a category make rooms in it, managers
    change their rooms. Every operation needs an established endpoint
    (`ErrorCode.ENDPOINT_NOT_ESTABLISHED`) and refuses with `ErrorCode.BAD_ARGUMENT` what could not be
    meant, before anything is sent. The server answers `ErrorCode.ERROR_PERMISSION` for what the user
    may not do and `ErrorCode.NO_SUCH_NODE` for a room that is not there.
    """

    @property
    def identity(self) -> int:
        """The same for handles of the same object."""

    def find_categories_with_create_rights(self) -> int:
        """The categories in which the user may create rooms; none when there are none."""

    def create_chat_room(self, settings: ChatRoomSettings) -> int:
        """Creates a room and gives its URI. The user is its manager then, and a member only when added as one.

        Fails with `ErrorCode.DUPLICATE_ROOM_NAME`, `ErrorCode.UNABLE_TO_CREATE_ROOM` (the user may not in
        this category), `ErrorCode.NODE_HIERARCHY_VIOLATION` (the root is no place for rooms),
        `ErrorCode.NO_SUCH_NODE` (no such category).
        """

    def create_chat_room_in(self, name: str, category_uri: str) -> int:
        """Creates a room with nothing but a name, in this category, and gives its URI. Fails like
        `RoomManagement.create_chat_room`.
        """

    def get_chat_room(self, room_uri: str) -> int:
        """Everything about the room with this URI."""

    def get_chat_room_by_name(self, name: str) -> int:
        """Everything about the room with this name, compared without case."""

    def update_chat_room(self, change: ChatRoomUpdate) -> int:
        """Changes what the update names, all of it or nothing; the rest of the room stays as it is.

        Fails with `ErrorCode.DATA_COLLISION` (changed since `expected_updated_on`; read it again),
        `ErrorCode.DUPLICATE_ROOM_NAME`, `ErrorCode.NO_SUCH_PRINCIPAL`, `ErrorCode.PRINCIPALS_NOT_IN_SCOPE`,
        `ErrorCode.PRESENTER_NOT_IN_MEM_LIST`.
        """

    def change_parent_category(self, room_uri: str, category_uri: str) -> int:
        """Moves the room to another category, in which the user must be a creator. Who is outside the new
        category's scope loses the roles in the room.
        """

    def find_chat_rooms_by_parent_category(self, category_uri: str) -> int:
        """The rooms of a category that the user may see."""

    def find_chat_rooms_using_add_in(self, add_in_id: str) -> int:
        """The rooms that have this add-in; its id is `add_in_id` of an `AddIn`."""

    def get_all_add_ins(self) -> int:
        """Every add-in that is registered on the server."""

    def get_permissions(self, room_uri: str) -> int:
        """What the user may do in the room."""

    def get_members(self, room_uri: str) -> int:
        """The members of the room: users, and groups whose users are members with them."""

    def get_managers(self, room_uri: str) -> int:
        """The managers of the room."""

    def get_presenters(self, room_uri: str) -> int:
        """The presenters of the room."""

    def find_users_or_groups_for_role(self, role: ChatRoomRole, room_uri: str, search: str) -> int:
        """Who could be given the role: users and groups in the category's scope, for presenters members of the
        room, whose name has the text `search` in it. `ErrorCode.BAD_ARGUMENT` when it is empty, and for
        `Creator`, which is no role of a room.
        """

    def add_to_role(self, change: RoleChange) -> int:
        """Gives users and groups a role, all of them or nobody.

        Fails with `ErrorCode.PRINCIPALS_ALREADY_DEFINED` (somebody has it already),
        `ErrorCode.PRINCIPALS_NOT_IN_SCOPE`, `ErrorCode.PRESENTER_NOT_IN_MEM_LIST`,
        `ErrorCode.NO_SUCH_PRINCIPAL`; `ErrorCode.BAD_ARGUMENT` for `Creator`, which is no role of a room.
        """

    def remove_from_role(self, change: RoleChange) -> int:
        """Takes a role from users and groups. Who is no member any more is put out of the room. Fails like
        `RoomManagement.add_to_role`.
        """

    def get_category_users(self, category_uri: str, filter: str, result_size: int) -> int:
        """Users and groups that could be creators in the category, whose name starts with `filter`; empty for
        all. At most `result_size`, 0 for as many as the server gives.
        """


@final
class Services:
    """Browsing and server facts (the SDK's `PersistentChatServices`)."""

    @property
    def identity(self) -> int:
        """The same for handles of the same object."""

    def server_configuration(self) -> ServerConfiguration:
        """Facts of the connected server. `ErrorCode.ENDPOINT_NOT_ESTABLISHED` before the endpoint is
        established.
        """

    def browse_by_criteria(self, query: RoomQuery) -> int:
        """Rooms whose name, or description if asked, matches. Also `ErrorCode.LIMIT_EXCEEDED` when the server
        finds the query too wide.
        """

    def browse_by_category(self, category_uri: str, max_results: int) -> int:
        """Rooms of this category that the user may see; at most `max_results`, 0 for as many as the server
        gives. The SDK's overload without a number means 100; here the program gives the number.
        `ErrorCode.BAD_ARGUMENT` when it is no category URI (`ma-cat://…`).
        """

    def browse_by_filter(self, filter: RoomFilter) -> int:
        """Rooms that fit everything in the filter. `ErrorCode.BAD_ARGUMENT` when a URI in it is of the wrong
        kind.
        """

    def browse_by_joined_user(self, user_uri: str) -> int:
        """Rooms that this user is in right now, as far as the asking user may see them.
        `ErrorCode.BAD_ARGUMENT` when it is no SIP URI.
        """

    def browse_by_invitations(self, last_invitation_id: int) -> int:
        """Invitations with a greater number than `last_invitation_id`; 0 for all. The server may give them in
        portions: ask again with the `last_invitation_id` of the result until it is empty.
        """

    def browse_my_chat_rooms(self, max_results: int) -> int:
        """Rooms that the user is a member of; at most `max_results`, 0 for as many as the server gives."""

    def browse_chat_rooms_i_manage(self, max_results: int) -> int:
        """Rooms that the user may manage; at most `max_results`, 0 for as many as the server gives."""

    def get_preference(self, label: str, sequence_id: int, provide_default: bool) -> int:
        """The bundle with this label, when the server's version is newer than `sequence_id`; -1 always gets
        it. `None` when it is not, or when nothing is stored; with `provide_default` the server gives an
        empty default of number 0 then, unless the program knows number 0 or a later one already.
        `ErrorCode.BAD_ARGUMENT` when the label is empty.
        """

    def set_preference(self, label: str, sequence_id: int, data: str) -> int:
        """Stores a bundle; gives it with its new number. `sequence_id` is the version that the program knows.
        `ErrorCode.BAD_ARGUMENT` when the label is empty or longer than 255 characters,
        `ErrorCode.LIMIT_EXCEEDED` when the server finds the data too long: pchatd takes 192 KiB (196,608
        bytes of UTF-8; 256 KiB as they travel, in base64).
        """

    def query_history(self, query: HistoryQuery) -> int:
        """Looks for messages in many rooms at once, joined or not: one result for each room, in the order in
        which they are named. Members read, and everybody whom an open room admits; a room whose category
        keeps no history has nothing.

        When there is more than fits into one answer (4 MiB from pchatd), each room with messages still has
        at least one of them, and `exceeded_server_limit`: go on with `start_message_id`, or with a pager.

        Fails with `ErrorCode.BAD_ARGUMENT` (no room, too many, one that is no room URI, an author that is
        no SIP URI, times in the wrong order, a text that is too long), `ErrorCode.ERROR_PERMISSION`,
        `ErrorCode.NODE_DISABLED` or `ErrorCode.NO_SUCH_NODE` when one of the rooms may not be read.
        """

    def history_pager(self, query: HistoryQuery) -> HistoryPager:
        """Makes a pager over the messages of the one room that the query names. Asks nothing yet. Fails with
        `ErrorCode.BAD_ARGUMENT` like `Services.query_history`.
        """

    def room_management(self) -> RoomManagement:
        """Making and changing rooms."""

    def user_services(self) -> UserServices:
        """The directory."""


@final
class Session:
    """One user's presence in one room (the SDK's `ChatRoomSession`).

    After `leave()` it is idle again and may join the same or another room. So it is when the server
    takes the user out of the room: the reason of the state is `ErrorCode.ERROR_PERMISSION` when the
    user may not be in it any more and `ErrorCode.NODE_DISABLED` when the room was disabled; nothing of
    the room is delivered any more. Only with its endpoint it ends for good.
    """

    @property
    def identity(self) -> int:
        """The same for handles of the same object."""

    def inbox(self, kinds: list[int], capacity: int, drop_oldest: bool) -> Inbox:
        """Bounded room for events of these kinds, from now on."""

    @staticmethod
    def new(endpoint: Endpoint) -> Session:
        """Makes an idle session. `ErrorCode.ENDPOINT_NOT_ESTABLISHED` unless the endpoint is established."""

    def join(self, room_uri: str) -> int:
        """Joins the room with this URI (`ma-chan://<domain>/<guid>`).

        Fails with `ErrorCode.BAD_ARGUMENT` (not a room URI), `ErrorCode.INVALID_OPERATION` (this endpoint
        is in the room already), `ErrorCode.SESSION_STATE` (not idle), `ErrorCode.ENDPOINT_NOT_ESTABLISHED`,
        or the server's answer: `ErrorCode.NO_SUCH_NODE`, `ErrorCode.NODE_DISABLED`,
        `ErrorCode.ERROR_PERMISSION`, … The session is idle again then.
        """

    def join_by_name(self, name: str) -> int:
        """Joins the room with this name, compared without case; looks it up first. `ErrorCode.NO_SUCH_NODE`
        when there is none, `ErrorCode.NODE_DISABLED` when it is disabled. Fails like `Session.join`.
        """

    def join_room(self, room: object) -> int:
        """Joins the room of this summary, or of anything else that describes a room: what browsing and room
        management give, and the properties that another session knows. Fails like `Session.join`.
        """

    def leave(self) -> int:
        """Leaves the room. When it ends the session is idle. `ErrorCode.SESSION_STATE` when it is in no room."""

    def send(self, message: OutboundMessage) -> int:
        """Posts a message. Succeeds when the server has taken it; it comes back as `on_message_received` with
        its number.

        Fails with `ErrorCode.BAD_ARGUMENT` (no text, a NUL character, a title that is none, RTF that is not
        valid), `ErrorCode.LIMIT_EXCEEDED` (longer than the server's limit; nothing was sent),
        `ErrorCode.SESSION_STATE`, `ErrorCode.ERROR_PERMISSION` (may not post here),
        `ErrorCode.USER_NOT_JOINED`.
        """

    def send_text(self, text: str) -> int:
        """Posts plain text. Fails like `Session.send`."""

    def send_alert(self, text: str) -> int:
        """Posts plain text as an alert. Fails like `Session.send`."""

    def send_story(self, title: str, text: str) -> int:
        """Posts a story: a long text under a title. Fails like `Session.send`."""

    def send_built(self, message: MessageBuilder) -> int:
        """Posts what a builder has now; the builder may go on and be sent again. Fails like `Session.send`."""

    def recent_history(self, count: int) -> int:
        """The newest `count` messages of the room, oldest first. `ErrorCode.BAD_ARGUMENT` when `count` is 0.

        The server may give fewer and does not say so: its own limit counts (pchatd: `history-limit`, 1,000
        at first), and what fits into one answer (pchatd: 4 MiB). Messages that are older than the first one
        given are read with `history_pager()`, which gives all there are.
        """

    def query_history(self, query: HistoryQuery) -> int:
        """Looks for messages of the room. Fails with `ErrorCode.SESSION_STATE` when it is in none, and like
        `Services.query_history`(super::Services::query_history); `room_uris` stays empty.
        """

    def history_pager(self, query: HistoryQuery) -> HistoryPager:
        """Makes a pager over the messages of the room; it goes on after the session has left. Asks nothing
        yet. Fails with `ErrorCode.SESSION_STATE` when it is in no room, and with `ErrorCode.BAD_ARGUMENT`
        like `Services.query_history`(super::Services::query_history).
        """

    def hidden_participants(self) -> int:
        """Asks who is in a large room, sorted by URI; the server tells nobody there unasked.

        Fails with `ErrorCode.SESSION_STATE` (in no room) and `ErrorCode.CANNOT_GET_PARTICIPANT_LIST`: the
        room is not large (`is_roster_hidden` of the properties), so that `participants` has them.
        """

    def upload_file(self, upload: FileUpload) -> FileTransfer:
        """Begins to upload a file to the room; when it is there its link is posted. Needs a category that
        takes files (`ChatRoomProperties.is_file_post_allowed`); its size is checked before the first byte.

        Fails with `ErrorCode.BAD_ARGUMENT` (no path, or a name that is none), `ErrorCode.SESSION_STATE` (in
        no room). Everything else `FileTransfer.finish` tells.
        """

    def download_file(self, download: FileDownload) -> FileTransfer:
        """Begins to download a file that a message links to.

        Fails with `ErrorCode.BAD_ARGUMENT` (no link to a file, or no path), `ErrorCode.SESSION_STATE` (in
        no room). Everything else `FileTransfer.finish` tells.
        """

    def upload_bytes(self, file_name: str, content: bytes | bytearray | memoryview) -> FileTransfer:
        """Begins to upload bytes to the room as a file of this name. Like `upload_file()` otherwise; it keeps
        the bytes until it is dropped.

        Fails with `ErrorCode.BAD_ARGUMENT` (a name that is none: 1 to 255 bytes, no folders),
        `ErrorCode.SESSION_STATE` (in no room). Everything else `FileTransfer.finish` tells.
        """

    def upload_stream(self, file_name: str, size: int) -> FileTransfer:
        """Begins to upload what `FileTransfer.write` is given, as a file of this name. The file service wants
        to know the size before the first byte: a stream that is shorter or longer fails, and nothing is
        posted. When everything is written, `FileTransfer.finish` posts the link; dropping the transfer
        before cancels it.

        Fails like `upload_bytes()`.
        """

    def download_bytes(self, download: ContentDownload) -> FileTransfer:
        """Begins to download a file into memory, for `FileTransfer.content`; unless `max_bytes` says otherwise
        it has to be 64 MiB or less.

        Fails with `ErrorCode.BAD_ARGUMENT` (no link to a file), `ErrorCode.SESSION_STATE` (in no room).
        Everything else `FileTransfer.finish` tells, so `ErrorCode.FILE_DOWNLOAD_FAILED` for a file that is
        too long, before its first byte.
        """

    def download_stream(self, download: ContentDownload) -> FileTransfer:
        """Begins to download a file that `FileTransfer.read` gives chunk by chunk; dropping the transfer
        cancels it.

        Fails like `download_bytes()`.
        """

    def state(self) -> SessionState:
        """The state now."""

    def properties(self) -> ChatRoomProperties | None:
        """The room's properties, or `None` while in no room. A copy."""

    def participants(self) -> list[ChatRoomParticipant]:
        """Who is in the room, sorted by URI; empty while in no room, and in a large room, whose participants
        the server does not tell (`is_roster_hidden` of the properties). A copy.
        """

    def endpoint(self) -> Endpoint:
        """The endpoint that the session belongs to."""


@final
class UserServices:
    """The directory (the SDK's `PersistentChatUserServices`).

    Every operation needs an established endpoint (`ErrorCode.ENDPOINT_NOT_ESTABLISHED`).
    """

    @property
    def identity(self) -> int:
        """The same for handles of the same object."""

    def find_users(self, search: UserSearch) -> int:
        """Users whose last name, first name or e-mail address has the letters that are looked for.
        `ErrorCode.BAD_ARGUMENT` when nothing is.
        """

    def get_user(self, user_uri: str) -> int:
        """The user with this SIP URI. Servers tell users about themselves only, and administrators about
        everybody: others get `ErrorCode.ERROR_PERMISSION`. For `pchatd` and `LocalServer` whoever is in the
        group named `CsPersistentChatAdministrator`, also through other groups, is an administrator.
        `ErrorCode.NO_SUCH_PRINCIPAL` when there is no such user.
        """

    def get_user_group(self, group_uri: str) -> int:
        """The group with this URI (`ma-grp:…`). Servers tell administrators only, those of
        `UserServices.get_user`: others get `ErrorCode.ERROR_PERMISSION`. `ErrorCode.NO_SUCH_PRINCIPAL` when
        there is no such group.
        """

