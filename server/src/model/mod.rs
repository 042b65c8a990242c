//! What the server knows: people, categories, rooms, messages, preferences (spec: sdk.md 7, xccos.md 4).

mod description;
mod history;
mod numbers;
mod people;
mod principal;
mod room;
mod settings;
mod spelling;

pub use description::{
    DescribedGroup, DescribedMember, DescribedUser, Description, ImportOutcome, MembershipChange,
};
pub use history::{HistoryBudget, HistoryPage, HistorySearch};
pub(crate) use numbers::{NumberTable, Numbers};
pub use people::{AddIn, Group, GroupChange, GroupKind, NewAddIn, NewGroup, NewUser, User, UserChange};
pub use principal::{Actor, Audit, Grant, GroupId, Principal, PrincipalList, Subject};
pub use room::{
    Category, CategoryChange, Invitation, InvitationSetting, NewCategory, NewRoom, Privacy, Role, Room,
    RoomChange,
};
pub use settings::{LONGEST_TEXT, RTF_FACTOR, Settings, SettingsChange};

use crate::address::Address;
use crate::timestamp::Timestamp;

/// A message on its way into the store.
#[derive(Clone, Debug)]
pub struct NewMessage {
    /// The room's key.
    pub room: i64,
    /// Who posts.
    pub author: Address,
    /// The author's display name at this moment.
    pub author_name: String,
    /// Whether it is an alert.
    pub alert: bool,
    /// The plain text.
    pub text: String,
    /// The RTF document that came with it.
    pub rtf: Option<String>,
    /// False: the category keeps no history, the message only gets its number.
    pub keep: bool,
}

/// A message with its place in the room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredMessage {
    /// Sequential per room, from 1.
    pub chat_id: i64,
    /// When the server received it.
    pub timestamp: Timestamp,
    /// Who posted.
    pub author: Address,
    /// The author's display name then.
    pub author_name: String,
    /// Whether it is an alert.
    pub alert: bool,
    /// The plain text.
    pub text: String,
    /// The RTF document, if any.
    pub rtf: Option<String>,
}

/// A preference bundle of one user (spec: xccos.md 4.7).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preference {
    /// The server's version of it.
    pub sequence: i64,
    /// Base64 as the client sent it.
    pub content: String,
}
