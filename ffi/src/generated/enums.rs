// Written by `cargo run -p pchat-generator`. Do not edit: change the description and run it again.

//! The enums of the API as numbers, and back.

#![allow(non_camel_case_types)]
// Constants are for C.
#![allow(dead_code)]

use pchat_core::api::{Error, ErrorCode, Result};
use std::ffi::c_char;

/// How the user proves who he is.
///
/// One of the `PCHAT_AUTHENTICATION_…` numbers.
pub type pchat_authentication_t = i32;

/// The best method that the server offers and the library knows. A server that asks for none is
/// accepted.
pub const PCHAT_AUTHENTICATION_AUTOMATIC: i32 = 0;
/// NTLM version 2, connectionless, every message signed. A server that asks for no proof is refused.
pub const PCHAT_AUTHENTICATION_NTLM: i32 = 1;
/// None. A server that asks for a proof is refused. For tests.
pub const PCHAT_AUTHENTICATION_NONE: i32 = 2;

/// The value with this number.
pub(crate) fn authentication(value: i32, name: &str) -> Result<pchat_core::api::Authentication> {
    use pchat_core::api::Authentication as Of;
    Ok(match value {
        0 => Of::Automatic,
        1 => Of::Ntlm,
        2 => Of::None,
        _ => {
            return Err(Error::new(
                ErrorCode::BadArgument,
                format!("`{name}` is {value}, which is no `pchat_authentication_t`"),
            ));
        }
    })
}

/// The name of a `pchat_authentication_t` for people, for example "automatic"; "unknown" for another number.
///
/// - Thread: any.
/// - Ownership: the string lives as long as the process.
#[unsafe(no_mangle)]
pub extern "C" fn pchat_authentication_name(value: pchat_authentication_t) -> *const c_char {
    match value {
        0 => c"automatic",
        1 => c"ntlm",
        2 => c"none",
        _ => c"unknown",
    }
    .as_ptr()
}

/// A face drawn in a message (the SDK's `pchat_chat_emoticon_t`; the numbers are the SDK's).
///
/// One of the `PCHAT_CHAT_EMOTICON_…` numbers.
pub type pchat_chat_emoticon_t = i32;

/// `:)`, and `:-)` when read.
pub const PCHAT_CHAT_EMOTICON_SMILE: i32 = 0;
/// `:(`
pub const PCHAT_CHAT_EMOTICON_FROWN: i32 = 1;
/// `8-)`
pub const PCHAT_CHAT_EMOTICON_COOL: i32 = 2;
/// `:-D`
pub const PCHAT_CHAT_EMOTICON_LAUGHING: i32 = 3;
/// `:-O`
pub const PCHAT_CHAT_EMOTICON_SHOCKED: i32 = 4;
/// `:-/`
pub const PCHAT_CHAT_EMOTICON_CONFUSED: i32 = 5;
/// `:'(`
pub const PCHAT_CHAT_EMOTICON_CRYING: i32 = 6;
/// `:-P`
pub const PCHAT_CHAT_EMOTICON_TONGUE: i32 = 7;
/// `;)`
pub const PCHAT_CHAT_EMOTICON_WINK: i32 = 8;
/// `>:O`
pub const PCHAT_CHAT_EMOTICON_ANGRY: i32 = 9;
/// `:-*`
pub const PCHAT_CHAT_EMOTICON_KISSING: i32 = 10;

/// The value with this number.
pub(crate) fn chat_emoticon(value: i32, name: &str) -> Result<pchat_core::api::ChatEmoticon> {
    use pchat_core::api::ChatEmoticon as Of;
    Ok(match value {
        0 => Of::Smile,
        1 => Of::Frown,
        2 => Of::Cool,
        3 => Of::Laughing,
        4 => Of::Shocked,
        5 => Of::Confused,
        6 => Of::Crying,
        7 => Of::Tongue,
        8 => Of::Wink,
        9 => Of::Angry,
        10 => Of::Kissing,
        _ => {
            return Err(Error::new(
                ErrorCode::BadArgument,
                format!("`{name}` is {value}, which is no `pchat_chat_emoticon_t`"),
            ));
        }
    })
}

/// The name of a `pchat_chat_emoticon_t` for people, for example "smile"; "unknown" for another number.
///
/// - Thread: any.
/// - Ownership: the string lives as long as the process.
#[unsafe(no_mangle)]
pub extern "C" fn pchat_chat_emoticon_name(value: pchat_chat_emoticon_t) -> *const c_char {
    match value {
        0 => c"smile",
        1 => c"frown",
        2 => c"cool",
        3 => c"laughing",
        4 => c"shocked",
        5 => c"confused",
        6 => c"crying",
        7 => c"tongue",
        8 => c"wink",
        9 => c"angry",
        10 => c"kissing",
        _ => c"unknown",
    }
    .as_ptr()
}

/// Who may post to a room (the numbers are the SDK's).
///
/// One of the `PCHAT_CHAT_ROOM_BEHAVIOR_…` numbers.
pub type pchat_chat_room_behavior_t = i32;

/// Every member.
pub const PCHAT_CHAT_ROOM_BEHAVIOR_NORMAL: i32 = 1;
/// Presenters.
pub const PCHAT_CHAT_ROOM_BEHAVIOR_AUDITORIUM: i32 = 2;

/// The value with this number.
pub(crate) fn chat_room_behavior(value: i32, name: &str) -> Result<pchat_core::api::ChatRoomBehavior> {
    use pchat_core::api::ChatRoomBehavior as Of;
    Ok(match value {
        1 => Of::Normal,
        2 => Of::Auditorium,
        _ => {
            return Err(Error::new(
                ErrorCode::BadArgument,
                format!("`{name}` is {value}, which is no `pchat_chat_room_behavior_t`"),
            ));
        }
    })
}

/// The name of a `pchat_chat_room_behavior_t` for people, for example "normal"; "unknown" for another number.
///
/// - Thread: any.
/// - Ownership: the string lives as long as the process.
#[unsafe(no_mangle)]
pub extern "C" fn pchat_chat_room_behavior_name(value: pchat_chat_room_behavior_t) -> *const c_char {
    match value {
        1 => c"normal",
        2 => c"auditorium",
        _ => c"unknown",
    }
    .as_ptr()
}

/// Whether a room invites its new members. There is no way to invite where the category does not.
///
/// One of the `PCHAT_CHAT_ROOM_INVITATION_SETTING_…` numbers.
pub type pchat_chat_room_invitation_setting_t = i32;

/// Never (the SDK's `False`).
pub const PCHAT_CHAT_ROOM_INVITATION_SETTING_NEVER: i32 = 0;
/// As the category does.
pub const PCHAT_CHAT_ROOM_INVITATION_SETTING_INHERIT: i32 = 1;

/// The value with this number.
pub(crate) fn chat_room_invitation_setting(
    value: i32,
    name: &str,
) -> Result<pchat_core::api::ChatRoomInvitationSetting> {
    use pchat_core::api::ChatRoomInvitationSetting as Of;
    Ok(match value {
        0 => Of::Never,
        1 => Of::Inherit,
        _ => {
            return Err(Error::new(
                ErrorCode::BadArgument,
                format!("`{name}` is {value}, which is no `pchat_chat_room_invitation_setting_t`"),
            ));
        }
    })
}

/// The name of a `pchat_chat_room_invitation_setting_t` for people, for example "never"; "unknown" for another number.
///
/// - Thread: any.
/// - Ownership: the string lives as long as the process.
#[unsafe(no_mangle)]
pub extern "C" fn pchat_chat_room_invitation_setting_name(
    value: pchat_chat_room_invitation_setting_t,
) -> *const c_char {
    match value {
        0 => c"never",
        1 => c"inherit",
        _ => c"unknown",
    }
    .as_ptr()
}

/// Who sees a room and who may join it.
///
/// One of the `PCHAT_CHAT_ROOM_PRIVACY_…` numbers.
pub type pchat_chat_room_privacy_t = i32;

/// Seen and joinable by everyone in the category's scope.
pub const PCHAT_CHAT_ROOM_PRIVACY_OPEN: i32 = 0;
/// Seen by everyone in the category's scope, joinable by members.
pub const PCHAT_CHAT_ROOM_PRIVACY_CLOSED: i32 = 1;
/// Seen and joinable by members only.
pub const PCHAT_CHAT_ROOM_PRIVACY_SECRET: i32 = 2;

/// The value with this number.
pub(crate) fn chat_room_privacy(value: i32, name: &str) -> Result<pchat_core::api::ChatRoomPrivacy> {
    use pchat_core::api::ChatRoomPrivacy as Of;
    Ok(match value {
        0 => Of::Open,
        1 => Of::Closed,
        2 => Of::Secret,
        _ => {
            return Err(Error::new(
                ErrorCode::BadArgument,
                format!("`{name}` is {value}, which is no `pchat_chat_room_privacy_t`"),
            ));
        }
    })
}

/// The name of a `pchat_chat_room_privacy_t` for people, for example "open"; "unknown" for another number.
///
/// - Thread: any.
/// - Ownership: the string lives as long as the process.
#[unsafe(no_mangle)]
pub extern "C" fn pchat_chat_room_privacy_name(value: pchat_chat_room_privacy_t) -> *const c_char {
    match value {
        0 => c"open",
        1 => c"closed",
        2 => c"secret",
        _ => c"unknown",
    }
    .as_ptr()
}

/// What a user or group is to a room or category (the numbers are the SDK's).
///
/// One of the `PCHAT_CHAT_ROOM_ROLE_…` numbers.
pub type pchat_chat_room_role_t = i32;

/// May see, join and read the room, and post unless it is an auditorium.
pub const PCHAT_CHAT_ROOM_ROLE_MEMBER: i32 = 0;
/// May change the room and its lists.
pub const PCHAT_CHAT_ROOM_ROLE_MANAGER: i32 = 1;
/// May post in an auditorium.
pub const PCHAT_CHAT_ROOM_ROLE_PRESENTER: i32 = 2;
/// May create rooms in a category. Given by administrators only.
pub const PCHAT_CHAT_ROOM_ROLE_CREATOR: i32 = 3;

/// The value with this number.
pub(crate) fn chat_room_role(value: i32, name: &str) -> Result<pchat_core::api::ChatRoomRole> {
    use pchat_core::api::ChatRoomRole as Of;
    Ok(match value {
        0 => Of::Member,
        1 => Of::Manager,
        2 => Of::Presenter,
        3 => Of::Creator,
        _ => {
            return Err(Error::new(
                ErrorCode::BadArgument,
                format!("`{name}` is {value}, which is no `pchat_chat_room_role_t`"),
            ));
        }
    })
}

/// The name of a `pchat_chat_room_role_t` for people, for example "member"; "unknown" for another number.
///
/// - Thread: any.
/// - Ownership: the string lives as long as the process.
#[unsafe(no_mangle)]
pub extern "C" fn pchat_chat_room_role_name(value: pchat_chat_room_role_t) -> *const c_char {
    match value {
        0 => c"member",
        1 => c"manager",
        2 => c"presenter",
        3 => c"creator",
        _ => c"unknown",
    }
    .as_ptr()
}

/// The state of an endpoint (spec: sdk.md 2.4; the numbers are the SDK's).
///
/// One of the `PCHAT_ENDPOINT_STATE_…` numbers.
pub type pchat_endpoint_state_t = i32;

/// Signed in and connected to the chat server.
pub const PCHAT_ENDPOINT_STATE_ESTABLISHED: i32 = 0;
/// Connecting.
pub const PCHAT_ENDPOINT_STATE_ESTABLISHING: i32 = 1;
/// Not used yet.
pub const PCHAT_ENDPOINT_STATE_IDLE: i32 = 2;
/// Leaving rooms and signing out.
pub const PCHAT_ENDPOINT_STATE_TERMINATING: i32 = 3;
/// Over for good; make a new endpoint to connect again.
pub const PCHAT_ENDPOINT_STATE_TERMINATED: i32 = 4;

/// The value with this number.
pub(crate) fn endpoint_state(value: i32, name: &str) -> Result<pchat_core::api::EndpointState> {
    use pchat_core::api::EndpointState as Of;
    Ok(match value {
        0 => Of::Established,
        1 => Of::Establishing,
        2 => Of::Idle,
        3 => Of::Terminating,
        4 => Of::Terminated,
        _ => {
            return Err(Error::new(
                ErrorCode::BadArgument,
                format!("`{name}` is {value}, which is no `pchat_endpoint_state_t`"),
            ));
        }
    })
}

/// The name of a `pchat_endpoint_state_t` for people, for example "established"; "unknown" for another number.
///
/// - Thread: any.
/// - Ownership: the string lives as long as the process.
#[unsafe(no_mangle)]
pub extern "C" fn pchat_endpoint_state_name(value: pchat_endpoint_state_t) -> *const c_char {
    match value {
        0 => c"established",
        1 => c"establishing",
        2 => c"idle",
        3 => c"terminating",
        4 => c"terminated",
        _ => c"unknown",
    }
    .as_ptr()
}

/// The stable number of an error. Values never change their meaning.
///
/// 1 to 19 are the caller's or the library's own, 20 and 21 wrong states, 40 to 69 connecting and
/// signing in, and 100 to 124 the 25 codes of the SDK's `PersistentChatErrorCode` with 100 added (spec:
/// sdk.md 4).
///
/// One of the `PCHAT_ERROR_CODE_…` numbers.
pub type pchat_error_code_t = i32;

/// An argument was refused before anything was sent. The message names it.
pub const PCHAT_ERROR_CODE_BAD_ARGUMENT: i32 = 1;
/// A handle is stale, was freed, or is of another kind.
pub const PCHAT_ERROR_CODE_INVALID_HANDLE: i32 = 2;
/// The object cannot do this now, for example establish twice or join a room that is already joined.
pub const PCHAT_ERROR_CODE_INVALID_OPERATION: i32 = 3;
/// The operation was cancelled by the caller.
pub const PCHAT_ERROR_CODE_CANCELLED: i32 = 4;
/// No answer within the time limit.
pub const PCHAT_ERROR_CODE_TIMED_OUT: i32 = 5;
/// A blocking call inside a callback: it would wait for itself.
pub const PCHAT_ERROR_CODE_WOULD_DEADLOCK: i32 = 6;
/// The process was forked after the platform was started; start a new platform in the child.
pub const PCHAT_ERROR_CODE_FORKED_PROCESS: i32 = 7;
/// The platform is shut down, or was while the operation ran.
pub const PCHAT_ERROR_CODE_PLATFORM_SHUT_DOWN: i32 = 8;
/// Too many operations or objects at once; wait for some to end.
pub const PCHAT_ERROR_CODE_TOO_MANY_OPERATIONS: i32 = 9;
/// A defect of the library, caught before it could harm the program. Please report it.
pub const PCHAT_ERROR_CODE_INTERNAL: i32 = 10;
/// A file could not be read or written.
pub const PCHAT_ERROR_CODE_IO: i32 = 11;
/// The endpoint is not established (the SDK's `ChatServerConnectionException`).
pub const PCHAT_ERROR_CODE_ENDPOINT_NOT_ESTABLISHED: i32 = 20;
/// The session is not in the state that the operation needs (the SDK's
/// `ChatRoomSessionStateException`).
pub const PCHAT_ERROR_CODE_SESSION_STATE: i32 = 21;
/// The server's name does not resolve or nobody listens there.
pub const PCHAT_ERROR_CODE_UNREACHABLE: i32 = 40;
/// The connection ended while it was needed.
pub const PCHAT_ERROR_CODE_CONNECTION_LOST: i32 = 41;
/// The server's certificate is not signed by a trusted authority, or is expired.
pub const PCHAT_ERROR_CODE_CERTIFICATE_NOT_TRUSTED: i32 = 42;
/// The server's certificate is for another name.
pub const PCHAT_ERROR_CODE_CERTIFICATE_NAME_MISMATCH: i32 = 43;
/// TLS failed for another reason, for example no common version or cipher.
pub const PCHAT_ERROR_CODE_TLS_FAILED: i32 = 44;
/// The server refuses the login name or the password.
pub const PCHAT_ERROR_CODE_AUTHENTICATION_FAILED: i32 = 45;
/// The server and the settings have no sign-in method in common, or NTLM was refused because the
/// connection is not TLS.
pub const PCHAT_ERROR_CODE_AUTHENTICATION_UNSUPPORTED: i32 = 46;
/// The server does not know the user (SIP 404).
pub const PCHAT_ERROR_CODE_UNKNOWN_USER: i32 = 47;
/// The user may not sign in, for example because the account is disabled (SIP 403).
pub const PCHAT_ERROR_CODE_SIGN_IN_FORBIDDEN: i32 = 48;
/// The server refused the sign-in with another status.
pub const PCHAT_ERROR_CODE_SIGN_IN_REFUSED: i32 = 49;
/// The clocks of client and server are too far apart for the sign-in method.
pub const PCHAT_ERROR_CODE_CLOCK_SKEW: i32 = 50;
/// The server redirected too often or in a circle.
pub const PCHAT_ERROR_CODE_REDIRECT_LOOP: i32 = 51;
/// No Persistent Chat server answers: none is provisioned or the address is wrong.
pub const PCHAT_ERROR_CODE_CHAT_SERVER_NOT_FOUND: i32 = 52;
/// The Persistent Chat server refused the connection of this user.
pub const PCHAT_ERROR_CODE_CHAT_SERVER_REFUSED: i32 = 53;
/// The server ended the registration of this endpoint.
pub const PCHAT_ERROR_CODE_SIGNED_OUT: i32 = 54;
/// The other side broke the protocol.
pub const PCHAT_ERROR_CODE_PROTOCOL_VIOLATION: i32 = 55;
/// A message of the server carries a wrong signature; the connection was closed.
pub const PCHAT_ERROR_CODE_SIGNATURE_INVALID: i32 = 56;
/// The server lost its database.
pub const PCHAT_ERROR_CODE_DATABASE_CONNECTION: i32 = 100;
/// The object changed meanwhile; fetch it again and retry.
pub const PCHAT_ERROR_CODE_DATA_COLLISION: i32 = 101;
/// The room name is taken.
pub const PCHAT_ERROR_CODE_DUPLICATE_ROOM_NAME: i32 = 102;
/// The server refuses an argument.
pub const PCHAT_ERROR_CODE_INVALID_ARGUMENT: i32 = 103;
/// The participant list may not be asked for.
pub const PCHAT_ERROR_CODE_CANNOT_GET_PARTICIPANT_LIST: i32 = 104;
/// A limit of the server was passed, for example the message size.
pub const PCHAT_ERROR_CODE_LIMIT_EXCEEDED: i32 = 105;
/// The server does not know the command.
pub const PCHAT_ERROR_CODE_MSG_NOT_SUPPORTED: i32 = 106;
/// The room is disabled.
pub const PCHAT_ERROR_CODE_NODE_DISABLED: i32 = 107;
/// Rooms cannot be made directly under the root category.
pub const PCHAT_ERROR_CODE_NODE_HIERARCHY_VIOLATION: i32 = 108;
/// The user may not do this in the room.
pub const PCHAT_ERROR_CODE_ERROR_PERMISSION: i32 = 109;
/// The room does not exist, or the user may not see it.
pub const PCHAT_ERROR_CODE_NO_SUCH_NODE: i32 = 110;
/// One or more users or groups do not exist.
pub const PCHAT_ERROR_CODE_NO_SUCH_PRINCIPAL: i32 = 111;
/// The user may not create the room.
pub const PCHAT_ERROR_CODE_UNABLE_TO_CREATE_ROOM: i32 = 112;
/// The server failed without saying why.
pub const PCHAT_ERROR_CODE_UNKNOWN_SERVER_ERROR: i32 = 113;
/// The user is not joined to the room.
pub const PCHAT_ERROR_CODE_USER_NOT_JOINED: i32 = 114;
/// A file download failed.
pub const PCHAT_ERROR_CODE_FILE_DOWNLOAD_FAILED: i32 = 115;
/// A file upload failed.
pub const PCHAT_ERROR_CODE_FILE_UPLOAD_FAILED: i32 = 116;
/// The connection flow was interrupted or the endpoint is in the wrong state.
pub const PCHAT_ERROR_CODE_INVALID_FLOW_OF_OPERATIONS: i32 = 117;
/// The server issued a bad file-transfer token.
pub const PCHAT_ERROR_CODE_INVALID_TOKEN: i32 = 118;
/// The server reported an error; its code is in the message.
pub const PCHAT_ERROR_CODE_SERVER_ERROR: i32 = 119;
/// The command failed; see the message.
pub const PCHAT_ERROR_CODE_COMMAND_FAILED: i32 = 120;
/// The principals have the role already.
pub const PCHAT_ERROR_CODE_PRINCIPALS_ALREADY_DEFINED: i32 = 121;
/// The principals are outside the scope of the category.
pub const PCHAT_ERROR_CODE_PRINCIPALS_NOT_IN_SCOPE: i32 = 122;
/// A presenter is not a member of the room.
pub const PCHAT_ERROR_CODE_PRESENTER_NOT_IN_MEM_LIST: i32 = 123;
/// The name of the add-in is taken.
pub const PCHAT_ERROR_CODE_DUPLICATE_ADDIN_NAME: i32 = 124;
/// The name of a `pchat_error_code_t` for people, for example "bad argument"; "unknown" for another number.
///
/// - Thread: any.
/// - Ownership: the string lives as long as the process.
#[unsafe(no_mangle)]
pub extern "C" fn pchat_error_code_name(value: pchat_error_code_t) -> *const c_char {
    match value {
        1 => c"bad argument",
        2 => c"invalid handle",
        3 => c"invalid operation",
        4 => c"cancelled",
        5 => c"timed out",
        6 => c"would deadlock",
        7 => c"forked process",
        8 => c"platform shut down",
        9 => c"too many operations",
        10 => c"internal",
        11 => c"io",
        20 => c"endpoint not established",
        21 => c"session state",
        40 => c"unreachable",
        41 => c"connection lost",
        42 => c"certificate not trusted",
        43 => c"certificate name mismatch",
        44 => c"tls failed",
        45 => c"authentication failed",
        46 => c"authentication unsupported",
        47 => c"unknown user",
        48 => c"sign in forbidden",
        49 => c"sign in refused",
        50 => c"clock skew",
        51 => c"redirect loop",
        52 => c"chat server not found",
        53 => c"chat server refused",
        54 => c"signed out",
        55 => c"protocol violation",
        56 => c"signature invalid",
        100 => c"database connection",
        101 => c"data collision",
        102 => c"duplicate room name",
        103 => c"invalid argument",
        104 => c"cannot get participant list",
        105 => c"limit exceeded",
        106 => c"msg not supported",
        107 => c"node disabled",
        108 => c"node hierarchy violation",
        109 => c"error permission",
        110 => c"no such node",
        111 => c"no such principal",
        112 => c"unable to create room",
        113 => c"unknown server error",
        114 => c"user not joined",
        115 => c"file download failed",
        116 => c"file upload failed",
        117 => c"invalid flow of operations",
        118 => c"invalid token",
        119 => c"server error",
        120 => c"command failed",
        121 => c"principals already defined",
        122 => c"principals not in scope",
        123 => c"presenter not in mem list",
        124 => c"duplicate addin name",
        _ => c"unknown",
    }
    .as_ptr()
}

/// How a transfer stands.
///
/// One of the `PCHAT_FILE_TRANSFER_STATE_…` numbers.
pub type pchat_file_transfer_state_t = i32;

/// Under way.
pub const PCHAT_FILE_TRANSFER_STATE_RUNNING: i32 = 0;
/// Done: the download is under its name; the upload is in the room and its link was posted.
pub const PCHAT_FILE_TRANSFER_STATE_COMPLETED: i32 = 1;
/// Cancelled by the program.
pub const PCHAT_FILE_TRANSFER_STATE_CANCELLED: i32 = 2;
/// Over with an error, which `finish` tells.
pub const PCHAT_FILE_TRANSFER_STATE_FAILED: i32 = 3;

/// The value with this number.
pub(crate) fn file_transfer_state(value: i32, name: &str) -> Result<pchat_core::api::FileTransferState> {
    use pchat_core::api::FileTransferState as Of;
    Ok(match value {
        0 => Of::Running,
        1 => Of::Completed,
        2 => Of::Cancelled,
        3 => Of::Failed,
        _ => {
            return Err(Error::new(
                ErrorCode::BadArgument,
                format!("`{name}` is {value}, which is no `pchat_file_transfer_state_t`"),
            ));
        }
    })
}

/// The name of a `pchat_file_transfer_state_t` for people, for example "running"; "unknown" for another number.
///
/// - Thread: any.
/// - Ownership: the string lives as long as the process.
#[unsafe(no_mangle)]
pub extern "C" fn pchat_file_transfer_state_name(value: pchat_file_transfer_state_t) -> *const c_char {
    match value {
        0 => c"running",
        1 => c"completed",
        2 => c"cancelled",
        3 => c"failed",
        _ => c"unknown",
    }
    .as_ptr()
}

/// What a part of a message is (the SDK's `MessagePart…` classes).
///
/// One of the `PCHAT_MESSAGE_PART_KIND_…` numbers.
pub type pchat_message_part_kind_t = i32;

/// Text.
pub const PCHAT_MESSAGE_PART_KIND_PLAIN_TEXT: i32 = 0;
/// A link; `uri` says where to.
pub const PCHAT_MESSAGE_PART_KIND_HYPERLINK: i32 = 1;
/// A link to a room; `uri` is the room's.
pub const PCHAT_MESSAGE_PART_KIND_CHAT_ROOM_LINK: i32 = 2;
/// A drawn face; `emoticon` says which.
pub const PCHAT_MESSAGE_PART_KIND_EMOTICON: i32 = 3;
/// A link to a file of the room; `uri`, `file_name` and, when they are known, the sizes describe it.
/// Only uploads make them.
pub const PCHAT_MESSAGE_PART_KIND_FILE_DOWNLOAD_LINK: i32 = 4;
/// The title of a story: the first part of one, and of nothing else.
pub const PCHAT_MESSAGE_PART_KIND_STORY_TITLE: i32 = 5;

/// The value with this number.
pub(crate) fn message_part_kind(value: i32, name: &str) -> Result<pchat_core::api::MessagePartKind> {
    use pchat_core::api::MessagePartKind as Of;
    Ok(match value {
        0 => Of::PlainText,
        1 => Of::Hyperlink,
        2 => Of::ChatRoomLink,
        3 => Of::Emoticon,
        4 => Of::FileDownloadLink,
        5 => Of::StoryTitle,
        _ => {
            return Err(Error::new(
                ErrorCode::BadArgument,
                format!("`{name}` is {value}, which is no `pchat_message_part_kind_t`"),
            ));
        }
    })
}

/// The name of a `pchat_message_part_kind_t` for people, for example "plain text"; "unknown" for another number.
///
/// - Thread: any.
/// - Ownership: the string lives as long as the process.
#[unsafe(no_mangle)]
pub extern "C" fn pchat_message_part_kind_name(value: pchat_message_part_kind_t) -> *const c_char {
    match value {
        0 => c"plain text",
        1 => c"hyperlink",
        2 => c"chat room link",
        3 => c"emoticon",
        4 => c"file download link",
        5 => c"story title",
        _ => c"unknown",
    }
    .as_ptr()
}

/// What a principal is (the numbers are the SDK's).
///
/// One of the `PCHAT_PRINCIPAL_KIND_…` numbers.
pub type pchat_principal_kind_t = i32;

/// A user.
pub const PCHAT_PRINCIPAL_KIND_LOCAL_USER: i32 = 0;
/// A security group or distribution list.
pub const PCHAT_PRINCIPAL_KIND_DIRECTORY_GROUP: i32 = 1;
/// A container or organisational unit.
pub const PCHAT_PRINCIPAL_KIND_DIRECTORY_FOLDER: i32 = 2;
/// A domain.
pub const PCHAT_PRINCIPAL_KIND_DOMAIN: i32 = 3;

/// The value with this number.
pub(crate) fn principal_kind(value: i32, name: &str) -> Result<pchat_core::api::PrincipalKind> {
    use pchat_core::api::PrincipalKind as Of;
    Ok(match value {
        0 => Of::LocalUser,
        1 => Of::DirectoryGroup,
        2 => Of::DirectoryFolder,
        3 => Of::Domain,
        _ => {
            return Err(Error::new(
                ErrorCode::BadArgument,
                format!("`{name}` is {value}, which is no `pchat_principal_kind_t`"),
            ));
        }
    })
}

/// The name of a `pchat_principal_kind_t` for people, for example "local user"; "unknown" for another number.
///
/// - Thread: any.
/// - Ownership: the string lives as long as the process.
#[unsafe(no_mangle)]
pub extern "C" fn pchat_principal_kind_name(value: pchat_principal_kind_t) -> *const c_char {
    match value {
        0 => c"local user",
        1 => c"directory group",
        2 => c"directory folder",
        3 => c"domain",
        _ => c"unknown",
    }
    .as_ptr()
}

/// The state of a session (spec: sdk.md 2.5; the numbers are the SDK's).
///
/// One of the `PCHAT_SESSION_STATE_…` numbers.
pub type pchat_session_state_t = i32;

/// In the room.
pub const PCHAT_SESSION_STATE_ESTABLISHED: i32 = 0;
/// Joining.
pub const PCHAT_SESSION_STATE_ESTABLISHING: i32 = 1;
/// Not in a room: new, left, or refused. May join.
pub const PCHAT_SESSION_STATE_IDLE: i32 = 2;
/// Leaving.
pub const PCHAT_SESSION_STATE_TERMINATING: i32 = 3;
/// Over for good, because its endpoint is.
pub const PCHAT_SESSION_STATE_TERMINATED: i32 = 4;

/// The value with this number.
pub(crate) fn session_state(value: i32, name: &str) -> Result<pchat_core::api::SessionState> {
    use pchat_core::api::SessionState as Of;
    Ok(match value {
        0 => Of::Established,
        1 => Of::Establishing,
        2 => Of::Idle,
        3 => Of::Terminating,
        4 => Of::Terminated,
        _ => {
            return Err(Error::new(
                ErrorCode::BadArgument,
                format!("`{name}` is {value}, which is no `pchat_session_state_t`"),
            ));
        }
    })
}

/// The name of a `pchat_session_state_t` for people, for example "established"; "unknown" for another number.
///
/// - Thread: any.
/// - Ownership: the string lives as long as the process.
#[unsafe(no_mangle)]
pub extern "C" fn pchat_session_state_name(value: pchat_session_state_t) -> *const c_char {
    match value {
        0 => c"established",
        1 => c"establishing",
        2 => c"idle",
        3 => c"terminating",
        4 => c"terminated",
        _ => c"unknown",
    }
    .as_ptr()
}

/// How the connection to the server is carried. SIP for Lync knows no UDP (spec: sip.md A1).
///
/// One of the `PCHAT_TRANSPORT_…` numbers.
pub type pchat_transport_t = i32;

/// TCP without encryption. For tests and closed networks only.
pub const PCHAT_TRANSPORT_TCP: i32 = 1;
/// TLS 1.2 or 1.3 over TCP.
pub const PCHAT_TRANSPORT_TLS: i32 = 2;

/// The value with this number.
pub(crate) fn transport(value: i32, name: &str) -> Result<pchat_core::api::Transport> {
    use pchat_core::api::Transport as Of;
    Ok(match value {
        1 => Of::Tcp,
        2 => Of::Tls,
        _ => {
            return Err(Error::new(
                ErrorCode::BadArgument,
                format!("`{name}` is {value}, which is no `pchat_transport_t`"),
            ));
        }
    })
}

/// The name of a `pchat_transport_t` for people, for example "tcp"; "unknown" for another number.
///
/// - Thread: any.
/// - Ownership: the string lives as long as the process.
#[unsafe(no_mangle)]
pub extern "C" fn pchat_transport_name(value: pchat_transport_t) -> *const c_char {
    match value {
        1 => c"tcp",
        2 => c"tls",
        _ => c"unknown",
    }
    .as_ptr()
}
