//! XCCOS, the chat protocol inside SIP INFO (MS-XCCOSIP): typed values and their text. Pure.
//!
//! [`Envelope::parse`] reads one document and [`Envelope::write`] writes one; client and server use both. Readers are
//! tolerant (prefixes, letter case, missing parts, unknown elements), writers have one spelling. What is not sure
//! about the wire is kept in [`names`]. Spec: xccos.md.

pub mod names;
pub mod uri;

mod attributes;
mod blocks;
mod command;
mod content;
mod envelope;
mod error;
mod grpchat;
mod limits;
mod notice;
mod permissions;
mod reader;
mod reply;
mod response_code;
mod text;
mod timestamp;
mod writer;

#[cfg(test)]
mod tests;

pub use blocks::{
    AddIn, Association, AssociationKind, AssociationQuery, Audit, BackchatQuery, Behavior, Category, Data,
    Failure, FileReference, FileToken, Invitation, Participants, Preference, Principal, PrincipalKind,
    RoleChange, RoleKind, RoleList, Room, RoomKey, RoomQuery, RoomQueryKind, ServerInfo, Setting, TextMatch,
    Visibility,
};
pub use command::{Command, Request};
pub use content::{FileLink, Story};
pub(crate) use content::{find_caseless, html_decoded, strip_caseless};
pub use envelope::{Envelope, EnvelopeId, Item, UnknownItem};
pub use error::XccosError;
pub use grpchat::GroupChat;
pub use limits::{LARGEST_REPLY, Limits};
pub use names::CommandName;
pub use notice::{Notice, NoticeEvent, NoticeName};
pub use permissions::Permissions;
pub use reply::{CommandReference, Refusal, Reply};
pub use response_code::{Response, ResponseClass};
pub(crate) use text::resolve as resolve_reference;
pub use timestamp::Timestamp;
