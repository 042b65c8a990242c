//! The public nouns of Persistent Chat: the one description of the API.
//!
//! Rust programs use these types as they are. The generator (`bindings/generator`) reads these files and projects them
//! into C, so they keep to a closed vocabulary: `bool`, integers, `String`/`&str`, [`Timestamp`], [`Secret`],
//! [`Error`], [`Bytes`], field-less enums, plain structs with public fields, classes (structs whose fields are private),
//! `Option`, `Vec`, `Result<_, Error>`, methods that are `fn` or `async fn`, and one `…Event` enum for each class that
//! has events. A function whose doc has a paragraph that starts with "Not in C:" is for Rust programs only.
//!
//! Names and behaviour follow the Persistent Chat SDK (spec/sdk.md); what differs says so.

mod administration;
mod browse;
mod conversions;
mod endpoint;
mod error;
mod file_transfer;
mod history;
mod joined_rooms;
mod management;
mod message;
mod message_builder;
mod message_part;
mod people;
mod room;
mod secret;
mod services;
mod session;
mod settings;
mod timestamp;

pub use crate::platform::{Platform, PlatformSettings};
pub use administration::{
    AddIn, AuditData, ChatRoom, ChatRoomCategorySummary, ChatRoomInvitationSetting, ChatRoomSettings,
    ChatRoomUpdate, InheritedInvitationSetting, RoomPermissions,
};
pub use browse::{ChatRoomInvitation, InvitationList, PreferenceBundle, RoomFilter, RoomQuery};
pub use bytes::Bytes;
pub use endpoint::{Endpoint, EndpointEvent, EndpointState, EndpointStateChanged};
pub use error::{Error, ErrorCode, Result};
pub use file_transfer::{
    ContentDownload, FileDownload, FileTransfer, FileTransferEvent, FileTransferProgress, FileTransferState,
    FileUpload, TransferredFile,
};
pub use history::{HistoryPager, HistoryProgress, HistoryQuery, HistoryResult};
pub use joined_rooms::{JoinRooms, JoinedRooms, RoomNotJoined};
pub use management::RoomManagement;
pub use message::{ChatMessage, OutboundMessage};
pub use message_builder::{MessageBuilder, MessageBuilderSettings};
pub use message_part::{ChatEmoticon, MessagePart, MessagePartKind};
pub use people::{
    ChatRoomRole, PrincipalKind, PrincipalSummary, RoleChange, RoleEntry, User, UserGroup, UserSearch,
    UserSearchResult, UserServices,
};
pub use room::{
    ChatRoomBehavior, ChatRoomParticipant, ChatRoomPrivacy, ChatRoomProperties, ChatRoomSnapshot,
    ChatRoomSummary,
};
pub use secret::Secret;
pub use services::{ServerConfiguration, Services};
pub use session::{
    ChatRoomPropertiesChanged, ParticipantAttendanceChanged, ParticipantPrivilegeChanged, Session,
    SessionEvent, SessionState, SessionStateChanged,
};
pub use settings::{Authentication, EndpointSettings, Transport};
pub use timestamp::Timestamp;
