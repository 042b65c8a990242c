"""Persistent Chat (Lync Server 2013, Skype for Business: chat rooms that remember) for Python.

    async with pchat.Endpoint("ann@example.com", password="…") as endpoint:
        async with endpoint.join("Lobby") as room:
            await room.send_text("hello")
            async for message in room:
                print(message.author_name, message.content)

`pchat.sync` is the same without asyncio; `pchat.testing` has a server for tests.
"""

from ._aio import Endpoint, Joining, Platform, Services, Session
from ._base import Stream, Subscription
from ._enums import (
    Authentication,
    ChatEmoticon,
    ChatRoomPrivacy,
    EndpointState,
    ErrorCode,
    MessagePartKind,
    SessionState,
    Transport,
)
from ._errors import (
    ArgumentError,
    CertificateError,
    ChatConnectionError,
    Diagnostics,
    ForbiddenError,
    ForkedProcessError,
    InternalError,
    LimitExceededError,
    NotFoundError,
    OperationCancelled,
    OperationTimeout,
    PchatError,
    ServerError,
    SignInError,
    StateError,
    SystemFailure,
)
from ._log import set_log_level
from ._message_builder import MessageBuilder
from ._native import (
    ChatMessage,
    ChatRoomParticipant,
    ChatRoomProperties,
    ChatRoomSnapshot,
    ChatRoomSummary,
    EndpointSettings,
    EndpointStateChanged,
    MessageBuilderSettings,
    MessagePart,
    OutboundMessage,
    ParticipantAttendanceChanged,
    PlatformSettings,
    RoomQuery,
    ServerConfiguration,
    SessionStateChanged,
    __version__,
)
from ._policy import Policy

__all__ = [
    "ArgumentError",
    "Authentication",
    "CertificateError",
    "ChatConnectionError",
    "ChatEmoticon",
    "ChatMessage",
    "ChatRoomParticipant",
    "ChatRoomPrivacy",
    "ChatRoomProperties",
    "ChatRoomSnapshot",
    "ChatRoomSummary",
    "Diagnostics",
    "Endpoint",
    "EndpointSettings",
    "EndpointState",
    "EndpointStateChanged",
    "ErrorCode",
    "ForbiddenError",
    "ForkedProcessError",
    "InternalError",
    "Joining",
    "LimitExceededError",
    "MessageBuilder",
    "MessageBuilderSettings",
    "MessagePart",
    "MessagePartKind",
    "NotFoundError",
    "OperationCancelled",
    "OperationTimeout",
    "OutboundMessage",
    "ParticipantAttendanceChanged",
    "PchatError",
    "Platform",
    "PlatformSettings",
    "Policy",
    "RoomQuery",
    "ServerConfiguration",
    "ServerError",
    "Services",
    "Session",
    "SessionState",
    "SessionStateChanged",
    "SignInError",
    "StateError",
    "Stream",
    "Subscription",
    "SystemFailure",
    "Transport",
    "__version__",
    "set_log_level",
]
