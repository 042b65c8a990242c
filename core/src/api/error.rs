//! What went wrong, for the person who reads it and for the program that decides on it.

use std::fmt;

/// The result of every operation of the API.
pub type Result<T> = std::result::Result<T, Error>;

/// The stable number of an error. Values never change their meaning.
///
/// 1 to 19 are the caller's or the library's own, 20 and 21 wrong states, 40 to 69 connecting and signing in, and 100 to 124 the
/// 25 codes of the SDK's `PersistentChatErrorCode` with 100 added (spec: sdk.md 4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(i32)]
pub enum ErrorCode {
    /// An argument was refused before anything was sent. The message names it.
    BadArgument = 1,
    /// A handle is stale, was freed, or is of another kind.
    InvalidHandle = 2,
    /// The object cannot do this now, for example establish twice or join a room that is already joined.
    InvalidOperation = 3,
    /// The operation was cancelled by the caller.
    Cancelled = 4,
    /// No answer within the time limit.
    TimedOut = 5,
    /// A blocking call inside a callback: it would wait for itself.
    WouldDeadlock = 6,
    /// The process was forked after the platform was started; start a new platform in the child.
    ForkedProcess = 7,
    /// The platform is shut down, or was while the operation ran.
    PlatformShutDown = 8,
    /// Too many operations or objects at once; wait for some to end.
    TooManyOperations = 9,
    /// A defect of the library, caught before it could harm the program. Please report it.
    Internal = 10,
    /// A file could not be read or written.
    Io = 11,

    /// The endpoint is not established (the SDK's `ChatServerConnectionException`).
    EndpointNotEstablished = 20,
    /// The session is not in the state that the operation needs (the SDK's `ChatRoomSessionStateException`).
    SessionState = 21,

    /// The server's name does not resolve or nobody listens there.
    Unreachable = 40,
    /// The connection ended while it was needed.
    ConnectionLost = 41,
    /// The server's certificate is not signed by a trusted authority, or is expired.
    CertificateNotTrusted = 42,
    /// The server's certificate is for another name.
    CertificateNameMismatch = 43,
    /// TLS failed for another reason, for example no common version or cipher.
    TlsFailed = 44,
    /// The server refuses the login name or the password.
    AuthenticationFailed = 45,
    /// The server and the settings have no sign-in method in common, or NTLM was refused because the connection is not TLS.
    AuthenticationUnsupported = 46,
    /// The server does not know the user (SIP 404).
    UnknownUser = 47,
    /// The user may not sign in, for example because the account is disabled (SIP 403).
    SignInForbidden = 48,
    /// The server refused the sign-in with another status.
    SignInRefused = 49,
    /// The clocks of client and server are too far apart for the sign-in method.
    ClockSkew = 50,
    /// The server redirected too often or in a circle.
    RedirectLoop = 51,
    /// No Persistent Chat server answers: none is provisioned or the address is wrong.
    ChatServerNotFound = 52,
    /// The Persistent Chat server refused the connection of this user.
    ChatServerRefused = 53,
    /// The server ended the registration of this endpoint.
    SignedOut = 54,
    /// The other side broke the protocol.
    ProtocolViolation = 55,
    /// A message of the server carries a wrong signature; the connection was closed.
    SignatureInvalid = 56,

    /// The server lost its database.
    DatabaseConnection = 100,
    /// The object changed meanwhile; fetch it again and retry.
    DataCollision = 101,
    /// The room name is taken.
    DuplicateRoomName = 102,
    /// The server refuses an argument.
    InvalidArgument = 103,
    /// The participant list may not be asked for.
    CannotGetParticipantList = 104,
    /// A limit of the server was passed, for example the message size.
    LimitExceeded = 105,
    /// The server does not know the command.
    MsgNotSupported = 106,
    /// The room is disabled.
    NodeDisabled = 107,
    /// Rooms cannot be made directly under the root category.
    NodeHierarchyViolation = 108,
    /// The user may not do this in the room.
    ErrorPermission = 109,
    /// The room does not exist, or the user may not see it.
    NoSuchNode = 110,
    /// One or more users or groups do not exist.
    NoSuchPrincipal = 111,
    /// The user may not create the room.
    UnableToCreateRoom = 112,
    /// The server failed without saying why.
    UnknownServerError = 113,
    /// The user is not joined to the room.
    UserNotJoined = 114,
    /// A file download failed.
    FileDownloadFailed = 115,
    /// A file upload failed.
    FileUploadFailed = 116,
    /// The connection flow was interrupted or the endpoint is in the wrong state.
    InvalidFlowOfOperations = 117,
    /// The server issued a bad file-transfer token.
    InvalidToken = 118,
    /// The server reported an error; its code is in the message.
    ServerError = 119,
    /// The command failed; see the message.
    CommandFailed = 120,
    /// The principals have the role already.
    PrincipalsAlreadyDefined = 121,
    /// The principals are outside the scope of the category.
    PrincipalsNotInScope = 122,
    /// A presenter is not a member of the room.
    PresenterNotInMemList = 123,
    /// The name of the add-in is taken.
    DuplicateAddinName = 124,
}

/// An error: a stable code, a sentence for people, and what the server said when it said something.
///
/// No error ever carries a password or a credential.
#[derive(Clone)]
pub struct Error {
    detail: Box<ErrorDetail>,
}

#[derive(Clone)]
struct ErrorDetail {
    code: ErrorCode,
    message: String,
    sip_status: Option<u16>,
    diagnostics_id: Option<u32>,
    diagnostics_reason: Option<String>,
    diagnostics_source: Option<String>,
    server_code: Option<i32>,
    server_text: Option<String>,
    retry_after_seconds: Option<u32>,
}

impl Error {
    /// An error with a code and a sentence: what failed, on what, why, and what to do.
    pub fn new(code: ErrorCode, message: impl Into<String>) -> Self {
        Self {
            detail: Box::new(ErrorDetail {
                code,
                message: message.into(),
                sip_status: None,
                diagnostics_id: None,
                diagnostics_reason: None,
                diagnostics_source: None,
                server_code: None,
                server_text: None,
                retry_after_seconds: None,
            }),
        }
    }

    /// The stable code.
    pub fn code(&self) -> ErrorCode {
        self.detail.code
    }

    /// One or two sentences for people, in English.
    pub fn message(&self) -> &str {
        &self.detail.message
    }

    /// The SIP status that caused the error.
    pub fn sip_status(&self) -> Option<u16> {
        self.detail.sip_status
    }

    /// The error id of the server's `ms-diagnostics` header.
    pub fn diagnostics_id(&self) -> Option<u32> {
        self.detail.diagnostics_id
    }

    /// The reason in the server's `ms-diagnostics` header.
    pub fn diagnostics_reason(&self) -> Option<&str> {
        self.detail.diagnostics_reason.as_deref()
    }

    /// The host that wrote the `ms-diagnostics` header.
    pub fn diagnostics_source(&self) -> Option<&str> {
        self.detail.diagnostics_source.as_deref()
    }

    /// The response code of the chat server (XCCOS).
    pub fn server_code(&self) -> Option<i32> {
        self.detail.server_code
    }

    /// The response text of the chat server (XCCOS).
    pub fn server_text(&self) -> Option<&str> {
        self.detail.server_text.as_deref()
    }

    /// How many seconds the server asks to wait before the next try.
    pub fn retry_after_seconds(&self) -> Option<u32> {
        self.detail.retry_after_seconds
    }

    /// Adds the SIP status that caused the error.
    pub fn with_sip_status(mut self, status: u16) -> Self {
        self.detail.sip_status = Some(status);
        self
    }

    /// Adds what the `ms-diagnostics` header says.
    pub fn with_diagnostics(mut self, id: u32, reason: Option<String>, source: Option<String>) -> Self {
        self.detail.diagnostics_id = Some(id);
        self.detail.diagnostics_reason = reason;
        self.detail.diagnostics_source = source;
        self
    }

    /// Adds what the chat server answered.
    pub fn with_server_response(mut self, code: i32, text: impl Into<String>) -> Self {
        self.detail.server_code = Some(code);
        self.detail.server_text = Some(text.into());
        self
    }

    /// Adds the wait that the server asks for.
    pub fn with_retry_after(mut self, seconds: u32) -> Self {
        self.detail.retry_after_seconds = Some(seconds);
        self
    }

    /// Puts what was being done in front of the message.
    pub fn context(mut self, doing: &str) -> Self {
        self.detail.message = format!("{doing}: {}", self.detail.message);
        self
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.detail.message)
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let detail = &self.detail;
        let mut out = f.debug_struct("Error");
        out.field("code", &detail.code).field("message", &detail.message);
        if let Some(status) = detail.sip_status {
            out.field("sip_status", &status);
        }
        if let Some(id) = detail.diagnostics_id {
            out.field("diagnostics", &(id, &detail.diagnostics_reason, &detail.diagnostics_source));
        }
        if let Some(code) = detail.server_code {
            out.field("server", &(code, &detail.server_text));
        }
        if let Some(seconds) = detail.retry_after_seconds {
            out.field("retry_after_seconds", &seconds);
        }
        out.finish()
    }
}

impl std::error::Error for Error {}
