# ruff: noqa
# Written by `cargo run -p pchat-generator`. Do not edit: change the description and run it again.

"""The enums of the API."""

import enum


class Authentication(enum.Enum):
    """How the user proves who he is."""

    AUTOMATIC = 0
    """The best method that the server offers and the library knows. A server that asks for none is
    accepted.
    """

    NTLM = 1
    """NTLM version 2, connectionless, every message signed. A server that asks for no proof is refused."""

    NONE = 2
    """None. A server that asks for a proof is refused. For tests."""


class ChatEmoticon(enum.Enum):
    """A face drawn in a message (the SDK's `ChatEmoticon`; the numbers are the SDK's)."""

    SMILE = 0
    """`:)`, and `:-)` when read."""

    FROWN = 1
    """`:(`"""

    COOL = 2
    """`8-)`"""

    LAUGHING = 3
    """`:-D`"""

    SHOCKED = 4
    """`:-O`"""

    CONFUSED = 5
    """`:-/`"""

    CRYING = 6
    """`:'(`"""

    TONGUE = 7
    """`:-P`"""

    WINK = 8
    """`;)`"""

    ANGRY = 9
    """`>:O`"""

    KISSING = 10
    """`:-*`"""


class ChatRoomBehavior(enum.Enum):
    """Who may post to a room (the numbers are the SDK's)."""

    NORMAL = 1
    """Every member."""

    AUDITORIUM = 2
    """Presenters."""


class ChatRoomInvitationSetting(enum.Enum):
    """Whether a room invites its new members. There is no way to invite where the category does not."""

    NEVER = 0
    """Never (the SDK's `False`)."""

    INHERIT = 1
    """As the category does."""


class ChatRoomPrivacy(enum.Enum):
    """Who sees a room and who may join it."""

    OPEN = 0
    """Seen and joinable by everyone in the category's scope."""

    CLOSED = 1
    """Seen by everyone in the category's scope, joinable by members."""

    SECRET = 2
    """Seen and joinable by members only."""


class ChatRoomRole(enum.Enum):
    """What a user or group is to a room or category (the numbers are the SDK's)."""

    MEMBER = 0
    """May see, join and read the room, and post unless it is an auditorium."""

    MANAGER = 1
    """May change the room and its lists."""

    PRESENTER = 2
    """May post in an auditorium."""

    CREATOR = 3
    """May create rooms in a category. Given by administrators only."""


class EndpointState(enum.Enum):
    """The state of an endpoint (spec: sdk.md 2.4; the numbers are the SDK's)."""

    ESTABLISHED = 0
    """Signed in and connected to the chat server."""

    ESTABLISHING = 1
    """Connecting."""

    IDLE = 2
    """Not used yet."""

    TERMINATING = 3
    """Leaving rooms and signing out."""

    TERMINATED = 4
    """Over for good; make a new endpoint to connect again."""


class ErrorCode(enum.Enum):
    """The stable number of an error. Values never change their meaning.

    1 to 19 are the caller's or the library's own, 20 and 21 wrong states, 40 to 69 connecting and
    signing in, and 100 to 124 the 25 codes of the SDK's `PersistentChatErrorCode` with 100 added (spec:
    sdk.md 4).
    """

    BAD_ARGUMENT = 1
    """An argument was refused before anything was sent. The message names it."""

    INVALID_HANDLE = 2
    """A handle is stale, was freed, or is of another kind."""

    INVALID_OPERATION = 3
    """The object cannot do this now, for example establish twice or join a room that is already joined."""

    CANCELLED = 4
    """The operation was cancelled by the caller."""

    TIMED_OUT = 5
    """No answer within the time limit."""

    WOULD_DEADLOCK = 6
    """A blocking call inside a callback: it would wait for itself."""

    FORKED_PROCESS = 7
    """The process was forked after the platform was started; start a new platform in the child."""

    PLATFORM_SHUT_DOWN = 8
    """The platform is shut down, or was while the operation ran."""

    TOO_MANY_OPERATIONS = 9
    """Too many operations or objects at once; wait for some to end."""

    INTERNAL = 10
    """A defect of the library, caught before it could harm the program. Please report it."""

    IO = 11
    """A file could not be read or written."""

    ENDPOINT_NOT_ESTABLISHED = 20
    """The endpoint is not established (the SDK's `ChatServerConnectionException`)."""

    SESSION_STATE = 21
    """The session is not in the state that the operation needs (the SDK's
    `ChatRoomSessionStateException`).
    """

    UNREACHABLE = 40
    """The server's name does not resolve or nobody listens there."""

    CONNECTION_LOST = 41
    """The connection ended while it was needed."""

    CERTIFICATE_NOT_TRUSTED = 42
    """The server's certificate is not signed by a trusted authority, or is expired."""

    CERTIFICATE_NAME_MISMATCH = 43
    """The server's certificate is for another name."""

    TLS_FAILED = 44
    """TLS failed for another reason, for example no common version or cipher."""

    AUTHENTICATION_FAILED = 45
    """The server refuses the login name or the password."""

    AUTHENTICATION_UNSUPPORTED = 46
    """The server and the settings have no sign-in method in common, or NTLM was refused because the
    connection is not TLS.
    """

    UNKNOWN_USER = 47
    """The server does not know the user (SIP 404)."""

    SIGN_IN_FORBIDDEN = 48
    """The user may not sign in, for example because the account is disabled (SIP 403)."""

    SIGN_IN_REFUSED = 49
    """The server refused the sign-in with another status."""

    CLOCK_SKEW = 50
    """The clocks of client and server are too far apart for the sign-in method."""

    REDIRECT_LOOP = 51
    """The server redirected too often or in a circle."""

    CHAT_SERVER_NOT_FOUND = 52
    """No Persistent Chat server answers: none is provisioned or the address is wrong."""

    CHAT_SERVER_REFUSED = 53
    """The Persistent Chat server refused the connection of this user."""

    SIGNED_OUT = 54
    """The server ended the registration of this endpoint."""

    PROTOCOL_VIOLATION = 55
    """The other side broke the protocol."""

    SIGNATURE_INVALID = 56
    """A message of the server carries a wrong signature; the connection was closed."""

    DATABASE_CONNECTION = 100
    """The server lost its database."""

    DATA_COLLISION = 101
    """The object changed meanwhile; fetch it again and retry."""

    DUPLICATE_ROOM_NAME = 102
    """The room name is taken."""

    INVALID_ARGUMENT = 103
    """The server refuses an argument."""

    CANNOT_GET_PARTICIPANT_LIST = 104
    """The participant list may not be asked for."""

    LIMIT_EXCEEDED = 105
    """A limit of the server was passed, for example the message size."""

    MSG_NOT_SUPPORTED = 106
    """The server does not know the command."""

    NODE_DISABLED = 107
    """The room is disabled."""

    NODE_HIERARCHY_VIOLATION = 108
    """Rooms cannot be made directly under the root category."""

    ERROR_PERMISSION = 109
    """The user may not do this in the room."""

    NO_SUCH_NODE = 110
    """The room does not exist, or the user may not see it."""

    NO_SUCH_PRINCIPAL = 111
    """One or more users or groups do not exist."""

    UNABLE_TO_CREATE_ROOM = 112
    """The user may not create the room."""

    UNKNOWN_SERVER_ERROR = 113
    """The server failed without saying why."""

    USER_NOT_JOINED = 114
    """The user is not joined to the room."""

    FILE_DOWNLOAD_FAILED = 115
    """A file download failed."""

    FILE_UPLOAD_FAILED = 116
    """A file upload failed."""

    INVALID_FLOW_OF_OPERATIONS = 117
    """The connection flow was interrupted or the endpoint is in the wrong state."""

    INVALID_TOKEN = 118
    """The server issued a bad file-transfer token."""

    SERVER_ERROR = 119
    """The server reported an error; its code is in the message."""

    COMMAND_FAILED = 120
    """The command failed; see the message."""

    PRINCIPALS_ALREADY_DEFINED = 121
    """The principals have the role already."""

    PRINCIPALS_NOT_IN_SCOPE = 122
    """The principals are outside the scope of the category."""

    PRESENTER_NOT_IN_MEM_LIST = 123
    """A presenter is not a member of the room."""

    DUPLICATE_ADDIN_NAME = 124
    """The name of the add-in is taken."""


class FileTransferState(enum.Enum):
    """How a transfer stands."""

    RUNNING = 0
    """Under way."""

    COMPLETED = 1
    """Done: the download is under its name; the upload is in the room and its link was posted."""

    CANCELLED = 2
    """Cancelled by the program."""

    FAILED = 3
    """Over with an error, which `finish` tells."""


class MessagePartKind(enum.Enum):
    """What a part of a message is (the SDK's `MessagePart…` classes)."""

    PLAIN_TEXT = 0
    """Text."""

    HYPERLINK = 1
    """A link; `uri` says where to."""

    CHAT_ROOM_LINK = 2
    """A link to a room; `uri` is the room's."""

    EMOTICON = 3
    """A drawn face; `emoticon` says which."""

    FILE_DOWNLOAD_LINK = 4
    """A link to a file of the room; `uri`, `file_name` and, when they are known, the sizes describe it.
    Only uploads make them.
    """

    STORY_TITLE = 5
    """The title of a story: the first part of one, and of nothing else."""


class PrincipalKind(enum.Enum):
    """What a principal is (the numbers are the SDK's)."""

    LOCAL_USER = 0
    """A user."""

    DIRECTORY_GROUP = 1
    """A security group or distribution list."""

    DIRECTORY_FOLDER = 2
    """A container or organisational unit."""

    DOMAIN = 3
    """A domain."""


class SessionState(enum.Enum):
    """The state of a session (spec: sdk.md 2.5; the numbers are the SDK's)."""

    ESTABLISHED = 0
    """In the room."""

    ESTABLISHING = 1
    """Joining."""

    IDLE = 2
    """Not in a room: new, left, or refused. May join."""

    TERMINATING = 3
    """Leaving."""

    TERMINATED = 4
    """Over for good, because its endpoint is."""


class Transport(enum.Enum):
    """How the connection to the server is carried. SIP for Lync knows no UDP (spec: sip.md A1)."""

    TCP = 1
    """TCP without encryption. For tests and closed networks only."""

    TLS = 2
    """TLS 1.2 or 1.3 over TCP."""
