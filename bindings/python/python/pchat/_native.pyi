# ruff: noqa
# Written by `cargo run -p pchat-generator`. Do not edit: change the description and run it again.

import datetime
from collections.abc import Iterable
from typing import Any, ClassVar, final

from typing_extensions import Self

from ._enums import Authentication, ChatRoomPrivacy, EndpointState, ErrorCode, SessionState, Transport
from ._errors import PchatError

__all__ = [
    "__version__",
    "Platform",
    "Inbox",
    "set_log_level",
    "take_log_lines",
    "ChatMessage",
    "ChatRoomParticipant",
    "ChatRoomProperties",
    "ChatRoomSnapshot",
    "ChatRoomSummary",
    "EndpointSettings",
    "EndpointStateChanged",
    "LocalCategory",
    "LocalRoom",
    "LocalServerSettings",
    "LocalUser",
    "OutboundMessage",
    "ParticipantAttendanceChanged",
    "PlatformSettings",
    "RoomQuery",
    "ServerConfiguration",
    "SessionStateChanged",
    "Endpoint",
    "LocalServer",
    "Services",
    "Session",
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
    def running_operations(self) -> int:
        """How many operations run."""

@final
class Inbox:
    """Bounded room for events of some kinds."""

    @property
    def token(self) -> int:
        """The number that `Platform.drain` tells when something came."""

    def pop(self) -> Any:
        """The oldest event's value, or None."""

    def clear(self) -> None:
        """Forgets what waits."""

    @property
    def dropped(self) -> int:
        """How many events were dropped because the reader was too slow."""

    def __len__(self) -> int: ...

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
        r"""The plain text. Lines end with `\n`."""

    @property
    def rtf_content(self) -> str | None:
        """The RTF twin of the text, when the author sent one."""

    @property
    def is_alert(self) -> bool:
        """Of high importance."""

    def __replace__(self, *, message_id: int | None = ..., author_uri: str = ..., author_name: str | None = ..., timestamp: datetime.datetime = ..., room_uri: str = ..., room_name: str = ..., content: str = ..., rtf_content: str | None = ..., is_alert: bool = ...) -> Self:
        """The same with some fields changed."""

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...
    def __reduce__(self) -> tuple[Any, ...]: ...

@final
class ChatRoomParticipant:
    """Somebody in a room."""

    __match_args__: ClassVar[tuple[str, str, str, str]]

    def __new__(
        cls,
        *,
        uri: str,
        name: str | None = ...,
        is_manager: bool,
        is_presenter: bool,
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

    def __replace__(self, *, uri: str = ..., name: str | None = ..., is_manager: bool = ..., is_presenter: bool = ...) -> Self:
        """The same with some fields changed."""

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...
    def __reduce__(self) -> tuple[Any, ...]: ...

@final
class ChatRoomProperties:
    """What the server told about a room when it was joined."""

    __match_args__: ClassVar[tuple[str, str, str, str, str, str, str, str, str, str, str, str]]

    def __new__(
        cls,
        *,
        room_uri: str,
        name: str,
        description: str,
        topic: str,
        parent_category_uri: str | None = ...,
        is_auditorium: bool,
        is_file_post_allowed: bool,
        is_invite: bool,
        is_logged: bool,
        visible_only_to_members: bool,
        can_chat: bool,
        can_manage: bool,
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

    def __replace__(self, *, room_uri: str = ..., name: str = ..., description: str = ..., topic: str = ..., parent_category_uri: str | None = ..., is_auditorium: bool = ..., is_file_post_allowed: bool = ..., is_invite: bool = ..., is_logged: bool = ..., visible_only_to_members: bool = ..., can_chat: bool = ..., can_manage: bool = ...) -> Self:
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
        """The largest message body accepted from the server, in bytes; 0 for 1 MiB."""

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
class LocalRoom:
    """A room for a local server."""

    __match_args__: ClassVar[tuple[str, str, str, str, str, str, str, str, str]]

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

    def __replace__(self, *, name: str = ..., category: str | None = ..., description: str | None = ..., topic: str | None = ..., privacy: ChatRoomPrivacy = ..., auditorium: bool = ..., members: Iterable[str] = ..., managers: Iterable[str] = ..., presenters: Iterable[str] = ...) -> Self:
        """The same with some fields changed."""

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...
    def __reduce__(self) -> tuple[Any, ...]: ...

@final
class LocalServerSettings:
    """How a local server listens and behaves. The defaults suit most tests."""

    __match_args__: ClassVar[tuple[str, str, str, str, str, str, str, str, str, str, str]]

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

    def __replace__(self, *, domain: str = ..., tls: bool = ..., tcp: bool = ..., tls_port: int = ..., tcp_port: int = ..., authentication: Authentication = ..., session_expires_seconds: int = ..., registration_expires_seconds: int = ..., message_size_limit: int = ..., echo: bool = ..., data_folder: str | None = ...) -> Self:
        """The same with some fields changed."""

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...
    def __reduce__(self) -> tuple[Any, ...]: ...

@final
class LocalUser:
    """A user for a local server."""

    __match_args__: ClassVar[tuple[str, str, str, str]]

    def __new__(
        cls,
        *,
        address: str = ...,
        password: str | None = ...,
        login: str | None = ...,
        display_name: str | None = ...,
        email: str | None = ...,
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

    def __replace__(self, *, address: str = ..., password: str | None = ..., login: str | None = ..., display_name: str | None = ..., email: str | None = ...) -> Self:
        """The same with some fields changed."""

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...
    def __reduce__(self) -> tuple[Any, ...]: ...

@final
class OutboundMessage:
    """A message to post."""

    __match_args__: ClassVar[tuple[str, str]]

    def __new__(
        cls,
        *,
        text: str = ...,
        is_alert: bool = ...,
    ) -> Self: ...
    @property
    def text(self) -> str:
        r"""The plain text, not empty. Lines end with `\n`; the limit is
        `ServerConfiguration.message_size_limit` in bytes.
        """

    @property
    def is_alert(self) -> bool:
        """Of high importance: clients show it with a sound."""

    def __replace__(self, *, text: str = ..., is_alert: bool = ...) -> Self:
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
        """Why, when it was not asked for: the connection was lost, the user was removed from the room, …"""

    def __replace__(self, *, state: SessionState = ..., reason: PchatError | None = ...) -> Self:
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

        Fails with `ErrorCode.INVALID_OPERATION` when it is not idle, else with what went wrong between 40
        and 69 or `ErrorCode.TIMED_OUT`; the endpoint is terminated then.
        """

    def terminate(self) -> int:
        """Leaves every room, closes the chat and signs out. Sessions end with it.

        Succeeds at once when the endpoint is terminated already. A server that does not answer is left
        after a few seconds. Fails with `ErrorCode.PLATFORM_SHUT_DOWN` once the platform was shut down,
        which has terminated it.
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

    def add_room(self, room: LocalRoom) -> str:
        """Adds a room and gives its `ma-chan` URI. Blocks until it is stored.

        Fails as `LocalServer.add_user` does, and with `ErrorCode.PRINCIPALS_NOT_IN_SCOPE` when somebody is
        not in the category's scope or `ErrorCode.PRESENTER_NOT_IN_MEM_LIST` when a presenter is not among
        the members. Everybody in scope joins an open room, but its presenters have to be members all the
        same.
        """

    def set_room_disabled(self, room: str, disabled: bool) -> None:
        """Disables a room, which nobody sees, joins or reads then, or enables it again. `room` is its name or
        URI. Blocks until it is stored.

        Fails with `ErrorCode.NO_SUCH_NODE`, and `ErrorCode.INVALID_OPERATION` when the server is stopped.
        """

    def post(self, room: str, author: str, text: str) -> int:
        """Posts a message in the name of a user, joined or not, and gives its id: for a history to start from.
        Who is in the room gets it. `room` is a name or URI, `author` a SIP address. Blocks until it is
        stored.

        Fails with `ErrorCode.NO_SUCH_NODE`, `ErrorCode.NO_SUCH_PRINCIPAL`, and
        `ErrorCode.INVALID_OPERATION` when the server is stopped.
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

    def browse_my_chat_rooms(self, max_results: int) -> int:
        """Rooms that the user is a member of; at most `max_results`, 0 for as many as the server gives."""

    def browse_chat_rooms_i_manage(self, max_results: int) -> int:
        """Rooms that the user may manage; at most `max_results`, 0 for as many as the server gives."""


@final
class Session:
    """One user's presence in one room (the SDK's `ChatRoomSession`).

    After `leave()` it is idle again and may join the same or another room.
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
        when there is none. Fails like `Session.join`.
        """

    def join_room(self, room: ChatRoomSummary) -> int:
        """Joins the room of this summary. Fails like `Session.join`."""

    def leave(self) -> int:
        """Leaves the room. When it ends the session is idle. `ErrorCode.SESSION_STATE` when it is in no room."""

    def send(self, message: OutboundMessage) -> int:
        """Posts a message. Succeeds when the server has taken it; it comes back as `on_message_received` with
        its number.

        Fails with `ErrorCode.BAD_ARGUMENT` (empty, or a NUL character in it), `ErrorCode.LIMIT_EXCEEDED`
        (longer than the server's limit; nothing was sent), `ErrorCode.SESSION_STATE`,
        `ErrorCode.ERROR_PERMISSION` (may not post here), `ErrorCode.USER_NOT_JOINED`.
        """

    def send_text(self, text: str) -> int:
        """Posts plain text. Fails like `Session.send`."""

    def send_alert(self, text: str) -> int:
        """Posts plain text as an alert. Fails like `Session.send`."""

    def recent_history(self, count: int) -> int:
        """The newest `count` messages of the room, oldest first; the server may give fewer.
        `ErrorCode.BAD_ARGUMENT` when `count` is 0.
        """

    def state(self) -> SessionState:
        """The state now."""

    def properties(self) -> ChatRoomProperties | None:
        """The room's properties, or `None` while in no room. A copy."""

    def participants(self) -> list[ChatRoomParticipant]:
        """Who is in the room, sorted by URI; empty while in no room. A copy."""

    def endpoint(self) -> Endpoint:
        """The endpoint that the session belongs to."""

