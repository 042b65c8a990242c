// Written by `cargo run -p pchat-generator`. Do not edit: change the description and run it again.

//! The API in Python.

#![allow(unused_imports, clippy::clone_on_copy, clippy::let_unit_value)]

use crate::convert::{self, Fields, Give, Members, Take, wrong};
use crate::errors::OrRaise;
use crate::held::Held;
use crate::host::{HostRef, Platform};
use crate::inbox::Inbox;
use pchat_core::api;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};
use std::sync::Arc;

static AUTHENTICATION_MEMBERS: Members = Members::new("Authentication");

impl Give for pchat_core::api::Authentication {
    fn give(self, py: Python<'_>, _: Option<&HostRef>) -> PyResult<Py<PyAny>> {
        AUTHENTICATION_MEMBERS.give(py, self as i32)
    }
}

impl Take for pchat_core::api::Authentication {
    fn take(value: &Bound<'_, PyAny>, name: &str) -> PyResult<Self> {
        Ok(match AUTHENTICATION_MEMBERS.take(value, name)? {
            0 => Self::Automatic,
            1 => Self::Ntlm,
            2 => Self::None,
            _ => return Err(wrong(value, name, "a member of Authentication")),
        })
    }
}

static CHAT_EMOTICON_MEMBERS: Members = Members::new("ChatEmoticon");

impl Give for pchat_core::api::ChatEmoticon {
    fn give(self, py: Python<'_>, _: Option<&HostRef>) -> PyResult<Py<PyAny>> {
        CHAT_EMOTICON_MEMBERS.give(py, self as i32)
    }
}

impl Take for pchat_core::api::ChatEmoticon {
    fn take(value: &Bound<'_, PyAny>, name: &str) -> PyResult<Self> {
        Ok(match CHAT_EMOTICON_MEMBERS.take(value, name)? {
            0 => Self::Smile,
            1 => Self::Frown,
            2 => Self::Cool,
            3 => Self::Laughing,
            4 => Self::Shocked,
            5 => Self::Confused,
            6 => Self::Crying,
            7 => Self::Tongue,
            8 => Self::Wink,
            9 => Self::Angry,
            10 => Self::Kissing,
            _ => return Err(wrong(value, name, "a member of ChatEmoticon")),
        })
    }
}

static CHAT_ROOM_BEHAVIOR_MEMBERS: Members = Members::new("ChatRoomBehavior");

impl Give for pchat_core::api::ChatRoomBehavior {
    fn give(self, py: Python<'_>, _: Option<&HostRef>) -> PyResult<Py<PyAny>> {
        CHAT_ROOM_BEHAVIOR_MEMBERS.give(py, self as i32)
    }
}

impl Take for pchat_core::api::ChatRoomBehavior {
    fn take(value: &Bound<'_, PyAny>, name: &str) -> PyResult<Self> {
        Ok(match CHAT_ROOM_BEHAVIOR_MEMBERS.take(value, name)? {
            1 => Self::Normal,
            2 => Self::Auditorium,
            _ => return Err(wrong(value, name, "a member of ChatRoomBehavior")),
        })
    }
}

static CHAT_ROOM_INVITATION_SETTING_MEMBERS: Members = Members::new("ChatRoomInvitationSetting");

impl Give for pchat_core::api::ChatRoomInvitationSetting {
    fn give(self, py: Python<'_>, _: Option<&HostRef>) -> PyResult<Py<PyAny>> {
        CHAT_ROOM_INVITATION_SETTING_MEMBERS.give(py, self as i32)
    }
}

impl Take for pchat_core::api::ChatRoomInvitationSetting {
    fn take(value: &Bound<'_, PyAny>, name: &str) -> PyResult<Self> {
        Ok(match CHAT_ROOM_INVITATION_SETTING_MEMBERS.take(value, name)? {
            0 => Self::Never,
            1 => Self::Inherit,
            _ => return Err(wrong(value, name, "a member of ChatRoomInvitationSetting")),
        })
    }
}

static CHAT_ROOM_PRIVACY_MEMBERS: Members = Members::new("ChatRoomPrivacy");

impl Give for pchat_core::api::ChatRoomPrivacy {
    fn give(self, py: Python<'_>, _: Option<&HostRef>) -> PyResult<Py<PyAny>> {
        CHAT_ROOM_PRIVACY_MEMBERS.give(py, self as i32)
    }
}

impl Take for pchat_core::api::ChatRoomPrivacy {
    fn take(value: &Bound<'_, PyAny>, name: &str) -> PyResult<Self> {
        Ok(match CHAT_ROOM_PRIVACY_MEMBERS.take(value, name)? {
            0 => Self::Open,
            1 => Self::Closed,
            2 => Self::Secret,
            _ => return Err(wrong(value, name, "a member of ChatRoomPrivacy")),
        })
    }
}

static CHAT_ROOM_ROLE_MEMBERS: Members = Members::new("ChatRoomRole");

impl Give for pchat_core::api::ChatRoomRole {
    fn give(self, py: Python<'_>, _: Option<&HostRef>) -> PyResult<Py<PyAny>> {
        CHAT_ROOM_ROLE_MEMBERS.give(py, self as i32)
    }
}

impl Take for pchat_core::api::ChatRoomRole {
    fn take(value: &Bound<'_, PyAny>, name: &str) -> PyResult<Self> {
        Ok(match CHAT_ROOM_ROLE_MEMBERS.take(value, name)? {
            0 => Self::Member,
            1 => Self::Manager,
            2 => Self::Presenter,
            3 => Self::Creator,
            _ => return Err(wrong(value, name, "a member of ChatRoomRole")),
        })
    }
}

static ENDPOINT_STATE_MEMBERS: Members = Members::new("EndpointState");

impl Give for pchat_core::api::EndpointState {
    fn give(self, py: Python<'_>, _: Option<&HostRef>) -> PyResult<Py<PyAny>> {
        ENDPOINT_STATE_MEMBERS.give(py, self as i32)
    }
}

impl Take for pchat_core::api::EndpointState {
    fn take(value: &Bound<'_, PyAny>, name: &str) -> PyResult<Self> {
        Ok(match ENDPOINT_STATE_MEMBERS.take(value, name)? {
            0 => Self::Established,
            1 => Self::Establishing,
            2 => Self::Idle,
            3 => Self::Terminating,
            4 => Self::Terminated,
            _ => return Err(wrong(value, name, "a member of EndpointState")),
        })
    }
}

static ERROR_CODE_MEMBERS: Members = Members::new("ErrorCode");

impl Give for pchat_core::api::ErrorCode {
    fn give(self, py: Python<'_>, _: Option<&HostRef>) -> PyResult<Py<PyAny>> {
        ERROR_CODE_MEMBERS.give(py, self as i32)
    }
}

impl Take for pchat_core::api::ErrorCode {
    fn take(value: &Bound<'_, PyAny>, name: &str) -> PyResult<Self> {
        Ok(match ERROR_CODE_MEMBERS.take(value, name)? {
            1 => Self::BadArgument,
            2 => Self::InvalidHandle,
            3 => Self::InvalidOperation,
            4 => Self::Cancelled,
            5 => Self::TimedOut,
            6 => Self::WouldDeadlock,
            7 => Self::ForkedProcess,
            8 => Self::PlatformShutDown,
            9 => Self::TooManyOperations,
            10 => Self::Internal,
            11 => Self::Io,
            20 => Self::EndpointNotEstablished,
            21 => Self::SessionState,
            40 => Self::Unreachable,
            41 => Self::ConnectionLost,
            42 => Self::CertificateNotTrusted,
            43 => Self::CertificateNameMismatch,
            44 => Self::TlsFailed,
            45 => Self::AuthenticationFailed,
            46 => Self::AuthenticationUnsupported,
            47 => Self::UnknownUser,
            48 => Self::SignInForbidden,
            49 => Self::SignInRefused,
            50 => Self::ClockSkew,
            51 => Self::RedirectLoop,
            52 => Self::ChatServerNotFound,
            53 => Self::ChatServerRefused,
            54 => Self::SignedOut,
            55 => Self::ProtocolViolation,
            56 => Self::SignatureInvalid,
            100 => Self::DatabaseConnection,
            101 => Self::DataCollision,
            102 => Self::DuplicateRoomName,
            103 => Self::InvalidArgument,
            104 => Self::CannotGetParticipantList,
            105 => Self::LimitExceeded,
            106 => Self::MsgNotSupported,
            107 => Self::NodeDisabled,
            108 => Self::NodeHierarchyViolation,
            109 => Self::ErrorPermission,
            110 => Self::NoSuchNode,
            111 => Self::NoSuchPrincipal,
            112 => Self::UnableToCreateRoom,
            113 => Self::UnknownServerError,
            114 => Self::UserNotJoined,
            115 => Self::FileDownloadFailed,
            116 => Self::FileUploadFailed,
            117 => Self::InvalidFlowOfOperations,
            118 => Self::InvalidToken,
            119 => Self::ServerError,
            120 => Self::CommandFailed,
            121 => Self::PrincipalsAlreadyDefined,
            122 => Self::PrincipalsNotInScope,
            123 => Self::PresenterNotInMemList,
            124 => Self::DuplicateAddinName,
            _ => return Err(wrong(value, name, "a member of ErrorCode")),
        })
    }
}

static FILE_TRANSFER_STATE_MEMBERS: Members = Members::new("FileTransferState");

impl Give for pchat_core::api::FileTransferState {
    fn give(self, py: Python<'_>, _: Option<&HostRef>) -> PyResult<Py<PyAny>> {
        FILE_TRANSFER_STATE_MEMBERS.give(py, self as i32)
    }
}

impl Take for pchat_core::api::FileTransferState {
    fn take(value: &Bound<'_, PyAny>, name: &str) -> PyResult<Self> {
        Ok(match FILE_TRANSFER_STATE_MEMBERS.take(value, name)? {
            0 => Self::Running,
            1 => Self::Completed,
            2 => Self::Cancelled,
            3 => Self::Failed,
            _ => return Err(wrong(value, name, "a member of FileTransferState")),
        })
    }
}

static MESSAGE_PART_KIND_MEMBERS: Members = Members::new("MessagePartKind");

impl Give for pchat_core::api::MessagePartKind {
    fn give(self, py: Python<'_>, _: Option<&HostRef>) -> PyResult<Py<PyAny>> {
        MESSAGE_PART_KIND_MEMBERS.give(py, self as i32)
    }
}

impl Take for pchat_core::api::MessagePartKind {
    fn take(value: &Bound<'_, PyAny>, name: &str) -> PyResult<Self> {
        Ok(match MESSAGE_PART_KIND_MEMBERS.take(value, name)? {
            0 => Self::PlainText,
            1 => Self::Hyperlink,
            2 => Self::ChatRoomLink,
            3 => Self::Emoticon,
            4 => Self::FileDownloadLink,
            5 => Self::StoryTitle,
            _ => return Err(wrong(value, name, "a member of MessagePartKind")),
        })
    }
}

static PRINCIPAL_KIND_MEMBERS: Members = Members::new("PrincipalKind");

impl Give for pchat_core::api::PrincipalKind {
    fn give(self, py: Python<'_>, _: Option<&HostRef>) -> PyResult<Py<PyAny>> {
        PRINCIPAL_KIND_MEMBERS.give(py, self as i32)
    }
}

impl Take for pchat_core::api::PrincipalKind {
    fn take(value: &Bound<'_, PyAny>, name: &str) -> PyResult<Self> {
        Ok(match PRINCIPAL_KIND_MEMBERS.take(value, name)? {
            0 => Self::LocalUser,
            1 => Self::DirectoryGroup,
            2 => Self::DirectoryFolder,
            3 => Self::Domain,
            _ => return Err(wrong(value, name, "a member of PrincipalKind")),
        })
    }
}

static SESSION_STATE_MEMBERS: Members = Members::new("SessionState");

impl Give for pchat_core::api::SessionState {
    fn give(self, py: Python<'_>, _: Option<&HostRef>) -> PyResult<Py<PyAny>> {
        SESSION_STATE_MEMBERS.give(py, self as i32)
    }
}

impl Take for pchat_core::api::SessionState {
    fn take(value: &Bound<'_, PyAny>, name: &str) -> PyResult<Self> {
        Ok(match SESSION_STATE_MEMBERS.take(value, name)? {
            0 => Self::Established,
            1 => Self::Establishing,
            2 => Self::Idle,
            3 => Self::Terminating,
            4 => Self::Terminated,
            _ => return Err(wrong(value, name, "a member of SessionState")),
        })
    }
}

static TRANSPORT_MEMBERS: Members = Members::new("Transport");

impl Give for pchat_core::api::Transport {
    fn give(self, py: Python<'_>, _: Option<&HostRef>) -> PyResult<Py<PyAny>> {
        TRANSPORT_MEMBERS.give(py, self as i32)
    }
}

impl Take for pchat_core::api::Transport {
    fn take(value: &Bound<'_, PyAny>, name: &str) -> PyResult<Self> {
        Ok(match TRANSPORT_MEMBERS.take(value, name)? {
            1 => Self::Tcp,
            2 => Self::Tls,
            _ => return Err(wrong(value, name, "a member of Transport")),
        })
    }
}

/// A web page that clients show beside a room. Administrators register add-ins on the server.
#[pyclass(frozen, module = "pchat")]
pub(crate) struct AddIn {
    pub(crate) value: pchat_core::api::AddIn,
}

impl AddIn {
    const FIELDS: &[&str] = &["add_in_id", "name", "url"];
    /// Without secrets.
    const SHOWN: &[&str] = &["add_in_id", "name", "url"];
}

#[pymethods]
impl AddIn {
    #[classattr]
    fn __match_args__(py: Python<'_>) -> PyResult<Bound<'_, PyTuple>> {
        PyTuple::new(py, Self::SHOWN)
    }

    #[new]
    #[pyo3(signature = (**fields), text_signature = "(*, add_in_id, name, url)")]
    fn new(fields: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut fields = Fields::new("AddIn", fields);
        let value = pchat_core::api::AddIn {
            add_in_id: fields.needed("add_in_id")?,
            name: fields.needed("name")?,
            url: fields.needed("url")?,
        };
        fields.end(Self::FIELDS)?;
        Ok(Self { value })
    }

    /// Its GUID.
    #[getter]
    fn add_in_id(&self) -> &str {
        &self.value.add_in_id
    }

    /// Its name.
    #[getter]
    fn name(&self) -> &str {
        &self.value.name
    }

    /// Its page, as the administrator wrote it: it may be no valid URL.
    #[getter]
    fn url(&self) -> &str {
        &self.value.url
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        convert::repr(slf, "AddIn", Self::SHOWN)
    }

    fn __eq__(slf: &Bound<'_, Self>, other: &Bound<'_, PyAny>) -> PyResult<Py<PyAny>> {
        let py = slf.py();
        let Ok(other) = other.cast::<Self>() else { return Ok(py.NotImplemented()) };
        let same = convert::tuple(slf, Self::SHOWN)?.eq(convert::tuple(other, Self::SHOWN)?)?;
        Give::give(same, py, None)
    }

    fn __hash__(slf: &Bound<'_, Self>) -> PyResult<isize> {
        convert::tuple(slf, Self::SHOWN)?.hash()
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    /// The same with some fields changed.
    #[pyo3(signature = (**changes))]
    fn __replace__(&self, changes: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut fields = Fields::new("AddIn", changes);
        let old = self.value.clone();
        let value = pchat_core::api::AddIn {
            add_in_id: fields.or("add_in_id", old.add_in_id)?,
            name: fields.or("name", old.name)?,
            url: fields.or("url", old.url)?,
        };
        fields.end(Self::FIELDS)?;
        Ok(Self { value })
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<convert::Recipe<'py>> {
        convert::recipe(slf, Self::SHOWN)
    }
}

impl Give for pchat_core::api::AddIn {
    fn give(self, py: Python<'_>, _: Option<&HostRef>) -> PyResult<Py<PyAny>> {
        Ok(Py::new(py, AddIn { value: self })?.into_any())
    }
}

impl Take for pchat_core::api::AddIn {
    fn take(value: &Bound<'_, PyAny>, name: &str) -> PyResult<Self> {
        if let Ok(value) = value.cast::<AddIn>() {
            return Ok(value.get().value.clone());
        }
        Err(wrong(value, name, "an AddIn"))
    }
}

/// Who made and who changed something, and when.
#[pyclass(frozen, module = "pchat")]
pub(crate) struct AuditData {
    pub(crate) value: pchat_core::api::AuditData,
}

impl AuditData {
    const FIELDS: &[&str] = &["created_by", "created_on", "updated_by", "updated_on"];
    /// Without secrets.
    const SHOWN: &[&str] = &["created_by", "created_on", "updated_by", "updated_on"];
}

#[pymethods]
impl AuditData {
    #[classattr]
    fn __match_args__(py: Python<'_>) -> PyResult<Bound<'_, PyTuple>> {
        PyTuple::new(py, Self::SHOWN)
    }

    #[new]
    #[pyo3(signature = (**fields), text_signature = "(*, created_by=..., created_on=..., updated_by=..., updated_on=...)")]
    fn new(fields: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut fields = Fields::new("AuditData", fields);
        let value = pchat_core::api::AuditData {
            created_by: fields.or("created_by", None)?,
            created_on: fields.or("created_on", None)?,
            updated_by: fields.or("updated_by", None)?,
            updated_on: fields.or("updated_on", None)?,
        };
        fields.end(Self::FIELDS)?;
        Ok(Self { value })
    }

    /// The URI of who made it.
    #[getter]
    fn created_by(&self) -> Option<&str> {
        self.value.created_by.as_deref()
    }

    /// When it was made.
    #[getter]
    fn created_on(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        Give::give(self.value.created_on.clone(), py, None)
    }

    /// The URI of who changed it last.
    #[getter]
    fn updated_by(&self) -> Option<&str> {
        self.value.updated_by.as_deref()
    }

    /// When it was changed last.
    #[getter]
    fn updated_on(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        Give::give(self.value.updated_on.clone(), py, None)
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        convert::repr(slf, "AuditData", Self::SHOWN)
    }

    fn __eq__(slf: &Bound<'_, Self>, other: &Bound<'_, PyAny>) -> PyResult<Py<PyAny>> {
        let py = slf.py();
        let Ok(other) = other.cast::<Self>() else { return Ok(py.NotImplemented()) };
        let same = convert::tuple(slf, Self::SHOWN)?.eq(convert::tuple(other, Self::SHOWN)?)?;
        Give::give(same, py, None)
    }

    fn __hash__(slf: &Bound<'_, Self>) -> PyResult<isize> {
        convert::tuple(slf, Self::SHOWN)?.hash()
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    /// The same with some fields changed.
    #[pyo3(signature = (**changes))]
    fn __replace__(&self, changes: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut fields = Fields::new("AuditData", changes);
        let old = self.value.clone();
        let value = pchat_core::api::AuditData {
            created_by: fields.or("created_by", old.created_by)?,
            created_on: fields.or("created_on", old.created_on)?,
            updated_by: fields.or("updated_by", old.updated_by)?,
            updated_on: fields.or("updated_on", old.updated_on)?,
        };
        fields.end(Self::FIELDS)?;
        Ok(Self { value })
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<convert::Recipe<'py>> {
        convert::recipe(slf, Self::SHOWN)
    }
}

impl Give for pchat_core::api::AuditData {
    fn give(self, py: Python<'_>, _: Option<&HostRef>) -> PyResult<Py<PyAny>> {
        Ok(Py::new(py, AuditData { value: self })?.into_any())
    }
}

impl Take for pchat_core::api::AuditData {
    fn take(value: &Bound<'_, PyAny>, name: &str) -> PyResult<Self> {
        if let Ok(value) = value.cast::<AuditData>() {
            return Ok(value.get().value.clone());
        }
        Err(wrong(value, name, "an AuditData"))
    }
}

/// A message as the server keeps it (the SDK's `ChatMessage`).
#[pyclass(frozen, module = "pchat")]
pub(crate) struct ChatMessage {
    pub(crate) value: pchat_core::api::ChatMessage,
}

impl ChatMessage {
    const FIELDS: &[&str] = &[
        "message_id",
        "author_uri",
        "author_name",
        "timestamp",
        "room_uri",
        "room_name",
        "content",
        "rtf_content",
        "is_alert",
    ];
    /// Without secrets.
    const SHOWN: &[&str] = &[
        "message_id",
        "author_uri",
        "author_name",
        "timestamp",
        "room_uri",
        "room_name",
        "content",
        "rtf_content",
        "is_alert",
    ];
}

#[pymethods]
impl ChatMessage {
    #[classattr]
    fn __match_args__(py: Python<'_>) -> PyResult<Bound<'_, PyTuple>> {
        PyTuple::new(py, Self::SHOWN)
    }

    #[new]
    #[pyo3(signature = (**fields), text_signature = "(*, message_id=..., author_uri, author_name=..., timestamp, room_uri, room_name, content, rtf_content=..., is_alert)")]
    fn new(fields: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut fields = Fields::new("ChatMessage", fields);
        let value = pchat_core::api::ChatMessage {
            message_id: fields.or("message_id", None)?,
            author_uri: fields.needed("author_uri")?,
            author_name: fields.or("author_name", None)?,
            timestamp: fields.needed("timestamp")?,
            room_uri: fields.needed("room_uri")?,
            room_name: fields.needed("room_name")?,
            content: fields.needed("content")?,
            rtf_content: fields.or("rtf_content", None)?,
            is_alert: fields.needed("is_alert")?,
        };
        fields.end(Self::FIELDS)?;
        Ok(Self { value })
    }

    /// The message's number, rising within its room; `None` when the server sends none.
    #[getter]
    fn message_id(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        Give::give(self.value.message_id.clone(), py, None)
    }

    /// The author's SIP URI.
    #[getter]
    fn author_uri(&self) -> &str {
        &self.value.author_uri
    }

    /// The author's display name, when known.
    #[getter]
    fn author_name(&self) -> Option<&str> {
        self.value.author_name.as_deref()
    }

    /// When the server received the message.
    #[getter]
    fn timestamp(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        Give::give(self.value.timestamp.clone(), py, None)
    }

    /// The room's URI.
    #[getter]
    fn room_uri(&self) -> &str {
        &self.value.room_uri
    }

    /// The room's name; empty when it is not known.
    #[getter]
    fn room_name(&self) -> &str {
        &self.value.room_name
    }

    /// The plain text as it was posted, links and the title of a story included. Lines end with `\n`.
    #[getter]
    fn content(&self) -> &str {
        &self.value.content
    }

    /// The RTF twin of the text, when the author sent one.
    #[getter]
    fn rtf_content(&self) -> Option<&str> {
        self.value.rtf_content.as_deref()
    }

    /// Of high importance.
    #[getter]
    fn is_alert(&self) -> bool {
        self.value.is_alert
    }

    /// What the plain text is made of: text, links, faces, files, the title of a story. Found out anew by
    /// each call.
    #[getter]
    fn parts(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        Give::give(self.value.parts(), py, None)
    }

    /// What the RTF twin is made of; empty without one. Found out anew by each call.
    #[getter]
    fn rtf_parts(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        Give::give(self.value.rtf_parts(), py, None)
    }

    /// The title of a story; `None` for other messages.
    #[getter]
    fn story_title(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        Give::give(self.value.story_title(), py, None)
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        convert::repr(slf, "ChatMessage", Self::SHOWN)
    }

    fn __eq__(slf: &Bound<'_, Self>, other: &Bound<'_, PyAny>) -> PyResult<Py<PyAny>> {
        let py = slf.py();
        let Ok(other) = other.cast::<Self>() else { return Ok(py.NotImplemented()) };
        let same = convert::tuple(slf, Self::SHOWN)?.eq(convert::tuple(other, Self::SHOWN)?)?;
        Give::give(same, py, None)
    }

    fn __hash__(slf: &Bound<'_, Self>) -> PyResult<isize> {
        convert::tuple(slf, Self::SHOWN)?.hash()
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    /// The same with some fields changed.
    #[pyo3(signature = (**changes))]
    fn __replace__(&self, changes: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut fields = Fields::new("ChatMessage", changes);
        let old = self.value.clone();
        let value = pchat_core::api::ChatMessage {
            message_id: fields.or("message_id", old.message_id)?,
            author_uri: fields.or("author_uri", old.author_uri)?,
            author_name: fields.or("author_name", old.author_name)?,
            timestamp: fields.or("timestamp", old.timestamp)?,
            room_uri: fields.or("room_uri", old.room_uri)?,
            room_name: fields.or("room_name", old.room_name)?,
            content: fields.or("content", old.content)?,
            rtf_content: fields.or("rtf_content", old.rtf_content)?,
            is_alert: fields.or("is_alert", old.is_alert)?,
        };
        fields.end(Self::FIELDS)?;
        Ok(Self { value })
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<convert::Recipe<'py>> {
        convert::recipe(slf, Self::SHOWN)
    }
}

impl Give for pchat_core::api::ChatMessage {
    fn give(self, py: Python<'_>, _: Option<&HostRef>) -> PyResult<Py<PyAny>> {
        Ok(Py::new(py, ChatMessage { value: self })?.into_any())
    }
}

impl Take for pchat_core::api::ChatMessage {
    fn take(value: &Bound<'_, PyAny>, name: &str) -> PyResult<Self> {
        if let Ok(value) = value.cast::<ChatMessage>() {
            return Ok(value.get().value.clone());
        }
        Err(wrong(value, name, "a ChatMessage"))
    }
}

/// Everything about a room.
#[pyclass(frozen, module = "pchat")]
pub(crate) struct ChatRoom {
    pub(crate) value: pchat_core::api::ChatRoom,
}

impl ChatRoom {
    const FIELDS: &[&str] = &[
        "room_uri",
        "name",
        "description",
        "add_in",
        "file_store_uri",
        "is_auditorium",
        "is_disabled",
        "parent_category_uri",
        "parent_category_name",
        "parent_category_description",
        "privacy",
        "send_invitations_to_members",
        "change_history",
    ];
    /// Without secrets.
    const SHOWN: &[&str] = &[
        "room_uri",
        "name",
        "description",
        "add_in",
        "file_store_uri",
        "is_auditorium",
        "is_disabled",
        "parent_category_uri",
        "parent_category_name",
        "parent_category_description",
        "privacy",
        "send_invitations_to_members",
        "change_history",
    ];
}

#[pymethods]
impl ChatRoom {
    #[classattr]
    fn __match_args__(py: Python<'_>) -> PyResult<Bound<'_, PyTuple>> {
        PyTuple::new(py, Self::SHOWN)
    }

    #[new]
    #[pyo3(signature = (**fields), text_signature = "(*, room_uri, name, description, add_in=..., file_store_uri=..., is_auditorium, is_disabled, parent_category_uri=..., parent_category_name=..., parent_category_description=..., privacy=..., send_invitations_to_members, change_history=...)")]
    fn new(fields: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut fields = Fields::new("ChatRoom", fields);
        let value = pchat_core::api::ChatRoom {
            room_uri: fields.needed("room_uri")?,
            name: fields.needed("name")?,
            description: fields.needed("description")?,
            add_in: fields.or("add_in", None)?,
            file_store_uri: fields.or("file_store_uri", None)?,
            is_auditorium: fields.needed("is_auditorium")?,
            is_disabled: fields.needed("is_disabled")?,
            parent_category_uri: fields.or("parent_category_uri", None)?,
            parent_category_name: fields.or("parent_category_name", None)?,
            parent_category_description: fields.or("parent_category_description", None)?,
            privacy: fields.or("privacy", None)?,
            send_invitations_to_members: fields.needed("send_invitations_to_members")?,
            change_history: fields.or("change_history", None)?,
        };
        fields.end(Self::FIELDS)?;
        Ok(Self { value })
    }

    /// The URI, which the server made and which never changes.
    #[getter]
    fn room_uri(&self) -> &str {
        &self.value.room_uri
    }

    /// The name, unique on the server.
    #[getter]
    fn name(&self) -> &str {
        &self.value.name
    }

    /// The description; may be empty.
    #[getter]
    fn description(&self) -> &str {
        &self.value.description
    }

    /// Its add-in, if it has one.
    #[getter]
    fn add_in(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        Give::give(self.value.add_in.clone(), py, None)
    }

    /// The web service for its files, when the server tells it.
    #[getter]
    fn file_store_uri(&self) -> Option<&str> {
        self.value.file_store_uri.as_deref()
    }

    /// Only presenters may post.
    #[getter]
    fn is_auditorium(&self) -> bool {
        self.value.is_auditorium
    }

    /// Nobody can join it or read it. Rooms are not deleted through this API.
    #[getter]
    fn is_disabled(&self) -> bool {
        self.value.is_disabled
    }

    /// The URI of its category.
    #[getter]
    fn parent_category_uri(&self) -> Option<&str> {
        self.value.parent_category_uri.as_deref()
    }

    /// The name of its category, when the server tells it.
    #[getter]
    fn parent_category_name(&self) -> Option<&str> {
        self.value.parent_category_name.as_deref()
    }

    /// The description of its category, when the server tells it.
    #[getter]
    fn parent_category_description(&self) -> Option<&str> {
        self.value.parent_category_description.as_deref()
    }

    /// Who sees and joins it; `None` when the server does not say.
    #[getter]
    fn privacy(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        Give::give(self.value.privacy.clone(), py, None)
    }

    /// Whether new members get invitations.
    #[getter]
    fn send_invitations_to_members(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        Give::give(self.value.send_invitations_to_members.clone(), py, None)
    }

    /// Who made and changed it, when the server tells it.
    #[getter]
    fn change_history(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        Give::give(self.value.change_history.clone(), py, None)
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        convert::repr(slf, "ChatRoom", Self::SHOWN)
    }

    fn __eq__(slf: &Bound<'_, Self>, other: &Bound<'_, PyAny>) -> PyResult<Py<PyAny>> {
        let py = slf.py();
        let Ok(other) = other.cast::<Self>() else { return Ok(py.NotImplemented()) };
        let same = convert::tuple(slf, Self::SHOWN)?.eq(convert::tuple(other, Self::SHOWN)?)?;
        Give::give(same, py, None)
    }

    fn __hash__(slf: &Bound<'_, Self>) -> PyResult<isize> {
        convert::tuple(slf, Self::SHOWN)?.hash()
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    /// The same with some fields changed.
    #[pyo3(signature = (**changes))]
    fn __replace__(&self, changes: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut fields = Fields::new("ChatRoom", changes);
        let old = self.value.clone();
        let value = pchat_core::api::ChatRoom {
            room_uri: fields.or("room_uri", old.room_uri)?,
            name: fields.or("name", old.name)?,
            description: fields.or("description", old.description)?,
            add_in: fields.or("add_in", old.add_in)?,
            file_store_uri: fields.or("file_store_uri", old.file_store_uri)?,
            is_auditorium: fields.or("is_auditorium", old.is_auditorium)?,
            is_disabled: fields.or("is_disabled", old.is_disabled)?,
            parent_category_uri: fields.or("parent_category_uri", old.parent_category_uri)?,
            parent_category_name: fields.or("parent_category_name", old.parent_category_name)?,
            parent_category_description: fields
                .or("parent_category_description", old.parent_category_description)?,
            privacy: fields.or("privacy", old.privacy)?,
            send_invitations_to_members: fields
                .or("send_invitations_to_members", old.send_invitations_to_members)?,
            change_history: fields.or("change_history", old.change_history)?,
        };
        fields.end(Self::FIELDS)?;
        Ok(Self { value })
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<convert::Recipe<'py>> {
        convert::recipe(slf, Self::SHOWN)
    }
}

impl Give for pchat_core::api::ChatRoom {
    fn give(self, py: Python<'_>, _: Option<&HostRef>) -> PyResult<Py<PyAny>> {
        Ok(Py::new(py, ChatRoom { value: self })?.into_any())
    }
}

impl Take for pchat_core::api::ChatRoom {
    fn take(value: &Bound<'_, PyAny>, name: &str) -> PyResult<Self> {
        if let Ok(value) = value.cast::<ChatRoom>() {
            return Ok(value.get().value.clone());
        }
        Err(wrong(value, name, "a ChatRoom"))
    }
}

/// A category, as far as programs see it.
#[pyclass(frozen, module = "pchat")]
pub(crate) struct ChatRoomCategorySummary {
    pub(crate) value: pchat_core::api::ChatRoomCategorySummary,
}

impl ChatRoomCategorySummary {
    const FIELDS: &[&str] = &["uri", "name", "description", "invitations"];
    /// Without secrets.
    const SHOWN: &[&str] = &["uri", "name", "description", "invitations"];
}

#[pymethods]
impl ChatRoomCategorySummary {
    #[classattr]
    fn __match_args__(py: Python<'_>) -> PyResult<Bound<'_, PyTuple>> {
        PyTuple::new(py, Self::SHOWN)
    }

    #[new]
    #[pyo3(signature = (**fields), text_signature = "(*, uri, name, description, invitations)")]
    fn new(fields: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut fields = Fields::new("ChatRoomCategorySummary", fields);
        let value = pchat_core::api::ChatRoomCategorySummary {
            uri: fields.needed("uri")?,
            name: fields.needed("name")?,
            description: fields.needed("description")?,
            invitations: fields.needed("invitations")?,
        };
        fields.end(Self::FIELDS)?;
        Ok(Self { value })
    }

    /// Its URI, `ma-cat://<domain>/<guid>`.
    #[getter]
    fn uri(&self) -> &str {
        &self.value.uri
    }

    /// Its name.
    #[getter]
    fn name(&self) -> &str {
        &self.value.name
    }

    /// Its description; may be empty.
    #[getter]
    fn description(&self) -> &str {
        &self.value.description
    }

    /// Rooms in it invite their new members, unless they say no.
    #[getter]
    fn invitations(&self) -> bool {
        self.value.invitations
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        convert::repr(slf, "ChatRoomCategorySummary", Self::SHOWN)
    }

    fn __eq__(slf: &Bound<'_, Self>, other: &Bound<'_, PyAny>) -> PyResult<Py<PyAny>> {
        let py = slf.py();
        let Ok(other) = other.cast::<Self>() else { return Ok(py.NotImplemented()) };
        let same = convert::tuple(slf, Self::SHOWN)?.eq(convert::tuple(other, Self::SHOWN)?)?;
        Give::give(same, py, None)
    }

    fn __hash__(slf: &Bound<'_, Self>) -> PyResult<isize> {
        convert::tuple(slf, Self::SHOWN)?.hash()
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    /// The same with some fields changed.
    #[pyo3(signature = (**changes))]
    fn __replace__(&self, changes: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut fields = Fields::new("ChatRoomCategorySummary", changes);
        let old = self.value.clone();
        let value = pchat_core::api::ChatRoomCategorySummary {
            uri: fields.or("uri", old.uri)?,
            name: fields.or("name", old.name)?,
            description: fields.or("description", old.description)?,
            invitations: fields.or("invitations", old.invitations)?,
        };
        fields.end(Self::FIELDS)?;
        Ok(Self { value })
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<convert::Recipe<'py>> {
        convert::recipe(slf, Self::SHOWN)
    }
}

impl Give for pchat_core::api::ChatRoomCategorySummary {
    fn give(self, py: Python<'_>, _: Option<&HostRef>) -> PyResult<Py<PyAny>> {
        Ok(Py::new(py, ChatRoomCategorySummary { value: self })?.into_any())
    }
}

impl Take for pchat_core::api::ChatRoomCategorySummary {
    fn take(value: &Bound<'_, PyAny>, name: &str) -> PyResult<Self> {
        if let Ok(value) = value.cast::<ChatRoomCategorySummary>() {
            return Ok(value.get().value.clone());
        }
        Err(wrong(value, name, "a ChatRoomCategorySummary"))
    }
}

/// The user was made a member of a room that tells so.
#[pyclass(frozen, module = "pchat")]
pub(crate) struct ChatRoomInvitation {
    pub(crate) value: pchat_core::api::ChatRoomInvitation,
}

impl ChatRoomInvitation {
    const FIELDS: &[&str] = &["invitation_id", "created_on", "room"];
    /// Without secrets.
    const SHOWN: &[&str] = &["invitation_id", "created_on", "room"];
}

#[pymethods]
impl ChatRoomInvitation {
    #[classattr]
    fn __match_args__(py: Python<'_>) -> PyResult<Bound<'_, PyTuple>> {
        PyTuple::new(py, Self::SHOWN)
    }

    #[new]
    #[pyo3(signature = (**fields), text_signature = "(*, invitation_id=..., created_on=..., room)")]
    fn new(fields: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut fields = Fields::new("ChatRoomInvitation", fields);
        let value = pchat_core::api::ChatRoomInvitation {
            invitation_id: fields.or("invitation_id", None)?,
            created_on: fields.or("created_on", None)?,
            room: fields.needed("room")?,
        };
        fields.end(Self::FIELDS)?;
        Ok(Self { value })
    }

    /// The number of the invitation, rising for each user; `None` when the server sends none.
    #[getter]
    fn invitation_id(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        Give::give(self.value.invitation_id.clone(), py, None)
    }

    /// When it was made.
    #[getter]
    fn created_on(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        Give::give(self.value.created_on.clone(), py, None)
    }

    /// The room.
    #[getter]
    fn room(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        Give::give(self.value.room.clone(), py, None)
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        convert::repr(slf, "ChatRoomInvitation", Self::SHOWN)
    }

    fn __eq__(slf: &Bound<'_, Self>, other: &Bound<'_, PyAny>) -> PyResult<Py<PyAny>> {
        let py = slf.py();
        let Ok(other) = other.cast::<Self>() else { return Ok(py.NotImplemented()) };
        let same = convert::tuple(slf, Self::SHOWN)?.eq(convert::tuple(other, Self::SHOWN)?)?;
        Give::give(same, py, None)
    }

    fn __hash__(slf: &Bound<'_, Self>) -> PyResult<isize> {
        convert::tuple(slf, Self::SHOWN)?.hash()
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    /// The same with some fields changed.
    #[pyo3(signature = (**changes))]
    fn __replace__(&self, changes: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut fields = Fields::new("ChatRoomInvitation", changes);
        let old = self.value.clone();
        let value = pchat_core::api::ChatRoomInvitation {
            invitation_id: fields.or("invitation_id", old.invitation_id)?,
            created_on: fields.or("created_on", old.created_on)?,
            room: fields.or("room", old.room)?,
        };
        fields.end(Self::FIELDS)?;
        Ok(Self { value })
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<convert::Recipe<'py>> {
        convert::recipe(slf, Self::SHOWN)
    }
}

impl Give for pchat_core::api::ChatRoomInvitation {
    fn give(self, py: Python<'_>, _: Option<&HostRef>) -> PyResult<Py<PyAny>> {
        Ok(Py::new(py, ChatRoomInvitation { value: self })?.into_any())
    }
}

impl Take for pchat_core::api::ChatRoomInvitation {
    fn take(value: &Bound<'_, PyAny>, name: &str) -> PyResult<Self> {
        if let Ok(value) = value.cast::<ChatRoomInvitation>() {
            return Ok(value.get().value.clone());
        }
        Err(wrong(value, name, "a ChatRoomInvitation"))
    }
}

/// Somebody in a room.
#[pyclass(frozen, module = "pchat")]
pub(crate) struct ChatRoomParticipant {
    pub(crate) value: pchat_core::api::ChatRoomParticipant,
}

impl ChatRoomParticipant {
    const FIELDS: &[&str] = &["uri", "name", "is_manager", "is_presenter", "guid"];
    /// Without secrets.
    const SHOWN: &[&str] = &["uri", "name", "is_manager", "is_presenter", "guid"];
}

#[pymethods]
impl ChatRoomParticipant {
    #[classattr]
    fn __match_args__(py: Python<'_>) -> PyResult<Bound<'_, PyTuple>> {
        PyTuple::new(py, Self::SHOWN)
    }

    #[new]
    #[pyo3(signature = (**fields), text_signature = "(*, uri, name=..., is_manager, is_presenter, guid=...)")]
    fn new(fields: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut fields = Fields::new("ChatRoomParticipant", fields);
        let value = pchat_core::api::ChatRoomParticipant {
            uri: fields.needed("uri")?,
            name: fields.or("name", None)?,
            is_manager: fields.needed("is_manager")?,
            is_presenter: fields.needed("is_presenter")?,
            guid: fields.or("guid", None)?,
        };
        fields.end(Self::FIELDS)?;
        Ok(Self { value })
    }

    /// The SIP URI.
    #[getter]
    fn uri(&self) -> &str {
        &self.value.uri
    }

    /// The display name, when the server sends one.
    #[getter]
    fn name(&self) -> Option<&str> {
        self.value.name.as_deref()
    }

    /// Manages the room.
    #[getter]
    fn is_manager(&self) -> bool {
        self.value.is_manager
    }

    /// May post in an auditorium.
    #[getter]
    fn is_presenter(&self) -> bool {
        self.value.is_presenter
    }

    /// The GUID of the object in the directory, when the server tells it.
    #[getter]
    fn guid(&self) -> Option<&str> {
        self.value.guid.as_deref()
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        convert::repr(slf, "ChatRoomParticipant", Self::SHOWN)
    }

    fn __eq__(slf: &Bound<'_, Self>, other: &Bound<'_, PyAny>) -> PyResult<Py<PyAny>> {
        let py = slf.py();
        let Ok(other) = other.cast::<Self>() else { return Ok(py.NotImplemented()) };
        let same = convert::tuple(slf, Self::SHOWN)?.eq(convert::tuple(other, Self::SHOWN)?)?;
        Give::give(same, py, None)
    }

    fn __hash__(slf: &Bound<'_, Self>) -> PyResult<isize> {
        convert::tuple(slf, Self::SHOWN)?.hash()
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    /// The same with some fields changed.
    #[pyo3(signature = (**changes))]
    fn __replace__(&self, changes: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut fields = Fields::new("ChatRoomParticipant", changes);
        let old = self.value.clone();
        let value = pchat_core::api::ChatRoomParticipant {
            uri: fields.or("uri", old.uri)?,
            name: fields.or("name", old.name)?,
            is_manager: fields.or("is_manager", old.is_manager)?,
            is_presenter: fields.or("is_presenter", old.is_presenter)?,
            guid: fields.or("guid", old.guid)?,
        };
        fields.end(Self::FIELDS)?;
        Ok(Self { value })
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<convert::Recipe<'py>> {
        convert::recipe(slf, Self::SHOWN)
    }
}

impl Give for pchat_core::api::ChatRoomParticipant {
    fn give(self, py: Python<'_>, _: Option<&HostRef>) -> PyResult<Py<PyAny>> {
        Ok(Py::new(py, ChatRoomParticipant { value: self })?.into_any())
    }
}

impl Take for pchat_core::api::ChatRoomParticipant {
    fn take(value: &Bound<'_, PyAny>, name: &str) -> PyResult<Self> {
        if let Ok(value) = value.cast::<ChatRoomParticipant>() {
            return Ok(value.get().value.clone());
        }
        Err(wrong(value, name, "a ChatRoomParticipant"))
    }
}

/// What the server told about a room when it was joined.
#[pyclass(frozen, module = "pchat")]
pub(crate) struct ChatRoomProperties {
    pub(crate) value: pchat_core::api::ChatRoomProperties,
}

impl ChatRoomProperties {
    const FIELDS: &[&str] = &[
        "room_uri",
        "name",
        "description",
        "topic",
        "parent_category_uri",
        "add_in",
        "is_auditorium",
        "is_file_post_allowed",
        "is_invite",
        "is_logged",
        "visible_only_to_members",
        "can_chat",
        "can_manage",
        "is_roster_hidden",
    ];
    /// Without secrets.
    const SHOWN: &[&str] = &[
        "room_uri",
        "name",
        "description",
        "topic",
        "parent_category_uri",
        "add_in",
        "is_auditorium",
        "is_file_post_allowed",
        "is_invite",
        "is_logged",
        "visible_only_to_members",
        "can_chat",
        "can_manage",
        "is_roster_hidden",
    ];
}

#[pymethods]
impl ChatRoomProperties {
    #[classattr]
    fn __match_args__(py: Python<'_>) -> PyResult<Bound<'_, PyTuple>> {
        PyTuple::new(py, Self::SHOWN)
    }

    #[new]
    #[pyo3(signature = (**fields), text_signature = "(*, room_uri, name, description, topic, parent_category_uri=..., add_in=..., is_auditorium, is_file_post_allowed, is_invite, is_logged, visible_only_to_members, can_chat, can_manage, is_roster_hidden)")]
    fn new(fields: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut fields = Fields::new("ChatRoomProperties", fields);
        let value = pchat_core::api::ChatRoomProperties {
            room_uri: fields.needed("room_uri")?,
            name: fields.needed("name")?,
            description: fields.needed("description")?,
            topic: fields.needed("topic")?,
            parent_category_uri: fields.or("parent_category_uri", None)?,
            add_in: fields.or("add_in", None)?,
            is_auditorium: fields.needed("is_auditorium")?,
            is_file_post_allowed: fields.needed("is_file_post_allowed")?,
            is_invite: fields.needed("is_invite")?,
            is_logged: fields.needed("is_logged")?,
            visible_only_to_members: fields.needed("visible_only_to_members")?,
            can_chat: fields.needed("can_chat")?,
            can_manage: fields.needed("can_manage")?,
            is_roster_hidden: fields.needed("is_roster_hidden")?,
        };
        fields.end(Self::FIELDS)?;
        Ok(Self { value })
    }

    /// The room's URI.
    #[getter]
    fn room_uri(&self) -> &str {
        &self.value.room_uri
    }

    /// The room's name.
    #[getter]
    fn name(&self) -> &str {
        &self.value.name
    }

    /// The room's description; may be empty.
    #[getter]
    fn description(&self) -> &str {
        &self.value.description
    }

    /// The room's topic; may be empty. Servers of 2013 and later send none.
    #[getter]
    fn topic(&self) -> &str {
        &self.value.topic
    }

    /// The URI of its category, when known.
    #[getter]
    fn parent_category_uri(&self) -> Option<&str> {
        self.value.parent_category_uri.as_deref()
    }

    /// Its add-in, if it has one.
    #[getter]
    fn add_in(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        Give::give(self.value.add_in.clone(), py, None)
    }

    /// Only presenters may post.
    #[getter]
    fn is_auditorium(&self) -> bool {
        self.value.is_auditorium
    }

    /// File posting is allowed.
    #[getter]
    fn is_file_post_allowed(&self) -> bool {
        self.value.is_file_post_allowed
    }

    /// New members get invitations.
    #[getter]
    fn is_invite(&self) -> bool {
        self.value.is_invite
    }

    /// History is kept.
    #[getter]
    fn is_logged(&self) -> bool {
        self.value.is_logged
    }

    /// Private: seen by members only.
    #[getter]
    fn visible_only_to_members(&self) -> bool {
        self.value.visible_only_to_members
    }

    /// The signed-in user may post.
    #[getter]
    fn can_chat(&self) -> bool {
        self.value.can_chat
    }

    /// The signed-in user may manage the room.
    #[getter]
    fn can_manage(&self) -> bool {
        self.value.can_manage
    }

    /// So many are in the room that the server does not tell who, nor who comes and goes:
    /// `Session.participants` is empty because nobody knows, and `Session.hidden_participants` asks.
    #[getter]
    fn is_roster_hidden(&self) -> bool {
        self.value.is_roster_hidden
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        convert::repr(slf, "ChatRoomProperties", Self::SHOWN)
    }

    fn __eq__(slf: &Bound<'_, Self>, other: &Bound<'_, PyAny>) -> PyResult<Py<PyAny>> {
        let py = slf.py();
        let Ok(other) = other.cast::<Self>() else { return Ok(py.NotImplemented()) };
        let same = convert::tuple(slf, Self::SHOWN)?.eq(convert::tuple(other, Self::SHOWN)?)?;
        Give::give(same, py, None)
    }

    fn __hash__(slf: &Bound<'_, Self>) -> PyResult<isize> {
        convert::tuple(slf, Self::SHOWN)?.hash()
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    /// The same with some fields changed.
    #[pyo3(signature = (**changes))]
    fn __replace__(&self, changes: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut fields = Fields::new("ChatRoomProperties", changes);
        let old = self.value.clone();
        let value = pchat_core::api::ChatRoomProperties {
            room_uri: fields.or("room_uri", old.room_uri)?,
            name: fields.or("name", old.name)?,
            description: fields.or("description", old.description)?,
            topic: fields.or("topic", old.topic)?,
            parent_category_uri: fields.or("parent_category_uri", old.parent_category_uri)?,
            add_in: fields.or("add_in", old.add_in)?,
            is_auditorium: fields.or("is_auditorium", old.is_auditorium)?,
            is_file_post_allowed: fields.or("is_file_post_allowed", old.is_file_post_allowed)?,
            is_invite: fields.or("is_invite", old.is_invite)?,
            is_logged: fields.or("is_logged", old.is_logged)?,
            visible_only_to_members: fields.or("visible_only_to_members", old.visible_only_to_members)?,
            can_chat: fields.or("can_chat", old.can_chat)?,
            can_manage: fields.or("can_manage", old.can_manage)?,
            is_roster_hidden: fields.or("is_roster_hidden", old.is_roster_hidden)?,
        };
        fields.end(Self::FIELDS)?;
        Ok(Self { value })
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<convert::Recipe<'py>> {
        convert::recipe(slf, Self::SHOWN)
    }
}

impl Give for pchat_core::api::ChatRoomProperties {
    fn give(self, py: Python<'_>, _: Option<&HostRef>) -> PyResult<Py<PyAny>> {
        Ok(Py::new(py, ChatRoomProperties { value: self })?.into_any())
    }
}

impl Take for pchat_core::api::ChatRoomProperties {
    fn take(value: &Bound<'_, PyAny>, name: &str) -> PyResult<Self> {
        if let Ok(value) = value.cast::<ChatRoomProperties>() {
            return Ok(value.get().value.clone());
        }
        Err(wrong(value, name, "a ChatRoomProperties"))
    }
}

/// Properties of the room changed.
#[pyclass(frozen, module = "pchat")]
pub(crate) struct ChatRoomPropertiesChanged {
    pub(crate) value: pchat_core::api::ChatRoomPropertiesChanged,
}

impl ChatRoomPropertiesChanged {
    const FIELDS: &[&str] = &["room_uri", "old_properties", "new_properties", "changed"];
    /// Without secrets.
    const SHOWN: &[&str] = &["room_uri", "old_properties", "new_properties", "changed"];
}

#[pymethods]
impl ChatRoomPropertiesChanged {
    #[classattr]
    fn __match_args__(py: Python<'_>) -> PyResult<Bound<'_, PyTuple>> {
        PyTuple::new(py, Self::SHOWN)
    }

    #[new]
    #[pyo3(signature = (**fields), text_signature = "(*, room_uri, old_properties, new_properties, changed)")]
    fn new(fields: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut fields = Fields::new("ChatRoomPropertiesChanged", fields);
        let value = pchat_core::api::ChatRoomPropertiesChanged {
            room_uri: fields.needed("room_uri")?,
            old_properties: fields.needed("old_properties")?,
            new_properties: fields.needed("new_properties")?,
            changed: fields.needed("changed")?,
        };
        fields.end(Self::FIELDS)?;
        Ok(Self { value })
    }

    /// The room.
    #[getter]
    fn room_uri(&self) -> &str {
        &self.value.room_uri
    }

    /// As they were.
    #[getter]
    fn old_properties(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        Give::give(self.value.old_properties.clone(), py, None)
    }

    /// As they are now.
    #[getter]
    fn new_properties(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        Give::give(self.value.new_properties.clone(), py, None)
    }

    /// The names of the fields that differ, as C writes them: `name`, `is_auditorium`, `can_chat`, … At
    /// least one.
    #[getter]
    fn changed(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        Give::give(self.value.changed.clone(), py, None)
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        convert::repr(slf, "ChatRoomPropertiesChanged", Self::SHOWN)
    }

    fn __eq__(slf: &Bound<'_, Self>, other: &Bound<'_, PyAny>) -> PyResult<Py<PyAny>> {
        let py = slf.py();
        let Ok(other) = other.cast::<Self>() else { return Ok(py.NotImplemented()) };
        let same = convert::tuple(slf, Self::SHOWN)?.eq(convert::tuple(other, Self::SHOWN)?)?;
        Give::give(same, py, None)
    }

    fn __hash__(slf: &Bound<'_, Self>) -> PyResult<isize> {
        convert::tuple(slf, Self::SHOWN)?.hash()
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    /// The same with some fields changed.
    #[pyo3(signature = (**changes))]
    fn __replace__(&self, changes: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut fields = Fields::new("ChatRoomPropertiesChanged", changes);
        let old = self.value.clone();
        let value = pchat_core::api::ChatRoomPropertiesChanged {
            room_uri: fields.or("room_uri", old.room_uri)?,
            old_properties: fields.or("old_properties", old.old_properties)?,
            new_properties: fields.or("new_properties", old.new_properties)?,
            changed: fields.or("changed", old.changed)?,
        };
        fields.end(Self::FIELDS)?;
        Ok(Self { value })
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<convert::Recipe<'py>> {
        convert::recipe(slf, Self::SHOWN)
    }
}

impl Give for pchat_core::api::ChatRoomPropertiesChanged {
    fn give(self, py: Python<'_>, _: Option<&HostRef>) -> PyResult<Py<PyAny>> {
        Ok(Py::new(py, ChatRoomPropertiesChanged { value: self })?.into_any())
    }
}

impl Take for pchat_core::api::ChatRoomPropertiesChanged {
    fn take(value: &Bound<'_, PyAny>, name: &str) -> PyResult<Self> {
        if let Ok(value) = value.cast::<ChatRoomPropertiesChanged>() {
            return Ok(value.get().value.clone());
        }
        Err(wrong(value, name, "a ChatRoomPropertiesChanged"))
    }
}

/// A room to be made with `RoomManagement.create_chat_room`. It needs a name and a category.
#[pyclass(frozen, module = "pchat")]
pub(crate) struct ChatRoomSettings {
    pub(crate) value: pchat_core::api::ChatRoomSettings,
}

impl ChatRoomSettings {
    const FIELDS: &[&str] = &[
        "name",
        "parent_category_uri",
        "description",
        "add_in_id",
        "is_auditorium",
        "is_disabled",
        "invitations",
        "visible_only_to_members",
    ];
    /// Without secrets.
    const SHOWN: &[&str] = &[
        "name",
        "parent_category_uri",
        "description",
        "add_in_id",
        "is_auditorium",
        "is_disabled",
        "invitations",
        "visible_only_to_members",
    ];
}

#[pymethods]
impl ChatRoomSettings {
    #[classattr]
    fn __match_args__(py: Python<'_>) -> PyResult<Bound<'_, PyTuple>> {
        PyTuple::new(py, Self::SHOWN)
    }

    #[new]
    #[pyo3(signature = (**fields), text_signature = "(*, name=..., parent_category_uri=..., description=..., add_in_id=..., is_auditorium=..., is_disabled=..., invitations=..., visible_only_to_members=...)")]
    fn new(fields: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut fields = Fields::new("ChatRoomSettings", fields);
        let defaults = pchat_core::api::ChatRoomSettings::default();
        let value = pchat_core::api::ChatRoomSettings {
            name: fields.or("name", defaults.name)?,
            parent_category_uri: fields.or("parent_category_uri", defaults.parent_category_uri)?,
            description: fields.or("description", defaults.description)?,
            add_in_id: fields.or("add_in_id", defaults.add_in_id)?,
            is_auditorium: fields.or("is_auditorium", defaults.is_auditorium)?,
            is_disabled: fields.or("is_disabled", defaults.is_disabled)?,
            invitations: fields.or("invitations", defaults.invitations)?,
            visible_only_to_members: fields
                .or("visible_only_to_members", defaults.visible_only_to_members)?,
        };
        fields.end(Self::FIELDS)?;
        Ok(Self { value })
    }

    /// The name: up to 256 characters, unique on the server.
    #[getter]
    fn name(&self) -> &str {
        &self.value.name
    }

    /// The URI of the category that it is made in.
    #[getter]
    fn parent_category_uri(&self) -> &str {
        &self.value.parent_category_uri
    }

    /// The description, up to 256 characters.
    #[getter]
    fn description(&self) -> &str {
        &self.value.description
    }

    /// The id of its add-in, or `None`.
    #[getter]
    fn add_in_id(&self) -> Option<&str> {
        self.value.add_in_id.as_deref()
    }

    /// Only presenters may post.
    #[getter]
    fn is_auditorium(&self) -> bool {
        self.value.is_auditorium
    }

    /// Nobody can join it yet.
    #[getter]
    fn is_disabled(&self) -> bool {
        self.value.is_disabled
    }

    /// Whether new members get invitations.
    #[getter]
    fn invitations(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        Give::give(self.value.invitations.clone(), py, None)
    }

    /// Secret: only members see it. Otherwise it is closed: seen by everyone in scope, joined by members.
    #[getter]
    fn visible_only_to_members(&self) -> bool {
        self.value.visible_only_to_members
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        convert::repr(slf, "ChatRoomSettings", Self::SHOWN)
    }

    fn __eq__(slf: &Bound<'_, Self>, other: &Bound<'_, PyAny>) -> PyResult<Py<PyAny>> {
        let py = slf.py();
        let Ok(other) = other.cast::<Self>() else { return Ok(py.NotImplemented()) };
        let same = convert::tuple(slf, Self::SHOWN)?.eq(convert::tuple(other, Self::SHOWN)?)?;
        Give::give(same, py, None)
    }

    fn __hash__(slf: &Bound<'_, Self>) -> PyResult<isize> {
        convert::tuple(slf, Self::SHOWN)?.hash()
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    /// The same with some fields changed.
    #[pyo3(signature = (**changes))]
    fn __replace__(&self, changes: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut fields = Fields::new("ChatRoomSettings", changes);
        let old = self.value.clone();
        let value = pchat_core::api::ChatRoomSettings {
            name: fields.or("name", old.name)?,
            parent_category_uri: fields.or("parent_category_uri", old.parent_category_uri)?,
            description: fields.or("description", old.description)?,
            add_in_id: fields.or("add_in_id", old.add_in_id)?,
            is_auditorium: fields.or("is_auditorium", old.is_auditorium)?,
            is_disabled: fields.or("is_disabled", old.is_disabled)?,
            invitations: fields.or("invitations", old.invitations)?,
            visible_only_to_members: fields.or("visible_only_to_members", old.visible_only_to_members)?,
        };
        fields.end(Self::FIELDS)?;
        Ok(Self { value })
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<convert::Recipe<'py>> {
        convert::recipe(slf, Self::SHOWN)
    }
}

impl Give for pchat_core::api::ChatRoomSettings {
    fn give(self, py: Python<'_>, _: Option<&HostRef>) -> PyResult<Py<PyAny>> {
        Ok(Py::new(py, ChatRoomSettings { value: self })?.into_any())
    }
}

impl Take for pchat_core::api::ChatRoomSettings {
    fn take(value: &Bound<'_, PyAny>, name: &str) -> PyResult<Self> {
        if let Ok(value) = value.cast::<ChatRoomSettings>() {
            return Ok(value.get().value.clone());
        }
        Err(wrong(value, name, "a ChatRoomSettings"))
    }
}

/// A room in a result of browsing.
#[pyclass(frozen, module = "pchat")]
pub(crate) struct ChatRoomSnapshot {
    pub(crate) value: pchat_core::api::ChatRoomSnapshot,
}

impl ChatRoomSnapshot {
    const FIELDS: &[&str] = &["room_uri", "name", "description", "participant_count", "privacy"];
    /// Without secrets.
    const SHOWN: &[&str] = &["room_uri", "name", "description", "participant_count", "privacy"];
}

#[pymethods]
impl ChatRoomSnapshot {
    #[classattr]
    fn __match_args__(py: Python<'_>) -> PyResult<Bound<'_, PyTuple>> {
        PyTuple::new(py, Self::SHOWN)
    }

    #[new]
    #[pyo3(signature = (**fields), text_signature = "(*, room_uri, name, description, participant_count=..., privacy=...)")]
    fn new(fields: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut fields = Fields::new("ChatRoomSnapshot", fields);
        let value = pchat_core::api::ChatRoomSnapshot {
            room_uri: fields.needed("room_uri")?,
            name: fields.needed("name")?,
            description: fields.needed("description")?,
            participant_count: fields.or("participant_count", None)?,
            privacy: fields.or("privacy", None)?,
        };
        fields.end(Self::FIELDS)?;
        Ok(Self { value })
    }

    /// The room's URI, `ma-chan://<domain>/<guid>`.
    #[getter]
    fn room_uri(&self) -> &str {
        &self.value.room_uri
    }

    /// The room's name.
    #[getter]
    fn name(&self) -> &str {
        &self.value.name
    }

    /// The room's description; may be empty.
    #[getter]
    fn description(&self) -> &str {
        &self.value.description
    }

    /// How many participants are joined now; `None` when the server does not say.
    #[getter]
    fn participant_count(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        Give::give(self.value.participant_count.clone(), py, None)
    }

    /// Who sees and joins it; `None` when the server does not say.
    #[getter]
    fn privacy(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        Give::give(self.value.privacy.clone(), py, None)
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        convert::repr(slf, "ChatRoomSnapshot", Self::SHOWN)
    }

    fn __eq__(slf: &Bound<'_, Self>, other: &Bound<'_, PyAny>) -> PyResult<Py<PyAny>> {
        let py = slf.py();
        let Ok(other) = other.cast::<Self>() else { return Ok(py.NotImplemented()) };
        let same = convert::tuple(slf, Self::SHOWN)?.eq(convert::tuple(other, Self::SHOWN)?)?;
        Give::give(same, py, None)
    }

    fn __hash__(slf: &Bound<'_, Self>) -> PyResult<isize> {
        convert::tuple(slf, Self::SHOWN)?.hash()
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    /// The same with some fields changed.
    #[pyo3(signature = (**changes))]
    fn __replace__(&self, changes: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut fields = Fields::new("ChatRoomSnapshot", changes);
        let old = self.value.clone();
        let value = pchat_core::api::ChatRoomSnapshot {
            room_uri: fields.or("room_uri", old.room_uri)?,
            name: fields.or("name", old.name)?,
            description: fields.or("description", old.description)?,
            participant_count: fields.or("participant_count", old.participant_count)?,
            privacy: fields.or("privacy", old.privacy)?,
        };
        fields.end(Self::FIELDS)?;
        Ok(Self { value })
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<convert::Recipe<'py>> {
        convert::recipe(slf, Self::SHOWN)
    }
}

impl Give for pchat_core::api::ChatRoomSnapshot {
    fn give(self, py: Python<'_>, _: Option<&HostRef>) -> PyResult<Py<PyAny>> {
        Ok(Py::new(py, ChatRoomSnapshot { value: self })?.into_any())
    }
}

impl Take for pchat_core::api::ChatRoomSnapshot {
    fn take(value: &Bound<'_, PyAny>, name: &str) -> PyResult<Self> {
        if let Ok(value) = value.cast::<ChatRoomSnapshot>() {
            return Ok(value.get().value.clone());
        }
        Err(wrong(value, name, "a ChatRoomSnapshot"))
    }
}

/// Enough about a room to join it.
#[pyclass(frozen, module = "pchat")]
pub(crate) struct ChatRoomSummary {
    pub(crate) value: pchat_core::api::ChatRoomSummary,
}

impl ChatRoomSummary {
    const FIELDS: &[&str] = &["room_uri", "name", "description"];
    /// Without secrets.
    const SHOWN: &[&str] = &["room_uri", "name", "description"];
}

#[pymethods]
impl ChatRoomSummary {
    #[classattr]
    fn __match_args__(py: Python<'_>) -> PyResult<Bound<'_, PyTuple>> {
        PyTuple::new(py, Self::SHOWN)
    }

    #[new]
    #[pyo3(signature = (**fields), text_signature = "(*, room_uri=..., name=..., description=...)")]
    fn new(fields: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut fields = Fields::new("ChatRoomSummary", fields);
        let defaults = pchat_core::api::ChatRoomSummary::default();
        let value = pchat_core::api::ChatRoomSummary {
            room_uri: fields.or("room_uri", defaults.room_uri)?,
            name: fields.or("name", defaults.name)?,
            description: fields.or("description", defaults.description)?,
        };
        fields.end(Self::FIELDS)?;
        Ok(Self { value })
    }

    /// The room's URI, `ma-chan://<domain>/<guid>`.
    #[getter]
    fn room_uri(&self) -> &str {
        &self.value.room_uri
    }

    /// The room's name.
    #[getter]
    fn name(&self) -> &str {
        &self.value.name
    }

    /// The room's description; may be empty.
    #[getter]
    fn description(&self) -> &str {
        &self.value.description
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        convert::repr(slf, "ChatRoomSummary", Self::SHOWN)
    }

    fn __eq__(slf: &Bound<'_, Self>, other: &Bound<'_, PyAny>) -> PyResult<Py<PyAny>> {
        let py = slf.py();
        let Ok(other) = other.cast::<Self>() else { return Ok(py.NotImplemented()) };
        let same = convert::tuple(slf, Self::SHOWN)?.eq(convert::tuple(other, Self::SHOWN)?)?;
        Give::give(same, py, None)
    }

    fn __hash__(slf: &Bound<'_, Self>) -> PyResult<isize> {
        convert::tuple(slf, Self::SHOWN)?.hash()
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    /// The same with some fields changed.
    #[pyo3(signature = (**changes))]
    fn __replace__(&self, changes: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut fields = Fields::new("ChatRoomSummary", changes);
        let old = self.value.clone();
        let value = pchat_core::api::ChatRoomSummary {
            room_uri: fields.or("room_uri", old.room_uri)?,
            name: fields.or("name", old.name)?,
            description: fields.or("description", old.description)?,
        };
        fields.end(Self::FIELDS)?;
        Ok(Self { value })
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<convert::Recipe<'py>> {
        convert::recipe(slf, Self::SHOWN)
    }
}

impl Give for pchat_core::api::ChatRoomSummary {
    fn give(self, py: Python<'_>, _: Option<&HostRef>) -> PyResult<Py<PyAny>> {
        Ok(Py::new(py, ChatRoomSummary { value: self })?.into_any())
    }
}

impl Take for pchat_core::api::ChatRoomSummary {
    fn take(value: &Bound<'_, PyAny>, name: &str) -> PyResult<Self> {
        if let Ok(value) = value.cast::<ChatRoomSummary>() {
            return Ok(value.get().value.clone());
        }
        let value = &convert::part(value, "properties", name)?;
        if convert::has_all(value, &["room_uri", "name", "description"])? {
            return Ok(pchat_core::api::ChatRoomSummary {
                room_uri: Take::take(&value.getattr("room_uri")?, "room_uri")?,
                name: Take::take(&value.getattr("name")?, "name")?,
                description: Take::take(&value.getattr("description")?, "description")?,
            });
        }
        Err(wrong(value, name, "a ChatRoomSummary"))
    }
}

/// Changes for `RoomManagement.update_chat_room`. What is `None` stays as it is.
#[pyclass(frozen, module = "pchat")]
pub(crate) struct ChatRoomUpdate {
    pub(crate) value: pchat_core::api::ChatRoomUpdate,
}

impl ChatRoomUpdate {
    const FIELDS: &[&str] = &[
        "room_uri",
        "name",
        "description",
        "privacy",
        "is_auditorium",
        "is_disabled",
        "invitations",
        "add_in_id",
        "detach_add_in",
        "members",
        "managers",
        "presenters",
        "expected_updated_on",
    ];
    /// Without secrets.
    const SHOWN: &[&str] = &[
        "room_uri",
        "name",
        "description",
        "privacy",
        "is_auditorium",
        "is_disabled",
        "invitations",
        "add_in_id",
        "detach_add_in",
        "members",
        "managers",
        "presenters",
        "expected_updated_on",
    ];
}

#[pymethods]
impl ChatRoomUpdate {
    #[classattr]
    fn __match_args__(py: Python<'_>) -> PyResult<Bound<'_, PyTuple>> {
        PyTuple::new(py, Self::SHOWN)
    }

    #[new]
    #[pyo3(signature = (**fields), text_signature = "(*, room_uri=..., name=..., description=..., privacy=..., is_auditorium=..., is_disabled=..., invitations=..., add_in_id=..., detach_add_in=..., members=..., managers=..., presenters=..., expected_updated_on=...)")]
    fn new(fields: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut fields = Fields::new("ChatRoomUpdate", fields);
        let defaults = pchat_core::api::ChatRoomUpdate::default();
        let value = pchat_core::api::ChatRoomUpdate {
            room_uri: fields.or("room_uri", defaults.room_uri)?,
            name: fields.or("name", defaults.name)?,
            description: fields.or("description", defaults.description)?,
            privacy: fields.or("privacy", defaults.privacy)?,
            is_auditorium: fields.or("is_auditorium", defaults.is_auditorium)?,
            is_disabled: fields.or("is_disabled", defaults.is_disabled)?,
            invitations: fields.or("invitations", defaults.invitations)?,
            add_in_id: fields.or("add_in_id", defaults.add_in_id)?,
            detach_add_in: fields.or("detach_add_in", defaults.detach_add_in)?,
            members: fields.or("members", defaults.members)?,
            managers: fields.or("managers", defaults.managers)?,
            presenters: fields.or("presenters", defaults.presenters)?,
            expected_updated_on: fields.or("expected_updated_on", defaults.expected_updated_on)?,
        };
        fields.end(Self::FIELDS)?;
        Ok(Self { value })
    }

    /// The room.
    #[getter]
    fn room_uri(&self) -> &str {
        &self.value.room_uri
    }

    /// Another name.
    #[getter]
    fn name(&self) -> Option<&str> {
        self.value.name.as_deref()
    }

    /// Another description.
    #[getter]
    fn description(&self) -> Option<&str> {
        self.value.description.as_deref()
    }

    /// Who sees and joins it.
    #[getter]
    fn privacy(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        Give::give(self.value.privacy.clone(), py, None)
    }

    /// Only presenters may post.
    #[getter]
    fn is_auditorium(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        Give::give(self.value.is_auditorium.clone(), py, None)
    }

    /// Nobody can join it or read it; who is in it is put out.
    #[getter]
    fn is_disabled(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        Give::give(self.value.is_disabled.clone(), py, None)
    }

    /// Whether new members get invitations.
    #[getter]
    fn invitations(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        Give::give(self.value.invitations.clone(), py, None)
    }

    /// The id of the add-in that it has from now on.
    #[getter]
    fn add_in_id(&self) -> Option<&str> {
        self.value.add_in_id.as_deref()
    }

    /// It has no add-in any more.
    #[getter]
    fn detach_add_in(&self) -> bool {
        self.value.detach_add_in
    }

    /// Its members are exactly these users and groups: URIs, `sip:` or `ma-grp:`.
    #[getter]
    fn members(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        Give::give(self.value.members.clone(), py, None)
    }

    /// Its managers are exactly these.
    #[getter]
    fn managers(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        Give::give(self.value.managers.clone(), py, None)
    }

    /// Its presenters are exactly these.
    #[getter]
    fn presenters(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        Give::give(self.value.presenters.clone(), py, None)
    }

    /// `updated_on` of the `AuditData` that the change is based on. When the room was changed since,
    /// nothing happens but `ErrorCode.DATA_COLLISION`.
    #[getter]
    fn expected_updated_on(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        Give::give(self.value.expected_updated_on.clone(), py, None)
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        convert::repr(slf, "ChatRoomUpdate", Self::SHOWN)
    }

    fn __eq__(slf: &Bound<'_, Self>, other: &Bound<'_, PyAny>) -> PyResult<Py<PyAny>> {
        let py = slf.py();
        let Ok(other) = other.cast::<Self>() else { return Ok(py.NotImplemented()) };
        let same = convert::tuple(slf, Self::SHOWN)?.eq(convert::tuple(other, Self::SHOWN)?)?;
        Give::give(same, py, None)
    }

    fn __hash__(slf: &Bound<'_, Self>) -> PyResult<isize> {
        convert::tuple(slf, Self::SHOWN)?.hash()
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    /// The same with some fields changed.
    #[pyo3(signature = (**changes))]
    fn __replace__(&self, changes: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut fields = Fields::new("ChatRoomUpdate", changes);
        let old = self.value.clone();
        let value = pchat_core::api::ChatRoomUpdate {
            room_uri: fields.or("room_uri", old.room_uri)?,
            name: fields.or("name", old.name)?,
            description: fields.or("description", old.description)?,
            privacy: fields.or("privacy", old.privacy)?,
            is_auditorium: fields.or("is_auditorium", old.is_auditorium)?,
            is_disabled: fields.or("is_disabled", old.is_disabled)?,
            invitations: fields.or("invitations", old.invitations)?,
            add_in_id: fields.or("add_in_id", old.add_in_id)?,
            detach_add_in: fields.or("detach_add_in", old.detach_add_in)?,
            members: fields.or("members", old.members)?,
            managers: fields.or("managers", old.managers)?,
            presenters: fields.or("presenters", old.presenters)?,
            expected_updated_on: fields.or("expected_updated_on", old.expected_updated_on)?,
        };
        fields.end(Self::FIELDS)?;
        Ok(Self { value })
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<convert::Recipe<'py>> {
        convert::recipe(slf, Self::SHOWN)
    }
}

impl Give for pchat_core::api::ChatRoomUpdate {
    fn give(self, py: Python<'_>, _: Option<&HostRef>) -> PyResult<Py<PyAny>> {
        Ok(Py::new(py, ChatRoomUpdate { value: self })?.into_any())
    }
}

impl Take for pchat_core::api::ChatRoomUpdate {
    fn take(value: &Bound<'_, PyAny>, name: &str) -> PyResult<Self> {
        if let Ok(value) = value.cast::<ChatRoomUpdate>() {
            return Ok(value.get().value.clone());
        }
        Err(wrong(value, name, "a ChatRoomUpdate"))
    }
}

/// A file of a room to download into memory, or to read piece by piece.
#[pyclass(frozen, module = "pchat")]
pub(crate) struct ContentDownload {
    pub(crate) value: pchat_core::api::ContentDownload,
}

impl ContentDownload {
    const FIELDS: &[&str] = &["file_uri", "max_bytes"];
    /// Without secrets.
    const SHOWN: &[&str] = &["file_uri", "max_bytes"];
}

#[pymethods]
impl ContentDownload {
    #[classattr]
    fn __match_args__(py: Python<'_>) -> PyResult<Bound<'_, PyTuple>> {
        PyTuple::new(py, Self::SHOWN)
    }

    #[new]
    #[pyo3(signature = (**fields), text_signature = "(*, file_uri=..., max_bytes=...)")]
    fn new(fields: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut fields = Fields::new("ContentDownload", fields);
        let defaults = pchat_core::api::ContentDownload::default();
        let value = pchat_core::api::ContentDownload {
            file_uri: fields.or("file_uri", defaults.file_uri)?,
            max_bytes: fields.or("max_bytes", defaults.max_bytes)?,
        };
        fields.end(Self::FIELDS)?;
        Ok(Self { value })
    }

    /// The link, `ma-filelink://…`: the `uri` of a part of a message of kind `FileDownloadLink`.
    #[getter]
    fn file_uri(&self) -> &str {
        &self.value.file_uri
    }

    /// A longer file is refused before its first byte; 0 for no limit. Left out (`None`) it is 64 MiB for a
    /// download into memory, and no limit for one that is read piece by piece.
    #[getter]
    fn max_bytes(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        Give::give(self.value.max_bytes.clone(), py, None)
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        convert::repr(slf, "ContentDownload", Self::SHOWN)
    }

    fn __eq__(slf: &Bound<'_, Self>, other: &Bound<'_, PyAny>) -> PyResult<Py<PyAny>> {
        let py = slf.py();
        let Ok(other) = other.cast::<Self>() else { return Ok(py.NotImplemented()) };
        let same = convert::tuple(slf, Self::SHOWN)?.eq(convert::tuple(other, Self::SHOWN)?)?;
        Give::give(same, py, None)
    }

    fn __hash__(slf: &Bound<'_, Self>) -> PyResult<isize> {
        convert::tuple(slf, Self::SHOWN)?.hash()
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    /// The same with some fields changed.
    #[pyo3(signature = (**changes))]
    fn __replace__(&self, changes: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut fields = Fields::new("ContentDownload", changes);
        let old = self.value.clone();
        let value = pchat_core::api::ContentDownload {
            file_uri: fields.or("file_uri", old.file_uri)?,
            max_bytes: fields.or("max_bytes", old.max_bytes)?,
        };
        fields.end(Self::FIELDS)?;
        Ok(Self { value })
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<convert::Recipe<'py>> {
        convert::recipe(slf, Self::SHOWN)
    }
}

impl Give for pchat_core::api::ContentDownload {
    fn give(self, py: Python<'_>, _: Option<&HostRef>) -> PyResult<Py<PyAny>> {
        Ok(Py::new(py, ContentDownload { value: self })?.into_any())
    }
}

impl Take for pchat_core::api::ContentDownload {
    fn take(value: &Bound<'_, PyAny>, name: &str) -> PyResult<Self> {
        if let Ok(value) = value.cast::<ContentDownload>() {
            return Ok(value.get().value.clone());
        }
        Err(wrong(value, name, "a ContentDownload"))
    }
}

/// How an endpoint connects and signs in. Only `user_uri` and, where the server asks for it, `password`
/// are needed.
#[pyclass(frozen, module = "pchat")]
pub(crate) struct EndpointSettings {
    pub(crate) value: pchat_core::api::EndpointSettings,
}

impl EndpointSettings {
    const FIELDS: &[&str] = &[
        "user_uri",
        "server",
        "port",
        "transport",
        "authentication",
        "login",
        "password",
        "allow_ntlm_over_tcp",
        "ca_file",
        "certificate_name",
        "danger_accept_any_certificate",
        "chat_server_uri",
        "endpoint_id",
        "user_agent",
        "connect_timeout_ms",
        "operation_timeout_ms",
        "event_capacity",
        "max_body_bytes",
    ];
    /// Without secrets.
    const SHOWN: &[&str] = &[
        "user_uri",
        "server",
        "port",
        "transport",
        "authentication",
        "login",
        "allow_ntlm_over_tcp",
        "ca_file",
        "certificate_name",
        "danger_accept_any_certificate",
        "chat_server_uri",
        "endpoint_id",
        "user_agent",
        "connect_timeout_ms",
        "operation_timeout_ms",
        "event_capacity",
        "max_body_bytes",
    ];
}

#[pymethods]
impl EndpointSettings {
    #[classattr]
    fn __match_args__(py: Python<'_>) -> PyResult<Bound<'_, PyTuple>> {
        PyTuple::new(py, Self::SHOWN)
    }

    #[new]
    #[pyo3(signature = (**fields), text_signature = "(*, user_uri=..., server=..., port=..., transport=..., authentication=..., login=..., password=..., allow_ntlm_over_tcp=..., ca_file=..., certificate_name=..., danger_accept_any_certificate=..., chat_server_uri=..., endpoint_id=..., user_agent=..., connect_timeout_ms=..., operation_timeout_ms=..., event_capacity=..., max_body_bytes=...)")]
    fn new(fields: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut fields = Fields::new("EndpointSettings", fields);
        let defaults = pchat_core::api::EndpointSettings::default();
        let value = pchat_core::api::EndpointSettings {
            user_uri: fields.or("user_uri", defaults.user_uri)?,
            server: fields.or("server", defaults.server)?,
            port: fields.or("port", defaults.port)?,
            transport: fields.or("transport", defaults.transport)?,
            authentication: fields.or("authentication", defaults.authentication)?,
            login: fields.or("login", defaults.login)?,
            password: fields.or("password", defaults.password)?,
            allow_ntlm_over_tcp: fields.or("allow_ntlm_over_tcp", defaults.allow_ntlm_over_tcp)?,
            ca_file: fields.or("ca_file", defaults.ca_file)?,
            certificate_name: fields.or("certificate_name", defaults.certificate_name)?,
            danger_accept_any_certificate: fields
                .or("danger_accept_any_certificate", defaults.danger_accept_any_certificate)?,
            chat_server_uri: fields.or("chat_server_uri", defaults.chat_server_uri)?,
            endpoint_id: fields.or("endpoint_id", defaults.endpoint_id)?,
            user_agent: fields.or("user_agent", defaults.user_agent)?,
            connect_timeout_ms: fields.or("connect_timeout_ms", defaults.connect_timeout_ms)?,
            operation_timeout_ms: fields.or("operation_timeout_ms", defaults.operation_timeout_ms)?,
            event_capacity: fields.or("event_capacity", defaults.event_capacity)?,
            max_body_bytes: fields.or("max_body_bytes", defaults.max_body_bytes)?,
        };
        fields.end(Self::FIELDS)?;
        Ok(Self { value })
    }

    /// The user's SIP address, with or without `sip:`, for example `ann@example.com`.
    #[getter]
    fn user_uri(&self) -> &str {
        &self.value.user_uri
    }

    /// The server's host name or IP address, which `:port` may follow, or `None` to use the domain of
    /// `user_uri` (`sip.<domain>`, then the domain itself).
    #[getter]
    fn server(&self) -> Option<&str> {
        self.value.server.as_deref()
    }

    /// The server's port, or `None` for the one in `server`, else 5061 with TLS and 5060 with TCP.
    #[getter]
    fn port(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        Give::give(self.value.port.clone(), py, None)
    }

    /// TLS unless told otherwise.
    #[getter]
    fn transport(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        Give::give(self.value.transport.clone(), py, None)
    }

    /// How to authenticate.
    #[getter]
    fn authentication(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        Give::give(self.value.authentication.clone(), py, None)
    }

    /// The login name: `DOMAIN\name`, `name@domain` or `name`; `None` for the SIP address without `sip:`.
    #[getter]
    fn login(&self) -> Option<&str> {
        self.value.login.as_deref()
    }

    /// Lets NTLM run over a connection that is not TLS. Whoever listens can then try passwords offline
    /// (spec: sip.md I5).
    #[getter]
    fn allow_ntlm_over_tcp(&self) -> bool {
        self.value.allow_ntlm_over_tcp
    }

    /// A PEM file of certificate authorities to trust instead of the system's.
    #[getter]
    fn ca_file(&self) -> Option<&str> {
        self.value.ca_file.as_deref()
    }

    /// The name to look for in the server's certificate, or `None` for `server`.
    #[getter]
    fn certificate_name(&self) -> Option<&str> {
        self.value.certificate_name.as_deref()
    }

    /// Accepts every certificate. A test switch: whoever stands in between reads and changes everything.
    #[getter]
    fn danger_accept_any_certificate(&self) -> bool {
        self.value.danger_accept_any_certificate
    }

    /// The Persistent Chat pool, for example `sip:pool1@example.com`, or `None` for what the server
    /// provisions and else `sip:ocschat@<domain>`.
    #[getter]
    fn chat_server_uri(&self) -> Option<&str> {
        self.value.chat_server_uri.as_deref()
    }

    /// The endpoint id (`epid`), up to 16 letters and digits, stable for this user, machine and program;
    /// `None` derives one.
    #[getter]
    fn endpoint_id(&self) -> Option<&str> {
        self.value.endpoint_id.as_deref()
    }

    /// What the `User-Agent` header says; `None` for `libpchat/<version>`.
    #[getter]
    fn user_agent(&self) -> Option<&str> {
        self.value.user_agent.as_deref()
    }

    /// How long to wait for the connection itself, in milliseconds; 0 for 15,000.
    #[getter]
    fn connect_timeout_ms(&self) -> u32 {
        self.value.connect_timeout_ms
    }

    /// How long an operation waits for the server's answer, in milliseconds; 0 for 32,000.
    #[getter]
    fn operation_timeout_ms(&self) -> u32 {
        self.value.operation_timeout_ms
    }

    /// How many events may wait for the program before the endpoint stops reading its socket; 0 for 1,024.
    #[getter]
    fn event_capacity(&self) -> u32 {
        self.value.event_capacity
    }

    /// The largest message body accepted from the server, in bytes; 0 for 8 MiB, which is enough for the
    /// list of 16,000 members of a room. An operation whose answer is longer fails with
    /// `ErrorCode.LIMIT_EXCEEDED`; the endpoint goes on.
    #[getter]
    fn max_body_bytes(&self) -> u32 {
        self.value.max_body_bytes
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        convert::repr(slf, "EndpointSettings", Self::SHOWN)
    }

    fn __eq__(slf: &Bound<'_, Self>, other: &Bound<'_, PyAny>) -> PyResult<Py<PyAny>> {
        let py = slf.py();
        let Ok(other) = other.cast::<Self>() else { return Ok(py.NotImplemented()) };
        let same = convert::tuple(slf, Self::SHOWN)?.eq(convert::tuple(other, Self::SHOWN)?)?;
        let (me, other) = (slf.get(), other.get());
        Give::give(
            same && me.value.password.as_ref().map(api::Secret::reveal)
                == other.value.password.as_ref().map(api::Secret::reveal),
            py,
            None,
        )
    }

    fn __hash__(slf: &Bound<'_, Self>) -> PyResult<isize> {
        convert::tuple(slf, Self::SHOWN)?.hash()
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    /// The same with some fields changed.
    #[pyo3(signature = (**changes))]
    fn __replace__(&self, changes: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut fields = Fields::new("EndpointSettings", changes);
        let old = self.value.clone();
        let value = pchat_core::api::EndpointSettings {
            user_uri: fields.or("user_uri", old.user_uri)?,
            server: fields.or("server", old.server)?,
            port: fields.or("port", old.port)?,
            transport: fields.or("transport", old.transport)?,
            authentication: fields.or("authentication", old.authentication)?,
            login: fields.or("login", old.login)?,
            password: fields.or("password", old.password)?,
            allow_ntlm_over_tcp: fields.or("allow_ntlm_over_tcp", old.allow_ntlm_over_tcp)?,
            ca_file: fields.or("ca_file", old.ca_file)?,
            certificate_name: fields.or("certificate_name", old.certificate_name)?,
            danger_accept_any_certificate: fields
                .or("danger_accept_any_certificate", old.danger_accept_any_certificate)?,
            chat_server_uri: fields.or("chat_server_uri", old.chat_server_uri)?,
            endpoint_id: fields.or("endpoint_id", old.endpoint_id)?,
            user_agent: fields.or("user_agent", old.user_agent)?,
            connect_timeout_ms: fields.or("connect_timeout_ms", old.connect_timeout_ms)?,
            operation_timeout_ms: fields.or("operation_timeout_ms", old.operation_timeout_ms)?,
            event_capacity: fields.or("event_capacity", old.event_capacity)?,
            max_body_bytes: fields.or("max_body_bytes", old.max_body_bytes)?,
        };
        fields.end(Self::FIELDS)?;
        Ok(Self { value })
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<convert::Recipe<'py>> {
        let me = slf.get();
        if me.value.password.is_some() {
            return Err(convert::no_pickle("EndpointSettings"));
        }
        convert::recipe(slf, Self::SHOWN)
    }
}

impl Give for pchat_core::api::EndpointSettings {
    fn give(self, py: Python<'_>, _: Option<&HostRef>) -> PyResult<Py<PyAny>> {
        Ok(Py::new(py, EndpointSettings { value: self })?.into_any())
    }
}

impl Take for pchat_core::api::EndpointSettings {
    fn take(value: &Bound<'_, PyAny>, name: &str) -> PyResult<Self> {
        if let Ok(value) = value.cast::<EndpointSettings>() {
            return Ok(value.get().value.clone());
        }
        Err(wrong(value, name, "an EndpointSettings"))
    }
}

/// The endpoint's state moved.
#[pyclass(frozen, module = "pchat")]
pub(crate) struct EndpointStateChanged {
    pub(crate) value: pchat_core::api::EndpointStateChanged,
}

impl EndpointStateChanged {
    const FIELDS: &[&str] = &["state", "reason"];
    /// Without secrets.
    const SHOWN: &[&str] = &["state", "reason"];
}

#[pymethods]
impl EndpointStateChanged {
    #[classattr]
    fn __match_args__(py: Python<'_>) -> PyResult<Bound<'_, PyTuple>> {
        PyTuple::new(py, Self::SHOWN)
    }

    #[new]
    #[pyo3(signature = (**fields), text_signature = "(*, state, reason=...)")]
    fn new(fields: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut fields = Fields::new("EndpointStateChanged", fields);
        let value = pchat_core::api::EndpointStateChanged {
            state: fields.needed("state")?,
            reason: fields.or("reason", None)?,
        };
        fields.end(Self::FIELDS)?;
        Ok(Self { value })
    }

    /// The state it is in now.
    #[getter]
    fn state(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        Give::give(self.value.state.clone(), py, None)
    }

    /// Why, when it was not asked for: the connection was lost, the server signed the user out, …
    #[getter]
    fn reason(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        Give::give(self.value.reason.clone(), py, None)
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        convert::repr(slf, "EndpointStateChanged", Self::SHOWN)
    }

    fn __eq__(slf: &Bound<'_, Self>, other: &Bound<'_, PyAny>) -> PyResult<Py<PyAny>> {
        let py = slf.py();
        let Ok(other) = other.cast::<Self>() else { return Ok(py.NotImplemented()) };
        let same = convert::tuple(slf, Self::SHOWN)?.eq(convert::tuple(other, Self::SHOWN)?)?;
        Give::give(same, py, None)
    }

    fn __hash__(slf: &Bound<'_, Self>) -> PyResult<isize> {
        convert::tuple(slf, Self::SHOWN)?.hash()
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    /// The same with some fields changed.
    #[pyo3(signature = (**changes))]
    fn __replace__(&self, changes: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut fields = Fields::new("EndpointStateChanged", changes);
        let old = self.value.clone();
        let value = pchat_core::api::EndpointStateChanged {
            state: fields.or("state", old.state)?,
            reason: fields.or("reason", old.reason)?,
        };
        fields.end(Self::FIELDS)?;
        Ok(Self { value })
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<convert::Recipe<'py>> {
        convert::recipe(slf, Self::SHOWN)
    }
}

impl Give for pchat_core::api::EndpointStateChanged {
    fn give(self, py: Python<'_>, _: Option<&HostRef>) -> PyResult<Py<PyAny>> {
        Ok(Py::new(py, EndpointStateChanged { value: self })?.into_any())
    }
}

impl Take for pchat_core::api::EndpointStateChanged {
    fn take(value: &Bound<'_, PyAny>, name: &str) -> PyResult<Self> {
        if let Ok(value) = value.cast::<EndpointStateChanged>() {
            return Ok(value.get().value.clone());
        }
        Err(wrong(value, name, "an EndpointStateChanged"))
    }
}

/// A file of a room to download.
#[pyclass(frozen, module = "pchat")]
pub(crate) struct FileDownload {
    pub(crate) value: pchat_core::api::FileDownload,
}

impl FileDownload {
    const FIELDS: &[&str] = &["file_uri", "path", "overwrite", "max_bytes"];
    /// Without secrets.
    const SHOWN: &[&str] = &["file_uri", "path", "overwrite", "max_bytes"];
}

#[pymethods]
impl FileDownload {
    #[classattr]
    fn __match_args__(py: Python<'_>) -> PyResult<Bound<'_, PyTuple>> {
        PyTuple::new(py, Self::SHOWN)
    }

    #[new]
    #[pyo3(signature = (**fields), text_signature = "(*, file_uri=..., path=..., overwrite=..., max_bytes=...)")]
    fn new(fields: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut fields = Fields::new("FileDownload", fields);
        let defaults = pchat_core::api::FileDownload::default();
        let value = pchat_core::api::FileDownload {
            file_uri: fields.or("file_uri", defaults.file_uri)?,
            path: fields.or("path", defaults.path)?,
            overwrite: fields.or("overwrite", defaults.overwrite)?,
            max_bytes: fields.or("max_bytes", defaults.max_bytes)?,
        };
        fields.end(Self::FIELDS)?;
        Ok(Self { value })
    }

    /// The link, `ma-filelink://…`: the `uri` of a part of a message of kind `FileDownloadLink`.
    #[getter]
    fn file_uri(&self) -> &str {
        &self.value.file_uri
    }

    /// Where the file goes: a path with a file name, in a folder that exists. The name in the link comes
    /// from the network; do not use it without a look.
    #[getter]
    fn path(&self) -> &str {
        &self.value.path
    }

    /// Replaces a file that is there already, at the very end.
    #[getter]
    fn overwrite(&self) -> bool {
        self.value.overwrite
    }

    /// A longer file is refused before its first byte; 0 for no limit.
    #[getter]
    fn max_bytes(&self) -> u64 {
        self.value.max_bytes
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        convert::repr(slf, "FileDownload", Self::SHOWN)
    }

    fn __eq__(slf: &Bound<'_, Self>, other: &Bound<'_, PyAny>) -> PyResult<Py<PyAny>> {
        let py = slf.py();
        let Ok(other) = other.cast::<Self>() else { return Ok(py.NotImplemented()) };
        let same = convert::tuple(slf, Self::SHOWN)?.eq(convert::tuple(other, Self::SHOWN)?)?;
        Give::give(same, py, None)
    }

    fn __hash__(slf: &Bound<'_, Self>) -> PyResult<isize> {
        convert::tuple(slf, Self::SHOWN)?.hash()
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    /// The same with some fields changed.
    #[pyo3(signature = (**changes))]
    fn __replace__(&self, changes: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut fields = Fields::new("FileDownload", changes);
        let old = self.value.clone();
        let value = pchat_core::api::FileDownload {
            file_uri: fields.or("file_uri", old.file_uri)?,
            path: fields.or("path", old.path)?,
            overwrite: fields.or("overwrite", old.overwrite)?,
            max_bytes: fields.or("max_bytes", old.max_bytes)?,
        };
        fields.end(Self::FIELDS)?;
        Ok(Self { value })
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<convert::Recipe<'py>> {
        convert::recipe(slf, Self::SHOWN)
    }
}

impl Give for pchat_core::api::FileDownload {
    fn give(self, py: Python<'_>, _: Option<&HostRef>) -> PyResult<Py<PyAny>> {
        Ok(Py::new(py, FileDownload { value: self })?.into_any())
    }
}

impl Take for pchat_core::api::FileDownload {
    fn take(value: &Bound<'_, PyAny>, name: &str) -> PyResult<Self> {
        if let Ok(value) = value.cast::<FileDownload>() {
            return Ok(value.get().value.clone());
        }
        Err(wrong(value, name, "a FileDownload"))
    }
}

/// How far a transfer is (the SDK's `ChatRoomFileTransferProgressEventArgs`).
#[pyclass(frozen, module = "pchat")]
pub(crate) struct FileTransferProgress {
    pub(crate) value: pchat_core::api::FileTransferProgress,
}

impl FileTransferProgress {
    const FIELDS: &[&str] = &["state", "percent", "transferred_bytes", "total_bytes"];
    /// Without secrets.
    const SHOWN: &[&str] = &["state", "percent", "transferred_bytes", "total_bytes"];
}

#[pymethods]
impl FileTransferProgress {
    #[classattr]
    fn __match_args__(py: Python<'_>) -> PyResult<Bound<'_, PyTuple>> {
        PyTuple::new(py, Self::SHOWN)
    }

    #[new]
    #[pyo3(signature = (**fields), text_signature = "(*, state, percent, transferred_bytes, total_bytes=...)")]
    fn new(fields: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut fields = Fields::new("FileTransferProgress", fields);
        let value = pchat_core::api::FileTransferProgress {
            state: fields.needed("state")?,
            percent: fields.needed("percent")?,
            transferred_bytes: fields.needed("transferred_bytes")?,
            total_bytes: fields.or("total_bytes", None)?,
        };
        fields.end(Self::FIELDS)?;
        Ok(Self { value })
    }

    /// Under way, or how it ended.
    #[getter]
    fn state(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        Give::give(self.value.state.clone(), py, None)
    }

    /// 0 to 100; 100 only when it is completed.
    #[getter]
    fn percent(&self) -> u32 {
        self.value.percent
    }

    /// Bytes of the file that have arrived.
    #[getter]
    fn transferred_bytes(&self) -> u64 {
        self.value.transferred_bytes
    }

    /// Bytes of the whole file, as soon as that is known.
    #[getter]
    fn total_bytes(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        Give::give(self.value.total_bytes.clone(), py, None)
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        convert::repr(slf, "FileTransferProgress", Self::SHOWN)
    }

    fn __eq__(slf: &Bound<'_, Self>, other: &Bound<'_, PyAny>) -> PyResult<Py<PyAny>> {
        let py = slf.py();
        let Ok(other) = other.cast::<Self>() else { return Ok(py.NotImplemented()) };
        let same = convert::tuple(slf, Self::SHOWN)?.eq(convert::tuple(other, Self::SHOWN)?)?;
        Give::give(same, py, None)
    }

    fn __hash__(slf: &Bound<'_, Self>) -> PyResult<isize> {
        convert::tuple(slf, Self::SHOWN)?.hash()
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    /// The same with some fields changed.
    #[pyo3(signature = (**changes))]
    fn __replace__(&self, changes: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut fields = Fields::new("FileTransferProgress", changes);
        let old = self.value.clone();
        let value = pchat_core::api::FileTransferProgress {
            state: fields.or("state", old.state)?,
            percent: fields.or("percent", old.percent)?,
            transferred_bytes: fields.or("transferred_bytes", old.transferred_bytes)?,
            total_bytes: fields.or("total_bytes", old.total_bytes)?,
        };
        fields.end(Self::FIELDS)?;
        Ok(Self { value })
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<convert::Recipe<'py>> {
        convert::recipe(slf, Self::SHOWN)
    }
}

impl Give for pchat_core::api::FileTransferProgress {
    fn give(self, py: Python<'_>, _: Option<&HostRef>) -> PyResult<Py<PyAny>> {
        Ok(Py::new(py, FileTransferProgress { value: self })?.into_any())
    }
}

impl Take for pchat_core::api::FileTransferProgress {
    fn take(value: &Bound<'_, PyAny>, name: &str) -> PyResult<Self> {
        if let Ok(value) = value.cast::<FileTransferProgress>() {
            return Ok(value.get().value.clone());
        }
        Err(wrong(value, name, "a FileTransferProgress"))
    }
}

/// A file to upload to the room of a session.
#[pyclass(frozen, module = "pchat")]
pub(crate) struct FileUpload {
    pub(crate) value: pchat_core::api::FileUpload,
}

impl FileUpload {
    const FIELDS: &[&str] = &["path", "file_name"];
    /// Without secrets.
    const SHOWN: &[&str] = &["path", "file_name"];
}

#[pymethods]
impl FileUpload {
    #[classattr]
    fn __match_args__(py: Python<'_>) -> PyResult<Bound<'_, PyTuple>> {
        PyTuple::new(py, Self::SHOWN)
    }

    #[new]
    #[pyo3(signature = (**fields), text_signature = "(*, path=..., file_name=...)")]
    fn new(fields: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut fields = Fields::new("FileUpload", fields);
        let defaults = pchat_core::api::FileUpload::default();
        let value = pchat_core::api::FileUpload {
            path: fields.or("path", defaults.path)?,
            file_name: fields.or("file_name", defaults.file_name)?,
        };
        fields.end(Self::FIELDS)?;
        Ok(Self { value })
    }

    /// Where the file is.
    #[getter]
    fn path(&self) -> &str {
        &self.value.path
    }

    /// What people read, up to 255 bytes, without folders; `None` for the last part of `path`.
    #[getter]
    fn file_name(&self) -> Option<&str> {
        self.value.file_name.as_deref()
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        convert::repr(slf, "FileUpload", Self::SHOWN)
    }

    fn __eq__(slf: &Bound<'_, Self>, other: &Bound<'_, PyAny>) -> PyResult<Py<PyAny>> {
        let py = slf.py();
        let Ok(other) = other.cast::<Self>() else { return Ok(py.NotImplemented()) };
        let same = convert::tuple(slf, Self::SHOWN)?.eq(convert::tuple(other, Self::SHOWN)?)?;
        Give::give(same, py, None)
    }

    fn __hash__(slf: &Bound<'_, Self>) -> PyResult<isize> {
        convert::tuple(slf, Self::SHOWN)?.hash()
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    /// The same with some fields changed.
    #[pyo3(signature = (**changes))]
    fn __replace__(&self, changes: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut fields = Fields::new("FileUpload", changes);
        let old = self.value.clone();
        let value = pchat_core::api::FileUpload {
            path: fields.or("path", old.path)?,
            file_name: fields.or("file_name", old.file_name)?,
        };
        fields.end(Self::FIELDS)?;
        Ok(Self { value })
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<convert::Recipe<'py>> {
        convert::recipe(slf, Self::SHOWN)
    }
}

impl Give for pchat_core::api::FileUpload {
    fn give(self, py: Python<'_>, _: Option<&HostRef>) -> PyResult<Py<PyAny>> {
        Ok(Py::new(py, FileUpload { value: self })?.into_any())
    }
}

impl Take for pchat_core::api::FileUpload {
    fn take(value: &Bound<'_, PyAny>, name: &str) -> PyResult<Self> {
        if let Ok(value) = value.cast::<FileUpload>() {
            return Ok(value.get().value.clone());
        }
        Err(wrong(value, name, "a FileUpload"))
    }
}

/// How far a pager is.
#[pyclass(frozen, module = "pchat")]
pub(crate) struct HistoryProgress {
    pub(crate) value: pchat_core::api::HistoryProgress,
}

impl HistoryProgress {
    const FIELDS: &[&str] = &["messages_read", "total", "is_complete"];
    /// Without secrets.
    const SHOWN: &[&str] = &["messages_read", "total", "is_complete"];
}

#[pymethods]
impl HistoryProgress {
    #[classattr]
    fn __match_args__(py: Python<'_>) -> PyResult<Bound<'_, PyTuple>> {
        PyTuple::new(py, Self::SHOWN)
    }

    #[new]
    #[pyo3(signature = (**fields), text_signature = "(*, messages_read, total=..., is_complete)")]
    fn new(fields: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut fields = Fields::new("HistoryProgress", fields);
        let value = pchat_core::api::HistoryProgress {
            messages_read: fields.needed("messages_read")?,
            total: fields.or("total", None)?,
            is_complete: fields.needed("is_complete")?,
        };
        fields.end(Self::FIELDS)?;
        Ok(Self { value })
    }

    /// Messages that it has given.
    #[getter]
    fn messages_read(&self) -> u32 {
        self.value.messages_read
    }

    /// How many there are in all; `None` before the first page, and when nobody counts them because it
    /// begins at a message. Messages that are posted meanwhile come on top.
    #[getter]
    fn total(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        Give::give(self.value.total.clone(), py, None)
    }

    /// There is nothing more to read.
    #[getter]
    fn is_complete(&self) -> bool {
        self.value.is_complete
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        convert::repr(slf, "HistoryProgress", Self::SHOWN)
    }

    fn __eq__(slf: &Bound<'_, Self>, other: &Bound<'_, PyAny>) -> PyResult<Py<PyAny>> {
        let py = slf.py();
        let Ok(other) = other.cast::<Self>() else { return Ok(py.NotImplemented()) };
        let same = convert::tuple(slf, Self::SHOWN)?.eq(convert::tuple(other, Self::SHOWN)?)?;
        Give::give(same, py, None)
    }

    fn __hash__(slf: &Bound<'_, Self>) -> PyResult<isize> {
        convert::tuple(slf, Self::SHOWN)?.hash()
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    /// The same with some fields changed.
    #[pyo3(signature = (**changes))]
    fn __replace__(&self, changes: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut fields = Fields::new("HistoryProgress", changes);
        let old = self.value.clone();
        let value = pchat_core::api::HistoryProgress {
            messages_read: fields.or("messages_read", old.messages_read)?,
            total: fields.or("total", old.total)?,
            is_complete: fields.or("is_complete", old.is_complete)?,
        };
        fields.end(Self::FIELDS)?;
        Ok(Self { value })
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<convert::Recipe<'py>> {
        convert::recipe(slf, Self::SHOWN)
    }
}

impl Give for pchat_core::api::HistoryProgress {
    fn give(self, py: Python<'_>, _: Option<&HostRef>) -> PyResult<Py<PyAny>> {
        Ok(Py::new(py, HistoryProgress { value: self })?.into_any())
    }
}

impl Take for pchat_core::api::HistoryProgress {
    fn take(value: &Bound<'_, PyAny>, name: &str) -> PyResult<Self> {
        if let Ok(value) = value.cast::<HistoryProgress>() {
            return Ok(value.get().value.clone());
        }
        Err(wrong(value, name, "a HistoryProgress"))
    }
}

/// Which messages are asked for (the SDK's `ChatHistoryQueryOptions`). A message is found when it fits
/// everything that is given; a query without anything finds all.
#[pyclass(frozen, module = "pchat")]
pub(crate) struct HistoryQuery {
    pub(crate) value: pchat_core::api::HistoryQuery,
}

impl HistoryQuery {
    const FIELDS: &[&str] = &[
        "room_uris",
        "search",
        "match_exact_phrase",
        "match_case",
        "authors",
        "since",
        "until",
        "start_message_id",
        "limit",
        "newest_first",
        "search_newest_first",
    ];
    /// Without secrets.
    const SHOWN: &[&str] = &[
        "room_uris",
        "search",
        "match_exact_phrase",
        "match_case",
        "authors",
        "since",
        "until",
        "start_message_id",
        "limit",
        "newest_first",
        "search_newest_first",
    ];
}

#[pymethods]
impl HistoryQuery {
    #[classattr]
    fn __match_args__(py: Python<'_>) -> PyResult<Bound<'_, PyTuple>> {
        PyTuple::new(py, Self::SHOWN)
    }

    #[new]
    #[pyo3(signature = (**fields), text_signature = "(*, room_uris=..., search=..., match_exact_phrase=..., match_case=..., authors=..., since=..., until=..., start_message_id=..., limit=..., newest_first=..., search_newest_first=...)")]
    fn new(fields: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut fields = Fields::new("HistoryQuery", fields);
        let defaults = pchat_core::api::HistoryQuery::default();
        let value = pchat_core::api::HistoryQuery {
            room_uris: fields.or("room_uris", defaults.room_uris)?,
            search: fields.or("search", defaults.search)?,
            match_exact_phrase: fields.or("match_exact_phrase", defaults.match_exact_phrase)?,
            match_case: fields.or("match_case", defaults.match_case)?,
            authors: fields.or("authors", defaults.authors)?,
            since: fields.or("since", defaults.since)?,
            until: fields.or("until", defaults.until)?,
            start_message_id: fields.or("start_message_id", defaults.start_message_id)?,
            limit: fields.or("limit", defaults.limit)?,
            newest_first: fields.or("newest_first", defaults.newest_first)?,
            search_newest_first: fields.or("search_newest_first", defaults.search_newest_first)?,
        };
        fields.end(Self::FIELDS)?;
        Ok(Self { value })
    }

    /// The rooms (`ma-chan://…`), joined or not, at most 256. A session asks for its own room and takes
    /// none.
    #[getter]
    fn room_uris(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        Give::give(self.value.room_uris.clone(), py, None)
    }

    /// Words, separated by spaces; a message with any of them is found. Empty finds all messages. Words are
    /// whole: `plan` does not find `planned`. At most 4,096 bytes of UTF-8.
    #[getter]
    fn search(&self) -> &str {
        &self.value.search
    }

    /// Takes `search` as one phrase: its words follow each other.
    #[getter]
    fn match_exact_phrase(&self) -> bool {
        self.value.match_exact_phrase
    }

    /// Upper and lower case differ.
    #[getter]
    fn match_case(&self) -> bool {
        self.value.match_case
    }

    /// SIP URIs; only what these wrote. Empty for everybody.
    #[getter]
    fn authors(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        Give::give(self.value.authors.clone(), py, None)
    }

    /// Only messages from this time on. Does not count with `start_message_id`.
    #[getter]
    fn since(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        Give::give(self.value.since.clone(), py, None)
    }

    /// Only messages up to this time. Does not count with `start_message_id`.
    #[getter]
    fn until(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        Give::give(self.value.until.clone(), py, None)
    }

    /// Only messages beyond the one with this number, in the direction of the search: give the number of
    /// the last message of a result to get those that follow.
    #[getter]
    fn start_message_id(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        Give::give(self.value.start_message_id.clone(), py, None)
    }

    /// At most so many messages for each room; 0 for as many as the server gives. The server's own limit
    /// (`ServerConfiguration.search_limit`) wins.
    #[getter]
    fn limit(&self) -> u32 {
        self.value.limit
    }

    /// Gives the newest message first instead of the oldest.
    #[getter]
    fn newest_first(&self) -> bool {
        self.value.newest_first
    }

    /// Searches from the newest message backwards. It matters when there are more than `limit`: the newest
    /// are found then. A pager takes its direction from `newest_first` alone.
    #[getter]
    fn search_newest_first(&self) -> bool {
        self.value.search_newest_first
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        convert::repr(slf, "HistoryQuery", Self::SHOWN)
    }

    fn __eq__(slf: &Bound<'_, Self>, other: &Bound<'_, PyAny>) -> PyResult<Py<PyAny>> {
        let py = slf.py();
        let Ok(other) = other.cast::<Self>() else { return Ok(py.NotImplemented()) };
        let same = convert::tuple(slf, Self::SHOWN)?.eq(convert::tuple(other, Self::SHOWN)?)?;
        Give::give(same, py, None)
    }

    fn __hash__(slf: &Bound<'_, Self>) -> PyResult<isize> {
        convert::tuple(slf, Self::SHOWN)?.hash()
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    /// The same with some fields changed.
    #[pyo3(signature = (**changes))]
    fn __replace__(&self, changes: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut fields = Fields::new("HistoryQuery", changes);
        let old = self.value.clone();
        let value = pchat_core::api::HistoryQuery {
            room_uris: fields.or("room_uris", old.room_uris)?,
            search: fields.or("search", old.search)?,
            match_exact_phrase: fields.or("match_exact_phrase", old.match_exact_phrase)?,
            match_case: fields.or("match_case", old.match_case)?,
            authors: fields.or("authors", old.authors)?,
            since: fields.or("since", old.since)?,
            until: fields.or("until", old.until)?,
            start_message_id: fields.or("start_message_id", old.start_message_id)?,
            limit: fields.or("limit", old.limit)?,
            newest_first: fields.or("newest_first", old.newest_first)?,
            search_newest_first: fields.or("search_newest_first", old.search_newest_first)?,
        };
        fields.end(Self::FIELDS)?;
        Ok(Self { value })
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<convert::Recipe<'py>> {
        convert::recipe(slf, Self::SHOWN)
    }
}

impl Give for pchat_core::api::HistoryQuery {
    fn give(self, py: Python<'_>, _: Option<&HostRef>) -> PyResult<Py<PyAny>> {
        Ok(Py::new(py, HistoryQuery { value: self })?.into_any())
    }
}

impl Take for pchat_core::api::HistoryQuery {
    fn take(value: &Bound<'_, PyAny>, name: &str) -> PyResult<Self> {
        if let Ok(value) = value.cast::<HistoryQuery>() {
            return Ok(value.get().value.clone());
        }
        Err(wrong(value, name, "a HistoryQuery"))
    }
}

/// What was found in one room (the SDK's `ChatHistoryResult`).
#[pyclass(frozen, module = "pchat")]
pub(crate) struct HistoryResult {
    pub(crate) value: pchat_core::api::HistoryResult,
}

impl HistoryResult {
    const FIELDS: &[&str] =
        &["room_uri", "room_name", "messages", "search_results_count", "exceeded_server_limit"];
    /// Without secrets.
    const SHOWN: &[&str] =
        &["room_uri", "room_name", "messages", "search_results_count", "exceeded_server_limit"];
}

#[pymethods]
impl HistoryResult {
    #[classattr]
    fn __match_args__(py: Python<'_>) -> PyResult<Bound<'_, PyTuple>> {
        PyTuple::new(py, Self::SHOWN)
    }

    #[new]
    #[pyo3(signature = (**fields), text_signature = "(*, room_uri, room_name, messages, search_results_count, exceeded_server_limit)")]
    fn new(fields: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut fields = Fields::new("HistoryResult", fields);
        let value = pchat_core::api::HistoryResult {
            room_uri: fields.needed("room_uri")?,
            room_name: fields.needed("room_name")?,
            messages: fields.needed("messages")?,
            search_results_count: fields.needed("search_results_count")?,
            exceeded_server_limit: fields.needed("exceeded_server_limit")?,
        };
        fields.end(Self::FIELDS)?;
        Ok(Self { value })
    }

    /// The room's URI.
    #[getter]
    fn room_uri(&self) -> &str {
        &self.value.room_uri
    }

    /// The room's name; empty when it is not known.
    #[getter]
    fn room_name(&self) -> &str {
        &self.value.room_name
    }

    /// The messages, in the order that was asked for.
    #[getter]
    fn messages(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        Give::give(self.value.messages.clone(), py, None)
    }

    /// How many messages fit in all. With `HistoryQuery.start_message_id` a server may stop counting: at
    /// least so many then.
    #[getter]
    fn search_results_count(&self) -> u32 {
        self.value.search_results_count
    }

    /// There are more messages than are here.
    #[getter]
    fn exceeded_server_limit(&self) -> bool {
        self.value.exceeded_server_limit
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        convert::repr(slf, "HistoryResult", Self::SHOWN)
    }

    fn __eq__(slf: &Bound<'_, Self>, other: &Bound<'_, PyAny>) -> PyResult<Py<PyAny>> {
        let py = slf.py();
        let Ok(other) = other.cast::<Self>() else { return Ok(py.NotImplemented()) };
        let same = convert::tuple(slf, Self::SHOWN)?.eq(convert::tuple(other, Self::SHOWN)?)?;
        Give::give(same, py, None)
    }

    fn __hash__(slf: &Bound<'_, Self>) -> PyResult<isize> {
        convert::tuple(slf, Self::SHOWN)?.hash()
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    /// The same with some fields changed.
    #[pyo3(signature = (**changes))]
    fn __replace__(&self, changes: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut fields = Fields::new("HistoryResult", changes);
        let old = self.value.clone();
        let value = pchat_core::api::HistoryResult {
            room_uri: fields.or("room_uri", old.room_uri)?,
            room_name: fields.or("room_name", old.room_name)?,
            messages: fields.or("messages", old.messages)?,
            search_results_count: fields.or("search_results_count", old.search_results_count)?,
            exceeded_server_limit: fields.or("exceeded_server_limit", old.exceeded_server_limit)?,
        };
        fields.end(Self::FIELDS)?;
        Ok(Self { value })
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<convert::Recipe<'py>> {
        convert::recipe(slf, Self::SHOWN)
    }
}

impl Give for pchat_core::api::HistoryResult {
    fn give(self, py: Python<'_>, _: Option<&HostRef>) -> PyResult<Py<PyAny>> {
        Ok(Py::new(py, HistoryResult { value: self })?.into_any())
    }
}

impl Take for pchat_core::api::HistoryResult {
    fn take(value: &Bound<'_, PyAny>, name: &str) -> PyResult<Self> {
        if let Ok(value) = value.cast::<HistoryResult>() {
            return Ok(value.get().value.clone());
        }
        Err(wrong(value, name, "a HistoryResult"))
    }
}

/// Whether new members get invitations, and why (the SDK's `InheritedChatRoomInviteProperty`).
#[pyclass(frozen, module = "pchat")]
pub(crate) struct InheritedInvitationSetting {
    pub(crate) value: pchat_core::api::InheritedInvitationSetting,
}

impl InheritedInvitationSetting {
    const FIELDS: &[&str] = &["local_value", "inherited_value", "value"];
    /// Without secrets.
    const SHOWN: &[&str] = &["local_value", "inherited_value", "value"];
}

#[pymethods]
impl InheritedInvitationSetting {
    #[classattr]
    fn __match_args__(py: Python<'_>) -> PyResult<Bound<'_, PyTuple>> {
        PyTuple::new(py, Self::SHOWN)
    }

    #[new]
    #[pyo3(signature = (**fields), text_signature = "(*, local_value, inherited_value, value)")]
    fn new(fields: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut fields = Fields::new("InheritedInvitationSetting", fields);
        let value = pchat_core::api::InheritedInvitationSetting {
            local_value: fields.needed("local_value")?,
            inherited_value: fields.needed("inherited_value")?,
            value: fields.needed("value")?,
        };
        fields.end(Self::FIELDS)?;
        Ok(Self { value })
    }

    /// What the room says.
    #[getter]
    fn local_value(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        Give::give(self.value.local_value.clone(), py, None)
    }

    /// What the category says.
    #[getter]
    fn inherited_value(&self) -> bool {
        self.value.inherited_value
    }

    /// What comes of both.
    #[getter]
    fn value(&self) -> bool {
        self.value.value
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        convert::repr(slf, "InheritedInvitationSetting", Self::SHOWN)
    }

    fn __eq__(slf: &Bound<'_, Self>, other: &Bound<'_, PyAny>) -> PyResult<Py<PyAny>> {
        let py = slf.py();
        let Ok(other) = other.cast::<Self>() else { return Ok(py.NotImplemented()) };
        let same = convert::tuple(slf, Self::SHOWN)?.eq(convert::tuple(other, Self::SHOWN)?)?;
        Give::give(same, py, None)
    }

    fn __hash__(slf: &Bound<'_, Self>) -> PyResult<isize> {
        convert::tuple(slf, Self::SHOWN)?.hash()
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    /// The same with some fields changed.
    #[pyo3(signature = (**changes))]
    fn __replace__(&self, changes: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut fields = Fields::new("InheritedInvitationSetting", changes);
        let old = self.value.clone();
        let value = pchat_core::api::InheritedInvitationSetting {
            local_value: fields.or("local_value", old.local_value)?,
            inherited_value: fields.or("inherited_value", old.inherited_value)?,
            value: fields.or("value", old.value)?,
        };
        fields.end(Self::FIELDS)?;
        Ok(Self { value })
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<convert::Recipe<'py>> {
        convert::recipe(slf, Self::SHOWN)
    }
}

impl Give for pchat_core::api::InheritedInvitationSetting {
    fn give(self, py: Python<'_>, _: Option<&HostRef>) -> PyResult<Py<PyAny>> {
        Ok(Py::new(py, InheritedInvitationSetting { value: self })?.into_any())
    }
}

impl Take for pchat_core::api::InheritedInvitationSetting {
    fn take(value: &Bound<'_, PyAny>, name: &str) -> PyResult<Self> {
        if let Ok(value) = value.cast::<InheritedInvitationSetting>() {
            return Ok(value.get().value.clone());
        }
        Err(wrong(value, name, "an InheritedInvitationSetting"))
    }
}

/// What `Services.browse_by_invitations` found.
#[pyclass(frozen, module = "pchat")]
pub(crate) struct InvitationList {
    pub(crate) value: pchat_core::api::InvitationList,
}

impl InvitationList {
    const FIELDS: &[&str] = &["invitations", "last_invitation_id"];
    /// Without secrets.
    const SHOWN: &[&str] = &["invitations", "last_invitation_id"];
}

#[pymethods]
impl InvitationList {
    #[classattr]
    fn __match_args__(py: Python<'_>) -> PyResult<Bound<'_, PyTuple>> {
        PyTuple::new(py, Self::SHOWN)
    }

    #[new]
    #[pyo3(signature = (**fields), text_signature = "(*, invitations, last_invitation_id)")]
    fn new(fields: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut fields = Fields::new("InvitationList", fields);
        let value = pchat_core::api::InvitationList {
            invitations: fields.needed("invitations")?,
            last_invitation_id: fields.needed("last_invitation_id")?,
        };
        fields.end(Self::FIELDS)?;
        Ok(Self { value })
    }

    /// The invitations, the oldest first.
    #[getter]
    fn invitations(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        Give::give(self.value.invitations.clone(), py, None)
    }

    /// The cursor for the next time.
    #[getter]
    fn last_invitation_id(&self) -> i64 {
        self.value.last_invitation_id
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        convert::repr(slf, "InvitationList", Self::SHOWN)
    }

    fn __eq__(slf: &Bound<'_, Self>, other: &Bound<'_, PyAny>) -> PyResult<Py<PyAny>> {
        let py = slf.py();
        let Ok(other) = other.cast::<Self>() else { return Ok(py.NotImplemented()) };
        let same = convert::tuple(slf, Self::SHOWN)?.eq(convert::tuple(other, Self::SHOWN)?)?;
        Give::give(same, py, None)
    }

    fn __hash__(slf: &Bound<'_, Self>) -> PyResult<isize> {
        convert::tuple(slf, Self::SHOWN)?.hash()
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    /// The same with some fields changed.
    #[pyo3(signature = (**changes))]
    fn __replace__(&self, changes: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut fields = Fields::new("InvitationList", changes);
        let old = self.value.clone();
        let value = pchat_core::api::InvitationList {
            invitations: fields.or("invitations", old.invitations)?,
            last_invitation_id: fields.or("last_invitation_id", old.last_invitation_id)?,
        };
        fields.end(Self::FIELDS)?;
        Ok(Self { value })
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<convert::Recipe<'py>> {
        convert::recipe(slf, Self::SHOWN)
    }
}

impl Give for pchat_core::api::InvitationList {
    fn give(self, py: Python<'_>, _: Option<&HostRef>) -> PyResult<Py<PyAny>> {
        Ok(Py::new(py, InvitationList { value: self })?.into_any())
    }
}

impl Take for pchat_core::api::InvitationList {
    fn take(value: &Bound<'_, PyAny>, name: &str) -> PyResult<Self> {
        if let Ok(value) = value.cast::<InvitationList>() {
            return Ok(value.get().value.clone());
        }
        Err(wrong(value, name, "an InvitationList"))
    }
}

/// The rooms to join at once.
#[pyclass(frozen, module = "pchat")]
pub(crate) struct JoinRooms {
    pub(crate) value: pchat_core::api::JoinRooms,
}

impl JoinRooms {
    const FIELDS: &[&str] = &["room_uris"];
    /// Without secrets.
    const SHOWN: &[&str] = &["room_uris"];
}

#[pymethods]
impl JoinRooms {
    #[classattr]
    fn __match_args__(py: Python<'_>) -> PyResult<Bound<'_, PyTuple>> {
        PyTuple::new(py, Self::SHOWN)
    }

    #[new]
    #[pyo3(signature = (**fields), text_signature = "(*, room_uris=...)")]
    fn new(fields: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut fields = Fields::new("JoinRooms", fields);
        let defaults = pchat_core::api::JoinRooms::default();
        let value = pchat_core::api::JoinRooms { room_uris: fields.or("room_uris", defaults.room_uris)? };
        fields.end(Self::FIELDS)?;
        Ok(Self { value })
    }

    /// Their URIs (`ma-chan://<domain>/<guid>`).
    #[getter]
    fn room_uris(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        Give::give(self.value.room_uris.clone(), py, None)
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        convert::repr(slf, "JoinRooms", Self::SHOWN)
    }

    fn __eq__(slf: &Bound<'_, Self>, other: &Bound<'_, PyAny>) -> PyResult<Py<PyAny>> {
        let py = slf.py();
        let Ok(other) = other.cast::<Self>() else { return Ok(py.NotImplemented()) };
        let same = convert::tuple(slf, Self::SHOWN)?.eq(convert::tuple(other, Self::SHOWN)?)?;
        Give::give(same, py, None)
    }

    fn __hash__(slf: &Bound<'_, Self>) -> PyResult<isize> {
        convert::tuple(slf, Self::SHOWN)?.hash()
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    /// The same with some fields changed.
    #[pyo3(signature = (**changes))]
    fn __replace__(&self, changes: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut fields = Fields::new("JoinRooms", changes);
        let old = self.value.clone();
        let value = pchat_core::api::JoinRooms { room_uris: fields.or("room_uris", old.room_uris)? };
        fields.end(Self::FIELDS)?;
        Ok(Self { value })
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<convert::Recipe<'py>> {
        convert::recipe(slf, Self::SHOWN)
    }
}

impl Give for pchat_core::api::JoinRooms {
    fn give(self, py: Python<'_>, _: Option<&HostRef>) -> PyResult<Py<PyAny>> {
        Ok(Py::new(py, JoinRooms { value: self })?.into_any())
    }
}

impl Take for pchat_core::api::JoinRooms {
    fn take(value: &Bound<'_, PyAny>, name: &str) -> PyResult<Self> {
        if let Ok(value) = value.cast::<JoinRooms>() {
            return Ok(value.get().value.clone());
        }
        Err(wrong(value, name, "a JoinRooms"))
    }
}

/// An add-in for a local server: a web page that rooms show.
#[pyclass(frozen, module = "pchat.testing")]
pub(crate) struct LocalAddIn {
    pub(crate) value: pchat_server::local::LocalAddIn,
}

impl LocalAddIn {
    const FIELDS: &[&str] = &["name", "url"];
    /// Without secrets.
    const SHOWN: &[&str] = &["name", "url"];
}

#[pymethods]
impl LocalAddIn {
    #[classattr]
    fn __match_args__(py: Python<'_>) -> PyResult<Bound<'_, PyTuple>> {
        PyTuple::new(py, Self::SHOWN)
    }

    #[new]
    #[pyo3(signature = (**fields), text_signature = "(*, name=..., url=...)")]
    fn new(fields: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut fields = Fields::new("LocalAddIn", fields);
        let defaults = pchat_server::local::LocalAddIn::default();
        let value = pchat_server::local::LocalAddIn {
            name: fields.or("name", defaults.name)?,
            url: fields.or("url", defaults.url)?,
        };
        fields.end(Self::FIELDS)?;
        Ok(Self { value })
    }

    /// Its name, unique, 50 characters at most.
    #[getter]
    fn name(&self) -> &str {
        &self.value.name
    }

    /// An `http` or `https` address, 255 characters at most.
    #[getter]
    fn url(&self) -> &str {
        &self.value.url
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        convert::repr(slf, "LocalAddIn", Self::SHOWN)
    }

    fn __eq__(slf: &Bound<'_, Self>, other: &Bound<'_, PyAny>) -> PyResult<Py<PyAny>> {
        let py = slf.py();
        let Ok(other) = other.cast::<Self>() else { return Ok(py.NotImplemented()) };
        let same = convert::tuple(slf, Self::SHOWN)?.eq(convert::tuple(other, Self::SHOWN)?)?;
        Give::give(same, py, None)
    }

    fn __hash__(slf: &Bound<'_, Self>) -> PyResult<isize> {
        convert::tuple(slf, Self::SHOWN)?.hash()
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    /// The same with some fields changed.
    #[pyo3(signature = (**changes))]
    fn __replace__(&self, changes: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut fields = Fields::new("LocalAddIn", changes);
        let old = self.value.clone();
        let value = pchat_server::local::LocalAddIn {
            name: fields.or("name", old.name)?,
            url: fields.or("url", old.url)?,
        };
        fields.end(Self::FIELDS)?;
        Ok(Self { value })
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<convert::Recipe<'py>> {
        convert::recipe(slf, Self::SHOWN)
    }
}

impl Give for pchat_server::local::LocalAddIn {
    fn give(self, py: Python<'_>, _: Option<&HostRef>) -> PyResult<Py<PyAny>> {
        Ok(Py::new(py, LocalAddIn { value: self })?.into_any())
    }
}

impl Take for pchat_server::local::LocalAddIn {
    fn take(value: &Bound<'_, PyAny>, name: &str) -> PyResult<Self> {
        if let Ok(value) = value.cast::<LocalAddIn>() {
            return Ok(value.get().value.clone());
        }
        if convert::has_all(value, &["name", "url"])? {
            return Ok(pchat_server::local::LocalAddIn {
                name: Take::take(&value.getattr("name")?, "name")?,
                url: Take::take(&value.getattr("url")?, "url")?,
            });
        }
        Err(wrong(value, name, "a LocalAddIn"))
    }
}

/// A category for a local server.
#[pyclass(frozen, module = "pchat.testing")]
pub(crate) struct LocalCategory {
    pub(crate) value: pchat_server::local::LocalCategory,
}

impl LocalCategory {
    const FIELDS: &[&str] =
        &["name", "description", "allowed", "denied", "creators", "invitations", "file_upload", "history"];
    /// Without secrets.
    const SHOWN: &[&str] =
        &["name", "description", "allowed", "denied", "creators", "invitations", "file_upload", "history"];
}

#[pymethods]
impl LocalCategory {
    #[classattr]
    fn __match_args__(py: Python<'_>) -> PyResult<Bound<'_, PyTuple>> {
        PyTuple::new(py, Self::SHOWN)
    }

    #[new]
    #[pyo3(signature = (**fields), text_signature = "(*, name=..., description=..., allowed=..., denied=..., creators=..., invitations=..., file_upload=..., history=...)")]
    fn new(fields: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut fields = Fields::new("LocalCategory", fields);
        let defaults = pchat_server::local::LocalCategory::default();
        let value = pchat_server::local::LocalCategory {
            name: fields.or("name", defaults.name)?,
            description: fields.or("description", defaults.description)?,
            allowed: fields.or("allowed", defaults.allowed)?,
            denied: fields.or("denied", defaults.denied)?,
            creators: fields.or("creators", defaults.creators)?,
            invitations: fields.or("invitations", defaults.invitations)?,
            file_upload: fields.or("file_upload", defaults.file_upload)?,
            history: fields.or("history", defaults.history)?,
        };
        fields.end(Self::FIELDS)?;
        Ok(Self { value })
    }

    /// Its name, unique.
    #[getter]
    fn name(&self) -> &str {
        &self.value.name
    }

    /// What its rooms are for.
    #[getter]
    fn description(&self) -> Option<&str> {
        self.value.description.as_deref()
    }

    /// SIP addresses of those in its scope; empty for everybody.
    #[getter]
    fn allowed(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        Give::give(self.value.allowed.clone(), py, None)
    }

    /// SIP addresses of those who are not, although allowed.
    #[getter]
    fn denied(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        Give::give(self.value.denied.clone(), py, None)
    }

    /// SIP addresses of those who may create rooms in it.
    #[getter]
    fn creators(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        Give::give(self.value.creators.clone(), py, None)
    }

    /// New members are invited. On by default.
    #[getter]
    fn invitations(&self) -> bool {
        self.value.invitations
    }

    /// Files may be posted. Off by default.
    #[getter]
    fn file_upload(&self) -> bool {
        self.value.file_upload
    }

    /// Messages are kept. On by default.
    #[getter]
    fn history(&self) -> bool {
        self.value.history
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        convert::repr(slf, "LocalCategory", Self::SHOWN)
    }

    fn __eq__(slf: &Bound<'_, Self>, other: &Bound<'_, PyAny>) -> PyResult<Py<PyAny>> {
        let py = slf.py();
        let Ok(other) = other.cast::<Self>() else { return Ok(py.NotImplemented()) };
        let same = convert::tuple(slf, Self::SHOWN)?.eq(convert::tuple(other, Self::SHOWN)?)?;
        Give::give(same, py, None)
    }

    fn __hash__(slf: &Bound<'_, Self>) -> PyResult<isize> {
        convert::tuple(slf, Self::SHOWN)?.hash()
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    /// The same with some fields changed.
    #[pyo3(signature = (**changes))]
    fn __replace__(&self, changes: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut fields = Fields::new("LocalCategory", changes);
        let old = self.value.clone();
        let value = pchat_server::local::LocalCategory {
            name: fields.or("name", old.name)?,
            description: fields.or("description", old.description)?,
            allowed: fields.or("allowed", old.allowed)?,
            denied: fields.or("denied", old.denied)?,
            creators: fields.or("creators", old.creators)?,
            invitations: fields.or("invitations", old.invitations)?,
            file_upload: fields.or("file_upload", old.file_upload)?,
            history: fields.or("history", old.history)?,
        };
        fields.end(Self::FIELDS)?;
        Ok(Self { value })
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<convert::Recipe<'py>> {
        convert::recipe(slf, Self::SHOWN)
    }
}

impl Give for pchat_server::local::LocalCategory {
    fn give(self, py: Python<'_>, _: Option<&HostRef>) -> PyResult<Py<PyAny>> {
        Ok(Py::new(py, LocalCategory { value: self })?.into_any())
    }
}

impl Take for pchat_server::local::LocalCategory {
    fn take(value: &Bound<'_, PyAny>, name: &str) -> PyResult<Self> {
        if let Ok(value) = value.cast::<LocalCategory>() {
            return Ok(value.get().value.clone());
        }
        Err(wrong(value, name, "a LocalCategory"))
    }
}

/// Changes of a category of a local server. What is `None` stays as it is.
#[pyclass(frozen, module = "pchat.testing")]
pub(crate) struct LocalCategoryChange {
    pub(crate) value: pchat_server::local::LocalCategoryChange,
}

impl LocalCategoryChange {
    const FIELDS: &[&str] = &[
        "category",
        "name",
        "description",
        "allowed",
        "denied",
        "creators",
        "invitations",
        "file_upload",
        "history",
    ];
    /// Without secrets.
    const SHOWN: &[&str] = &[
        "category",
        "name",
        "description",
        "allowed",
        "denied",
        "creators",
        "invitations",
        "file_upload",
        "history",
    ];
}

#[pymethods]
impl LocalCategoryChange {
    #[classattr]
    fn __match_args__(py: Python<'_>) -> PyResult<Bound<'_, PyTuple>> {
        PyTuple::new(py, Self::SHOWN)
    }

    #[new]
    #[pyo3(signature = (**fields), text_signature = "(*, category=..., name=..., description=..., allowed=..., denied=..., creators=..., invitations=..., file_upload=..., history=...)")]
    fn new(fields: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut fields = Fields::new("LocalCategoryChange", fields);
        let defaults = pchat_server::local::LocalCategoryChange::default();
        let value = pchat_server::local::LocalCategoryChange {
            category: fields.or("category", defaults.category)?,
            name: fields.or("name", defaults.name)?,
            description: fields.or("description", defaults.description)?,
            allowed: fields.or("allowed", defaults.allowed)?,
            denied: fields.or("denied", defaults.denied)?,
            creators: fields.or("creators", defaults.creators)?,
            invitations: fields.or("invitations", defaults.invitations)?,
            file_upload: fields.or("file_upload", defaults.file_upload)?,
            history: fields.or("history", defaults.history)?,
        };
        fields.end(Self::FIELDS)?;
        Ok(Self { value })
    }

    /// Which category: its name or URI.
    #[getter]
    fn category(&self) -> &str {
        &self.value.category
    }

    /// Another name, unique.
    #[getter]
    fn name(&self) -> Option<&str> {
        self.value.name.as_deref()
    }

    /// What its rooms are for.
    #[getter]
    fn description(&self) -> Option<&str> {
        self.value.description.as_deref()
    }

    /// Those in its scope are exactly these: SIP addresses, and `group:NAME`; empty for everybody.
    #[getter]
    fn allowed(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        Give::give(self.value.allowed.clone(), py, None)
    }

    /// Those who are not, although allowed, are exactly these.
    #[getter]
    fn denied(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        Give::give(self.value.denied.clone(), py, None)
    }

    /// Those who may create rooms in it are exactly these.
    #[getter]
    fn creators(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        Give::give(self.value.creators.clone(), py, None)
    }

    /// New members are invited.
    #[getter]
    fn invitations(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        Give::give(self.value.invitations.clone(), py, None)
    }

    /// Files may be posted.
    #[getter]
    fn file_upload(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        Give::give(self.value.file_upload.clone(), py, None)
    }

    /// Messages are kept.
    #[getter]
    fn history(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        Give::give(self.value.history.clone(), py, None)
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        convert::repr(slf, "LocalCategoryChange", Self::SHOWN)
    }

    fn __eq__(slf: &Bound<'_, Self>, other: &Bound<'_, PyAny>) -> PyResult<Py<PyAny>> {
        let py = slf.py();
        let Ok(other) = other.cast::<Self>() else { return Ok(py.NotImplemented()) };
        let same = convert::tuple(slf, Self::SHOWN)?.eq(convert::tuple(other, Self::SHOWN)?)?;
        Give::give(same, py, None)
    }

    fn __hash__(slf: &Bound<'_, Self>) -> PyResult<isize> {
        convert::tuple(slf, Self::SHOWN)?.hash()
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    /// The same with some fields changed.
    #[pyo3(signature = (**changes))]
    fn __replace__(&self, changes: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut fields = Fields::new("LocalCategoryChange", changes);
        let old = self.value.clone();
        let value = pchat_server::local::LocalCategoryChange {
            category: fields.or("category", old.category)?,
            name: fields.or("name", old.name)?,
            description: fields.or("description", old.description)?,
            allowed: fields.or("allowed", old.allowed)?,
            denied: fields.or("denied", old.denied)?,
            creators: fields.or("creators", old.creators)?,
            invitations: fields.or("invitations", old.invitations)?,
            file_upload: fields.or("file_upload", old.file_upload)?,
            history: fields.or("history", old.history)?,
        };
        fields.end(Self::FIELDS)?;
        Ok(Self { value })
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<convert::Recipe<'py>> {
        convert::recipe(slf, Self::SHOWN)
    }
}

impl Give for pchat_server::local::LocalCategoryChange {
    fn give(self, py: Python<'_>, _: Option<&HostRef>) -> PyResult<Py<PyAny>> {
        Ok(Py::new(py, LocalCategoryChange { value: self })?.into_any())
    }
}

impl Take for pchat_server::local::LocalCategoryChange {
    fn take(value: &Bound<'_, PyAny>, name: &str) -> PyResult<Self> {
        if let Ok(value) = value.cast::<LocalCategoryChange>() {
            return Ok(value.get().value.clone());
        }
        Err(wrong(value, name, "a LocalCategoryChange"))
    }
}

/// A group of users and groups for a local server.
#[pyclass(frozen, module = "pchat.testing")]
pub(crate) struct LocalGroup {
    pub(crate) value: pchat_server::local::LocalGroup,
}

impl LocalGroup {
    const FIELDS: &[&str] = &["name", "email", "members"];
    /// Without secrets.
    const SHOWN: &[&str] = &["name", "email", "members"];
}

#[pymethods]
impl LocalGroup {
    #[classattr]
    fn __match_args__(py: Python<'_>) -> PyResult<Bound<'_, PyTuple>> {
        PyTuple::new(py, Self::SHOWN)
    }

    #[new]
    #[pyo3(signature = (**fields), text_signature = "(*, name=..., email=..., members=...)")]
    fn new(fields: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut fields = Fields::new("LocalGroup", fields);
        let defaults = pchat_server::local::LocalGroup::default();
        let value = pchat_server::local::LocalGroup {
            name: fields.or("name", defaults.name)?,
            email: fields.or("email", defaults.email)?,
            members: fields.or("members", defaults.members)?,
        };
        fields.end(Self::FIELDS)?;
        Ok(Self { value })
    }

    /// Its name, unique. Wherever a local server takes a SIP address for a role it also takes `group:` and
    /// this name.
    #[getter]
    fn name(&self) -> &str {
        &self.value.name
    }

    /// The e-mail address.
    #[getter]
    fn email(&self) -> Option<&str> {
        self.value.email.as_deref()
    }

    /// SIP addresses of the users in it, and `group:NAME` of the groups, all of which have to exist.
    #[getter]
    fn members(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        Give::give(self.value.members.clone(), py, None)
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        convert::repr(slf, "LocalGroup", Self::SHOWN)
    }

    fn __eq__(slf: &Bound<'_, Self>, other: &Bound<'_, PyAny>) -> PyResult<Py<PyAny>> {
        let py = slf.py();
        let Ok(other) = other.cast::<Self>() else { return Ok(py.NotImplemented()) };
        let same = convert::tuple(slf, Self::SHOWN)?.eq(convert::tuple(other, Self::SHOWN)?)?;
        Give::give(same, py, None)
    }

    fn __hash__(slf: &Bound<'_, Self>) -> PyResult<isize> {
        convert::tuple(slf, Self::SHOWN)?.hash()
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    /// The same with some fields changed.
    #[pyo3(signature = (**changes))]
    fn __replace__(&self, changes: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut fields = Fields::new("LocalGroup", changes);
        let old = self.value.clone();
        let value = pchat_server::local::LocalGroup {
            name: fields.or("name", old.name)?,
            email: fields.or("email", old.email)?,
            members: fields.or("members", old.members)?,
        };
        fields.end(Self::FIELDS)?;
        Ok(Self { value })
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<convert::Recipe<'py>> {
        convert::recipe(slf, Self::SHOWN)
    }
}

impl Give for pchat_server::local::LocalGroup {
    fn give(self, py: Python<'_>, _: Option<&HostRef>) -> PyResult<Py<PyAny>> {
        Ok(Py::new(py, LocalGroup { value: self })?.into_any())
    }
}

impl Take for pchat_server::local::LocalGroup {
    fn take(value: &Bound<'_, PyAny>, name: &str) -> PyResult<Self> {
        if let Ok(value) = value.cast::<LocalGroup>() {
            return Ok(value.get().value.clone());
        }
        Err(wrong(value, name, "a LocalGroup"))
    }
}

/// Limits of a local server; 0 leaves one as it is.
#[pyclass(frozen, module = "pchat.testing")]
pub(crate) struct LocalLimits {
    pub(crate) value: pchat_server::local::LocalLimits,
}

impl LocalLimits {
    const FIELDS: &[&str] = &[
        "message_size_limit",
        "story_size_limit",
        "search_limit",
        "history_limit",
        "default_history",
        "participant_update_limit",
        "max_file_kb",
    ];
    /// Without secrets.
    const SHOWN: &[&str] = &[
        "message_size_limit",
        "story_size_limit",
        "search_limit",
        "history_limit",
        "default_history",
        "participant_update_limit",
        "max_file_kb",
    ];
}

#[pymethods]
impl LocalLimits {
    #[classattr]
    fn __match_args__(py: Python<'_>) -> PyResult<Bound<'_, PyTuple>> {
        PyTuple::new(py, Self::SHOWN)
    }

    #[new]
    #[pyo3(signature = (**fields), text_signature = "(*, message_size_limit=..., story_size_limit=..., search_limit=..., history_limit=..., default_history=..., participant_update_limit=..., max_file_kb=...)")]
    fn new(fields: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut fields = Fields::new("LocalLimits", fields);
        let defaults = pchat_server::local::LocalLimits::default();
        let value = pchat_server::local::LocalLimits {
            message_size_limit: fields.or("message_size_limit", defaults.message_size_limit)?,
            story_size_limit: fields.or("story_size_limit", defaults.story_size_limit)?,
            search_limit: fields.or("search_limit", defaults.search_limit)?,
            history_limit: fields.or("history_limit", defaults.history_limit)?,
            default_history: fields.or("default_history", defaults.default_history)?,
            participant_update_limit: fields
                .or("participant_update_limit", defaults.participant_update_limit)?,
            max_file_kb: fields.or("max_file_kb", defaults.max_file_kb)?,
        };
        fields.end(Self::FIELDS)?;
        Ok(Self { value })
    }

    /// The longest message in bytes, up to 200,000; 32,768 at first. Its RTF twin may be eight times as
    /// long.
    #[getter]
    fn message_size_limit(&self) -> u32 {
        self.value.message_size_limit
    }

    /// The longest story in bytes, up to 200,000; 131,072 at first. Its RTF twin may be eight times as
    /// long.
    #[getter]
    fn story_size_limit(&self) -> u32 {
        self.value.story_size_limit
    }

    /// The most rooms or people that a search gives, and messages of each room in a history query; 999 at
    /// first.
    #[getter]
    fn search_limit(&self) -> u32 {
        self.value.search_limit
    }

    /// The most messages that recent history gives; 1,000 at first.
    #[getter]
    fn history_limit(&self) -> u32 {
        self.value.history_limit
    }

    /// Messages of recent history for a client that says no number, 1 to 500; 30 at first.
    #[getter]
    fn default_history(&self) -> u32 {
        self.value.default_history
    }

    /// With more people in a room its comings and goings are not told; 75 at first.
    #[getter]
    fn participant_update_limit(&self) -> u32 {
        self.value.participant_update_limit
    }

    /// The longest file in kilobytes; 20,000 at first.
    #[getter]
    fn max_file_kb(&self) -> u32 {
        self.value.max_file_kb
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        convert::repr(slf, "LocalLimits", Self::SHOWN)
    }

    fn __eq__(slf: &Bound<'_, Self>, other: &Bound<'_, PyAny>) -> PyResult<Py<PyAny>> {
        let py = slf.py();
        let Ok(other) = other.cast::<Self>() else { return Ok(py.NotImplemented()) };
        let same = convert::tuple(slf, Self::SHOWN)?.eq(convert::tuple(other, Self::SHOWN)?)?;
        Give::give(same, py, None)
    }

    fn __hash__(slf: &Bound<'_, Self>) -> PyResult<isize> {
        convert::tuple(slf, Self::SHOWN)?.hash()
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    /// The same with some fields changed.
    #[pyo3(signature = (**changes))]
    fn __replace__(&self, changes: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut fields = Fields::new("LocalLimits", changes);
        let old = self.value.clone();
        let value = pchat_server::local::LocalLimits {
            message_size_limit: fields.or("message_size_limit", old.message_size_limit)?,
            story_size_limit: fields.or("story_size_limit", old.story_size_limit)?,
            search_limit: fields.or("search_limit", old.search_limit)?,
            history_limit: fields.or("history_limit", old.history_limit)?,
            default_history: fields.or("default_history", old.default_history)?,
            participant_update_limit: fields.or("participant_update_limit", old.participant_update_limit)?,
            max_file_kb: fields.or("max_file_kb", old.max_file_kb)?,
        };
        fields.end(Self::FIELDS)?;
        Ok(Self { value })
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<convert::Recipe<'py>> {
        convert::recipe(slf, Self::SHOWN)
    }
}

impl Give for pchat_server::local::LocalLimits {
    fn give(self, py: Python<'_>, _: Option<&HostRef>) -> PyResult<Py<PyAny>> {
        Ok(Py::new(py, LocalLimits { value: self })?.into_any())
    }
}

impl Take for pchat_server::local::LocalLimits {
    fn take(value: &Bound<'_, PyAny>, name: &str) -> PyResult<Self> {
        if let Ok(value) = value.cast::<LocalLimits>() {
            return Ok(value.get().value.clone());
        }
        Err(wrong(value, name, "a LocalLimits"))
    }
}

/// A room for a local server.
#[pyclass(frozen, module = "pchat.testing")]
pub(crate) struct LocalRoom {
    pub(crate) value: pchat_server::local::LocalRoom,
}

impl LocalRoom {
    const FIELDS: &[&str] = &[
        "name",
        "category",
        "description",
        "topic",
        "privacy",
        "auditorium",
        "members",
        "managers",
        "presenters",
        "invitations",
        "add_in",
    ];
    /// Without secrets.
    const SHOWN: &[&str] = &[
        "name",
        "category",
        "description",
        "topic",
        "privacy",
        "auditorium",
        "members",
        "managers",
        "presenters",
        "invitations",
        "add_in",
    ];
}

#[pymethods]
impl LocalRoom {
    #[classattr]
    fn __match_args__(py: Python<'_>) -> PyResult<Bound<'_, PyTuple>> {
        PyTuple::new(py, Self::SHOWN)
    }

    #[new]
    #[pyo3(signature = (**fields), text_signature = "(*, name=..., category=..., description=..., topic=..., privacy=..., auditorium=..., members=..., managers=..., presenters=..., invitations=..., add_in=...)")]
    fn new(fields: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut fields = Fields::new("LocalRoom", fields);
        let defaults = pchat_server::local::LocalRoom::default();
        let value = pchat_server::local::LocalRoom {
            name: fields.or("name", defaults.name)?,
            category: fields.or("category", defaults.category)?,
            description: fields.or("description", defaults.description)?,
            topic: fields.or("topic", defaults.topic)?,
            privacy: fields.or("privacy", defaults.privacy)?,
            auditorium: fields.or("auditorium", defaults.auditorium)?,
            members: fields.or("members", defaults.members)?,
            managers: fields.or("managers", defaults.managers)?,
            presenters: fields.or("presenters", defaults.presenters)?,
            invitations: fields.or("invitations", defaults.invitations)?,
            add_in: fields.or("add_in", defaults.add_in)?,
        };
        fields.end(Self::FIELDS)?;
        Ok(Self { value })
    }

    /// Its name, unique.
    #[getter]
    fn name(&self) -> &str {
        &self.value.name
    }

    /// The name of its category; `None` for `General`, which every local server has.
    #[getter]
    fn category(&self) -> Option<&str> {
        self.value.category.as_deref()
    }

    /// What it is for.
    #[getter]
    fn description(&self) -> Option<&str> {
        self.value.description.as_deref()
    }

    /// What it is about just now.
    #[getter]
    fn topic(&self) -> Option<&str> {
        self.value.topic.as_deref()
    }

    /// Who finds and joins it. Open by default.
    #[getter]
    fn privacy(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        Give::give(self.value.privacy.clone(), py, None)
    }

    /// Only presenters post.
    #[getter]
    fn auditorium(&self) -> bool {
        self.value.auditorium
    }

    /// SIP addresses of its members.
    #[getter]
    fn members(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        Give::give(self.value.members.clone(), py, None)
    }

    /// SIP addresses of its managers, who join only when they are members too.
    #[getter]
    fn managers(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        Give::give(self.value.managers.clone(), py, None)
    }

    /// SIP addresses of those who post in an auditorium.
    #[getter]
    fn presenters(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        Give::give(self.value.presenters.clone(), py, None)
    }

    /// New members are invited, when the category wants it too. On by default.
    #[getter]
    fn invitations(&self) -> bool {
        self.value.invitations
    }

    /// The name or id of the add-in beside it.
    #[getter]
    fn add_in(&self) -> Option<&str> {
        self.value.add_in.as_deref()
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        convert::repr(slf, "LocalRoom", Self::SHOWN)
    }

    fn __eq__(slf: &Bound<'_, Self>, other: &Bound<'_, PyAny>) -> PyResult<Py<PyAny>> {
        let py = slf.py();
        let Ok(other) = other.cast::<Self>() else { return Ok(py.NotImplemented()) };
        let same = convert::tuple(slf, Self::SHOWN)?.eq(convert::tuple(other, Self::SHOWN)?)?;
        Give::give(same, py, None)
    }

    fn __hash__(slf: &Bound<'_, Self>) -> PyResult<isize> {
        convert::tuple(slf, Self::SHOWN)?.hash()
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    /// The same with some fields changed.
    #[pyo3(signature = (**changes))]
    fn __replace__(&self, changes: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut fields = Fields::new("LocalRoom", changes);
        let old = self.value.clone();
        let value = pchat_server::local::LocalRoom {
            name: fields.or("name", old.name)?,
            category: fields.or("category", old.category)?,
            description: fields.or("description", old.description)?,
            topic: fields.or("topic", old.topic)?,
            privacy: fields.or("privacy", old.privacy)?,
            auditorium: fields.or("auditorium", old.auditorium)?,
            members: fields.or("members", old.members)?,
            managers: fields.or("managers", old.managers)?,
            presenters: fields.or("presenters", old.presenters)?,
            invitations: fields.or("invitations", old.invitations)?,
            add_in: fields.or("add_in", old.add_in)?,
        };
        fields.end(Self::FIELDS)?;
        Ok(Self { value })
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<convert::Recipe<'py>> {
        convert::recipe(slf, Self::SHOWN)
    }
}

impl Give for pchat_server::local::LocalRoom {
    fn give(self, py: Python<'_>, _: Option<&HostRef>) -> PyResult<Py<PyAny>> {
        Ok(Py::new(py, LocalRoom { value: self })?.into_any())
    }
}

impl Take for pchat_server::local::LocalRoom {
    fn take(value: &Bound<'_, PyAny>, name: &str) -> PyResult<Self> {
        if let Ok(value) = value.cast::<LocalRoom>() {
            return Ok(value.get().value.clone());
        }
        Err(wrong(value, name, "a LocalRoom"))
    }
}

/// How a local server listens and behaves. The defaults suit most tests.
#[pyclass(frozen, module = "pchat.testing")]
pub(crate) struct LocalServerSettings {
    pub(crate) value: pchat_server::local::LocalServerSettings,
}

impl LocalServerSettings {
    const FIELDS: &[&str] = &[
        "domain",
        "tls",
        "tcp",
        "tls_port",
        "tcp_port",
        "authentication",
        "session_expires_seconds",
        "registration_expires_seconds",
        "message_size_limit",
        "echo",
        "data_folder",
        "file_service",
    ];
    /// Without secrets.
    const SHOWN: &[&str] = &[
        "domain",
        "tls",
        "tcp",
        "tls_port",
        "tcp_port",
        "authentication",
        "session_expires_seconds",
        "registration_expires_seconds",
        "message_size_limit",
        "echo",
        "data_folder",
        "file_service",
    ];
}

#[pymethods]
impl LocalServerSettings {
    #[classattr]
    fn __match_args__(py: Python<'_>) -> PyResult<Bound<'_, PyTuple>> {
        PyTuple::new(py, Self::SHOWN)
    }

    #[new]
    #[pyo3(signature = (**fields), text_signature = "(*, domain=..., tls=..., tcp=..., tls_port=..., tcp_port=..., authentication=..., session_expires_seconds=..., registration_expires_seconds=..., message_size_limit=..., echo=..., data_folder=..., file_service=...)")]
    fn new(fields: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut fields = Fields::new("LocalServerSettings", fields);
        let defaults = pchat_server::local::LocalServerSettings::default();
        let value = pchat_server::local::LocalServerSettings {
            domain: fields.or("domain", defaults.domain)?,
            tls: fields.or("tls", defaults.tls)?,
            tcp: fields.or("tcp", defaults.tcp)?,
            tls_port: fields.or("tls_port", defaults.tls_port)?,
            tcp_port: fields.or("tcp_port", defaults.tcp_port)?,
            authentication: fields.or("authentication", defaults.authentication)?,
            session_expires_seconds: fields
                .or("session_expires_seconds", defaults.session_expires_seconds)?,
            registration_expires_seconds: fields
                .or("registration_expires_seconds", defaults.registration_expires_seconds)?,
            message_size_limit: fields.or("message_size_limit", defaults.message_size_limit)?,
            echo: fields.or("echo", defaults.echo)?,
            data_folder: fields.or("data_folder", defaults.data_folder)?,
            file_service: fields.or("file_service", defaults.file_service)?,
        };
        fields.end(Self::FIELDS)?;
        Ok(Self { value })
    }

    /// The SIP domain of all addresses; `example.com` by default.
    #[getter]
    fn domain(&self) -> &str {
        &self.value.domain
    }

    /// Listen for TLS. On by default.
    #[getter]
    fn tls(&self) -> bool {
        self.value.tls
    }

    /// Listen for plain TCP. On by default.
    #[getter]
    fn tcp(&self) -> bool {
        self.value.tcp
    }

    /// The TLS port; 0, the default, takes a free one.
    #[getter]
    fn tls_port(&self) -> u16 {
        self.value.tls_port
    }

    /// The TCP port; 0, the default, takes a free one.
    #[getter]
    fn tcp_port(&self) -> u16 {
        self.value.tcp_port
    }

    /// NTLM (also for `Authentication.AUTOMATIC`), or `Authentication.NONE`: everybody is believed.
    #[getter]
    fn authentication(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        Give::give(self.value.authentication.clone(), py, None)
    }

    /// After how many seconds a chat session in which nothing happens is over; 0 for 1800.
    #[getter]
    fn session_expires_seconds(&self) -> u32 {
        self.value.session_expires_seconds
    }

    /// How long a registration lasts, in seconds; 0 for 7200.
    #[getter]
    fn registration_expires_seconds(&self) -> u32 {
        self.value.registration_expires_seconds
    }

    /// The longest message in bytes; 0 for 32,768.
    #[getter]
    fn message_size_limit(&self) -> u32 {
        self.value.message_size_limit
    }

    /// Whether a message comes back to the session that sent it, as it should. On by default.
    #[getter]
    fn echo(&self) -> bool {
        self.value.echo
    }

    /// Where the server keeps its data; the folder stays, and every message is on the disk before it is
    /// acknowledged. `None`: a temporary folder that goes away with the server, and no waiting for the
    /// disk.
    #[getter]
    fn data_folder(&self) -> Option<&str> {
        self.value.data_folder.as_deref()
    }

    /// Whether there is a file service. On by default; without one, files fail with
    /// `ErrorCode.MSG_NOT_SUPPORTED`.
    #[getter]
    fn file_service(&self) -> bool {
        self.value.file_service
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        convert::repr(slf, "LocalServerSettings", Self::SHOWN)
    }

    fn __eq__(slf: &Bound<'_, Self>, other: &Bound<'_, PyAny>) -> PyResult<Py<PyAny>> {
        let py = slf.py();
        let Ok(other) = other.cast::<Self>() else { return Ok(py.NotImplemented()) };
        let same = convert::tuple(slf, Self::SHOWN)?.eq(convert::tuple(other, Self::SHOWN)?)?;
        Give::give(same, py, None)
    }

    fn __hash__(slf: &Bound<'_, Self>) -> PyResult<isize> {
        convert::tuple(slf, Self::SHOWN)?.hash()
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    /// The same with some fields changed.
    #[pyo3(signature = (**changes))]
    fn __replace__(&self, changes: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut fields = Fields::new("LocalServerSettings", changes);
        let old = self.value.clone();
        let value = pchat_server::local::LocalServerSettings {
            domain: fields.or("domain", old.domain)?,
            tls: fields.or("tls", old.tls)?,
            tcp: fields.or("tcp", old.tcp)?,
            tls_port: fields.or("tls_port", old.tls_port)?,
            tcp_port: fields.or("tcp_port", old.tcp_port)?,
            authentication: fields.or("authentication", old.authentication)?,
            session_expires_seconds: fields.or("session_expires_seconds", old.session_expires_seconds)?,
            registration_expires_seconds: fields
                .or("registration_expires_seconds", old.registration_expires_seconds)?,
            message_size_limit: fields.or("message_size_limit", old.message_size_limit)?,
            echo: fields.or("echo", old.echo)?,
            data_folder: fields.or("data_folder", old.data_folder)?,
            file_service: fields.or("file_service", old.file_service)?,
        };
        fields.end(Self::FIELDS)?;
        Ok(Self { value })
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<convert::Recipe<'py>> {
        convert::recipe(slf, Self::SHOWN)
    }
}

impl Give for pchat_server::local::LocalServerSettings {
    fn give(self, py: Python<'_>, _: Option<&HostRef>) -> PyResult<Py<PyAny>> {
        Ok(Py::new(py, LocalServerSettings { value: self })?.into_any())
    }
}

impl Take for pchat_server::local::LocalServerSettings {
    fn take(value: &Bound<'_, PyAny>, name: &str) -> PyResult<Self> {
        if let Ok(value) = value.cast::<LocalServerSettings>() {
            return Ok(value.get().value.clone());
        }
        Err(wrong(value, name, "a LocalServerSettings"))
    }
}

/// A user for a local server.
#[pyclass(frozen, module = "pchat.testing")]
pub(crate) struct LocalUser {
    pub(crate) value: pchat_server::local::LocalUser,
}

impl LocalUser {
    const FIELDS: &[&str] =
        &["address", "password", "login", "display_name", "email", "first_name", "last_name", "company"];
    /// Without secrets.
    const SHOWN: &[&str] =
        &["address", "login", "display_name", "email", "first_name", "last_name", "company"];
}

#[pymethods]
impl LocalUser {
    #[classattr]
    fn __match_args__(py: Python<'_>) -> PyResult<Bound<'_, PyTuple>> {
        PyTuple::new(py, Self::SHOWN)
    }

    #[new]
    #[pyo3(signature = (**fields), text_signature = "(*, address=..., password=..., login=..., display_name=..., email=..., first_name=..., last_name=..., company=...)")]
    fn new(fields: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut fields = Fields::new("LocalUser", fields);
        let defaults = pchat_server::local::LocalUser::default();
        let value = pchat_server::local::LocalUser {
            address: fields.or("address", defaults.address)?,
            password: fields.or("password", defaults.password)?,
            login: fields.or("login", defaults.login)?,
            display_name: fields.or("display_name", defaults.display_name)?,
            email: fields.or("email", defaults.email)?,
            first_name: fields.or("first_name", defaults.first_name)?,
            last_name: fields.or("last_name", defaults.last_name)?,
            company: fields.or("company", defaults.company)?,
        };
        fields.end(Self::FIELDS)?;
        Ok(Self { value })
    }

    /// The SIP address, with or without `sip:`.
    #[getter]
    fn address(&self) -> &str {
        &self.value.address
    }

    /// `DOMAIN\name` or `name`; `None` for the part of the address before the `@`.
    #[getter]
    fn login(&self) -> Option<&str> {
        self.value.login.as_deref()
    }

    /// What others see; `None` for the part of the address before the `@`.
    #[getter]
    fn display_name(&self) -> Option<&str> {
        self.value.display_name.as_deref()
    }

    /// The e-mail address.
    #[getter]
    fn email(&self) -> Option<&str> {
        self.value.email.as_deref()
    }

    /// The first name.
    #[getter]
    fn first_name(&self) -> Option<&str> {
        self.value.first_name.as_deref()
    }

    /// The last name.
    #[getter]
    fn last_name(&self) -> Option<&str> {
        self.value.last_name.as_deref()
    }

    /// The company.
    #[getter]
    fn company(&self) -> Option<&str> {
        self.value.company.as_deref()
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        convert::repr(slf, "LocalUser", Self::SHOWN)
    }

    fn __eq__(slf: &Bound<'_, Self>, other: &Bound<'_, PyAny>) -> PyResult<Py<PyAny>> {
        let py = slf.py();
        let Ok(other) = other.cast::<Self>() else { return Ok(py.NotImplemented()) };
        let same = convert::tuple(slf, Self::SHOWN)?.eq(convert::tuple(other, Self::SHOWN)?)?;
        let (me, other) = (slf.get(), other.get());
        Give::give(
            same && me.value.password.as_ref().map(api::Secret::reveal)
                == other.value.password.as_ref().map(api::Secret::reveal),
            py,
            None,
        )
    }

    fn __hash__(slf: &Bound<'_, Self>) -> PyResult<isize> {
        convert::tuple(slf, Self::SHOWN)?.hash()
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    /// The same with some fields changed.
    #[pyo3(signature = (**changes))]
    fn __replace__(&self, changes: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut fields = Fields::new("LocalUser", changes);
        let old = self.value.clone();
        let value = pchat_server::local::LocalUser {
            address: fields.or("address", old.address)?,
            password: fields.or("password", old.password)?,
            login: fields.or("login", old.login)?,
            display_name: fields.or("display_name", old.display_name)?,
            email: fields.or("email", old.email)?,
            first_name: fields.or("first_name", old.first_name)?,
            last_name: fields.or("last_name", old.last_name)?,
            company: fields.or("company", old.company)?,
        };
        fields.end(Self::FIELDS)?;
        Ok(Self { value })
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<convert::Recipe<'py>> {
        let me = slf.get();
        if me.value.password.is_some() {
            return Err(convert::no_pickle("LocalUser"));
        }
        convert::recipe(slf, Self::SHOWN)
    }
}

impl Give for pchat_server::local::LocalUser {
    fn give(self, py: Python<'_>, _: Option<&HostRef>) -> PyResult<Py<PyAny>> {
        Ok(Py::new(py, LocalUser { value: self })?.into_any())
    }
}

impl Take for pchat_server::local::LocalUser {
    fn take(value: &Bound<'_, PyAny>, name: &str) -> PyResult<Self> {
        if let Ok(value) = value.cast::<LocalUser>() {
            return Ok(value.get().value.clone());
        }
        Err(wrong(value, name, "a LocalUser"))
    }
}

/// What a composed message is besides its parts.
#[pyclass(frozen, module = "pchat")]
pub(crate) struct MessageBuilderSettings {
    pub(crate) value: pchat_core::api::MessageBuilderSettings,
}

impl MessageBuilderSettings {
    const FIELDS: &[&str] = &["is_alert", "story_title"];
    /// Without secrets.
    const SHOWN: &[&str] = &["is_alert", "story_title"];
}

#[pymethods]
impl MessageBuilderSettings {
    #[classattr]
    fn __match_args__(py: Python<'_>) -> PyResult<Bound<'_, PyTuple>> {
        PyTuple::new(py, Self::SHOWN)
    }

    #[new]
    #[pyo3(signature = (**fields), text_signature = "(*, is_alert=..., story_title=...)")]
    fn new(fields: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut fields = Fields::new("MessageBuilderSettings", fields);
        let defaults = pchat_core::api::MessageBuilderSettings::default();
        let value = pchat_core::api::MessageBuilderSettings {
            is_alert: fields.or("is_alert", defaults.is_alert)?,
            story_title: fields.or("story_title", defaults.story_title)?,
        };
        fields.end(Self::FIELDS)?;
        Ok(Self { value })
    }

    /// Of high importance: clients show it with a sound.
    #[getter]
    fn is_alert(&self) -> bool {
        self.value.is_alert
    }

    /// Makes it a story, a long text under a title: one line, not empty.
    #[getter]
    fn story_title(&self) -> Option<&str> {
        self.value.story_title.as_deref()
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        convert::repr(slf, "MessageBuilderSettings", Self::SHOWN)
    }

    fn __eq__(slf: &Bound<'_, Self>, other: &Bound<'_, PyAny>) -> PyResult<Py<PyAny>> {
        let py = slf.py();
        let Ok(other) = other.cast::<Self>() else { return Ok(py.NotImplemented()) };
        let same = convert::tuple(slf, Self::SHOWN)?.eq(convert::tuple(other, Self::SHOWN)?)?;
        Give::give(same, py, None)
    }

    fn __hash__(slf: &Bound<'_, Self>) -> PyResult<isize> {
        convert::tuple(slf, Self::SHOWN)?.hash()
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    /// The same with some fields changed.
    #[pyo3(signature = (**changes))]
    fn __replace__(&self, changes: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut fields = Fields::new("MessageBuilderSettings", changes);
        let old = self.value.clone();
        let value = pchat_core::api::MessageBuilderSettings {
            is_alert: fields.or("is_alert", old.is_alert)?,
            story_title: fields.or("story_title", old.story_title)?,
        };
        fields.end(Self::FIELDS)?;
        Ok(Self { value })
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<convert::Recipe<'py>> {
        convert::recipe(slf, Self::SHOWN)
    }
}

impl Give for pchat_core::api::MessageBuilderSettings {
    fn give(self, py: Python<'_>, _: Option<&HostRef>) -> PyResult<Py<PyAny>> {
        Ok(Py::new(py, MessageBuilderSettings { value: self })?.into_any())
    }
}

impl Take for pchat_core::api::MessageBuilderSettings {
    fn take(value: &Bound<'_, PyAny>, name: &str) -> PyResult<Self> {
        if let Ok(value) = value.cast::<MessageBuilderSettings>() {
            return Ok(value.get().value.clone());
        }
        Err(wrong(value, name, "a MessageBuilderSettings"))
    }
}

/// A slice of a message (the SDK's `MessagePart`). The raw texts of all parts, one after another, are
/// the message.
#[pyclass(frozen, module = "pchat")]
pub(crate) struct MessagePart {
    pub(crate) value: pchat_core::api::MessagePart,
}

impl MessagePart {
    const FIELDS: &[&str] = &[
        "kind",
        "display_text",
        "raw_text",
        "uri",
        "emoticon",
        "file_name",
        "file_size",
        "file_size_estimate",
    ];
    /// Without secrets.
    const SHOWN: &[&str] = &[
        "kind",
        "display_text",
        "raw_text",
        "uri",
        "emoticon",
        "file_name",
        "file_size",
        "file_size_estimate",
    ];
}

#[pymethods]
impl MessagePart {
    #[classattr]
    fn __match_args__(py: Python<'_>) -> PyResult<Bound<'_, PyTuple>> {
        PyTuple::new(py, Self::SHOWN)
    }

    #[new]
    #[pyo3(signature = (**fields), text_signature = "(*, kind, display_text, raw_text, uri=..., emoticon=..., file_name=..., file_size=..., file_size_estimate=...)")]
    fn new(fields: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut fields = Fields::new("MessagePart", fields);
        let value = pchat_core::api::MessagePart {
            kind: fields.needed("kind")?,
            display_text: fields.needed("display_text")?,
            raw_text: fields.needed("raw_text")?,
            uri: fields.or("uri", None)?,
            emoticon: fields.or("emoticon", None)?,
            file_name: fields.or("file_name", None)?,
            file_size: fields.or("file_size", None)?,
            file_size_estimate: fields.or("file_size_estimate", None)?,
        };
        fields.end(Self::FIELDS)?;
        Ok(Self { value })
    }

    /// What it is.
    #[getter]
    fn kind(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        Give::give(self.value.kind.clone(), py, None)
    }

    /// For people: the text of a link, the name of a file, the title of a story.
    #[getter]
    fn display_text(&self) -> &str {
        &self.value.display_text
    }

    /// The slice as the message has it.
    #[getter]
    fn raw_text(&self) -> &str {
        &self.value.raw_text
    }

    /// Where a link leads: an absolute URI of any scheme. It came from the network: look at its scheme
    /// before you open it.
    #[getter]
    fn uri(&self) -> Option<&str> {
        self.value.uri.as_deref()
    }

    /// Which face an emoticon is.
    #[getter]
    fn emoticon(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        Give::give(self.value.emoticon.clone(), py, None)
    }

    /// The file's name for people, without folders; not checked for what a file system forbids.
    #[getter]
    fn file_name(&self) -> Option<&str> {
        self.value.file_name.as_deref()
    }

    /// The file's size in bytes, when the link tells it.
    #[getter]
    fn file_size(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        Give::give(self.value.file_size.clone(), py, None)
    }

    /// The file's size in words, such as "10 kilobytes", when the link tells it.
    #[getter]
    fn file_size_estimate(&self) -> Option<&str> {
        self.value.file_size_estimate.as_deref()
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        convert::repr(slf, "MessagePart", Self::SHOWN)
    }

    fn __eq__(slf: &Bound<'_, Self>, other: &Bound<'_, PyAny>) -> PyResult<Py<PyAny>> {
        let py = slf.py();
        let Ok(other) = other.cast::<Self>() else { return Ok(py.NotImplemented()) };
        let same = convert::tuple(slf, Self::SHOWN)?.eq(convert::tuple(other, Self::SHOWN)?)?;
        Give::give(same, py, None)
    }

    fn __hash__(slf: &Bound<'_, Self>) -> PyResult<isize> {
        convert::tuple(slf, Self::SHOWN)?.hash()
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    /// The same with some fields changed.
    #[pyo3(signature = (**changes))]
    fn __replace__(&self, changes: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut fields = Fields::new("MessagePart", changes);
        let old = self.value.clone();
        let value = pchat_core::api::MessagePart {
            kind: fields.or("kind", old.kind)?,
            display_text: fields.or("display_text", old.display_text)?,
            raw_text: fields.or("raw_text", old.raw_text)?,
            uri: fields.or("uri", old.uri)?,
            emoticon: fields.or("emoticon", old.emoticon)?,
            file_name: fields.or("file_name", old.file_name)?,
            file_size: fields.or("file_size", old.file_size)?,
            file_size_estimate: fields.or("file_size_estimate", old.file_size_estimate)?,
        };
        fields.end(Self::FIELDS)?;
        Ok(Self { value })
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<convert::Recipe<'py>> {
        convert::recipe(slf, Self::SHOWN)
    }
}

impl Give for pchat_core::api::MessagePart {
    fn give(self, py: Python<'_>, _: Option<&HostRef>) -> PyResult<Py<PyAny>> {
        Ok(Py::new(py, MessagePart { value: self })?.into_any())
    }
}

impl Take for pchat_core::api::MessagePart {
    fn take(value: &Bound<'_, PyAny>, name: &str) -> PyResult<Self> {
        if let Ok(value) = value.cast::<MessagePart>() {
            return Ok(value.get().value.clone());
        }
        Err(wrong(value, name, "a MessagePart"))
    }
}

/// A message to post: plain or alert, story or not, with an RTF twin or without (the SDK's eight
/// sends).
#[pyclass(frozen, module = "pchat")]
pub(crate) struct OutboundMessage {
    pub(crate) value: pchat_core::api::OutboundMessage,
}

impl OutboundMessage {
    const FIELDS: &[&str] = &["text", "rtf", "story_title", "is_alert"];
    /// Without secrets.
    const SHOWN: &[&str] = &["text", "rtf", "story_title", "is_alert"];
}

#[pymethods]
impl OutboundMessage {
    #[classattr]
    fn __match_args__(py: Python<'_>) -> PyResult<Bound<'_, PyTuple>> {
        PyTuple::new(py, Self::SHOWN)
    }

    #[new]
    #[pyo3(signature = (**fields), text_signature = "(*, text=..., rtf=..., story_title=..., is_alert=...)")]
    fn new(fields: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut fields = Fields::new("OutboundMessage", fields);
        let defaults = pchat_core::api::OutboundMessage::default();
        let value = pchat_core::api::OutboundMessage {
            text: fields.or("text", defaults.text)?,
            rtf: fields.or("rtf", defaults.rtf)?,
            story_title: fields.or("story_title", defaults.story_title)?,
            is_alert: fields.or("is_alert", defaults.is_alert)?,
        };
        fields.end(Self::FIELDS)?;
        Ok(Self { value })
    }

    /// The plain text, not empty. Lines end with `\n`; the limit is
    /// `ServerConfiguration.message_size_limit` in bytes, for a story
    /// `ServerConfiguration.story_size_limit`, its title included. Links and faces are what
    /// `MessageBuilder` makes.
    ///
    /// The wire has no escape: who receives a text that begins with `[STORY]…[/STORY]` reads a story, and
    /// `<a href="…">` and `ma-filelink:` in it are read as links, whoever wrote them. A program that passes
    /// on what others typed decides itself what to do with these.
    #[getter]
    fn text(&self) -> &str {
        &self.value.text
    }

    /// The same text as an RTF document, for clients that show it; `None` sends none. It begins with
    /// `{\rtf`, its braces balance, and it has at most 1 MiB. Servers have limits of their own that they do
    /// not tell: pchatd takes eight times the limit of the text, 256 KiB at first.
    #[getter]
    fn rtf(&self) -> Option<&str> {
        self.value.rtf.as_deref()
    }

    /// Makes it a story, a long text under a title: one line, not empty.
    #[getter]
    fn story_title(&self) -> Option<&str> {
        self.value.story_title.as_deref()
    }

    /// Of high importance: clients show it with a sound.
    #[getter]
    fn is_alert(&self) -> bool {
        self.value.is_alert
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        convert::repr(slf, "OutboundMessage", Self::SHOWN)
    }

    fn __eq__(slf: &Bound<'_, Self>, other: &Bound<'_, PyAny>) -> PyResult<Py<PyAny>> {
        let py = slf.py();
        let Ok(other) = other.cast::<Self>() else { return Ok(py.NotImplemented()) };
        let same = convert::tuple(slf, Self::SHOWN)?.eq(convert::tuple(other, Self::SHOWN)?)?;
        Give::give(same, py, None)
    }

    fn __hash__(slf: &Bound<'_, Self>) -> PyResult<isize> {
        convert::tuple(slf, Self::SHOWN)?.hash()
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    /// The same with some fields changed.
    #[pyo3(signature = (**changes))]
    fn __replace__(&self, changes: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut fields = Fields::new("OutboundMessage", changes);
        let old = self.value.clone();
        let value = pchat_core::api::OutboundMessage {
            text: fields.or("text", old.text)?,
            rtf: fields.or("rtf", old.rtf)?,
            story_title: fields.or("story_title", old.story_title)?,
            is_alert: fields.or("is_alert", old.is_alert)?,
        };
        fields.end(Self::FIELDS)?;
        Ok(Self { value })
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<convert::Recipe<'py>> {
        convert::recipe(slf, Self::SHOWN)
    }
}

impl Give for pchat_core::api::OutboundMessage {
    fn give(self, py: Python<'_>, _: Option<&HostRef>) -> PyResult<Py<PyAny>> {
        Ok(Py::new(py, OutboundMessage { value: self })?.into_any())
    }
}

impl Take for pchat_core::api::OutboundMessage {
    fn take(value: &Bound<'_, PyAny>, name: &str) -> PyResult<Self> {
        if let Ok(value) = value.cast::<OutboundMessage>() {
            return Ok(value.get().value.clone());
        }
        Err(wrong(value, name, "an OutboundMessage"))
    }
}

/// Somebody came or went.
#[pyclass(frozen, module = "pchat")]
pub(crate) struct ParticipantAttendanceChanged {
    pub(crate) value: pchat_core::api::ParticipantAttendanceChanged,
}

impl ParticipantAttendanceChanged {
    const FIELDS: &[&str] = &["room_uri", "participant", "is_active"];
    /// Without secrets.
    const SHOWN: &[&str] = &["room_uri", "participant", "is_active"];
}

#[pymethods]
impl ParticipantAttendanceChanged {
    #[classattr]
    fn __match_args__(py: Python<'_>) -> PyResult<Bound<'_, PyTuple>> {
        PyTuple::new(py, Self::SHOWN)
    }

    #[new]
    #[pyo3(signature = (**fields), text_signature = "(*, room_uri, participant, is_active)")]
    fn new(fields: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut fields = Fields::new("ParticipantAttendanceChanged", fields);
        let value = pchat_core::api::ParticipantAttendanceChanged {
            room_uri: fields.needed("room_uri")?,
            participant: fields.needed("participant")?,
            is_active: fields.needed("is_active")?,
        };
        fields.end(Self::FIELDS)?;
        Ok(Self { value })
    }

    /// The room.
    #[getter]
    fn room_uri(&self) -> &str {
        &self.value.room_uri
    }

    /// Who.
    #[getter]
    fn participant(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        Give::give(self.value.participant.clone(), py, None)
    }

    /// True when the participant is in the room now.
    #[getter]
    fn is_active(&self) -> bool {
        self.value.is_active
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        convert::repr(slf, "ParticipantAttendanceChanged", Self::SHOWN)
    }

    fn __eq__(slf: &Bound<'_, Self>, other: &Bound<'_, PyAny>) -> PyResult<Py<PyAny>> {
        let py = slf.py();
        let Ok(other) = other.cast::<Self>() else { return Ok(py.NotImplemented()) };
        let same = convert::tuple(slf, Self::SHOWN)?.eq(convert::tuple(other, Self::SHOWN)?)?;
        Give::give(same, py, None)
    }

    fn __hash__(slf: &Bound<'_, Self>) -> PyResult<isize> {
        convert::tuple(slf, Self::SHOWN)?.hash()
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    /// The same with some fields changed.
    #[pyo3(signature = (**changes))]
    fn __replace__(&self, changes: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut fields = Fields::new("ParticipantAttendanceChanged", changes);
        let old = self.value.clone();
        let value = pchat_core::api::ParticipantAttendanceChanged {
            room_uri: fields.or("room_uri", old.room_uri)?,
            participant: fields.or("participant", old.participant)?,
            is_active: fields.or("is_active", old.is_active)?,
        };
        fields.end(Self::FIELDS)?;
        Ok(Self { value })
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<convert::Recipe<'py>> {
        convert::recipe(slf, Self::SHOWN)
    }
}

impl Give for pchat_core::api::ParticipantAttendanceChanged {
    fn give(self, py: Python<'_>, _: Option<&HostRef>) -> PyResult<Py<PyAny>> {
        Ok(Py::new(py, ParticipantAttendanceChanged { value: self })?.into_any())
    }
}

impl Take for pchat_core::api::ParticipantAttendanceChanged {
    fn take(value: &Bound<'_, PyAny>, name: &str) -> PyResult<Self> {
        if let Ok(value) = value.cast::<ParticipantAttendanceChanged>() {
            return Ok(value.get().value.clone());
        }
        Err(wrong(value, name, "a ParticipantAttendanceChanged"))
    }
}

/// What a participant may do in the room changed: a manager or presenter was made or unmade.
#[pyclass(frozen, module = "pchat")]
pub(crate) struct ParticipantPrivilegeChanged {
    pub(crate) value: pchat_core::api::ParticipantPrivilegeChanged,
}

impl ParticipantPrivilegeChanged {
    const FIELDS: &[&str] = &["room_uri", "participant"];
    /// Without secrets.
    const SHOWN: &[&str] = &["room_uri", "participant"];
}

#[pymethods]
impl ParticipantPrivilegeChanged {
    #[classattr]
    fn __match_args__(py: Python<'_>) -> PyResult<Bound<'_, PyTuple>> {
        PyTuple::new(py, Self::SHOWN)
    }

    #[new]
    #[pyo3(signature = (**fields), text_signature = "(*, room_uri, participant)")]
    fn new(fields: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut fields = Fields::new("ParticipantPrivilegeChanged", fields);
        let value = pchat_core::api::ParticipantPrivilegeChanged {
            room_uri: fields.needed("room_uri")?,
            participant: fields.needed("participant")?,
        };
        fields.end(Self::FIELDS)?;
        Ok(Self { value })
    }

    /// The room.
    #[getter]
    fn room_uri(&self) -> &str {
        &self.value.room_uri
    }

    /// Who, with what he is now. For the signed-in user `can_chat` and `can_manage` of the properties have
    /// changed with it.
    #[getter]
    fn participant(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        Give::give(self.value.participant.clone(), py, None)
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        convert::repr(slf, "ParticipantPrivilegeChanged", Self::SHOWN)
    }

    fn __eq__(slf: &Bound<'_, Self>, other: &Bound<'_, PyAny>) -> PyResult<Py<PyAny>> {
        let py = slf.py();
        let Ok(other) = other.cast::<Self>() else { return Ok(py.NotImplemented()) };
        let same = convert::tuple(slf, Self::SHOWN)?.eq(convert::tuple(other, Self::SHOWN)?)?;
        Give::give(same, py, None)
    }

    fn __hash__(slf: &Bound<'_, Self>) -> PyResult<isize> {
        convert::tuple(slf, Self::SHOWN)?.hash()
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    /// The same with some fields changed.
    #[pyo3(signature = (**changes))]
    fn __replace__(&self, changes: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut fields = Fields::new("ParticipantPrivilegeChanged", changes);
        let old = self.value.clone();
        let value = pchat_core::api::ParticipantPrivilegeChanged {
            room_uri: fields.or("room_uri", old.room_uri)?,
            participant: fields.or("participant", old.participant)?,
        };
        fields.end(Self::FIELDS)?;
        Ok(Self { value })
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<convert::Recipe<'py>> {
        convert::recipe(slf, Self::SHOWN)
    }
}

impl Give for pchat_core::api::ParticipantPrivilegeChanged {
    fn give(self, py: Python<'_>, _: Option<&HostRef>) -> PyResult<Py<PyAny>> {
        Ok(Py::new(py, ParticipantPrivilegeChanged { value: self })?.into_any())
    }
}

impl Take for pchat_core::api::ParticipantPrivilegeChanged {
    fn take(value: &Bound<'_, PyAny>, name: &str) -> PyResult<Self> {
        if let Ok(value) = value.cast::<ParticipantPrivilegeChanged>() {
            return Ok(value.get().value.clone());
        }
        Err(wrong(value, name, "a ParticipantPrivilegeChanged"))
    }
}

/// How a platform is made. The default fits a program with a few hundred endpoints.
#[pyclass(frozen, module = "pchat")]
pub(crate) struct PlatformSettings {
    pub(crate) value: pchat_core::api::PlatformSettings,
}

impl PlatformSettings {
    const FIELDS: &[&str] = &["worker_threads", "pull_events"];
    /// Without secrets.
    const SHOWN: &[&str] = &["worker_threads", "pull_events"];
}

#[pymethods]
impl PlatformSettings {
    #[classattr]
    fn __match_args__(py: Python<'_>) -> PyResult<Bound<'_, PyTuple>> {
        PyTuple::new(py, Self::SHOWN)
    }

    #[new]
    #[pyo3(signature = (**fields), text_signature = "(*, worker_threads=..., pull_events=...)")]
    fn new(fields: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut fields = Fields::new("PlatformSettings", fields);
        let defaults = pchat_core::api::PlatformSettings::default();
        let value = pchat_core::api::PlatformSettings {
            worker_threads: fields.or("worker_threads", defaults.worker_threads)?,
            pull_events: fields.or("pull_events", defaults.pull_events)?,
        };
        fields.end(Self::FIELDS)?;
        Ok(Self { value })
    }

    /// Threads that do the network work; 0 for 2.
    #[getter]
    fn worker_threads(&self) -> u32 {
        self.value.worker_threads
    }

    /// The program takes events out of the queue on its own threads, instead of being called back on a
    /// thread of the library.
    #[getter]
    fn pull_events(&self) -> bool {
        self.value.pull_events
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        convert::repr(slf, "PlatformSettings", Self::SHOWN)
    }

    fn __eq__(slf: &Bound<'_, Self>, other: &Bound<'_, PyAny>) -> PyResult<Py<PyAny>> {
        let py = slf.py();
        let Ok(other) = other.cast::<Self>() else { return Ok(py.NotImplemented()) };
        let same = convert::tuple(slf, Self::SHOWN)?.eq(convert::tuple(other, Self::SHOWN)?)?;
        Give::give(same, py, None)
    }

    fn __hash__(slf: &Bound<'_, Self>) -> PyResult<isize> {
        convert::tuple(slf, Self::SHOWN)?.hash()
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    /// The same with some fields changed.
    #[pyo3(signature = (**changes))]
    fn __replace__(&self, changes: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut fields = Fields::new("PlatformSettings", changes);
        let old = self.value.clone();
        let value = pchat_core::api::PlatformSettings {
            worker_threads: fields.or("worker_threads", old.worker_threads)?,
            pull_events: fields.or("pull_events", old.pull_events)?,
        };
        fields.end(Self::FIELDS)?;
        Ok(Self { value })
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<convert::Recipe<'py>> {
        convert::recipe(slf, Self::SHOWN)
    }
}

impl Give for pchat_core::api::PlatformSettings {
    fn give(self, py: Python<'_>, _: Option<&HostRef>) -> PyResult<Py<PyAny>> {
        Ok(Py::new(py, PlatformSettings { value: self })?.into_any())
    }
}

impl Take for pchat_core::api::PlatformSettings {
    fn take(value: &Bound<'_, PyAny>, name: &str) -> PyResult<Self> {
        if let Ok(value) = value.cast::<PlatformSettings>() {
            return Ok(value.get().value.clone());
        }
        Err(wrong(value, name, "a PlatformSettings"))
    }
}

/// A text that the server keeps for the user under a label, for example the list of rooms that a client
/// joins by itself.
#[pyclass(frozen, module = "pchat")]
pub(crate) struct PreferenceBundle {
    pub(crate) value: pchat_core::api::PreferenceBundle,
}

impl PreferenceBundle {
    const FIELDS: &[&str] = &["label", "sequence_id", "data"];
    /// Without secrets.
    const SHOWN: &[&str] = &["label", "sequence_id", "data"];
}

#[pymethods]
impl PreferenceBundle {
    #[classattr]
    fn __match_args__(py: Python<'_>) -> PyResult<Bound<'_, PyTuple>> {
        PyTuple::new(py, Self::SHOWN)
    }

    #[new]
    #[pyo3(signature = (**fields), text_signature = "(*, label, sequence_id, data)")]
    fn new(fields: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut fields = Fields::new("PreferenceBundle", fields);
        let value = pchat_core::api::PreferenceBundle {
            label: fields.needed("label")?,
            sequence_id: fields.needed("sequence_id")?,
            data: fields.needed("data")?,
        };
        fields.end(Self::FIELDS)?;
        Ok(Self { value })
    }

    /// Its name, up to 255 characters.
    #[getter]
    fn label(&self) -> &str {
        &self.value.label
    }

    /// Its version, which rises with every change.
    #[getter]
    fn sequence_id(&self) -> i64 {
        self.value.sequence_id
    }

    /// What the program wrote.
    #[getter]
    fn data(&self) -> &str {
        &self.value.data
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        convert::repr(slf, "PreferenceBundle", Self::SHOWN)
    }

    fn __eq__(slf: &Bound<'_, Self>, other: &Bound<'_, PyAny>) -> PyResult<Py<PyAny>> {
        let py = slf.py();
        let Ok(other) = other.cast::<Self>() else { return Ok(py.NotImplemented()) };
        let same = convert::tuple(slf, Self::SHOWN)?.eq(convert::tuple(other, Self::SHOWN)?)?;
        Give::give(same, py, None)
    }

    fn __hash__(slf: &Bound<'_, Self>) -> PyResult<isize> {
        convert::tuple(slf, Self::SHOWN)?.hash()
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    /// The same with some fields changed.
    #[pyo3(signature = (**changes))]
    fn __replace__(&self, changes: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut fields = Fields::new("PreferenceBundle", changes);
        let old = self.value.clone();
        let value = pchat_core::api::PreferenceBundle {
            label: fields.or("label", old.label)?,
            sequence_id: fields.or("sequence_id", old.sequence_id)?,
            data: fields.or("data", old.data)?,
        };
        fields.end(Self::FIELDS)?;
        Ok(Self { value })
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<convert::Recipe<'py>> {
        convert::recipe(slf, Self::SHOWN)
    }
}

impl Give for pchat_core::api::PreferenceBundle {
    fn give(self, py: Python<'_>, _: Option<&HostRef>) -> PyResult<Py<PyAny>> {
        Ok(Py::new(py, PreferenceBundle { value: self })?.into_any())
    }
}

impl Take for pchat_core::api::PreferenceBundle {
    fn take(value: &Bound<'_, PyAny>, name: &str) -> PyResult<Self> {
        if let Ok(value) = value.cast::<PreferenceBundle>() {
            return Ok(value.get().value.clone());
        }
        Err(wrong(value, name, "a PreferenceBundle"))
    }
}

/// A user or group, short.
#[pyclass(frozen, module = "pchat")]
pub(crate) struct PrincipalSummary {
    pub(crate) value: pchat_core::api::PrincipalSummary,
}

impl PrincipalSummary {
    const FIELDS: &[&str] = &["uri", "name", "display_name", "kind", "guid", "directory_path"];
    /// Without secrets.
    const SHOWN: &[&str] = &["uri", "name", "display_name", "kind", "guid", "directory_path"];
}

#[pymethods]
impl PrincipalSummary {
    #[classattr]
    fn __match_args__(py: Python<'_>) -> PyResult<Bound<'_, PyTuple>> {
        PyTuple::new(py, Self::SHOWN)
    }

    #[new]
    #[pyo3(signature = (**fields), text_signature = "(*, uri, name, display_name=..., kind, guid=..., directory_path=...)")]
    fn new(fields: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut fields = Fields::new("PrincipalSummary", fields);
        let value = pchat_core::api::PrincipalSummary {
            uri: fields.needed("uri")?,
            name: fields.needed("name")?,
            display_name: fields.or("display_name", None)?,
            kind: fields.needed("kind")?,
            guid: fields.or("guid", None)?,
            directory_path: fields.or("directory_path", None)?,
        };
        fields.end(Self::FIELDS)?;
        Ok(Self { value })
    }

    /// `sip:user@domain` or `ma-grp:<guid>@u.g`.
    #[getter]
    fn uri(&self) -> &str {
        &self.value.uri
    }

    /// The name.
    #[getter]
    fn name(&self) -> &str {
        &self.value.name
    }

    /// The full name, when the server tells it.
    #[getter]
    fn display_name(&self) -> Option<&str> {
        self.value.display_name.as_deref()
    }

    /// What it is.
    #[getter]
    fn kind(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        Give::give(self.value.kind.clone(), py, None)
    }

    /// The GUID of its object in the directory, when the server tells it.
    #[getter]
    fn guid(&self) -> Option<&str> {
        self.value.guid.as_deref()
    }

    /// Its path in the directory, when the server tells it.
    #[getter]
    fn directory_path(&self) -> Option<&str> {
        self.value.directory_path.as_deref()
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        convert::repr(slf, "PrincipalSummary", Self::SHOWN)
    }

    fn __eq__(slf: &Bound<'_, Self>, other: &Bound<'_, PyAny>) -> PyResult<Py<PyAny>> {
        let py = slf.py();
        let Ok(other) = other.cast::<Self>() else { return Ok(py.NotImplemented()) };
        let same = convert::tuple(slf, Self::SHOWN)?.eq(convert::tuple(other, Self::SHOWN)?)?;
        Give::give(same, py, None)
    }

    fn __hash__(slf: &Bound<'_, Self>) -> PyResult<isize> {
        convert::tuple(slf, Self::SHOWN)?.hash()
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    /// The same with some fields changed.
    #[pyo3(signature = (**changes))]
    fn __replace__(&self, changes: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut fields = Fields::new("PrincipalSummary", changes);
        let old = self.value.clone();
        let value = pchat_core::api::PrincipalSummary {
            uri: fields.or("uri", old.uri)?,
            name: fields.or("name", old.name)?,
            display_name: fields.or("display_name", old.display_name)?,
            kind: fields.or("kind", old.kind)?,
            guid: fields.or("guid", old.guid)?,
            directory_path: fields.or("directory_path", old.directory_path)?,
        };
        fields.end(Self::FIELDS)?;
        Ok(Self { value })
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<convert::Recipe<'py>> {
        convert::recipe(slf, Self::SHOWN)
    }
}

impl Give for pchat_core::api::PrincipalSummary {
    fn give(self, py: Python<'_>, _: Option<&HostRef>) -> PyResult<Py<PyAny>> {
        Ok(Py::new(py, PrincipalSummary { value: self })?.into_any())
    }
}

impl Take for pchat_core::api::PrincipalSummary {
    fn take(value: &Bound<'_, PyAny>, name: &str) -> PyResult<Self> {
        if let Ok(value) = value.cast::<PrincipalSummary>() {
            return Ok(value.get().value.clone());
        }
        Err(wrong(value, name, "a PrincipalSummary"))
    }
}

/// Who gets or loses a role, see `RoomManagement.add_to_role`.
#[pyclass(frozen, module = "pchat")]
pub(crate) struct RoleChange {
    pub(crate) value: pchat_core::api::RoleChange,
}

impl RoleChange {
    const FIELDS: &[&str] = &["role", "room_uri", "principals"];
    /// Without secrets.
    const SHOWN: &[&str] = &["role", "room_uri", "principals"];
}

#[pymethods]
impl RoleChange {
    #[classattr]
    fn __match_args__(py: Python<'_>) -> PyResult<Bound<'_, PyTuple>> {
        PyTuple::new(py, Self::SHOWN)
    }

    #[new]
    #[pyo3(signature = (**fields), text_signature = "(*, role=..., room_uri=..., principals=...)")]
    fn new(fields: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut fields = Fields::new("RoleChange", fields);
        let defaults = pchat_core::api::RoleChange::default();
        let value = pchat_core::api::RoleChange {
            role: fields.or("role", defaults.role)?,
            room_uri: fields.or("room_uri", defaults.room_uri)?,
            principals: fields.or("principals", defaults.principals)?,
        };
        fields.end(Self::FIELDS)?;
        Ok(Self { value })
    }

    /// The role; not `ChatRoomRole.CREATOR`.
    #[getter]
    fn role(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        Give::give(self.value.role.clone(), py, None)
    }

    /// The room.
    #[getter]
    fn room_uri(&self) -> &str {
        &self.value.room_uri
    }

    /// Users and groups: their URIs, `sip:` or `ma-grp:`. At least one.
    #[getter]
    fn principals(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        Give::give(self.value.principals.clone(), py, None)
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        convert::repr(slf, "RoleChange", Self::SHOWN)
    }

    fn __eq__(slf: &Bound<'_, Self>, other: &Bound<'_, PyAny>) -> PyResult<Py<PyAny>> {
        let py = slf.py();
        let Ok(other) = other.cast::<Self>() else { return Ok(py.NotImplemented()) };
        let same = convert::tuple(slf, Self::SHOWN)?.eq(convert::tuple(other, Self::SHOWN)?)?;
        Give::give(same, py, None)
    }

    fn __hash__(slf: &Bound<'_, Self>) -> PyResult<isize> {
        convert::tuple(slf, Self::SHOWN)?.hash()
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    /// The same with some fields changed.
    #[pyo3(signature = (**changes))]
    fn __replace__(&self, changes: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut fields = Fields::new("RoleChange", changes);
        let old = self.value.clone();
        let value = pchat_core::api::RoleChange {
            role: fields.or("role", old.role)?,
            room_uri: fields.or("room_uri", old.room_uri)?,
            principals: fields.or("principals", old.principals)?,
        };
        fields.end(Self::FIELDS)?;
        Ok(Self { value })
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<convert::Recipe<'py>> {
        convert::recipe(slf, Self::SHOWN)
    }
}

impl Give for pchat_core::api::RoleChange {
    fn give(self, py: Python<'_>, _: Option<&HostRef>) -> PyResult<Py<PyAny>> {
        Ok(Py::new(py, RoleChange { value: self })?.into_any())
    }
}

impl Take for pchat_core::api::RoleChange {
    fn take(value: &Bound<'_, PyAny>, name: &str) -> PyResult<Self> {
        if let Ok(value) = value.cast::<RoleChange>() {
            return Ok(value.get().value.clone());
        }
        Err(wrong(value, name, "a RoleChange"))
    }
}

/// Somebody in a role (the SDK's `PersistentChatRoleDescriptor`).
#[pyclass(frozen, module = "pchat")]
pub(crate) struct RoleEntry {
    pub(crate) value: pchat_core::api::RoleEntry,
}

impl RoleEntry {
    const FIELDS: &[&str] = &["principal", "change_history"];
    /// Without secrets.
    const SHOWN: &[&str] = &["principal", "change_history"];
}

#[pymethods]
impl RoleEntry {
    #[classattr]
    fn __match_args__(py: Python<'_>) -> PyResult<Bound<'_, PyTuple>> {
        PyTuple::new(py, Self::SHOWN)
    }

    #[new]
    #[pyo3(signature = (**fields), text_signature = "(*, principal, change_history=...)")]
    fn new(fields: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut fields = Fields::new("RoleEntry", fields);
        let value = pchat_core::api::RoleEntry {
            principal: fields.needed("principal")?,
            change_history: fields.or("change_history", None)?,
        };
        fields.end(Self::FIELDS)?;
        Ok(Self { value })
    }

    /// Who has the role.
    #[getter]
    fn principal(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        Give::give(self.value.principal.clone(), py, None)
    }

    /// Who gave it and when, when the server tells it.
    #[getter]
    fn change_history(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        Give::give(self.value.change_history.clone(), py, None)
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        convert::repr(slf, "RoleEntry", Self::SHOWN)
    }

    fn __eq__(slf: &Bound<'_, Self>, other: &Bound<'_, PyAny>) -> PyResult<Py<PyAny>> {
        let py = slf.py();
        let Ok(other) = other.cast::<Self>() else { return Ok(py.NotImplemented()) };
        let same = convert::tuple(slf, Self::SHOWN)?.eq(convert::tuple(other, Self::SHOWN)?)?;
        Give::give(same, py, None)
    }

    fn __hash__(slf: &Bound<'_, Self>) -> PyResult<isize> {
        convert::tuple(slf, Self::SHOWN)?.hash()
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    /// The same with some fields changed.
    #[pyo3(signature = (**changes))]
    fn __replace__(&self, changes: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut fields = Fields::new("RoleEntry", changes);
        let old = self.value.clone();
        let value = pchat_core::api::RoleEntry {
            principal: fields.or("principal", old.principal)?,
            change_history: fields.or("change_history", old.change_history)?,
        };
        fields.end(Self::FIELDS)?;
        Ok(Self { value })
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<convert::Recipe<'py>> {
        convert::recipe(slf, Self::SHOWN)
    }
}

impl Give for pchat_core::api::RoleEntry {
    fn give(self, py: Python<'_>, _: Option<&HostRef>) -> PyResult<Py<PyAny>> {
        Ok(Py::new(py, RoleEntry { value: self })?.into_any())
    }
}

impl Take for pchat_core::api::RoleEntry {
    fn take(value: &Bound<'_, PyAny>, name: &str) -> PyResult<Self> {
        if let Ok(value) = value.cast::<RoleEntry>() {
            return Ok(value.get().value.clone());
        }
        Err(wrong(value, name, "a RoleEntry"))
    }
}

/// What to look for with `Services.browse_by_filter`. A room has to fit everything that is set.
#[pyclass(frozen, module = "pchat")]
pub(crate) struct RoomFilter {
    pub(crate) value: pchat_core::api::RoomFilter,
}

impl RoomFilter {
    const FIELDS: &[&str] = &[
        "search_terms",
        "search_description",
        "member",
        "manager",
        "category_uri",
        "add_in_id",
        "disabled",
        "privacy",
        "behavior",
        "search_invitations",
        "invitations",
        "max_results",
    ];
    /// Without secrets.
    const SHOWN: &[&str] = &[
        "search_terms",
        "search_description",
        "member",
        "manager",
        "category_uri",
        "add_in_id",
        "disabled",
        "privacy",
        "behavior",
        "search_invitations",
        "invitations",
        "max_results",
    ];
}

#[pymethods]
impl RoomFilter {
    #[classattr]
    fn __match_args__(py: Python<'_>) -> PyResult<Bound<'_, PyTuple>> {
        PyTuple::new(py, Self::SHOWN)
    }

    #[new]
    #[pyo3(signature = (**fields), text_signature = "(*, search_terms=..., search_description=..., member=..., manager=..., category_uri=..., add_in_id=..., disabled=..., privacy=..., behavior=..., search_invitations=..., invitations=..., max_results=...)")]
    fn new(fields: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut fields = Fields::new("RoomFilter", fields);
        let defaults = pchat_core::api::RoomFilter::default();
        let value = pchat_core::api::RoomFilter {
            search_terms: fields.or("search_terms", defaults.search_terms)?,
            search_description: fields.or("search_description", defaults.search_description)?,
            member: fields.or("member", defaults.member)?,
            manager: fields.or("manager", defaults.manager)?,
            category_uri: fields.or("category_uri", defaults.category_uri)?,
            add_in_id: fields.or("add_in_id", defaults.add_in_id)?,
            disabled: fields.or("disabled", defaults.disabled)?,
            privacy: fields.or("privacy", defaults.privacy)?,
            behavior: fields.or("behavior", defaults.behavior)?,
            search_invitations: fields.or("search_invitations", defaults.search_invitations)?,
            invitations: fields.or("invitations", defaults.invitations)?,
            max_results: fields.or("max_results", defaults.max_results)?,
        };
        fields.end(Self::FIELDS)?;
        Ok(Self { value })
    }

    /// Words to look for in names; empty for every name.
    #[getter]
    fn search_terms(&self) -> &str {
        &self.value.search_terms
    }

    /// Also look in descriptions.
    #[getter]
    fn search_description(&self) -> bool {
        self.value.search_description
    }

    /// The URI of a user or group: rooms with this member.
    #[getter]
    fn member(&self) -> Option<&str> {
        self.value.member.as_deref()
    }

    /// The URI of a user or group: rooms with this manager.
    #[getter]
    fn manager(&self) -> Option<&str> {
        self.value.manager.as_deref()
    }

    /// Rooms of this category.
    #[getter]
    fn category_uri(&self) -> Option<&str> {
        self.value.category_uri.as_deref()
    }

    /// Rooms with the add-in of this id.
    #[getter]
    fn add_in_id(&self) -> Option<&str> {
        self.value.add_in_id.as_deref()
    }

    /// Rooms that are disabled; otherwise those that are not. Always counts.
    #[getter]
    fn disabled(&self) -> bool {
        self.value.disabled
    }

    /// Rooms that are seen and joined like this.
    #[getter]
    fn privacy(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        Give::give(self.value.privacy.clone(), py, None)
    }

    /// Rooms in which these may post.
    #[getter]
    fn behavior(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        Give::give(self.value.behavior.clone(), py, None)
    }

    /// Look at `invitations`.
    #[getter]
    fn search_invitations(&self) -> bool {
        self.value.search_invitations
    }

    /// Rooms whose invitations are on or off; `None` finds those that leave it to their category. Counts
    /// only with `search_invitations`.
    #[getter]
    fn invitations(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        Give::give(self.value.invitations.clone(), py, None)
    }

    /// At most so many rooms; -1 for all that the server gives.
    #[getter]
    fn max_results(&self) -> i32 {
        self.value.max_results
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        convert::repr(slf, "RoomFilter", Self::SHOWN)
    }

    fn __eq__(slf: &Bound<'_, Self>, other: &Bound<'_, PyAny>) -> PyResult<Py<PyAny>> {
        let py = slf.py();
        let Ok(other) = other.cast::<Self>() else { return Ok(py.NotImplemented()) };
        let same = convert::tuple(slf, Self::SHOWN)?.eq(convert::tuple(other, Self::SHOWN)?)?;
        Give::give(same, py, None)
    }

    fn __hash__(slf: &Bound<'_, Self>) -> PyResult<isize> {
        convert::tuple(slf, Self::SHOWN)?.hash()
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    /// The same with some fields changed.
    #[pyo3(signature = (**changes))]
    fn __replace__(&self, changes: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut fields = Fields::new("RoomFilter", changes);
        let old = self.value.clone();
        let value = pchat_core::api::RoomFilter {
            search_terms: fields.or("search_terms", old.search_terms)?,
            search_description: fields.or("search_description", old.search_description)?,
            member: fields.or("member", old.member)?,
            manager: fields.or("manager", old.manager)?,
            category_uri: fields.or("category_uri", old.category_uri)?,
            add_in_id: fields.or("add_in_id", old.add_in_id)?,
            disabled: fields.or("disabled", old.disabled)?,
            privacy: fields.or("privacy", old.privacy)?,
            behavior: fields.or("behavior", old.behavior)?,
            search_invitations: fields.or("search_invitations", old.search_invitations)?,
            invitations: fields.or("invitations", old.invitations)?,
            max_results: fields.or("max_results", old.max_results)?,
        };
        fields.end(Self::FIELDS)?;
        Ok(Self { value })
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<convert::Recipe<'py>> {
        convert::recipe(slf, Self::SHOWN)
    }
}

impl Give for pchat_core::api::RoomFilter {
    fn give(self, py: Python<'_>, _: Option<&HostRef>) -> PyResult<Py<PyAny>> {
        Ok(Py::new(py, RoomFilter { value: self })?.into_any())
    }
}

impl Take for pchat_core::api::RoomFilter {
    fn take(value: &Bound<'_, PyAny>, name: &str) -> PyResult<Self> {
        if let Ok(value) = value.cast::<RoomFilter>() {
            return Ok(value.get().value.clone());
        }
        Err(wrong(value, name, "a RoomFilter"))
    }
}

/// A room that was not joined with the others.
#[pyclass(frozen, module = "pchat")]
pub(crate) struct RoomNotJoined {
    pub(crate) value: pchat_core::api::RoomNotJoined,
}

impl RoomNotJoined {
    const FIELDS: &[&str] = &["room_uri", "reason"];
    /// Without secrets.
    const SHOWN: &[&str] = &["room_uri", "reason"];
}

#[pymethods]
impl RoomNotJoined {
    #[classattr]
    fn __match_args__(py: Python<'_>) -> PyResult<Bound<'_, PyTuple>> {
        PyTuple::new(py, Self::SHOWN)
    }

    #[new]
    #[pyo3(signature = (**fields), text_signature = "(*, room_uri, reason)")]
    fn new(fields: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut fields = Fields::new("RoomNotJoined", fields);
        let value = pchat_core::api::RoomNotJoined {
            room_uri: fields.needed("room_uri")?,
            reason: fields.needed("reason")?,
        };
        fields.end(Self::FIELDS)?;
        Ok(Self { value })
    }

    /// The URI as it was given.
    #[getter]
    fn room_uri(&self) -> &str {
        &self.value.room_uri
    }

    /// Why: `ErrorCode.BAD_ARGUMENT` (not a room URI), `ErrorCode.INVALID_OPERATION` (this endpoint is in
    /// the room already, or it was named twice), or the server's answer: `ErrorCode.NO_SUCH_NODE`,
    /// `ErrorCode.NODE_DISABLED`, `ErrorCode.ERROR_PERMISSION`, … Servers that only say that it failed give
    /// `ErrorCode.UNKNOWN_SERVER_ERROR`.
    #[getter]
    fn reason(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        Give::give(self.value.reason.clone(), py, None)
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        convert::repr(slf, "RoomNotJoined", Self::SHOWN)
    }

    fn __eq__(slf: &Bound<'_, Self>, other: &Bound<'_, PyAny>) -> PyResult<Py<PyAny>> {
        let py = slf.py();
        let Ok(other) = other.cast::<Self>() else { return Ok(py.NotImplemented()) };
        let same = convert::tuple(slf, Self::SHOWN)?.eq(convert::tuple(other, Self::SHOWN)?)?;
        Give::give(same, py, None)
    }

    fn __hash__(slf: &Bound<'_, Self>) -> PyResult<isize> {
        convert::tuple(slf, Self::SHOWN)?.hash()
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    /// The same with some fields changed.
    #[pyo3(signature = (**changes))]
    fn __replace__(&self, changes: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut fields = Fields::new("RoomNotJoined", changes);
        let old = self.value.clone();
        let value = pchat_core::api::RoomNotJoined {
            room_uri: fields.or("room_uri", old.room_uri)?,
            reason: fields.or("reason", old.reason)?,
        };
        fields.end(Self::FIELDS)?;
        Ok(Self { value })
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<convert::Recipe<'py>> {
        convert::recipe(slf, Self::SHOWN)
    }
}

impl Give for pchat_core::api::RoomNotJoined {
    fn give(self, py: Python<'_>, _: Option<&HostRef>) -> PyResult<Py<PyAny>> {
        Ok(Py::new(py, RoomNotJoined { value: self })?.into_any())
    }
}

impl Take for pchat_core::api::RoomNotJoined {
    fn take(value: &Bound<'_, PyAny>, name: &str) -> PyResult<Self> {
        if let Ok(value) = value.cast::<RoomNotJoined>() {
            return Ok(value.get().value.clone());
        }
        Err(wrong(value, name, "a RoomNotJoined"))
    }
}

/// What the user may do in a room (the SDK's `RoomPermissionMap`).
#[pyclass(frozen, module = "pchat")]
pub(crate) struct RoomPermissions {
    pub(crate) value: pchat_core::api::RoomPermissions,
}

impl RoomPermissions {
    const FIELDS: &[&str] =
        &["can_manage_room", "can_join", "can_chat", "can_read_history", "can_view", "can_auditorium_chat"];
    /// Without secrets.
    const SHOWN: &[&str] =
        &["can_manage_room", "can_join", "can_chat", "can_read_history", "can_view", "can_auditorium_chat"];
}

#[pymethods]
impl RoomPermissions {
    #[classattr]
    fn __match_args__(py: Python<'_>) -> PyResult<Bound<'_, PyTuple>> {
        PyTuple::new(py, Self::SHOWN)
    }

    #[new]
    #[pyo3(signature = (**fields), text_signature = "(*, can_manage_room, can_join, can_chat, can_read_history, can_view, can_auditorium_chat)")]
    fn new(fields: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut fields = Fields::new("RoomPermissions", fields);
        let value = pchat_core::api::RoomPermissions {
            can_manage_room: fields.needed("can_manage_room")?,
            can_join: fields.needed("can_join")?,
            can_chat: fields.needed("can_chat")?,
            can_read_history: fields.needed("can_read_history")?,
            can_view: fields.needed("can_view")?,
            can_auditorium_chat: fields.needed("can_auditorium_chat")?,
        };
        fields.end(Self::FIELDS)?;
        Ok(Self { value })
    }

    /// Change it and its lists.
    #[getter]
    fn can_manage_room(&self) -> bool {
        self.value.can_manage_room
    }

    /// Join it.
    #[getter]
    fn can_join(&self) -> bool {
        self.value.can_join
    }

    /// Post to it.
    #[getter]
    fn can_chat(&self) -> bool {
        self.value.can_chat
    }

    /// Read what was said, also without joining.
    #[getter]
    fn can_read_history(&self) -> bool {
        self.value.can_read_history
    }

    /// See it.
    #[getter]
    fn can_view(&self) -> bool {
        self.value.can_view
    }

    /// Post to it although it is an auditorium.
    #[getter]
    fn can_auditorium_chat(&self) -> bool {
        self.value.can_auditorium_chat
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        convert::repr(slf, "RoomPermissions", Self::SHOWN)
    }

    fn __eq__(slf: &Bound<'_, Self>, other: &Bound<'_, PyAny>) -> PyResult<Py<PyAny>> {
        let py = slf.py();
        let Ok(other) = other.cast::<Self>() else { return Ok(py.NotImplemented()) };
        let same = convert::tuple(slf, Self::SHOWN)?.eq(convert::tuple(other, Self::SHOWN)?)?;
        Give::give(same, py, None)
    }

    fn __hash__(slf: &Bound<'_, Self>) -> PyResult<isize> {
        convert::tuple(slf, Self::SHOWN)?.hash()
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    /// The same with some fields changed.
    #[pyo3(signature = (**changes))]
    fn __replace__(&self, changes: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut fields = Fields::new("RoomPermissions", changes);
        let old = self.value.clone();
        let value = pchat_core::api::RoomPermissions {
            can_manage_room: fields.or("can_manage_room", old.can_manage_room)?,
            can_join: fields.or("can_join", old.can_join)?,
            can_chat: fields.or("can_chat", old.can_chat)?,
            can_read_history: fields.or("can_read_history", old.can_read_history)?,
            can_view: fields.or("can_view", old.can_view)?,
            can_auditorium_chat: fields.or("can_auditorium_chat", old.can_auditorium_chat)?,
        };
        fields.end(Self::FIELDS)?;
        Ok(Self { value })
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<convert::Recipe<'py>> {
        convert::recipe(slf, Self::SHOWN)
    }
}

impl Give for pchat_core::api::RoomPermissions {
    fn give(self, py: Python<'_>, _: Option<&HostRef>) -> PyResult<Py<PyAny>> {
        Ok(Py::new(py, RoomPermissions { value: self })?.into_any())
    }
}

impl Take for pchat_core::api::RoomPermissions {
    fn take(value: &Bound<'_, PyAny>, name: &str) -> PyResult<Self> {
        if let Ok(value) = value.cast::<RoomPermissions>() {
            return Ok(value.get().value.clone());
        }
        Err(wrong(value, name, "a RoomPermissions"))
    }
}

/// What to look for with `Services.browse_by_criteria`.
#[pyclass(frozen, module = "pchat")]
pub(crate) struct RoomQuery {
    pub(crate) value: pchat_core::api::RoomQuery,
}

impl RoomQuery {
    const FIELDS: &[&str] =
        &["criteria", "search_description", "match_all", "match_exact_phrase", "max_results"];
    /// Without secrets.
    const SHOWN: &[&str] =
        &["criteria", "search_description", "match_all", "match_exact_phrase", "max_results"];
}

#[pymethods]
impl RoomQuery {
    #[classattr]
    fn __match_args__(py: Python<'_>) -> PyResult<Bound<'_, PyTuple>> {
        PyTuple::new(py, Self::SHOWN)
    }

    #[new]
    #[pyo3(signature = (**fields), text_signature = "(*, criteria=..., search_description=..., match_all=..., match_exact_phrase=..., max_results=...)")]
    fn new(fields: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut fields = Fields::new("RoomQuery", fields);
        let defaults = pchat_core::api::RoomQuery::default();
        let value = pchat_core::api::RoomQuery {
            criteria: fields.or("criteria", defaults.criteria)?,
            search_description: fields.or("search_description", defaults.search_description)?,
            match_all: fields.or("match_all", defaults.match_all)?,
            match_exact_phrase: fields.or("match_exact_phrase", defaults.match_exact_phrase)?,
            max_results: fields.or("max_results", defaults.max_results)?,
        };
        fields.end(Self::FIELDS)?;
        Ok(Self { value })
    }

    /// Words to look for in names; empty finds every room.
    #[getter]
    fn criteria(&self) -> &str {
        &self.value.criteria
    }

    /// Also look in descriptions.
    #[getter]
    fn search_description(&self) -> bool {
        self.value.search_description
    }

    /// All words must match; otherwise any of them. Ignored with `match_exact_phrase`.
    #[getter]
    fn match_all(&self) -> bool {
        self.value.match_all
    }

    /// `criteria` is one phrase instead of words.
    #[getter]
    fn match_exact_phrase(&self) -> bool {
        self.value.match_exact_phrase
    }

    /// At most so many rooms; -1 for all that the server gives.
    #[getter]
    fn max_results(&self) -> i32 {
        self.value.max_results
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        convert::repr(slf, "RoomQuery", Self::SHOWN)
    }

    fn __eq__(slf: &Bound<'_, Self>, other: &Bound<'_, PyAny>) -> PyResult<Py<PyAny>> {
        let py = slf.py();
        let Ok(other) = other.cast::<Self>() else { return Ok(py.NotImplemented()) };
        let same = convert::tuple(slf, Self::SHOWN)?.eq(convert::tuple(other, Self::SHOWN)?)?;
        Give::give(same, py, None)
    }

    fn __hash__(slf: &Bound<'_, Self>) -> PyResult<isize> {
        convert::tuple(slf, Self::SHOWN)?.hash()
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    /// The same with some fields changed.
    #[pyo3(signature = (**changes))]
    fn __replace__(&self, changes: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut fields = Fields::new("RoomQuery", changes);
        let old = self.value.clone();
        let value = pchat_core::api::RoomQuery {
            criteria: fields.or("criteria", old.criteria)?,
            search_description: fields.or("search_description", old.search_description)?,
            match_all: fields.or("match_all", old.match_all)?,
            match_exact_phrase: fields.or("match_exact_phrase", old.match_exact_phrase)?,
            max_results: fields.or("max_results", old.max_results)?,
        };
        fields.end(Self::FIELDS)?;
        Ok(Self { value })
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<convert::Recipe<'py>> {
        convert::recipe(slf, Self::SHOWN)
    }
}

impl Give for pchat_core::api::RoomQuery {
    fn give(self, py: Python<'_>, _: Option<&HostRef>) -> PyResult<Py<PyAny>> {
        Ok(Py::new(py, RoomQuery { value: self })?.into_any())
    }
}

impl Take for pchat_core::api::RoomQuery {
    fn take(value: &Bound<'_, PyAny>, name: &str) -> PyResult<Self> {
        if let Ok(value) = value.cast::<RoomQuery>() {
            return Ok(value.get().value.clone());
        }
        Err(wrong(value, name, "a RoomQuery"))
    }
}

/// Facts of the connected server, as told when the endpoint was established.
#[pyclass(frozen, module = "pchat")]
pub(crate) struct ServerConfiguration {
    pub(crate) value: pchat_core::api::ServerConfiguration,
}

impl ServerConfiguration {
    const FIELDS: &[&str] = &[
        "display_name",
        "message_size_limit",
        "story_size_limit",
        "search_limit",
        "root_category_uri",
        "room_management_url",
        "database_version",
        "server_time",
        "domain_name",
    ];
    /// Without secrets.
    const SHOWN: &[&str] = &[
        "display_name",
        "message_size_limit",
        "story_size_limit",
        "search_limit",
        "root_category_uri",
        "room_management_url",
        "database_version",
        "server_time",
        "domain_name",
    ];
}

#[pymethods]
impl ServerConfiguration {
    #[classattr]
    fn __match_args__(py: Python<'_>) -> PyResult<Bound<'_, PyTuple>> {
        PyTuple::new(py, Self::SHOWN)
    }

    #[new]
    #[pyo3(signature = (**fields), text_signature = "(*, display_name=..., message_size_limit, story_size_limit, search_limit, root_category_uri=..., room_management_url=..., database_version=..., server_time=..., domain_name)")]
    fn new(fields: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut fields = Fields::new("ServerConfiguration", fields);
        let value = pchat_core::api::ServerConfiguration {
            display_name: fields.or("display_name", None)?,
            message_size_limit: fields.needed("message_size_limit")?,
            story_size_limit: fields.needed("story_size_limit")?,
            search_limit: fields.needed("search_limit")?,
            root_category_uri: fields.or("root_category_uri", None)?,
            room_management_url: fields.or("room_management_url", None)?,
            database_version: fields.or("database_version", None)?,
            server_time: fields.or("server_time", None)?,
            domain_name: fields.needed("domain_name")?,
        };
        fields.end(Self::FIELDS)?;
        Ok(Self { value })
    }

    /// The pool's friendly name, when the server tells it.
    #[getter]
    fn display_name(&self) -> Option<&str> {
        self.value.display_name.as_deref()
    }

    /// The largest ordinary message, in bytes of UTF-8; 0 when the server does not tell.
    #[getter]
    fn message_size_limit(&self) -> u32 {
        self.value.message_size_limit
    }

    /// The largest story, in bytes of UTF-8; 0 when the server does not tell.
    #[getter]
    fn story_size_limit(&self) -> u32 {
        self.value.story_size_limit
    }

    /// The most results of one search; 0 when the server does not tell.
    #[getter]
    fn search_limit(&self) -> u32 {
        self.value.search_limit
    }

    /// The root of the category tree.
    #[getter]
    fn root_category_uri(&self) -> Option<&str> {
        self.value.root_category_uri.as_deref()
    }

    /// The web page that manages rooms, when there is one.
    #[getter]
    fn room_management_url(&self) -> Option<&str> {
        self.value.room_management_url.as_deref()
    }

    /// The identity of the server's database.
    #[getter]
    fn database_version(&self) -> Option<&str> {
        self.value.database_version.as_deref()
    }

    /// The server's clock when the endpoint was established.
    #[getter]
    fn server_time(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        Give::give(self.value.server_time.clone(), py, None)
    }

    /// The domain of the chat pool's SIP URI.
    #[getter]
    fn domain_name(&self) -> &str {
        &self.value.domain_name
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        convert::repr(slf, "ServerConfiguration", Self::SHOWN)
    }

    fn __eq__(slf: &Bound<'_, Self>, other: &Bound<'_, PyAny>) -> PyResult<Py<PyAny>> {
        let py = slf.py();
        let Ok(other) = other.cast::<Self>() else { return Ok(py.NotImplemented()) };
        let same = convert::tuple(slf, Self::SHOWN)?.eq(convert::tuple(other, Self::SHOWN)?)?;
        Give::give(same, py, None)
    }

    fn __hash__(slf: &Bound<'_, Self>) -> PyResult<isize> {
        convert::tuple(slf, Self::SHOWN)?.hash()
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    /// The same with some fields changed.
    #[pyo3(signature = (**changes))]
    fn __replace__(&self, changes: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut fields = Fields::new("ServerConfiguration", changes);
        let old = self.value.clone();
        let value = pchat_core::api::ServerConfiguration {
            display_name: fields.or("display_name", old.display_name)?,
            message_size_limit: fields.or("message_size_limit", old.message_size_limit)?,
            story_size_limit: fields.or("story_size_limit", old.story_size_limit)?,
            search_limit: fields.or("search_limit", old.search_limit)?,
            root_category_uri: fields.or("root_category_uri", old.root_category_uri)?,
            room_management_url: fields.or("room_management_url", old.room_management_url)?,
            database_version: fields.or("database_version", old.database_version)?,
            server_time: fields.or("server_time", old.server_time)?,
            domain_name: fields.or("domain_name", old.domain_name)?,
        };
        fields.end(Self::FIELDS)?;
        Ok(Self { value })
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<convert::Recipe<'py>> {
        convert::recipe(slf, Self::SHOWN)
    }
}

impl Give for pchat_core::api::ServerConfiguration {
    fn give(self, py: Python<'_>, _: Option<&HostRef>) -> PyResult<Py<PyAny>> {
        Ok(Py::new(py, ServerConfiguration { value: self })?.into_any())
    }
}

impl Take for pchat_core::api::ServerConfiguration {
    fn take(value: &Bound<'_, PyAny>, name: &str) -> PyResult<Self> {
        if let Ok(value) = value.cast::<ServerConfiguration>() {
            return Ok(value.get().value.clone());
        }
        Err(wrong(value, name, "a ServerConfiguration"))
    }
}

/// The session's state moved.
#[pyclass(frozen, module = "pchat")]
pub(crate) struct SessionStateChanged {
    pub(crate) value: pchat_core::api::SessionStateChanged,
}

impl SessionStateChanged {
    const FIELDS: &[&str] = &["state", "reason"];
    /// Without secrets.
    const SHOWN: &[&str] = &["state", "reason"];
}

#[pymethods]
impl SessionStateChanged {
    #[classattr]
    fn __match_args__(py: Python<'_>) -> PyResult<Bound<'_, PyTuple>> {
        PyTuple::new(py, Self::SHOWN)
    }

    #[new]
    #[pyo3(signature = (**fields), text_signature = "(*, state, reason=...)")]
    fn new(fields: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut fields = Fields::new("SessionStateChanged", fields);
        let value = pchat_core::api::SessionStateChanged {
            state: fields.needed("state")?,
            reason: fields.or("reason", None)?,
        };
        fields.end(Self::FIELDS)?;
        Ok(Self { value })
    }

    /// The state it is in now.
    #[getter]
    fn state(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        Give::give(self.value.state.clone(), py, None)
    }

    /// Why, when it was not asked for: the user was removed from the room (`ErrorCode.ERROR_PERMISSION`),
    /// the room was disabled (`ErrorCode.NODE_DISABLED`), the connection was lost, …
    #[getter]
    fn reason(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        Give::give(self.value.reason.clone(), py, None)
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        convert::repr(slf, "SessionStateChanged", Self::SHOWN)
    }

    fn __eq__(slf: &Bound<'_, Self>, other: &Bound<'_, PyAny>) -> PyResult<Py<PyAny>> {
        let py = slf.py();
        let Ok(other) = other.cast::<Self>() else { return Ok(py.NotImplemented()) };
        let same = convert::tuple(slf, Self::SHOWN)?.eq(convert::tuple(other, Self::SHOWN)?)?;
        Give::give(same, py, None)
    }

    fn __hash__(slf: &Bound<'_, Self>) -> PyResult<isize> {
        convert::tuple(slf, Self::SHOWN)?.hash()
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    /// The same with some fields changed.
    #[pyo3(signature = (**changes))]
    fn __replace__(&self, changes: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut fields = Fields::new("SessionStateChanged", changes);
        let old = self.value.clone();
        let value = pchat_core::api::SessionStateChanged {
            state: fields.or("state", old.state)?,
            reason: fields.or("reason", old.reason)?,
        };
        fields.end(Self::FIELDS)?;
        Ok(Self { value })
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<convert::Recipe<'py>> {
        convert::recipe(slf, Self::SHOWN)
    }
}

impl Give for pchat_core::api::SessionStateChanged {
    fn give(self, py: Python<'_>, _: Option<&HostRef>) -> PyResult<Py<PyAny>> {
        Ok(Py::new(py, SessionStateChanged { value: self })?.into_any())
    }
}

impl Take for pchat_core::api::SessionStateChanged {
    fn take(value: &Bound<'_, PyAny>, name: &str) -> PyResult<Self> {
        if let Ok(value) = value.cast::<SessionStateChanged>() {
            return Ok(value.get().value.clone());
        }
        Err(wrong(value, name, "a SessionStateChanged"))
    }
}

/// A completed transfer.
#[pyclass(frozen, module = "pchat")]
pub(crate) struct TransferredFile {
    pub(crate) value: pchat_core::api::TransferredFile,
}

impl TransferredFile {
    const FIELDS: &[&str] = &["file_uri", "path", "file_name", "size"];
    /// Without secrets.
    const SHOWN: &[&str] = &["file_uri", "path", "file_name", "size"];
}

#[pymethods]
impl TransferredFile {
    #[classattr]
    fn __match_args__(py: Python<'_>) -> PyResult<Bound<'_, PyTuple>> {
        PyTuple::new(py, Self::SHOWN)
    }

    #[new]
    #[pyo3(signature = (**fields), text_signature = "(*, file_uri, path, file_name, size)")]
    fn new(fields: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut fields = Fields::new("TransferredFile", fields);
        let value = pchat_core::api::TransferredFile {
            file_uri: fields.needed("file_uri")?,
            path: fields.needed("path")?,
            file_name: fields.needed("file_name")?,
            size: fields.needed("size")?,
        };
        fields.end(Self::FIELDS)?;
        Ok(Self { value })
    }

    /// The file's URI, `ma-filelink://…`: what `FileDownload.file_uri` takes.
    #[getter]
    fn file_uri(&self) -> &str {
        &self.value.file_uri
    }

    /// The path on this machine; empty for one that has none.
    #[getter]
    fn path(&self) -> &str {
        &self.value.path
    }

    /// The name for people.
    #[getter]
    fn file_name(&self) -> &str {
        &self.value.file_name
    }

    /// Its size in bytes.
    #[getter]
    fn size(&self) -> u64 {
        self.value.size
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        convert::repr(slf, "TransferredFile", Self::SHOWN)
    }

    fn __eq__(slf: &Bound<'_, Self>, other: &Bound<'_, PyAny>) -> PyResult<Py<PyAny>> {
        let py = slf.py();
        let Ok(other) = other.cast::<Self>() else { return Ok(py.NotImplemented()) };
        let same = convert::tuple(slf, Self::SHOWN)?.eq(convert::tuple(other, Self::SHOWN)?)?;
        Give::give(same, py, None)
    }

    fn __hash__(slf: &Bound<'_, Self>) -> PyResult<isize> {
        convert::tuple(slf, Self::SHOWN)?.hash()
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    /// The same with some fields changed.
    #[pyo3(signature = (**changes))]
    fn __replace__(&self, changes: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut fields = Fields::new("TransferredFile", changes);
        let old = self.value.clone();
        let value = pchat_core::api::TransferredFile {
            file_uri: fields.or("file_uri", old.file_uri)?,
            path: fields.or("path", old.path)?,
            file_name: fields.or("file_name", old.file_name)?,
            size: fields.or("size", old.size)?,
        };
        fields.end(Self::FIELDS)?;
        Ok(Self { value })
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<convert::Recipe<'py>> {
        convert::recipe(slf, Self::SHOWN)
    }
}

impl Give for pchat_core::api::TransferredFile {
    fn give(self, py: Python<'_>, _: Option<&HostRef>) -> PyResult<Py<PyAny>> {
        Ok(Py::new(py, TransferredFile { value: self })?.into_any())
    }
}

impl Take for pchat_core::api::TransferredFile {
    fn take(value: &Bound<'_, PyAny>, name: &str) -> PyResult<Self> {
        if let Ok(value) = value.cast::<TransferredFile>() {
            return Ok(value.get().value.clone());
        }
        Err(wrong(value, name, "a TransferredFile"))
    }
}

/// Everything about a user.
#[pyclass(frozen, module = "pchat")]
pub(crate) struct User {
    pub(crate) value: pchat_core::api::User,
}

impl User {
    const FIELDS: &[&str] = &[
        "uri",
        "name",
        "display_name",
        "kind",
        "guid",
        "directory_path",
        "company_name",
        "email",
        "is_disabled",
        "member_of",
        "change_history",
    ];
    /// Without secrets.
    const SHOWN: &[&str] = &[
        "uri",
        "name",
        "display_name",
        "kind",
        "guid",
        "directory_path",
        "company_name",
        "email",
        "is_disabled",
        "member_of",
        "change_history",
    ];
}

#[pymethods]
impl User {
    #[classattr]
    fn __match_args__(py: Python<'_>) -> PyResult<Bound<'_, PyTuple>> {
        PyTuple::new(py, Self::SHOWN)
    }

    #[new]
    #[pyo3(signature = (**fields), text_signature = "(*, uri, name, display_name=..., kind, guid=..., directory_path=..., company_name=..., email=..., is_disabled, member_of, change_history=...)")]
    fn new(fields: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut fields = Fields::new("User", fields);
        let value = pchat_core::api::User {
            uri: fields.needed("uri")?,
            name: fields.needed("name")?,
            display_name: fields.or("display_name", None)?,
            kind: fields.needed("kind")?,
            guid: fields.or("guid", None)?,
            directory_path: fields.or("directory_path", None)?,
            company_name: fields.or("company_name", None)?,
            email: fields.or("email", None)?,
            is_disabled: fields.needed("is_disabled")?,
            member_of: fields.needed("member_of")?,
            change_history: fields.or("change_history", None)?,
        };
        fields.end(Self::FIELDS)?;
        Ok(Self { value })
    }

    /// `sip:user@domain`.
    #[getter]
    fn uri(&self) -> &str {
        &self.value.uri
    }

    /// The name.
    #[getter]
    fn name(&self) -> &str {
        &self.value.name
    }

    /// The full name, when the server tells it.
    #[getter]
    fn display_name(&self) -> Option<&str> {
        self.value.display_name.as_deref()
    }

    /// What it is.
    #[getter]
    fn kind(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        Give::give(self.value.kind.clone(), py, None)
    }

    /// The GUID of the object in the directory, when the server tells it.
    #[getter]
    fn guid(&self) -> Option<&str> {
        self.value.guid.as_deref()
    }

    /// The path in the directory, when the server tells it.
    #[getter]
    fn directory_path(&self) -> Option<&str> {
        self.value.directory_path.as_deref()
    }

    /// The company, when the server tells it.
    #[getter]
    fn company_name(&self) -> Option<&str> {
        self.value.company_name.as_deref()
    }

    /// The e-mail address, when the server tells it.
    #[getter]
    fn email(&self) -> Option<&str> {
        self.value.email.as_deref()
    }

    /// May not connect any more. Users are not deleted.
    #[getter]
    fn is_disabled(&self) -> bool {
        self.value.is_disabled
    }

    /// The groups, containers and domain that the user is in.
    #[getter]
    fn member_of(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        Give::give(self.value.member_of.clone(), py, None)
    }

    /// Who made and changed it, when the server tells it.
    #[getter]
    fn change_history(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        Give::give(self.value.change_history.clone(), py, None)
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        convert::repr(slf, "User", Self::SHOWN)
    }

    fn __eq__(slf: &Bound<'_, Self>, other: &Bound<'_, PyAny>) -> PyResult<Py<PyAny>> {
        let py = slf.py();
        let Ok(other) = other.cast::<Self>() else { return Ok(py.NotImplemented()) };
        let same = convert::tuple(slf, Self::SHOWN)?.eq(convert::tuple(other, Self::SHOWN)?)?;
        Give::give(same, py, None)
    }

    fn __hash__(slf: &Bound<'_, Self>) -> PyResult<isize> {
        convert::tuple(slf, Self::SHOWN)?.hash()
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    /// The same with some fields changed.
    #[pyo3(signature = (**changes))]
    fn __replace__(&self, changes: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut fields = Fields::new("User", changes);
        let old = self.value.clone();
        let value = pchat_core::api::User {
            uri: fields.or("uri", old.uri)?,
            name: fields.or("name", old.name)?,
            display_name: fields.or("display_name", old.display_name)?,
            kind: fields.or("kind", old.kind)?,
            guid: fields.or("guid", old.guid)?,
            directory_path: fields.or("directory_path", old.directory_path)?,
            company_name: fields.or("company_name", old.company_name)?,
            email: fields.or("email", old.email)?,
            is_disabled: fields.or("is_disabled", old.is_disabled)?,
            member_of: fields.or("member_of", old.member_of)?,
            change_history: fields.or("change_history", old.change_history)?,
        };
        fields.end(Self::FIELDS)?;
        Ok(Self { value })
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<convert::Recipe<'py>> {
        convert::recipe(slf, Self::SHOWN)
    }
}

impl Give for pchat_core::api::User {
    fn give(self, py: Python<'_>, _: Option<&HostRef>) -> PyResult<Py<PyAny>> {
        Ok(Py::new(py, User { value: self })?.into_any())
    }
}

impl Take for pchat_core::api::User {
    fn take(value: &Bound<'_, PyAny>, name: &str) -> PyResult<Self> {
        if let Ok(value) = value.cast::<User>() {
            return Ok(value.get().value.clone());
        }
        Err(wrong(value, name, "an User"))
    }
}

/// Everything about a group.
#[pyclass(frozen, module = "pchat")]
pub(crate) struct UserGroup {
    pub(crate) value: pchat_core::api::UserGroup,
}

impl UserGroup {
    const FIELDS: &[&str] =
        &["uri", "name", "display_name", "kind", "guid", "directory_path", "member_of", "change_history"];
    /// Without secrets.
    const SHOWN: &[&str] =
        &["uri", "name", "display_name", "kind", "guid", "directory_path", "member_of", "change_history"];
}

#[pymethods]
impl UserGroup {
    #[classattr]
    fn __match_args__(py: Python<'_>) -> PyResult<Bound<'_, PyTuple>> {
        PyTuple::new(py, Self::SHOWN)
    }

    #[new]
    #[pyo3(signature = (**fields), text_signature = "(*, uri, name, display_name=..., kind, guid=..., directory_path=..., member_of, change_history=...)")]
    fn new(fields: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut fields = Fields::new("UserGroup", fields);
        let value = pchat_core::api::UserGroup {
            uri: fields.needed("uri")?,
            name: fields.needed("name")?,
            display_name: fields.or("display_name", None)?,
            kind: fields.needed("kind")?,
            guid: fields.or("guid", None)?,
            directory_path: fields.or("directory_path", None)?,
            member_of: fields.needed("member_of")?,
            change_history: fields.or("change_history", None)?,
        };
        fields.end(Self::FIELDS)?;
        Ok(Self { value })
    }

    /// `ma-grp:<guid>@u.g`.
    #[getter]
    fn uri(&self) -> &str {
        &self.value.uri
    }

    /// The name.
    #[getter]
    fn name(&self) -> &str {
        &self.value.name
    }

    /// The full name, when the server tells it.
    #[getter]
    fn display_name(&self) -> Option<&str> {
        self.value.display_name.as_deref()
    }

    /// What it is.
    #[getter]
    fn kind(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        Give::give(self.value.kind.clone(), py, None)
    }

    /// The GUID of the object in the directory, when the server tells it.
    #[getter]
    fn guid(&self) -> Option<&str> {
        self.value.guid.as_deref()
    }

    /// The path in the directory, when the server tells it.
    #[getter]
    fn directory_path(&self) -> Option<&str> {
        self.value.directory_path.as_deref()
    }

    /// The groups, containers and domain that the group is in.
    #[getter]
    fn member_of(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        Give::give(self.value.member_of.clone(), py, None)
    }

    /// Who made and changed it, when the server tells it.
    #[getter]
    fn change_history(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        Give::give(self.value.change_history.clone(), py, None)
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        convert::repr(slf, "UserGroup", Self::SHOWN)
    }

    fn __eq__(slf: &Bound<'_, Self>, other: &Bound<'_, PyAny>) -> PyResult<Py<PyAny>> {
        let py = slf.py();
        let Ok(other) = other.cast::<Self>() else { return Ok(py.NotImplemented()) };
        let same = convert::tuple(slf, Self::SHOWN)?.eq(convert::tuple(other, Self::SHOWN)?)?;
        Give::give(same, py, None)
    }

    fn __hash__(slf: &Bound<'_, Self>) -> PyResult<isize> {
        convert::tuple(slf, Self::SHOWN)?.hash()
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    /// The same with some fields changed.
    #[pyo3(signature = (**changes))]
    fn __replace__(&self, changes: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut fields = Fields::new("UserGroup", changes);
        let old = self.value.clone();
        let value = pchat_core::api::UserGroup {
            uri: fields.or("uri", old.uri)?,
            name: fields.or("name", old.name)?,
            display_name: fields.or("display_name", old.display_name)?,
            kind: fields.or("kind", old.kind)?,
            guid: fields.or("guid", old.guid)?,
            directory_path: fields.or("directory_path", old.directory_path)?,
            member_of: fields.or("member_of", old.member_of)?,
            change_history: fields.or("change_history", old.change_history)?,
        };
        fields.end(Self::FIELDS)?;
        Ok(Self { value })
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<convert::Recipe<'py>> {
        convert::recipe(slf, Self::SHOWN)
    }
}

impl Give for pchat_core::api::UserGroup {
    fn give(self, py: Python<'_>, _: Option<&HostRef>) -> PyResult<Py<PyAny>> {
        Ok(Py::new(py, UserGroup { value: self })?.into_any())
    }
}

impl Take for pchat_core::api::UserGroup {
    fn take(value: &Bound<'_, PyAny>, name: &str) -> PyResult<Self> {
        if let Ok(value) = value.cast::<UserGroup>() {
            return Ok(value.get().value.clone());
        }
        Err(wrong(value, name, "an UserGroup"))
    }
}

/// Which users are looked for with `UserServices.find_users`: those that fit any of these. At least one
/// is needed.
#[pyclass(frozen, module = "pchat")]
pub(crate) struct UserSearch {
    pub(crate) value: pchat_core::api::UserSearch,
}

impl UserSearch {
    const FIELDS: &[&str] = &["last_name", "first_name", "email"];
    /// Without secrets.
    const SHOWN: &[&str] = &["last_name", "first_name", "email"];
}

#[pymethods]
impl UserSearch {
    #[classattr]
    fn __match_args__(py: Python<'_>) -> PyResult<Bound<'_, PyTuple>> {
        PyTuple::new(py, Self::SHOWN)
    }

    #[new]
    #[pyo3(signature = (**fields), text_signature = "(*, last_name=..., first_name=..., email=...)")]
    fn new(fields: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut fields = Fields::new("UserSearch", fields);
        let defaults = pchat_core::api::UserSearch::default();
        let value = pchat_core::api::UserSearch {
            last_name: fields.or("last_name", defaults.last_name)?,
            first_name: fields.or("first_name", defaults.first_name)?,
            email: fields.or("email", defaults.email)?,
        };
        fields.end(Self::FIELDS)?;
        Ok(Self { value })
    }

    /// Letters of the last name.
    #[getter]
    fn last_name(&self) -> Option<&str> {
        self.value.last_name.as_deref()
    }

    /// Letters of the first name.
    #[getter]
    fn first_name(&self) -> Option<&str> {
        self.value.first_name.as_deref()
    }

    /// Letters of the e-mail address.
    #[getter]
    fn email(&self) -> Option<&str> {
        self.value.email.as_deref()
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        convert::repr(slf, "UserSearch", Self::SHOWN)
    }

    fn __eq__(slf: &Bound<'_, Self>, other: &Bound<'_, PyAny>) -> PyResult<Py<PyAny>> {
        let py = slf.py();
        let Ok(other) = other.cast::<Self>() else { return Ok(py.NotImplemented()) };
        let same = convert::tuple(slf, Self::SHOWN)?.eq(convert::tuple(other, Self::SHOWN)?)?;
        Give::give(same, py, None)
    }

    fn __hash__(slf: &Bound<'_, Self>) -> PyResult<isize> {
        convert::tuple(slf, Self::SHOWN)?.hash()
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    /// The same with some fields changed.
    #[pyo3(signature = (**changes))]
    fn __replace__(&self, changes: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut fields = Fields::new("UserSearch", changes);
        let old = self.value.clone();
        let value = pchat_core::api::UserSearch {
            last_name: fields.or("last_name", old.last_name)?,
            first_name: fields.or("first_name", old.first_name)?,
            email: fields.or("email", old.email)?,
        };
        fields.end(Self::FIELDS)?;
        Ok(Self { value })
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<convert::Recipe<'py>> {
        convert::recipe(slf, Self::SHOWN)
    }
}

impl Give for pchat_core::api::UserSearch {
    fn give(self, py: Python<'_>, _: Option<&HostRef>) -> PyResult<Py<PyAny>> {
        Ok(Py::new(py, UserSearch { value: self })?.into_any())
    }
}

impl Take for pchat_core::api::UserSearch {
    fn take(value: &Bound<'_, PyAny>, name: &str) -> PyResult<Self> {
        if let Ok(value) = value.cast::<UserSearch>() {
            return Ok(value.get().value.clone());
        }
        Err(wrong(value, name, "an UserSearch"))
    }
}

/// What `UserServices.find_users` found.
#[pyclass(frozen, module = "pchat")]
pub(crate) struct UserSearchResult {
    pub(crate) value: pchat_core::api::UserSearchResult,
}

impl UserSearchResult {
    const FIELDS: &[&str] = &["users", "more_available"];
    /// Without secrets.
    const SHOWN: &[&str] = &["users", "more_available"];
}

#[pymethods]
impl UserSearchResult {
    #[classattr]
    fn __match_args__(py: Python<'_>) -> PyResult<Bound<'_, PyTuple>> {
        PyTuple::new(py, Self::SHOWN)
    }

    #[new]
    #[pyo3(signature = (**fields), text_signature = "(*, users, more_available)")]
    fn new(fields: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut fields = Fields::new("UserSearchResult", fields);
        let value = pchat_core::api::UserSearchResult {
            users: fields.needed("users")?,
            more_available: fields.needed("more_available")?,
        };
        fields.end(Self::FIELDS)?;
        Ok(Self { value })
    }

    /// The users.
    #[getter]
    fn users(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        Give::give(self.value.users.clone(), py, None)
    }

    /// There are more than the server gives; narrow the search.
    #[getter]
    fn more_available(&self) -> bool {
        self.value.more_available
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        convert::repr(slf, "UserSearchResult", Self::SHOWN)
    }

    fn __eq__(slf: &Bound<'_, Self>, other: &Bound<'_, PyAny>) -> PyResult<Py<PyAny>> {
        let py = slf.py();
        let Ok(other) = other.cast::<Self>() else { return Ok(py.NotImplemented()) };
        let same = convert::tuple(slf, Self::SHOWN)?.eq(convert::tuple(other, Self::SHOWN)?)?;
        Give::give(same, py, None)
    }

    fn __hash__(slf: &Bound<'_, Self>) -> PyResult<isize> {
        convert::tuple(slf, Self::SHOWN)?.hash()
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    /// The same with some fields changed.
    #[pyo3(signature = (**changes))]
    fn __replace__(&self, changes: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut fields = Fields::new("UserSearchResult", changes);
        let old = self.value.clone();
        let value = pchat_core::api::UserSearchResult {
            users: fields.or("users", old.users)?,
            more_available: fields.or("more_available", old.more_available)?,
        };
        fields.end(Self::FIELDS)?;
        Ok(Self { value })
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<convert::Recipe<'py>> {
        convert::recipe(slf, Self::SHOWN)
    }
}

impl Give for pchat_core::api::UserSearchResult {
    fn give(self, py: Python<'_>, _: Option<&HostRef>) -> PyResult<Py<PyAny>> {
        Ok(Py::new(py, UserSearchResult { value: self })?.into_any())
    }
}

impl Take for pchat_core::api::UserSearchResult {
    fn take(value: &Bound<'_, PyAny>, name: &str) -> PyResult<Self> {
        if let Ok(value) = value.cast::<UserSearchResult>() {
            return Ok(value.get().value.clone());
        }
        Err(wrong(value, name, "an UserSearchResult"))
    }
}

/// An event on its way to Python.
#[derive(Clone)]
pub(crate) enum Event {
    Endpoint(api::EndpointEvent),
    FileTransfer(api::FileTransferEvent),
    Session(api::SessionEvent),
}

impl From<api::EndpointEvent> for Event {
    fn from(event: api::EndpointEvent) -> Self {
        Self::Endpoint(event)
    }
}

impl From<api::FileTransferEvent> for Event {
    fn from(event: api::FileTransferEvent) -> Self {
        Self::FileTransfer(event)
    }
}

impl From<api::SessionEvent> for Event {
    fn from(event: api::SessionEvent) -> Self {
        Self::Session(event)
    }
}

impl Event {
    /// Its number.
    pub(crate) fn kind(&self) -> i32 {
        match self {
            Self::Endpoint(api::EndpointEvent::StateChanged(_)) => 100,
            Self::Endpoint(api::EndpointEvent::ChatRoomInvitationReceived(_)) => 101,
            Self::FileTransfer(api::FileTransferEvent::ProgressChanged(_)) => 300,
            Self::Session(api::SessionEvent::StateChanged(_)) => 200,
            Self::Session(api::SessionEvent::MessageReceived(_)) => 201,
            Self::Session(api::SessionEvent::ParticipantAttendanceChanged(_)) => 202,
            Self::Session(api::SessionEvent::ParticipantPrivilegeChanged(_)) => 203,
            Self::Session(api::SessionEvent::ChatRoomPropertiesChanged(_)) => 204,
            // An event of a newer core.
            _ => 0,
        }
    }

    /// What it carries.
    pub(crate) fn give(self, py: Python<'_>, host: Option<&HostRef>) -> PyResult<Py<PyAny>> {
        match self {
            Self::Endpoint(api::EndpointEvent::StateChanged(value)) => value.give(py, host),
            Self::Endpoint(api::EndpointEvent::ChatRoomInvitationReceived(value)) => value.give(py, host),
            Self::FileTransfer(api::FileTransferEvent::ProgressChanged(value)) => value.give(py, host),
            Self::Session(api::SessionEvent::StateChanged(value)) => value.give(py, host),
            Self::Session(api::SessionEvent::MessageReceived(value)) => value.give(py, host),
            Self::Session(api::SessionEvent::ParticipantAttendanceChanged(value)) => value.give(py, host),
            Self::Session(api::SessionEvent::ParticipantPrivilegeChanged(value)) => value.give(py, host),
            Self::Session(api::SessionEvent::ChatRoomPropertiesChanged(value)) => value.give(py, host),
            _ => Ok(py.None()),
        }
    }
}

/// One user's connection to one Persistent Chat server (the SDK's `PersistentChatEndpoint` and its
/// `UserEndpoint` in one).
///
/// It is used once: idle, establishing, established, terminating, terminated.
#[pyclass(frozen, weakref, module = "pchat._native")]
pub(crate) struct Endpoint {
    pub(crate) object: Held<EndpointObject>,
}

pub(crate) struct EndpointObject {
    host: HostRef,
    pub(crate) value: pchat_core::api::Endpoint,
}

impl Give for pchat_core::api::Endpoint {
    fn give(self, py: Python<'_>, host: Option<&HostRef>) -> PyResult<Py<PyAny>> {
        let host =
            host.ok_or_else(|| pyo3::exceptions::PyRuntimeError::new_err("an object without platform"))?;
        let object = Held::new(EndpointObject { host: Arc::clone(host), value: self });
        Ok(Py::new(py, Endpoint { object })?.into_any())
    }
}

#[pymethods]
impl Endpoint {
    /// The same for handles of the same object.
    #[getter]
    fn identity(&self) -> PyResult<usize> {
        Ok(self.object.get()?.value.identity())
    }

    /// Bounded room for events of these kinds, from now on.
    fn inbox(&self, kinds: Vec<i32>, capacity: usize, drop_oldest: bool) -> PyResult<Inbox> {
        let object = self.object.get()?;
        let mailbox = Arc::clone(object.value.mailbox());
        let owner = Box::new(object.value.clone());
        Ok(Inbox::new(&object.host, &mailbox, object.value.identity(), owner, kinds, capacity, drop_oldest))
    }

    /// Makes an idle endpoint; nothing is sent yet. Its events go to the platform's event queue.
    ///
    /// Fails with `ErrorCode.BAD_ARGUMENT` when a setting cannot work (the message names it),
    /// `ErrorCode.FORKED_PROCESS` and `ErrorCode.PLATFORM_SHUT_DOWN`.
    #[staticmethod]
    fn new(platform: &Platform, settings: &Bound<'_, PyAny>) -> PyResult<Self> {
        let settings: pchat_core::api::EndpointSettings = Take::take(settings, "settings")?;
        let host = Arc::clone(platform.host()?);
        let value = pchat_core::api::Endpoint::new(&platform.host()?.platform, settings).or_raise()?;
        Ok(Self { object: Held::new(EndpointObject { host, value }) })
    }

    /// Connects, signs in, finds the chat server and opens the chat. Once only.
    ///
    /// Fails with `ErrorCode.INVALID_OPERATION` when it is not idle, with
    /// `ErrorCode.INVALID_FLOW_OF_OPERATIONS` when it is terminated meanwhile, else with what went wrong
    /// between 40 and 69 or `ErrorCode.TIMED_OUT`; the endpoint is terminated then.
    fn establish(&self) -> PyResult<u64> {
        let object = self.object.get()?;
        let value = object.value.clone();
        let mailbox = Arc::clone(value.mailbox());
        object.host.run(&mailbox, async move { value.establish().await }, |py, host, value| {
            value.give(py, Some(host))
        })
    }

    /// Leaves every room, closes the chat and signs out. Sessions end with it.
    ///
    /// Succeeds at once when the endpoint is terminated already. A server that does not answer is left
    /// after a few seconds. Fails with `ErrorCode.PLATFORM_SHUT_DOWN` once the platform was shut down,
    /// which has terminated it.
    fn terminate(&self) -> PyResult<u64> {
        let object = self.object.get()?;
        let value = object.value.clone();
        let mailbox = Arc::clone(value.mailbox());
        object.host.run(&mailbox, async move { value.terminate().await }, |py, host, value| {
            value.give(py, Some(host))
        })
    }

    /// Joins many rooms at once, each with a session of its own, which is quicker than one after the other.
    /// Rooms that cannot be joined are among the failures; the others are joined all the same.
    ///
    /// Fails with `ErrorCode.ENDPOINT_NOT_ESTABLISHED`, or, when the server answers for no room at all,
    /// with the reason: `ErrorCode.TIMED_OUT`, `ErrorCode.CONNECTION_LOST`, … Nothing is joined then.
    fn join_rooms(&self, rooms: &Bound<'_, PyAny>) -> PyResult<u64> {
        let object = self.object.get()?;
        let rooms: pchat_core::api::JoinRooms = Take::take(rooms, "rooms")?;
        let value = object.value.clone();
        let mailbox = Arc::clone(value.mailbox());
        object.host.run(&mailbox, async move { value.join_rooms(rooms).await }, |py, host, value| {
            value.give(py, Some(host))
        })
    }

    /// The state now.
    fn state(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        let object = self.object.get()?;
        let value = object.value.state();
        Give::give(value, py, Some(&object.host))
    }

    /// The signed-in user's SIP URI, with `sip:`.
    fn owner_uri(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        let object = self.object.get()?;
        let value = object.value.owner_uri();
        Give::give(value, py, Some(&object.host))
    }

    /// The sessions that are joined now. A copy.
    fn active_sessions(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        let object = self.object.get()?;
        let value = object.value.active_sessions();
        Give::give(value, py, Some(&object.host))
    }

    /// The joined session of the room with this name, compared without case. `ErrorCode.BAD_ARGUMENT` when
    /// the name is empty.
    fn session_by_name(&self, py: Python<'_>, name: &Bound<'_, PyAny>) -> PyResult<Py<PyAny>> {
        let object = self.object.get()?;
        let name: String = Take::take(name, "name")?;
        let value = object.value.session_by_name(&name).or_raise()?;
        Give::give(value, py, Some(&object.host))
    }

    /// The joined session of the room with this URI. `ErrorCode.BAD_ARGUMENT` when it is not a room URI
    /// (`ma-chan://…`).
    fn session_by_uri(&self, py: Python<'_>, uri: &Bound<'_, PyAny>) -> PyResult<Py<PyAny>> {
        let object = self.object.get()?;
        let uri: String = Take::take(uri, "uri")?;
        let value = object.value.session_by_uri(&uri).or_raise()?;
        Give::give(value, py, Some(&object.host))
    }

    /// Browsing and server facts. Usable while the endpoint is established.
    fn services(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        let object = self.object.get()?;
        let value = object.value.services();
        Give::give(value, py, Some(&object.host))
    }
}

/// A file on its way up or down (the SDK's `ChatRoomFileUploadJob` and `ChatRoomFileDownloadJob`).
/// Functions of `Session` begin it: from or to a path, bytes in memory, or a stream of chunks that the
/// program writes or reads.
///
/// It runs by itself. A short loss of the connection to the file service is mended: the transfer goes
/// on where it was. A download is written beside its path under a name of its own, which is gone when
/// the transfer is dropped, and gets its real name when it is complete and on the disk. What is in
/// memory is bounded: whoever writes or reads too slowly stops the transfer until he goes on, and at
/// most some MiB wait.
#[pyclass(frozen, weakref, module = "pchat._native")]
pub(crate) struct FileTransfer {
    pub(crate) object: Held<FileTransferObject>,
}

pub(crate) struct FileTransferObject {
    host: HostRef,
    pub(crate) value: pchat_core::api::FileTransfer,
}

impl Give for pchat_core::api::FileTransfer {
    fn give(self, py: Python<'_>, host: Option<&HostRef>) -> PyResult<Py<PyAny>> {
        let host =
            host.ok_or_else(|| pyo3::exceptions::PyRuntimeError::new_err("an object without platform"))?;
        let object = Held::new(FileTransferObject { host: Arc::clone(host), value: self });
        Ok(Py::new(py, FileTransfer { object })?.into_any())
    }
}

#[pymethods]
impl FileTransfer {
    /// The same for handles of the same object.
    #[getter]
    fn identity(&self) -> PyResult<usize> {
        Ok(self.object.get()?.value.identity())
    }

    /// Bounded room for events of these kinds, from now on.
    fn inbox(&self, kinds: Vec<i32>, capacity: usize, drop_oldest: bool) -> PyResult<Inbox> {
        let object = self.object.get()?;
        let mailbox = Arc::clone(object.value.endpoint().mailbox());
        let owner = Box::new(object.value.clone());
        Ok(Inbox::new(&object.host, &mailbox, object.value.identity(), owner, kinds, capacity, drop_oldest))
    }

    /// Waits until the transfer is over. Giving up waiting does not cancel it. After the last `write()` it
    /// says that nothing more comes; the link is posted only then. Of a download that the program reads
    /// itself it ends when the last chunk was read.
    ///
    /// Fails with `ErrorCode.CANCELLED`; `ErrorCode.FILE_UPLOAD_FAILED` or `ErrorCode.FILE_DOWNLOAD_FAILED`
    /// (too large, no such file, refused, the connection is lost for good); `ErrorCode.INVALID_TOKEN` (the
    /// file service does not take the chat server's token); `ErrorCode.ERROR_PERMISSION` (no files here, or
    /// not for this user), `ErrorCode.USER_NOT_JOINED`, `ErrorCode.NO_SUCH_NODE`; `ErrorCode.IO` (the file
    /// on this machine); `ErrorCode.CONNECTION_LOST` (the endpoint ended). After an upload that could not
    /// be posted it fails as `Session.send` does.
    fn finish(&self) -> PyResult<u64> {
        let object = self.object.get()?;
        let value = object.value.clone();
        let mailbox = Arc::clone(value.endpoint().mailbox());
        object
            .host
            .run(&mailbox, async move { value.finish().await }, |py, host, value| value.give(py, Some(host)))
    }

    /// Writes the next chunk of an upload that `Session.upload_stream` began, of any length. Succeeds when
    /// the chunk is taken over, which waits while others are on their way; one chunk at a time. Giving it
    /// up leaves the chunk unwritten, unless it was taken at that moment.
    ///
    /// Fails as `finish()` does when the transfer has failed or was cancelled;
    /// `ErrorCode.FILE_UPLOAD_FAILED` for more than the announced size, which ends the transfer;
    /// `ErrorCode.INVALID_OPERATION` for another transfer, while a chunk is being written, and after
    /// `finish()`.
    fn write(&self, chunk: &Bound<'_, PyAny>) -> PyResult<u64> {
        let object = self.object.get()?;
        let chunk: api::Bytes = Take::take(chunk, "chunk")?;
        let value = object.value.clone();
        let mailbox = Arc::clone(value.endpoint().mailbox());
        object.host.run(&mailbox, async move { value.write(chunk).await }, |py, host, value| {
            value.give(py, Some(host))
        })
    }

    /// Reads the next chunk of a download that `Session.download_stream` began, of 1 byte to 1 MiB; `None`
    /// when the file is complete. No more than a few chunks are fetched ahead. One chunk at a time; whoever
    /// gives a read up should cancel the transfer, as that read may have taken a chunk with it.
    ///
    /// Fails as `finish()` does when the transfer has failed or was cancelled;
    /// `ErrorCode.INVALID_OPERATION` for another transfer, and while a chunk is being read.
    fn read(&self) -> PyResult<u64> {
        let object = self.object.get()?;
        let value = object.value.clone();
        let mailbox = Arc::clone(value.endpoint().mailbox());
        object
            .host
            .run(&mailbox, async move { value.read().await }, |py, host, value| value.give(py, Some(host)))
    }

    /// Waits until a download that `Session.download_bytes` began is over; gives the whole file. May be
    /// asked again.
    ///
    /// Fails as `finish()` does; `ErrorCode.INVALID_OPERATION` for another transfer.
    fn content(&self) -> PyResult<u64> {
        let object = self.object.get()?;
        let value = object.value.clone();
        let mailbox = Arc::clone(value.endpoint().mailbox());
        object
            .host
            .run(&mailbox, async move { value.content().await }, |py, host, value| value.give(py, Some(host)))
    }

    /// How far it is.
    fn progress(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        let object = self.object.get()?;
        let value = object.value.progress();
        Give::give(value, py, Some(&object.host))
    }

    /// Waits until it is further than `percent`, or over; gives how far it is then.
    fn progress_after(&self, percent: &Bound<'_, PyAny>) -> PyResult<u64> {
        let object = self.object.get()?;
        let percent: u32 = Take::take(percent, "percent")?;
        let value = object.value.clone();
        let mailbox = Arc::clone(value.endpoint().mailbox());
        object.host.run(&mailbox, async move { value.progress_after(percent).await }, |py, host, value| {
            value.give(py, Some(host))
        })
    }

    /// Cancels it. It is over soon after that; what is over stays as it is.
    fn cancel(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        let object = self.object.get()?;
        let value = object.value.cancel();
        Give::give(value, py, Some(&object.host))
    }

    /// Goes on after a failure or a cancellation, where the transfer was. The server keeps half an upload
    /// for half an hour.
    ///
    /// `ErrorCode.INVALID_OPERATION` while it runs, when it is completed, and for what the program writes
    /// or reads itself; `ErrorCode.ENDPOINT_NOT_ESTABLISHED`; `ErrorCode.PLATFORM_SHUT_DOWN`.
    fn resume(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        let object = self.object.get()?;
        let value = object.value.resume().or_raise()?;
        Give::give(value, py, Some(&object.host))
    }

    /// Whether it goes up.
    fn is_upload(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        let object = self.object.get()?;
        let value = object.value.is_upload();
        Give::give(value, py, Some(&object.host))
    }

    /// The path on this machine; empty for a transfer of bytes, or of what the program writes or reads.
    fn path(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        let object = self.object.get()?;
        let value = object.value.path();
        Give::give(value, py, Some(&object.host))
    }

    /// The name for people.
    fn file_name(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        let object = self.object.get()?;
        let value = object.value.file_name();
        Give::give(value, py, Some(&object.host))
    }

    /// The file's URI; of an upload as soon as it is complete.
    fn file_uri(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        let object = self.object.get()?;
        let value = object.value.file_uri();
        Give::give(value, py, Some(&object.host))
    }

    /// The endpoint that it belongs to.
    fn endpoint(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        let object = self.object.get()?;
        let value = object.value.endpoint();
        Give::give(value, py, Some(&object.host))
    }
}

/// Reads any part of one room's history page by page, from the oldest message or from the newest. Made
/// by `Services.history_pager`(super::Services::history_pager) and
/// `Session.history_pager`(super::Session::history_pager).
///
/// It keeps nothing of what it gave, so that a room of any size is read in the memory of a page.
#[pyclass(frozen, weakref, module = "pchat._native")]
pub(crate) struct HistoryPager {
    pub(crate) object: Held<HistoryPagerObject>,
}

pub(crate) struct HistoryPagerObject {
    host: HostRef,
    pub(crate) value: pchat_core::api::HistoryPager,
}

impl Give for pchat_core::api::HistoryPager {
    fn give(self, py: Python<'_>, host: Option<&HostRef>) -> PyResult<Py<PyAny>> {
        let host =
            host.ok_or_else(|| pyo3::exceptions::PyRuntimeError::new_err("an object without platform"))?;
        let object = Held::new(HistoryPagerObject { host: Arc::clone(host), value: self });
        Ok(Py::new(py, HistoryPager { object })?.into_any())
    }
}

#[pymethods]
impl HistoryPager {
    /// The same for handles of the same object.
    #[getter]
    fn identity(&self) -> PyResult<usize> {
        Ok(self.object.get()?.value.identity())
    }

    /// The next messages: `HistoryQuery.limit` of them, or as many as the server gives. An empty page is
    /// the end, and nothing is asked any more then.
    ///
    /// A page that failed or was cancelled is read again by the next call. Fails with
    /// `ErrorCode.INVALID_OPERATION` while another page is being read, `ErrorCode.PROTOCOL_VIOLATION` when
    /// the server does not number its messages, and like
    /// `Services.query_history`(super::Services::query_history).
    fn next_page(&self) -> PyResult<u64> {
        let object = self.object.get()?;
        let value = object.value.clone();
        let mailbox = Arc::clone(value.endpoint().mailbox());
        object.host.run(&mailbox, async move { value.next_page().await }, |py, host, value| {
            value.give(py, Some(host))
        })
    }

    /// How far it is.
    fn progress(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        let object = self.object.get()?;
        let value = object.value.progress();
        Give::give(value, py, Some(&object.host))
    }

    /// The room's URI.
    fn room_uri(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        let object = self.object.get()?;
        let value = object.value.room_uri();
        Give::give(value, py, Some(&object.host))
    }
}

/// What became of joining many rooms at once.
#[pyclass(frozen, weakref, module = "pchat._native")]
pub(crate) struct JoinedRooms {
    pub(crate) object: Held<JoinedRoomsObject>,
}

pub(crate) struct JoinedRoomsObject {
    host: HostRef,
    pub(crate) value: pchat_core::api::JoinedRooms,
}

impl Give for pchat_core::api::JoinedRooms {
    fn give(self, py: Python<'_>, host: Option<&HostRef>) -> PyResult<Py<PyAny>> {
        let host =
            host.ok_or_else(|| pyo3::exceptions::PyRuntimeError::new_err("an object without platform"))?;
        let object = Held::new(JoinedRoomsObject { host: Arc::clone(host), value: self });
        Ok(Py::new(py, JoinedRooms { object })?.into_any())
    }
}

#[pymethods]
impl JoinedRooms {
    /// The same for handles of the same object.
    #[getter]
    fn identity(&self) -> PyResult<usize> {
        Ok(self.object.get()?.value.identity())
    }

    /// The sessions of the rooms that were joined, in the order in which the rooms were named.
    fn sessions(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        let object = self.object.get()?;
        let value = object.value.sessions();
        Give::give(value, py, Some(&object.host))
    }

    /// The rooms that were not joined and why, in the order in which they were named.
    fn failures(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        let object = self.object.get()?;
        let value = object.value.failures();
        Give::give(value, py, Some(&object.host))
    }

    /// The endpoint that joined them.
    fn endpoint(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        let object = self.object.get()?;
        let value = object.value.endpoint();
        Give::give(value, py, Some(&object.host))
    }
}

/// A Persistent Chat server inside this process, for tests. It listens on loopback addresses only.
///
/// Dropping the last one stops it. All methods may be called from any thread; those that wait for the
/// server or the disk say so, and do it for a moment only.
#[pyclass(frozen, weakref, module = "pchat._native")]
pub(crate) struct LocalServer {
    pub(crate) object: Held<LocalServerObject>,
}

pub(crate) struct LocalServerObject {
    pub(crate) value: pchat_server::local::LocalServer,
}

#[pymethods]
impl LocalServer {
    /// Starts a server. Blocks until it listens.
    ///
    /// Fails with `ErrorCode.BAD_ARGUMENT` for settings that cannot work and `ErrorCode.IO` when a folder
    /// or a port cannot be used.
    #[staticmethod]
    fn start(py: Python<'_>, settings: &Bound<'_, PyAny>) -> PyResult<Self> {
        let settings: pchat_server::local::LocalServerSettings = Take::take(settings, "settings")?;
        let value = py.detach(|| pchat_server::local::LocalServer::start(settings)).or_raise()?;
        Ok(Self { object: Held::new(LocalServerObject { value }) })
    }

    /// The port for TLS; 0 when TLS is off.
    fn sip_tls_port(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        let object = self.object.get()?;
        let value = py.detach(|| object.value.sip_tls_port());
        Give::give(value, py, None)
    }

    /// The port for plain TCP; 0 when TCP is off.
    fn sip_tcp_port(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        let object = self.object.get()?;
        let value = py.detach(|| object.value.sip_tcp_port());
        Give::give(value, py, None)
    }

    /// The path of the PEM file with the authority that a TLS client has to trust.
    fn ca_file(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        let object = self.object.get()?;
        let value = py.detach(|| object.value.ca_file());
        Give::give(value, py, None)
    }

    /// The SIP domain.
    fn domain(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        let object = self.object.get()?;
        let value = py.detach(|| object.value.domain());
        Give::give(value, py, None)
    }

    /// Where the server keeps its data.
    fn data_folder(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        let object = self.object.get()?;
        let value = py.detach(|| object.value.data_folder());
        Give::give(value, py, None)
    }

    /// The URI of the root category, of which all categories are children. No room can be made in it.
    fn root_category_uri(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        let object = self.object.get()?;
        let value = py.detach(|| object.value.root_category_uri());
        Give::give(value, py, None)
    }

    /// Adds a user. Blocks until it is stored.
    ///
    /// Fails with `ErrorCode.BAD_ARGUMENT` (the message says what is wrong or taken) and
    /// `ErrorCode.INVALID_OPERATION` when the server is stopped.
    fn add_user(&self, py: Python<'_>, user: &Bound<'_, PyAny>) -> PyResult<Py<PyAny>> {
        let object = self.object.get()?;
        let user: pchat_server::local::LocalUser = Take::take(user, "user")?;
        let value = py.detach(|| object.value.add_user(user)).or_raise()?;
        Give::give(value, py, None)
    }

    /// Adds a category and gives its `ma-cat` URI. Blocks until it is stored.
    ///
    /// Fails as `LocalServer.add_user` does, and with `ErrorCode.PRINCIPALS_NOT_IN_SCOPE` when a creator is
    /// not in its scope.
    fn add_category(&self, py: Python<'_>, category: &Bound<'_, PyAny>) -> PyResult<Py<PyAny>> {
        let object = self.object.get()?;
        let category: pchat_server::local::LocalCategory = Take::take(category, "category")?;
        let value = py.detach(|| object.value.add_category(category)).or_raise()?;
        Give::give(value, py, None)
    }

    /// Changes a category. Roles in its rooms stay, but count for nothing for those who are out of its
    /// scope now: who is in a room has to leave.
    ///
    /// Fails with `ErrorCode.NO_SUCH_NODE`, `ErrorCode.NODE_HIERARCHY_VIOLATION` (it is the root),
    /// `ErrorCode.NO_SUCH_PRINCIPAL` (a group that does not exist), `ErrorCode.PRINCIPALS_NOT_IN_SCOPE` (a
    /// creator), `ErrorCode.BAD_ARGUMENT` (the message says what is wrong or taken), and
    /// `ErrorCode.INVALID_OPERATION` when the server is stopped.
    fn change_category(&self, py: Python<'_>, change: &Bound<'_, PyAny>) -> PyResult<Py<PyAny>> {
        let object = self.object.get()?;
        let change: pchat_server::local::LocalCategoryChange = Take::take(change, "change")?;
        let value = py.detach(|| object.value.change_category(change)).or_raise()?;
        Give::give(value, py, None)
    }

    /// Removes a category without rooms. `category` is its name or URI.
    ///
    /// Fails with `ErrorCode.NO_SUCH_NODE`, `ErrorCode.NODE_HIERARCHY_VIOLATION` (it is the root),
    /// `ErrorCode.ERROR_PERMISSION` while there are rooms in it, and `ErrorCode.INVALID_OPERATION` when the
    /// server is stopped.
    fn remove_category(&self, py: Python<'_>, category: &Bound<'_, PyAny>) -> PyResult<Py<PyAny>> {
        let object = self.object.get()?;
        let category: String = Take::take(category, "category")?;
        let value = py.detach(|| object.value.remove_category(&category)).or_raise()?;
        Give::give(value, py, None)
    }

    /// Adds a room and gives its `ma-chan` URI. Blocks until it is stored.
    ///
    /// Fails as `LocalServer.add_user` does, with `ErrorCode.DUPLICATE_ROOM_NAME`, `ErrorCode.NO_SUCH_NODE`
    /// (its category or add-in), with `ErrorCode.NODE_HIERARCHY_VIOLATION` (the category is the root), with
    /// `ErrorCode.PRINCIPALS_NOT_IN_SCOPE` when somebody is not in the category's scope,
    /// `ErrorCode.PRESENTER_NOT_IN_MEM_LIST` when a presenter is not among the members and
    /// `ErrorCode.NO_SUCH_PRINCIPAL` (a group that does not exist). Everybody in scope joins an open room,
    /// but its presenters have to be members all the same.
    fn add_room(&self, py: Python<'_>, room: &Bound<'_, PyAny>) -> PyResult<Py<PyAny>> {
        let object = self.object.get()?;
        let room: pchat_server::local::LocalRoom = Take::take(room, "room")?;
        let value = py.detach(|| object.value.add_room(room)).or_raise()?;
        Give::give(value, py, None)
    }

    /// Disables a room, which nobody sees, joins or reads then, or enables it again. `room` is its name or
    /// URI. Blocks until it is stored.
    ///
    /// Fails with `ErrorCode.NO_SUCH_NODE`, and `ErrorCode.INVALID_OPERATION` when the server is stopped.
    fn set_room_disabled(
        &self,
        py: Python<'_>,
        room: &Bound<'_, PyAny>,
        disabled: &Bound<'_, PyAny>,
    ) -> PyResult<Py<PyAny>> {
        let object = self.object.get()?;
        let room: String = Take::take(room, "room")?;
        let disabled: bool = Take::take(disabled, "disabled")?;
        let value = py.detach(|| object.value.set_room_disabled(&room, disabled)).or_raise()?;
        Give::give(value, py, None)
    }

    /// Moves a room into another category. Whoever is out of that one's scope loses all roles in the room.
    /// `room` and `category` are names or URIs.
    ///
    /// Fails with `ErrorCode.NO_SUCH_NODE`, `ErrorCode.NODE_HIERARCHY_VIOLATION` (the category is the
    /// root), and `ErrorCode.INVALID_OPERATION` when the server is stopped.
    fn move_room(
        &self,
        py: Python<'_>,
        room: &Bound<'_, PyAny>,
        category: &Bound<'_, PyAny>,
    ) -> PyResult<Py<PyAny>> {
        let object = self.object.get()?;
        let room: String = Take::take(room, "room")?;
        let category: String = Take::take(category, "category")?;
        let value = py.detach(|| object.value.move_room(&room, &category)).or_raise()?;
        Give::give(value, py, None)
    }

    /// Removes a room with its messages, which no client may do; who is in it has to leave. `room` is its
    /// name or URI.
    ///
    /// Fails with `ErrorCode.NO_SUCH_NODE`, and `ErrorCode.INVALID_OPERATION` when the server is stopped.
    fn remove_room(&self, py: Python<'_>, room: &Bound<'_, PyAny>) -> PyResult<Py<PyAny>> {
        let object = self.object.get()?;
        let room: String = Take::take(room, "room")?;
        let value = py.detach(|| object.value.remove_room(&room)).or_raise()?;
        Give::give(value, py, None)
    }

    /// Gives a role in a room to a user or group, or takes it away. `room` is a name or URI, `principal` a
    /// SIP address or `group:NAME`.
    ///
    /// Fails with `ErrorCode.NO_SUCH_NODE`, `ErrorCode.NO_SUCH_PRINCIPAL`,
    /// `ErrorCode.PRINCIPALS_ALREADY_DEFINED`, `ErrorCode.PRINCIPALS_NOT_IN_SCOPE`,
    /// `ErrorCode.PRESENTER_NOT_IN_MEM_LIST`, `ErrorCode.BAD_ARGUMENT` (a creator, which a category has and
    /// no room; a presenter outside of an auditorium), and `ErrorCode.INVALID_OPERATION` when the server is
    /// stopped.
    fn set_role(
        &self,
        py: Python<'_>,
        room: &Bound<'_, PyAny>,
        role: &Bound<'_, PyAny>,
        principal: &Bound<'_, PyAny>,
        has: &Bound<'_, PyAny>,
    ) -> PyResult<Py<PyAny>> {
        let object = self.object.get()?;
        let room: String = Take::take(room, "room")?;
        let role: pchat_core::api::ChatRoomRole = Take::take(role, "role")?;
        let principal: String = Take::take(principal, "principal")?;
        let has: bool = Take::take(has, "has")?;
        let value = py.detach(|| object.value.set_role(&room, role, &principal, has)).or_raise()?;
        Give::give(value, py, None)
    }

    /// Adds a group and gives its `ma-grp` URI.
    ///
    /// Fails as `LocalServer.add_user` does, and with `ErrorCode.NO_SUCH_PRINCIPAL` when a member does not
    /// exist.
    fn add_group(&self, py: Python<'_>, group: &Bound<'_, PyAny>) -> PyResult<Py<PyAny>> {
        let object = self.object.get()?;
        let group: pchat_server::local::LocalGroup = Take::take(group, "group")?;
        let value = py.detach(|| object.value.add_group(group)).or_raise()?;
        Give::give(value, py, None)
    }

    /// Puts a user or group into a group, or takes it out. `group` is a name or URI, `member` a SIP address
    /// or `group:NAME`.
    ///
    /// Fails with `ErrorCode.NO_SUCH_PRINCIPAL` (one of them does not exist, or is not in the group),
    /// `ErrorCode.PRINCIPALS_ALREADY_DEFINED`, `ErrorCode.ERROR_PERMISSION` (a group would be inside
    /// itself), and `ErrorCode.INVALID_OPERATION` when the server is stopped.
    fn set_group_member(
        &self,
        py: Python<'_>,
        group: &Bound<'_, PyAny>,
        member: &Bound<'_, PyAny>,
        is_member: &Bound<'_, PyAny>,
    ) -> PyResult<Py<PyAny>> {
        let object = self.object.get()?;
        let group: String = Take::take(group, "group")?;
        let member: String = Take::take(member, "member")?;
        let is_member: bool = Take::take(is_member, "is_member")?;
        let value = py.detach(|| object.value.set_group_member(&group, &member, is_member)).or_raise()?;
        Give::give(value, py, None)
    }

    /// Removes a group with its roles; its members stay. `group` is a name or URI.
    ///
    /// Fails with `ErrorCode.NO_SUCH_PRINCIPAL`, and `ErrorCode.INVALID_OPERATION` when the server is
    /// stopped.
    fn remove_group(&self, py: Python<'_>, group: &Bound<'_, PyAny>) -> PyResult<Py<PyAny>> {
        let object = self.object.get()?;
        let group: String = Take::take(group, "group")?;
        let value = py.detach(|| object.value.remove_group(&group)).or_raise()?;
        Give::give(value, py, None)
    }

    /// Registers an add-in and gives its id.
    ///
    /// Fails as `LocalServer.add_user` does, and with `ErrorCode.DUPLICATE_ADDIN_NAME`.
    fn add_add_in(&self, py: Python<'_>, add_in: &Bound<'_, PyAny>) -> PyResult<Py<PyAny>> {
        let object = self.object.get()?;
        let add_in: pchat_server::local::LocalAddIn = Take::take(add_in, "add_in")?;
        let value = py.detach(|| object.value.add_add_in(add_in)).or_raise()?;
        Give::give(value, py, None)
    }

    /// Removes an add-in, also from the rooms that show it. `add_in` is its name or id.
    ///
    /// Fails with `ErrorCode.NO_SUCH_NODE`, and `ErrorCode.INVALID_OPERATION` when the server is stopped.
    fn remove_add_in(&self, py: Python<'_>, add_in: &Bound<'_, PyAny>) -> PyResult<Py<PyAny>> {
        let object = self.object.get()?;
        let add_in: String = Take::take(add_in, "add_in")?;
        let value = py.detach(|| object.value.remove_add_in(&add_in)).or_raise()?;
        Give::give(value, py, None)
    }

    /// Disables a user, who is signed off and refused then, or enables one again.
    ///
    /// Fails with `ErrorCode.BAD_ARGUMENT`, `ErrorCode.NO_SUCH_PRINCIPAL`, and
    /// `ErrorCode.INVALID_OPERATION` when the server is stopped.
    fn set_user_disabled(
        &self,
        py: Python<'_>,
        address: &Bound<'_, PyAny>,
        disabled: &Bound<'_, PyAny>,
    ) -> PyResult<Py<PyAny>> {
        let object = self.object.get()?;
        let address: String = Take::take(address, "address")?;
        let disabled: bool = Take::take(disabled, "disabled")?;
        let value = py.detach(|| object.value.set_user_disabled(&address, disabled)).or_raise()?;
        Give::give(value, py, None)
    }

    /// Removes a user, who is signed off and refused then, with roles, preferences and invitations;
    /// messages stay.
    ///
    /// Fails with `ErrorCode.BAD_ARGUMENT`, `ErrorCode.NO_SUCH_PRINCIPAL`, and
    /// `ErrorCode.INVALID_OPERATION` when the server is stopped.
    fn remove_user(&self, py: Python<'_>, address: &Bound<'_, PyAny>) -> PyResult<Py<PyAny>> {
        let object = self.object.get()?;
        let address: String = Take::take(address, "address")?;
        let value = py.detach(|| object.value.remove_user(&address)).or_raise()?;
        Give::give(value, py, None)
    }

    /// Sets the address of the web page where rooms are managed, which clients read as
    /// `room_management_url` when they sign in; an empty one takes it away. There is none at first.
    ///
    /// Fails with `ErrorCode.BAD_ARGUMENT`, and `ErrorCode.INVALID_OPERATION` when the server is stopped.
    fn set_room_management_url(&self, py: Python<'_>, url: &Bound<'_, PyAny>) -> PyResult<Py<PyAny>> {
        let object = self.object.get()?;
        let url: String = Take::take(url, "url")?;
        let value = py.detach(|| object.value.set_room_management_url(&url)).or_raise()?;
        Give::give(value, py, None)
    }

    /// Changes limits, which hold at once.
    ///
    /// Fails with `ErrorCode.BAD_ARGUMENT` for a limit out of its range, and `ErrorCode.INVALID_OPERATION`
    /// when the server is stopped.
    fn set_limits(&self, py: Python<'_>, limits: &Bound<'_, PyAny>) -> PyResult<Py<PyAny>> {
        let object = self.object.get()?;
        let limits: pchat_server::local::LocalLimits = Take::take(limits, "limits")?;
        let value = py.detach(|| object.value.set_limits(limits)).or_raise()?;
        Give::give(value, py, None)
    }

    /// Posts a message in the name of a user, joined or not, and gives its id: for a history to start from.
    /// Who is in the room gets it. `room` is a name or URI, `author` a SIP address. Blocks until it is
    /// stored.
    ///
    /// Fails with `ErrorCode.NO_SUCH_NODE`, `ErrorCode.NO_SUCH_PRINCIPAL`, and
    /// `ErrorCode.INVALID_OPERATION` when the server is stopped.
    fn post(
        &self,
        py: Python<'_>,
        room: &Bound<'_, PyAny>,
        author: &Bound<'_, PyAny>,
        text: &Bound<'_, PyAny>,
    ) -> PyResult<Py<PyAny>> {
        let object = self.object.get()?;
        let room: String = Take::take(room, "room")?;
        let author: String = Take::take(author, "author")?;
        let text: String = Take::take(text, "text")?;
        let value = py.detach(|| object.value.post(&room, &author, &text)).or_raise()?;
        Give::give(value, py, None)
    }

    /// Removes a message from the history of a room, which no client may do. Nobody is told, and its number
    /// is not given out again. `room` is a name or URI, `message_id` what `LocalServer.post` gave and
    /// messages have.
    ///
    /// Fails with `ErrorCode.NO_SUCH_NODE` (no such room, or no such message in it), and
    /// `ErrorCode.INVALID_OPERATION` when the server is stopped.
    fn remove_message(
        &self,
        py: Python<'_>,
        room: &Bound<'_, PyAny>,
        message_id: &Bound<'_, PyAny>,
    ) -> PyResult<Py<PyAny>> {
        let object = self.object.get()?;
        let room: String = Take::take(room, "room")?;
        let message_id: i64 = Take::take(message_id, "message_id")?;
        let value = py.detach(|| object.value.remove_message(&room, message_id)).or_raise()?;
        Give::give(value, py, None)
    }

    /// Puts another text in the place of a message, as an administrator does with one that must not be
    /// read; its RTF goes, its author and time stay. Nobody is told. Otherwise as
    /// `LocalServer.remove_message`.
    ///
    /// Fails as `LocalServer.remove_message` does, and with `ErrorCode.BAD_ARGUMENT` for an empty text.
    fn replace_message(
        &self,
        py: Python<'_>,
        room: &Bound<'_, PyAny>,
        message_id: &Bound<'_, PyAny>,
        text: &Bound<'_, PyAny>,
    ) -> PyResult<Py<PyAny>> {
        let object = self.object.get()?;
        let room: String = Take::take(room, "room")?;
        let message_id: i64 = Take::take(message_id, "message_id")?;
        let text: String = Take::take(text, "text")?;
        let value = py.detach(|| object.value.replace_message(&room, message_id, &text)).or_raise()?;
        Give::give(value, py, None)
    }

    /// How many connections are open. 0 when the server is stopped. Blocks until the server has counted
    /// them.
    fn connection_count(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        let object = self.object.get()?;
        let value = py.detach(|| object.value.connection_count());
        Give::give(value, py, None)
    }

    /// Drops every connection without a word, as a broken network does. Clients may connect again at once.
    /// Blocks while another thread changes the server.
    ///
    /// Fails with `ErrorCode.INVALID_OPERATION` when the server is stopped.
    fn disconnect_all(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        let object = self.object.get()?;
        let value = py.detach(|| object.value.disconnect_all()).or_raise()?;
        Give::give(value, py, None)
    }

    /// From now on does nothing with what clients send, as a server that hangs, for tests of cancelling and
    /// of time limits; or goes on, beginning with what came meanwhile. Clients still connect. Blocks until
    /// the server does so.
    ///
    /// Fails with `ErrorCode.INVALID_OPERATION` when the server is stopped.
    fn set_silent(&self, py: Python<'_>, silent: &Bound<'_, PyAny>) -> PyResult<Py<PyAny>> {
        let object = self.object.get()?;
        let silent: bool = Take::take(silent, "silent")?;
        let value = py.detach(|| object.value.set_silent(silent)).or_raise()?;
        Give::give(value, py, None)
    }

    /// Closes all connections, stops listening and removes a temporary folder. Blocks until that is done.
    /// Stopping twice is no error.
    fn stop(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        let object = self.object.get()?;
        let value = py.detach(|| object.value.stop());
        Give::give(value, py, None)
    }
}

/// A message made of parts (the SDK's `FormattedOutboundChatMessage`).
///
/// `Session.send_built` posts it. What is appended reads back as the same part; text that spells a link
/// or a face is one, as in every message. Any thread may use it; nothing waits.
#[pyclass(frozen, weakref, module = "pchat._native")]
pub(crate) struct MessageBuilder {
    pub(crate) object: Held<MessageBuilderObject>,
}

pub(crate) struct MessageBuilderObject {
    pub(crate) value: pchat_core::api::MessageBuilder,
}

#[pymethods]
impl MessageBuilder {
    /// Begins a message. `ErrorCode.BAD_ARGUMENT` for a title that is empty, has more than one line, or has
    /// `[/STORY]` in it.
    #[staticmethod]
    fn new(py: Python<'_>, settings: &Bound<'_, PyAny>) -> PyResult<Self> {
        let settings: pchat_core::api::MessageBuilderSettings = Take::take(settings, "settings")?;
        let value = py.detach(|| pchat_core::api::MessageBuilder::new(settings)).or_raise()?;
        Ok(Self { object: Held::new(MessageBuilderObject { value }) })
    }

    /// Appends text. Lines end with `\n`. `ErrorCode.BAD_ARGUMENT` when it is empty, has a NUL character,
    /// or makes the message begin with `[STORY]`, which stands for a title. Markup of links in it is not
    /// taken away: receivers read `<a href="…">` and `ma-filelink:` as links.
    fn append_plain_text(&self, py: Python<'_>, text: &Bound<'_, PyAny>) -> PyResult<Py<PyAny>> {
        let object = self.object.get()?;
        let text: String = Take::take(text, "text")?;
        let value = py.detach(|| object.value.append_plain_text(&text)).or_raise()?;
        Give::give(value, py, None)
    }

    /// Appends a link: what people read, and where it leads. `ErrorCode.BAD_ARGUMENT` when the text is
    /// empty or the URI is not absolute (`https://…`), has spaces, or is that of a file, which only an
    /// upload posts. A room's URI makes a room link.
    fn append_hyperlink(
        &self,
        py: Python<'_>,
        display_text: &Bound<'_, PyAny>,
        uri: &Bound<'_, PyAny>,
    ) -> PyResult<Py<PyAny>> {
        let object = self.object.get()?;
        let display_text: String = Take::take(display_text, "display_text")?;
        let uri: String = Take::take(uri, "uri")?;
        let value = py.detach(|| object.value.append_hyperlink(&display_text, &uri)).or_raise()?;
        Give::give(value, py, None)
    }

    /// Appends a link to a room, which shows the room's name, or its URI when the name is empty. Takes what
    /// `Session.join_room`(super::Session::join_room) takes. `ErrorCode.BAD_ARGUMENT` when the URI is no
    /// room's.
    fn append_chat_room_link(&self, py: Python<'_>, room: &Bound<'_, PyAny>) -> PyResult<Py<PyAny>> {
        let object = self.object.get()?;
        let room: pchat_core::api::ChatRoomSummary = Take::take(room, "room")?;
        let value = py.detach(|| object.value.append_chat_room_link(room)).or_raise()?;
        Give::give(value, py, None)
    }

    /// Appends a face.
    fn append_emoticon(&self, py: Python<'_>, emoticon: &Bound<'_, PyAny>) -> PyResult<Py<PyAny>> {
        let object = self.object.get()?;
        let emoticon: pchat_core::api::ChatEmoticon = Take::take(emoticon, "emoticon")?;
        let value = py.detach(|| object.value.append_emoticon(emoticon));
        Give::give(value, py, None)
    }

    /// Sets the RTF twin, the whole message as an RTF document. The plain text goes along, for clients
    /// without RTF. `ErrorCode.BAD_ARGUMENT` says what is wrong with it and where.
    fn set_rtf(&self, py: Python<'_>, rtf: &Bound<'_, PyAny>) -> PyResult<Py<PyAny>> {
        let object = self.object.get()?;
        let rtf: String = Take::take(rtf, "rtf")?;
        let value = py.detach(|| object.value.set_rtf(&rtf)).or_raise()?;
        Give::give(value, py, None)
    }

    /// What is appended, as those who receive it will find it: the title of a story first, neighbouring
    /// texts in one.
    fn parts(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        let object = self.object.get()?;
        let value = py.detach(|| object.value.parts());
        Give::give(value, py, None)
    }

    /// The text of the message as it is posted: the raw texts of all parts.
    fn content(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        let object = self.object.get()?;
        let value = py.detach(|| object.value.content());
        Give::give(value, py, None)
    }

    /// The RTF twin, or `None`.
    fn rtf(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        let object = self.object.get()?;
        let value = py.detach(|| object.value.rtf());
        Give::give(value, py, None)
    }

    /// Of high importance.
    fn is_alert(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        let object = self.object.get()?;
        let value = py.detach(|| object.value.is_alert());
        Give::give(value, py, None)
    }

    /// The title of the story; `None` when it is none.
    fn story_title(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        let object = self.object.get()?;
        let value = py.detach(|| object.value.story_title());
        Give::give(value, py, None)
    }

    /// What a text of a message is made of (`ChatMessage.content`). Never fails: what is nothing else is
    /// plain text. Time is linear in the length.
    #[staticmethod]
    fn parse(py: Python<'_>, text: &Bound<'_, PyAny>) -> PyResult<Py<PyAny>> {
        let text: String = Take::take(text, "text")?;
        Give::give(pchat_core::api::MessageBuilder::parse(&text), py, None)
    }

    /// What an RTF document is made of (`ChatMessage.rtf_content`): links, faces, text without its
    /// formatting, which is in the raw texts. Never fails: a broken document is shown up to where it
    /// breaks. Empty for `None`.
    #[staticmethod]
    fn parse_rtf(py: Python<'_>, rtf: &Bound<'_, PyAny>) -> PyResult<Py<PyAny>> {
        let rtf: Option<String> = Take::take(rtf, "rtf")?;
        Give::give(pchat_core::api::MessageBuilder::parse_rtf(rtf), py, None)
    }

    /// The title of the story that a text is; `None` for other messages.
    #[staticmethod]
    fn story_title_of(py: Python<'_>, text: &Bound<'_, PyAny>) -> PyResult<Py<PyAny>> {
        let text: String = Take::take(text, "text")?;
        Give::give(pchat_core::api::MessageBuilder::story_title_of(&text), py, None)
    }

    /// The text that makes a face (the SDK's `GetEmoticonString`).
    #[staticmethod]
    fn emoticon_text(py: Python<'_>, emoticon: &Bound<'_, PyAny>) -> PyResult<Py<PyAny>> {
        let emoticon: pchat_core::api::ChatEmoticon = Take::take(emoticon, "emoticon")?;
        Give::give(pchat_core::api::MessageBuilder::emoticon_text(emoticon), py, None)
    }
}

/// Room administration for ordinary users (the SDK's `ChatRoomManagementServices`).
///
/// What a user may do is decided by the server: creators of a category make rooms in it, managers
/// change their rooms. Every operation needs an established endpoint
/// (`ErrorCode.ENDPOINT_NOT_ESTABLISHED`) and refuses with `ErrorCode.BAD_ARGUMENT` what could not be
/// meant, before anything is sent. The server answers `ErrorCode.ERROR_PERMISSION` for what the user
/// may not do and `ErrorCode.NO_SUCH_NODE` for a room that is not there.
#[pyclass(frozen, weakref, module = "pchat._native")]
pub(crate) struct RoomManagement {
    pub(crate) object: Held<RoomManagementObject>,
}

pub(crate) struct RoomManagementObject {
    host: HostRef,
    pub(crate) value: pchat_core::api::RoomManagement,
}

impl Give for pchat_core::api::RoomManagement {
    fn give(self, py: Python<'_>, host: Option<&HostRef>) -> PyResult<Py<PyAny>> {
        let host =
            host.ok_or_else(|| pyo3::exceptions::PyRuntimeError::new_err("an object without platform"))?;
        let object = Held::new(RoomManagementObject { host: Arc::clone(host), value: self });
        Ok(Py::new(py, RoomManagement { object })?.into_any())
    }
}

#[pymethods]
impl RoomManagement {
    /// The same for handles of the same object.
    #[getter]
    fn identity(&self) -> PyResult<usize> {
        Ok(self.object.get()?.value.identity())
    }

    /// The categories in which the user may create rooms; none when there are none.
    fn find_categories_with_create_rights(&self) -> PyResult<u64> {
        let object = self.object.get()?;
        let value = object.value.clone();
        let mailbox = Arc::clone(value.endpoint().mailbox());
        object.host.run(
            &mailbox,
            async move { value.find_categories_with_create_rights().await },
            |py, host, value| value.give(py, Some(host)),
        )
    }

    /// Creates a room and gives its URI. The user is its manager then, and a member only when added as one.
    ///
    /// Fails with `ErrorCode.DUPLICATE_ROOM_NAME`, `ErrorCode.UNABLE_TO_CREATE_ROOM` (the user may not in
    /// this category), `ErrorCode.NODE_HIERARCHY_VIOLATION` (the root is no place for rooms),
    /// `ErrorCode.NO_SUCH_NODE` (no such category).
    fn create_chat_room(&self, settings: &Bound<'_, PyAny>) -> PyResult<u64> {
        let object = self.object.get()?;
        let settings: pchat_core::api::ChatRoomSettings = Take::take(settings, "settings")?;
        let value = object.value.clone();
        let mailbox = Arc::clone(value.endpoint().mailbox());
        object.host.run(&mailbox, async move { value.create_chat_room(settings).await }, |py, host, value| {
            value.give(py, Some(host))
        })
    }

    /// Creates a room with nothing but a name, in this category, and gives its URI. Fails like
    /// `RoomManagement.create_chat_room`.
    fn create_chat_room_in(&self, name: &Bound<'_, PyAny>, category_uri: &Bound<'_, PyAny>) -> PyResult<u64> {
        let object = self.object.get()?;
        let name: String = Take::take(name, "name")?;
        let category_uri: String = Take::take(category_uri, "category_uri")?;
        let value = object.value.clone();
        let mailbox = Arc::clone(value.endpoint().mailbox());
        object.host.run(
            &mailbox,
            async move { value.create_chat_room_in(&name, &category_uri).await },
            |py, host, value| value.give(py, Some(host)),
        )
    }

    /// Everything about the room with this URI.
    fn get_chat_room(&self, room_uri: &Bound<'_, PyAny>) -> PyResult<u64> {
        let object = self.object.get()?;
        let room_uri: String = Take::take(room_uri, "room_uri")?;
        let value = object.value.clone();
        let mailbox = Arc::clone(value.endpoint().mailbox());
        object.host.run(&mailbox, async move { value.get_chat_room(&room_uri).await }, |py, host, value| {
            value.give(py, Some(host))
        })
    }

    /// Everything about the room with this name, compared without case.
    fn get_chat_room_by_name(&self, name: &Bound<'_, PyAny>) -> PyResult<u64> {
        let object = self.object.get()?;
        let name: String = Take::take(name, "name")?;
        let value = object.value.clone();
        let mailbox = Arc::clone(value.endpoint().mailbox());
        object.host.run(
            &mailbox,
            async move { value.get_chat_room_by_name(&name).await },
            |py, host, value| value.give(py, Some(host)),
        )
    }

    /// Changes what the update names, all of it or nothing; the rest of the room stays as it is.
    ///
    /// Fails with `ErrorCode.DATA_COLLISION` (changed since `expected_updated_on`; read it again),
    /// `ErrorCode.DUPLICATE_ROOM_NAME`, `ErrorCode.NO_SUCH_PRINCIPAL`, `ErrorCode.PRINCIPALS_NOT_IN_SCOPE`,
    /// `ErrorCode.PRESENTER_NOT_IN_MEM_LIST`.
    fn update_chat_room(&self, change: &Bound<'_, PyAny>) -> PyResult<u64> {
        let object = self.object.get()?;
        let change: pchat_core::api::ChatRoomUpdate = Take::take(change, "change")?;
        let value = object.value.clone();
        let mailbox = Arc::clone(value.endpoint().mailbox());
        object.host.run(&mailbox, async move { value.update_chat_room(change).await }, |py, host, value| {
            value.give(py, Some(host))
        })
    }

    /// Moves the room to another category, in which the user must be a creator. Who is outside the new
    /// category's scope loses the roles in the room.
    fn change_parent_category(
        &self,
        room_uri: &Bound<'_, PyAny>,
        category_uri: &Bound<'_, PyAny>,
    ) -> PyResult<u64> {
        let object = self.object.get()?;
        let room_uri: String = Take::take(room_uri, "room_uri")?;
        let category_uri: String = Take::take(category_uri, "category_uri")?;
        let value = object.value.clone();
        let mailbox = Arc::clone(value.endpoint().mailbox());
        object.host.run(
            &mailbox,
            async move { value.change_parent_category(&room_uri, &category_uri).await },
            |py, host, value| value.give(py, Some(host)),
        )
    }

    /// The rooms of a category that the user may see.
    fn find_chat_rooms_by_parent_category(&self, category_uri: &Bound<'_, PyAny>) -> PyResult<u64> {
        let object = self.object.get()?;
        let category_uri: String = Take::take(category_uri, "category_uri")?;
        let value = object.value.clone();
        let mailbox = Arc::clone(value.endpoint().mailbox());
        object.host.run(
            &mailbox,
            async move { value.find_chat_rooms_by_parent_category(&category_uri).await },
            |py, host, value| value.give(py, Some(host)),
        )
    }

    /// The rooms that have this add-in; its id is `add_in_id` of an `AddIn`.
    fn find_chat_rooms_using_add_in(&self, add_in_id: &Bound<'_, PyAny>) -> PyResult<u64> {
        let object = self.object.get()?;
        let add_in_id: String = Take::take(add_in_id, "add_in_id")?;
        let value = object.value.clone();
        let mailbox = Arc::clone(value.endpoint().mailbox());
        object.host.run(
            &mailbox,
            async move { value.find_chat_rooms_using_add_in(&add_in_id).await },
            |py, host, value| value.give(py, Some(host)),
        )
    }

    /// Every add-in that is registered on the server.
    fn get_all_add_ins(&self) -> PyResult<u64> {
        let object = self.object.get()?;
        let value = object.value.clone();
        let mailbox = Arc::clone(value.endpoint().mailbox());
        object.host.run(&mailbox, async move { value.get_all_add_ins().await }, |py, host, value| {
            value.give(py, Some(host))
        })
    }

    /// What the user may do in the room.
    fn get_permissions(&self, room_uri: &Bound<'_, PyAny>) -> PyResult<u64> {
        let object = self.object.get()?;
        let room_uri: String = Take::take(room_uri, "room_uri")?;
        let value = object.value.clone();
        let mailbox = Arc::clone(value.endpoint().mailbox());
        object.host.run(&mailbox, async move { value.get_permissions(&room_uri).await }, |py, host, value| {
            value.give(py, Some(host))
        })
    }

    /// The members of the room: users, and groups whose users are members with them.
    fn get_members(&self, room_uri: &Bound<'_, PyAny>) -> PyResult<u64> {
        let object = self.object.get()?;
        let room_uri: String = Take::take(room_uri, "room_uri")?;
        let value = object.value.clone();
        let mailbox = Arc::clone(value.endpoint().mailbox());
        object.host.run(&mailbox, async move { value.get_members(&room_uri).await }, |py, host, value| {
            value.give(py, Some(host))
        })
    }

    /// The managers of the room.
    fn get_managers(&self, room_uri: &Bound<'_, PyAny>) -> PyResult<u64> {
        let object = self.object.get()?;
        let room_uri: String = Take::take(room_uri, "room_uri")?;
        let value = object.value.clone();
        let mailbox = Arc::clone(value.endpoint().mailbox());
        object.host.run(&mailbox, async move { value.get_managers(&room_uri).await }, |py, host, value| {
            value.give(py, Some(host))
        })
    }

    /// The presenters of the room.
    fn get_presenters(&self, room_uri: &Bound<'_, PyAny>) -> PyResult<u64> {
        let object = self.object.get()?;
        let room_uri: String = Take::take(room_uri, "room_uri")?;
        let value = object.value.clone();
        let mailbox = Arc::clone(value.endpoint().mailbox());
        object.host.run(&mailbox, async move { value.get_presenters(&room_uri).await }, |py, host, value| {
            value.give(py, Some(host))
        })
    }

    /// Who could be given the role: users and groups in the category's scope, for presenters members of the
    /// room, whose name has the text `search` in it. `ErrorCode.BAD_ARGUMENT` when it is empty, and for
    /// `Creator`, which is no role of a room.
    fn find_users_or_groups_for_role(
        &self,
        role: &Bound<'_, PyAny>,
        room_uri: &Bound<'_, PyAny>,
        search: &Bound<'_, PyAny>,
    ) -> PyResult<u64> {
        let object = self.object.get()?;
        let role: pchat_core::api::ChatRoomRole = Take::take(role, "role")?;
        let room_uri: String = Take::take(room_uri, "room_uri")?;
        let search: String = Take::take(search, "search")?;
        let value = object.value.clone();
        let mailbox = Arc::clone(value.endpoint().mailbox());
        object.host.run(
            &mailbox,
            async move { value.find_users_or_groups_for_role(role, &room_uri, &search).await },
            |py, host, value| value.give(py, Some(host)),
        )
    }

    /// Gives users and groups a role, all of them or nobody.
    ///
    /// Fails with `ErrorCode.PRINCIPALS_ALREADY_DEFINED` (somebody has it already),
    /// `ErrorCode.PRINCIPALS_NOT_IN_SCOPE`, `ErrorCode.PRESENTER_NOT_IN_MEM_LIST`,
    /// `ErrorCode.NO_SUCH_PRINCIPAL`; `ErrorCode.BAD_ARGUMENT` for `Creator`, which is no role of a room.
    fn add_to_role(&self, change: &Bound<'_, PyAny>) -> PyResult<u64> {
        let object = self.object.get()?;
        let change: pchat_core::api::RoleChange = Take::take(change, "change")?;
        let value = object.value.clone();
        let mailbox = Arc::clone(value.endpoint().mailbox());
        object.host.run(&mailbox, async move { value.add_to_role(change).await }, |py, host, value| {
            value.give(py, Some(host))
        })
    }

    /// Takes a role from users and groups. Who is no member any more is put out of the room. Fails like
    /// `RoomManagement.add_to_role`.
    fn remove_from_role(&self, change: &Bound<'_, PyAny>) -> PyResult<u64> {
        let object = self.object.get()?;
        let change: pchat_core::api::RoleChange = Take::take(change, "change")?;
        let value = object.value.clone();
        let mailbox = Arc::clone(value.endpoint().mailbox());
        object.host.run(&mailbox, async move { value.remove_from_role(change).await }, |py, host, value| {
            value.give(py, Some(host))
        })
    }

    /// Users and groups that could be creators in the category, whose name starts with `filter`; empty for
    /// all. At most `result_size`, 0 for as many as the server gives.
    fn get_category_users(
        &self,
        category_uri: &Bound<'_, PyAny>,
        filter: &Bound<'_, PyAny>,
        result_size: &Bound<'_, PyAny>,
    ) -> PyResult<u64> {
        let object = self.object.get()?;
        let category_uri: String = Take::take(category_uri, "category_uri")?;
        let filter: String = Take::take(filter, "filter")?;
        let result_size: u32 = Take::take(result_size, "result_size")?;
        let value = object.value.clone();
        let mailbox = Arc::clone(value.endpoint().mailbox());
        object.host.run(
            &mailbox,
            async move { value.get_category_users(&category_uri, &filter, result_size).await },
            |py, host, value| value.give(py, Some(host)),
        )
    }
}

/// Browsing and server facts (the SDK's `PersistentChatServices`).
#[pyclass(frozen, weakref, module = "pchat._native")]
pub(crate) struct Services {
    pub(crate) object: Held<ServicesObject>,
}

pub(crate) struct ServicesObject {
    host: HostRef,
    pub(crate) value: pchat_core::api::Services,
}

impl Give for pchat_core::api::Services {
    fn give(self, py: Python<'_>, host: Option<&HostRef>) -> PyResult<Py<PyAny>> {
        let host =
            host.ok_or_else(|| pyo3::exceptions::PyRuntimeError::new_err("an object without platform"))?;
        let object = Held::new(ServicesObject { host: Arc::clone(host), value: self });
        Ok(Py::new(py, Services { object })?.into_any())
    }
}

#[pymethods]
impl Services {
    /// The same for handles of the same object.
    #[getter]
    fn identity(&self) -> PyResult<usize> {
        Ok(self.object.get()?.value.identity())
    }

    /// Facts of the connected server. `ErrorCode.ENDPOINT_NOT_ESTABLISHED` before the endpoint is
    /// established.
    fn server_configuration(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        let object = self.object.get()?;
        let value = object.value.server_configuration().or_raise()?;
        Give::give(value, py, Some(&object.host))
    }

    /// Rooms whose name, or description if asked, matches. Also `ErrorCode.LIMIT_EXCEEDED` when the server
    /// finds the query too wide.
    fn browse_by_criteria(&self, query: &Bound<'_, PyAny>) -> PyResult<u64> {
        let object = self.object.get()?;
        let query: pchat_core::api::RoomQuery = Take::take(query, "query")?;
        let value = object.value.clone();
        let mailbox = Arc::clone(value.endpoint().mailbox());
        object.host.run(&mailbox, async move { value.browse_by_criteria(query).await }, |py, host, value| {
            value.give(py, Some(host))
        })
    }

    /// Rooms of this category that the user may see; at most `max_results`, 0 for as many as the server
    /// gives. The SDK's overload without a number means 100; here the program gives the number.
    /// `ErrorCode.BAD_ARGUMENT` when it is no category URI (`ma-cat://…`).
    fn browse_by_category(
        &self,
        category_uri: &Bound<'_, PyAny>,
        max_results: &Bound<'_, PyAny>,
    ) -> PyResult<u64> {
        let object = self.object.get()?;
        let category_uri: String = Take::take(category_uri, "category_uri")?;
        let max_results: u32 = Take::take(max_results, "max_results")?;
        let value = object.value.clone();
        let mailbox = Arc::clone(value.endpoint().mailbox());
        object.host.run(
            &mailbox,
            async move { value.browse_by_category(&category_uri, max_results).await },
            |py, host, value| value.give(py, Some(host)),
        )
    }

    /// Rooms that fit everything in the filter. `ErrorCode.BAD_ARGUMENT` when a URI in it is of the wrong
    /// kind.
    fn browse_by_filter(&self, filter: &Bound<'_, PyAny>) -> PyResult<u64> {
        let object = self.object.get()?;
        let filter: pchat_core::api::RoomFilter = Take::take(filter, "filter")?;
        let value = object.value.clone();
        let mailbox = Arc::clone(value.endpoint().mailbox());
        object.host.run(&mailbox, async move { value.browse_by_filter(filter).await }, |py, host, value| {
            value.give(py, Some(host))
        })
    }

    /// Rooms that this user is in right now, as far as the asking user may see them.
    /// `ErrorCode.BAD_ARGUMENT` when it is no SIP URI.
    fn browse_by_joined_user(&self, user_uri: &Bound<'_, PyAny>) -> PyResult<u64> {
        let object = self.object.get()?;
        let user_uri: String = Take::take(user_uri, "user_uri")?;
        let value = object.value.clone();
        let mailbox = Arc::clone(value.endpoint().mailbox());
        object.host.run(
            &mailbox,
            async move { value.browse_by_joined_user(&user_uri).await },
            |py, host, value| value.give(py, Some(host)),
        )
    }

    /// Invitations with a greater number than `last_invitation_id`; 0 for all. The server may give them in
    /// portions: ask again with the `last_invitation_id` of the result until it is empty.
    fn browse_by_invitations(&self, last_invitation_id: &Bound<'_, PyAny>) -> PyResult<u64> {
        let object = self.object.get()?;
        let last_invitation_id: i64 = Take::take(last_invitation_id, "last_invitation_id")?;
        let value = object.value.clone();
        let mailbox = Arc::clone(value.endpoint().mailbox());
        object.host.run(
            &mailbox,
            async move { value.browse_by_invitations(last_invitation_id).await },
            |py, host, value| value.give(py, Some(host)),
        )
    }

    /// Rooms that the user is a member of; at most `max_results`, 0 for as many as the server gives.
    fn browse_my_chat_rooms(&self, max_results: &Bound<'_, PyAny>) -> PyResult<u64> {
        let object = self.object.get()?;
        let max_results: u32 = Take::take(max_results, "max_results")?;
        let value = object.value.clone();
        let mailbox = Arc::clone(value.endpoint().mailbox());
        object.host.run(
            &mailbox,
            async move { value.browse_my_chat_rooms(max_results).await },
            |py, host, value| value.give(py, Some(host)),
        )
    }

    /// Rooms that the user may manage; at most `max_results`, 0 for as many as the server gives.
    fn browse_chat_rooms_i_manage(&self, max_results: &Bound<'_, PyAny>) -> PyResult<u64> {
        let object = self.object.get()?;
        let max_results: u32 = Take::take(max_results, "max_results")?;
        let value = object.value.clone();
        let mailbox = Arc::clone(value.endpoint().mailbox());
        object.host.run(
            &mailbox,
            async move { value.browse_chat_rooms_i_manage(max_results).await },
            |py, host, value| value.give(py, Some(host)),
        )
    }

    /// The bundle with this label, when the server's version is newer than `sequence_id`; -1 always gets
    /// it. `None` when it is not, or when nothing is stored; with `provide_default` the server gives an
    /// empty default of number 0 then, unless the program knows number 0 or a later one already.
    /// `ErrorCode.BAD_ARGUMENT` when the label is empty.
    fn get_preference(
        &self,
        label: &Bound<'_, PyAny>,
        sequence_id: &Bound<'_, PyAny>,
        provide_default: &Bound<'_, PyAny>,
    ) -> PyResult<u64> {
        let object = self.object.get()?;
        let label: String = Take::take(label, "label")?;
        let sequence_id: i64 = Take::take(sequence_id, "sequence_id")?;
        let provide_default: bool = Take::take(provide_default, "provide_default")?;
        let value = object.value.clone();
        let mailbox = Arc::clone(value.endpoint().mailbox());
        object.host.run(
            &mailbox,
            async move { value.get_preference(&label, sequence_id, provide_default).await },
            |py, host, value| value.give(py, Some(host)),
        )
    }

    /// Stores a bundle; gives it with its new number. `sequence_id` is the version that the program knows.
    /// `ErrorCode.BAD_ARGUMENT` when the label is empty or longer than 255 characters,
    /// `ErrorCode.LIMIT_EXCEEDED` when the server finds the data too long: pchatd takes 192 KiB (196,608
    /// bytes of UTF-8; 256 KiB as they travel, in base64).
    fn set_preference(
        &self,
        label: &Bound<'_, PyAny>,
        sequence_id: &Bound<'_, PyAny>,
        data: &Bound<'_, PyAny>,
    ) -> PyResult<u64> {
        let object = self.object.get()?;
        let label: String = Take::take(label, "label")?;
        let sequence_id: i64 = Take::take(sequence_id, "sequence_id")?;
        let data: String = Take::take(data, "data")?;
        let value = object.value.clone();
        let mailbox = Arc::clone(value.endpoint().mailbox());
        object.host.run(
            &mailbox,
            async move { value.set_preference(&label, sequence_id, &data).await },
            |py, host, value| value.give(py, Some(host)),
        )
    }

    /// Looks for messages in many rooms at once, joined or not: one result for each room, in the order in
    /// which they are named. Members read, and everybody whom an open room admits; a room whose category
    /// keeps no history has nothing.
    ///
    /// When there is more than fits into one answer (4 MiB from pchatd), each room with messages still has
    /// at least one of them, and `exceeded_server_limit`: go on with `start_message_id`, or with a pager.
    ///
    /// Fails with `ErrorCode.BAD_ARGUMENT` (no room, too many, one that is no room URI, an author that is
    /// no SIP URI, times in the wrong order, a text that is too long), `ErrorCode.ERROR_PERMISSION`,
    /// `ErrorCode.NODE_DISABLED` or `ErrorCode.NO_SUCH_NODE` when one of the rooms may not be read.
    fn query_history(&self, query: &Bound<'_, PyAny>) -> PyResult<u64> {
        let object = self.object.get()?;
        let query: pchat_core::api::HistoryQuery = Take::take(query, "query")?;
        let value = object.value.clone();
        let mailbox = Arc::clone(value.endpoint().mailbox());
        object.host.run(&mailbox, async move { value.query_history(query).await }, |py, host, value| {
            value.give(py, Some(host))
        })
    }

    /// Makes a pager over the messages of the one room that the query names. Asks nothing yet. Fails with
    /// `ErrorCode.BAD_ARGUMENT` like `Services.query_history`.
    fn history_pager(&self, py: Python<'_>, query: &Bound<'_, PyAny>) -> PyResult<Py<PyAny>> {
        let object = self.object.get()?;
        let query: pchat_core::api::HistoryQuery = Take::take(query, "query")?;
        let value = object.value.history_pager(query).or_raise()?;
        Give::give(value, py, Some(&object.host))
    }

    /// Making and changing rooms.
    fn room_management(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        let object = self.object.get()?;
        let value = object.value.room_management();
        Give::give(value, py, Some(&object.host))
    }

    /// The directory.
    fn user_services(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        let object = self.object.get()?;
        let value = object.value.user_services();
        Give::give(value, py, Some(&object.host))
    }
}

/// One user's presence in one room (the SDK's `ChatRoomSession`).
///
/// After `leave()` it is idle again and may join the same or another room. So it is when the server
/// takes the user out of the room: the reason of the state is `ErrorCode.ERROR_PERMISSION` when the
/// user may not be in it any more and `ErrorCode.NODE_DISABLED` when the room was disabled; nothing of
/// the room is delivered any more. Only with its endpoint it ends for good.
#[pyclass(frozen, weakref, module = "pchat._native")]
pub(crate) struct Session {
    pub(crate) object: Held<SessionObject>,
}

pub(crate) struct SessionObject {
    host: HostRef,
    pub(crate) value: pchat_core::api::Session,
}

impl Give for pchat_core::api::Session {
    fn give(self, py: Python<'_>, host: Option<&HostRef>) -> PyResult<Py<PyAny>> {
        let host =
            host.ok_or_else(|| pyo3::exceptions::PyRuntimeError::new_err("an object without platform"))?;
        let object = Held::new(SessionObject { host: Arc::clone(host), value: self });
        Ok(Py::new(py, Session { object })?.into_any())
    }
}

#[pymethods]
impl Session {
    /// The same for handles of the same object.
    #[getter]
    fn identity(&self) -> PyResult<usize> {
        Ok(self.object.get()?.value.identity())
    }

    /// Bounded room for events of these kinds, from now on.
    fn inbox(&self, kinds: Vec<i32>, capacity: usize, drop_oldest: bool) -> PyResult<Inbox> {
        let object = self.object.get()?;
        let mailbox = Arc::clone(object.value.endpoint().mailbox());
        let owner = Box::new(object.value.clone());
        Ok(Inbox::new(&object.host, &mailbox, object.value.identity(), owner, kinds, capacity, drop_oldest))
    }

    /// Makes an idle session. `ErrorCode.ENDPOINT_NOT_ESTABLISHED` unless the endpoint is established.
    #[staticmethod]
    fn new(endpoint: &Endpoint) -> PyResult<Self> {
        let host = Arc::clone(&endpoint.object.get()?.host);
        let value = pchat_core::api::Session::new(&endpoint.object.get()?.value).or_raise()?;
        Ok(Self { object: Held::new(SessionObject { host, value }) })
    }

    /// Joins the room with this URI (`ma-chan://<domain>/<guid>`).
    ///
    /// Fails with `ErrorCode.BAD_ARGUMENT` (not a room URI), `ErrorCode.INVALID_OPERATION` (this endpoint
    /// is in the room already), `ErrorCode.SESSION_STATE` (not idle), `ErrorCode.ENDPOINT_NOT_ESTABLISHED`,
    /// or the server's answer: `ErrorCode.NO_SUCH_NODE`, `ErrorCode.NODE_DISABLED`,
    /// `ErrorCode.ERROR_PERMISSION`, … The session is idle again then.
    fn join(&self, room_uri: &Bound<'_, PyAny>) -> PyResult<u64> {
        let object = self.object.get()?;
        let room_uri: String = Take::take(room_uri, "room_uri")?;
        let value = object.value.clone();
        let mailbox = Arc::clone(value.endpoint().mailbox());
        object.host.run(&mailbox, async move { value.join(&room_uri).await }, |py, host, value| {
            value.give(py, Some(host))
        })
    }

    /// Joins the room with this name, compared without case; looks it up first. `ErrorCode.NO_SUCH_NODE`
    /// when there is none, `ErrorCode.NODE_DISABLED` when it is disabled. Fails like `Session.join`.
    fn join_by_name(&self, name: &Bound<'_, PyAny>) -> PyResult<u64> {
        let object = self.object.get()?;
        let name: String = Take::take(name, "name")?;
        let value = object.value.clone();
        let mailbox = Arc::clone(value.endpoint().mailbox());
        object.host.run(&mailbox, async move { value.join_by_name(&name).await }, |py, host, value| {
            value.give(py, Some(host))
        })
    }

    /// Joins the room of this summary, or of anything else that describes a room: what browsing and room
    /// management give, and the properties that another session knows. Fails like `Session.join`.
    fn join_room(&self, room: &Bound<'_, PyAny>) -> PyResult<u64> {
        let object = self.object.get()?;
        let room: pchat_core::api::ChatRoomSummary = Take::take(room, "room")?;
        let value = object.value.clone();
        let mailbox = Arc::clone(value.endpoint().mailbox());
        object.host.run(&mailbox, async move { value.join_room(room).await }, |py, host, value| {
            value.give(py, Some(host))
        })
    }

    /// Leaves the room. When it ends the session is idle. `ErrorCode.SESSION_STATE` when it is in no room.
    fn leave(&self) -> PyResult<u64> {
        let object = self.object.get()?;
        let value = object.value.clone();
        let mailbox = Arc::clone(value.endpoint().mailbox());
        object
            .host
            .run(&mailbox, async move { value.leave().await }, |py, host, value| value.give(py, Some(host)))
    }

    /// Posts a message. Succeeds when the server has taken it; it comes back as `on_message_received` with
    /// its number.
    ///
    /// Fails with `ErrorCode.BAD_ARGUMENT` (no text, a NUL character, a title that is none, RTF that is not
    /// valid), `ErrorCode.LIMIT_EXCEEDED` (longer than the server's limit; nothing was sent),
    /// `ErrorCode.SESSION_STATE`, `ErrorCode.ERROR_PERMISSION` (may not post here),
    /// `ErrorCode.USER_NOT_JOINED`.
    fn send(&self, message: &Bound<'_, PyAny>) -> PyResult<u64> {
        let object = self.object.get()?;
        let message: pchat_core::api::OutboundMessage = Take::take(message, "message")?;
        let value = object.value.clone();
        let mailbox = Arc::clone(value.endpoint().mailbox());
        object.host.run(&mailbox, async move { value.send(message).await }, |py, host, value| {
            value.give(py, Some(host))
        })
    }

    /// Posts plain text. Fails like `Session.send`.
    fn send_text(&self, text: &Bound<'_, PyAny>) -> PyResult<u64> {
        let object = self.object.get()?;
        let text: String = Take::take(text, "text")?;
        let value = object.value.clone();
        let mailbox = Arc::clone(value.endpoint().mailbox());
        object.host.run(&mailbox, async move { value.send_text(&text).await }, |py, host, value| {
            value.give(py, Some(host))
        })
    }

    /// Posts plain text as an alert. Fails like `Session.send`.
    fn send_alert(&self, text: &Bound<'_, PyAny>) -> PyResult<u64> {
        let object = self.object.get()?;
        let text: String = Take::take(text, "text")?;
        let value = object.value.clone();
        let mailbox = Arc::clone(value.endpoint().mailbox());
        object.host.run(&mailbox, async move { value.send_alert(&text).await }, |py, host, value| {
            value.give(py, Some(host))
        })
    }

    /// Posts a story: a long text under a title. Fails like `Session.send`.
    fn send_story(&self, title: &Bound<'_, PyAny>, text: &Bound<'_, PyAny>) -> PyResult<u64> {
        let object = self.object.get()?;
        let title: String = Take::take(title, "title")?;
        let text: String = Take::take(text, "text")?;
        let value = object.value.clone();
        let mailbox = Arc::clone(value.endpoint().mailbox());
        object.host.run(&mailbox, async move { value.send_story(&title, &text).await }, |py, host, value| {
            value.give(py, Some(host))
        })
    }

    /// Posts what a builder has now; the builder may go on and be sent again. Fails like `Session.send`.
    fn send_built(&self, message: &MessageBuilder) -> PyResult<u64> {
        let object = self.object.get()?;
        let message = message.object.get()?.value.clone();
        let value = object.value.clone();
        let mailbox = Arc::clone(value.endpoint().mailbox());
        object.host.run(&mailbox, async move { value.send_built(&message).await }, |py, host, value| {
            value.give(py, Some(host))
        })
    }

    /// The newest `count` messages of the room, oldest first. `ErrorCode.BAD_ARGUMENT` when `count` is 0.
    ///
    /// The server may give fewer and does not say so: its own limit counts (pchatd: `history-limit`, 1,000
    /// at first), and what fits into one answer (pchatd: 4 MiB). Messages that are older than the first one
    /// given are read with `history_pager()`, which gives all there are.
    fn recent_history(&self, count: &Bound<'_, PyAny>) -> PyResult<u64> {
        let object = self.object.get()?;
        let count: u32 = Take::take(count, "count")?;
        let value = object.value.clone();
        let mailbox = Arc::clone(value.endpoint().mailbox());
        object.host.run(&mailbox, async move { value.recent_history(count).await }, |py, host, value| {
            value.give(py, Some(host))
        })
    }

    /// Looks for messages of the room. Fails with `ErrorCode.SESSION_STATE` when it is in none, and like
    /// `Services.query_history`(super::Services::query_history); `room_uris` stays empty.
    fn query_history(&self, query: &Bound<'_, PyAny>) -> PyResult<u64> {
        let object = self.object.get()?;
        let query: pchat_core::api::HistoryQuery = Take::take(query, "query")?;
        let value = object.value.clone();
        let mailbox = Arc::clone(value.endpoint().mailbox());
        object.host.run(&mailbox, async move { value.query_history(query).await }, |py, host, value| {
            value.give(py, Some(host))
        })
    }

    /// Makes a pager over the messages of the room; it goes on after the session has left. Asks nothing
    /// yet. Fails with `ErrorCode.SESSION_STATE` when it is in no room, and with `ErrorCode.BAD_ARGUMENT`
    /// like `Services.query_history`(super::Services::query_history).
    fn history_pager(&self, py: Python<'_>, query: &Bound<'_, PyAny>) -> PyResult<Py<PyAny>> {
        let object = self.object.get()?;
        let query: pchat_core::api::HistoryQuery = Take::take(query, "query")?;
        let value = object.value.history_pager(query).or_raise()?;
        Give::give(value, py, Some(&object.host))
    }

    /// Asks who is in a large room, sorted by URI; the server tells nobody there unasked.
    ///
    /// Fails with `ErrorCode.SESSION_STATE` (in no room) and `ErrorCode.CANNOT_GET_PARTICIPANT_LIST`: the
    /// room is not large (`is_roster_hidden` of the properties), so that `participants` has them.
    fn hidden_participants(&self) -> PyResult<u64> {
        let object = self.object.get()?;
        let value = object.value.clone();
        let mailbox = Arc::clone(value.endpoint().mailbox());
        object.host.run(&mailbox, async move { value.hidden_participants().await }, |py, host, value| {
            value.give(py, Some(host))
        })
    }

    /// Begins to upload a file to the room; when it is there its link is posted. Needs a category that
    /// takes files (`ChatRoomProperties.is_file_post_allowed`); its size is checked before the first byte.
    ///
    /// Fails with `ErrorCode.BAD_ARGUMENT` (no path, or a name that is none), `ErrorCode.SESSION_STATE` (in
    /// no room). Everything else `FileTransfer.finish` tells.
    fn upload_file(&self, py: Python<'_>, upload: &Bound<'_, PyAny>) -> PyResult<Py<PyAny>> {
        let object = self.object.get()?;
        let upload: pchat_core::api::FileUpload = Take::take(upload, "upload")?;
        let value = object.value.upload_file(upload).or_raise()?;
        Give::give(value, py, Some(&object.host))
    }

    /// Begins to download a file that a message links to.
    ///
    /// Fails with `ErrorCode.BAD_ARGUMENT` (no link to a file, or no path), `ErrorCode.SESSION_STATE` (in
    /// no room). Everything else `FileTransfer.finish` tells.
    fn download_file(&self, py: Python<'_>, download: &Bound<'_, PyAny>) -> PyResult<Py<PyAny>> {
        let object = self.object.get()?;
        let download: pchat_core::api::FileDownload = Take::take(download, "download")?;
        let value = object.value.download_file(download).or_raise()?;
        Give::give(value, py, Some(&object.host))
    }

    /// Begins to upload bytes to the room as a file of this name. Like `upload_file()` otherwise; it keeps
    /// the bytes until it is dropped.
    ///
    /// Fails with `ErrorCode.BAD_ARGUMENT` (a name that is none: 1 to 255 bytes, no folders),
    /// `ErrorCode.SESSION_STATE` (in no room). Everything else `FileTransfer.finish` tells.
    fn upload_bytes(
        &self,
        py: Python<'_>,
        file_name: &Bound<'_, PyAny>,
        content: &Bound<'_, PyAny>,
    ) -> PyResult<Py<PyAny>> {
        let object = self.object.get()?;
        let file_name: String = Take::take(file_name, "file_name")?;
        let content: api::Bytes = Take::take(content, "content")?;
        let value = object.value.upload_bytes(&file_name, content).or_raise()?;
        Give::give(value, py, Some(&object.host))
    }

    /// Begins to upload what `FileTransfer.write` is given, as a file of this name. The file service wants
    /// to know the size before the first byte: a stream that is shorter or longer fails, and nothing is
    /// posted. When everything is written, `FileTransfer.finish` posts the link; dropping the transfer
    /// before cancels it.
    ///
    /// Fails like `upload_bytes()`.
    fn upload_stream(
        &self,
        py: Python<'_>,
        file_name: &Bound<'_, PyAny>,
        size: &Bound<'_, PyAny>,
    ) -> PyResult<Py<PyAny>> {
        let object = self.object.get()?;
        let file_name: String = Take::take(file_name, "file_name")?;
        let size: u64 = Take::take(size, "size")?;
        let value = object.value.upload_stream(&file_name, size).or_raise()?;
        Give::give(value, py, Some(&object.host))
    }

    /// Begins to download a file into memory, for `FileTransfer.content`; unless `max_bytes` says otherwise
    /// it has to be 64 MiB or less.
    ///
    /// Fails with `ErrorCode.BAD_ARGUMENT` (no link to a file), `ErrorCode.SESSION_STATE` (in no room).
    /// Everything else `FileTransfer.finish` tells, so `ErrorCode.FILE_DOWNLOAD_FAILED` for a file that is
    /// too long, before its first byte.
    fn download_bytes(&self, py: Python<'_>, download: &Bound<'_, PyAny>) -> PyResult<Py<PyAny>> {
        let object = self.object.get()?;
        let download: pchat_core::api::ContentDownload = Take::take(download, "download")?;
        let value = object.value.download_bytes(download).or_raise()?;
        Give::give(value, py, Some(&object.host))
    }

    /// Begins to download a file that `FileTransfer.read` gives chunk by chunk; dropping the transfer
    /// cancels it.
    ///
    /// Fails like `download_bytes()`.
    fn download_stream(&self, py: Python<'_>, download: &Bound<'_, PyAny>) -> PyResult<Py<PyAny>> {
        let object = self.object.get()?;
        let download: pchat_core::api::ContentDownload = Take::take(download, "download")?;
        let value = object.value.download_stream(download).or_raise()?;
        Give::give(value, py, Some(&object.host))
    }

    /// The state now.
    fn state(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        let object = self.object.get()?;
        let value = object.value.state();
        Give::give(value, py, Some(&object.host))
    }

    /// The room's properties, or `None` while in no room. A copy.
    fn properties(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        let object = self.object.get()?;
        let value = object.value.properties();
        Give::give(value, py, Some(&object.host))
    }

    /// Who is in the room, sorted by URI; empty while in no room, and in a large room, whose participants
    /// the server does not tell (`is_roster_hidden` of the properties). A copy.
    fn participants(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        let object = self.object.get()?;
        let value = object.value.participants();
        Give::give(value, py, Some(&object.host))
    }

    /// The endpoint that the session belongs to.
    fn endpoint(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        let object = self.object.get()?;
        let value = object.value.endpoint();
        Give::give(value, py, Some(&object.host))
    }
}

/// The directory (the SDK's `PersistentChatUserServices`).
///
/// Every operation needs an established endpoint (`ErrorCode.ENDPOINT_NOT_ESTABLISHED`).
#[pyclass(frozen, weakref, module = "pchat._native")]
pub(crate) struct UserServices {
    pub(crate) object: Held<UserServicesObject>,
}

pub(crate) struct UserServicesObject {
    host: HostRef,
    pub(crate) value: pchat_core::api::UserServices,
}

impl Give for pchat_core::api::UserServices {
    fn give(self, py: Python<'_>, host: Option<&HostRef>) -> PyResult<Py<PyAny>> {
        let host =
            host.ok_or_else(|| pyo3::exceptions::PyRuntimeError::new_err("an object without platform"))?;
        let object = Held::new(UserServicesObject { host: Arc::clone(host), value: self });
        Ok(Py::new(py, UserServices { object })?.into_any())
    }
}

#[pymethods]
impl UserServices {
    /// The same for handles of the same object.
    #[getter]
    fn identity(&self) -> PyResult<usize> {
        Ok(self.object.get()?.value.identity())
    }

    /// Users whose last name, first name or e-mail address has the letters that are looked for.
    /// `ErrorCode.BAD_ARGUMENT` when nothing is.
    fn find_users(&self, search: &Bound<'_, PyAny>) -> PyResult<u64> {
        let object = self.object.get()?;
        let search: pchat_core::api::UserSearch = Take::take(search, "search")?;
        let value = object.value.clone();
        let mailbox = Arc::clone(value.endpoint().mailbox());
        object.host.run(&mailbox, async move { value.find_users(search).await }, |py, host, value| {
            value.give(py, Some(host))
        })
    }

    /// The user with this SIP URI. Servers tell users about themselves only, and administrators about
    /// everybody: others get `ErrorCode.ERROR_PERMISSION`. For `pchatd` and `LocalServer` whoever is in the
    /// group named `CsPersistentChatAdministrator`, also through other groups, is an administrator.
    /// `ErrorCode.NO_SUCH_PRINCIPAL` when there is no such user.
    fn get_user(&self, user_uri: &Bound<'_, PyAny>) -> PyResult<u64> {
        let object = self.object.get()?;
        let user_uri: String = Take::take(user_uri, "user_uri")?;
        let value = object.value.clone();
        let mailbox = Arc::clone(value.endpoint().mailbox());
        object.host.run(&mailbox, async move { value.get_user(&user_uri).await }, |py, host, value| {
            value.give(py, Some(host))
        })
    }

    /// The group with this URI (`ma-grp:…`). Servers tell administrators only, those of
    /// `UserServices.get_user`: others get `ErrorCode.ERROR_PERMISSION`. `ErrorCode.NO_SUCH_PRINCIPAL` when
    /// there is no such group.
    fn get_user_group(&self, group_uri: &Bound<'_, PyAny>) -> PyResult<u64> {
        let object = self.object.get()?;
        let group_uri: String = Take::take(group_uri, "group_uri")?;
        let value = object.value.clone();
        let mailbox = Arc::clone(value.endpoint().mailbox());
        object.host.run(&mailbox, async move { value.get_user_group(&group_uri).await }, |py, host, value| {
            value.give(py, Some(host))
        })
    }
}

/// Puts everything into the module.
pub(crate) fn register(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_class::<AddIn>()?;
    module.add_class::<AuditData>()?;
    module.add_class::<ChatMessage>()?;
    module.add_class::<ChatRoom>()?;
    module.add_class::<ChatRoomCategorySummary>()?;
    module.add_class::<ChatRoomInvitation>()?;
    module.add_class::<ChatRoomParticipant>()?;
    module.add_class::<ChatRoomProperties>()?;
    module.add_class::<ChatRoomPropertiesChanged>()?;
    module.add_class::<ChatRoomSettings>()?;
    module.add_class::<ChatRoomSnapshot>()?;
    module.add_class::<ChatRoomSummary>()?;
    module.add_class::<ChatRoomUpdate>()?;
    module.add_class::<ContentDownload>()?;
    module.add_class::<EndpointSettings>()?;
    module.add_class::<EndpointStateChanged>()?;
    module.add_class::<FileDownload>()?;
    module.add_class::<FileTransferProgress>()?;
    module.add_class::<FileUpload>()?;
    module.add_class::<HistoryProgress>()?;
    module.add_class::<HistoryQuery>()?;
    module.add_class::<HistoryResult>()?;
    module.add_class::<InheritedInvitationSetting>()?;
    module.add_class::<InvitationList>()?;
    module.add_class::<JoinRooms>()?;
    module.add_class::<LocalAddIn>()?;
    module.add_class::<LocalCategory>()?;
    module.add_class::<LocalCategoryChange>()?;
    module.add_class::<LocalGroup>()?;
    module.add_class::<LocalLimits>()?;
    module.add_class::<LocalRoom>()?;
    module.add_class::<LocalServerSettings>()?;
    module.add_class::<LocalUser>()?;
    module.add_class::<MessageBuilderSettings>()?;
    module.add_class::<MessagePart>()?;
    module.add_class::<OutboundMessage>()?;
    module.add_class::<ParticipantAttendanceChanged>()?;
    module.add_class::<ParticipantPrivilegeChanged>()?;
    module.add_class::<PlatformSettings>()?;
    module.add_class::<PreferenceBundle>()?;
    module.add_class::<PrincipalSummary>()?;
    module.add_class::<RoleChange>()?;
    module.add_class::<RoleEntry>()?;
    module.add_class::<RoomFilter>()?;
    module.add_class::<RoomNotJoined>()?;
    module.add_class::<RoomPermissions>()?;
    module.add_class::<RoomQuery>()?;
    module.add_class::<ServerConfiguration>()?;
    module.add_class::<SessionStateChanged>()?;
    module.add_class::<TransferredFile>()?;
    module.add_class::<User>()?;
    module.add_class::<UserGroup>()?;
    module.add_class::<UserSearch>()?;
    module.add_class::<UserSearchResult>()?;
    module.add_class::<Endpoint>()?;
    module.add_class::<FileTransfer>()?;
    module.add_class::<HistoryPager>()?;
    module.add_class::<JoinedRooms>()?;
    module.add_class::<LocalServer>()?;
    module.add_class::<MessageBuilder>()?;
    module.add_class::<RoomManagement>()?;
    module.add_class::<Services>()?;
    module.add_class::<Session>()?;
    module.add_class::<UserServices>()?;
    Ok(())
}
